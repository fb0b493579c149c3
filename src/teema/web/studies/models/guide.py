from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.timezone import now

from teema.web.studies.models.parts import Part


class GuideVersion(Part):
    """A version of the interview guide (Markdown). A reviewed version isn't changed any more: a new one is made.

    The study's guide is the version with the greatest ``number``.
    """

    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    note = models.CharField(max_length=400, blank=True)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=200, blank=True)
    review_note = models.CharField(max_length=400, blank=True)

    class Meta(Part.Meta):
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["study", "number"], name="one_guide_a_number")]
