"""Jobs: one worker does each once, what a worker leaves is taken up or told, and cancelling is heard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import now

from teema.errors import ReadFailed
from teema.web.accounts.models import User
from teema.web.jobs import tasks
from teema.web.jobs.actions import cancel, enqueue
from teema.web.jobs.claiming import KEPT, MOST_ATTEMPTS, claim, forget_old, take_over
from teema.web.jobs.models import Job, JobFile
from teema.web.jobs.tasks import Outcome, register
from teema.web.jobs.work import Work
from teema.web.jobs.worker import Worker
from teema.web.studies.models import Study


@pytest.fixture(autouse=True)
def own_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test's task outlive it."""
    monkeypatch.setattr(tasks, "_TASKS", {})


def done_once(kind: str, owner: User) -> Job:
    """Queue a job, let a worker do it, and return it as it stands."""
    job = enqueue(owner, kind, {"n": 2}, files={"a.txt": b"abc"})
    assert Worker().step()
    job.refresh_from_db()
    return job


def test_a_job_is_done_with_its_arguments_and_files(lead: User) -> None:
    """A task gets its arguments and files; what it returns, the page gets; the files that it was given are forgotten."""
    register("double", lambda work: Outcome({"n": work.params["n"] * 2}, {"out.txt": work.given()["a.txt"] * 2}))
    job = done_once("double", lead)
    assert (job.state, job.result) == ("done", {"n": 4})
    assert [(one.name, bytes(one.content)) for one in JobFile.objects.filter(job=job)] == [("out.txt", b"abcabc")]


def test_a_coded_trouble_is_told(lead: User) -> None:
    """A task's own error ends the job with its code."""

    def fail(work: Work) -> Outcome:
        raise ReadFailed("F101", path="a.docx")

    register("fail", fail)
    job = done_once("fail", lead)
    assert (job.state, job.trouble["code"], job.trouble["path"]) == ("failed", "F101", "a.docx")


def test_a_fault_says_nothing_of_the_material(lead: User, caplog: pytest.LogCaptureFixture) -> None:
    """An unforeseen exception ends its job, not the worker, and neither log nor page holds its message."""

    def fault(work: Work) -> Outcome:
        raise KeyError("Matti said so")

    register("fault", fault)
    job = done_once("fault", lead)
    assert (job.state, job.trouble["code"]) == ("failed", "B610")
    assert "KeyError" in caplog.text
    assert "Matti" not in caplog.text + str(job.trouble)


def test_an_unknown_kind_is_told(lead: User) -> None:
    """A job of a later Teema doesn't stop the worker."""
    assert done_once("from.the.future", lead).trouble["code"] == "B609"


def test_a_job_is_claimed_once(lead: User) -> None:
    """Of two workers, one gets the job; the oldest comes first."""
    first, second = enqueue(lead, "x"), enqueue(lead, "x")
    assert [getattr(claim(name), "pk", None) for name in ("w1", "w2", "w3")] == [first.pk, second.pk, None]


@pytest.mark.parametrize(("repeatable", "state"), [(True, "queued"), (False, "interrupted")])
def test_what_a_dead_worker_left_is_taken_up_or_told(repeatable: bool, state: str, lead: User) -> None:
    """A repeatable job is queued again, another says that it was cut off."""
    register("x", lambda work: Outcome(), repeatable=repeatable)
    job = enqueue(lead, "x")
    claim("dead")
    take_over(alone=False)
    job.refresh_from_db()
    assert job.state == "running"  # it may be at work still: its last beat is new
    Job.objects.update(beat_at=now() - timedelta(minutes=5))
    take_over(alone=False)
    job.refresh_from_db()
    assert job.state == state


def test_a_worker_that_is_alone_waits_for_no_beat(lead: User) -> None:
    """The only worker of a workspace knows that whoever worked before it is gone."""
    register("x", lambda work: Outcome())
    job = enqueue(lead, "x")
    claim("dead")
    take_over(alone=True)
    job.refresh_from_db()
    assert job.state == "queued"


def test_a_job_that_takes_its_workers_along_is_left_alone(lead: User) -> None:
    """After three dead workers a job isn't tried again."""
    register("x", lambda work: Outcome())
    job = enqueue(lead, "x")
    for _ in range(MOST_ATTEMPTS):
        assert claim("dead") is not None
        take_over(alone=True)
    job.refresh_from_db()
    assert job.state == "interrupted"


def test_a_worker_that_lost_its_job_writes_nothing(lead: User) -> None:
    """A worker thought dead that comes back neither writes nor ends a job that another has taken."""
    written = []

    def slow(work: Work) -> Outcome:
        if work.job.attempts == 1:
            take_over(alone=True)  # another worker thinks that this one is gone …
            claim("other")  # … and takes the job
        return Outcome(write=lambda: written.append(work.job.attempts) or {})

    register("slow", slow)
    job = done_once("slow", lead)
    assert (job.state, job.worker, written) == ("running", "other", [])


def test_what_a_task_writes_and_its_end_are_one(lead: User) -> None:
    """When the writing fails, nothing of it stays."""

    def write() -> dict[str, str]:
        Study.objects.create(key="x", slug="half", title="Half")
        raise ReadFailed("F102", path="x")

    register("half", lambda work: Outcome(write=write))
    assert done_once("half", lead).state == "failed"
    assert not Study.objects.filter(slug="half").exists()


def test_cancelling_before_and_amid_the_work(lead: User) -> None:
    """A queued job never begins; a running one stops at its next step, and writes nothing."""
    register("x", lambda work: Outcome())
    queued = enqueue(lead, "x")
    assert cancel(lead, queued.pk).state == "cancelled"
    assert not Worker().step()

    def steps(work: Work) -> Outcome:
        work.progress("one", 1, 3)
        cancel(lead, work.job.pk)
        work.progress("two", 2, 3)
        raise AssertionError

    register("steps", steps)
    job = done_once("steps", lead)
    assert (job.state, job.step, job.done, job.total) == ("cancelled", "one", 1, 3)


def test_a_worker_that_is_told_to_end_leaves_its_job_to_the_next(lead: User) -> None:
    """Closing the workbench amid a job costs nothing but the time."""
    worker = Worker()

    def stopped(work: Work) -> Outcome:
        worker.stop()
        work.progress("one")
        raise AssertionError

    register("stopped", stopped)
    job = enqueue(lead, "stopped")
    worker.step()
    job.refresh_from_db()
    assert job.state == "queued"


def test_old_jobs_are_forgotten_with_what_they_made(lead: User) -> None:
    """A week after its end a job and its files are gone."""
    register("x", lambda work: Outcome(files={"a": b"x"}))
    old = done_once("x", lead)
    Job.objects.filter(pk=old.pk).update(ended_at=now() - KEPT - timedelta(hours=1))
    recent = done_once("x", lead)
    forget_old()
    assert list(Job.objects.all()) == [recent]
    assert JobFile.objects.count() == 1
