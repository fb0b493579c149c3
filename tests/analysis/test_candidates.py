"""What a finding may rest on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from teema.analysis.candidates import candidates
from teema.study import Finding
from teema.study.tables import Frames

TABLE = """
    customer group   round code                topic          valence
    k1       kunta   2016  kokemukset-palvelut tavoitettavuus -1
    k2       kunta   2016  riskit-henkilosto   tavoitettavuus -1
    k3       yhteiso 2016  kokemukset-palvelut tavoitettavuus 1
    k1       kunta   2016  kokemukset-palvelut raportointi    -1
"""


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"topic": "tavoitettavuus"}, ["c1", "c2", "c3"]),
        ({"topic": "tavoitettavuus", "groups": ("kunta",)}, ["c1", "c2"]),
        ({"topic": "tavoitettavuus", "sub_theme": "riskit-henkilosto"}, ["c2", "c1", "c3"]),
        ({"sub_theme": "kokemukset-palvelut", "evidence": ("c1",), "counter_evidence": ("c3",)}, ["c4"]),
        ({"theme": "riskit"}, ["c2"]),
        ({"topic": "muu"}, []),
        ({}, []),
    ],
)
def test_candidates_stand_where_the_finding_does(
    engine: Callable[[pl.DataFrame], Any], frames_of: Callable[..., Frames], parts: dict[str, Any], found: list[str]
) -> None:
    """On its topic, else in its sub-theme or theme; of its groups; not weighed; those of most of its places first."""
    codings = engine(frames_of(TABLE).codings)
    assert [one.coding_id for one in candidates(Finding("f", "", **parts), codings)] == found
