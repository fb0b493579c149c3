"""Whole projects of other programs, and registers, to begin with."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import lru_cache

from fuzz import archives, whole
from fuzz.material import Material

_TEXT = (
    "Anna: Miten asiointi sujui? 😀\nH1: Puhelimeen ei vastata, ja laskut ovat epäselviä.\nAnna: Kiitos, a\u0308iti."
)
_QDE = """<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Koe" origin="{origin}" creationDateTime="2024-01-10T12:00:00Z" basePath="C:\\koe">
<Users><User guid="{u}1" name="Anna"/></Users>
<CodeBook><Codes><Code guid="{u}2" name="Odotukset" isCodable="true" color="#ff0000"><Description>Mitä odotetaan</Description>
<NoteRef targetGUID="{u}9"/><Code guid="{u}3" name="palvelut" isCodable="true"/></Code></Codes>
<Sets><Set guid="{u}4" name="Joukko"><MemberCode targetGUID="{u}3"/></Set></Sets></CodeBook>
<Variables><Variable guid="{u}5" name="ryhmä" typeOfVariable="Text"/></Variables>
<Cases><Case guid="{u}6" name="Kunta A"><VariableValue><VariableRef targetGUID="{u}5"/><TextValue>kunta</TextValue></VariableValue>
<SourceRef targetGUID="{u}7"/></Case></Cases>
<Sources><TextSource guid="{u}7" name="h1" plainTextPath="internal://{u}7.txt" creatingUser="{u}1">
<PlainTextSelection guid="{u}8" startPosition="6" endPosition="27"><Coding guid="{u}A" creatingUser="{u}1"><CodeRef targetGUID="{u}3"/>
<NoteRef targetGUID="{u}9"/></Coding></PlainTextSelection>
<PlainTextSelection guid="{u}B" startPosition="40" endPosition="60" name="x"><Coding guid="{u}C"><CodeRef targetGUID="{u}2"/></Coding></PlainTextSelection>
</TextSource>
<AudioSource guid="{u}D" name="nauha" path="internal://{u}D.mp3"><Transcript guid="{u}E" plainTextPath="internal://{u}E.txt">
<SyncPoint guid="{u}F" timeStamp="0" position="0"/><SyncPoint guid="{v}0" timeStamp="1500" position="30"/>
<TranscriptSelection guid="{v}1" fromSyncPoint="{u}F" toSyncPoint="{v}0"><Coding guid="{v}2"><CodeRef targetGUID="{u}2"/></Coding></TranscriptSelection>
</Transcript></AudioSource></Sources>
<Notes><Note guid="{u}9" name="muistio"><PlainTextContent>arvo: +1&#10;aika: nyt</PlainTextContent></Note></Notes>
<Links><Link guid="{v}3" name="l" originGUID="{u}2" targetGUID="{u}3" direction="OneWay"/></Links>
</Project>"""
_IDS = {"u": "00000000-0000-4000-8000-00000000000", "v": "00000000-0000-4000-8000-00000000001"}


@lru_cache
def refi() -> Sequence[Material]:
    """Return REFI-QDA projects: two of our own, then those that lie beside the repository."""
    built = []
    for origin, text in (("NVivo", "\ufeff" + _TEXT.replace("\n", "\r\n")), ("Teema", _TEXT)):
        sources = {f"sources/{_IDS['u']}{one}.txt": text.encode() for one in "7E"}
        project = {"project.qde": _QDE.format(origin=origin, **_IDS).encode()} | sources
        built.append(Material.of_file("a.qdpx", archives.packed(project)))
    return built + whole.files("refi/**/*.qdpx")


@lru_cache
def codebooks() -> Sequence[Material]:
    """Return REFI-QDA codebooks."""
    inside = _QDE[_QDE.index("<Codes>") : _QDE.index("</CodeBook>")].format(origin="", **_IDS)
    return [
        Material.of_file(
            "a.qdc", f'<?xml version="1.0"?>\n<CodeBook xmlns="urn:QDA-XML:codebook:1.0">{inside}</CodeBook>'.encode()
        )
    ]


_TAGUETTE = """
PRAGMA application_id = 1416071028;
CREATE TABLE users (login VARCHAR(30) PRIMARY KEY, hashed_password VARCHAR(192), email VARCHAR(256), language VARCHAR(10));
CREATE TABLE projects (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL, description TEXT NOT NULL, created DATETIME NOT NULL);
CREATE TABLE project_members (project_id INTEGER, user_login VARCHAR(30), privileges VARCHAR(12), PRIMARY KEY (project_id, user_login));
CREATE TABLE documents (id INTEGER PRIMARY KEY, name VARCHAR(50), description TEXT, filename VARCHAR(200), created DATETIME, project_id INTEGER,
  text_direction VARCHAR(13), contents TEXT);
