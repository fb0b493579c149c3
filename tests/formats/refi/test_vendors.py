"""What the field's programs write and get wrong, emulated: everything is imported, and said."""

from __future__ import annotations

import codecs
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import typst
from tests.formats.refi.conftest import Make

from teema.formats.exchange.project import Project, SourceText
from teema.formats.refi import read_project, write_project

A, B, C, D = (f"{letter * 8}-0000-4000-8000-000000000000" for letter in "ABCD")
T1, T2, S1, S2, S3 = (f"{number:08d}-1111-4000-8000-000000000000" for number in range(1, 6))
BOOK = f'<CodeBook><Codes><Code guid="{C}" name="Hinta" isCodable="true"/></Codes></CodeBook>'
NVIVO, ATLAS = "NVivo for Windows 14", "ATLAS.ti Windows 23.0"


def project(inner: str, *, origin: str = "", name: str = "P", space: str = "urn:QDA-XML:project:1.0") -> str:
    """Write a project around what it holds."""
    return f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="{space}" name="{name}" origin="{origin}">{inner}</Project>'


def selection(guid: str, start: int, end: int, name: str = "", element: str = "PlainTextSelection") -> str:
    """Write a coded selection."""
    coding = f'<Coding guid="{guid[:-1]}9"><CodeRef targetGUID="{C}"/></Coding>'
    return f'<{element} guid="{guid}" name="{name}" startPosition="{start}" endPosition="{end}">{coding}</{element}>'


def codes(read: Project) -> set[str]:
    """Return the codes of a project's problems."""
    return {problem.code for problem in read.problems}


def quoted(read: Project, source: int = 0) -> list[str]:
    """Return the words that a source's selections cover."""
    return [read.sources[source].text[each.start : each.end] for each in read.sources[source].selections]


def unquoted(read: Project) -> list[SourceText]:
    """Return the sources without what their selections quote: what is written always does."""
    return [
        replace(source, selections=tuple(replace(each, quoted="") for each in source.selections))
        for source in read.sources
    ]


def unpacked(data: bytes) -> bytes:
    """Return the XML of a project."""
    return zipfile.ZipFile(io.BytesIO(data)).read("project.qde")


def test_nvivo_counts_utf16_units_and_two_for_a_line_break(make: Make) -> None:
    """NVivo's lower-case identities in braces, its ``Sources`` folder, byte order mark and codable parents all come along."""
    text = "Ensin 👍\r\nsitten hinta\r\nja äänet"
    book = f'<CodeBook><Codes><Code guid="{{{A.lower()}}}" name="Ylä" isCodable="true">{BOOK[17:-19]}</Code></Codes></CodeBook>'
    inner = f"""{book}<Sources><TextSource guid="{{{T1.lower()}}}" name="Haastattelu"
        plainTextPath="internal://{T2.lower()}.txt">{selection(S1, 17, 22)}{selection(S2, 27, 32)}</TextSource></Sources>"""
    read = read_project(make(project(inner, origin=NVIVO), {f"Sources/{T2}.TXT": codecs.BOM_UTF8 + text.encode()}))
    assert read.convention == "u16_crlf"
    assert quoted(read) == ["hinta", "äänet"]
    assert read.sources[0].guid == T1
    assert read.codes[0].codable
    assert read.codes[0].children[0].guid == C
    assert not read.problems


def test_atlas_counts_a_line_break_of_two_characters_as_one(make: Make) -> None:
    """ATLAS.ti's quotes are cut short with …; a name of the user's own is kept, and goes back."""
    text = "Eka rivi.\r\nToka rivi on pitkä ja polveileva.\r\nLoppu tässä."
    inner = f"""{BOOK}<Sources><TextSource guid="{T1}" name="a.docx" plainTextPath="internal://x.txt">
        {selection(S1, 10, 42, "Toka rivi on…")}{selection(S2, 44, 49, "Oma otsikkoni kohdalle")}</TextSource></Sources>"""
    read = read_project(make(project(inner, origin=ATLAS), {"sources/x.txt": text}))
    assert (read.convention, read.verified) == ("cp_crlf_as_1", 1)
    assert quoted(read) == ["Toka rivi on pitkä ja polveileva", "Loppu"]
    assert [each.quoted for each in read.sources[0].selections] == ["Toka rivi on pitkä ja polveileva", ""]
    assert "Oma otsikkoni kohdalle" in read.kept[0].content
    assert b"Oma otsikkoni kohdalle" in unpacked(write_project(read).data)


