"""The design's lists, the organisation and the settings: written line by line, each as one act, and refused with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.coding.models import Coding
from teema.web.history.models import Act
from teema.web.history.undoing import redo, undo
from teema.web.jobs.models import Job
from teema.web.studies.actions import rows
from teema.web.studies.actions.design import change_sentence, move_sentence
from teema.web.studies.actions.settings import remove_study
from teema.web.studies.models import Criterion, CriterionCheck, Customer, Group, Round, Service, Study

HTMX = {"HX-Request": "true"}


def address(study: Study, name: str, **parts: Any) -> str:
    """Return an address within the study."""
    return reverse(f"studies:{name}", kwargs={"study": study.slug, **parts})


def names(study: Study) -> list[str]:
    """Return the groups' names in order."""
    return list(Group.objects.filter(study=study).values_list("name", flat=True))


def test_a_line_is_added_changed_moved_and_removed(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Each is one act, which the next page shows."""
    client = as_persona("lead")
    client.post(address(study, "line-add", listing="groups"), {"name": "Hyvinvointialueet", "quota": "3"})
    added = Group.objects.get(study=study, key="hyvinvointialueet")
    line = {"listing": "groups", "key": added.pk}
    client.post(address(study, "line-save", **line), {"name": "Alueet", "quota": ""})
    client.post(address(study, "line-move", **line), {"to": "up"})
    assert names(study) == ["Kunnat", "Kuntayhtymät", "Alueet", "Yhteisöt"]
    client.post(address(study, "line-remove", **line))
    assert names(study) == ["Kunnat", "Kuntayhtymät", "Yhteisöt"]
    assert Act.objects.filter(study=study.pk, verb="design.change").count() == 4


def test_a_line_answers_htmx_with_its_page_and_a_toast(study: Study, as_persona: Callable[[str], Client]) -> None:
    """htmx takes the list out of the page and tells that it was saved; without it the page is opened anew."""
    client, place = as_persona("lead"), address(study, "line-add", listing="questions")
    answer = client.post(place, {"text": "Mitä muuttui?"}, headers=HTMX)
    assert (answer.status_code, "toast" in answer["HX-Trigger"]) == (200, True)
    assert "Mitä muuttui?" in answer.content.decode()
    assert client.post(place, {"text": "Miksi?"})["Location"] == address(study, "design")


def test_an_error_stands_beside_its_field(study: Study, as_persona: Callable[[str], Client]) -> None:
    """A form that won't do comes back open, with nothing written."""
    dates = {"name": "Uusi", "starts": "2026-09-02", "ends": "2026-09-01"}
    answer = as_persona("lead").post(address(study, "line-add", listing="rounds"), dates)
    assert answer.status_code == 422
    assert "Kierros ei voi päättyä ennen kuin se alkaa." in answer.content.decode()
    assert Round.objects.filter(study=study).count() == 2


@pytest.mark.parametrize(("model", "code"), [(Group, "B251"), (Round, "B252"), (Service, "B253")])
def test_what_is_in_use_is_not_removed(model: type[Any], code: str, study: Study, lead: User) -> None:
    """Customers, interviews and material would be left without their group, round or service."""
    with pytest.raises(Conflict) as refused:
        rows.remove_row(lead, model.objects.filter(study=study).first(), "design.change")
    assert refused.value.code == code
    assert int(refused.value.params["count"]) > 0


def test_a_service_that_codings_are_about_is_in_use(study: Study, lead: User) -> None:
    """Nothing else names it, and still it isn't removed from under them."""
    service = rows.add_row(lead, study, Service, "organisation.change", name="Arkistointi")
    coding = Coding.objects.filter(study=study)[0]
    Coding.objects.filter(pk=coding.pk).update(service=service.key)
    with pytest.raises(Conflict, match="B253"):
        rows.remove_row(lead, service, "organisation.change")
    Coding.objects.filter(pk=coding.pk).update(service="")
    rows.remove_row(lead, service, "organisation.change")
    assert not Service.objects.filter(pk=service.pk).exists()


def test_a_refusal_is_told_on_the_page(study: Study, as_persona: Callable[[str], Client]) -> None:
    """The list that it concerns says why."""
    group = Group.objects.filter(study=study).first()
    assert group is not None
    answer = as_persona("lead").post(address(study, "line-remove", listing="groups", key=group.pk), headers=HTMX)
    assert answer.status_code == 422
    assert "Ryhmää ”Kunnat” ei voi poistaa" in answer.content.decode()


def test_a_criterion_goes_with_what_was_judged_of_it_and_comes_back(study: Study, lead: User) -> None:
    """Removing takes the judgements along; undoing brings both back."""
    criterion = Criterion.objects.filter(study=study).first()
    customer = Customer.objects.filter(study=study).first()
    assert criterion is not None
    assert customer is not None
    key = criterion.pk
    CriterionCheck.objects.create(study=study, criterion=criterion, customer=customer, met=True)
    rows.remove_row(lead, criterion, "design.change")
    assert not CriterionCheck.objects.filter(study=study).exists()
    undo(lead, study.pk)
    assert CriterionCheck.objects.get(study=study).criterion_id == key


def test_a_criterion_gets_the_rule_that_its_sentence_asks_for(
    study: Study, as_persona: Callable[[str], Client]
) -> None:
    """Unless another is chosen, which needs its value."""
    client, place = as_persona("lead"), address(study, "line-add", listing="criteria")
    client.post(place, {"text": "Asiakassuhde on kestänyt vähintään kaksi vuotta."})
    client.post(place, {"text": "Käyttää palveluja.", "rule": "services", "services": ["hr"]})
    assert client.post(place, {"text": "Kesto.", "rule": "years"}).status_code == 422
    latest = Criterion.objects.filter(study=study).order_by("-position")[:2]
    assert [(one.rule, one.value) for one in latest] == [("services", "hr"), ("years", "2")]


def test_the_round_of_the_results_goes_with_the_round(study: Study, lead: User) -> None:
    """A setting that names a removed round is cleared in the same act."""
    row = rows.add_row(lead, study, Round, "design.change", name="Turha")
    study.settings = {**study.settings, "round": row.key}
    study.save()
    rows.remove_row(lead, row, "design.change")
    assert Study.objects.get(pk=study.pk).settings["round"] is None


def test_a_sentence_that_another_changed_is_left_alone(study: Study, lead: User) -> None:
    """Whoever changes a sentence says what it said."""
    with pytest.raises(Conflict) as refused:
        change_sentence(lead, study, "questions", 0, "Uusi?", was="Jotain muuta?")
    assert refused.value.code == "B254"


def test_sentences_move(study: Study, lead: User) -> None:
    """One place down puts it after the next."""
    first, second, third = study.questions
    move_sentence(lead, study, "questions", 0, by=1, was=first)
    assert study.questions == [second, first, third]


def test_a_redone_row_keeps_the_day_that_it_was_made(study: Study, lead: User) -> None:
    """Undone, redone and undone again: no column dates the row anew."""
    row = rows.add_row(lead, study, Group, "design.change", name="Uusi")
    for _ in range(2):
        undo(lead, study.pk)
        redo(lead, study.pk)
    assert Group.objects.get(pk=row.pk).name == "Uusi"


def test_the_organisation_and_its_events(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Events stand in the order of their days, whenever they were written."""
    client = as_persona("lead")
    client.post(address(study, "organisation"), {"name": "Toinen Oy", "description": "Kuvaus"})
    client.post(address(study, "line-add", listing="events"), {"title": "Perustaminen", "date": "2013-01-01"})
    shown = client.get(address(study, "organisation")).content.decode()
    assert "Toinen Oy" in shown
    assert shown.index("1.1.2013") < shown.index("1.1.2023")
    assert shown.index("Asiakaslähtöisyys") < shown.index("Toimivat digitaaliset palvelut")


def test_settings_are_written_by_name(study: Study, as_persona: Callable[[str], Client]) -> None:
    """What isn't on the form stays."""
    given = {"round": "2026", "length_bounds": "2; 5", "quote_minimum": "4", "cell_minimum": "2"}
    more = {"page_characters": "2000", "interviewers": "Aino\nBertta", "stop_words": ""}
    client = as_persona("lead")
    assert client.post(address(study, "settings"), given | {"length_bounds": "5, 2"} | more).status_code == 422
    client.post(address(study, "settings"), given | more)
    written = Study.objects.get(pk=study.pk).settings
    assert written["length_bounds"] == [2, 5]
    assert (written["round"], written["interviewers"]) == ("2026", ["Aino", "Bertta"])
    assert written["extra"] == {"date": date(2026, 9, 15)}


def test_a_study_is_removed_by_its_name(study: Study, lead: User) -> None:
    """Everything of it goes, its history and what was made of it too; another name, or work that is going on, removes nothing."""
    job = Job.objects.create(study=study.pk, owner=lead, kind="exchange.backup", state=Job.State.RUNNING)
    rows.add_row(lead, study, Group, "design.change", name="Uusi")
    with pytest.raises(Conflict) as refused:
        remove_study(lead, study, title="Jokin")
    assert refused.value.code == "B258"
    with pytest.raises(Conflict) as refused:
        remove_study(lead, study, title=study.title)
    assert refused.value.code == "B215"
    Job.objects.filter(pk=job.pk).update(state=Job.State.DONE)
    remove_study(lead, study, title=f" {study.title} ")
    assert not Study.objects.exists()
    assert not Act.objects.exists()
    assert not Job.objects.exists()
    assert not Customer.objects.exists()
