"""A study as it stands: what is read anew after a change is the same as all of it read again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from polars.testing import assert_frame_equal

from teema.study.tables import Frames
from teema.web.accounts.models import User
from teema.web.bridge import plain_study
from teema.web.bridge.standing import standing
from teema.web.coding.actions.codebook import change_code
from teema.web.coding.models import Code, Coding, Topic
from teema.web.history.undoing import redo, undo
from teema.web.material.models import Document, Relevance
from teema.web.studies.access import StudyRecorder, act
from teema.web.studies.models import Customer, Person, Study

Change = Callable[[StudyRecorder, Study], Any]


def _codings(study: Study, count: int) -> list[Coding]:
    return list(Coding.objects.filter(study=study)[:count])


def _reduced(changes: StudyRecorder, study: Study) -> None:
    for one in _codings(study, 3):
        changes.update(one, reduced="toisin sanottu")


def _gone(changes: StudyRecorder, study: Study) -> None:
    changes.delete(Coding.objects.filter(study=study).last())  # type: ignore[arg-type]


def _added(changes: StudyRecorder, study: Study) -> None:
    like = _codings(study, 1)[0]
    changes.create(
        Coding(study=study, key="uusi", document=like.document, start=3, end=9, code=like.code, coder=like.coder)
    )


def _another_layer(changes: StudyRecorder, study: Study) -> None:
    like = _codings(study, 1)[0]
    for place in range(200):
        changes.create(
            Coding(study=study, key=f"u{place}", document=like.document, start=3, end=9, code=like.code, coder="Toinen")
        )


def _longer_text(changes: StudyRecorder, study: Study) -> None:
    row = Document.objects.filter(study=study)[0]
    changes.update(row, text=row.text + "\nLoppu.")


def _renamed_document(changes: StudyRecorder, study: Study) -> None:
    changes.update(Document.objects.filter(study=study)[0], key="toinen nimi")


def _other_group(changes: StudyRecorder, study: Study) -> None:
    row = Customer.objects.filter(study=study)[0]
    changes.update(row, group=None, since="2001-01-01")
    changes.update(Person.objects.filter(study=study)[0], area=["muu"])


def _other_key(changes: StudyRecorder, study: Study) -> None:
    changes.update(Topic.objects.filter(study=study)[0], key="toinen-avain")


def _relevance(changes: StudyRecorder, study: Study) -> None:
    changes.update(Relevance.objects.filter(study=study)[0], reason="muu syy")


CHANGES: tuple[Change, ...] = (
    _reduced,
    _gone,
    _added,
    _another_layer,
    _longer_text,
    _renamed_document,
    _other_group,
    _other_key,
    _relevance,
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.__name__)
def test_reading_what_changed_is_reading_all(study: Study, lead: User, change: Change) -> None:
    """After each kind of change, its undoing and its redoing, the study and its frames are as if read afresh."""
    assert standing(study).frames.codings.height
    with act(lead, study, "coding.change") as changes:
        change(changes, study)
    _as_read_afresh(study)
    undo(lead, study.pk)
    _as_read_afresh(study)
    redo(lead, study.pk)
    _as_read_afresh(study)


def test_codes_moved_by_others_are_seen(study: Study, lead: User) -> None:
    """A code's new name and aspect reach every coding's row."""
    assert standing(study).frames.codings.height
    change_code(lead, Code.objects.filter(study=study, parent=None)[0], aspect="expectation", label="toinen")
    _as_read_afresh(study)


def _as_read_afresh(study: Study) -> None:
    held, fresh = standing(study), plain_study(Study.objects.get(pk=study.pk))
    assert held.study == fresh
    frames = Frames(fresh)
    for name in ("codings", "customers", "interviews", "asked", "turns", "relevance", "material_codings"):
        assert_frame_equal(getattr(held.frames, name), getattr(frames, name))