def test_maxqda_puts_variables_on_sources_and_leaves_empty_parts(make: Make) -> None:
    """Values on sources are read; ``<Sets/>`` and an empty ``<Description/>`` are no reason to refuse a file."""
    kinds = ("Text", "Boolean", "Integer", "Float", "Date", "DateTime")
    variables = "".join(
        f'<Variable guid="{n}{A[1:]}" name="{kind}" typeOfVariable="{kind}"/>' for n, kind in enumerate(kinds)
    )
    given = ("joo ", "true", "4", "2.5", "2025-01-02", "2025-01-02T03:04:05Z")
    values = "".join(
        f'<VariableValue><VariableRef targetGUID="{n}{A[1:]}"/><{kind}Value>{value}</{kind}Value></VariableValue>'
        for n, (kind, value) in enumerate(zip(kinds, given, strict=True))
    )
    inner = f"""<CodeBook><Codes/></CodeBook><Variables>{variables}</Variables><Sources><TextSource guid="{T1}" name="x">
        <Description/><PlainTextContent>Hei</PlainTextContent>{values}</TextSource></Sources><Sets/>"""
    read = read_project(make(project(inner, origin="MAXQDA 24.5"), qde="Oma nimi.QDE"))
    assert tuple(read.sources[0].values.values()) == given
    assert [each.type for each in read.variables] == list(kinds)
    assert codes(read) == {"X120"}
    assert read.sources[0].description == ""


@pytest.mark.parametrize("space", ["urn:QDA-XML:project:1:0", "urn:QDA-XML:codebook:0:4", ""])
def test_a_namespace_is_not_looked_at(space: str, make: Make) -> None:
    """Programs write the namespace in several ways, or none; elements are known by their names."""
    inner = (
        f'{BOOK}<Sources><TextSource guid="{T1}"><PlainTextContent>Hei vaan</PlainTextContent></TextSource></Sources>'
    )
    read = read_project(make(project(inner, space=space, name="")))
    assert (read.name, read.codes[0].name, read.sources[0].text) == ("projekti", "Hinta", "Hei vaan")
    assert codes(read) == {"X112"}


def test_qc_names_files_without_internal_and_writes_none(make: Make) -> None:
    """A path without ``internal://`` is looked up by its name; ``None`` is no text, and a source without one is kept whole."""
    inner = f"""<Sources><TextSource guid="{T1}" name="a" plainTextPath="sources/a.txt"/>
        <TextSource guid="{T2}" name="b"><PlainTextContent>None</PlainTextContent></TextSource></Sources>"""
    read = read_project(make(project(inner), {"sources/a.txt": "Terve.", ".root": ""}))
    assert [source.text for source in read.sources] == ["Terve."]
    assert [(kept.kind, kept.id) for kept in read.kept] == [("TextSource", T2)]
    assert [(loss.what, loss.why) for loss in read.lost] == [("source_texts", "no_text")]
    assert codes(read) == {"X111", "X113"}


def test_dedoose_makes_a_source_of_each_answer(make: Make) -> None:
    """Sources of one name stay apart by their identities, those of one identity get one each; both are said."""
    row = f'<TextSource guid="{T1}" name="Vastaus"><PlainTextContent>{{}}</PlainTextContent></TextSource>'
    inner = "<Sources>" + "".join(row.format(answer) for answer in ("Yksi", "Kaksi", "Kolme")) + "</Sources>"
    read = read_project(make(project(inner, origin="Dedoose")))
    assert [source.text for source in read.sources] == ["Yksi", "Kaksi", "Kolme"]
    assert len({source.guid for source in read.sources}) == 3
    assert {problem.code: problem.params for problem in read.problems} == {"X104": {"count": 2}, "X110": {"count": 3}}


