"""A workbook and a codebook into a study that is there: shown first, done as one act, undone as one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.formats.workbook.editing import Book

from teema.formats.exchange.from_study import project_of
from teema.formats.exchange.joining import joined
from teema.formats.folder import read_study, write_study
from teema.formats.refi import codebook_bytes
from teema.formats.workbook import apply_workbook, export_codings
from teema.study import Code as PlainCode
from teema.study import Codebook
from teema.study import Study as PlainStudy
from teema.study import Topic as PlainTopic
from teema.web.accounts.models import User
from teema.web.bridge import plain_study
from teema.web.coding.actions.codings import change_coding
from teema.web.coding.models import Code, Coding
from teema.web.exchange.merging import become
from teema.web.history.models import Act
from teema.web.history.undoing import redo, undo
from teema.web.jobs.models import Job, JobFile
from teema.web.jobs.worker import Worker
from teema.web.studies.access import act
from teema.web.studies.models import Study

MERGE = "/s/{}/transfer/merge/"


def edited(study: PlainStudy) -> bytes:
    """Export the codings, then reduce one anew, put another under a new sub-theme, and delete a third."""
    book = Book.of(study)
    name = next(one for one, rows in book.sheets.items() if "Tunniste" in rows[0])
    ids = [str(row[book.at(name, "Tunniste")]) for row in book.sheets[name][1:4]]
    book.put(name, ids[0], Pelkistetty_ilmaus="pelkistetty uudelleen")
    book.put(name, ids[1], Alateema="aivan uusi")
    book.delete(name, ids[2])
    return book.content()


def compared(client: Client, study: Study, name: str, data: bytes) -> Job:
    answer = client.post(MERGE.format(study.slug), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    assert Worker().step()
    return Job.objects.latest("made_at")


def applied(client: Client, study: Study, job: Job) -> Job:
    assert client.post(f"{MERGE.format(study.slug)}{job.pk}/").status_code == 302
    assert Worker().step()
    return Job.objects.latest("made_at")


def shown(client: Client, job: Job) -> str:
    return client.get(f"/jobs/{job.pk}/").content.decode()


def test_a_workbook_changes_what_it_showed(
    study: Study, example: PlainStudy, as_persona: Callable[[str], Client], lead: User, tmp_path: Path
) -> None:
    """The difference first, with nothing changed; then the study that ``teema apply`` makes of the folder; undone and redone as one."""
    client, data = as_persona("lead"), edited(example)
    job = compared(client, study, "koodaukset.xlsx", data)
    assert (job.state, job.result["counts"]) == ("done", {"added": 0, "edited": 2, "deleted": 1, "codes": 1}), (
        job.trouble
    )
    page = shown(client, job)
    assert "pelkistetty uudelleen" in page
    assert "aivan uusi" in page
    assert not JobFile.objects.filter(job=job, made=True).exists()
    assert plain_study(study) == example
    done = applied(client, study, job)
    assert done.state == "done", done.trouble
    assert "Koodauksia lisättiin 0, muutettiin 2 ja poistettiin 1." in shown(client, done)
    write_study(example, tmp_path / "t")
    (tmp_path / "k.xlsx").write_bytes(data)
    apply_workbook(tmp_path / "k.xlsx", tmp_path / "t")
    after, expected = plain_study(study), read_study(tmp_path / "t").study
    assert after.coding_by_id == expected.coding_by_id
    assert after.codebook == expected.codebook
    assert after.findings == expected.findings
    told = Act.objects.get(verb="coding.import")
    assert told.params == {"added": 0, "edited": 2, "deleted": 1, "codes": 1}
    undo(lead, study.pk)
    assert plain_study(study).coding_by_id == example.coding_by_id
    redo(lead, study.pk)
    assert plain_study(study).coding_by_id == after.coding_by_id


def test_what_changed_in_both_stays_and_is_named(
    study: Study, example: PlainStudy, as_persona: Callable[[str], Client], lead: User
) -> None:
    """A conflict leaves the study's value; what changed since it was shown is not done, but shown anew."""
    client, data = as_persona("lead"), edited(example)
    first = compared(client, study, "k.xlsx", data)
    (line,) = [one for one in first.result["codings"] if any(f["column"] == "reduced" for f in one["fields"])]
    row = Coding.objects.get(study=study, reduced=line["fields"][0]["before"], document__key=line["document"])
    change_coding(lead, row, reduced="tutkimuksessa näin")
    refused = applied(client, study, first)
    assert (refused.state, refused.trouble["code"]) == ("failed", "B861")
    again = compared(client, study, "k.xlsx", data)
    assert again.result["conflict_count"] == 1
    page = shown(client, again)
    assert "Ristiriidat, joissa tutkimuksen arvo jää voimaan: 1" in page
    assert "tutkimuksessa näin" in page
    assert applied(client, study, again).state == "done"
    row.refresh_from_db()
    assert row.reduced == "tutkimuksessa näin"


