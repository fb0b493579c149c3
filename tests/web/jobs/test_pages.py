"""The pages of one's own jobs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from teema.web.accounts.models import User
from teema.web.jobs import tasks
from teema.web.jobs.actions import enqueue
from teema.web.jobs.models import Job, JobFile
from teema.web.jobs.tasks import Outcome, register
from teema.web.jobs.worker import Worker
from teema.web.studies.models import Membership, Study


@pytest.fixture
def job(lead: User, monkeypatch: pytest.MonkeyPatch) -> Job:
    """A queued job."""
    monkeypatch.setattr(tasks, "_TASKS", {})
    register("x", lambda work: Outcome(files={"<b>ä.html": b"<script>alert(1)</script>"}))
    return enqueue(lead, "x")


def test_a_job_shows_how_far_it_is_until_it_ends(job: Job, as_persona: Callable[[str], Client]) -> None:
    """The page asks again while the job runs, with and without scripts, and no more when it has ended."""
    lead, place = as_persona("lead"), f"/jobs/{job.pk}/"
    shown = lead.get(place).content.decode()
    assert "hx-trigger" in shown
    assert 'http-equiv="refresh"' in shown
    Job.objects.filter(pk=job.pk).update(state="running", step="reading", done=3, total=9)
    assert "3/9" in lead.get(place, headers={"HX-Request": "true"}).content.decode()
    Job.objects.filter(pk=job.pk).update(state="queued")
    Worker().step()
    ended = lead.get(place, headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in ended
    assert "<html" not in ended


def test_a_file_is_saved_and_never_shown(job: Job, as_persona: Callable[[str], Client]) -> None:
    """What a job made comes as an attachment of no type that runs."""
    Worker().step()
    number = JobFile.objects.get(job=job).pk
    answer = as_persona("lead").get(f"/jobs/{job.pk}/files/{number}/")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"  # type: ignore[attr-defined]


@pytest.mark.parametrize("end", ["", "cancel/", "files/1/"])
def test_a_job_is_its_owners(end: str, job: Job, as_persona: Callable[[str], Client]) -> None:
    """Another member finds no such job; nobody is asked to sign in."""
    place = f"/jobs/{job.pk}/{end}"
    send = "post" if end == "cancel/" else "get"
    assert getattr(as_persona("coder"), send)(place).status_code == 404
    assert getattr(as_persona("nobody"), send)(place).status_code == 302


@pytest.mark.parametrize("state", Job.State.values)
def test_every_state_has_its_words(state: str, job: Job, as_persona: Callable[[str], Client]) -> None:
    """List and page show a job in any state, in both languages."""
    trouble = {"code": "F101", "path": "a", "row": None, "params": {}} if state == "failed" else None
    Job.objects.filter(pk=job.pk).update(state=state, trouble=trouble)
    for language in ("fi", "en"):
        lead = as_persona("lead")
        lead.cookies["teema_language"] = language
        assert lead.get("/jobs/").status_code == lead.get(f"/jobs/{job.pk}/").status_code == 200


def test_a_job_about_a_study_stands_within_it(study: Study, lead: User, as_persona: Callable[[str], Client]) -> None:
    """Its page has the study's navigation, so that one finds back; whoever isn't a member any more sees the job alone."""
    job = Job.objects.create(owner=lead, kind="x", study=study.pk, state=Job.State.FAILED)
    client, overview = as_persona("lead"), f'href="/s/{study.slug}/"'
    assert overview in client.get(f"/jobs/{job.pk}/").content.decode()
    Membership.objects.filter(study=study, user=lead).delete()
    assert overview not in client.get(f"/jobs/{job.pk}/").content.decode()
