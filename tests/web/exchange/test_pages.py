"""A new study, a study brought in and taken out, and a copy of the workspace, through the browser's eyes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from teema.formats.folder import read_study
from teema.formats.refi import read_project
from teema.study import Study as PlainStudy
from teema.web.accounts.models import User
from teema.web.bridge import plain_study
from teema.web.downloads import packed
from teema.web.history.models import Act
from teema.web.jobs.models import Job, JobFile
from teema.web.jobs.worker import Worker
from teema.web.studies.models import Consent, Identity, Membership, Person, Study

EXAMPLE = Path("examples/palvelukeskus")


def brought_in(client: Client, *files: SimpleUploadedFile, **asked: str) -> Job:
    """Send files, let the worker bring them in, and return the job."""
    answer = client.post("/open/", {"sources": list(files), **asked})
    assert answer.status_code == 302, answer.content.decode()
    assert Worker().step()
    job = Job.objects.latest("made_at")
    assert client.get(answer.headers["Location"]).status_code == 200
    return job


def taken_out(client: Client, study: Study, **asked: str) -> bytes:
    """Ask for a study in a form, let the worker write it, and return the file."""
    answer = client.post(f"/s/{study.slug}/transfer/", asked)
    assert answer.status_code == 302, answer.content.decode()
    assert Worker().step()
    job = Job.objects.latest("made_at")
    assert job.state == "done", job.trouble
    assert client.get(answer.headers["Location"]).status_code == 200
    return bytes(JobFile.objects.get(job=job, made=True).content)


@pytest.mark.parametrize("preset", ["palvelukeskus", "blank"])
def test_a_new_study_begins_with_its_preset(preset: str, as_persona: Callable[[str], Client]) -> None:
    """Title, preset and language make a study, and its page opens."""
    asked = {"title": 'Asiakkaat / 2026: "hyvä"', "preset": preset, "language": "en"}
    answer = as_persona("lead").post("/new/", asked, follow=True)
    assert answer.status_code == 200
    made = plain_study(Study.objects.get(title=asked["title"]))
    assert (made.language, bool(made.codebook.themes)) == ("en", preset != "blank")


def test_a_folder_comes_in_as_a_zip_and_goes_out_the_same(
    as_persona: Callable[[str], Client], example: PlainStudy, tmp_path: Path
) -> None:
    """In as an archive with a folder inside, out again: the same study."""
    lead = as_persona("lead")
    job = brought_in(lead, SimpleUploadedFile("tutkimus.zip", packed(EXAMPLE)))
    assert job.state == "done", job.trouble
    study = Study.objects.get(slug=job.result["study"])
    assert plain_study(study) == example
    with zipfile.ZipFile(io.BytesIO(taken_out(lead, study, form="folder"))) as archive:
        archive.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    assert read_study(folder).study == example
    assert not (folder / "register").exists()


def test_transcripts_become_a_study(as_persona: Callable[[str], Client]) -> None:
    """Several files are one study's documents."""
    files = [SimpleUploadedFile(f"h{n}.txt", b"H: Hei.\nV: Moi.\nH: Joo.\n") for n in (1, 2)]
    job = brought_in(as_persona("lead"), *files)
    assert job.result["counts"]["documents"] == 2


def test_another_programs_project_is_told_of(as_persona: Callable[[str], Client], study: Study, tmp_path: Path) -> None:
    """A REFI-QDA project goes out and comes in with its report."""
    lead = as_persona("lead")
    (tmp_path / "a.qdpx").write_bytes(data := taken_out(lead, study, form="qdpx"))
    assert read_project(tmp_path / "a.qdpx").sources
    job = brought_in(lead, SimpleUploadedFile("a.qdpx", data))
    assert job.result["transfer"]["format"] == "refi"
    assert json.dumps(job.result)


