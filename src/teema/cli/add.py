"""``teema add``: a survey, complaints, e-mails or notes into a study, shown first and then written."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from teema.cli.check import as_json
from teema.cli.console import Console
from teema.cli.options import Parser, one_of
from teema.cli.transfer import show_dropped, transfer_json
from teema.study.documents import count_words
from teema.study.materials import MATERIAL_KINDS
from teema.wording import number

if TYPE_CHECKING:
    from teema.formats.exchange.transfer import Transfer
    from teema.formats.surveys import Addition
    from teema.formats.surveys.matching import Change

_SHOWN = 12
"""Documents shown."""
_LONGEST = 44


def options(parser: Parser) -> None:
    """Declare the file, the study, and what the file is."""
    parser.place("file")
    parser.place("study")
    parser.option("kind", "|".join(MATERIAL_KINDS), one_of("--kind", MATERIAL_KINDS))
    parser.option("name", default="")
    parser.option("round", default="")
    parser.option("profile", default="")
    parser.option("write-profile", default="")
    parser.flag("yes")
    parser.flag("json")


def run(asked: Namespace, console: Console) -> int:
    """Show what would come and, with ``--yes``, write it."""
    from teema.formats.surveys import Wanted, carry_out, planned

    folder = Path(asked.study)
    wanted = Wanted(asked.kind, asked.name, asked.round, Path(asked.profile) if asked.profile else None)
    addition = planned(Path(asked.file), folder, wanted)
    if asked.write_profile:
        _write_profile(addition, Path(asked.write_profile), console)
    if asked.yes:
        carry_out(addition, folder)
    if asked.json:
        console.line(json.dumps(_as_json(addition, asked.yes, console), ensure_ascii=False, indent=2))
        return 0
    _show(addition, asked, console)
    return 0


def _write_profile(addition: Addition, path: Path, console: Console) -> None:
    """Write the profile as proposed, for editing."""
    from teema.errors import UsageError, WriteFailed
    from teema.formats.surveys import profile_text
    from teema.wording import say

    if addition.profile is None:
        raise UsageError("X243")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(profile_text(addition.profile, say(console.language, "exchange.surveys.heading")))
    except FileExistsError as there:
        raise WriteFailed("X237", name=str(path)) from there
    except OSError as refused:
        raise WriteFailed("S402", path=str(path), reason=refused.strerror or "") from refused


def _show(addition: Addition, asked: Namespace, console: Console) -> None:
    for problem in addition.problems:
        console.explain(problem)
    if addition.table:
        _show_table(addition, console)
    _show_changes(addition.changes, console)
    _show_documents(addition, console)
    _show_transfer(addition.transfer, console)
    if asked.write_profile:
        console.tell("add.profile_written", command=_command(asked, profile=asked.write_profile))
    key = "written" if asked.yes else "next_table" if addition.table else "next"
    console.line()
    console.tell(f"add.{key}", command=_command(asked), study=asked.study, name=addition.name)
    if addition.documents:
        console.tell("add.pseudonymise", study=asked.study)


def _command(asked: Namespace, **more: str) -> str:
    """Return the command as it was given, with other options than those that say what to do."""
    chosen = {name: getattr(asked, name) for name in ("kind", "name", "round", "profile")} | more
    options = (f" --{name} {_quoted(value)}" for name, value in chosen.items() if value)
    return f'teema add "{asked.file}" "{asked.study}"{"".join(options)}'


def _quoted(value: str) -> str:
    return value if value.isalnum() else f'"{value}"'


def _show_table(addition: Addition, console: Console) -> None:
    """Tell where the file comes from, who answered, and what each column becomes."""
    from teema.formats.surveys.answers import answered

    table, profile = addition.table, addition.profile
    if table is None or profile is None:
        return
    guessed = console.words("add.guessed") if table.guessed else ""
    tool = console.words(f"add.tools.{table.tool}")
    console.tell("add.read", file=table.name, tool=tool, guessed=guessed, rows=table.header_rows)
    partial = console.words("add.partial", count=number(addition.partial, console.language)) if addition.partial else ""
    key = "respondents" if addition.kind == "survey" else "rows"
    console.tell(f"add.{key}", count=number(addition.respondents, console.language), partial=partial)
    console.tell("add.follows" if addition.follows else "add.proposed", profile=addition.follows)
    console.line()
    rows = [tuple(console.words(f"add.columns.{one}") for one in ("column", "use", "answers", "examples"))]
    for place, (column, count) in enumerate(zip(profile.columns, answered(table, profile), strict=True)):
        use = console.words(f"add.uses.{column.use}")
        rows.append(
            (_short(column.header.shown), use, number(count, console.language), _examples(addition, place, console))
        )
    _show_rows(rows, console)


def _examples(addition: Addition, place: int, console: Console) -> str:
    """Return examples of a column's answers; of personal ones only how many different ones there are."""
    from teema.formats.surveys.answers import examples

    if addition.table is None or addition.profile is None:
        return ""
    if addition.profile.columns[place].use == "personal":
        different = len(set(filter(None, addition.table.column(place))))
        return console.words("add.different", count=number(different, console.language))
    shown = (_short(one, 24) for one in examples(addition.table, place))
    return _short(" | ".join(shown), 60)


