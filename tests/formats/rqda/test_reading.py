"""RQDA's projects become projects: what is active there, under its codes, with cases and their values."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.formats.damaging import damaged
from tests.formats.qualcoder.test_reading import coded, tree

from teema.errors import ReadFailed
from teema.formats.rqda import read_project
from teema.wording import LANGUAGES, has

CONTENT = """
CREATE TABLE project (databaseversion text, date text, dateM text, memo text, about text, imageDir text);
CREATE TABLE source (name text, id integer, file text, memo text, owner text, date text, dateM text, status integer);
CREATE TABLE freecode (name text, memo text, owner text, date text, dateM text, id integer, status integer, color text);
CREATE TABLE codecat (name text, cid integer, catid integer, owner text, date text, dateM text, memo text, status integer);
CREATE TABLE treecode (cid integer, catid integer, date text, dateM text, memo text, status integer, owner text);
CREATE TABLE coding (cid integer, fid integer, seltext text, selfirst real, selend real, status integer, owner text, date text, memo text);
CREATE TABLE annotation (fid integer, position integer, annotation text, owner text, date text, dateM text, status integer);
CREATE TABLE cases (name text, memo text, owner text, date text, dateM text, id integer, status integer);
CREATE TABLE caselinkage (caseid integer, fid integer, selfirst real, selend real, status integer, owner text, date text, memo text);
CREATE TABLE attributes (name text, status integer, date text, dateM text, owner text, memo text, class text);
CREATE TABLE caseAttr (variable text, value text, caseID integer, date text, dateM text, owner text, status integer);
CREATE TABLE fileAttr (variable text, value text, fileID integer, date text, dateM text, owner text, status integer);
CREATE TABLE filecat (name text, fid integer, catid integer, owner text, date text, dateM text, memo text, status integer);
CREATE TABLE journal (name text, journal text, date text, dateM text, owner text, status integer);
INSERT INTO project VALUES ('0.2.2', 'Mon Nov 12 10:00:00 2012', '', 'Hankkeen muistio', '', '');
INSERT INTO source VALUES ('H1', 1, 'Hinta on kova. Tuki vastasi.', '', 'anna', 'Mon Nov 12 10:00:00 2012', '', 1),
    ('poistettu', 2, 'x', '', 'anna', '', '', 0);
INSERT INTO freecode VALUES ('kallis', 'muistio', 'anna', '', '', 1, 1, NULL), ('tuki', '', 'anna', '', '', 2, 1, NULL),
    ('poistettu', '', 'anna', '', '', 3, 0, NULL);
INSERT INTO codecat VALUES ('Hinnat', NULL, 1, 'anna', '', '', '', 1), ('Muut', NULL, 2, 'anna', '', '', '', 1);
INSERT INTO treecode VALUES (1, 1, '', '', '', 1, 'anna'), (1, 2, '', '', '', 1, 'anna'), (2, 2, '', '', '', 0, 'anna');
INSERT INTO coding VALUES (1, 1, 'Hinta', 0.0, 5.0, 1, 'anna', 'Tue Nov 13 10:00:00 2012', 'huomio'), (2, 1, 'Tuki', 15, 19, 1, 'eva', '', NULL),
    (2, 1, 'kova', 9, 13, 0, 'eva', '', NULL);
INSERT INTO annotation VALUES (1, 3, 'reunalla', 'anna', '', '', 1);
INSERT INTO cases VALUES ('Asiakas A', '', 'anna', '', '', 1, 1);
INSERT INTO caselinkage VALUES (1, 1, 0, 28, 1, 'anna', '', NULL);
INSERT INTO attributes VALUES ('vuosi', 1, '', '', 'anna', '', 'numeric');
INSERT INTO caseAttr VALUES ('vuosi', '2012', 1, '', '', 'anna', 1);
INSERT INTO filecat VALUES ('Ryhmä', NULL, 1, 'anna', '', '', '', 1);
"""


def make(path: Path, then: str = "") -> Path:
    """Write an RQDA project, and do what SQL says."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(CONTENT + then)
        path.write_bytes(database.serialize())
    return path


def test_what_is_active_is_read(tmp_path: Path) -> None:
    """Codings stand on their words with coders, dates and memos; what is deleted stays out, and all else is told."""
    project = read_project(make(tmp_path / "Hinnat.rqda"))
    assert (project.origin, project.name, project.created) == ("RQDA", "Hinnat", "2012-11-12T10:00:00")
    assert tree(project.codes) == [("Hinnat", ["kallis"]), "Muut", "tuki"]
    assert coded(project) == [("Hinta", "kallis", "anna"), ("Tuki", "tuki", "eva")]
    assert project.sources[0].selections[0].codings[0].created == "2012-11-13T10:00:00"
    assert [note.text for note in project.notes] == ["huomio", "reunalla"]
    assert (project.cases[0].sources, list(project.cases[0].values.values())) == ((project.sources[0].guid,), ["2012"])
    assert (project.verified, project.problems) == (2, ())
    told = {loss.what: loss.count for loss in project.lost}
    assert told == {"makers": 6, "further_categories": 1, "file_categories": 1, "deleted_rows": 4}


def test_what_is_no_rqda_project_is_refused(tmp_path: Path) -> None:
    """A database without RQDA's tables is something else."""
    with pytest.raises(ReadFailed) as failed:
        read_project(make(tmp_path / "a.rqda", "DROP TABLE freecode;"))
    assert failed.value.code == "X190"


@pytest.mark.parametrize("seed", range(2))
def test_damage_ends_in_an_error_with_words_or_a_project(tmp_path: Path, seed: int) -> None:
    """Two hundred damaged files: every error and every problem has its words in both languages."""
    path = make(tmp_path / "a.rqda")
    for data in damaged(path.read_bytes(), seed):
        path.write_bytes(data)
        try:
            codes = {problem.code for problem in read_project(path).problems}
        except ReadFailed as failed:
            codes = {failed.code}
        assert all(has(f"errors.{code}.what", language) for code in codes for language in LANGUAGES)
