"""A survey's profile: what each column becomes, written so that a person can read and change it, and next year's survey follows it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

import tomli_w

from teema.errors import ReadFailed
from teema.formats.folder.sheets import decoded
from teema.formats.surveys.headers import Header
from teema.study.materials import MATERIAL_KINDS, MaterialKind

Use: TypeAlias = Literal[
    "respondent",
    "time",
    "technical",
    "personal",
    "customer",
    "group",
    "background",
    "number",
    "scale",
    "choice",
    "choices",
    "grid",
    "subject",
    "open",
]
USES: tuple[Use, ...] = get_args(Use)
DROPPED: tuple[Use, ...] = ("technical", "personal")
SINGLE: tuple[Use, ...] = ("respondent", "time", "customer", "group", "subject")
"""Uses that one column of a survey may have."""

KEY = re.compile(r"\w[\w.-]{0,80}")
"""What a survey's name and a column's key may be: files are named after them."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column becomes. ``key`` names it from year to year, in ``surveys/NAME.csv`` and in its document's name.

    Columns of one question share its ``question``: the rows of a grid, the choices of a question with several. ``separator`` stands
    between the choices within a cell.
    """

    key: str
    header: Header
    use: Use
    question: str = ""
    separator: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """How a survey's file is read. ``guessed`` where its layout was told from its looks, not from a known tool."""

    name: str
    tool: str
    guessed: bool
    kind: MaterialKind
    columns: tuple[Column, ...]

    def using(self, *uses: Use) -> tuple[int, ...]:
        """Return the places of the columns that have one of some uses."""
        return tuple(place for place, column in enumerate(self.columns) if column.use in uses)


def profile_text(profile: Profile, heading: str) -> str:
    """Write a profile under a heading of comments."""
    comments = "".join(f"# {line}".rstrip() + "\n" for line in heading.strip().splitlines())
    head = {"name": profile.name, "tool": profile.tool, "guessed": profile.guessed, "kind": profile.kind}
    columns = (f"[[columns]]\n{tomli_w.dumps(_written(column))}" for column in profile.columns)
    return "\n".join([comments, tomli_w.dumps(head), *columns])


def _written(column: Column) -> dict[str, str]:
    header = column.header
    parts = {"code": header.code, "text": header.text, "part": header.part}
    rest = {"question": column.question, "separator": column.separator}
    return {"use": column.use, "key": column.key, **{name: value for name, value in (parts | rest).items() if value}}


_LARGEST = 1_000_000
"""Bytes of a profile: a thousand columns take a tenth."""
_LONGEST = 60
"""Characters shown of what is not understood."""


def read_profile(path: Path, shown: str = "") -> Profile:
    """Read a profile.

    ReadFailed: no such file, too large or no text (F101, F103, S301), it can't be understood (X234), a use that doesn't exist (X235), or a
    key that is missing (X246).
    """
    shown = shown or path.name
    try:
        if path.stat().st_size > _LARGEST:
            raise ReadFailed("F103", path=shown, limit=_LARGEST // 1_000_000)
        return _profile(tomllib.loads(decoded(path, shown)), shown)
    except FileNotFoundError as missing:
        raise ReadFailed("F101", path=shown) from missing
    except OSError as refused:
        raise ReadFailed("F113", path=shown) from refused
    except (tomllib.TOMLDecodeError, RecursionError) as reason:
        raise ReadFailed("X234", path=shown, reason=str(reason)) from reason


def _profile(content: dict[str, Any], shown: str) -> Profile:
    columns = tuple(_column(table, place, shown) for place, table in enumerate(_tables(content, shown), 1))
    _check_keys([column.key for column in columns], shown)
    kind: MaterialKind = next((one for one in MATERIAL_KINDS if one == content.get("kind")), "survey")
    name, tool = str(content.get("name", "")), str(content.get("tool", "generic"))
    return Profile(name, tool, bool(content.get("guessed")), kind, columns)


def _check_keys(keys: list[str], shown: str) -> None:
    """Refuse keys that can't be a column's and a document's name, or that stand twice."""
    bad = [key for key in keys if not KEY.fullmatch(key) or keys.count(key) > 1]
    if bad:
        raise ReadFailed("X234", path=shown, reason=f"key = {bad[0]!r}")


def _tables(content: dict[str, Any], shown: str) -> list[dict[str, Any]]:
    """Return the tables of the columns; an error where there are none (X246), or something else in their place (X234)."""
    if "columns" not in content:
        raise ReadFailed("X246", path=shown, key="[[columns]]")
    tables = content["columns"]
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ReadFailed("X234", path=shown, reason=f"columns = {str(tables)[:_LONGEST]}")
    return tables


def _column(table: dict[str, Any], place: int, shown: str) -> Column:
    missing = next((name for name in ("key", "use") if name not in table), None)
    if missing:
        raise ReadFailed("X246", path=shown, key=f"[[columns]] {place}: {missing}")
    use = next((one for one in USES if one == table["use"]), None)
    if use is None:
        raise ReadFailed("X235", path=shown, use=str(table["use"]), known=", ".join(USES))
    header = Header(*(str(table.get(name, "")) for name in ("code", "text", "part")))
    return Column(str(table["key"]), header, use, str(table.get("question", "")), str(table.get("separator", "")))
