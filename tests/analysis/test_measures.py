"""Following measures from round to round."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest

from teema.analysis.measures import Effect, follow
from teema.study import Finding, Measure, Round
from teema.study.conclusions import MeasureStatus
from teema.study.tables import Frames

Engine = Callable[[pl.DataFrame], Any]
HEADER = "customer round code topic valence\n"
REACH = Finding("f", "…", topic="tavoitettavuus")
ROUNDS = (Round("2016", "2016"), Round("2017", "2017"))


@pytest.fixture
def effect(engine: Engine, frames_of: Callable[..., Frames]) -> Callable[..., Effect]:
    """Return the effect of a measure under way on one finding, over a table of codings."""

    def measured(
        table: str,
        finding: Finding = REACH,
        status: MeasureStatus = "doing",
        rounds: Sequence[Round] = ROUNDS,
    ) -> Effect:
        frames = frames_of(HEADER + table)
        measure = Measure("m", "…", ("f",), status=status)
        (found,) = follow(
            [measure], [finding], engine(frames.codings), engine(frames.customers), date(2017, 1, 1), rounds
        )
        return found.effect

    return measured


def lines(before: Sequence[str], after: Sequence[str]) -> str:
    """Write one coding a customer and round on the topic; ``-`` is one without a valence."""
    sides = {"2016": before, "2017": after}
    return "\n".join(
        f"k{n} {round_} t-x tavoitettavuus {valence}"
        for round_, valences in sides.items()
        for n, valence in enumerate(valences)
    )


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        (["-1", "-1"], ["1", "0"], "helped"),
        (["-1", "-1", "0", "0"], ["1", "0", "0", "0"], "helped"),
        (["-1", "0", "0", "0"], ["1", "0", "0", "0"], "no_change"),
        (["-1", "1"], ["1", "-1"], "no_change"),
        (["1", "1"], ["0", "-1"], "worse"),
        (["-1"], ["1"], "cannot_tell"),
        (["-1", "-1"], ["1", "-"], "cannot_tell"),
    ],
)
def test_an_effect_needs_half_of_those_compared(
    effect: Callable[..., Effect], before: list[str], after: list[str], state: str
) -> None:
    """Helped: more improved than worsened, and at least half; the mirror is worse; fewer than two cannot tell."""
    assert effect(lines(before, after)).state == state


def test_only_customers_of_both_rounds_are_compared(effect: Callable[..., Effect]) -> None:
    """Mixed is nought in a mean; who has no valence on a side is shown, not compared; newcomers are not shown."""
    found = effect(lines(["-1", "-1", "-"], ["1", "-1", "1", "1"]) + "\nk1 2017 t-x tavoitettavuus 0")
    assert [(one.customer, one.before, one.after, one.change) for one in found.customers] == [
        ("k0", -1.0, 1.0, 1),
        ("k1", -1.0, -0.5, 1),
        ("k2", None, 1.0, None),
    ]
    assert (found.improved, found.worsened, found.same, found.compared) == (2, 0, 0, 2)
    assert (found.before_round, found.after_round) == ("2016", "2017")
    assert found.customers[1].before_ids == ("c2",)
    assert len(found.customers[1].after_ids) == 2


def test_a_finding_without_a_topic_is_read_by_its_label(effect: Callable[..., Effect]) -> None:
    """The sub-theme's label counts under whatever theme it stands, and other labels do not."""
    table = """k1 2016 kokemukset-palvelut - -1
               k2 2016 kokemukset-palvelut - -1
               k1 2017 yhteistyo-palvelut - 1
               k2 2017 yhteistyo-palvelut - 1
               k2 2017 yhteistyo-muutos - -1"""
    assert effect(table, Finding("f", "…", sub_theme="kokemukset-palvelut")).state == "helped"
    assert effect(table, Finding("f", "…")).state == "cannot_tell"


def test_without_a_later_round_nothing_is_measured(effect: Callable[..., Effect]) -> None:
    """One round, or none, tells nothing of a measure; neither does one that was never taken."""
    assert effect(lines(["-1", "-1"], [])).state == "not_measured"
    assert effect("").state == "not_measured"
    assert effect(lines(["-1", "-1"], ["1", "1"]), status="planned").state == "not_measured"
    assert effect(lines(["-1", "-1"], ["1", "1"]), status="dropped").state == "not_measured"


def test_the_round_before_is_that_of_the_evidence(effect: Callable[..., Effect]) -> None:
    """With evidence from the last round, the measure awaits the next."""
    table = lines(["-1", "-1"], ["1", "1"])
    assert effect(table, Finding("f", "…", topic="tavoitettavuus", evidence=("c3",))).state == "not_measured"


def test_dates_order_the_rounds(effect: Callable[..., Effect]) -> None:
    """Rounds with dates go by them, however the design lists them."""
    rounds = (Round("2017", "", date(2017, 8, 1)), Round("2016", "", date(2016, 8, 1)))
    assert effect(lines(["-1", "-1"], ["1", "1"]), rounds=rounds).state == "helped"


@pytest.mark.parametrize(
    ("status", "due", "today", "overdue"),
    [
        ("planned", date(2016, 12, 31), date(2017, 1, 1), True),
        ("doing", date(2017, 1, 1), date(2017, 1, 1), False),
        ("done", date(2016, 12, 31), date(2017, 1, 1), False),
        ("dropped", date(2016, 12, 31), date(2017, 1, 1), False),
        ("doing", None, date(2017, 1, 1), False),
        ("doing", date(2016, 12, 31), None, False),
    ],
)
def test_a_measure_is_overdue_after_its_day(
    frames_of: Callable[..., Frames], status: MeasureStatus, due: date | None, today: date | None, overdue: bool
) -> None:
    """Open measures are overdue from the day after their due date; the day comes from the caller, never from the clock."""
    frames, measure = frames_of(), Measure("m", "…", due=due, status=status)
    (found,) = follow([measure], [], frames.codings, frames.customers, today)
    assert found.overdue is overdue
