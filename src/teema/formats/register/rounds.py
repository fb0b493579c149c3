"""The record of each round as JSON: what ``teema pseudonymise --undo`` needs, and what destroying the key destroys."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from teema.errors import ReadFailed
from teema.pseudonyms.record import Change, Mark, Moved, Round
from teema.pseudonyms.replacer import Pseudonym

FOLDER = "register/rounds"


@dataclass(frozen=True)
class RoundFile:
    """A round, and the files that it changed: each with its fingerprint before and after, None where there was no file."""

    round: Round
    files: dict[str, tuple[str | None, str | None]]

    @property
    def path(self) -> str:
        """Return where it is kept."""
        return f"{FOLDER}/{self.round.number}.json"

    def content(self) -> bytes:
        """Return it as JSON."""
        return json.dumps({"files": self.files, **asdict(self.round)}, ensure_ascii=False, indent=1).encode()


def read_rounds(folder: Path) -> tuple[RoundFile, ...]:
    """Read the rounds of a study, the earliest first.

    ReadFailed (P115): one can't be understood.
    """
    found = [_read(path) for path in (folder / FOLDER).glob("*.json")]
    return tuple(sorted(found, key=lambda one: one.round.number))


def _read(path: Path) -> RoundFile:
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        files = {name: (before, after) for name, (before, after) in table.pop("files").items()}
        return RoundFile(_round(table), files)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as reason:
        raise ReadFailed("P115", path=f"{FOLDER}/{path.name}") from reason


def _round(table: dict[str, Any]) -> Round:
    return Round(
        int(table["number"]),
        tuple(Pseudonym(**{**one, "forms": tuple(one["forms"])}) for one in table["pseudonyms"]),
        tuple((old, new) for old, new in table["keys"]),
        tuple(
            Change(tuple(one["address"]), one["fingerprint"], tuple(Mark(**mark) for mark in one["marks"]))
            for one in table["changes"]
        ),
        tuple(Moved(*(tuple(one[name]) for name in ("address", "before", "after"))) for one in table["moved"]),
    )