CREATE TABLE tags (id INTEGER PRIMARY KEY, project_id INTEGER, path VARCHAR(200), description TEXT);
CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id INTEGER, start_offset INTEGER, end_offset INTEGER, snippet TEXT);
CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER, PRIMARY KEY (highlight_id, tag_id));
CREATE TABLE commands (id INTEGER PRIMARY KEY, date DATETIME, user_login VARCHAR(30), project_id INTEGER, document_id INTEGER, payload TEXT);
CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY);
INSERT INTO alembic_version VALUES ('b4a2fd0b2a5f');
INSERT INTO users VALUES ('admin', 'x', '', 'fi');
INSERT INTO projects VALUES (1, 'Koe', 'kuvaus', '2024-01-10 12:00:00');
INSERT INTO project_members VALUES (1, 'admin', 'ADMIN');
INSERT INTO documents VALUES (1, 'h1', '', 'h1.docx', '2024-01-10 12:00:00', 1, 'LEFT_TO_RIGHT',
  '<h1>Haastattelu</h1><p><b>H1:</b> Puhelimeen ei vastata &amp; äiti 😀.</p><p>Anna: Kiitos!</p>');
INSERT INTO tags VALUES (1, 1, 'palvelu.puhelin', ''), (2, 1, 'palvelu', 'Palvelut');
INSERT INTO highlights VALUES (1, 1, 16, 26, 'Puhelimeen'), (2, 1, 30, 37, 'vastata');
INSERT INTO highlight_tags VALUES (1, 1), (1, 2), (2, 1);
INSERT INTO commands VALUES (1, '2024-01-10 12:00:00', 'admin', 1, 1, '{"type": "highlight_add", "highlight_id": 1, "start_offset": 16, "end_offset": 26, "tags": [1, 2]}');
"""


@lru_cache
def taguette() -> Sequence[Material]:
    """Return Taguette's databases."""
    return [Material.of_file("a.sqlite3", _database(_TAGUETTE)), *whole.files("formats/*.sqlite3")]


