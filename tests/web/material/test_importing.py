"""Files in: each on its own, a bad one never stops the good ones, names are nobody's word but ours."""

import zipfile
from io import BytesIO

import pytest

from teema.web.accounts.models import User
from teema.web.history.models import Parked
from teema.web.history.undoing import redo, undo
from teema.web.material.actions.importing import Received, import_files
from teema.web.material.models import Document, Original
from teema.web.studies.models import Interview, Study

TALK = "H: Miten meni?\nX1a: Ihan hyvin.\nH: Kiva.\nX1a: Joo."
MAIL = "Subject: =?utf-8?q?Laskutus_my=C3=B6h=C3=A4ss=C3=A4?=\nDate: Mon, 3 Aug 2026 10:00:00 +0300\nFrom: a@b.fi\n\nLasku tuli taas."


def test_good_files_come_in_beside_bad_ones(study: Study, lead: User) -> None:
    """Each file has its outcome, in order; the good ones are one act and undone as one."""
    files = [
        Received("a.txt", TALK.encode()),
        Received("tyhja.docx", b""),
        Received("kuva.docx", b"\x89PNG\r\n\x1a\n" + bytes(99)),
        Received("pommi.docx", _bomb()),
        Received("kysely.xlsx", b"PK\x03\x04"),
        Received("b.vtt", b"WEBVTT\n\n00:00.000 --> 00:02.000\n<v H>Hei.\n"),
    ]
    outcomes = import_files(lead, study, files)
    assert [one.error.code if one.error else one.document and one.document.key for one in outcomes] == [
        "a",
        "F102",
        "F112",
        "F107",
        "B310",
        "b",
    ]
    undo(lead, study.pk)
    assert not Original.objects.filter(study=study).exists()
    assert not Document.objects.filter(study=study, key__in=("a", "b")).exists()


def _bomb() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 30_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\Kunta 1.TXT", "Kunta 1"),
        ("\u202egpj.txt", "gpj"),
        ("", "aineisto"),
        ("CON.txt", "CON-1"),
    ],
)
def test_a_name_is_made_harmless(study: Study, lead: User, sent: str, kept: str) -> None:
    """Paths, controls and names that some systems can't hold never reach the study."""
    (outcome,) = import_files(lead, study, [Received(sent, TALK.encode())])
    assert (outcome.document and outcome.document.key) == kept


def test_names_are_made_free_and_words_come_once(study: Study, lead: User) -> None:
    """Another file of the same name is numbered; the same words again are refused, and told where they are."""
    names = [
        one.document.key if one.document else one.problems[0].params["name"]
        for one in import_files(
            lead,
            study,
            [
                Received("p.txt", TALK.encode()),
                Received("P.txt", b"H: Muuta.\nA: Joo.\nH: Jaa."),
                Received("q.txt", TALK.encode()),
            ],
        )
    ]
    assert names == ["p", "P-2", "p"]


def test_a_transcript_finds_its_interview(study: Study, lead: User) -> None:
    """A document that bears an interview's name records it, if nothing does yet."""
    interview = Interview.objects.create(study=study, key="kunta-9")
    (outcome,) = import_files(lead, study, [Received("Kunta-9.txt", TALK.encode())])
    assert outcome.interview == interview


def test_a_message_is_other_material(study: Study, lead: User) -> None:
    """An e-mail brings its subject and day; who wrote it is left out."""
    (outcome,) = import_files(lead, study, [Received("viesti.eml", MAIL.encode())])
    row = outcome.document
    assert row is not None
    assert (row.kind, row.title, str(row.date), row.text) == (
        "email",
        "Laskutus myöhässä",
        "2026-08-03",
        "Lasku tuli taas.\n",
    )


def test_an_import_taken_back_and_done_again_has_its_files(study: Study, lead: User) -> None:
    """The bytes are set aside while it is undone, in one place only, and let go of when it can't be redone any more."""
    import_files(lead, study, [Received("a.txt", TALK.encode())])
    for _ in range(2):
        undo(lead, study.pk)
        assert bytes(Parked.objects.get().content) == TALK.encode()
        redo(lead, study.pk)
        assert not Parked.objects.exists()
        assert bytes(Original.objects.get(study=study, key="a.txt").content or b"") == TALK.encode()
    undo(lead, study.pk)
    import_files(lead, study, [Received("b.txt", b"H: Muuta.\nA: Joo.\nH: Jaa.")])
    assert not Parked.objects.exists()


def test_the_file_is_kept_as_it_came(study: Study, lead: User) -> None:
    """Its bytes, size and digest are kept; its kind is told from its own name, never the sender's word."""
    import_files(lead, study, [Received("a.txt", TALK.encode())])
    file = Original.objects.get(study=study, key="a.txt")
    assert (bytes(file.content or b""), file.size, file.media_type) == (TALK.encode(), len(TALK), "text/plain")
