"""What a task sees of its job while it works: arguments, files, and how to tell how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from django.db.models import QuerySet

from teema.web.jobs.models import Job, JobFile

_BETWEEN = 0.5
"""Seconds between two writes of progress: each is a write transaction of a database that others write too."""


class Stopped(Exception):
    """The work is to stop here: its owner cancelled it, the worker ends, or another worker has taken it over."""


@dataclass(slots=True)
class Work:
    """A job at work. ``attempt`` grows when it is taken again."""

    job: Job
    worker: str
    stopping: bool = False
    _told_at: float = field(default=0.0)
    _told_step: str = field(default="")

    @property
    def params(self) -> Mapping[str, Any]:
        """Return the arguments that the job was made with."""
        params: Mapping[str, Any] = self.job.params
        return params

    def given(self) -> dict[str, bytes]:
        """Return the files that came along with the job, by name."""
        files = JobFile.objects.filter(job=self.job, made=False)
        return {one.name: bytes(one.content) for one in files}

    def progress(self, step: str, done: int = 0, total: int = 0) -> None:
        """Tell how far the work is (``step``'s words are ``web_jobs.steps.STEP``). Stopped: it is to go no further."""
        now = monotonic()
        if self.stopping:
            raise Stopped
        if step == self._told_step and now - self._told_at < _BETWEEN:
            return
        self._told_at, self._told_step = now, step
        if not self.mine().filter(cancel_asked=False).update(step=step, done=done, total=total):
            raise Stopped

    def mine(self) -> QuerySet[Job]:
        """Return the job's row as long as it is this worker's to change."""
        return Job.objects.filter(
            pk=self.job.pk, state=Job.State.RUNNING, worker=self.worker, attempts=self.job.attempts
        )
