"""Asking for work, and taking back what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from teema.errors import NotFound
from teema.web.accounts.models import User
from teema.web.jobs.models import Job, JobFile
from teema.web.speaking import spoken


@transaction.atomic
def enqueue(
    owner: User,
    kind: str,
    params: Mapping[str, Any] | None = None,
    *,
    study: UUID | None = None,
    files: Mapping[str, bytes] | None = None,
) -> Job:
    """Queue work for the worker: a registered kind, its arguments (no content, no names) and the files that it needs."""
    job = Job.objects.create(owner=owner, kind=kind, params=dict(params or {}), study=study, language=spoken())
    JobFile.objects.bulk_create(JobFile(job=job, name=name, content=content) for name, content in (files or {}).items())
    return job


def cancel(owner: User, job: UUID) -> Job:
    """Take work back: what is queued never begins, what is at work stops at its next step. What has ended stays as it is."""
    own = Job.objects.filter(pk=job, owner=owner)
    own.filter(state=Job.State.QUEUED).update(state=Job.State.CANCELLED, cancel_asked=True, ended_at=now())
    own.filter(state=Job.State.RUNNING).update(cancel_asked=True)
    return job_of(owner, job)


def job_of(owner: User, job: UUID) -> Job:
    """Return one's own job. NotFound (B608): there is none, or it is another's."""
    found = Job.objects.filter(pk=job, owner=owner).first()
    if found is None:
        raise NotFound("B608")
    return found
