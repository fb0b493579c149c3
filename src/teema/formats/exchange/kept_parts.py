"""What a project's sources, cases and selections hold beyond a study, kept so that it goes back: their identities above all.

Their kinds are none of those that formats keep for themselves.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from teema.study.identity import derived_id
from teema.study.kept import Kept

SOURCE, CASE, SELECTION = "source_identity", "case_parts", "case_selection"
KINDS = frozenset({SOURCE, CASE, SELECTION})


def kept_part(origin: str, kind: str, about: str, guid: str, **content: object) -> Kept:
    """Keep a part of a project: what it is on, its identity, and whatever else of it isn't empty."""
    held = {"guid": guid, **{name: value for name, value in content.items() if value}}
    return Kept(derived_id(origin, kind, about, guid), origin, kind, about, json.dumps(held, ensure_ascii=False))


def parts(kept: Iterable[Kept], kind: str) -> dict[str, list[dict[str, Any]]]:
    """Return the kept parts of a kind by what they are on; a part that can't be read is passed over."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in kept:
        if one.kind == kind and (content := _content(one)):
            found.setdefault(one.about, []).append(content)
    return found


def _content(one: Kept) -> dict[str, Any]:
    try:
        content = json.loads(one.content)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def part_guids(kept: Iterable[Kept], kind: str) -> dict[str, str]:
    """Return the identities of the kept parts of a kind by what they are on."""
    return {about: str(found[0].get("guid", "")) for about, found in parts(kept, kind).items()}
