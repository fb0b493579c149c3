from __future__ import annotations

from typing import ClassVar

from django.db import models

from teema.web.studies.models.customers import Customer, Person
from teema.web.studies.models.design import Round
from teema.web.studies.models.parts import KeyedPart, Part


class Interview(KeyedPart):
    """One interview of one customer: when, with whom, how long it was to last and lasted. Its transcript is a document of ``material``.

    ``coder`` names the coder of record; ``notes`` are the field notes.
    """

    class Status(models.TextChoices):
        PLANNED = "planned"
        INVITED = "invited"
        AGREED = "agreed"
        HELD = "held"
        CANCELLED = "cancelled"

    round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.RESTRICT, related_name="interviews")
    customer = models.ForeignKey(Customer, null=True, blank=True, on_delete=models.RESTRICT, related_name="interviews")
    interviewer = models.CharField(max_length=120, blank=True)
    date = models.DateField(null=True, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    planned_min = models.PositiveIntegerField(null=True, blank=True)
    minutes = models.FloatField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PLANNED)
    coder = models.CharField(max_length=120, blank=True)
    notes = models.TextField(blank=True)


class InterviewPerson(Part):
    """Who was interviewed, in order."""

    interview = models.ForeignKey(Interview, on_delete=models.RESTRICT, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="seats")

    class Meta(Part.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["interview", "person"], name="one_seat_a_person")]


class Asked(Part):
    """Whether a theme or sub-theme (by key) was taken up. An empty ``sub_theme`` speaks of the whole theme."""

    interview = models.ForeignKey(Interview, on_delete=models.RESTRICT, related_name="asked")
    theme = models.CharField(max_length=200, blank=True)
    sub_theme = models.CharField(max_length=200, blank=True)
    asked = models.CharField(max_length=20, default="yes")
