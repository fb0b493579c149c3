"""Reduced expressions by group, and the reduction table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from teema.analysis.reduction import reduced_by_group, reduction_table
from teema.study.tables import CODINGS, Frames

Engine = Callable[[pl.DataFrame], Any]
TABLE = """
    customer group   code                  topic          reduced            words
    k1       kunta   kokemukset-palvelut   tavoitettavuus Ei_vastata         Kukaan_ei_vastaa.
    k1       kunta   kokemukset-palvelut   -              hyvä_palvelu       Hyvin_palvellaan.
    k2       kunta   kokemukset-palvelut   -              hyvä__palvelu      Palvelu_on_hyvää.
    k2       kunta   kokemukset-palvelut   tavoitettavuus ei_vastata         Ei_vastata.
    k2       kunta   kokemukset-palvelut   tavoitettavuus ei_vastata         Ei_taaskaan.
    k2       kunta   kokemukset-asiakkaat  -              -                  Niin.
    k3       -       kokemukset-asiakkaat  -              etäinen            Etäiseltä_tuntuu.
    k3       -       odotukset-palvelut    -              neuvonta           Neuvontaa.
"""


def test_expressions_that_differ_in_case_or_spaces_are_one(engine: Engine, frames_of: Callable[..., Frames]) -> None:
    """The first spelling is shown; more customers come first, then more segments."""
    table = reduced_by_group(engine(frames_of(TABLE).codings), "kokemukset", ["kunta"])
    found = table.cell("kokemukset-palvelut", "kunta").expressions
    assert [(one.words, one.customers, one.segments) for one in found] == [
        ("Ei vastata", 2, ("c1", "c4", "c5")),
        ("hyvä palvelu", 2, ("c2", "c3")),
    ]


def test_nothing_is_dropped(engine: Engine, frames_of: Callable[..., Frames]) -> None:
    """Customers without a group make a column of their own; codings without a reduced expression are named."""
    table = reduced_by_group(
        engine(frames_of(TABLE).codings), "kokemukset", ["yhteiso", "kunta"], ["kokemukset-jarjestelmat"]
    )
    assert table.groups == ("yhteiso", "kunta", None)
    assert table.sub_themes == ("kokemukset-jarjestelmat", "kokemukset-palvelut", "kokemukset-asiakkaat")
    assert [one.words for one in table.cell("kokemukset-asiakkaat", None).expressions] == ["etäinen"]
    assert table.cell("kokemukset-jarjestelmat", "kunta").expressions == ()
    assert table.unreduced == ("c6",)


def test_the_reduction_table_leads_from_words_to_theme(engine: Engine, frames_of: Callable[..., Frames]) -> None:
    """Every coding has its row, with None for a level that is not given."""
    found = reduction_table(engine(frames_of(TABLE).codings))
    first, sixth = found[0], found[5]
    assert (first.original, first.reduced, first.topic) == ("Kukaan ei vastaa.", "Ei vastata", "tavoitettavuus")
    assert (first.sub_theme, first.theme, first.group, first.customer) == (
        "kokemukset-palvelut",
        "kokemukset",
        "kunta",
        "k1",
    )
    assert (sixth.coding, sixth.reduced, sixth.topic) == ("c6", None, None)


def test_zero_rows_keep_the_design(engine: Engine) -> None:
    """A study without codings still shows its groups."""
    empty = engine(pl.DataFrame(schema=CODINGS))
    table = reduced_by_group(empty, "kokemukset", ["kunta"])
    assert (table.groups, table.sub_themes, table.unreduced) == (("kunta",), (), ())
    assert reduction_table(empty) == ()
