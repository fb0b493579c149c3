"""What the worker can do: features register their tasks here when the workbench starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from teema.web.jobs.work import Work


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: plain data for its page, and files to download. ``kept`` are files that a later job needs, which nobody downloads.

    ``write`` is called in the transaction that ends the job and may add to ``result``: what it writes and the job's being done
    are one, so that a job that is taken again after a crash never does its writing twice.
    """

    result: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    write: Callable[[], Mapping[str, Any]] | None = None
    kept: Mapping[str, bytes] = field(default_factory=dict)


Run: TypeAlias = "Callable[[Work], Outcome]"


@dataclass(frozen=True, slots=True)
class Task:
    """A kind of job. A ``repeatable`` one is taken again when its worker died; another is marked as interrupted."""

    kind: str
    run: Run
    repeatable: bool


_TASKS: dict[str, Task] = {}


def register(kind: str, run: Run, *, repeatable: bool = True) -> None:
    """Make a kind of job known. Its words are ``web_jobs.kinds.KIND``; ``template`` for its result ``jobs/results/KIND.html``."""
    _TASKS[kind] = Task(kind, run, repeatable)


def task_of(kind: str) -> Task | None:
    """Return what a kind of job does; None for a kind that this Teema doesn't know."""
    return _TASKS.get(kind)
