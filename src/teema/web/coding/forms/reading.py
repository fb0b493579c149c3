"""What the reading view's scripts send, checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from teema.errors import UsageError
from teema.web.coding.actions.codings import DESCRIBED, NewNode


def sent(request: HttpRequest) -> dict[str, Any]:
    """Return a request's JSON object. UsageError (B413): it holds none."""
    try:
        found = json.loads(request.body)
    except ValueError:
        raise UsageError("B413", name="JSON") from None
    if not isinstance(found, dict):
        raise UsageError("B413", name="JSON")
    return found


def coding_values(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a request says of a coding, each value as the actions take it. UsageError (B413): one is of another kind."""
    values = {name: content[name] for name in DESCRIBED if name in content}
    values |= {name: number(content, name) for name in ("start", "end", "revision") if name in content}
    if "code_id" in content:
        values["code"] = node(content, "code_id")
    if "topic_id" in content:
        values["topic"] = node(content, "topic_id") if content["topic_id"] is not None else None
    if "was" in content:
        values["was"] = mapping(content, "was")
    return values


def mapping(content: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return an object of plain values."""
    value = content.get(name)
    if not isinstance(value, dict):
        raise UsageError("B413", name=name)
    return value


def node(content: Mapping[str, Any], name: str) -> UUID | NewNode:
    """Return an identity, or the node that is to be made, given as an object with ``id``, ``name`` and ``parent_id``."""
    value = content.get(name)
    if not isinstance(value, dict):
        return identity(content, name)
    parent = identity(value, "parent_id") if value.get("parent_id") else None
    return NewNode(identity(value, "id"), text(value, "name"), parent)


def identity(content: Mapping[str, Any], name: str) -> UUID:
    """Return a UUID."""
    try:
        return UUID(content[name])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise UsageError("B413", name=name) from None


def number(content: Mapping[str, Any], name: str) -> int:
    """Return a whole number from 0 up."""
    value = content.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise UsageError("B413", name=name)
    return value


def text(content: Mapping[str, Any], name: str) -> str:
    """Return a text; empty where none was sent."""
    value = content.get(name, "")
    if not isinstance(value, str):
        raise UsageError("B413", name=name)
    return value
