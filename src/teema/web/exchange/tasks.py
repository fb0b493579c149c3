"""What the worker does for exchange: a study in, a study out."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from teema.errors import Problem
from teema.formats.exchange.transfer import Transfer
from teema.web.downloads import packed
from teema.web.exchange.archives import lay_out
from teema.web.exchange.differing import apply_file, compare_file
from teema.web.exchange.moving import Source, bring_in, read_source, take_out
from teema.web.history.models import Act
from teema.web.jobs.tasks import Outcome, register
from teema.web.jobs.work import Work
from teema.web.speaking import spoken
from teema.web.studies.access import membership_of, require
from teema.web.studies.models import Study
from teema.web.studies.rights import Right

OPEN, SAVE, COMPARE, APPLY = "exchange.open", "exchange.save", "exchange.compare", "exchange.apply"
ENDINGS = {"folder": "", "xlsx": ".xlsx", "qdpx": ".qdpx", "qdc": ".qdc", "qda": ".qda"}
"""The forms in which a study leaves, by the ending of the file's name."""
_MOST_PROBLEMS = 200


def register_tasks() -> None:
    """Make exchange's jobs known to the worker."""
    register(OPEN, open_files)
    register(SAVE, save_study)
    register(COMPARE, compare_file)
    register(APPLY, apply_file)


def open_files(work: Work) -> Outcome:
    """Read the files that were given and bring their study into the workspace."""
    asked = work.params
    with tempfile.TemporaryDirectory(prefix="teema-") as folder:
        work.progress("reading")
        source = read_source(
            lay_out(work.given(), Path(folder)),
            register=bool(asked.get("register")),
            originals=bool(asked.get("originals")),
            project=str(asked.get("project", "")),
            separator=str(asked.get("separator", "")),
        )
    work.progress("loading")
    return Outcome(write=lambda: _brought_in(work, source))


def _brought_in(work: Work, source: Source) -> Mapping[str, Any]:
    brought = bring_in(work.job.owner, source)
    opened = brought.opened
    counts = {"documents": len(opened.study.documents), "codings": len(opened.study.codings)}
    return {
        "study": brought.study.slug,
        "title": brought.study.title,
        "counts": counts,
        **_report(opened.transfer, brought.problems),
    }


def save_study(work: Work) -> Outcome:
    """Write a study in the form asked for. The right to it is asked again: the job may have waited."""
    slug, form = str(work.params["study"]), str(work.params["form"])
    register, originals = bool(work.params.get("register")), bool(work.params.get("originals"))
    membership = membership_of(work.job.owner, slug)
    rights: tuple[Right, ...] = ("study.save", "register.read") if register else ("study.save",)
    for right in rights:
        require(membership, right)
    work.progress("writing")
    study = membership.study
    with tempfile.TemporaryDirectory(prefix="teema-") as folder:
        destination = Path(folder) / f"{study.slug[:60].strip('-')}{ENDINGS[form]}"
        saved = take_out(study, destination, spoken(), register=register, originals=originals)
        name, content = _content(destination)
    result = {"title": study.title, "study": study.slug, "form": form, **_report(saved.transfer, saved.problems)}
    return Outcome(result, {name: content}, lambda: _remembered(work, study, form, register))


def _content(written: Path) -> tuple[str, bytes]:
    return (f"{written.name}.zip", packed(written)) if written.is_dir() else (written.name, written.read_bytes())


def _remembered(work: Work, study: Study, form: str, register: bool) -> Mapping[str, Any]:
    """Write into history that the study left, and whether with names: that can't be undone."""
    told = {"form": form, "register": register}
    Act.objects.create(study=study.pk, actor=work.job.owner, verb="study.save", params=told, state=Act.State.ERASED)
    return {}


def _report(transfer: Transfer | None, problems: tuple[Problem, ...]) -> dict[str, Any]:
    return {
        "transfer": asdict(transfer) if transfer else None,
        "problems": [asdict(one) for one in problems[:_MOST_PROBLEMS]],
        "more_problems": max(0, len(problems) - _MOST_PROBLEMS),
    }
