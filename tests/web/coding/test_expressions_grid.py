"""What the grid finds and in which order, against a plain reading of the rows; how it follows changes; its pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from teema.search.collation import collated
from teema.web.accounts.models import User
from teema.web.coding.actions import expressions as actions
from teema.web.coding.actions.codings import add_coding
from teema.web.coding.actions.expressions import Chosen, Edit
from teema.web.coding.models import Code, Coding, Topic
from teema.web.coding.queries.expressions import SORTS, asked, grid_of, marks
from teema.web.coding.queries.reductions import link, reductions_of
from teema.web.history.undoing import undo
from teema.web.studies.actions.withdrawal import erase_customer
from teema.web.studies.models import Customer, Group, Study

Plain = dict[str, Any]


@pytest.fixture
def varied(study: Study, lead: User) -> list[Plain]:
    """The codings of the example, some of them changed so that every filter leaves some out, read plainly from the rows."""
    first = Coding.objects.filter(study=study).order_by("position").values_list("pk", flat=True)
    some = [Chosen(list(first[start : start + 7])) for start in range(0, 70, 7)]
    actions.give_topic(lead, study, some[0], "")
    actions.give_valence(lead, study, some[1], None)
    actions.give_aspect(lead, study, some[2], "expectation")
    actions.move_expressions(lead, study, some[3], Code.objects.filter(study=study, parent=None)[1])
    actions.edit_expressions(lead, study, [Edit(pk, reduced="") for pk in some[4].codings])
    Coding.objects.filter(pk__in=some[5].codings).update(coder="")
    actions.give_reduced(lead, study, some[6], "Yhteinen  Pelkistys")
    columns = ("document__interview__customer__group", "code__parent__parent", "topic")
    rows = Coding.objects.filter(study=study).select_related(*columns).order_by(
        "document__position", "document__key", "start", "end", "position"
    )  # fmt: skip
    return [_plain(row) for row in rows]


def _plain(row: Coding) -> Plain:
    path = [row.code]
    while path[0].parent is not None:
        path.insert(0, path[0].parent)
    aspects = [row.aspect, *(code.aspect for code in reversed(path))]
    customer = row.document.interview.customer  # type: ignore[union-attr]
    return {
        "id": str(row.pk),
        "words": " ".join(row.document.text[row.start : row.end].split()),
        "reduced": row.reduced,
        "codes": [str(code.pk) for code in path],
        "topic": str(row.topic_id) if row.topic_id else "",
        "topic_name": row.topic.name if row.topic else "",
        "customer": str(customer.pk),  # type: ignore[union-attr]
        "group": str(customer.group_id),  # type: ignore[union-attr]
        "document": str(row.document_id),
        "coder": row.coder,
        "valence": row.valence,
        "aspect": next((one for one in aspects if one), ""),
    }


def found(study: Study, **wanted: str) -> list[str]:
    """Return the identities that the grid finds."""
    return [line.id for line in grid_of(study, asked(wanted)).lines]


def plainly(rows: list[Plain], holds: Callable[[Plain], bool]) -> list[str]:
    """Return the identities of the rows for which something holds."""
    return [row["id"].replace("-", "") for row in rows if holds(row)]


def _value(rows: list[Plain], column: str) -> Any:
    """Return a value that some rows have and others don't."""
    return rows[len(rows) // 2][column]


FILTERS: dict[str, Callable[[list[Plain]], tuple[dict[str, str], Callable[[Plain], bool]]]] = {
    "group": lambda rows: ({"group": _value(rows, "group")}, lambda row: row["group"] == _value(rows, "group")),
    "customer": lambda rows: (
        {"customer": _value(rows, "customer")},
        lambda row: row["customer"] == _value(rows, "customer"),
    ),
    "document": lambda rows: (
        {"document": _value(rows, "document")},
        lambda row: row["document"] == _value(rows, "document"),
    ),
    "theme": lambda rows: (
        {"code": _value(rows, "codes")[0]},
        lambda row: _value(rows, "codes")[0] in row["codes"],
    ),
    "sub-theme": lambda rows: (
        {"code": _value(rows, "codes")[1]},
        lambda row: _value(rows, "codes")[1] in row["codes"],
    ),
    "under a theme only": lambda rows: ({"under": "theme"}, lambda row: len(row["codes"]) == 1),
    "topic": lambda rows: ({"topic": _value(rows, "topic")}, lambda row: row["topic"] == _value(rows, "topic")),
    "without a topic": lambda rows: ({"topic": "-"}, lambda row: not row["topic"]),
    "coder": lambda rows: ({"coder": _value(rows, "coder")}, lambda row: row["coder"] == _value(rows, "coder")),
    "without a coder": lambda rows: ({"coder": "-"}, lambda row: not row["coder"]),
    "negative": lambda rows: ({"valence": "-1"}, lambda row: row["valence"] == -1),
    "without a valence": lambda rows: ({"valence": "-"}, lambda row: row["valence"] is None),
    "expectation": lambda rows: ({"aspect": "expectation"}, lambda row: row["aspect"] == "expectation"),
    "without an aspect": lambda rows: ({"aspect": "-"}, lambda row: not row["aspect"]),
    "reduced": lambda rows: ({"reduced": "with"}, lambda row: bool(row["reduced"])),
    "not reduced": lambda rows: ({"reduced": "without"}, lambda row: not row["reduced"]),
    "expression": lambda rows: (
        {"expression": "yhteinen pelkistys"},
        lambda row: " ".join(row["reduced"].lower().split()) == "yhteinen pelkistys",
    ),
    "words": lambda rows: (
        {"q": " ASIAKAS"},
        lambda row: "asiakas" in row["words"].lower() or "asiakas" in row["reduced"].lower(),
    ),
    "two at once": lambda rows: (
        {"valence": "1", "group": _value(rows, "group")},
        lambda row: row["valence"] == 1 and row["group"] == _value(rows, "group"),
    ),
}


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_finds_what_a_plain_reading_finds(study: Study, varied: list[Plain], name: str) -> None:
    """Each filter finds the rows that a reading of all rows finds, in the order of documents, and leaves some out."""
    wanted, holds = FILTERS[name](varied)
    expected = plainly(varied, holds)
    assert 0 < len(expected) < len(varied)
    assert found(study, **wanted) == expected


@pytest.mark.parametrize("wanted", [{"group": "x"}, {"code": "x"}, {"topic": "x"}, {"valence": "7"}, {"customer": "1"}])
def test_what_isnt_there_finds_nothing(study: Study, wanted: dict[str, str]) -> None:
    """An address that asks for what isn't there, or isn't any more, finds nothing instead of everything."""
    assert found(study, **wanted) == []


@pytest.mark.parametrize("column", SORTS)
def test_each_order_holds_all_and_leaves_gaps_last(study: Study, varied: list[Plain], column: str) -> None:
    """Ordered forwards and backwards, every row is there once, and rows without a value come last either way."""
    forwards, backwards = found(study, sort=column), found(study, sort=f"-{column}")
    assert sorted(forwards) == sorted(backwards) == sorted(found(study))
    rows = {row["id"].replace("-", ""): row for row in varied}
    gaps: dict[str, Callable[[Plain], bool]] = {
        "reduced": lambda row: not row["reduced"],
        "topic": lambda row: not row["topic"],
        "coder": lambda row: not row["coder"],
        "valence": lambda row: row["valence"] is None,
        "aspect": lambda row: not row["aspect"],
        "sub_theme": lambda row: len(row["codes"]) == 1,
    }
    if column in gaps:
        empty = [gaps[column](rows[one]) for one in forwards]
        assert empty == sorted(empty)
        assert [gaps[column](rows[one]) for one in backwards] == empty


@pytest.mark.parametrize("column", ["words", "reduced", "topic_name"])
def test_words_are_ordered_as_finnish_orders_them(study: Study, varied: list[Plain], column: str) -> None:
    """Words, reduced expressions and topics are ordered with å, ä and ö after z."""
    rows = {row["id"].replace("-", ""): row for row in varied}
    said = [
        collated(" ".join(rows[one][column].split()))[:60] for one in found(study, sort=column.removesuffix("_name"))
    ]
    filled = [one for one in said if one]
    assert filled == sorted(filled)


def test_the_grid_follows_every_change(study: Study, lead: User, varied: list[Plain]) -> None:
    """What was added, written, moved, removed and undone is seen at once, in every order."""
    document = Coding.objects.filter(study=study)[0].document
    code, row = Code.objects.filter(study=study, parent__isnull=False)[0], Coding.objects.filter(study=study)[3]
    found(study, sort="reduced")
    added = add_coding(
        lead, document, id=row.pk.__class__(int=7), start=0, end=5, code=code.pk, revision=document.revision
    )
    assert added.pk.hex in found(study)
    actions.edit_expressions(lead, study, [Edit(row.pk, reduced="aaaa", topic="Uusi aihe")])
    assert found(study, sort="reduced")[0] == row.pk.hex
    assert found(study, topic=str(Topic.objects.get(study=study, name="Uusi aihe").pk)) == [row.pk.hex]
    actions.remove_expressions(lead, study, Chosen([row.pk]))
    assert row.pk.hex not in found(study)
    undo(lead, study.pk)
    assert found(study, sort="reduced")[0] == row.pk.hex


def test_what_is_erased_is_gone_from_the_grid(study: Study, lead: User) -> None:
    """Words of a customer that is erased, which goes without a word of its codings in the history, are no longer in memory."""
    place = next(iter(grid_of(study, asked({})).sheet.places.values()))
    assert found(study, document=place.document)
    erase_customer(
        lead, Customer.objects.get(study=study, key=place.customer_key), confirmed=place.customer_key, reason=""
    )
    assert found(study, document=place.document) == []
    assert place.document not in grid_of(study, asked({})).sheet.places


def test_steps_of_the_reduction_open_what_they_hold(study: Study, varied: list[Plain]) -> None:
    """Each step's address finds the codings that it counts, those of the layer of record."""
    for group in (None, Group.objects.filter(study=study)[0]):
        for theme in Code.objects.filter(study=study, parent=None):
            shown = reductions_of(study, str(theme.pk), str(group.pk) if group else "")
            assert sum(len(step.originals) for step in shown.steps) == shown.segments
            for step in shown.steps:
                held = {line.id for line in step.originals}
                opened = set(found(study, **link(step, theme, group)))
                assert held == opened if step.sub_theme else held <= opened


def _post(client: Client, study: Study, query: str = "", **sent: Any) -> Any:
    return client.post(reverse("coding:change-expressions", args=(study.slug,)) + query, sent)


def test_all_that_the_filter_finds_is_changed(
    study: Study, as_persona: Callable[[str], Client], varied: list[Plain]
) -> None:
    """Choosing all changes what the address finds, on every page of it, and nothing else; then one is where one was."""
    group = _value(varied, "group")
    answer = _post(as_persona("lead"), study, f"?group={group}&sort=words", do="valence", to_valence="0", all="1")
    assert answer.status_code == 302
    assert f"group={group}" in answer.headers["Location"]
    changed = Coding.objects.filter(study=study, document__interview__customer__group=group)
    assert set(changed.values_list("valence", flat=True)) == {0}
    assert Coding.objects.filter(study=study, valence=1).exists()


def test_a_refusal_is_told_on_the_page_that_still_holds_what_one_wrote(
    study: Study, lead: User, as_persona: Callable[[str], Client], persona: Callable[[str], User]
) -> None:
    """Without scripts a conflict shows one's own words in the field, and beside them what somebody else wrote."""
    row = Coding.objects.filter(study=study).order_by("document__position", "start")[0]
    Coding.objects.filter(pk=row.pk).update(coder=persona("coder").name)
    seen = marks(row.reduced, row.topic_id)
    actions.edit_expressions(persona("coder"), study, [Edit(row.pk, reduced="Toisen sanat")])
    sent = {f"reduced-{row.pk}": "Omat sanat", f"seen-{row.pk}": seen, "do": "save"}
    answer = _post(as_persona("lead"), study, **sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Omat sanat</textarea>" in page
    assert "Toisen sanat</p>" in page
    row.refresh_from_db()
    assert row.reduced == "Toisen sanat"


def test_a_row_answers_scripts_with_how_it_stands(
    study: Study, as_persona: Callable[[str], Client], persona: Callable[[str], User]
) -> None:
    """In place a row is saved by itself; a conflict comes with what somebody else wrote and marks to go on with."""
    row, client = Coding.objects.filter(study=study)[0], as_persona("lead")
    address = reverse("coding:reduce", args=(study.slug, row.pk))
    sent = {f"reduced-{row.pk}": "Omat sanat", f"seen-{row.pk}": marks(row.reduced, row.topic_id)}
    saved = client.post(address, sent).json()
    assert (saved["changed"], saved["reduced"]) == (True, "Omat sanat")
    Coding.objects.filter(pk=row.pk).update(reduced="Toisen sanat")
    later = client.post(address, sent | {f"reduced-{row.pk}": "Vielä omat", f"seen-{row.pk}": saved["seen"]})
    assert (later.status_code, later.json()["code"], later.json()["reduced"]) == (409, "B505", "Toisen sanat")
    again = client.post(address, sent | {f"seen-{row.pk}": later.json()["seen"]})
    assert again.json()["reduced"] == "Omat sanat"


def test_readers_read_and_an_empty_study_teaches(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Who may not code has no fields to write in; where nothing is coded the page tells what belongs here."""
    page = as_persona("reader").get(reverse("coding:expressions", args=(study.slug,))).content.decode()
    assert "<textarea" not in page
    assert 'name="chosen"' not in page
    Coding.objects.filter(study=study).delete()
    empty = as_persona("lead").get(reverse("coding:expressions", args=(study.slug,))).content.decode()
    assert "Ilmauksia ei ole vielä koodattu" in empty
