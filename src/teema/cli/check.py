"""``teema check``: every problem of a study, with its place, what is wrong and what to do."""

from __future__ import annotations

import json
from argparse import Namespace
from collections import Counter
from typing import TYPE_CHECKING

from teema.cli.console import Console, place_of
from teema.cli.options import Parser
from teema.cli.transfer import show_transfer, transfer_json
from teema.cli.trouble import FAILED
from teema.errors import Problem, Severity
from teema.wording import explain, number

if TYPE_CHECKING:
    from teema.formats.opening import StudyOpened
    from teema.study import Study

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


def options(parser: Parser) -> None:
    """Declare the study and the form of the answer."""
    parser.place("study")
    parser.flag("json")


def run(asked: Namespace, console: Console) -> int:
    """Read the study and tell what was met; the status is 1 when something is wrong."""
    from teema.formats.opening import open_study

    read = open_study(asked.study)
    show = _show_json if asked.json else _show
    show(read, console)
    return FAILED if read.errors else 0


def _show(read: StudyOpened, console: Console) -> None:
    for problem in read.problems:
        _show_problem(problem, console)
    console.line(": ".join(part for part in (read.study.title, listed_counts(read.study, console)) if part))
    if read.transfer:
        show_transfer(read.transfer, "in", console)
    missing = missing_parts(read.study)
    if missing:
        console.tell("check.missing_title")
    for part in missing:
        console.line(f"  – {console.words(f'check.missing.{part}')}")
    summary = summary_of(read.problems, console)
    console.line(console.tint(summary, "error" if read.errors else "good"))


def _show_problem(problem: Problem, console: Console) -> None:
    what, hint = explain(problem, console.language)
    severity = console.tint(console.words(f"severities.{problem.severity}"), problem.severity)
    console.line(f"{severity} {problem.code} {place_of(problem)}".rstrip())
    console.line(f"  {what}")
    console.line(f"  {console.tint(hint, 'quiet')}\n")


def summary_of(problems: tuple[Problem, ...], console: Console) -> str:
    """Say how many problems of each severity there are."""
    counts = Counter(problem.severity for problem in problems)
    if not counts:
        return console.words("check.clean")
    parts = [_counted("severity_counts", one, counts[one], console) for one in SEVERITIES if counts[one]]
    return ", ".join(parts) + "."


def listed_counts(study: Study, console: Console) -> str:
    """Say how much of everything the study holds; nothing of what it doesn't."""
    held = ((name, count) for name, count in counts_of(study).items() if count)
    return ", ".join(_counted("counts", name, count, console) for name, count in held)


def _counted(table: str, name: str, count: int, console: Console) -> str:
    key = f"check.{table}.{name}_one" if count == 1 else f"check.{table}.{name}"
    return console.words(key, count=number(count, console.language))


def counts_of(study: Study) -> dict[str, int]:
    """Count the study's parts."""
    parts = ("documents", "interviews", "material", "customers", "people", "codings", "findings", "measures")
    return {name: len(getattr(study, name)) for name in parts}


def missing_parts(study: Study) -> tuple[str, ...]:
    """Name what the study doesn't have yet, in the order of the work; none of it is an error."""
    present = {"themes": study.codebook.themes, **{name: getattr(study, name) for name in _IN_ORDER[1:]}}
    return tuple(name for name in _IN_ORDER if not present[name])


_IN_ORDER = ("themes", "customers", "documents", "interviews", "codings", "findings", "measures")


def _show_json(read: StudyOpened, console: Console) -> None:
    counts = Counter(problem.severity for problem in read.problems)
    answer: dict[str, object] = {
        "study": read.study.title,
        "counts": counts_of(read.study),
        "missing": list(missing_parts(read.study)),
        **{f"{one}s": counts[one] for one in SEVERITIES},
        "problems": [as_json(problem, console) for problem in read.problems],
    }
    if read.transfer:
        answer["transfer"] = transfer_json(read.transfer, console)
    console.line(json.dumps(answer, ensure_ascii=False, indent=2))


def as_json(problem: Problem, console: Console) -> dict[str, object]:
    """Return a problem as programs read it."""
    what, hint = explain(problem, console.language)
    place = {"path": problem.path, "row": problem.row}
    return {"severity": problem.severity, "code": problem.code, **place, "what": what, "hint": hint}
