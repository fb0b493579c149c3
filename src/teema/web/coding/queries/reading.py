"""What the reading view shows: a document cut into parts, its codings, and what one codes it with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from re import compile as pattern
from typing import Any, Final, TypeAlias
from uuid import UUID

from django.db.models import CharField, Count, F, Q
from django.db.models.functions import Cast

from teema.errors import NotFound
from teema.web.coding.models import Code, Coding, Memo, Topic
from teema.web.history.since import Moment
from teema.web.material.models import Document, Relevance, turn_of
from teema.web.studies.models import Study

CODING_COLUMNS = (
    "id", "start", "end", "code_id", "coder", "topic_id", "reduced", "aspect", "valence", "time", "whose", "service", "quote", "memo",
)  # fmt: skip
RELEVANCE_COLUMNS = ("id", "start", "end", "status", "reason", "coder")
_UUIDS = ("id", "code_id", "topic_id")
_AS_TEXT = {f"{name}_text": Cast(name, CharField()) for name in _UUIDS}
"""A page of a thousand codings has three thousand identities: as texts they cost the server a sixth of what objects do."""
CODE_COLUMNS = ("id", "parent_id", "name", "label", "definition", "aspect", "color")
TOPIC_COLUMNS = ("id", "name")
MEMO_COLUMNS = ("id", "about", "text", "title", "by", "date")
RECENT = 60
Rows: TypeAlias = tuple[tuple[Any, ...], ...]
_KEPT: Final = 64
"""Studies whose codes are kept at once."""
_BLANK_LINE = pattern(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text with its place: a turn's words, or what stands between turns. ``start`` is where ``words`` begin."""

    start: int
    words: str
    speaker: str = ""
    from_ms: int | None = None
    number: int = 0

    @property
    def is_turn(self) -> bool:
        """Tell whether someone speaks here; else it is a heading or a note."""
        return self.number > 0


@dataclass(frozen=True, slots=True)
class Place:
    """A document as the switcher names it."""

    id: UUID
    key: str
    customer: str
    current: bool


def document_of(study: Study, document: UUID) -> Document:
    """Return a document of a study with its interview. NotFound (B411): there is none."""
    found = (
        Document.objects.select_related("interview__customer", "study", "customer")
        .filter(study=study, pk=document)
        .first()
    )
    if found is None:
        raise NotFound("B411")
    return found


def words_of(study: Study, document: UUID) -> Document:
    """Return a document of a study for its words alone, without its interview and turns. NotFound (B411): there is none."""
    found = Document.objects.filter(study=study, pk=document).defer("turns").first()
    if found is None:
        raise NotFound("B411")
    found.study = study
    return found


def coding_of(study: Study, coding: UUID) -> Coding:
    """Return a coding of a study. NotFound (B412): there is none any more."""
    found = Coding.objects.select_related("document", "study", "code").filter(study=study, pk=coding).first()
    if found is None:
        raise NotFound("B412")
    return found


def places_of(study: Study, current: Document | None = None) -> list[Place]:
    """List a study's documents in order; their texts are left where they are."""
    rows = Document.objects.filter(study=study).values_list(
        "id", "key", "title", "interview__customer__name", "interview__customer__key", "customer__name"
    )
    return [
        Place(id, title or key, name or customer or other or "", current is not None and id == current.pk)
        for id, key, title, name, customer, other in rows
    ]


def parts_of(document: Document) -> list[Part]:
    """Cut a text into its turns and what lies between them; one without turns into its paragraphs.

    Every word of the text is in one part, except the labels of speakers, which the parts name.
    """
    turns = [turn_of(row) for row in document.turns]
    parts: list[Part] = []
    reached = 0
    for number, turn in enumerate(turns, 1):
        parts += _paragraphs(document.text, reached, turn.start)
        words = document.text[turn.speech : turn.end]
        parts.append(Part(turn.speech, words, turn.speaker, turn.from_ms, number))
        reached = turn.end
    return [*parts, *_paragraphs(document.text, reached, len(document.text))]


def _paragraphs(text: str, start: int, end: int) -> Iterator[Part]:
    """Yield the paragraphs of a stretch that says something."""
    breaks = [(match.start() + start, match.end() + start) for match in _BLANK_LINE.finditer(text[start:end])]
    for (_, first), (last, _) in pairwise([(start, start), *breaks, (end, end)]):
        words = text[first:last]
        if words.strip():
            indent = len(words) - len(words.lstrip())
            yield Part(first + indent, words.strip())