_QUALCODER = f"""
CREATE TABLE project (databaseversion text, date text, memo text, about text, bookmarkfile integer, bookmarkpos integer, codername text, recently_used_codes text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text, av_text_id integer, risid integer, unique(name));
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer, unique(name));
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text, unique(name));
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text, avid integer, important integer);
CREATE TABLE code_av (avid integer primary key, id integer, pos0 integer, pos1 integer, cid integer, memo text, date text, owner text, important integer);
CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, y1 integer, width integer, height integer, cid integer, memo text, date text, owner text, important integer, pdf_page integer);
CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text);
CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text);
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text, date text, memo text);
CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text);
CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text);
INSERT INTO project VALUES ('v11', '2024-01-10 12:00:00', 'muistio', 'QualCoder 3.5', 0, 0, 'anna', '');
INSERT INTO source VALUES (1, 'h1.txt', '{_TEXT}', '/docs/h1.txt', 'm', 'anna', '2024-01-10 12:00:00', NULL, NULL),
  (2, 'nauha.mp3', NULL, '/audio/nauha.mp3', '', 'anna', '2024-01-10 12:00:00', 1, NULL);
INSERT INTO code_cat VALUES (1, 'Odotukset', 'anna', '2024-01-10', 'm', NULL), (2, 'palvelut', 'anna', '2024-01-10', '', 1);
INSERT INTO code_name VALUES (1, 'puhelin', 'm', 2, 'anna', '2024-01-10', '#FF0000'), (2, 'laskut', '', NULL, 'anna', '2024-01-10', '#00FF00');
INSERT INTO code_text VALUES (1, 1, 1, 'Miten asiointi sujui?', 6, 27, 'anna', '2024-01-10', 'arvo: +1', NULL, 1), (2, 2, 1, 'laskut', 58, 64, 'matti', '2024-01-10', '', NULL, NULL);
INSERT INTO code_av VALUES (1, 2, 0, 1500, 1, '', '2024-01-10', 'anna', NULL);
INSERT INTO annotation VALUES (1, 1, 0, 4, 'huomautus', 'anna', '2024-01-10');
INSERT INTO cases VALUES (1, 'Kunta A', 'm', 'anna', '2024-01-10');
INSERT INTO case_text VALUES (1, 1, 1, 0, 100, 'anna', '2024-01-10', '');
INSERT INTO attribute_type VALUES ('ryhmä', '2024-01-10', 'anna', '', 'case', 'character');
INSERT INTO attribute VALUES (1, 'ryhmä', 'case', 'kunta', 1, '2024-01-10', 'anna');
INSERT INTO journal VALUES (1, 'päiväkirja', 'merkintä', '2024-01-10', 'anna');
"""


@lru_cache
def qualcoder() -> Sequence[Material]:
    """Return QualCoder's project folders."""
    files = {
        "data.qda": _database(_QUALCODER),
        "documents/h1.txt": _TEXT.encode(),
        "pseudonyms.json": b"[]",
        "audio/nauha.mp3": b"ID3",
    }
    return [Material("a.qda", {f"a.qda/{name}": content for name, content in files.items()})]


def _database(script: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(script)
        return database.serialize()


_REVIEW = """\ufeffreplace;replacement;kind;name;count;found;documents;forms;contexts
yes;henkilö A;name;Matti Virtanen;3;names;h1;Matin;Virtasen;… soitin Matille … | … Virtanen soitti …
no;;phone;'+358 40 1234567;1;identifiers;h1;;numero on
"""
_KEY = "\ufeffname;replacement;kind;forms;as_written;round\nMatti Virtanen;[henkilö A];name;Matin;no;1\n"
_REPORT = "\ufeffround;replacement;kind;count;documents\n1;[henkilö A];name;2;h1\n"
_DESTROYED = "\ufeffdate;what;files\n2024-01-10;key;2\n"
_ROUND = """{"files": {"documents/h1.txt": ["aa", "bb"], "memos.csv": [null, "cc"]}, "number": 1,
 "pseudonyms": [{"name": "Matti Virtanen", "replacement": "[henkilö A]", "kind": "name", "forms": ["Matin"], "as_written": false}],
 "keys": [["matti", "henkilo-a"]],
 "changes": [{"address": ["documents", "h1", "text"], "fingerprint": "00ff", "marks":
  [{"start": 4, "end": 15, "old": "Matin", "replacement": "[henkilö A]", "ending": "n", "before": "hei ", "after": " ja"}]}],
 "moved": [{"address": ["codings", "1"], "before": [0, 5], "after": [0, 11]}]}"""


@lru_cache
def registers() -> Sequence[Material]:
    """Return a study's register: the review, the key, the report, what was destroyed, a round, and names of the study's own."""
    files = {
        "pseudonyms-review.csv": _REVIEW,
        "pseudonyms.csv": _KEY,
        "pseudonyms-report.csv": _REPORT,
        "destroyed.csv": _DESTROYED,
        "rounds/1.json": _ROUND,
        "asiakkaat.csv": "nimi,asiakas\nKoivukorven kunta,A\n",
    }
    return [Material("a", {f"a/register/{name}": content.encode() for name, content in files.items()})]
