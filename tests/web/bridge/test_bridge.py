"""A study goes into the workspace and comes out the same, whatever it holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from tests.studies import studies

from teema.formats.folder import read_study, write_study
from teema.study import Asked, Customer, Document, Interview, Judgement, Material, Person
from teema.study import Study as PlainStudy
from teema.web.accounts.models import User
from teema.web.bridge import load, plain_study
from teema.web.studies.models import Criterion, CriterionCheck, GuideVersion, InterviewPerson, Study, Tombstone
from teema.web.studies.models import Customer as CustomerRow
from teema.web.studies.models import Interview as InterviewRow


def test_a_study_comes_out_as_it_went_in(example: PlainStudy, study: Study) -> None:
    """Loading and saving is the identity."""
    assert plain_study(study) == example


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=25
)
@given(given_study=studies())
def test_any_study_comes_out_as_it_went_in(lead: User, given_study: PlainStudy) -> None:
    """Dangling references, repeated rows and further columns included: what comes out is what went in."""
    assume(_keys_differ(given_study))
    with transaction.atomic():
        assert plain_study(load(given_study, lead)) == given_study
        transaction.set_rollback(True)


def _keys_differ(one: PlainStudy) -> bool:
    parts = (one.design.rounds, one.design.groups, one.organisation.services, one.organisation.aims)
    return all(not part or max(Counter(row.key for row in part).values()) == 1 for part in parts)


def test_references_to_nothing_are_kept(lead: User) -> None:
    """An interview of a missing document and unknown people, a document that two interviews claim, material of no document."""
    given_study = PlainStudy(
        "x",
        "X",
        people=(Person("H1", "A9"),),
        customers=(Customer("A1", group="nobody"),),
        documents=(Document("d", "Hei."),),
        asked=(Asked("i9", "t"), Asked("i2", "t"), Asked("i9", "u")),
        judgements=(Judgement("A9", "met"),),
        interviews=(
            Interview("i1", "missing", people=("H1", "H9", "H1")),
            Interview("i2", "d"),
            Interview("i3", "d", customer="A9"),
        ),
        material=(Material("gone", "email"), Material("d", "other"), Material("d", "survey")),
    )
    assert plain_study(load(given_study, lead)) == given_study


def test_seats_that_changed_count_more_than_what_was_named(lead: User) -> None:
    """Once somebody is taken from an interview, only those whom the study doesn't know come along from before."""
    people = (Person("H1", ""), Person("H2", ""))
    study = load(PlainStudy("x", "X", people=people, interviews=(Interview("i", people=("H9", "H1", "H2")),)), lead)
    InterviewPerson.objects.filter(study=study, person__key="H1").delete()
    assert plain_study(study).interviews[0].people == ("H2", "H9")


@pytest.fixture
def worked_on(study: Study, lead: User) -> Study:
    """A study with everything that only the workbench knows."""
    customer = CustomerRow.objects.filter(study=study).first()
    criterion = Criterion.objects.create(study=study, text="Vähintään vuoden", rule="years", value="1", position=90)
    CriterionCheck.objects.create(
        study=study, customer=customer, criterion=criterion, met=False, exception="Uusi palvelu"
    )
    GuideVersion.objects.filter(study=study).update(reviewed_on=date(2026, 3, 2), reviewed_by="Ohjaaja")
    GuideVersion.objects.create(study=study, number=2, text="# Runko", note="Lyhennetty", made_by=lead)
    InterviewRow.objects.filter(study=study).update(status="held", starts_at=time(9, 30))
    Tombstone.objects.create(study=study, kind="person", key="H77", reason="Peruutti", counts={"codings": 3}, by=lead)
    return study


def test_what_only_the_workbench_knows_travels_along(worked_on: Study, lead: User, tmp_path: Path) -> None:
    """Rules and checks, the guide's versions and reviews, interviews' states, tombstones: through a folder and back."""
    saved = plain_study(worked_on)
    write_study(saved, tmp_path / "s")
    read = read_study(tmp_path / "s")
    assert not read.errors
    assert plain_study(load(read.study, lead)) == saved
    assert set(saved.extra["workbench"]) == {"criteria", "checks", "guide", "interviews", "tombstones"}


def test_a_guide_changed_in_the_folder_is_a_new_version(worked_on: Study, lead: User) -> None:
    """A reviewed version isn't changed under its review: other words make the next version."""
    again = load(replace(plain_study(worked_on), guide="# Toinen"), lead)
    latest = GuideVersion.objects.filter(study=again).first()
    assert latest is not None
    assert (latest.number, latest.text) == (3, "# Toinen")
    assert plain_study(again).guide == "# Toinen"


@pytest.mark.parametrize("odd", [5, "x", ["y"], {"criteria": "z", "guide": [1]}])
def test_a_table_of_somebody_elses_does_no_harm(lead: User, odd: object) -> None:
    """``workbench`` in study.toml may be anything."""
    assert plain_study(load(PlainStudy("x", "X", extra={"workbench": odd}), lead)).title == "X"