def test_quirkos_identities_that_are_no_guids_still_hold_together(make: Make) -> None:
    """Whatever an identity is, references to it hold; it is given a proper one."""
    inner = f"""<CodeBook><Codes><Code guid="quirk-1" name="Hinta" isCodable="1"/></Codes></CodeBook>
        <Sources><TextSource guid="{T1}"><PlainTextContent>Hei vaan</PlainTextContent>
        {selection(S1, 4, 8).replace(C, "QUIRK-1")}</TextSource></Sources>"""
    read = read_project(make(project(inner)))
    assert read.sources[0].selections[0].codings[0].code == read.codes[0].guid
    assert codes(read) == {"X104"}


def test_transana_gives_times_and_selections_between_sync_points(
    make: Make, again: Callable[[Project], Project]
) -> None:
    """Sync points give the turns their times; selections from one to another get their places, and all goes back."""
    text = "H: Miten meni?\nV1: Liian kallis oli.\nH: Kiitos."
    points = "".join(
        f'<SyncPoint guid="{n}{B[1:]}" timeStamp="{time}" position="{place}"/>'
        for n, (place, time) in enumerate([(0, 0), (15, 2000), (37, 5000), (47, 6000)])
    )
    chosen = f"""<TranscriptSelection guid="{S1}" fromSyncPoint="1{B[1:]}" toSyncPoint="2{B[1:]}">
        <Coding guid="{S2}"><CodeRef targetGUID="{C}"/></Coding></TranscriptSelection>"""
    media = f"""<VideoSelection guid="{S3}" begin="5000" end="6000"><Coding guid="{D}"><CodeRef targetGUID="{C}"/></Coding>
        </VideoSelection><VideoSelection guid="{A}" begin="100" end="200"><Coding guid="{B}"><CodeRef targetGUID="{C}"/></Coding>
        </VideoSelection>"""
    inner = f"""{BOOK}<Sources><VideoSource guid="{T1}" name="v.mp4" path="relative:///v.mp4">
        <Transcript guid="{T2}" name="Litteraatti" plainTextPath="internal://t.txt">{points}{chosen}</Transcript>
        {media}</VideoSource></Sources>"""
    read = read_project(make(project(inner, origin="Transana"), {"sources/t.txt": text}))
    (source,) = read.sources
    assert source.kind == "video"
    assert [(turn.speaker, turn.from_ms, turn.to_ms) for turn in source.turns or ()] == [
        ("H", 0, 2000),
        ("V1", 2000, 5000),
        ("H", 5000, 6000),
    ]
    assert quoted(read) == ["V1: Liian kallis oli.\n", "H: Kiitos."]
    assert codes(read) == {"X103", "X124"}
    back = again(read)
    assert unquoted(back) == unquoted(read)
    assert {kept.kind for kept in back.kept} == {"VideoSelection", "Transcript", "VideoSource"}


def test_a_pdf_is_its_representation_and_its_rectangles_are_kept(
    make: Make, again: Callable[[Project], Project]
) -> None:
    """A rectangle that is also selected in the text is kept as a rectangle; another is placed by its words where they are unique."""
    corners = 'page="0" firstX="1" firstY="2" secondX="3" secondY="4"'
    code = f'<Coding guid="{{}}"><CodeRef targetGUID="{C}"/></Coding>'
    words = f'<Representation guid="{A}"><PlainTextContent>kallis  hinta</PlainTextContent></Representation>'
    inner = f"""{BOOK}<Sources><PDFSource guid="{T1}" name="a.pdf" path="internal://a.pdf">
        <PDFSelection guid="{S1}" {corners}>{code.format(A)}</PDFSelection>
        <PDFSelection guid="{S2}" {corners}>{words}{code.format(B)}</PDFSelection>
        <PDFSelection guid="{S3}" {corners}>{code.format(D)}</PDFSelection>
        <Representation guid="{T2}" plainTextPath="internal://a.txt">{selection(S1, 0, 5)}</Representation>
        </PDFSource></Sources>"""
    read = read_project(
        make(project(inner), {"sources/a.txt": "Tässä oli kallis hinta.", "sources/a.pdf": b"%PDF-1.7 x"})
    )
    assert quoted(read) == ["Tässä", "kallis hinta"]
    assert codes(read) == {"X115", "X124"}
    assert read.sources[0].original == ("a.pdf", b"%PDF-1.7 x")
    assert [kept.extra.get("codings", 0) for kept in read.kept] == [0, 0, 1]
    back = again(read)
    assert unquoted(back) == unquoted(read)
    assert sorted(kept.kind for kept in back.kept) == ["PDFSelection"] * 3