def _show_rows(rows: list[tuple[str, ...]], console: Console) -> None:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        cells = (
            f"{cell:>{width}}" if place == 2 else f"{cell:<{width}}"
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        console.line(("  " + "  ".join(cells)).rstrip())


def _show_changes(changes: Iterable[Change], console: Console) -> None:
    """Tell how the questions differ from last time's."""
    told = list(changes)
    if told:
        console.line()
        console.tell("add.changes.title")
    for one in told:
        alike = number(100 * one.alike, console.language)
        console.line(f"  – {console.words(f'add.changes.{one.kind}', now=one.now, before=one.before, alike=alike)}")


def _show_documents(addition: Addition, console: Console) -> None:
    if not addition.documents:
        return
    console.line()
    console.tell(
        "add.documents",
        count=number(len(addition.documents), console.language),
        kind=console.words(f"add.kinds.{addition.kind}"),
    )
    titles = {one.document: one.title for one in addition.material}
    key = "answers" if addition.kind == "survey" else "turns"
    for document in addition.documents[:_SHOWN]:
        turns, words = len(document.turns), sum(count_words(document.said(turn)) for turn in document.turns)
        shown = console.words(
            f"add.{key}", turns=number(turns, console.language), words=number(words, console.language)
        )
        console.line("  " + " · ".join(part for part in (document.name, _short(titles[document.name]), shown) if part))
    if len(addition.documents) > _SHOWN:
        console.tell("add.more", count=number(len(addition.documents) - _SHOWN, console.language))
    if addition.identifiers:
        console.tell("add.identifiers", count=number(sum(addition.identifiers.values()), console.language))


def _show_transfer(transfer: Transfer, console: Console) -> None:
    """Tell what came in, what was kept, and what was left out and why."""
    console.line()
    found, carried = (number(one.documents, console.language) for one in (transfer.found, transfer.carried))
    console.tell("add.transfer", found=found, carried=carried)
    show_dropped(transfer.dropped, console)


def _short(text: str, most: int = _LONGEST) -> str:
    """Return a text on one line, shortened.

    >>> _short("Yksi\\nkaksi kolme", 10)
    'Yksi kaks…'
    """
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _as_json(addition: Addition, written: bool, console: Console) -> dict[str, object]:
    """Return the addition as programs read it; no answers are in it."""
    table = addition.table
    titles = {one.document: one.title for one in addition.material}
    return {
        "name": addition.name,
        "kind": addition.kind,
        "tool": table.tool if table else None,
        "guessed": table.guessed if table else False,
        "header_rows": table.header_rows if table else None,
        "respondents": addition.respondents,
        "partial": addition.partial,
        "follows": addition.follows or None,
        "columns": list(_columns_as_json(addition)),
        "changes": [
            {"kind": one.kind, "key": one.key, "now": one.now, "before": one.before, "alike": round(one.alike, 2)}
            for one in addition.changes
        ],
        "documents": [
            {
                "name": one.name,
                "title": titles[one.name],
                "turns": len(one.turns),
                "identifiers": addition.identifiers.get(one.name, 0),
            }
            for one in addition.documents
        ],
        "files": sorted(addition.files),
        "written": written,
        "transfer": transfer_json(addition.transfer, console),
        "problems": [as_json(problem, console) for problem in addition.problems],
    }


def _columns_as_json(addition: Addition) -> Iterator[dict[str, object]]:
    from teema.formats.surveys.answers import answered

    if addition.table and addition.profile:
        for column, count in zip(addition.profile.columns, answered(addition.table, addition.profile), strict=True):
            yield {
                "key": column.key,
                "header": column.header.shown,
                "use": column.use,
                "question": column.question,
                "answers": count,
            }
