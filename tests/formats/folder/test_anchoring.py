"""A span is trusted only when its words match: it is moved where that is unambiguous, and reported either way."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from teema.formats.folder import read_study, write_study

Write = Callable[[dict[str, str | bytes]], Path]
TEXT = "Haastattelija: Mitä kuuluu?\nH1: Puhelimeen ei vastata 😀. Muuten hyvää.\nH1: Muuten hyvää.\n"
AT = TEXT.index("Puhelimeen ei vastata")


def _coding(start: object, end: object, quote: str) -> str:
    return f'id,document,start,end,quote_text,sub_theme\nc1,d,{start},{end},"{quote}",odotukset-palvelut\n'


@pytest.mark.parametrize(
    ("start", "end", "quote", "found", "codes"),
    [
        (AT, AT + 21, "Puhelimeen ei vastata", "Puhelimeen ei vastata", []),
        (AT, AT + 21, "", "Puhelimeen ei vastata", []),
        (f"{AT}.0", f"{AT + 21}.0", "Puhelimeen ei vastata", "Puhelimeen ei vastata", []),
        ("", "", "Puhelimeen ei vastata", "Puhelimeen ei vastata", []),
        ("", "", "ei  vastata 😀", "ei vastata 😀", []),
        (AT - 3, AT + 18, "Puhelimeen ei vastata", "Puhelimeen ei vastata", ["S310"]),
        (900, 921, "Puhelimeen ei vastata", "Puhelimeen ei vastata", ["S310"]),
        (AT, AT, "Puhelimeen ei vastata", "Puhelimeen ei vastata", ["S310"]),
        (TEXT.index("Muuten") + 1, TEXT.index("Muuten") + 14, "Muuten hyvää", "Muuten hyvää", ["S310"]),
        ("", "", "Muuten hyvää", None, ["S311"]),
        (0, 12, "Muuten hyvää", None, ["S311"]),
        (AT, AT + 21, "Puhelimeen vastataan", None, ["S312"]),
        ("", "", "", None, ["S334"]),
        (5, 900, "", None, ["S334"]),
        (9, 5, "", None, ["S334"]),
    ],
)
def test_codings_are_found_by_their_words(
    folder_of: Write, start: object, end: object, quote: str, found: str | None, codes: list[str]
) -> None:
    """Right, moved, without positions, in several places, nowhere: what can't be told is left out, never silently kept."""
    read = read_study(folder_of({"documents/d.txt": TEXT, "codings.csv": _coding(start, end, quote)}))
    assert [(one.code, one.path, one.row) for one in read.problems] == [(code, "codings.csv", 2) for code in codes]
    assert [one.span.of(TEXT) for one in read.study.codings] == ([] if found is None else [found])


@pytest.mark.parametrize(
    "given",
    [TEXT.replace("\n", "\r\n"), unicodedata.normalize("NFD", TEXT), "\ufeff" + TEXT],
    ids=["crlf", "nfd", "bom"],
)
def test_positions_over_another_form_of_the_text_are_repaired(folder_of: Write, given: str) -> None:
    """Positions counted over CRLF, decomposed letters or a byte order mark lead to the same words of the canonical text."""
    quote = given[given.rindex("Muuten") :].rstrip()
    before = given.index("Puhelimeen")
    rows = f'c1,d,{before},{before + 21},"Puhelimeen ei vastata",odotukset-palvelut\n'
    rows += f'c2,d,{given.rindex("Muuten")},{given.rindex("Muuten") + len(quote)},"{quote}",odotukset-palvelut\n'
    read = read_study(
        folder_of({"documents/d.txt": given, "codings.csv": "id,document,start,end,quote_text,sub_theme\n" + rows})
    )
    (document,) = read.study.documents
    assert document.text == TEXT
    assert [one.span.of(TEXT) for one in read.study.codings] == ["Puhelimeen ei vastata", "Muuten hyvää."]
    assert {one.code for one in read.problems} <= {"S310"}


def test_a_moved_coding_is_right_once_saved(folder_of: Write) -> None:
    """Writing the study keeps the new place: the next reading has nothing to report."""
    folder = folder_of({"documents/d.txt": TEXT, "codings.csv": _coding(0, 21, "Puhelimeen ei vastata")})
    write_study(read_study(folder).study, folder)
    assert read_study(folder).problems == ()


def test_excluded_words_are_anchored_too(folder_of: Write) -> None:
    """relevance.csv follows the same rules."""
    rows = 'd,0,5,"Puhelimeen ei vastata",sivujuonne\nd,,,"Muuten hyvää",x\nd,,,"ei ole",x\n'
    read = read_study(
        folder_of({"documents/d.txt": TEXT, "relevance.csv": "document,start,end,quote_text,reason\n" + rows})
    )
    assert [(one.code, one.row) for one in read.problems] == [("S310", 2), ("S311", 3), ("S312", 4)]
    assert [(one.span.start, one.status, one.reason) for one in read.study.relevance] == [(AT, "out", "sivujuonne")]


def test_a_turn_outside_its_document_is_left_out(folder_of: Write) -> None:
    """turns.csv is trusted only within the text; where a document has no row, its turns are read from the text."""
    rows = "d,0,28,Haastattelija,0,1500\nd,28,999,H1,,\nd,28,20,H1,,\n"
    read = read_study(
        folder_of(
            {
                "documents/d.txt": TEXT,
                "documents/e.txt": TEXT,
                "turns.csv": "document,start,end,speaker,from_ms,to_ms\n" + rows,
            }
        )
    )
    d, e = read.study.documents
    assert [(one.code, one.row) for one in read.problems] == [("S306", 3), ("S306", 4)]
    assert [(turn.speaker, turn.to_ms, d.said(turn)) for turn in d.turns] == [("Haastattelija", 1500, "Mitä kuuluu?\n")]
    assert [turn.speaker for turn in e.turns] == ["Haastattelija", "H1", "H1"]