def test_a_code_that_only_the_rectangle_has_comes_to_its_twin_in_the_text(make: Make) -> None:
    """Programs write a selection of a PDF twice, on the page and in the text; whatever either was coded with is there once."""
    book = BOOK.replace("</Codes>", f'<Code guid="{D}" name="Laatu" isCodable="true"/></Codes>')
    codings = "".join(
        f'<Coding guid="{n}{A[1:]}"><CodeRef targetGUID="{code}"/></Coding>' for n, code in enumerate((C, D))
    )
    inner = f"""{book}<Sources><PDFSource guid="{T1}"><PDFSelection guid="{S1}" page="0" firstX="1" firstY="2" secondX="3"
        secondY="4">{codings}</PDFSelection><Representation guid="{T2}"><PlainTextContent>Tässä oli</PlainTextContent>
        {selection(S1, 0, 5)}</Representation></PDFSource></Sources>"""
    read = read_project(make(project(inner)))
    assert [each.code for each in read.sources[0].selections[0].codings] == [C, D]


def test_a_source_without_its_plain_text_is_read_from_its_own_file(make: Make) -> None:
    """Where only the styled file or the PDF is there, its text is taken; positions counted in the missing text place nothing."""
    inner = f"""{BOOK}<Sources><TextSource guid="{T1}" name="a" richTextPath="internal://a.rtf" plainTextPath="internal://a.txt">
        {selection(S1, 0, 3)}</TextSource><PDFSource guid="{T2}" name="b.pdf" path="internal://b.pdf"/></Sources>"""
    files = {"sources/a.rtf": rb"{\rtf1\ansi Hei vaan}", "sources/b.pdf": typst.compile(b"Terve taas.")}
    read = read_project(make(project(inner), files))
    assert [source.text for source in read.sources] == ["Hei vaan", "Terve taas."]
    assert not read.sources[0].selections
    assert codes(read) == {"X103", "X109", "X125"}
    assert [(kept.kind, kept.about) for kept in read.kept] == [("PlainTextSelection", f"source:{read.sources[0].guid}")]


def test_a_transcripts_own_file_goes_back_with_the_transcript(make: Make, again: Callable[[Project], Project]) -> None:
    """A styled transcript is a file of the transcript, never the recording; recordings stay where they are."""
    inner = f"""<Sources><AudioSource guid="{T1}" name="a" path="internal://a.m4a"><Transcript guid="{T2}" name="L"
        richTextPath="internal://l.docx"><PlainTextContent>H: Hei.</PlainTextContent></Transcript></AudioSource></Sources>"""
    read = read_project(make(project(inner), {"sources/a.m4a": b"ftyp", "sources/l.docx": b"PK"}))
    assert read.sources[0].original == ("L.docx", b"PK")
    assert [(loss.what, loss.names) for loss in read.lost] == [("recordings", ("a",))]
    assert again(read).sources[0].original is not None


def test_paths_to_a_disk_are_never_followed(make: Make, tmp_path: Path) -> None:
    """``absolute:///`` and ``relative:///`` are someone's disk: the text is missing, whatever lies there."""
    (secret := tmp_path / "salaisuus.txt").write_text("salaisuus")
    paths = (f"absolute:///{secret}", "relative:///salaisuus.txt", "internal:///../salaisuus.txt", str(secret))
    inner = "<Sources>" + "".join(
        f'<TextSource guid="{n}{A[1:]}" name="n{n}" plainTextPath="{path}"/>' for n, path in enumerate(paths)
    )
    read = read_project(make(project(inner + "</Sources>")))
    assert not read.sources
    assert [loss.names for loss in read.lost] == [("n0", "n1", "n2", "n3")]
    assert "salaisuus" not in "".join(source.text for source in read.sources)


