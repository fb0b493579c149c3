"""``teema apply``: what was changed in an exported workbook, shown first, then brought back to the study."""

from __future__ import annotations

import json
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from teema.cli.check import as_json
from teema.cli.console import Console
from teema.cli.options import Parser
from teema.cli.trouble import FAILED
from teema.wording import number, say

if TYPE_CHECKING:
    from teema.formats.workbook import CodeChange, CodingChange, Conflict, Difference

_SHOWN = 10
"""Changes shown of each interview, and problems of each kind."""
_LONGEST = 70


def options(parser: Parser) -> None:
    """Declare the workbook, the study, and whether to apply."""
    parser.place("workbook")
    parser.place("study")
    parser.flag("yes")
    parser.flag("json")


def run(asked: Namespace, console: Console) -> int:
    """Show the difference and, where that is wanted, apply it; the status is 1 when part of the workbook was left aside."""
    from teema.formats.register import complete
    from teema.formats.workbook import apply_workbook, difference

    workbook, folder = Path(asked.workbook), Path(asked.study)
    if complete(folder):
        console.complain("apply.completed")
    found = apply_workbook(workbook, folder) if asked.yes else difference(workbook, folder)[1]
    if asked.json:
        _show_json(found, asked, console)
    else:
        _show(found, asked, console)
    left = found.conflicts or any(problem.severity == "error" for problem in found.problems)
    return FAILED if left else 0


def _show(found: Difference, asked: Namespace, console: Console) -> None:
    _show_problems(found, console)
    _show_codes(found.codes, console)
    _show_codings(found, console)
    _show_conflicts(found.conflicts, console)
    if not found.changes:
        console.tell("apply.nothing")
        return
    if found.findings:
        console.tell("apply.findings", count=number(found.findings, console.language))
    counts = {name: number(count, console.language) for name, count in _counts(found).items()}
    changes = _counted(len(found.codes), console)
    words = console.words("apply.did" if asked.yes else "apply.would", **counts, changes=changes)
    console.line(console.tint(words, "good"))
    console.tell("apply.again" if asked.yes else "apply.next", workbook=asked.workbook, study=asked.study)


def _counts(found: Difference) -> dict[str, int]:
    kinds = Counter(change.what for change in found.codings)
    return {**{what: kinds[what] for what in ("added", "edited", "deleted")}, "codes": len(found.codes)}


def _show_problems(found: Difference, console: Console) -> None:
    """Explain what was noticed, the first of each kind."""
    seen: Counter[str] = Counter()
    for problem in found.problems:
        seen[problem.code] += 1
        if seen[problem.code] <= _SHOWN:
            console.explain(problem)
    more = sum(max(0, count - _SHOWN) for count in seen.values())
    if more:
        console.complain("apply.problems_more", count=number(more, console.language))


def _show_codes(changes: tuple[CodeChange, ...], console: Console) -> None:
    if changes:
        console.tell("apply.codebook", count=_counted(len(changes), console))
        _show_some((f"  {_code_line(change, console)}" for change in changes), len(changes), 3 * _SHOWN, console)


def _code_line(change: CodeChange, console: Console) -> str:
    key = "added_under" if change.what == "added" and change.after else change.what
    level = say(console.language, f"workbook.kinds.{change.level}")
    cells = {"before": _cell(change.before, console), "after": _cell(change.after, console)}
    told = console.words(f"apply.codes.{key}", level=level, name=_short(change.name), **cells)
    if change.turned:
        was, becomes = (say(console.language, f"terms.aspects.{one}") if one else "–" for one in change.turned)
        told += console.words("apply.codes.turned", was=was, becomes=becomes)
    return told + (console.words("apply.codes.near", near=_short(change.near)) if change.near else "")


