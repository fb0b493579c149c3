"""A project written for QualCoder opens there, says the same when it is read again, and stands whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.qualcoder.conftest import Make
from tests.formats.qualcoder.test_reading import MEDIA, coded, tree

from teema.errors import WriteFailed
from teema.formats.exchange.project import (
    Applied,
    Case,
    CodeNode,
    Note,
    Project,
    Selection,
    SourceText,
    User,
    Variable,
)
from teema.formats.qualcoder import read_project, write_project
from teema.formats.source import canonical
from teema.study.kept import Kept

TEXT = "Hinta on kova. Tuki vastasi yöllä 👍 heti."
ANNA, EVA = User("A", "anna"), User("E", "eva")


def project_of(
    *selections: Selection, codes: tuple[CodeNode, ...] = (CodeNode("1", "hinta"),), **more: object
) -> Project:
    """Return a project of one text."""
    source = SourceText("S", "H1", TEXT, selections=selections)
    return replace(Project("Palvelut", users=(ANNA, EVA), codes=codes, sources=(source,)), **more)  # type: ignore[arg-type]


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    """Ask the database that was written."""
    with closing(sqlite3.connect(folder / "data.qda")) as database:
        return database.execute(query).fetchall()


def again(project: Project, folder: Path) -> Project:
    """Write a project and read it."""
    write_project(project, folder)
    return read_project(folder)


def test_a_project_goes_there_and_back(make: Make, tmp_path: Path) -> None:
    """In, out and in again: codes, codings, memos, cases, values, journals, recordings and pictures, originals, all the same."""
    folder = make(MEDIA + "UPDATE code_name SET supercid = 1 WHERE cid = 3;")
    (folder / "documents" / "H1.txt").write_bytes(b"Hinta")
    first = read_project(folder)
    (tmp_path / "toinen").mkdir()
    second = again(first, tmp_path / "toinen" / "Palvelut.qda")
    by_identity = {"key": lambda one: one.guid}
    for name in ("users", "notes", "variables", "cases"):
        assert sorted(getattr(first, name), **by_identity) == sorted(getattr(second, name), **by_identity), name
    for name in ("name", "description", "created", "codes", "sources", "project_notes", "problems", "verified"):
        assert getattr(first, name) == getattr(second, name), name
    assert sorted(kept.content for kept in first.kept) == sorted(kept.content for kept in second.kept)


OPENING = (
    "SELECT databaseversion, date, memo, about, bookmarkfile, bookmarkpos, codername, recently_used_codes FROM project",
    "SELECT avbookmarkfile, avbookmarkmsec, avbookmarktextpos FROM project",
    "SELECT ctid, avid, important FROM code_text",
    "SELECT important, pdf_page FROM code_image",
    "SELECT important FROM code_av",
    "SELECT av_text_id, risid FROM source",
    "SELECT supercid FROM code_name",
    "SELECT title FROM stored_sql",
    "SELECT name, description, date FROM graph",
    "SELECT gtextid FROM gr_cdct_text_item",
    "SELECT gcaseid FROM gr_case_text_item",
    "SELECT gfileid FROM gr_file_text_item",
    "SELECT gfreeid, memo_ctid, memo_imid, memo_avid FROM gr_free_text_item",
    "SELECT label, arrow_mode FROM gr_cdct_line_item",
    "SELECT label, arrow_mode FROM gr_free_line_item",
    "SELECT grpixid, pdf_page FROM gr_pix_item",
    "SELECT gr_avid FROM gr_av_item",
    "SELECT gmemoid FROM gr_memo_item",
    "SELECT risid FROM ris",
    "SELECT name FROM manage_files_display",
    "SELECT name FROM files_filter",
    "SELECT name, visibility FROM coder_names",
    "SELECT * FROM code_text_visible, code_image_visible, code_av_visible, annotation_visible",
)


def test_qualcoder_finds_its_latest_database(tmp_path: Path) -> None:
    """Everything that QualCoder looks for when it opens a project of version 17 is there, so that it changes nothing."""
    write_project(project_of(), tmp_path / "a.qda")
    for query in OPENING:
        rows(tmp_path / "a.qda", query)
    ((version, about, coder),) = rows(tmp_path / "a.qda", "SELECT databaseversion, about, codername FROM project")
    assert (version, "QualCoder" in str(about), coder) == ("v17", True, "anna")
    assert sorted(one.name for one in (tmp_path / "a.qda").iterdir()) == [
        "audio",
        "data.qda",
        "documents",
        "images",
        "video",
    ]
    assert rows(tmp_path / "a.qda", "SELECT name FROM coder_names") == [("anna",), ("eva",)]
    assert rows(tmp_path / "a.qda", "PRAGMA integrity_check") == [("ok",)]


def test_the_same_project_gives_the_same_bytes(tmp_path: Path) -> None:
    """Nothing of the clock or of chance gets into the database."""
    for name in ("a.qda", "b.qda"):
        write_project(project_of(Selection("M", 0, 5, codings=(Applied("C", "1"),))), tmp_path / name)
    assert (tmp_path / "a.qda" / "data.qda").read_bytes() == (tmp_path / "b.qda" / "data.qda").read_bytes()


def test_names_are_used_once(tmp_path: Path) -> None:
    """A label under several themes gets the theme in brackets, which is taken off when Teema reads its own; the rest is told."""
    codes = tuple(
        CodeNode(
            f"T{theme}", theme, codable=False, children=(CodeNode(f"L{theme}", "Laatu"), CodeNode(f"K{theme}", theme))
        )
        for theme in ("Hinta", "Tuki")
    )
    lost = write_project(project_of(codes=codes), tmp_path / "a.qda")
    assert rows(tmp_path / "a.qda", "SELECT name FROM code_name ORDER BY cid") == [
        ("Laatu",),
        ("Hinta",),
        ("Laatu (Tuki)",),
        ("Tuki",),
    ]
    back = read_project(tmp_path / "a.qda")
    assert tree(back.codes) == [("Hinta", ["Laatu", "Hinta"]), ("Tuki", ["Laatu", "Tuki"])]
    assert len({code.guid for top in back.codes for code in top.walk()}) == 6
    assert [(loss.what, loss.names) for loss in lost] == [("code_names", ("Laatu",))]


def test_parents_that_are_codes_stay_codes(tmp_path: Path) -> None:
    """A code with codes below it is a code; a category that something is coded with gets a code of its name inside."""
    codes = (
        CodeNode("1", "a", children=(CodeNode("2", "b", children=(CodeNode("3", "c"),)),)),
        CodeNode("4", "d", codable=False),
    )
    mark = Selection("M", 0, 5, codings=(Applied("C", "3"), Applied("D", "4")))
    project = again(project_of(mark, codes=codes), tmp_path / "a.qda")
    assert tree(project.codes) == [("d", ["d"]), ("a", [("b", ["c"])])]
    assert sorted(coded(project)) == [("Hinta", "c", "anna"), ("Hinta", "d", "anna")]


def test_one_coding_in_one_place(tmp_path: Path) -> None:
    """QualCoder holds a coder's code once on the same words: memos are joined, and it is told."""
    notes = (Note("N1", "yksi"), Note("N2", "kaksi"))
    twice = (Applied("C", "1", "A", notes=("N1",)), Applied("D", "1", "A", notes=("N2",)), Applied("E", "1", "E"))
    lost = write_project(project_of(Selection("M", 0, 5, codings=twice), notes=notes), tmp_path / "a.qda")
    assert rows(tmp_path / "a.qda", "SELECT owner, memo FROM code_text") == [("anna", "yksi\n\nkaksi"), ("eva", "")]
    assert [(loss.what, loss.why, loss.count) for loss in lost] == [("codings", "same_place", 1)]


