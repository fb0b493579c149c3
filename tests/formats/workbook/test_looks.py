"""What a writer sees: sheets, columns, lists to choose from."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.workbook.editing import Book, a_study

from teema.formats.workbook import export_codings
from teema.formats.workbook.naming import sheet_names
from teema.study import Study
from teema.wording import LANGUAGES, Language


def part(study: Study, name: str, language: Language = "fi") -> str:
    """Return a part of the workbook's package."""
    with zipfile.ZipFile(io.BytesIO(export_codings(study, language).content)) as packed:
        return packed.read(name).decode()


def test_a_sheet_for_each_group_and_one_for_the_rest() -> None:
    """Groups in the design's order, then what is of no group; the hidden sheets come last."""
    names = list(Book.of(a_study()).sheets)
    assert names == ["Ohje", "Kunnat", "Yhtiöt oma a b", "Ilman ryhmää", "Koodikirja", "Luettelot", "Teema"]
    hidden = re.findall(r'<sheet name="([^"]+)" sheetId="\d+" state="hidden"', part(a_study(), "xl/workbook.xml"))
    assert hidden == ["Luettelot", "Teema"]


def test_the_columns_from_original_words_to_theme() -> None:
    """The order of a row is the order of reducing; the coder is told where there are several."""
    header = Book.of(a_study()).sheets["Kunnat"][0]
    assert header[3:8] == ["Alkuperäinen ilmaus", "Pelkistetty ilmaus", "Aihe", "Alateema", "Teema"]
    assert "Koodaaja" not in header
    study = a_study()
    several = replace(study, codings=(replace(study.codings[0], coder="AB"), *study.codings[1:]))
    book = Book.of(several)
    assert book.row("Kunnat", "1")[book.at("Kunnat", "Koodaaja")] == "AB"


def test_a_row_shows_names_and_words_never_keys() -> None:
    """Customer, speaker, topic, sub-theme and theme stand by name, values in the user's words."""
    row = Book.of(a_study()).row("Kunnat", "2")
    assert row[:8] == ["h1", "Kunta A", "A", "lasku tuli myöhässä", "", "laskutus", "hinta", "Kokemukset"]
    assert row[9] == "−"


def test_a_study_without_codings_or_groups_still_makes_a_workbook() -> None:
    """Before anything is coded there are the headings, the codebook and the advice."""
    names = list(Book.of(Study("s", "S")).sheets)
    assert names == ["Ohje", "Ilman ryhmää", "Koodikirja", "Luettelot", "Teema"]


def test_the_header_stays_in_sight_and_filters() -> None:
    """The header is frozen, filters, and technical columns are hidden."""
    sheet = part(a_study(), "xl/worksheets/sheet2.xml")
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:Q3"/>' in sheet
    assert re.findall(r'<col min="(\d+)" max="(\d+)"[^>]* hidden="1"', sheet) == [("16", "17")]


def test_every_sheet_that_is_seen_prints_as_wide_as_a_page() -> None:
    """Advice, codings and codebook fit the width of A4; as many pages follow as it takes."""
    for number in range(1, 6):
        sheet = part(a_study(), f"xl/worksheets/sheet{number}.xml")
        assert '<pageSetUpPr fitToPage="1"/>' in sheet
        assert 'paperSize="9"' in sheet
        assert 'fitToHeight="0"' in sheet


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_heading_fits_on_its_line(language: Language) -> None:
    """No program makes the first row taller by itself: a column is at least as wide as its heading."""
    headings = [str(cell) for cell in Book.of(a_study(), language).sheets["Kunnat"][0]]
    sheet = part(a_study(), "xl/worksheets/sheet2.xml", language)
    columns = re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', sheet)
    widths = {at: float(width) for first, last, width in columns for at in range(int(first), int(last) + 1)}
    assert all(widths[at] > len(heading) for at, heading in enumerate(headings, start=1))


def test_what_may_be_chosen_stands_in_the_lists() -> None:
    """Every list that a cell offers is a range of the hidden sheet; a sub-theme's is the part that its theme has."""
    lists = Book.of(a_study()).sheets["Luettelot"]
    themes = {str(row[0]): (row[1], row[2]) for row in lists[1:] if row[0]}
    assert themes == {"Odotukset": (0, 1), "Kokemukset": (1, 2)}
    assert [row[3] for row in lists[1:4]] == ["palvelut", "palvelut", "hinta"]
    offered = re.findall(r"<formula1>([^<]+)</formula1>", part(a_study(), "xl/worksheets/sheet2.xml"))
    assert len(offered) == 9
    assert all("'Luettelot'!" in one for one in offered)


@given(st.lists(st.text(max_size=50), max_size=8))
def test_sheet_names_are_such_as_excel_takes(wanted: list[str]) -> None:
    """Unique whatever the capitals, at most 31 units of UTF-16, and without forbidden signs."""
    names = list(sheet_names(wanted, ["Ohje"]))
    assert len({one.casefold() for one in (*names, "ohje", "history")}) == len(wanted) + 2
    assert all(1 <= len(one.encode("utf-16-le")) <= 62 for one in names)
    assert not any(set(one) & set("[]:*?/\\") or one.startswith("'") or one.endswith("'") for one in names)


@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_codebook_counts_its_codings(language: str) -> None:
    """A theme counts everything below it."""
    rows = Book.of(a_study(), language).sheets["Koodikirja" if language == "fi" else "Codebook"]
    assert [(row[-1], row[-2]) for row in rows[1:]] == [
        *(("o", 1), ("o-p", 1), ("k", 3), ("k-p", 1), ("k-h", 1), ("lasku", 1), ("puh", 1))
    ]
