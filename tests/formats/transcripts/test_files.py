"""Files as they come: encodings, names that promise something else, limits, and everything that ends in a coded error."""

from __future__ import annotations

import contextlib
import io
import unicodedata
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teema.errors import ReadFailed
from teema.formats.safety import Limits
from teema.formats.transcripts import Transcript, canonical, is_transcript, read_transcript
from teema.wording import LANGUAGES, explain

FINNISH = "H: Mitä äitisi sanoi?\nH1: Ööö — no, se oli 5 €.\n"


def read(tmp_path: Path, name: str, data: bytes, limits: Limits | None = None) -> Transcript:
    path = tmp_path / name
    path.write_bytes(data)
    return read_transcript(path, limits=limits or Limits())


def codes(transcript: Transcript) -> list[str]:
    return [problem.code for problem in transcript.problems]


def packed(members: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def word(*paragraphs: str) -> bytes:
    document, data = docx.Document(), io.BytesIO()
    for words in paragraphs:
        document.add_paragraph(words)
    document.save(data)
    return data.getvalue()


# Characters


@pytest.mark.parametrize(
    ("encoding", "warning"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", []),
        ("utf-32", []),
        ("utf-16-le", ["F122"]),
        ("utf-16-be", ["F122"]),
        ("cp1252", ["F122"]),
    ],
)
def test_encodings_give_the_same_text(tmp_path: Path, encoding: str, warning: list[str]) -> None:
    """A byte order mark or UTF-8 is certain; what is guessed is read with a warning."""
    found = read(tmp_path, "a.txt", FINNISH.encode(encoding))
    assert found.document.text == FINNISH
    assert codes(found) == warning


def test_one_damaged_place_makes_no_other_encoding(tmp_path: Path) -> None:
    """A broken character among sound UTF-8 is replaced and counted."""
    found = read(tmp_path, "a.txt", FINNISH.encode().replace("Ö".encode(), b"\xc3", 1))
    assert found.document.text == FINNISH.replace("Ö", "\ufffd", 1)
    assert [(problem.code, problem.params) for problem in found.problems] == [("F123", {"count": 1})]


def test_line_ends_and_forms_are_made_one(tmp_path: Path) -> None:
    r"""``\r\n`` and ``\r`` become ``\n``, letters are composed, NULs go with a warning; the file's name is composed too."""
    found = read(tmp_path, unicodedata.normalize("NFD", "ä.txt"), "H: a\u0308iti\r\nA: joo\x00\rja".encode())
    assert found.document.text == "H: äiti\nA: joo\nja"
    assert found.document.name == "ä"
    assert codes(found) == ["F124"]


@given(st.text())
def test_canonical_text_is_canonical(text: str) -> None:
    """Made canonical twice is made canonical once; nothing in it is a carriage return, NUL or byte order mark."""
    once = canonical(text)
    assert canonical(once) == once
    assert not set(once) & {"\r", "\x00", "\ufeff", "\u2028"}
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


# Names and contents


def test_the_suffix_tells_what_may_be_a_transcript() -> None:
    """Letter case does not matter; a table or a file without a suffix is none."""
    assert is_transcript(Path("a.ODT"))
    assert not is_transcript(Path("a.xlsx"))
    assert not is_transcript(Path("a"))


def test_the_document_is_called_as_asked(tmp_path: Path) -> None:
    """The name is the file's stem unless another is given; the source is the file's name."""
    path = tmp_path / "Haastattelu 1.txt"
    path.write_text("H: Hei.", encoding="utf-8")
    assert read_transcript(path).document.name == "Haastattelu 1"
    named = read_transcript(path, name="kunta-1").document
    assert (named.name, named.source) == ("kunta-1", "Haastattelu 1.txt")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", word("H: Hei.", "A: Moi."), "docx"),
        ("a.doc", rb"{\rtf1 H: Hei.\par A: Moi.}", "rtf"),
        ("a.docx", "H: Hei.\nA: Moi.".encode("utf-16"), "txt"),
        ("a.doc", b"<html><body><p>H: Hei.</p><p>A: Moi.</p></body></html>", "html"),
        ("a.txt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nH: Hei.\n\n00:02.000 --> 00:03.000\nA: Moi.", "vtt"),
        ("a.md", b"1\n00:00:01,000 --> 00:00:02,000\nH: Hei.\n\n2\n00:00:02,000 --> 00:00:03,000\nA: Moi.", "srt"),
        ("a.txt", b'{"segments": [{"start": 0, "end": 1, "text": "H: Hei."}, {"start": 1, "end": 2, "text": "A: Moi."}]}', "json"),
        ("a.txt", b"start\tend\ttext\n0\t1\tH: Hei.\n1\t2\tA: Moi.", "tsv"),
        ("a.vtt", b"H: Hei.\nA: Moi.", "txt"),
    ],
)  # fmt: skip
def test_a_misnamed_file_is_read_as_what_it_is(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    """The content decides over the suffix, and a warning tells so."""
    found = read(tmp_path, name, data)
    assert found.document.text == "H: Hei.\nA: Moi."
    assert found.document.speakers == ("H", "A")
    assert [problem.params for problem in found.problems if problem.code == "F121"] == [{"kind": kind}]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "F102"),
        ("a.txt", bytes(range(256)) * 20, "F104"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "F105"),
        ("a.docx", word("x")[:-200], "F106"),
        ("a.docx", b"\x00\x01\x02" * 50, "F106"),
        ("a.docx", packed({"word/document.xml": b"<a><b></a>"}), "F108"),
        ("a.docx", packed({"word/document.xml": b"<a/>"}), "F108"),
        ("a.docx", packed({"word/styles.xml": b"<a/>"}), "F106"),
        ("a.odt", packed({"content.xml": b"<a/>"}), "F108"),
        ("a.odt", packed({"content.xml": b"x", "META-INF/manifest.xml": b"<m><encryption-data/></m>"}), "F105"),
        ("a.txt", b" \n\n ", "F110"),
        ("a.docx", word(""), "F110"),
        ("a.html", b"<html><body><script>x</script></body></html>", "F110"),
        ("a.rtf", rb"{\rtf1{\fonttbl{\f0 Arial;}}}", "F110"),
        ("a.doc", OLE, "F112"),
        ("a.docx", b"\x89PNG\r\n\x1a\n....", "F112"),
        ("a.txt", b"ID3\x04\x00\x00", "F112"),
        ("a.docx", packed({"xl/workbook.xml": b"<a/>"}), "F112"),
        ("a.rtf", b"{\\rtf1" + b"{" * 5000, "F114"),
        ("a.json", b"{", "F115"),
    ],
)
def test_every_failure_has_its_code_and_a_hint_in_both_languages(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    """What cannot be read ends in one coded error that says what to do."""
    with pytest.raises(ReadFailed) as caught:
        read(tmp_path, name, data)
    assert (caught.value.code, caught.value.path) == (code, name)
    for language in LANGUAGES:
        assert all(explain(caught.value, language))


def test_files_that_are_not_there_or_are_folders(tmp_path: Path) -> None:
    """A missing file is F101, a folder F113."""
    with pytest.raises(ReadFailed, match="F101"):
        read_transcript(tmp_path / "puuttuu.txt")
    with pytest.raises(ReadFailed, match="F101"):
        read_transcript(Path("a\0.txt"))
    (tmp_path / "kansio.txt").mkdir()
    with pytest.raises(ReadFailed, match="F113"):
        read_transcript(tmp_path / "kansio.txt")


# Attacks


def test_limits_on_size(tmp_path: Path) -> None:
    """Bytes of the file and characters of the text have limits; the messages say which."""
    with pytest.raises(ReadFailed, match="F103"):
        read(tmp_path, "a.txt", b"x" * 101, Limits(file_bytes=100))
    with pytest.raises(ReadFailed, match="F116"):
        read(tmp_path, "a.txt", b"x" * 101, Limits(characters=100))
    with pytest.raises(ReadFailed, match="F116"):
        read(tmp_path, "a.docx", word("x" * 101), Limits(characters=100))


@pytest.mark.parametrize("member", ["../x", "/etc/x", "C:\\x", "word/../../x"])
def test_archives_that_point_outside_are_refused(tmp_path: Path, member: str) -> None:
    """No member's path may lead out, though none is ever written to disk."""
    with pytest.raises(ReadFailed, match="F107"):
        read(tmp_path, "a.docx", packed({"word/document.xml": b"<a/>", member: b""}))


def test_archives_that_swell_are_refused(tmp_path: Path) -> None:
    """Members, unpacked bytes and their ratio are counted as they come; small repetitive files are no bombs."""
    bomb = packed({"word/document.xml": b"<a>" + b" " * 20_000_000 + b"</a>"})
    with pytest.raises(ReadFailed, match="F107"):
        read(tmp_path, "a.docx", bomb)
    with pytest.raises(ReadFailed, match="F107"):
        read(tmp_path, "a.docx", word("H: Hei."), Limits(unpacked_bytes=1000))
    with pytest.raises(ReadFailed, match="F107"):
        read(tmp_path, "a.docx", word("H: Hei."), Limits(members=3))
    assert len(read(tmp_path, "a.docx", word(*["H: Samaa sanoo joka kerta."] * 300)).document.turns) == 300


def test_sizes_in_the_archive_are_not_believed(tmp_path: Path) -> None:
    """A directory that understates a member's size is damage, not a way around the limits."""
    whole = packed({"word/document.xml": b"<a>" + b"x" * 5000 + b"</a>"})
    lied = whole.replace((5007).to_bytes(4, "little"), (7).to_bytes(4, "little"))
    with pytest.raises(ReadFailed, match=r"F10[68]"):
        read(tmp_path, "a.docx", lied)


def test_a_locked_member_is_told(tmp_path: Path) -> None:
    """Archives with encrypted members end in F105."""
    data = bytearray(packed({"word/document.xml": b"<a/>"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ReadFailed, match="F105"):
        read(tmp_path, "a.docx", bytes(data))


LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
)
OUTSIDE = '<?xml version="1.0" encoding="{}"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'


@pytest.mark.parametrize("xml", [LAUGHS, OUTSIDE.format("utf-8").encode(), OUTSIDE.format("utf-16").encode("utf-16")])
@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_entities_are_refused(tmp_path: Path, name: str, xml: bytes) -> None:
    """XML that declares a document type is refused, whatever it would expand to."""
    with pytest.raises(ReadFailed, match="F109"):
        read(tmp_path, name, packed({"word/document.xml" if name == "a.docx" else "content.xml": xml}))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"<div>" * 50_000 + b"x"),
        ("a.docx", packed({"word/document.xml": b"<a>" * 50_000})),
        ("a.json", b'{"segments":' * 50_000),
        ("a.rtf", rb"{\rtf1 a\bin9999999999 b}"),
        ("a.md", b"[**_`<a " * 5_000),
        ("a.txt", b"A: x" + b"\n" * 100_000 + b" " * 100_000 + b"B: y"),
    ],
)
def test_deep_and_endless_files_end_soon(tmp_path: Path, name: str, data: bytes) -> None:
    """Nesting and repetition exhaust neither the stack nor patience: there is a transcript or a coded error."""
    with contextlib.suppress(ReadFailed):
        assert read(tmp_path, name, data).document.turns