def test_what_cannot_go_along_is_told(tmp_path: Path) -> None:
    """Codings of no code or outside the text, bare marks, types of variables, cases' codes and other programs' things."""
    marks = (
        Selection("M", 0, 5, codings=(Applied("C", "olematon"),)),
        Selection("N", 0, 500, codings=(Applied("D", "1"),)),
        Selection("O", 2, 3),
    )
    more = {
        "variables": (Variable("V", "päivä", "Date"),),
        "cases": (Case("K", "A", codes=("1",)),),
        "kept": (
            Kept("k", "refi", "Link"),
            Kept("j", "qualcoder", "code_av", content='{"source": "poissa"}'),
            Kept("i", "qualcoder", "x", content="["),
        ),
    }
    lost = {(loss.what, loss.why): loss.count for loss in write_project(project_of(*marks, **more), tmp_path / "a.qda")}
    assert lost == {
        ("codings", "no_code"): 1,
        ("codings", "outside_text"): 1,
        ("marks", "uncoded"): 1,
        ("case_codes", "not_in_the_format"): 1,
        ("variable_types", "text_or_number"): 1,
        ("kept_things", "nothing_to_be_on"): 2,
        ("kept_things", "other_program"): 1,
    }


def test_notes_find_their_places(tmp_path: Path) -> None:
    """Notes on words become annotations, on texts memos, and those on nothing journals: none is lost."""
    notes = tuple(Note(f"N{number}", f"muistio {number}", user="E") for number in range(4))
    source = SourceText(
        "S", "H1", TEXT, description="kuvaus", notes=("N1",), selections=(Selection("M", 0, 5, notes=("N0",)),)
    )
    project = Project("Palvelut", users=(ANNA, EVA), sources=(source,), notes=notes, project_notes=("N2",))
    assert write_project(project, tmp_path / "a.qda") == ()
    assert rows(tmp_path / "a.qda", "SELECT memo, owner, pos1 FROM annotation") == [("muistio 0", "eva", 5)]
    assert rows(tmp_path / "a.qda", "SELECT memo FROM source") == [("kuvaus\n\nmuistio 1",)]
    assert rows(tmp_path / "a.qda", "SELECT name, jentry FROM journal") == [
        ("Palvelut", "muistio 2"),
        ("Palvelut (2)", "muistio 3"),
    ]