def test_a_coder_changes_nothing_in_anothers_layer(
    study: Study, example: PlainStudy, as_persona: Callable[[str], Client]
) -> None:
    """A coder may look; what would change another coder's codings is refused whole."""
    client = as_persona("coder")
    job = compared(client, study, "k.xlsx", edited(example))
    refused = applied(client, study, job)
    assert (refused.state, refused.trouble["code"]) == ("failed", "B405")
    assert plain_study(study) == example


def test_another_studys_workbook_and_other_files_are_refused(
    study: Study, example: PlainStudy, as_persona: Callable[[str], Client]
) -> None:
    """A workbook of another study (X202), a project or a text (B860); a comparison belongs to its study and its maker."""
    client = as_persona("lead")
    other = export_codings(replace(example, id="another"), "fi").content
    assert compared(client, study, "k.xlsx", other).trouble["code"] == "X202"
    assert compared(client, study, "a.txt", b"H: Hei.").trouble["code"] == "B860"
    made = Job.objects.create(owner=User.objects.get(username="lead"), study=study.pk, kind="test", state="done")
    assert client.post(f"{MERGE.format(study.slug)}{made.pk}/").status_code == 409


def test_a_codebook_adds_what_is_missing(study: Study, as_persona: Callable[[str], Client], lead: User) -> None:
    """Codes that the study has, by name or identity, stay as they are; new ones come below theirs, and go when it is undone."""
    given = PlainStudy(
        "x",
        "X",
        codebook=Codebook(
            (
                PlainCode("a", "ASIAKASKOKEMUKSET", children=(PlainCode("b", "Laskutus", definition="Laskuista"),)),
                PlainCode("c", "Hinta", children=(PlainCode("d", "Arvo"),)),
            ),
            (PlainTopic("t", "Uusi aihe"),),
        ),
    )
    before = plain_study(study)
    data = codebook_bytes(project_of(given, "fi").project)
    client = as_persona("coder")
    job = compared(client, study, "koodit.qdc", data)
    assert job.state == "done", job.trouble
    assert [one["name"] for one in job.result["codes"]] == ["Laskutus", "Hinta", "Arvo", "Uusi aihe"]
    assert applied(client, study, job).state == "done"
    row = Code.objects.get(study=study, name="Laskutus")
    assert (row.parent and row.parent.name, row.definition) == ("Asiakaskokemukset", "Laskuista")
    assert compared(client, study, "koodit.qdc", data).result["changes"] is False
    undo(User.objects.get(username="coder"), study.pk)
    assert plain_study(study) == before


def test_joining_a_codebook_to_itself_changes_nothing(example: PlainStudy) -> None:
    """What is there already is recognised whole."""
    assert not joined(example, example.codebook).changes


def test_only_what_differs_is_touched(study: Study, lead: User) -> None:
    """A study made itself changes no row, and leaves no act."""
    plain = plain_study(study)
    with act(lead, study, "coding.import") as changes:
        become(changes, study, plain, plain)
    assert not Act.objects.filter(verb="coding.import").exists()