def test_a_wrong_span_moves_to_the_words_that_it_quotes(make: Make) -> None:
    """A selection whose words stand elsewhere in one place near is moved there; one that lies outside its text is kept."""
    inner = f"""{BOOK}<Sources><TextSource guid="{T1}"><PlainTextContent>Se oli kallis. Toimitus viipyi kauan.</PlainTextContent>
        {selection(S1, 0, 15, "Toimitus viipyi")}{selection(S2, 900, 910)}{selection(S3, 7, 7)}</TextSource></Sources>"""
    read = read_project(make(project(inner)))
    assert quoted(read) == ["Toimitus viipyi"]
    assert (read.repaired, codes(read)) == (1, {"X108", "X109"})
    assert [kept.kind for kept in read.kept] == ["PlainTextSelection"] * 2


def test_references_that_lead_nowhere_are_counted(make: Make) -> None:
    """A coding without its code is lost, a missing note, user, source or variable is left out: each is counted."""
    inner = f"""<Cases><Case guid="{A}"><VariableValue><VariableRef targetGUID="{B}"/><TextValue>x</TextValue></VariableValue>
        <SourceRef targetGUID="{D}"/></Case></Cases><Sources><TextSource guid="{T1}" creatingUser="{D}">
        <PlainTextContent>Hei</PlainTextContent>{selection(S1, 0, 3)}<NoteRef targetGUID="{B}"/></TextSource></Sources>"""
    read = read_project(make(project(inner)))
    assert [(loss.what, loss.count) for loss in read.lost] == [("codings", 1), ("values", 1)]
    assert {problem.code: problem.params["count"] for problem in read.problems} == {"X105": 5}


def test_what_nobody_knows_is_counted(make: Make) -> None:
    """Elements, attributes and files that the format doesn't know are told by their names, once each kind."""
    inner = f'<Sources><TextSource guid="{T1}" mood="x"><PlainTextContent>Hei</PlainTextContent><Emoji/></TextSource></Sources>'
    read = read_project(make(project(inner), {"sources/extra.bin": b"x"}))
    assert [(loss.what, loss.names) for loss in read.lost] == [
        ("files", ("extra.bin",)),
        ("unknown_parts", ("TextSource@mood", "Emoji")),
    ]


def test_a_note_may_be_coded_itself(make: Make, again: Callable[[Project], Project]) -> None:
    """Codings within a note are kept, at their places in its canonical text, and go back."""
    inner = f"""{BOOK}<Notes><Note guid="{A}" name="M" plainTextPath="internal://m.txt"><Description>Kuvaus</Description>
        {selection(S1, 5, 9)}</Note></Notes>"""
    read = read_project(make(project(inner), {"sources/m.txt": "Eka\r\ntoka"}))
    assert read.notes[0].text == "Eka\ntoka"
    assert '"startPosition": "4"' in read.kept[0].content
    back = again(read)
    assert (back.notes, [kept.content for kept in back.kept]) == (read.notes, [kept.content for kept in read.kept])


def test_a_text_may_be_utf16(make: Make) -> None:
    """A text file's byte order mark decides its encoding, as for any text."""
    inner = f'<Sources><TextSource guid="{T1}" plainTextPath="internal://a.txt"/></Sources>'
    read = read_project(make(project(inner), {"sources/a.txt": "Ääni 👍".encode("utf-16")}))
    assert read.sources[0].text == "Ääni 👍"
    assert not read.problems


def test_the_xml_may_stand_alone(tmp_path: Path) -> None:
    """A ``.qde`` that someone took out of its zip is read as far as it goes."""
    (path := tmp_path / "x.qde").write_text(project(BOOK), encoding="utf-8")
    assert read_project(path).codes[0].name == "Hinta"
