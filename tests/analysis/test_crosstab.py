"""Counting by two properties: against a count by hand of random frames, with denominators that tell who could have spoken."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teema.analysis.crosstab import PROPERTIES, Crosstab, crosstab
from teema.errors import UsageError
from teema.study import Asked, Customer, Interview
from teema.study.tables import ASKED, CODINGS, CUSTOMERS, Frames

Engine = Callable[[pl.DataFrame], Any]
FramesOf = Callable[..., Frames]
TEXTS = [
    name
    for name, kind in CODINGS.items()
    if kind == pl.String and name not in ("coding_id", "customer", "interview", "group")
]
GROUP_OF = {"A": "kunta", "B": "kunta", "C": "yhteiso", "D": None}


def _random_codings(seed: int, size: int) -> pl.DataFrame:
    """Make codings of one round with values missing anywhere; each customer has its group and two interviews."""
    dice = random.Random(seed)
    rows = []
    for number in range(size):
        customer = dice.choice([*GROUP_OF, None])
        row: dict[str, Any] = {name: dice.choice([None, "x", "y", "ä"]) for name in TEXTS}
        row |= {"coding_id": f"c{number}", "customer": customer, "group": GROUP_OF[customer] if customer else None}
        row |= {"interview": customer and f"{customer}{dice.choice('12')}", "valence": dice.choice([None, -1, 0, 1])}
        row |= {"round": "x", "length": None}
        rows.append(row)
    return pl.DataFrame(rows, schema=CODINGS)


CUSTOMER_ROWS = pl.DataFrame(
    [(name, name, group, None, ["x"] if group else [], "x") for name, group in GROUP_OF.items()],
    schema=CUSTOMERS,
    orient="row",
)


def _brute_force(
    codings: pl.DataFrame, rows: str, columns: str
) -> dict[tuple[Any, Any], tuple[int, int, int, list[str]]]:
    found: dict[tuple[Any, Any], list[dict[str, Any]]] = {}
    for row in codings.to_dicts():
        keys = (None if row[name] is None else str(row[name]) for name in (rows, columns))
        found.setdefault(tuple(keys), []).append(row)  # type: ignore[arg-type]
    return {
        place: (
            len({row["customer"] for row in members if row["customer"]}),
            len({row["interview"] for row in members if row["interview"]}),
            len(members),
            [row["coding_id"] for row in members],
        )
        for place, members in found.items()
    }


def _told(table: Crosstab) -> dict[tuple[Any, Any], tuple[int, int, int, list[str]]]:
    places = itertools.product(table.rows, table.columns)
    counts = {place: (table.cell(*place), list(table.segments_of(*place))) for place in places}
    return {
        place: (count.customers, count.interviews, count.segments, segments)
        for place, (count, segments) in counts.items()
        if count.segments
    }


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("rows", "columns"), [("sub_theme", "group"), ("valence", "time"), ("topic", "topic"), ("customer", "label")]
)
def test_counts_are_those_of_a_count_by_hand(engine: Engine, rows: str, columns: str, seed: int) -> None:
    """Customers once a cell, interviews once, every segment; the cell's segments are the ones counted."""
    codings = _random_codings(seed, 40)
    table = crosstab(engine(codings), engine(CUSTOMER_ROWS), rows=rows, columns=columns)
    assert _told(table) == _brute_force(codings, rows, columns)


@pytest.mark.parametrize("by", PROPERTIES)
def test_every_property_can_be_counted_by(engine: Engine, by: str) -> None:
    """Any property stands in rows and in columns, and the table turned round is the same table."""
    codings = _random_codings(7, 25)
    given_ = (engine(codings), engine(CUSTOMER_ROWS))
    upright, turned = crosstab(*given_, rows=by, columns="group"), crosstab(*given_, rows="group", columns=by)
    assert _told(upright) == _brute_force(codings, by, "group")
    assert {place: upright.cells[place] for place in upright.cells} == {
        (row, column): count for (column, row), count in turned.cells.items()
    }
    assert (upright.rows, upright.columns) == (turned.columns, turned.rows)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 30), st.sampled_from(PROPERTIES), st.sampled_from(PROPERTIES))
