"""The latest round taken back, as long as its record is kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from teema.errors import Problem, ReadFailed
from teema.formats.folder.writing import files_of
from teema.formats.register.applying import ORIGINALS, in_document, register_files
from teema.formats.register.opening import Opened, opened, refusals
from teema.formats.register.rounds import RoundFile
from teema.formats.register.switching import Content, file_print, switch
from teema.formats.register.tables import DESTROYED, KEY, REPORT, read_rows
from teema.pseudonyms.undoing import Lost, undone

KEY_DESTROYED = "key"


@dataclass(frozen=True)
class TakenBack:
    """What was taken back: the round, how many rounds are left, and what couldn't be put back."""

    number: int
    left: int
    problems: tuple[Problem, ...] = ()


def undo_round(folder: Path) -> TakenBack:
    """Take back the latest round.

    Files that nobody touched since come back as they were, byte for byte. Else names are put back into the study as it is now, and the
    originals stay where they are kept. ReadFailed: nothing to take back (P113), the key is destroyed (P114), and what `opened` raises.
    """
    study = opened(folder)
    if not study.rounds:
        destroyed = any(row.what == KEY_DESTROYED for row, _ in read_rows(DESTROYED, folder)[0])
        raise ReadFailed("P114" if destroyed else "P113", path=str(folder))
    *rest, last = study.rounds
    kept = folder / ORIGINALS / str(last.round.number)
    untouched = _as_it_was(study, last, kept)
    back = untouched or _with_names_back(study, last, kept)
    register = register_files(study, rest)
    gone = {KEY.file, REPORT.file} - register.keys()
    with refusals(folder):
        switch(folder, {**register, **back.writes}, [last.path, *sorted(gone), *back.removes])
        if untouched:
            shutil.rmtree(kept, ignore_errors=True)
    return TakenBack(last.round.number, len(rest), back.problems)


@dataclass(frozen=True)
class _Back:
    """The files that take a round back."""

    writes: dict[str, Content]
    removes: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def _as_it_was(study: Opened, last: RoundFile, kept: Path) -> _Back | None:
    """Return the originals, where they are all kept and no file of the study has been touched or added since."""
    now = {name for name, content in files_of(study.study).items() if content}
    touched = any(file_print(study.folder / name) != after for name, (_, after) in last.files.items())
    changed = {name: before for name, (before, after) in last.files.items() if before != after}
    whole = all((kept / name).is_file() for name, before in changed.items() if before)
    if touched or not whole or not now <= last.files.keys():
        return None
    return _Back(
        {name: kept / name for name, before in changed.items() if before},
        tuple(name for name, before in changed.items() if not before),
    )


def _with_names_back(study: Opened, last: RoundFile, kept: Path) -> _Back:
    """Put the names back into the study as it is now, and the files as received where they are kept."""
    back = undone(study.study, last.round)
    before, after = files_of(study.study), files_of(back.study)
    changed = {name: content for name, content in after.items() if content and content != before.get(name)}
    gone = (name for name in before if not after.get(name) and (study.folder / name).is_file())
    keys = {new: old for old, new in last.round.keys}
    problems = tuple(_problem(one, keys) for one in back.lost)
    received = [name for name in last.files if name.startswith("sources/")]
    taken = [name for name in received if (study.folder / name).is_file()]
    sources = {name: kept / name for name in received if name not in taken and (kept / name).is_file()}
    return _Back(
        {**changed, **sources}, tuple(gone), (*problems, *_missing(len(received) - len(taken) - len(sources), taken))
    )


def _missing(lost: int, taken: Sequence[str]) -> Iterator[Problem]:
    """Tell of files as received that don't come back: those that are gone, and those whose place another file has taken."""
    if lost:
        yield Problem("note", "P122", "", None, {"count": lost})
    yield from (Problem("warning", "P123", name, None, {"originals": ORIGINALS}) for name in taken)


def _problem(lost: Lost, keys: dict[str, str]) -> Problem:
    """Tell of a replacement that stays, by the file that it stands in."""
    file = (
        f"documents/{keys.get(lost.address[1], lost.address[1])}.txt" if in_document(lost.address) else lost.address[0]
    )
    return Problem("warning", "P121", file, None, {"replacement": lost.replacement, "start": lost.start})
