"""Damaged files of every format: each ends in one coded error or in a transcript, never in anything else."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
import typst
from odf.opendocument import OpenDocumentText
from odf.text import P

from teema.errors import ReadFailed
from teema.formats.transcripts import read_transcript
from teema.wording import has


def _word() -> bytes:
    document, data = docx.Document(), io.BytesIO()
    for number in range(4):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"H{number % 2}").bold = True
        paragraph.add_run(" Miten äitisi voi?")
    document.add_table(2, 2).cell(0, 0).text = "H1"
    document.save(data)
    return data.getvalue()


def _open_document() -> bytes:
    document, data = OpenDocumentText(), io.BytesIO()
    for number in range(4):
        document.text.addElement(P(text=f"H{number % 2}: Miten äitisi voi?"))
    document.save(data)
    return data.getvalue()


SEGMENTS = [{"start": 0.5, "end": 1.5, "text": " Hei", "speaker": "S1"}, {"start": 2, "end": 3, "text": "Moi"}]
OTR = '<p><span class="timestamp" data-timestamp="1.5">0:01</span>&nbsp;H1: Hei</p><p>H: Moi <b>ä</b></p>'
EAF = """<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="s1" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="s2"/>
<TIME_SLOT TIME_SLOT_ID="s3" TIME_VALUE="900"/></TIME_ORDER>
<TIER TIER_ID="A"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="s1" TIME_SLOT_REF2="s2">
<ANNOTATION_VALUE>Hei &amp; moi</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION><ANNOTATION>
<ALIGNABLE_ANNOTATION ANNOTATION_ID="a2" TIME_SLOT_REF1="s2" TIME_SLOT_REF2="s3"><ANNOTATION_VALUE>joo</ANNOTATION_VALUE>
</ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
<TIER TIER_ID="B" PARENT_REF="A" PARTICIPANT="Äiti"><ANNOTATION><REF_ANNOTATION ANNOTATION_ID="b1" ANNOTATION_REF="a1">
<ANNOTATION_VALUE>hello</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>
"""
WHOLE = {
    "docx": _word(),
    "odt": _open_document(),
    "pdf": typst.compile("H1: Meidän toimintamme muuttui.\n\nH: Ääneen sanottuna niin.".encode()),
    "rtf": rb"{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}}{\b H1} \u228?iti\'e4\par\trowd\intbl H\cell joo\cell\row\pard x}",
    "html": "<html><meta charset=utf-8><p><b>H1</b> ä</p><table><tr><td>H<td>joo</table></html>".encode(),
    "vtt": b"WEBVTT\n\nab/1-0\n00:01.000 --> 00:02.000\n<v Anna>Hei</v>\n\n00:02.000 --> 00:03.000\n<c>joo</c>\n",
    "srt": "1\n00:00:01,000 --> 00:00:02,000\nAnna: Hei\n\n2\n00:00:03,000 --> 00:00:04,000\nÄiti: joo\n".encode(),
    "json": json.dumps({"segments": SEGMENTS}).encode(),
    "tsv": b"start\tend\ttext\n0\t1000\tHei\n1000\t2000\tMoi\n",
    "otr": json.dumps({"text": OTR, "media": "a.mp3", "media-time": 1.5}).encode(),
    "eaf": EAF.encode(),
    "md": "# T\n\n**H1:** [00:12] *joo* [x](y) `c` \\* <b>ä</b>\n\n| H1 | joo |\n|---|---|\n".encode(),
    "txt": "H1: Hei\nH: Moi [00:12] ä\n".encode(),
}
PARTS = ("word/document.xml", "content.xml", "_rels/.rels", "word/styles.xml", "META-INF/manifest.xml")


def damaged(whole: bytes, chance: random.Random) -> Iterator[bytes]:
    """Yield cut, flipped, shortened and stuttering versions; of archives also versions with a part flipped inside."""
    for _ in range(12):
        yield whole[: chance.randrange(len(whole))]
        yield flipped(whole, chance)
        start = chance.randrange(len(whole))
        yield whole[:start] + whole[start + chance.randrange(1, 40) :]
        yield whole[:start] + whole[chance.randrange(len(whole)) :][:60] + whole[start:]
        if whole.startswith(b"PK"):
            yield repacked(whole, chance)


def flipped(whole: bytes, chance: random.Random) -> bytes:
    data = bytearray(whole)
    for _ in range(chance.randrange(1, 6)):
        data[chance.randrange(len(data))] = chance.choice(b"\\{}<>:[]*-|\"'0 9\n\t\x00\xff/&;" + bytes(range(256)))
    return bytes(data)


def repacked(whole: bytes, chance: random.Random) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive, zipfile.ZipFile(data, "w") as changed:
        for name in archive.namelist():
            content = archive.read(name)
            changed.writestr(name, flipped(content, chance) if name in PARTS else content)
    return data.getvalue()


@pytest.mark.parametrize("kind", WHOLE)
def test_damage_ends_in_a_code_or_a_transcript(tmp_path: Path, kind: str) -> None:
    """Whatever is wrong with a file, its reader raises a ReadFailed that has words, or gives turns that fit the text."""
    path = tmp_path / f"a.{kind}"
    path.write_bytes(WHOLE[kind])
    assert read_transcript(path).document.turns
    for data in damaged(WHOLE[kind], random.Random(kind)):
        path.write_bytes(data)
        ends_well(path)


def ends_well(path: Path) -> None:
    code = ""
    try:
        document = read_transcript(path).document
    except ReadFailed as failed:
        code = failed.code
    else:
        assert document.text.encode()
        assert all(turn.end <= len(document.text) for turn in document.turns)
    assert not code or has(f"errors.{code}.hint", "fi"), code


def test_backslashes_in_an_open_bracket_take_no_longer_than_other_signs(tmp_path: Path) -> None:
    """A bracket that never closes is text, however many backslashes follow: there is one way to read each of them."""
    path = tmp_path / "a.md"
    path.write_text("H1: [" + "\\b {" * 2000 + "\n\nH2: joo\n", encoding="utf-8")
    assert read_transcript(path).document.speakers == ("H1", "H2")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"a\n" * 100_001, "F136"),
        ("a.txt", b"\xe4" * 8_000_001, "F116"),
        ("a.txt", "a😀".encode() * 1_100_000, "F116"),
        ("a.json", b'{"segments": [' + b'{"text": "a"},' * 100_001 + b'{"text": "a"}]}', "F136"),
        ("a.html", b"<html><a" + b' b=""' * 6_000 + b">x</a>", "F108"),
        ("a.eaf", b"<ANNOTATION_DOCUMENT>" + b"<a/>b" * 1_300_000 + b"</ANNOTATION_DOCUMENT>", "F135"),
        ("a.rtf", rb"{\rtf1 " + rb"\'e4" * 1_000_001 + b"}", "F116"),
    ],
)
def test_what_would_fill_the_memory_is_refused(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    """Too many lines, characters, cues, elements, attributes or signs: refused before they are all laid out."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ReadFailed, match=code):
        read_transcript(path)
