"""Complaints, e-mails and notes: as tables and as files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.formats.surveys import conftest as files

from teema.errors import TeemaError
from teema.formats.folder import read_study
from teema.formats.surveys import Wanted, carry_out, planned

COMPLAINTS = """Pvm;Asiakas;Aihe;Palaute;Lähettäjä
3.8.2026;Koivukorven kunta;Puhelin;Kukaan ei vastaa puhelimeen.;Matti V
4.8.2026;Lumon säätiö;Lasku;Lasku oli väärin, ja korjaus kesti.;Liisa K
5.8.2026;;;;
"""
EMAIL = b"""From: Matti Virtanen <matti@k.example>\r
To: palvelu@k.example\r
Subject: =?utf-8?q?H=C3=A4iri=C3=B6_taas?=\r
Date: Mon, 4 May 2026 10:00:00 +0300\r
MIME-Version: 1.0\r
Content-Type: multipart/mixed; boundary="b"\r
\r
--b\r
Content-Type: multipart/alternative; boundary="c"\r
\r
--c\r
Content-Type: text/plain; charset=iso-8859-1\r
Content-Transfer-Encoding: quoted-printable\r
\r
Hei,\r
j=E4rjestelm=E4 ei toimi.\r
\r
> Aiemmin: kaikki toimii.\r
--c\r
Content-Type: text/html; charset=utf-8\r
\r
<p>Hei</p>\r
--c--\r
--b\r
Content-Type: application/pdf; name="matti.pdf"\r
Content-Disposition: attachment; filename="matti.pdf"\r
Content-Transfer-Encoding: base64\r
\r
AAAA\r
--b--\r
"""


def test_a_table_of_contacts_has_a_document_a_row(file: files.Write, study: Path) -> None:
    """Each with its subject, day, customer and group; senders are dropped, rows without words make no document."""
    addition = planned(file("palautteet.csv", COMPLAINTS), study, Wanted(kind="complaint", round="2026"))
    assert [(one.document, one.kind, one.title, one.date, one.customer) for one in addition.material] == [
        ("palautteet-1", "complaint", "Puhelin", date(2026, 8, 3), "K1"),
        ("palautteet-2", "complaint", "Lasku", date(2026, 8, 4), "K2"),
    ]
    assert addition.documents[0].text == "V1: Kukaan ei vastaa puhelimeen.\n"
    assert not any("Matti" in content.decode() for content in addition.files.values())
    carry_out(addition, study)
    assert read_study(study).problems == ()


def test_an_email_keeps_subject_day_and_words(file: files.Write, study: Path) -> None:
    """Who wrote to whom is left out, quoted replies stay, attachments are counted."""
    addition = planned(file("viesti.eml", EMAIL), study, Wanted())
    (about,) = addition.material
    assert (about.kind, about.title, about.date) == ("email", "Häiriö taas", date(2026, 5, 4))
    assert addition.documents[0].text == "Hei,\njärjestelmä ei toimi.\n\n> Aiemmin: kaikki toimii.\n"
    assert [(one.what, one.count) for one in addition.transfer.dropped] == [("senders", 1), ("attachments", 1)]
    assert not any(b"atti" in content for content in addition.files.values())
    carry_out(addition, study)
    assert len(read_study(study).study.document_by_name["viesti"].turns) == 1


def test_an_email_in_html_alone(file: files.Write, study: Path) -> None:
    """Its words are read without the markup."""
    message = b"Subject: x\nContent-Type: text/html; charset=utf-8\n\n<html><body><p>Hei, <b>ei</b> toimi.</p></body></html>\n"
    assert "Hei, ei toimi." in planned(file("a.eml", message), study, Wanted()).documents[0].text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_subject_written_as_it_is(file: files.Write, study: Path, encoding: str) -> None:
    """Letters beyond ASCII that stand in a header as they are are read."""
    message = "Subject: Lasku väärin\n\nKorjatkaa.\n".encode(encoding)
    assert planned(file("a.eml", message), study, Wanted()).material[0].title == "Lasku väärin"


def test_notes_are_read_as_transcripts_are(file: files.Write, study: Path) -> None:
    """Speakers of a meeting stay the turns' speakers."""
    addition = planned(file("muistio.txt", "A1: Sovittiin näin.\nB2: Hyvä.\n"), study, Wanted(kind="meeting"))
    assert (addition.kind, addition.documents[0].speakers) == ("meeting", ("A1", "B2"))


def test_a_folder_of_messages(file: files.Write, study: Path) -> None:
    """Each becomes a document; one that can't be read is told of and counted."""
    file("a.eml", EMAIL)
    file("b.eml", b"Subject: tyhj\n\n\n")
    folder = file("c.eml", EMAIL.replace(b"ei toimi", b"toimii jo")).parent
    addition = planned(folder, study, Wanted(name="viestit"))
    assert [one.name for one in addition.documents] == ["viestit-1", "viestit-3"]
    assert [(one.code, one.path) for one in addition.problems] == [("X241", "b.eml")]
    assert (addition.transfer.found.documents, addition.transfer.carried.documents) == (3, 2)


@pytest.mark.parametrize(
    ("name", "content", "code"), [("a.eml", b"Subject: x\n\n", "X241"), ("a.png", b"\x89PNG", "F112")]
)
def test_what_holds_no_words_is_refused(file: files.Write, study: Path, name: str, content: bytes, code: str) -> None:
    """A message without words, and a file that is none."""
    with pytest.raises(TeemaError) as caught:
        planned(file(name, content), study, Wanted())
    assert caught.value.code == code


def test_an_empty_folder_is_refused(study: Path, tmp_path: Path) -> None:
    """There is nothing to add."""
    (tmp_path / "tyhja").mkdir()
    with pytest.raises(TeemaError) as caught:
        planned(tmp_path / "tyhja", study, Wanted())
    assert caught.value.code == "X242"
