"""PDF: paragraphs from lines, words from hyphenated halves, no page numbers; scans, locks and damage are told."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
import typst

from teema.errors import ReadFailed
from teema.formats.safety import Limits
from teema.formats.transcripts import Transcript, read_transcript
from teema.formats.transcripts.wrapping import is_wrapped, joined, unwrapped

WORDS = (
    "Meidän toimintatapamme muuttuivat henkilöstöhallinnossa ja taloushallinnossa niin paljon, että "
    "asiakaslähtöisyydestä puhuttiin päivittäisissä kokouksissa jatkuvasti, ja HR-puoli on se, missä "
    "yhteistyö näkyy selvimmin myös asiakkaille."
)


def read(tmp_path: Path, data: bytes, **limits: int) -> Transcript:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return read_transcript(path, limits=Limits(**limits))


def typeset(body: str, settings: str = "") -> bytes:
    page = (
        '#set page(paper: "a5", header: [Haastattelu 3], numbering: "1 / 1")\n#set text(lang: "fi", hyphenate: true)\n'
    )
    return typst.compile((page + settings + "\n" + body).encode())


@pytest.mark.parametrize("justified", ["true", "false"])
def test_lines_become_the_paragraphs_they_were(tmp_path: Path, justified: str) -> None:
    """Hyphenated lines of several pages are whole again; running heads and page numbers are gone."""
    paragraphs = [f"H{number % 2}: {WORDS}" for number in range(14)]
    found = read(tmp_path, typeset("\n\n".join(paragraphs), f"#set par(justify: {justified})"))
    assert found.document.text.split("\n") == paragraphs
    assert [turn.speaker for turn in found.document.turns] == ["H0", "H1"] * 7


def test_labels_on_lines_of_their_own_stay_there(tmp_path: Path) -> None:
    """A short line is not joined to what follows, and a title in larger type is a line of its own."""
    body = f"#text(size: 20pt)[Otsikko joka täyttää rivin]\n\nHaastattelija\\\n{WORDS}\n\nHaastateltava\\\n{WORDS}"
    document = read(tmp_path, typeset(body)).document
    assert document.text.split("\n")[2:] == ["Haastattelija", WORDS, "Haastateltava", WORDS]
    assert [document.said(turn) for turn in document.turns] == [WORDS, WORDS]


def test_a_scan_needs_text_recognition(tmp_path: Path) -> None:
    """A PDF that holds pictures only ends in F111."""
    with pytest.raises(ReadFailed, match="F111"):
        read(tmp_path, typst.compile(b"#rect(width: 2cm)"))


def test_a_locked_pdf_is_told_apart_from_a_damaged_one(tmp_path: Path) -> None:
    """A password ends in F105, a file that is cut or no longer a PDF in F114."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 0 /Kids [] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O (" + b"o" * 32 + b") /U (" + b"u" * 32 + b") >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size 4 /Root 1 0 R /Encrypt 3 0 R /ID [(a) (a)] >>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    with pytest.raises(ReadFailed, match="F105"):
        read(tmp_path, data + b"xref\n0 4\n0000000000 65535 f \n" + table + trailer)
    whole = typeset("H: Hei.")
    for damaged in (b"%PDF-1.7\n" + b"x" * 200, b"?" + whole[10:]):
        with pytest.raises(ReadFailed, match="F114"):
            read(tmp_path, damaged)


def test_a_file_is_read_over_no_more_than_a_limit_allows(tmp_path: Path) -> None:
    """A sound file, and one whose table of objects is repaired, is asked for a few times its size; beyond the limit it is F137, not a part of it."""
    whole = typeset("\n\n".join(f"H{number % 2}: {WORDS}" for number in range(60)))
    lost = whole[: whole.rindex(b"startxref")] + b"startxref\n7\n%%EOF\n"
    assert read(tmp_path, lost, asked_bytes=8 * len(lost)).document == read(tmp_path, whole).document
    for data in (whole, lost):
        for limit in (0, len(data) // 4, len(data) // 2):
            with pytest.raises(ReadFailed, match="F137"):
                read(tmp_path, data, asked_bytes=limit)


@pytest.mark.parametrize(
    ("body", "limits"), [("#pagebreak()\n" * 4, {"members": 4}), ("#line()\n" * 90, {"characters": 80})]
)
def test_pages_and_what_is_drawn_on_them_are_counted(tmp_path: Path, body: str, limits: dict[str, int]) -> None:
    """A few words on more pages, or among more lines and curves, than a transcript has end in F137."""
    data = typst.compile(f"H: Hei.\n{body}".encode())
    assert read(tmp_path, data).document.text == "H: Hei."
    with pytest.raises(ReadFailed, match="F137"):
        read(tmp_path, data, **limits)


def test_divided_words_are_joined_as_finnish_is_written() -> None:
    """A hyphen goes where the line divided a word, and stays where the word has one."""
    assert joined(["asiakas-", "lähtöisyys"]) == "asiakaslähtöisyys"
    assert joined(["henkilöstö-", "ja taloushallinto"]) == "henkilöstö- ja taloushallinto"
    assert joined(["linja-", "auto"]) == "linja-auto"
    assert joined(["HR-", "puoli"]) == "HR-puoli"
    assert joined(["first-", "pass"], frozenset({"first-pass"})) == "first-pass"
    assert joined(["vuonna 2016-", "Lahti"]) == "vuonna 2016- Lahti"


def test_only_text_that_is_obviously_wrapped_is_joined() -> None:
    """Lines cut at one width become paragraphs, except before labels and blank lines; other lines stay as they are."""
    wrapped = (
        "Haastattelija: Kerro aluksi, millaista yhteistyö on ollut ja miten se on\n"
        "muuttunut niistä ajoista, kun aloititte. Voit kertoa ihan vapaasti myös\n"
        "siitä, mikä ei ole toiminut, ja siitä, mitä toivoisit jatkossa enemmän.\n"
        "H1: No joo, se on ollut ihan hyvää, mutta alussa oli vaikeaa, kun kukaan\n"
        "ei oikein tiennyt, kenelle pitäisi soittaa, ja puhelut menivät väärälle\n"
        "ihmiselle, ja sitten odotettiin vastausta monta päivää ilman, että mitään\n"
        "tapahtui.\n\nSitten se parani."
    )
    assert is_wrapped(wrapped)
    assert [len(line) > 100 for line in unwrapped(wrapped).split("\n")] == [True, True, False, False]
    for text in ("H: Hei.\nA: Moi.\n" * 10, "Lyhyt rivi\ntoinen rivi\nkolmas" * 5, ""):
        assert unwrapped(text) == text


def test_a_page_that_unpacks_a_thousandfold_is_refused(tmp_path: Path) -> None:
    """A small file whose page would be a hundred million bytes of drawing ends in F137 before PDFium unpacks it."""
    drawing = zlib.compress(b"(joo) Tj " * 12_000_000, 9)
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj\n"
    stream = b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(drawing) + drawing + b"\nendstream endobj\n"
    with pytest.raises(ReadFailed, match="F137"):
        read(tmp_path, head + page + stream + b"trailer<</Root 1 0 R>>")