def test_no_coding_is_lost_and_no_cell_has_more_than_could(seed: int, size: int, rows: str, columns: str) -> None:
    """All cells together hold every coding once; customers never outnumber their denominator."""
    codings = _random_codings(seed, size)
    table = crosstab(codings, CUSTOMER_ROWS, rows=rows, columns=columns)
    assert sum(count.segments for count in table.cells.values()) == size
    assert all(count.customers <= count.n <= len(GROUP_OF) for count in table.cells.values())


def test_a_missing_value_is_a_row_and_a_column_of_its_own(engine: Engine, frames_of: FramesOf) -> None:
    """Codings without a topic, and those of customers without a group, stand last under None."""
    frames = frames_of("customer group topic\n A kunta hinta\n A kunta -\n B - hinta\n B - -")
    table = crosstab(engine(frames.codings), engine(frames.customers), rows="topic", columns="group")
    assert (table.rows, table.columns) == (("hinta", None), ("kunta", None))
    assert [str(table.cell(row, column)) for row in table.rows for column in table.columns] == ["1/1"] * 4
    assert table.segments_of(None, None) == ("c4",)


def test_keys_without_codings_are_shown_when_asked_for(engine: Engine, frames_of: FramesOf) -> None:
    """The codebook's sub-themes and the design's groups stand in their order, empty or not; others follow."""
    frames = frames_of("customer group code\n A z kokemukset-palvelut\n B a odotukset-palvelut")
    order = ("kokemukset-palvelut", "kokemukset-muut")
    table = crosstab(
        engine(frames.codings),
        engine(frames.customers),
        rows="subtheme",
        columns="group",
        row_order=order,
        column_order=("z", "q"),
    )
    assert table.rows == (*order, "odotukset-palvelut")
    assert table.columns == ("z", "q", "a")
    assert (str(table.cell("kokemukset-muut", "z")), str(table.cell("kokemukset-palvelut", "q"))) == ("0/1", "0/0")


def test_no_rows(engine: Engine) -> None:
    """Nothing coded, nobody interviewed: an empty table, and empty cells where keys are asked for."""
    codings, customers = pl.DataFrame(schema=CODINGS), pl.DataFrame(schema=CUSTOMERS)
    for name in PROPERTIES:
        table = crosstab(
            engine(codings), engine(customers), rows=name, columns="group", asked=engine(pl.DataFrame(schema=ASKED))
        )
        assert (table.rows, table.columns, table.cells) == ((), (), {})
    table = crosstab(
        engine(codings), engine(customers), rows="label", columns="group", row_order=("x",), column_order=("k",)
    )
    assert (str(table.cell("x", "k")), table.segments_of("x", "k")) == ("0/0", ())


def test_an_unknown_property_is_a_coded_error(frames_of: FramesOf) -> None:
    """The error names the properties there are."""
    frames = frames_of("customer group\n A kunta")
    with pytest.raises(UsageError) as caught:
        crosstab(frames.codings, frames.customers, rows="colour", columns="group")
    assert (caught.value.code, caught.value.params["property"]) == ("A101", "colour")


def _asked_frames(frames_of: FramesOf, *rows: Asked, **parts: Any) -> Frames:
    """Make frames of four customers, two of whom speak of the sub-themes, with what was asked in their interviews."""
    table = "customer group code\n A kunta kokemukset-palvelut\n B kunta odotukset-palvelut\n C kunta muut-x\n D yhteiso muut-x"
    return frames_of(table, asked=rows, **parts)


def _n(engine: Engine, frames: Frames, rows: str, key: str, group: str = "kunta") -> int:
    table = crosstab(
        engine(frames.codings), engine(frames.customers), rows=rows, columns="group", asked=engine(frames.asked)
    )
    return table.cell(key, group).n


def test_those_to_whom_it_does_not_apply_are_not_counted(engine: Engine, frames_of: FramesOf) -> None:
    """not_applicable leaves a sub-theme's denominator; not asked does not; who spoke of it stays all the same."""
    frames = _asked_frames(
        frames_of,
        Asked("A", sub_theme="kokemukset-palvelut", asked="not_applicable"),
        Asked("B", sub_theme="kokemukset-palvelut", asked="no"),
        Asked("C", sub_theme="kokemukset-palvelut", asked="not_applicable"),
    )
    assert _n(engine, frames, "sub_theme", "kokemukset-palvelut") == 2
    assert _n(engine, frames, "sub_theme", "odotukset-palvelut") == 3
    assert _n(engine, frames, "sub_theme", "muut-x", "yhteiso") == 1
    turned = crosstab(
        engine(frames.codings), engine(frames.customers), rows="group", columns="sub_theme", asked=engine(frames.asked)
    )
    assert turned.cell("kunta", "kokemukset-palvelut").n == 2


