"""Study → workbook → study: what the sheets show comes back as it was, whatever the words are made of."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.workbook.editing import Book, Desk, a_study, coding

from teema.formats.source import canonical
from teema.formats.workbook import compare, export_codings, read_workbook
from teema.formats.workbook.cells import MOST_UNITS
from teema.study import Code, Codebook, Coding, Customer, Document, Group, Interview, Service, Span, Study, Topic
from teema.study.codes import ASPECTS
from teema.study.codings import TIMES, WHOSE

PIECES = (
    "=1+1",
    "+",
    "-",
    "@A1",
    "a",
    "Ä",
    "a\u0308",
    "é",
    "😀",
    "👩‍👧",
    " ",
    "\n",
    "\t",
    "_x000D_",
    "\x00",
    "<b>&",
    "'",
    '"',
    "\u2028",
    "›",
)
WORDS = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
SAID = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map(lambda parts: canonical("x" + "".join(parts)))
IDS = ("a", "=1", "\x01x", "_x0041_", "ä😀", "0012", "TRUE", "1.2")
NAMES = st.sampled_from(("palvelut", "Palvelut", "=hinta", "a › b", "", "😀", "laatu (s2)", " laatu"))


@st.composite
def studies(draw: st.DrawFn) -> Study:
    """Draw a study whose names repeat and whose words are hard on a spreadsheet."""
    deep = Code("s1d", draw(NAMES), children=(Code("s1dd", draw(NAMES)),))
    subs = (Code("s1", draw(NAMES), children=(deep,)), Code("s2", draw(NAMES), draw(WORDS), draw(NAMES), draw(WORDS)))
    themes = (Code("t1", draw(NAMES), children=subs), Code("t2", draw(NAMES), children=(Code("s3", draw(NAMES)),)))
    texts = [draw(SAID) for _ in range(2)]
    study = Study(
        "s",
        "S",
        codebook=Codebook(themes, (Topic("a1", draw(NAMES)), Topic("a2", draw(NAMES)))),
        customers=(Customer("c", draw(NAMES), "g"),),
        documents=tuple(Document(f"d{at}", text) for at, text in enumerate(texts)),
        interviews=(Interview("i", "d0", customer="c"),),
    )
    study = replace(study, organisation=replace(study.organisation, services=(Service("p", draw(NAMES)),)))
    study = replace(study, design=replace(study.design, groups=(Group("g", draw(WORDS)),)))
    return replace(study, codings=tuple(draw(st.lists(codings(texts), max_size=5, unique_by=lambda one: one.id))))


@st.composite
def codings(draw: st.DrawFn, texts: list[str]) -> Coding:
    """Draw a coding of one of two texts."""
    at = draw(st.integers(0, 1))
    start = draw(st.integers(0, len(texts[at]) - 1))
    span = Span(start, draw(st.integers(start + 1, len(texts[at]))))
    return Coding(draw(st.sampled_from(IDS)), f"d{at}", span, **draw(values()))


@st.composite
def values(draw: st.DrawFn) -> dict[str, Any]:
    """Draw everything of a coding that may be edited."""
    return {
        "code": draw(st.sampled_from(("t1", "s1", "s1d", "s1dd", "s2", "t2", "s3"))),
        "topic": draw(st.sampled_from(("", "a1", "a2"))),
        "reduced": draw(WORDS),
        "aspect": draw(st.sampled_from((None, *ASPECTS))),
        "valence": draw(st.sampled_from((None, -1, 0, 1))),
        "time": draw(st.sampled_from((None, *TIMES))),
        "whose": draw(st.sampled_from((None, *WHOSE))),
        "service": draw(st.sampled_from(("", "p"))),
        "quote": draw(st.booleans()),
        "memo": draw(WORDS),
    }


def returned(content: bytes, study: Study) -> Study:
    """Return the study with a workbook's changes; nothing may be wrong with it."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "k.xlsx").write_bytes(content)
        found = compare(read_workbook(Path(folder) / "k.xlsx"), study)
    assert (found.conflicts, found.problems) == ((), ())
    return found.study


