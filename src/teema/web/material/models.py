"""Documents with their turns, the files that they came in, and relevance."""

from __future__ import annotations

from typing import ClassVar
from zlib import crc32

from django.db import models

from teema.study import Document as PlainDocument
from teema.study import Turn
from teema.web.plain_json import PlainJSONField
from teema.web.studies.models import Customer, Group, Interview, Round
from teema.web.studies.models.parts import KeyedPart, Part


class Document(KeyedPart):
    """A document: its canonical text, its turns, and what it is.

    ``key`` is its name. ``turns`` lists ``[start, end, speech, speaker, from_ms, to_ms]`` in order, all code points of ``text``.
    ``revision`` tells one text from another (``revision_of``; 0 as it came): whoever sends positions says for which revision. A document without an
    interview is other material when ``kind`` says what (survey, complaint, email, meeting, other), else a transcript whose interview
    isn't known yet; the columns from ``title`` to ``notes`` are ``Material`` of ``teema.study``.
    """

    text = models.TextField()
    turns = PlainJSONField(default=list)
    revision = models.PositiveIntegerField(default=0)
    words = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=300, blank=True)
    interview = models.OneToOneField(
        Interview, null=True, blank=True, on_delete=models.RESTRICT, related_name="document"
    )
    kind = models.CharField(max_length=10, blank=True)
    title = models.CharField(max_length=400, blank=True)
    date = models.DateField(null=True, blank=True)
    customer = models.ForeignKey(Customer, null=True, blank=True, on_delete=models.RESTRICT, related_name="material")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.RESTRICT, related_name="material")
    round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.RESTRICT, related_name="material")
    material_source = models.CharField(max_length=300, blank=True)
    notes = models.TextField(blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    def plain(self) -> PlainDocument:
        """Return the document as the rest of Teema knows it."""
        return PlainDocument(self.key, self.text, tuple(turn_of(row) for row in self.turns), self.source)


def revision_of(text: str) -> int:
    """Return the number of a text: made of its words, so that one number never means two texts, undo or not.

    >>> revision_of("Joo.") == revision_of("Joo."), revision_of("Joo.") == revision_of("Joo!")
    (True, False)
    """
    return crc32(text.encode()) & 0x7FFFFFFF or 1


def turn_of(row: list[int | str | None]) -> Turn:
    """Return a turn from its row in ``turns``.

    >>> turn_of([0, 11, 4, "H1", None, None]).speech
    4
    """
    start, end, speech, speaker, from_ms, to_ms = row
    return Turn(start, end, speaker, from_ms, to_ms, speech)  # type: ignore[arg-type]


def row_of(turn: Turn) -> list[int | str | None]:
    """Return a turn's row in ``turns``."""
    return [turn.start, turn.end, turn.speech, turn.speaker, turn.from_ms, turn.to_ms]


class Original(KeyedPart):
    """A file as received, by its name (``key``), until it is destroyed by an explicit act; then its digest and date stay."""

    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.SET_NULL, related_name="originals")
    media_type = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    content = models.BinaryField(null=True)
    received_at = models.DateTimeField(auto_now_add=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)


class Relevance(KeyedPart):
    """Words judged to belong to the study (in), not to (out), or doubtful (unsure), and why."""

    class Status(models.TextChoices):
        IN = "in"
        OUT = "out"
        UNSURE = "unsure"

    document = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="relevance")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OUT)
    reason = models.CharField(max_length=400, blank=True)
    coder = models.CharField(max_length=120, blank=True)

    class Meta(KeyedPart.Meta):
        constraints: ClassVar = [
            *KeyedPart.Meta.constraints,
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="relevance_is_not_empty"),
        ]


class SavedSearch(Part):
    """A search of the material's words under a name. ``query`` holds what was asked by its names in the search page's address."""

    name = models.CharField(max_length=200)
    query = PlainJSONField(default=dict)

    class Meta(Part.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["study", "name"], name="material_savedsearch_name_once_a_study")
        ]

    def __str__(self) -> str:
        return self.name
