"""QualCoder's projects become projects: one tree of codes, words where they stand, cases with their values, nothing lost silently."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.formats.qualcoder.conftest import Make

from teema.errors import ReadFailed
from teema.formats.exchange.project import CodeNode, Project
from teema.formats.qualcoder import read_project


def tree(codes: tuple[CodeNode, ...]) -> list[object]:
    """Return the tree as names: a name alone, or with those below it."""
    return [(code.name, tree(code.children)) if code.children else code.name for code in codes]


def coded(project: Project) -> list[tuple[str, str, str]]:
    """Return every coding as its words, its code and its coder."""
    codes = {code.guid: code.name for top in project.codes for code in top.walk()}
    users = {user.guid: user.name for user in project.users}
    return [
        (source.text[mark.start : mark.end], codes[one.code], users.get(one.user, ""))
        for source in project.sources
        for mark in source.selections
        for one in mark.codings
    ]


def codes_of(project: Project) -> list[str]:
    """Return the problems' codes."""
    return [problem.code for problem in project.problems]


@pytest.mark.parametrize("later", [False, True])
def test_everything_of_a_project_is_there(make: Make, later: bool) -> None:
    """Databases of the first and of the latest version give the same, memos, coders and dates included."""
    project = read_project(make(later=later))
    notes = {note.guid: note for note in project.notes}
    assert (project.name, project.description, project.created) == (
        "Palvelut",
        "Hankkeen muistio",
        "2016-05-01T10:00:00",
    )
    assert tree(project.codes) == [("Palvelu", [("Hinnat", ["kallis"]), "tuki"]), "irrallinen"]
    assert coded(project) == [
        ("Hinta on kova", "kallis", "anna"),
        ("Hinta on kova", "tuki", "eva"),
        ("yöllä", "tuki", "anna"),
    ]
    first, second = project.sources
    coding = first.selections[0].codings[0]
    assert (coding.created, notes[coding.notes[0]].text) == ("2016-05-04T10:00:00", "koodauksen muistio")
    assert (first.description, first.created, second.text) == (
        "Muistio tekstistä",
        "2016-05-02T10:00:00",
        "Toinen haastattelu.",
    )
    assert [notes[guid].text for guid in first.selections[1].notes] == ["huomautus"]
    assert [notes[guid].text for guid in project.project_notes] == ["Aloitin koodaamisen."]
    assert (project.verified, project.repaired, project.problems) == (3, 0, ())


def test_codes_keep_memos_and_colours(make: Make) -> None:
    """A category can't be coded with and a code can; both keep their memos, codes their colours."""
    nodes = {code.name: code for top in read_project(make()).codes for code in top.walk()}
    assert (nodes["Palvelu"].codable, nodes["Palvelu"].description) == (False, "luokan muistio")
    assert (nodes["kallis"].codable, nodes["kallis"].description, nodes["kallis"].color) == (
        True,
        "koodin muistio",
        "#FF0000",
    )


def test_cases_have_their_texts_and_values(make: Make) -> None:
    """A whole text belongs to a case as a source, a part of one as a selection; empty values say nothing."""
    project = read_project(make())
    first, second = project.cases
    variables = {variable.guid: (variable.name, variable.type) for variable in project.variables}
    assert first.sources == (project.sources[0].guid,)
    assert second.selections == (project.sources[1].selections[0].guid,)
    assert {variables[guid]: value for guid, value in first.values.items()} == {
        ("ryhmä", "Text"): "kunta",
        ("vuosi", "Float"): "2012",
    }
    assert second.values == {}
    assert {variables[guid]: value for guid, value in project.sources[1].values.items()} == {("kesto", "Float"): "45"}


def test_codes_under_codes(make: Make) -> None:
    """A code may stand under a code; where it has a category too, the code is what counts."""
    project = read_project(
        make("UPDATE code_name SET supercid = 1 WHERE cid = 3; UPDATE code_name SET supercid = 1 WHERE cid = 2;")
    )
    assert tree(project.codes) == [("Palvelu", [("Hinnat", [("kallis", ["tuki", "irrallinen"])])])]


