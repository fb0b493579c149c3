"""Improvement measures as rows: who writes them, what history says, how they follow those whom they name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from teema.errors import Conflict, Forbidden
from teema.web.accounts.models import User
from teema.web.history.models import Act
from teema.web.history.seen import seen
from teema.web.history.sentences import said
from teema.web.history.undoing import redo, undo
from teema.web.improvement.actions.measures import COLUMNS, add_measure, change_measure, remove_measure
from teema.web.improvement.models import Measure
from teema.web.studies.actions.customers import change_customer
from teema.web.studies.erasing import tidy
from teema.web.studies.models import Customer, Study


def last(study: Study) -> str:
    """Return what history says of the latest act."""
    return said(Act.objects.filter(study=study.pk).first() or Act(), "fi")


def of_key(study: Study, key: str) -> Measure:
    return Measure.objects.get(study=study, key=key)


def test_a_measure_is_added_after_the_others_with_a_key_of_its_own(study: Study, lead: User) -> None:
    """T11 follows T10, and history names it without a word of what it says."""
    row = add_measure(lead, study, title="Tehdään näin.", findings=["P2"], due=date(2027, 1, 31), status="doing")
    assert (row.key, row.findings, row.position > of_key(study, "T10").position) == ("T11", ["P2"], True)
    assert last(study) == "toimenpide T11 lisätty"
    assert "Tehdään" not in str(Act.objects.filter(study=study.pk)[0].params)


def test_every_act_on_a_measure_is_undone_and_done_again(study: Study, lead: User) -> None:
    """Adding, changing and removing."""
    row = add_measure(lead, study, title="A")
    undo(lead, study.pk)
    assert not Measure.objects.filter(pk=row.pk).exists()
    redo(lead, study.pk)
    change_measure(lead, of_key(study, row.key), title="B", visible_to=["kunta"])
    undo(lead, study.pk)
    assert (of_key(study, row.key).title, of_key(study, row.key).visible_to) == ("A", [])
    remove_measure(lead, of_key(study, row.key))
    undo(lead, study.pk)
    assert of_key(study, row.key).pk == row.pk


@pytest.mark.parametrize(
    ("status", "sentence"),
    [("doing", "merkitty aloitetuksi"), ("done", "merkitty tehdyksi"), ("dropped", "merkitty hylätyksi")],
)
def test_history_tells_the_new_status(status: str, sentence: str, study: Study, lead: User) -> None:
    """A change that leaves the status as it was is a change."""
    change_measure(lead, of_key(study, "T5"), status=status)
    assert last(study) == f"toimenpide T5 {sentence}"
    change_measure(lead, of_key(study, "T5"), status=status, owner="viestintä")
    assert last(study) == "toimenpidettä T5 muutettu"


def test_nobody_overwrites_what_another_wrote_meanwhile(
    study: Study, lead: User, persona: Callable[[str], User]
) -> None:
    """The second of two writers is told who was first (B505), and nothing of the first is lost."""
    row = of_key(study, "T5")
    mark = seen(row, *COLUMNS)
    change_measure(lead, row, seen=mark, owner="ensimmäinen")
    with pytest.raises(Conflict) as told:
        change_measure(persona("coder"), row, seen=mark, owner="toinen")
    assert (told.value.code, told.value.params["by"]) == ("B505", "Liisa Vetäjä")
    assert of_key(study, "T5").owner == "ensimmäinen"


def test_a_measure_says_what_is_done_and_how_far_it_is(study: Study, lead: User) -> None:
    """No title: B841; a status that isn't known: B842."""
    for code, values in (("B841", {"title": "  "}), ("B842", {"title": "A", "status": "perhaps"})):
        with pytest.raises(Conflict) as told:
            add_measure(lead, study, **values)
        assert told.value.code == code


def test_coders_write_and_commenters_do_not(study: Study, persona: Callable[[str], User]) -> None:
    """The right is the verb of the act."""
    add_measure(persona("coder"), study, title="A")
    for write in (
        lambda who: add_measure(who, study, title="A"),
        lambda who: change_measure(who, of_key(study, "T1"), owner="a"),
        lambda who: remove_measure(who, of_key(study, "T1")),
    ):
        with pytest.raises(Forbidden):
            write(persona("commenter"))


def test_measures_stay_visible_to_a_customer_whose_key_changes(study: Study, lead: User) -> None:
    """T3 is shown to Y1; when Y1 becomes Y9, to Y9, and undoing the one undoes the other."""
    customer = Customer.objects.get(study=study, key="Y1")
    change_customer(lead, customer, key="Y9")
    assert of_key(study, "T3").visible_to == ["kunta", "Y9"]
    undo(lead, study.pk)
    assert of_key(study, "T3").visible_to == ["kunta", "Y1"]


def test_an_erased_customers_key_stays_with_no_measure(study: Study) -> None:
    """Groups and everyone stay."""
    row = of_key(study, "T3")
    row.visible_to = ["all", "kunta", "Y1", "gone"]
    row.save()
    tidy(study)
    assert of_key(study, "T3").visible_to == ["all", "kunta", "Y1"]
