"""Factors of experience."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from teema.analysis.factors import factors
from teema.study.tables import CODINGS, Frames

Engine = Callable[[pl.DataFrame], Any]
TABLE = """
    customer code                topic          valence
    k1       kokemukset-palvelut tavoitettavuus -1
    k1       kokemukset-palvelut tavoitettavuus -1
    k1       kokemukset-palvelut tavoitettavuus 1
    k2       kokemukset-palvelut tavoitettavuus 1
    k3       riskit-henkilosto   tavoitettavuus 0
    k2       kokemukset-palvelut raportointi    -
    k2       odotukset-palvelut  neuvonta       -
    k2       kokemukset-palvelut -              1
"""


def test_a_factor_shows_who_agrees(engine: Engine, frames_of: Callable[..., Frames]) -> None:
    """Experience is split when customers differ on balance, and contradicted where one customer gives both signs."""
    reach = factors(engine(frames_of(TABLE).codings), 8)[0]
    assert (reach.topic, reach.customers, reach.n, reach.segments, reach.quantifier) == (
        "tavoitettavuus",
        3,
        8,
        5,
        "some",
    )
    assert (reach.positive_customers, reach.negative_customers, reach.split) == (("k2",), ("k1",), True)
    assert reach.contradicted == ("k1",)
    assert reach.ids == ("c1", "c2", "c3", "c4", "c5")
    assert reach.balance.value is not None
    assert abs(reach.balance.value - 1 / 3) < 1e-9


def test_expectations_and_codings_without_a_topic_are_no_factors(
    engine: Engine, frames_of: Callable[..., Frames]
) -> None:
    """A topic counts where it tells an experience or carries a valence; an unvalenced one is not split."""
    found = factors(engine(frames_of(TABLE).codings), 8)
    assert [one.topic for one in found] == ["tavoitettavuus", "raportointi"]
    assert (found[1].split, found[1].balance.reason, found[1].quantifier) == (False, "no_valence", "one")


def test_no_codings_no_factors(engine: Engine) -> None:
    """Zero rows and zero customers give no factors."""
    assert factors(engine(pl.DataFrame(schema=CODINGS)), 0) == ()