def _show_codings(found: Difference, console: Console) -> None:
    """Show the changes of each interview, in the order of the interviews' names."""
    of: dict[str, list[CodingChange]] = {}
    for change in found.codings:
        of.setdefault(change.coding.document, []).append(change)
    for document in sorted(of):
        console.tell("apply.document", document=document, count=_counted(len(of[document]), console))
        ordered = sorted(of[document], key=lambda change: change.coding.span)
        _show_some(("\n".join(_coding_lines(one, found, console)) for one in ordered), len(ordered), _SHOWN, console)


def _coding_lines(change: CodingChange, found: Difference, console: Console) -> Iterator[str]:
    """Tell what becomes of a coding; of one deleted under which code it stood, since the same words may have several."""
    told = f"{change.sheet}:{change.row}" if change.row else _way(change.coding.code, found)
    words = _quoted(change.words, console)
    yield f"  {console.words(f'apply.codings.{change.what}')}: {words}{f' ({told})' if told else ''}"
    for one in change.fields:
        before = "" if change.what == "added" else f"{_cell(one.before, console)} → "
        yield f"      {_column(one.column, console)}: {before}{_cell(one.after, console)}"


def _way(code: str, found: Difference) -> str:
    """Name a code with its theme; one that is gone by its key."""
    book = found.study.codebook
    if code not in book.codes:
        return code
    return " › ".join(dict.fromkeys((book.theme_of[code].name, book.codes[code].name)))


def _show_conflicts(conflicts: tuple[Conflict, ...], console: Console) -> None:
    if conflicts:
        words = console.words("apply.conflicts", count=number(len(conflicts), console.language))
        console.line(console.tint(words, "warning"))
        lines = (_conflict_line(conflict, console) for conflict in conflicts)
        _show_some(lines, len(conflicts), 2 * _SHOWN, console)
        console.tell("apply.decide")


def _conflict_line(conflict: Conflict, console: Console) -> str:
    row = f":{conflict.row}" if conflict.row else ""
    if conflict.column:
        cells = {name: _quoted(getattr(conflict, name), console) for name in ("exported", "workbook", "study")}
        told = console.words("apply.conflict_cells", column=_column(conflict.column, console), **cells)
    else:
        told = console.words(f"apply.gone_in_{'study' if conflict.row else 'workbook'}")
    about = _quoted(conflict.about, console)
    return f"  {conflict.sheet}{row} {about}\n      {told}"


def _show_some(lines: Iterable[str], count: int, most: int, console: Console) -> None:
    for _, line in zip(range(most), lines, strict=False):
        console.line(line)
    if count > most:
        console.tell("apply.more", count=number(count - most, console.language))


def _counted(count: int, console: Console) -> str:
    return console.words(f"apply.counts.{'one' if count == 1 else 'many'}", count=number(count, console.language))


def _column(column: str, console: Console) -> str:
    """Return what a column is called on the sheet of codings, or on the codebook's."""
    table = "code_columns" if column in ("name", "under", "label", "definition") else "columns"
    return say(console.language, f"workbook.{table}.{column}")


def _cell(text: str, console: Console) -> str:
    return _short(text) if text else console.words("apply.empty")


def _quoted(text: str, console: Console) -> str:
    return console.words("apply.quoted", words=_short(text)) if text else _cell(text, console)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _show_json(found: Difference, asked: Namespace, console: Console) -> None:
    answer = {
        "applied": bool(asked.yes and found.changes),
        **_counts(found),
        "findings": found.findings,
        "codebook": [asdict(change) for change in found.codes],
        "codings": [_coding_json(change) for change in found.codings],
        "conflicts": [asdict(conflict) for conflict in found.conflicts],
        "problems": [as_json(problem, console) for problem in found.problems],
    }
    console.line(json.dumps(answer, ensure_ascii=False, indent=2))


def _coding_json(change: CodingChange) -> dict[str, object]:
    coding = change.coding
    place = {"document": coding.document, "start": coding.span.start, "end": coding.span.end, "words": change.words}
    fields = [asdict(one) for one in change.fields]
    return {"what": change.what, "id": coding.id, **place, "sheet": change.sheet, "row": change.row, "fields": fields}
