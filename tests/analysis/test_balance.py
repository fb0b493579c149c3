"""Valence balance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from teema.analysis.balance import balance, balance_by_customer
from teema.study.tables import CODINGS, Frames

Engine = Callable[[pl.DataFrame], Any]


def test_the_talkative_do_not_dominate(engine: Engine, frames_of: Callable[..., Frames]) -> None:
    """Each customer weighs the same, however much it says: four pluses of one and one minus of another are even."""
    frames = frames_of("customer valence\n a 1\n a 1\n a 1\n a 1\n b -1")
    found = balance(engine(frames.codings))
    assert (found.value, found.positive, found.negative, found.mixed, found.customers) == (0.0, 4, 1, 0, 2)
    assert found.reason == "ok"


def test_mixed_counts_on_no_side(engine: Engine, frames_of: Callable[..., Frames]) -> None:
    """Mixed segments are counted, but a customer with nothing else has no balance."""
    found = balance(engine(frames_of("customer valence\n a 1\n a 0\n b 0").codings))
    assert (found.value, found.mixed, found.customers) == (1.0, 2, 1)


@pytest.mark.parametrize(
    ("table", "reason"),
    [("", "no_valence"), ("customer valence\n a -", "no_valence"), ("customer valence\n a 0", "only_mixed")],
)
def test_no_sign_no_value(engine: Engine, frames_of: Callable[..., Frames], table: str, reason: str) -> None:
    """Without a plus or a minus the value is None, and the reason says why."""
    found = balance(engine(frames_of(table).codings))
    assert (found.value, found.reason, found.customers) == (None, reason, 0)


def test_zero_rows_have_the_documented_columns(engine: Engine) -> None:
    """An empty frame of codings is a frame like any other."""
    assert balance(engine(pl.DataFrame(schema=CODINGS))).value is None


def test_codings_without_a_customer_are_left_out() -> None:
    """The unit is the customer, so that words of nobody's weigh nothing."""
    assert balance_by_customer([(None, 1), ("a", -1)]) == {"a": -1.0}
