"""What one does on the pages of results time and again, and what one reads off them and off the report's document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document as Docx
from docx.table import Table
from docx.text.paragraph import Paragraph
from playwright.sync_api import Locator, Page, expect
from tests.web.browser.serving import teema

from teema.formats.folder import read_study
from teema.study import Study


def go(page: Page, name: str) -> None:
    """Go to a page by the navigation."""
    page.get_by_role("navigation", name="Tutkimuksen vaiheet").get_by_role("link", name=name).click()


def choose_table(page: Page, number: int) -> None:
    """Choose a table by its number."""
    chosen = page.get_by_role("navigation", name="Valitse taulukko").get_by_role("link", name=f"{number} ")
    chosen.click()
    expect(chosen).to_have_attribute("aria-current", "page")


def table(page: Page, number: int) -> list[list[str]]:
    """Return what a table's page shows."""
    go(page, "Taulukot")
    choose_table(page, number)
    return shown_rows(page.get_by_role("main").get_by_role("table"))


def row_of(page: Page, words: str) -> Locator:
    """Return the grid's row of an expression."""
    return page.get_by_role("row").filter(has=page.get_by_role("link", name=words, exact=True))


def matrix_cell(page: Page, place: tuple[str, str]) -> Locator:
    """Return the matrix's cell of a group and a label."""
    return page.get_by_role("cell").filter(has=page.get_by_role("link", name=", ".join(place)))


def named(told: str) -> str:
    """Return the finding or measure that a message names."""
    found = re.search(r"\b[PT]\d+\b", told)
    assert found, told
    return found[0]


def save_and_report(study: Study, workspace: Path, folder: Path) -> tuple[Study, dict[str, Any]]:
    """Save the study and make its report by the command line; return both."""
    teema("save", study.id, str(folder / "tutkimus"), str(workspace))
    out = folder / "raportti"
    teema("report", str(folder / "tutkimus"), "--out", str(out), "--format", "docx")
    reported: dict[str, Any] = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return read_study(folder / "tutkimus").study, reported


def plain(text: str) -> str:
    """Return words with single spaces: how lines are broken is no part of them."""
    return " ".join(text.split())


def shown_rows(table: Locator) -> list[list[str]]:
    """Return the rows below a table's head, a text a cell."""
    rows = table.locator("tbody tr")
    return [[plain(cell) for cell in row.locator("th, td").all_inner_texts()] for row in rows.all()]


def reported_rows(table: dict[str, Any]) -> list[list[str]]:
    """Return the rows of a table of ``report.json`` as the page shows them, a cell's count over its n."""
    return [[_reported(**cell) for cell in row] for row in table["rows"]]


def _reported(text: str, count: int | None, n: int | None, segments: list[str]) -> str:
    return plain(f"{text} {count}/{n}" if n is not None else text)


def number_in(page: Page, pattern: str) -> int:
    """Return the number that stands in a pattern's place on a page."""
    found = re.search(pattern, plain(page.get_by_role("main").inner_text()))
    assert found, f"not on the page: {pattern}"
    return int(found[1])


def captioned(path: Path) -> dict[str, list[list[str]]]:
    """Return a document's tables by the caption above each, a text a cell.

    The number in a caption is a field that is counted when the document is opened, so a caption is known by the words after it.
    """
    return dict(_captioned(path))


def _captioned(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    caption = ""
    for block in Docx(str(path)).iter_inner_content():
        if isinstance(block, Table):
            yield caption, [[cell.text for cell in row.cells] for row in block.rows]
        elif isinstance(block, Paragraph) and block.style and block.style.name == "Caption":
            caption = plain(block.text.partition(".")[2])


def paragraphs(path: Path) -> list[str]:
    """Return a document's paragraphs outside tables."""
    return [one.text for one in Docx(str(path)).paragraphs]
