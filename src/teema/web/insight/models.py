"""Judgements, findings and how findings bear on each other."""

from __future__ import annotations

from django.db import models

from teema.web.plain_json import PlainJSONField
from teema.web.studies.models import Customer
from teema.web.studies.models.parts import KeyedPart, Part


class Judgement(Part):
    """The analyst's override of a customer's cell, with a reason."""

    customer = models.ForeignKey(Customer, on_delete=models.RESTRICT, related_name="judgements")
    state = models.CharField(max_length=20)
    sub_theme = models.CharField(max_length=300, blank=True)
    topic = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=120, blank=True)


class Finding(KeyedPart):
    """A statement with its evidence and counter-evidence (lists of codings' keys)."""

    statement = models.TextField()
    kind = models.CharField(max_length=20, default="other")
    theme = models.CharField(max_length=200, blank=True)
    sub_theme = models.CharField(max_length=200, blank=True)
    topic = models.CharField(max_length=200, blank=True)
    groups = PlainJSONField(default=list)
    verdict = models.CharField(max_length=20, blank=True)
    evidence = PlainJSONField(default=list)
    counter_evidence = PlainJSONField(default=list)
    value = PlainJSONField(default=list)
    known_internally = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=40, blank=True)


class FindingLink(Part):
    """How one finding bears on another, both by key."""

    source = models.CharField(max_length=200)
    target = models.CharField(max_length=200)
    relation = models.CharField(max_length=20, default="supports")