def test_originals_stay_in_their_folder(tmp_path: Path) -> None:
    """An original document is written under its own name only, wherever its name would lead."""
    names = ("../../ulos.txt", "C:\\salaa\\x.docx", "..", "x.docx", "a/b:c?.txt")
    sources = tuple(SourceText(name, name, "a", original=(name, b"x")) for name in names)
    write_project(Project("Palvelut", sources=sources), tmp_path / "a.qda")
    assert sorted(one.name for one in (tmp_path / "a.qda" / "documents").iterdir()) == [
        "_",
        "b_c_.txt",
        "ulos.txt",
        "x.docx",
        "x.docx (2)",
    ]
    assert [one.name for one in tmp_path.iterdir()] == ["a.qda"]


@pytest.mark.parametrize(("name", "code"), [("a", "X185"), ("on.qda", "X186"), ("puuttuu/a.qda", "X187")])
def test_a_place_that_wont_do_is_refused(tmp_path: Path, name: str, code: str) -> None:
    """A name that QualCoder wouldn't open, a place that is taken, and a disk that refuses: nothing is left behind."""
    (tmp_path / "on.qda").mkdir()
    with pytest.raises(WriteFailed) as failed:
        write_project(project_of(), tmp_path / name)
    assert failed.value.code == code
    assert [one.name for one in tmp_path.iterdir()] == ["on.qda"]


def test_what_goes_wrong_leaves_nothing(tmp_path: Path) -> None:
    """When writing fails half-way, there is no folder and nothing beside it."""
    broken = Project("Palvelut", sources=(SourceText("S", "H1", "a", original=("x" * 300, b"x")),))
    with pytest.raises(WriteFailed) as failed:
        write_project(broken, tmp_path / "a.qda")
    assert (failed.value.code, list(tmp_path.iterdir())) == ("X187", [])


LETTERS = st.sampled_from(["a", "ä", "a\u0308", "😀", "👩\u200d🔧", " ", "\n", "\r\n", "x", "\u2028", "ö"])
TEXTS = st.lists(LETTERS, min_size=1, max_size=40).map("".join).map(canonical).filter(str.strip)


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Draw a project with overlapping codings of two coders over texts of every kind of letter."""
    codes = (
        CodeNode("1", "a", color="#FF0000", children=(CodeNode("2", "b", color="#00FF00"),)),
        CodeNode("3", "c", "kuvaus", codable=False),
    )
    texts = draw(st.lists(TEXTS, min_size=1, max_size=3))
    sources = tuple(
        SourceText(f"S{at}", f"H{at}", text, selections=tuple(_marks(draw, at, text))) for at, text in enumerate(texts)
    )
    notes = tuple(Note(f"N{at}{number}", f"muistio {number}", user="A") for at in range(3) for number in range(4))
    return Project("Palvelut", users=(ANNA, EVA), codes=codes, sources=sources, notes=notes)


def _marks(draw: st.DrawFn, at: int, text: str) -> Iterable[Selection]:
    edges = st.integers(0, len(text))
    spans = draw(st.sets(st.tuples(edges, edges).filter(lambda span: span[0] < span[1]), max_size=4))
    for number, (start, end) in enumerate(sorted(span for span in spans if text[slice(*span)].strip())):
        used = draw(st.sets(st.tuples(st.sampled_from("12"), st.sampled_from("AE")), min_size=1, max_size=3))
        notes = (f"N{at}{number}",) if draw(st.booleans()) else ()
        codings = tuple(Applied(f"C{at}{number}{code}{user}", code, user, notes=notes) for code, user in sorted(used))
        yield Selection(f"M{at}{number}", start, end, codings=codings)


def said(project: Project) -> list[object]:
    """Return what a project says, whatever identities its things have."""
    codes = {code.guid: code.name for top in project.codes for code in top.walk()}
    users = {user.guid: user.name for user in project.users}
    notes = {note.guid: note.text for note in project.notes}
    return [
        (
            source.name,
            source.text,
            mark.start,
            mark.end,
            codes[one.code],
            users[one.user],
            [notes[note] for note in one.notes],
        )
        for source in project.sources
        for mark in sorted(source.selections, key=lambda mark: (mark.start, mark.end))
        for one in sorted(mark.codings, key=lambda one: (codes[one.code], users[one.user]))
    ]


@settings(max_examples=60, deadline=None)
@given(projects())
def test_every_coding_comes_back(project: Project) -> None:
    """Texts, spans, codes, coders and memos are the same after QualCoder's database, and every span is verified."""
    with TemporaryDirectory() as place:
        back = again(project, Path(place) / "a.qda")
    assert said(back) == said(project)
    assert (tree(back.codes), back.repaired, back.problems) == (["c", ("a", ["b"])], 0, ())
    assert back.verified == len(said(project))