@settings(max_examples=60, deadline=None)
@given(studies(), st.sampled_from(("fi", "en")))
def test_untouched_the_study_comes_back_the_same(study: Study, language: Any) -> None:
    """As exported, and as another program saves it, a workbook changes nothing at all."""
    content = export_codings(study, language).content
    assert returned(content, study) == study
    assert returned(Book.read(content).content(), study) == study


@settings(max_examples=60, deadline=None)
@given(studies(), st.data())
def test_what_the_cells_show_is_what_comes_back(study: Study, data: st.DataObject) -> None:
    """Cells taken from the workbook of another state of the study make that state of this one."""
    other = replace(study, codings=tuple(replace(one, **data.draw(values())) for one in study.codings))
    book, wanted = Book.of(study), Book.of(other)
    hidden = {name: book.sheets[name] for name in ("Teema",)}
    book.sheets = {**wanted.sheets, **hidden}
    assert [shown(one) for one in returned(book.content(), study).codings] == [shown(one) for one in other.codings]


def shown(one: Coding) -> Coding:
    """Return a coding as a sheet shows it: without spaces at the ends of texts, and without control characters."""
    return replace(one, reduced=canonical(one.reduced).strip(), memo=canonical(one.memo).strip())


def test_texts_longer_than_a_cell_are_cut_and_stay_whole_in_the_study(desk: Desk) -> None:
    """What a cell can't hold is shown with … and told of; the study keeps it, edited or not."""
    study = replace(
        a_study(), codings=(coding("1", "h1", "mutta", "k", memo="😀" * MOST_UNITS, reduced="x" * MOST_UNITS),)
    )
    exported = export_codings(study, "fi")
    assert [(one.code, one.params) for one in exported.problems] == [("X206", {"count": 1})]
    book = Book.read(exported.content)
    memo = str(book.row("Kunnat", "1")[book.at("Kunnat", "Muistiinpano")])
    assert (len(memo.encode("utf-16-le")) // 2, memo[-1]) == (MOST_UNITS, "…")
    assert desk.compare(book, study).study == study
    book.put("Kunnat", "1", Muistiinpano=memo[:100], Pelkistetty_ilmaus="lyhyt")
    found = desk.compare(book, study)
    assert [one.code for one in found.problems] == ["X215"]
    assert (found.study.codings[0].memo, found.study.codings[0].reduced) == (study.codings[0].memo, "lyhyt")


def test_the_same_study_gives_the_same_bytes() -> None:
    """No clock and no chance enters a workbook."""
    content = export_codings(a_study(), "fi").content
    assert content == export_codings(a_study(), "fi").content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == 2


def test_composed_letters_and_line_breaks_are_the_study_s_own(desk: Desk) -> None:
    """A Mac's decomposed letters and Windows' line breaks name and mean the same."""
    book = Book.of(a_study())
    name = unicodedata.normalize("NFD", "henkilöstö")
    book.put("Kunnat", "1", Palvelu=name, Muistiinpano="a\r\nb")
    found = desk.compare(book, a_study())
    assert (found.study.coding_by_id["1"].service, found.study.coding_by_id["1"].memo) == ("hr", "a\nb")


@pytest.mark.parametrize("language", ["fi", "en"])
def test_nothing_in_a_workbook_is_a_formula(language: Any) -> None:
    """Text that begins like a formula is text, and stays text when the cell is edited."""
    study = replace(a_study(), codings=(coding("1", "h1", "mutta", "k", reduced="=HYPERLINK(1)", memo="@SUM(1)"),))
    with zipfile.ZipFile(io.BytesIO(export_codings(study, language).content)) as packed:
        sheets = [packed.read(name) for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet for sheet in sheets)
    assert sum(sheet.count(b"=HYPERLINK(1)") for sheet in sheets) == 2