@pytest.mark.parametrize("form", ["xlsx", "qdc", "qda"])
def test_every_form_can_be_taken(form: str, as_persona: Callable[[str], Client], study: Study) -> None:
    """Each form that the page offers comes out, and history tells."""
    assert taken_out(as_persona("lead"), study, form=form)
    act = Act.objects.get(verb="study.save")
    assert (act.params, act.state) == ({"form": form, "register": False}, "erased")


def _archive(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_archive(("../../evil.txt", b"x")), "F107"),
        (_archive(("/etc/evil.txt", b"x")), "F107"),
        (_archive(("a.txt", b"0" * 50_000_000)), "F107"),
        (_archive((".DS_Store", b"x")), "B616"),
        (_archive(("a", b"x"), ("a/b", b"x")), "F106"),
        (b"PK\x03\x04 nothing", "F106"),
        (b"not an archive", "F106"),
    ],
)
def test_a_hostile_archive_is_refused(data: bytes, code: str, as_persona: Callable[[str], Client]) -> None:
    """Paths that lead out, bombs, damage: a coded error, and no study."""
    job = brought_in(as_persona("lead"), SimpleUploadedFile("a.zip", data))
    assert (job.state, job.trouble["code"]) == ("failed", code)
    assert Study.objects.count() == 1


def test_a_files_name_leads_nowhere(as_persona: Callable[[str], Client]) -> None:
    """A name with a path in it stays in its folder."""
    job = brought_in(as_persona("lead"), SimpleUploadedFile("..\\..\\h1.txt", b"H: Hei.\nV: Moi.\nH: Joo.\n"))
    assert job.state == "done"


def test_names_leave_only_with_leave(
    as_persona: Callable[[str], Client], study: Study, lead: User, tmp_path: Path
) -> None:
    """Who may see names may take them, in a folder; who may not isn't even asked, and a forged wish is refused."""
    person = Person.objects.filter(study=study).first()
    assert person is not None
    Identity.objects.create(study=study, person=person, name="Maija Mallikas", contact="+358 40 123")
    Consent.objects.create(study=study, person=person, given_on="2026-03-02", way="oral", archiving=True)
    data = taken_out(as_persona("lead"), study, form="folder", register="on")
    assert b"Maija Mallikas" in _member(data, "register/names.csv")
    job = brought_in(as_persona("lead"), SimpleUploadedFile("t.zip", data), register="on")
    again = Study.objects.get(slug=job.result["study"])
    assert Identity.objects.get(study=again).contact == "+358 40 123"
    assert Consent.objects.get(study=again).archiving
    plain = brought_in(as_persona("lead"), SimpleUploadedFile("t.zip", data))
    assert not Identity.objects.filter(study__slug=plain.result["study"]).exists()
    answer = as_persona("lead").post(f"/s/{study.slug}/transfer/", {"form": "qdpx", "register": "on"})
    assert "vain tutkimuskansioon" in answer.content.decode()
    assert "register" not in as_persona("coder").get(f"/s/{study.slug}/transfer/").content.decode()
    assert "register/names.csv" not in _members(taken_out(as_persona("coder"), study, form="folder", register="on"))


def _members(data: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name.partition("/")[2] for name in archive.namelist()}


def _member(data: bytes, wanted: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return next(archive.read(name) for name in archive.namelist() if name.endswith(wanted))


def test_the_right_is_asked_again_when_the_worker_comes_to_it(
    as_persona: Callable[[str], Client], study: Study
) -> None:
    """Who has left a study by the time its turn comes gets nothing of it."""
    as_persona("coder").post(f"/s/{study.slug}/transfer/", {"form": "folder"})
    Membership.objects.filter(user__username="coder").delete()
    Worker().step()
    assert Job.objects.latest("made_at").trouble["code"] == "B101"


@pytest.mark.parametrize(
    ("who", "status"), [("lead", 200), ("coder", 200), ("reader", 403), ("outsider", 404), ("nobody", 302)]
)
def test_taking_out_takes_a_coder(who: str, status: int, as_persona: Callable[[str], Client], study: Study) -> None:
    """Readers look; outsiders find nothing."""
    assert as_persona(who).get(f"/s/{study.slug}/transfer/").status_code == status
