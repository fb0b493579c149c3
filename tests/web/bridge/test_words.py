"""The index of a study's words: a file beside the workspace that follows the texts and forgets with them."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from polars.testing import assert_frame_equal

from teema.analysis.whole import analyse
from teema.analysis.words.reading import words_of
from teema.search import index_at, kwic
from teema.study import Study as PlainStudy
from teema.web.accounts.models import User
from teema.web.bridge import words
from teema.web.bridge.standing import results_of, standing
from teema.web.bridge.words import indexed
from teema.web.history.models import RowChange
from teema.web.material.actions.correcting import correct_text
from teema.web.material.actions.searches import save_search
from teema.web.material.models import Document, SavedSearch
from teema.web.studies.actions.settings import remove_study
from teema.web.studies.actions.withdrawal import erase_customer, withdraw_person
from teema.web.studies.models import Customer, Person, Study
from teema.web.workspace.files import words_beside
from teema.web.workspace.restoring import restore

NAME = "Öljymäkinen"
"""A form that one person alone says, once."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give indexes a folder, as a workspace in a file does."""
    place = tmp_path / "teema.db.words"
    monkeypatch.setattr(words, "_file", lambda study: place / f"{study}.sqlite3")
    return place


def _said(study: Study, lead: User, document: str, speaker: str) -> None:
    """Have a speaker say the name at the end of a turn."""
    row = Document.objects.get(study=study, key=document)
    turn = next(one for one in row.plain().turns if one.speaker == speaker)
    text = f"{row.text[: turn.end].rstrip()} {NAME}.{row.text[turn.end :]}"
    correct_text(lead, row, text=text, revision=row.revision)


def _hits(study: Study, asked: str) -> int:
    with indexed(study.pk, standing(study).study) as index:
        return kwic(index, asked).hits


def _holds(folder: Path, form: str) -> bool:
    """Tell whether any file of the folder holds a form, whatever its capitals."""
    wanted = [one.encode() for one in (form, form.casefold())]
    return any(one in path.read_bytes() for path in folder.rglob("*") if path.is_file() for one in wanted)


def test_words_are_those_of_the_report(study: Study, example: PlainStudy, folder: Path) -> None:
    """The frame out of the index is the one that the report reads, and the file is its owner's alone."""
    assert_frame_equal(words.reader(study.pk)(standing(study).study), words_of(example))
    assert results_of(study).words.frequencies.rows == analyse(example).words.frequencies.rows
    (file,) = folder.glob("*.sqlite3")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_only_what_changed_is_cut_anew(study: Study, lead: User, folder: Path) -> None:
    """After a correction one document is read again; after an act that changes no text, none; after a restart, none."""
    assert _hits(study, NAME) == 0
    _said(study, lead, "kunta-4", "K4a")
    with indexed(study.pk, standing(study).study) as index:
        assert index.updated == 1
        assert kwic(index, NAME).hits == 1
    save_search(lead, study, name="a", query={"q": "a"})
    with indexed(study.pk, standing(study).study) as again:
        assert again.tokens is index.tokens
    words.forget_open()
    with indexed(study.pk, standing(study).study) as index:
        assert index.updated == 0
        assert kwic(index, NAME).hits == 1


@pytest.mark.parametrize("whole", [False, True])
def test_an_erasure_leaves_no_form_in_the_index(
    study: Study,
    lead: User,
    folder: Path,
    django_capture_on_commit_callbacks: Callable[..., object],
    whole: bool,
) -> None:
    """Who withdraws, or a customer that is erased, is gone from the index at once: nobody has to search first."""
    _said(study, lead, "kunta-4", "K4a")
    assert _hits(study, NAME) == 1
    assert _holds(folder, NAME)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        if whole:
            customer = Person.objects.get(study=study, key="K4a").customer
            assert isinstance(customer, Customer)
            erase_customer(lead, customer, confirmed=customer.key, reason="pyynnöstä")
        else:
            withdraw_person(lead, Person.objects.get(study=study, key="K4a"), confirmed="K4a", reason="pyynnöstä")
    assert not _holds(folder, NAME)
    assert _hits(study, "palvelu") > 0


def test_what_was_read_before_an_erasure_doesnt_bring_its_words_back(study: Study, lead: User, folder: Path) -> None:
    """A page that began earlier still gets its words, but not by way of the file."""
    _said(study, lead, "kunta-4", "K4a")
    earlier = standing(study).study
    row = Document.objects.get(study=study, key="kunta-4")
    correct_text(lead, row, text=row.text.replace(f" {NAME}.", ""), revision=row.revision)
    assert _hits(study, NAME) == 0
    with indexed(study.pk, earlier) as index:
        assert kwic(index, NAME).hits == 1
    assert not _holds(folder, NAME)


def test_saved_searches_for_erased_words_go(study: Study, lead: User, folder: Path) -> None:
    """A search for what only the erased person said, or for what they say, goes with its history; another stays."""
    _said(study, lead, "kunta-4", "K4a")
    save_search(lead, study, name="jää", query={"q": "palvelu"})
    save_search(lead, study, name="sana", query={"q": f"palvelu TAI {NAME}"})
    save_search(lead, study, name="puhuja", query={"q": "palvelu", "speaker": "K4a"})
    withdraw_person(lead, Person.objects.get(study=study, key="K4a"), confirmed="K4a", reason="pyynnöstä")
    assert [one.name for one in SavedSearch.objects.all()] == ["jää"]
    kept = RowChange.objects.filter(model="material.savedsearch").values_list("after", flat=True)
    assert [one["name"] for one in kept if one] == ["jää"]


def test_a_study_removed_takes_its_index_along(
    study: Study, lead: User, folder: Path, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    """Nothing of it is left in the folder."""
    _hits(study, "palvelu")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        remove_study(lead, study, title=study.title)
    assert not list(folder.glob("*.sqlite3*"))


def test_indexes_of_studies_that_are_not_there_are_swept(study: Study, folder: Path, example: PlainStudy) -> None:
    """A workspace brought back from a copy may lack a study whose index lies there still."""
    folder.mkdir()
    index_at(example, folder / f"{UUID(int=1)}.sqlite3").close()
    _hits(study, "palvelu")
    assert [one.stem for one in folder.glob("*.sqlite3")] == [str(study.pk)]


def test_a_study_whose_language_is_none_is_read_plainly(study: Study, folder: Path) -> None:
    """Words are found as they stand where no language tells their forms."""
    Study.objects.filter(pk=study.pk).update(language="1")
    with indexed(study.pk, PlainStudy("s", "", language="1", documents=standing(study).study.documents)) as index:
        assert kwic(index, "palvelu").hits > 0


def test_a_restored_workspace_begins_without_indexes(tmp_path: Path) -> None:
    """Words of the workspace that is put aside don't lie beside the one that takes its place."""
    for name in ("a.db", "b.db"):
        with sqlite3.connect(tmp_path / name) as database:
            database.execute("CREATE TABLE accounts_user (id)")
    beside = words_beside(tmp_path / "a.db")
    beside.mkdir()
    (beside / "x.sqlite3").write_bytes(b"sanoja")
    restore(tmp_path / "b.db", tmp_path / "a.db")
    assert not beside.exists()
