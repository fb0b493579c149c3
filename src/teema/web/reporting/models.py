"""The plan of a study's report, its passages, the answers of the COREQ checklist, and versions that were frozen."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.timezone import now

from teema.web.plain_json import PlainJSONField
from teema.web.studies.models.parts import Part


class ReportPlan(Part):
    """What the report consists of and for whom it is: a row at most for each study. The columns are those of ``teema.report.plan.Plan``."""

    parts = PlainJSONField(default=list)
    without = PlainJSONField(default=list)
    edition = models.CharField(max_length=12, default="working")
    language = models.CharField(max_length=12, blank=True)
    round = models.CharField(max_length=200, blank=True)
    formats = PlainJSONField(default=list)

    class Meta(Part.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["study"], name="one_report_plan_a_study")]


class Passage(Part):
    """What was written before a part of the report, under its heading, or after it."""

    part = models.CharField(max_length=300)
    place = models.CharField(max_length=12)
    text = models.TextField()


class ChecklistAnswer(Part):
    """What the researcher answered to an item of the COREQ checklist, and where it is told."""

    item = models.PositiveSmallIntegerField()
    answer = models.TextField(blank=True)
    where = models.CharField(max_length=300, blank=True)

    class Meta(Part.Meta):
        ordering: ClassVar = ["item"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["study", "item"], name="one_answer_an_item")]


class FrozenReport(Part):
    """The study as it was when its report was frozen: its folder as a zip, the plan, and the digests of the files that were made.

    ``digests`` are SHA-256 by the file's name. The content never enters history: a frozen version can be removed, and that isn't undone.
    """

    name = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    program = models.CharField(max_length=40)
    plan = PlainJSONField(default=dict)
    digests = PlainJSONField(default=dict)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta(Part.Meta):
        ordering: ClassVar = ["-made_at", "pk"]

    def __str__(self) -> str:
        return self.name
