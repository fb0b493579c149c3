"""What came from another program and has no place in a study, kept so that it can go back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Kept:
    """A link, a graph, a set, a selection in a picture …: whatever another program's project held beyond a study.

    ``origin`` is the format that it came in (``refi``), ``kind`` what it is there (``Link``), ``about`` what it is on
    (``document:NAME``, ``coding:ID``; empty: the project), ``content`` the thing itself as JSON, so that its words can be read,
    and names in them replaced.
    """

    id: str
    origin: str
    kind: str
    about: str = ""
    content: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