@pytest.mark.parametrize(
    ("then", "top"),
    [
        ("UPDATE code_cat SET supercatid = 2 WHERE catid = 1;", "Hinnat"),
        ("UPDATE code_cat SET supercatid = 1 WHERE catid = 1;", "Palvelu"),
        ("UPDATE code_name SET catid = 99 WHERE cid = 2;", "tuki"),
        ("UPDATE code_name SET supercid = 3 WHERE cid = 3;", "irrallinen"),
    ],
)
def test_broken_trees_are_mended(make: Make, then: str, top: str) -> None:
    """A loop is cut and a code without its parent stands at the top; both are told, and every code is there once."""
    project = read_project(make(then))
    names = [code.name for one in project.codes for code in one.walk()]
    assert sorted(names) == ["Hinnat", "Palvelu", "irrallinen", "kallis", "tuki"]
    assert top in {code.name for code in project.codes}
    assert codes_of(project) == ["X167"]


def test_spans_after_an_emoji_are_repaired(make: Make) -> None:
    """QualCoder's editor counts an emoji twice: spans after one are put back on their words."""
    then = "INSERT INTO code_text (cid, fid, seltext, pos0, pos1, owner) VALUES (3, 1, 'heti', 37, 41, 'anna');"
    project = read_project(make(then))
    assert ("heti", "irrallinen", "anna") in coded(project)
    assert (project.verified, project.repaired) == (3, 1)


def test_spans_that_fit_nowhere_are_told(make: Make) -> None:
    """Words that aren't in the text leave a span where it is; one outside the text is left out."""
    then = """INSERT INTO code_text (cid, fid, seltext, pos0, pos1, owner) VALUES (3, 1, 'poistettu', 6, 8, 'anna'),
        (3, 1, 'poistettu', 600, 800, 'anna'), (3, 2, '', 5, 5, 'anna');"""
    project = read_project(make(then))
    assert ("on", "irrallinen", "anna") in coded(project)
    assert [(problem.code, problem.path, problem.params["count"]) for problem in project.problems] == [
        ("X164", "H1.txt", 1),
        ("X165", "H1.txt", 1),
        ("X165", "H2.txt", 1),
    ]


def test_rows_of_nothing_are_told(make: Make) -> None:
    """Codings of no code or text, annotations, cases' texts and values of nothing are counted, by table."""
    then = """INSERT INTO code_text (cid, fid, pos0, pos1) VALUES (99, 1, 0, 5), (1, 99, 0, 5);
        INSERT INTO annotation (fid, pos0, pos1, memo) VALUES (99, 0, 5, 'x');
        INSERT INTO case_text (caseid, fid, pos0, pos1) VALUES (99, 1, 0, 5);
        INSERT INTO attribute (name, attr_type, value, id) VALUES ('olematon', 'case', 'x', 1);"""
    told = {problem.params["table"]: problem.params["count"] for problem in read_project(make(then)).problems}
    assert told == {"code_text": 2, "annotation": 1, "case_text": 1, "attribute": 1}


MEDIA = """
INSERT INTO source (id, name, mediapath, memo, owner, date, av_text_id) VALUES (3, 'H2.mp3', '/audio/H2.mp3', '', 'anna', '', 2),
    (4, 'kuva.png', 'images:/muualla/kuva.png', 'kuvan muistio', 'anna', '2016-05-02 10:00:00', NULL);
INSERT INTO code_av (id, pos0, pos1, cid, memo, owner) VALUES (3, 1000, 2000, 1, 'äänitteessä', 'anna');
INSERT INTO code_image (id, x1, y1, width, height, cid, owner) VALUES (4, 1, 2, 30, 40, 1, 'anna');
INSERT INTO case_text (caseid, fid, pos0, pos1) VALUES (1, 4, 0, 0);
INSERT INTO attribute (name, attr_type, value, id) VALUES ('kesto', 'file', '3', 4);
UPDATE code_text SET important = 1 WHERE memo != '';
"""


def test_recordings_and_pictures_are_kept(make: Make) -> None:
    """What is coded in recordings and pictures, and what is important, is kept with names for numbers; files stay."""
    project = read_project(make(MEDIA))
    kept = {kept.kind: json.loads(kept.content) for kept in project.kept}
    assert kept["code_av"]["source"] == "H2.mp3"
    assert (kept["code_av"]["pos0"], kept["code_av"]["code"], kept["code_av"]["memo"]) == (
        1000,
        "kallis",
        "äänitteessä",
    )
    assert (kept["code_image"]["source"], kept["code_image"]["width"]) == ("kuva.png", 30)
    assert (kept["source"]["cases"], kept["source"]["attributes"]) == (["Asiakas A"], {"kesto": "3"})
    important = next(one for one in project.kept if one.kind == "important")
    assert important.about == f"coding:{project.sources[0].selections[0].codings[0].guid.lower()}"
    assert project.sources[1].kind == "audio"
    assert ("recordings", "files_stay", 2) in {(loss.what, loss.why, loss.count) for loss in project.lost}


