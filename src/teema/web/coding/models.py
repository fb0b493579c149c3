"""The codebook's nodes and topics, codings, memos."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from teema.web.material.models import Document
from teema.web.studies.models.parts import KeyedPart


class Code(KeyedPart):
    """A node of the codebook: a theme when it has no parent. ``identity`` is its UUID in exchange files; ``color`` c0 … c9 or #rrggbb.

    People know it by ``name``. ``label`` is what counts across themes, and is told beside the name where it differs.
    """

    identity = models.CharField(max_length=200, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.RESTRICT, related_name="children")
    name = models.CharField(max_length=300)
    label = models.CharField(max_length=300, blank=True)
    definition = models.TextField(blank=True)
    aspect = models.CharField(max_length=12, blank=True)
    color = models.CharField(max_length=9, blank=True)

    def __str__(self) -> str:
        return self.name


class Topic(KeyedPart):
    """A topic: belongs to the study and runs through sub-themes and themes."""

    identity = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=300)
    definition = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class Coding(KeyedPart):
    """Some words of a document under a code, in one coder's layer. Positions are code points of the document's text, half-open."""

    document = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="codings")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    code = models.ForeignKey(Code, on_delete=models.RESTRICT, related_name="codings")
    coder = models.CharField(max_length=120, blank=True)
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.RESTRICT, related_name="codings")
    reduced = models.TextField(blank=True)
    aspect = models.CharField(max_length=12, blank=True)
    valence = models.SmallIntegerField(null=True, blank=True)
    time = models.CharField(max_length=10, blank=True)
    whose = models.CharField(max_length=12, blank=True)
    service = models.CharField(max_length=200, blank=True)
    quote = models.BooleanField(default=False)
    memo = models.TextField(blank=True)

    class Meta(KeyedPart.Meta):
        constraints: ClassVar = [
            *KeyedPart.Meta.constraints,
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="coding_is_not_empty"),
        ]
        indexes: ClassVar = [models.Index(fields=["document", "start"]), models.Index(fields=["study", "-position"])]


class Memo(KeyedPart):
    """A note on anything: ``about`` is ``coding:ID``, ``document:NAME``, ``code:KEY`` …, empty for the study."""

    text = models.TextField()
    about = models.CharField(max_length=300, blank=True, db_index=True)
    title = models.CharField(max_length=300, blank=True)
    date = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=120, blank=True)