def reading_of(document: Document, now: Moment) -> dict[str, Any]:
    """Gather a document's codings, relevance and memos and the study's codes and topics, as rows under their columns.

    A coding names its code and its topic by their places among those, from 0: a page holds many codings and few codes. ``keys`` gives
    the identity of each coding that a memo names by its key. ``now`` is a moment of the study's history, before which nothing is missed.
    """
    codes, topics, recent = _marking(document.study_id, now)
    rows = Coding.objects.filter(document=document).order_by("start", "position").annotate(**_AS_TEXT)
    codings = list(rows.values_list(*(f"{name}_text" if name in _UUIDS else name for name in CODING_COLUMNS), "key"))
    memos = list(_memos(document, [row[-1] for row in codings]))
    about = {memo[1] for memo in memos}
    return {
        "codings": _table(CODING_COLUMNS, _by_place(codings, codes, topics)),
        "relevance": _table(
            RELEVANCE_COLUMNS, Relevance.objects.filter(document=document).values_list(*RELEVANCE_COLUMNS)
        ),
        "codes": _table((*CODE_COLUMNS, "used"), codes),
        "topics": _table(TOPIC_COLUMNS, topics),
        "memos": _table(MEMO_COLUMNS, memos),
        "keys": {row[-1]: dashed(row[0]) for row in codings if f"coding:{row[-1]}" in about},
        "recent": recent,
    }


@lru_cache(_KEPT)
def _marking(study: UUID, now: Moment) -> tuple[Rows, Rows, Sequence[str]]:
    """Return what a study's codings are marked with, and the latest codes, at a moment of its history: alike for all its documents."""
    return codes_of(study), tuple(Topic.objects.filter(study=study).values_list(*TOPIC_COLUMNS)), recent_codes(study)


def codes_of(study: UUID) -> Rows:
    """Return the codebook's nodes in order, each with the number of codings right under it."""
    rows = list(Code.objects.filter(study=study).order_by("position", "pk").values_list(*CODE_COLUMNS))
    used = dict(
        Coding.objects.filter(code__in=[row[0] for row in rows])
        .order_by()
        .values_list("code_id")
        .annotate(many=Count("*"))
    )
    return tuple((*row, used.get(row[0], 0)) for row in rows)


def _by_place(
    codings: Sequence[tuple[Any, ...]], codes: Sequence[tuple[Any, ...]], topics: Sequence[tuple[Any, ...]]
) -> Iterator[tuple[Any, ...]]:
    code_at, topic_at = _places(codes), _places(topics)
    for id, start, end, code, coder, topic, *described, _key in codings:
        if code in code_at:  # one under a code made since the codes were read is told as news
            yield (dashed(id), start, end, code_at[code], coder, topic_at.get(topic), *described)


def _places(rows: Sequence[tuple[Any, ...]]) -> dict[str, int]:
    """Return the places of rows by their identities, with dashes and without: a database may give either."""
    return {written: place for place, row in enumerate(rows) for written in (row[0].hex, str(row[0]))}


def dashed(identity: str) -> str:
    """Write an identity as addresses have it; a database may give it without dashes.

    >>> dashed("00000000000000000000000000000001")
    '00000000-0000-0000-0000-000000000001'
    """
    if "-" in identity:
        return identity
    return f"{identity[:8]}-{identity[8:12]}-{identity[12:16]}-{identity[16:20]}-{identity[20:]}"


def recent_codes(study: UUID) -> list[str]:
    """Return the codes of the study's latest codings, the latest first, with repetition."""
    latest = Coding.objects.filter(study=study).order_by("-position").values_list("code_id", flat=True)
    return [str(code) for code in latest[:RECENT]]


def _memos(document: Document, keys: Sequence[str]) -> Iterable[tuple[Any, ...]]:
    about = Q(about=f"document:{document.key}") | Q(about__startswith="coding:")
    wanted = {f"document:{document.key}", *(f"coding:{key}" for key in keys)}
    rows = Memo.objects.filter(about, study=document.study_id).order_by(F("date").asc(nulls_first=True), "position")
    return (row for row in rows.values_list(*MEMO_COLUMNS) if row[1] in wanted)


def _table(columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> dict[str, Any]:
    return {"columns": columns, "rows": list(rows)}
