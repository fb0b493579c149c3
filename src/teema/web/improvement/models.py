"""Improvement measures."""

from __future__ import annotations

from django.db import models

from teema.web.plain_json import PlainJSONField
from teema.web.studies.models.parts import KeyedPart


class Measure(KeyedPart):
    """Who does what by when, on which findings (keys), and to whom it is shown (keys of groups and customers)."""

    title = models.CharField(max_length=400)
    findings = PlainJSONField(default=list)
    owner = models.CharField(max_length=200, blank=True)
    due = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, default="planned")
    indicator = models.CharField(max_length=400, blank=True)
    target = models.CharField(max_length=400, blank=True)
    value = PlainJSONField(default=list)
    visible_to = PlainJSONField(default=list)
    outcome = models.TextField(blank=True)
