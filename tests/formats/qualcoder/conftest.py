"""QualCoder projects made by the tests, in the layout of their database's first and latest version."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

FIRST = """
CREATE TABLE project (databaseversion text, date text, memo text, about text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text, unique(name));
CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, y1 integer, width integer, height integer, cid integer,
    memo text, date text, owner text);
CREATE TABLE code_av (avid integer primary key, id integer, pos0 integer, pos1 integer, cid integer, memo text, date text, owner text);
CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text);
CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text);
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text, date text, memo text);
CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text, constraint ucm unique(name));
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer, unique(name));
CREATE TABLE code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text,
    unique(cid, fid, pos0, pos1, owner));
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text, unique(name));
CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text);
INSERT INTO project VALUES ('v1', '2016-05-01 10:00:00', 'Hankkeen muistio', 'QualCoder 1.0');
"""
LATER = """
ALTER TABLE code_text ADD avid integer; ALTER TABLE code_text ADD important integer;
ALTER TABLE code_av ADD important integer; ALTER TABLE code_image ADD important integer; ALTER TABLE code_image ADD pdf_page integer;
ALTER TABLE project ADD codername text; ALTER TABLE project ADD recently_used_codes text;
ALTER TABLE source ADD av_text_id integer; ALTER TABLE source ADD risid integer;
ALTER TABLE code_name ADD supercid integer;
CREATE TABLE stored_sql (title text, description text, grouper text, ssql text, unique(title));
CREATE TABLE graph (grid integer primary key, name text, description text, date text, scene_width integer, scene_height integer);
CREATE TABLE ris (risid integer, tag text, longtag text, value text);
CREATE TABLE files_filter (filterid integer primary key, name text, filter text, owner text);
CREATE TABLE coder_names (name TEXT UNIQUE NOT NULL, visibility INTEGER NOT NULL DEFAULT 1);
CREATE VIEW code_text_visible AS SELECT * FROM code_text;
UPDATE project SET databaseversion = 'v17';
"""
CONTENT = """
INSERT INTO source (id, name, fulltext, memo, owner, date) VALUES
    (1, 'H1.txt', 'Hinta on kova. Tuki vastasi yöllä 👍 heti.', 'Muistio tekstistä', 'anna', '2016-05-02 10:00:00'),
    (2, 'H2.txt', 'Toinen haastattelu.', '', 'eva', '2016-05-03 10:00:00');
INSERT INTO code_cat VALUES (1, 'Palvelu', 'anna', '2016-05-01 10:00:00', 'luokan muistio', NULL), (2, 'Hinnat', 'anna', '', '', 1);
INSERT INTO code_name (cid, name, memo, catid, owner, date, color) VALUES
    (1, 'kallis', 'koodin muistio', 2, 'anna', '2016-05-01 10:00:00', '#ff0000'), (2, 'tuki', '', 1, 'anna', '', '#00FF00'),
    (3, 'irrallinen', '', NULL, 'anna', '', '#0000FF');
INSERT INTO code_text (cid, fid, seltext, pos0, pos1, owner, date, memo) VALUES
    (1, 1, 'Hinta on kova', 0, 13, 'anna', '2016-05-04 10:00:00', 'koodauksen muistio'),
    (2, 1, 'Hinta on kova', 0, 13, 'eva', '2016-05-05 10:00:00', ''),
    (2, 1, 'yöllä', 28, 33, 'anna', '2016-05-04 10:00:00', '');
INSERT INTO annotation (fid, pos0, pos1, memo, owner, date) VALUES (1, 15, 19, 'huomautus', 'eva', '2016-05-06 10:00:00');
INSERT INTO cases VALUES (1, 'Asiakas A', 'tapauksen muistio', 'anna', '2016-05-01 10:00:00'), (2, 'Asiakas B', '', 'anna', '');
INSERT INTO case_text (caseid, fid, pos0, pos1, owner, date, memo) VALUES (1, 1, 0, 41, 'anna', '', ''), (2, 2, 0, 6, 'anna', '', '');
INSERT INTO attribute_type VALUES ('ryhmä', '', 'anna', 'asiakasryhmä', 'case', 'character'), ('vuosi', '', 'anna', '', 'case', 'numeric'),
    ('kesto', '', 'anna', '', 'file', 'numeric');
INSERT INTO attribute (name, attr_type, value, id) VALUES ('ryhmä', 'case', 'kunta', 1), ('vuosi', 'case', '2012', 1),
    ('ryhmä', 'case', '', 2), ('kesto', 'file', '45', 2);
INSERT INTO journal VALUES (1, 'Päiväkirja', 'Aloitin koodaamisen.', '2016-05-07 10:00:00', 'eva');
"""
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return what makes a project of the first or the latest version, and then does what SQL says."""

    def made(then: str = "", *, later: bool = True, content: str = CONTENT, name: str = "Palvelut.qda") -> Path:
        folder = tmp_path / name
        for below in ("documents", "images", "audio", "video"):
            (folder / below).mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(":memory:")) as database:
            database.executescript(FIRST + content + (LATER if later else "") + then)
            (folder / "data.qda").write_bytes(database.serialize())
        return folder

    return made