def test_a_label_does_not_apply_where_none_of_its_sub_themes_does(engine: Engine, frames_of: FramesOf) -> None:
    """Across themes, one sub-theme that was asked about is enough to count the customer."""
    frames = _asked_frames(
        frames_of,
        Asked("C", "kokemukset", asked="not_applicable"),
        Asked("C", "odotukset", asked="yes"),
        Asked("B", "kokemukset", asked="not_applicable"),
        Asked("B", "odotukset", asked="not_applicable"),
    )
    assert _n(engine, frames, "label", "palvelut") == 3
    both = _asked_frames(
        frames_of, Asked("C", "kokemukset", asked="not_applicable"), Asked("C", "odotukset", asked="not_applicable")
    )
    assert (_n(engine, both, "label", "palvelut"), _n(engine, both, "label", "x")) == (2, 3)
    assert (_n(engine, both, "theme", "kokemukset"), _n(engine, both, "theme", "muut")) == (2, 3)


def test_one_interview_to_which_it_applies_is_enough(engine: Engine, frames_of: FramesOf) -> None:
    """A customer with two interviews is left out only where neither says that it applies."""
    rows = [
        Asked(f"C-{round_}", sub_theme="muut-x", asked=answer)
        for round_, answer in (("1", "not_applicable"), ("2", "yes"))
    ]
    frames = frames_of(
        "customer group round code\n A kunta 1 muut-x\n C kunta 1 muut-y\n C kunta 2 muut-y", asked=tuple(rows)
    )  # type: ignore[misc]
    assert _n(engine, frames, "sub_theme", "muut-x") == 2


def test_services_are_counted_over_those_who_use_them(engine: Engine, frames_of: FramesOf) -> None:
    """n of a service is its users; who speaks of it counts though not noted as one, and who has nothing noted may use any."""
    customers = (
        Customer("A", services=("hr", "talous")),
        Customer("B", services=("talous",)),
        Customer("C", services=("hr",)),
        Customer("D"),
    )
    frames = frames_of("customer code\n A a-x\n B a-x\n C a-x\n D a-x", customers=customers)
    codings = frames.codings.with_columns(service=pl.Series([None, "hr", "hr", None], dtype=pl.String))
    table = crosstab(
        engine(codings), engine(frames.customers), rows="label", columns="service", column_order=("talous",)
    )
    assert [str(table.cell("x", service)) for service in ("hr", "talous", None)] == ["2/4", "0/3", "2/4"]


def test_lengths_and_rounds_have_their_own_denominators(engine: Engine, frames_of: FramesOf) -> None:
    """n of a class of relationship length is the customers of that length, of a round those interviewed in it."""
    customers = (
        Customer("A", since="2005"),
        Customer("B", since="2014"),
        Customer("C", since="2015-09"),
        Customer("D"),
    )
    frames = frames_of("customer code\n A a-x\n B a-x", customers=customers)
    interviews = tuple(
        Interview(f"{name}{year}", name if year == 2016 else "", str(year), name, date=date(year, 8, 3))
        for name, year in (("A", 2016), ("B", 2016), ("C", 2016), ("D", 2016), ("A", 2017))
    )
    frames = frames_of("customer code\n A a-x\n B a-x", customers=customers, interviews=interviews)
    by_length = crosstab(
        engine(frames.codings), engine(frames.customers), rows="label", columns="length", column_order=frames.lengths
    )
    assert [str(by_length.cell("x", length)) for length in by_length.columns] == ["1/2", "0/0", "1/1"]
    by_round = crosstab(
        engine(frames.codings), engine(frames.customers), rows="label", columns="round", column_order=("2017",)
    )
    assert [str(by_round.cell("x", round_)) for round_ in ("2016", "2017")] == ["2/4", "0/1"]
