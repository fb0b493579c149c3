"""``teema pseudonymise``: names gathered for review, replaced by what the review says, and brought back."""

from __future__ import annotations

import json
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from teema.cli.check import as_json
from teema.cli.console import Console
from teema.cli.options import Parser
from teema.cli.trouble import FAILED
from teema.errors import Problem, UsageError
from teema.wording import number

if TYPE_CHECKING:
    from teema.formats.register import Applied, Reviewed, TakenBack


def options(parser: Parser) -> None:
    """Declare the study, and which of the steps is wanted."""
    parser.place("study")
    parser.flag("apply")
    parser.flag("undo")
    parser.flag("json")


def run(asked: Namespace, console: Console) -> int:
    """Make the review, carry it out or take a round back; the status is 1 when the review must be mended first."""
    from teema.formats.register import apply_review, complete, refresh_review, undo_round

    if asked.apply and asked.undo:
        raise UsageError("U111", first="--apply", second="--undo")
    folder = Path(asked.study)
    if complete(folder):
        console.complain("pseudonymise.completed")
    if asked.undo:
        undone = undo_round(folder)
        _show_undone(undone, asked, console)
        return 0
    if asked.apply:
        applied = apply_review(folder)
        _show_applied(applied, asked, console)
        return FAILED if applied.problems else 0
    reviewed = refresh_review(folder)
    _show_reviewed(reviewed, asked, console)
    return FAILED if reviewed.problems else 0


def _show_reviewed(reviewed: Reviewed, asked: Namespace, console: Console) -> None:
    from teema.formats.register import REVIEW

    found = Counter(row.found for row in reviewed.rows)
    counts = {
        "count": len(reviewed.rows),
        "own": found["own"],
        "identifiers": found["identifier"],
        "masked": found["mask"],
    }
    counts["chosen"] = sum(row.replace for row in reviewed.rows)
    if asked.json:
        _show_json({"review": REVIEW.file, **counts, "shared": dict(reviewed.shared)}, reviewed.problems, console)
        return
    _explain(reviewed.problems, console)
    if reviewed.problems:
        return
    if reviewed.rows:
        console.tell("pseudonymise.found", **_numbers(counts, console))
    _show_shared(reviewed.shared, console)
    key = "pseudonymise.next" if reviewed.rows else "pseudonymise.nothing_found"
    console.tell(key, review=Path(asked.study) / REVIEW.file, study=asked.study)


def _show_applied(applied: Applied, asked: Namespace, console: Console) -> None:
    elsewhere, count = applied.elsewhere, len(applied.marks)
    counts = {"count": count, "within": count - elsewhere, "documents": applied.documents, "elsewhere": elsewhere}
    if asked.json:
        more = {"keys": len(applied.keys), "sources": applied.sources, "not_read": list(applied.looked_past)}
        _show_json({**counts, **more, "shared": dict(applied.shared)}, applied.problems, console)
        return
    _explain(applied.problems, console)
    if applied.problems:
        return
    if not applied.changed:
        console.tell("pseudonymise.nothing_done")
        return
    console.tell("pseudonymise.applied", **_numbers(counts, console))
    for key, number_of in (("keys", len(applied.keys)), ("sources", applied.sources)):
        if number_of:
            console.tell(f"pseudonymise.{key}", count=number(number_of, console.language))
    _show_shared(applied.shared, console)
    _show_kept(asked, console)
    _show_remains(applied, console)


def _show_kept(asked: Namespace, console: Console) -> None:
    from teema.formats.register import KEY, ORIGINALS, REPORT

    folder = Path(asked.study)
    places = {"originals": folder / ORIGINALS, "key": folder / KEY.file, "report": folder / REPORT.file}
    console.tell("pseudonymise.kept", study=asked.study, **places)


_ALWAYS = ("register", "indirect", "missed", "groups", "voices", "copies")
_FILES_SHOWN = 5


def _show_remains(applied: Applied, console: Console) -> None:
    """Say by what a person may still be recognised: what was made is pseudonymous, no more."""
    console.line()
    console.tell("pseudonymise.remains.title")
    remains = [console.words(f"pseudonymise.remains.{one}") for one in _ALWAYS]
    if applied.looked_past:
        files = ", ".join(applied.looked_past[:_FILES_SHOWN]) + (
            " …" if len(applied.looked_past) > _FILES_SHOWN else ""
        )
        count = number(len(applied.looked_past), console.language)
        remains.append(console.words("pseudonymise.remains.files", count=count, files=files))
    if applied.names_folder:
        remains.append(console.words("pseudonymise.remains.folder"))
    for one in remains:
        console.line(f"  – {one}")


def _show_undone(undone: TakenBack, asked: Namespace, console: Console) -> None:
    if asked.json:
        _show_json({"round": undone.number, "left": undone.left}, undone.problems, console)
        return
    _explain(undone.problems, console)
    console.tell("pseudonymise.undone", number=undone.number)
    if undone.left:
        console.tell("pseudonymise.left", count=undone.left)


def _show_shared(shared: Mapping[str, int], console: Console) -> None:
    for replacement, count in shared.items():
        console.tell("pseudonymise.shared", replacement=replacement, count=number(count, console.language))


def _explain(problems: Iterable[Problem], console: Console) -> None:
    for problem in problems:
        console.explain(problem)


def _numbers(counts: Mapping[str, int], console: Console) -> dict[str, str]:
    return {name: number(count, console.language) for name, count in counts.items()}


def _show_json(answer: Mapping[str, object], problems: Iterable[Problem], console: Console) -> None:
    told = [as_json(problem, console) for problem in problems]
    console.line(json.dumps({**answer, "problems": told}, ensure_ascii=False, indent=2))