def test_transcripts_of_old_projects_are_known_by_name(make: Make) -> None:
    """Before version 5 only the name tells that a text is a recording's transcript."""
    then = "INSERT INTO source (id, name, mediapath) VALUES (3, 'a.mp4', '/video/a.mp4'); UPDATE source SET name = 'a.mp4.transcribed' WHERE id = 2;"
    assert [source.kind for source in read_project(make(then, later=False)).sources] == ["text", "video"]


def test_what_stays_behind_is_told(make: Make) -> None:
    """Graphs, queries, references, views, and who made the codes: each is counted."""
    then = """INSERT INTO graph VALUES (1, 'Kaavio', '', '', 1, 1); INSERT INTO stored_sql VALUES ('Kysely', '', '', 'select 1');
        INSERT INTO ris VALUES (1, 'TI', '', 'x'), (1, 'AU', '', 'y'); INSERT INTO files_filter VALUES (1, 'a', 'b', 'c');"""
    lost = {loss.what: (loss.count, loss.names) for loss in read_project(make(then)).lost}
    assert lost == {
        "graphs": (1, ("Kaavio",)),
        "queries": (1, ("Kysely",)),
        "references": (1, ()),
        "views": (1, ()),
        "makers": (10, ()),
    }


def test_keys_to_pseudonyms_are_never_opened(make: Make) -> None:
    """The file that tells who the pseudonyms are stays where it is, and the user is told."""
    folder = make()
    (folder / "pseudonyms.json").write_text('[{"pseudonym": "A", "name": "Salainen"}]')
    project = read_project(folder)
    assert "Salainen" not in repr(project)
    assert [loss.names for loss in project.lost if loss.what == "pseudonym_keys"] == [("pseudonyms.json",)]


def test_originals_come_along_from_the_folder_only(make: Make, tmp_path: Path) -> None:
    """The document that a text came as is carried when it is in the project's folder; links out of it are never opened."""
    folder = make("UPDATE source SET mediapath = '/docs/../../salainen.txt' WHERE id = 2;")
    (tmp_path / "salainen.txt").write_text("salainen")
    (folder / "documents" / "H1.txt").write_bytes(b"Hinta")
    assert [source.original for source in read_project(folder).sources] == [("H1.txt", b"Hinta"), None]
    (folder / "documents" / "H1.txt").unlink()
    (folder / "documents" / "H1.txt").symlink_to(tmp_path / "salainen.txt")
    assert [source.original for source in read_project(folder).sources] == [None, None]
    linked = read_project(make(f"UPDATE source SET mediapath = 'docs:{tmp_path}/salainen.txt' WHERE id = 1;"))
    assert [(loss.why, loss.names) for loss in linked.lost if loss.what == "originals"] == [
        ("linked_elsewhere", ("H1.txt",))
    ]


def test_unforeseen_columns_are_told(make: Make) -> None:
    """A newer QualCoder's columns and tables are named; the rest is read."""
    project = read_project(make("ALTER TABLE cases ADD colour text; CREATE TABLE teams (id integer);"))
    assert [problem.params["names"] for problem in project.problems] == ["teams, cases.colour"]
    assert len(coded(project)) == 3


def test_what_is_no_project_is_refused(make: Make, tmp_path: Path) -> None:
    """No folder, a folder without a database, another program's database, and a database that is a link."""
    other = make("DROP TABLE code_text;", name="muu.qda")
    link = tmp_path / "linkki.qda"
    link.mkdir()
    (link / "data.qda").symlink_to(make(name="oikea.qda") / "data.qda")
    for folder, code in ((tmp_path / "ei.qda", "X180"), (tmp_path, "X180"), (other, "X180"), (link, "X181")):
        with pytest.raises(ReadFailed) as failed:
            read_project(folder)
        assert failed.value.code == code


def test_line_breaks_of_windows_dont_move_words(make: Make) -> None:
    """Positions over carriage returns and combining marks are those of the canonical text."""
    then = """INSERT INTO source (id, name, fulltext) VALUES (5, 'R', 'a' || char(13, 10) || 'a' || char(776) || 'iti sanoi');
        INSERT INTO code_text (cid, fid, seltext, pos0, pos1, owner) VALUES (1, 5, 'sanoi', 9, 14, 'anna');"""
    project = read_project(make(then))
    assert project.sources[-1].text == "a\näiti sanoi"
    assert coded(project)[-1] == ("sanoi", "kallis", "anna")
