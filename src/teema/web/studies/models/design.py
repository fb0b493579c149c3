from __future__ import annotations

from typing import ClassVar

from django.db import models

from teema.web.plain_json import PlainJSONField
from teema.web.studies.models.parts import KeyedPart, Part


class Round(KeyedPart):
    """One time of asking."""

    name = models.CharField(max_length=200)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)


class Group(KeyedPart):
    """A customer group and how many of its customers are to be interviewed."""

    name = models.CharField(max_length=200)
    quota = models.PositiveIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Service(KeyedPart):
    """A service of the organisation; ``fields`` lists what it consists of."""

    name = models.CharField(max_length=200)
    fields = PlainJSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.name


class Event(Part):
    """Something that happened to the organisation."""

    date = models.DateField(null=True, blank=True)
    title = models.CharField(max_length=300)

    class Meta(Part.Meta):
        ordering: ClassVar = ["date", "position"]


class Aim(KeyedPart):
    """A value or a strategic aim of the organisation."""

    class Kind(models.TextChoices):
        VALUE = "value"
        STRATEGIC = "aim"

    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, default=Kind.VALUE)
    description = models.TextField(blank=True)


class Criterion(Part):
    """Whom the study may ask. ``rule`` tells what can be checked from the register; ``judged`` ones a person decides.

    ``years``: a customer for at least ``value`` years; ``services``: uses at least one of the services listed in ``value``;
    ``customer``: isn't a shareholder only; ``judged``: only a person can tell.
    """

    class Rule(models.TextChoices):
        JUDGED = "judged"
        YEARS = "years"
        SERVICES = "services"

    text = models.CharField(max_length=400)
    rule = models.CharField(max_length=10, choices=Rule.choices, default=Rule.JUDGED)
    value = models.CharField(max_length=200, blank=True)
