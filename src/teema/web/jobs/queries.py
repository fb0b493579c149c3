"""Which jobs someone has, and what a page needs of one."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.template.loader import select_template

from teema.errors import NotFound, TeemaError
from teema.web.accounts.models import User
from teema.web.jobs.models import Job, JobFile
from teema.web.speaking import spoken
from teema.wording import explain, has


def jobs_of(user: User) -> QuerySet[Job]:
    """Return a user's own jobs, the latest first."""
    return Job.objects.filter(owner=user)


def made_files(job: Job) -> QuerySet[JobFile]:
    """Return the files that a job made, without their content."""
    return JobFile.objects.filter(job=job, made=True).defer("content")


def made_file(job: Job, number: int) -> JobFile:
    """Return one file that a job made. NotFound (B608): there is none."""
    found = JobFile.objects.filter(job=job, made=True, pk=number).first()
    if found is None:
        raise NotFound("B608")
    return found


def told(job: Job) -> dict[str, Any]:
    """Return what a job's page tells: its words' keys, its files, its trouble in words, and the template of its result."""
    return {
        "job": job,
        "kind": words_of("kinds", job.kind),
        "step": words_of("steps", job.step),
        "files": made_files(job) if job.ended else (),
        "trouble": _explained(job),
        "result_template": select_template([f"jobs/results/{job.kind}.html", "jobs/results/plain.html"]),
    }


def words_of(group: str, name: str) -> str:
    """Return the key of a kind's or step's words; those of any other for one that has none."""
    key = f"web_jobs.{group}.{name}"
    return key if name and has(key, spoken()) else f"web_jobs.{group}.other"


def _explained(job: Job) -> dict[str, str] | None:
    if not job.trouble:
        return None
    given = job.trouble
    error = TeemaError(given["code"], path=given.get("path", ""), row=given.get("row"), **given.get("params", {}))
    what, hint = explain(error, spoken())
    return {"code": error.code, "what": what, "hint": hint}
