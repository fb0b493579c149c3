"""Which job a worker does next, and what happens to those whose worker is gone. Each step is one short write."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.timezone import now

from teema.web.jobs.models import Job, JobFile
from teema.web.jobs.tasks import task_of

LOST_AFTER = timedelta(seconds=60)
"""A worker beats every few seconds; one that was silent for a minute is gone."""
KEPT = timedelta(days=7)
MOST_ATTEMPTS = 3
"""A job that took its worker along this often is left alone."""


def claim(worker: str) -> Job | None:
    """Take the oldest queued job; None when there is none. Of two workers that reach for the same job, one gets it."""
    for found in Job.objects.filter(state=Job.State.QUEUED).order_by("made_at").values_list("pk", flat=True)[:5]:
        taken = Job.objects.filter(pk=found, state=Job.State.QUEUED).update(
            state=Job.State.RUNNING, worker=worker, beat_at=now(), attempts=F("attempts") + 1
        )
        if taken:
            return Job.objects.get(pk=found)
    return None


def beat(worker: str) -> None:
    """Show that a worker is alive."""
    Job.objects.filter(state=Job.State.RUNNING, worker=worker).update(beat_at=now())


def take_over(*, alone: bool) -> None:
    """Queue again, or mark as interrupted, the jobs whose worker is gone: ``alone`` tells that there is no other worker."""
    running = Job.objects.filter(state=Job.State.RUNNING)
    lost = running if alone else running.filter(beat_at__lt=now() - LOST_AFTER)
    for job in lost:
        give_back(job, Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts))


def give_back(job: Job, row: QuerySet[Job], *, willingly: bool = False) -> None:
    """Leave a job that its worker can't finish to the next worker, when it may be done again.

    ``willingly``: the worker was asked to end, which says nothing against the job.
    """
    task = task_of(job.kind)
    if job.cancel_asked:
        end(row, Job.State.CANCELLED)
    elif task is not None and task.repeatable and (willingly or job.attempts < MOST_ATTEMPTS):
        row.update(state=Job.State.QUEUED, worker="", beat_at=None, step="", done=0, total=0)
    else:
        end(row, Job.State.INTERRUPTED)


@transaction.atomic
def end(row: QuerySet[Job], state: Job.State, **values: object) -> bool:
    """End a job, and forget the files that it was given; False when it isn't this worker's any more."""
    ended = [one.pk for one in row]
    if not row.update(state=state, ended_at=now(), **values):
        return False
    JobFile.objects.filter(job__in=ended, made=False).delete()
    return True


def forget_old() -> None:
    """Forget jobs that ended long ago, and what they made."""
    Job.objects.filter(ended_at__lt=now() - KEPT).delete()
