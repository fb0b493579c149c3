"""The worker: takes one job after another and beats while it works."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from time import monotonic, sleep
from typing import TypeVar
from uuid import uuid4

from django.db import OperationalError, connection, transaction

from teema.errors import TeemaError
from teema.web.jobs.claiming import beat, claim, end, forget_old, give_back, take_over
from teema.web.jobs.models import Job, JobFile
from teema.web.jobs.tasks import Outcome, task_of
from teema.web.jobs.work import Stopped, Work
from teema.web.speaking import speaking

POLL = 0.5
BEAT = 5.0
_HOUSEKEEPING = 60.0
_PAUSES = (1.0, 2.0, 5.0, 10.0)
Answer = TypeVar("Answer")
log = logging.getLogger("teema.jobs")


class Worker:
    """Does jobs until it is told to stop. ``alone``: no other worker works on the workspace."""

    def __init__(self, *, alone: bool = False) -> None:
        self.name = f"{os.getpid()}-{uuid4().hex[:8]}"
        self.alone = alone
        self.work: Work | None = None
        self.ending = threading.Event()

    def run(self) -> None:
        """Work until ``stop``."""
        take_over(alone=self.alone)
        beating = threading.Thread(target=self._beat, daemon=True)
        beating.start()
        kept_house = 0.0
        while not self.ending.is_set():
            if monotonic() - kept_house > _HOUSEKEEPING:
                _patiently(_keep_house)
                kept_house = monotonic()
            if not self.step():
                self.ending.wait(POLL)

    def stop(self) -> None:
        """Take no more jobs; the one at hand stops at its next step."""
        self.ending.set()
        if self.work is not None:
            self.work.stopping = True

    def step(self) -> bool:
        """Do the next job; False when there is none."""
        job = _patiently(lambda: claim(self.name))
        if job is None:
            return False
        self.work = Work(job, self.name, stopping=self.ending.is_set())
        try:
            with speaking(job.language):
                _do(self.work)
        finally:
            self.work = None
        return True

    def _beat(self) -> None:
        while not self.ending.wait(BEAT):
            if self.work is not None:
                with suppress(OperationalError):  # the next beat tells it
                    beat(self.name)
        connection.close()


def _keep_house() -> None:
    take_over(alone=False)
    forget_old()


def _do(work: Work) -> None:
    """Do a job and write how it ended; whatever goes wrong ends this job and not the worker."""
    job, task = work.job, task_of(work.job.kind)
    try:
        if task is None:
            raise TeemaError("B609", kind=job.kind)
        _conclude(work, task.run(work))
    except Stopped:
        job.refresh_from_db(fields=["cancel_asked"])
        _patiently(lambda: give_back(job, work.mine(), willingly=work.stopping))
    except TeemaError as trouble:
        told = {"code": trouble.code, "path": trouble.path, "row": trouble.row, "params": trouble.params}
        _patiently(lambda: end(work.mine(), Job.State.FAILED, trouble=told))
    except Exception as fault:  # noqa: BLE001 - the job's edge: it ends here, without the material's words in the log
        log.error("job %s of kind %s: %s", job.pk, job.kind, _kind_and_place(fault))
        told = {"code": "B610", "path": "", "row": None, "params": {"fault": type(fault).__name__}}
        _patiently(lambda: end(work.mine(), Job.State.FAILED, trouble=told))


def _conclude(work: Work, outcome: Outcome) -> None:
    """Write what came of a job and that it is done, in one transaction, if it still is this worker's and nobody cancelled it."""
    with transaction.atomic():
        if not work.mine().filter(cancel_asked=False).exists():
            raise Stopped
        result = {**outcome.result, **(outcome.write() if outcome.write else {})}
        made = [JobFile(job=work.job, made=True, name=name, content=one) for name, one in outcome.files.items()]
        JobFile.objects.bulk_create(made)
        end(work.mine(), Job.State.DONE, result=result)
        kept = [JobFile(job=work.job, name=name, content=one) for name, one in outcome.kept.items()]
        JobFile.objects.bulk_create(kept)


def _kind_and_place(fault: Exception) -> str:
    trace, place = fault.__traceback__, ""
    while trace is not None:
        place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(fault).__name__} at {place}"


def _patiently(ask: Callable[[], Answer]) -> Answer:
    """Ask again when the database was busy for longer than a writer waits: the worker has all the time."""
    for pause in _PAUSES:
        try:
            return ask()
        except OperationalError:
            sleep(pause)
    return ask()
