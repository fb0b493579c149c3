"""What a project's sources, cases, selections, variables and users hold beyond a study, kept so that it goes back: their identities above all.

Their kinds are none of those that formats keep for themselves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from teema.study.identity import derived_id
from teema.study.kept import Kept

SOURCE, CASE, SELECTION, VARIABLE = "source_identity", "case_parts", "case_selection", "variable_identity"
USER = "user_identity"
KINDS = frozenset({SOURCE, CASE, SELECTION, VARIABLE, USER})


def kept_part(origin: str, kind: str, about: str, guid: str, **content: object) -> Kept:
    """Keep a part of a project: what it is on, its identity, and whatever else of it isn't empty."""
    held = {"guid": guid, **{name: value for name, value in content.items() if value}}
    return Kept(derived_id(origin, kind, about, guid), origin, kind, about, json.dumps(held, ensure_ascii=False))


def parts(kept: Iterable[Kept], kind: str) -> dict[str, list[dict[str, Any]]]:
    """Return the kept parts of a kind by what they are on; what isn't as it was written is passed over."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in kept:
        if one.kind == kind and (content := _content(one)).get("guid"):
            found.setdefault(one.about, []).append(content)
    return found


def _content(one: Kept) -> dict[str, Any]:
    """Read what is kept, from a file that anyone may have changed."""
    try:
        content = json.loads(one.content)
    except (ValueError, RecursionError):
        return {}
    told = content.items() if isinstance(content, dict) else ()
    return {name: value for name, value in told if name in _SHAPES and _SHAPES[name](value)}


def _is_guid(value: object) -> bool:
    return isinstance(value, str) and _GUID.fullmatch(value) is not None


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_position(value: object) -> bool:
    return type(value) is int and value >= 0


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_table(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


_GUID = re.compile(r"[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}")
_SHAPES: dict[str, Callable[[object], bool]] = {
    "guid": _is_guid,
    **dict.fromkeys(("name", "form", "created", "modified", "description"), _is_text),
    **dict.fromkeys(("start", "end"), _is_position),
    **dict.fromkeys(("codes", "selections", "documents"), _is_list),
    "values": _is_table,
}


def part_guids(kept: Iterable[Kept], kind: str) -> dict[str, str]:
    """Return the identities of the kept parts of a kind by what they are on."""
    return {about: str(found[0].get("guid", "")) for about, found in parts(kept, kind).items()}
