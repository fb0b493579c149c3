"""Studies as a researcher would write them by hand: no ids in study.toml, quotes without positions, only the columns needed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from teema.analysis.gap import GapCell, GapRow
from teema.analysis.pairs import Pair
from teema.analysis.whole import Results, analyse
from teema.formats.folder import read_study

STUDY = """
title = "Käsin tehty"
language = "fi"

[[groups]]
key = "kunta"
name = "Kunnat"
[[groups]]
key = "yhteiso"
name = "Yhteisöt"

[[themes]]
key = "odotukset"
name = "Asiakasodotukset"
aspect = "expectation"
[[themes.sub_themes]]
key = "odotukset-asiakkuus"
name = "asiakkuus"
[[themes.sub_themes]]
key = "odotukset-palvelut"
name = "palvelut"

[[themes]]
key = "kokemukset"
name = "Asiakaskokemukset"
aspect = "experience"
[[themes.sub_themes]]
key = "kokemukset-asiakkuus"
name = "Asiakkaana oleminen"
label = "asiakkuus"
[[themes.sub_themes]]
key = "kokemukset-palvelut"
name = "palvelut"

[[themes]]
key = "riskit"
name = "Riskit"
[[themes.sub_themes]]
key = "riskit-henkilosto"
name = "henkilöstö"
"""


class Compared:
    """The comparison of one hand-made study, asked by customer and label."""

    def __init__(self, folder: Path, round_: str | None) -> None:
        self.folder = folder
        self.read = read_study(folder)
        self.results: Results = analyse(self.read.study, round_=round_)

    def cell(self, customer: str, label: str = "palvelut") -> GapCell:
        """Return one customer's cell."""
        cells = [one for one in self.results.gap.cells if (one.customer, one.sub_theme) == (customer, label)]
        assert len(cells) == 1, f"{customer} × {label}: {len(cells)} cells"
        return cells[0]

    def state(self, customer: str, label: str = "palvelut") -> str:
        """Return the state of one customer's cell."""
        return self.cell(customer, label).state

    def pairs(self, customer: str, label: str = "palvelut") -> dict[str | None, Pair]:
        """Return the pairs of one customer's cell by topic."""
        pairs = self.cell(customer, label).pairs
        assert len({pair.topic for pair in pairs}) == len(pairs)
        return {pair.topic: pair for pair in pairs}

    def row(self, group: str = "kunta", label: str = "palvelut") -> GapRow:
        """Return one group's row."""
        rows = [one for one in self.results.gap.rows if (one.group, one.sub_theme) == (group, label)]
        assert len(rows) == 1, f"{group} × {label}: {len(rows)} rows"
        return rows[0]


Compare = Callable[..., Compared]


@pytest.fixture
def compare_by_hand(tmp_path: Path) -> Compare:
    """Write a study and compare it.

    ``said`` is a table with a header, ``.`` an empty cell, the columns ``who`` and ``sub_theme`` and any of codings.csv; codings
    are c1, c2 … by line. ``kunta`` and ``yhteiso`` name the customers of the groups, coded or not; each has one interview,
    whose number is the customer's name. ``files`` are further files, or replace the made ones; None leaves a file out.
    """

    def compare(
        said: str,
        *,
        kunta: str = "",
        yhteiso: str = "",
        round_: str | None = None,
        files: dict[str, str | None] | None = None,
    ) -> Compared:
        customers = dict.fromkeys(kunta.split(), "kunta") | dict.fromkeys(yhteiso.split(), "yhteiso")
        made = {"study.toml": STUDY, **_files(said, customers), **(files or {})}
        for name, content in made.items():
            if content is not None:
                path = tmp_path / "tutkimus" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8")
        return Compared(tmp_path / "tutkimus", round_)

    return compare


def _files(said: str, customers: dict[str, str]) -> dict[str, str]:
    lines = [line.split() for line in said.strip().splitlines()]
    rows = [{k: "" if v == "." else v for k, v in zip(lines[0], line, strict=True)} for line in lines[1:]]
    texts = {name: f"Haastattelija: Mitä odotatte, {name}?\n" for name in customers}
    for number, row in enumerate(rows, 1):
        who = row.pop("who")
        quote = f"Tämä on sanottu kohta {number}."
        texts[who] = texts.get(who, "") + f"H1: Niin. {quote} Joo.\n"
        row |= {"id": f"c{number}", "document": f"haastattelu-{who}", "quote_text": quote}
    return {
        **{f"documents/haastattelu-{name}.txt": text for name, text in texts.items()},
        "customers.csv": _csv([{"id": name, "group": group} for name, group in customers.items()]),
        "interviews.csv": _csv([{"id": name, "document": f"haastattelu-{name}", "customer": name} for name in texts]),
        "codings.csv": _csv(rows),
    }


def _csv(rows: list[dict[str, str]]) -> str:
    file = io.StringIO()
    if rows:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file.getvalue()
