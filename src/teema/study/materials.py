"""Material beside the interviews: open answers of surveys, complaints, e-mails, notes of meetings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeAlias

MaterialKind: TypeAlias = Literal["survey", "complaint", "email", "meeting", "other"]
MATERIAL_KINDS: tuple[MaterialKind, ...] = ("survey", "complaint", "email", "meeting", "other")


@dataclass(frozen=True, slots=True)
class Material:
    """What a document is when it is no interview. It is coded in the same frame, and never counted as an interview.

    ``title`` is a survey's question or a contact's subject; ``customer``, ``group`` and ``round`` are whom and when the whole
    document speaks of, empty where its turns come from several; ``source`` names the file that it was read from.
    """

    document: str
    kind: MaterialKind = "other"
    title: str = ""
    date: date | None = None
    customer: str = ""
    group: str = ""
    round: str = ""
    source: str = ""
    notes: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
