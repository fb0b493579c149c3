"""Workbooks edited as a spreadsheet program does: read by one library, changed, and written anew by another."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from teema.formats.workbook import Difference, compare, export_codings, read_workbook
from teema.study import (
    Code,
    Codebook,
    Coding,
    Customer,
    Design,
    Document,
    Finding,
    Group,
    Interview,
    Material,
    Organisation,
    Service,
    Span,
    Study,
    Topic,
    Turn,
)

Cell = str | int | float | bool
FIRST = "H: Hei.\nA: Palvelu oli hyvää, mutta lasku tuli myöhässä. Joo joo.\n"
SECOND = "H: No?\nB: Puhelimeen ei vastata 😀 ikinä."


def a_study() -> Study:
    """Return a small study: two groups, a complaint of nobody's, two themes with a sub-theme of the same name."""
    themes = (
        Code("o", "Odotukset", "o-id", aspect="expectation", children=(Code("o-p", "palvelut", "op-id"),)),
        Code("k", "Kokemukset", "k-id", children=(Code("k-p", "palvelut", "kp-id"), Code("k-h", "hinta", "kh-id"))),
    )
    first, second, mail = Document("h1", FIRST, turns(FIRST)), Document("h2", SECOND), Document("m", "Kallista on.")
    return Study(
        "s",
        "Tutkimus",
        organisation=Organisation(services=(Service("hr", "henkilöstö"), Service("t", "talous"))),
        design=Design(groups=(Group("kunta", "Kunnat"), Group("yht", "Yhtiöt [oma]: a/b"))),
        codebook=Codebook(themes, (Topic("lasku", "laskutus", "l-id"), Topic("puh", "puhelin", "p-id"))),
        customers=(Customer("c1", "Kunta A", "kunta"), Customer("c2", "Yhtiö B", "yht")),
        documents=(first, second, mail),
        interviews=(Interview("i1", "h1", customer="c1"), Interview("i2", "h2", customer="c2")),
        material=(Material("m", "complaint"),),
        codings=(
            coding("1", "h1", "Palvelu oli hyvää", "k-p", reduced="hyvä palvelu", valence=1),
            coding("2", "h1", "lasku tuli myöhässä", "k-h", topic="lasku", valence=-1, service="t"),
            coding("3", "h2", "Puhelimeen ei vastata 😀 ikinä", "o-p", topic="puh", quote=True, memo="katso\nlasku"),
            coding("4", "m", "Kallista", "k", time="now", whose="employee", aspect="expectation", valence=0),
        ),
        findings=(Finding("f", "Laskut myöhästyvät.", evidence=("2", "3"), theme="k", sub_theme="k-h"),),
    )


def turns(text: str) -> tuple[Turn, ...]:
    """Return the turns of a text with a speaker a line."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        found.append(Turn(start, start + len(line), line[0], speech=start + 3))
        start += len(line)
    return tuple(found)


def coding(id_: str, document: str, words: str, code: str, **more: object) -> Coding:
    """Return a coding of some words."""
    text = {"h1": FIRST, "h2": SECOND, "m": "Kallista on."}[document]
    start = text.index(words)
    return Coding(id_, document, Span(start, start + len(words)), code, **more)  # type: ignore[arg-type]


@dataclass
class Book:
    """A workbook's cells, by sheet."""

    sheets: dict[str, list[list[Cell]]] = field(default_factory=dict)

    @classmethod
    def of(cls, study: Study, language: str = "fi") -> Book:
        """Export a study and open what came of it."""
        return cls.read(export_codings(study, language).content)  # type: ignore[arg-type]

    @classmethod
    def read(cls, content: bytes) -> Book:
        """Open a workbook."""
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            names = book.sheet_names
            return cls({name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names})  # type: ignore[misc]

    def content(self) -> bytes:
        """Save the workbook."""
        packed = io.BytesIO()
        with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
            for name, rows in self.sheets.items():
                sheet = book.add_worksheet(name)
                for at, row in enumerate(rows):
                    for column, value in enumerate(row):
                        if isinstance(value, str) and value:
                            sheet.write_string(at, column, value)
                        elif value != "":
                            sheet.write(at, column, value)
        return packed.getvalue()

    def at(self, sheet: str, column: str) -> int:
        """Return where a column stands."""
        return self.sheets[sheet][0].index(column)

    def row(self, sheet: str, id_: str) -> list[Cell]:
        """Return the row of a coding, or of a name in the codebook."""
        column = self.at(sheet, "Nimi" if sheet == "Koodikirja" else "Tunniste")
        return next(row for row in self.sheets[sheet] if row[column] == id_)

    def put(self, sheet: str, id_: str, **cells: Cell) -> None:
        """Write in some cells of a row; a column's name has _ for a space."""
        row = self.row(sheet, id_)
        for column, value in cells.items():
            row[self.at(sheet, column.replace("_", " "))] = value

    def add(self, sheet: str, **cells: Cell) -> None:
        """Write a new last row."""
        header = self.sheets[sheet][0]
        self.sheets[sheet].append([cells.get(str(column).replace(" ", "_"), "") for column in header])

    def copy(self, sheet: str, id_: str, **cells: Cell) -> None:
        """Copy a row to the sheet's end, with some cells changed."""
        row = list(self.row(sheet, id_))
        for column, value in cells.items():
            row[self.at(sheet, column.replace("_", " "))] = value
        self.sheets[sheet].append(row)

    def delete(self, sheet: str, id_: str) -> None:
        """Delete a row."""
        self.sheets[sheet].remove(self.row(sheet, id_))


class Desk:
    """Where workbooks are edited and compared."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "kirja.xlsx"

    def compare(self, book: Book, study: Study) -> Difference:
        """Save a workbook, and compare it with a study."""
        self.file.write_bytes(book.content())
        return compare(read_workbook(self.file), study)

    def edited(self, edit: Callable[[Book], object], study: Study | None = None) -> Difference:
        """Export a study, edit the workbook, and compare it with the study."""
        own = study or a_study()
        book = Book.of(own)
        edit(book)
        return self.compare(book, own)


def codes_of(difference: Difference) -> list[str]:
    """Return the codes of a difference's problems."""
    return [problem.code for problem in difference.problems]


def changed(difference: Difference) -> Iterator[tuple[str, str, dict[str, tuple[str, str]]]]:
    """Yield what changes: added, edited or deleted, which coding, and its cells before and after."""
    for one in difference.codings:
        yield one.what, one.coding.id, {cell.column: (cell.before, cell.after) for cell in one.fields}
