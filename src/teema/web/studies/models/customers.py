from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from teema.web.plain_json import PlainJSONField
from teema.web.studies.models.design import Criterion, Group
from teema.web.studies.models.parts import KeyedPart, Part


class Customer(KeyedPart):
    """A customer of the organisation; the unit of analysis. ``since`` may be known to the year or month only.

    ``services`` lists the keys of the services used. ``shareholder`` is the folder's column: how the owner is known, empty if none.
    """

    name = models.CharField(max_length=200, blank=True)
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.RESTRICT, related_name="customers")
    since = models.CharField(max_length=20, blank=True)
    services = PlainJSONField(default=list, blank=True)
    shareholder = models.CharField(max_length=200, blank=True)
    notes = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name or self.key


class CriterionCheck(Part):
    """A person's word on a criterion for a customer: whether it is met, or why an exception is made."""

    customer = models.ForeignKey(Customer, on_delete=models.RESTRICT, related_name="checks")
    criterion = models.ForeignKey(Criterion, on_delete=models.RESTRICT, related_name="checks")
    met = models.BooleanField(null=True)
    exception = models.CharField(max_length=400, blank=True)

    class Meta(Part.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "criterion"], name="one_check_a_criterion")
        ]


class Person(KeyedPart):
    """A customer's representative, by pseudonym (``key``). ``area`` lists keys of services; ``speaker`` is the label in transcripts."""

    customer = models.ForeignKey(Customer, null=True, blank=True, on_delete=models.RESTRICT, related_name="people")
    role = models.CharField(max_length=200, blank=True)
    area = PlainJSONField(default=list, blank=True)
    speaker = models.CharField(max_length=200, blank=True)


class Identity(Part):
    """The real name behind a pseudonym, of a customer or a person. Only those who may see names reach this table."""

    customer = models.OneToOneField(Customer, null=True, blank=True, on_delete=models.RESTRICT, related_name="identity")
    person = models.OneToOneField(Person, null=True, blank=True, on_delete=models.RESTRICT, related_name="identity")
    name = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    notes = models.TextField(blank=True)


class Consent(Part):
    """What a person agreed to, when and how; ``withdrawn_on`` when they took it back."""

    class Way(models.TextChoices):
        ORAL = "oral"
        WRITTEN = "written"
        ELECTRONIC = "electronic"

    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="consents")
    given_on = models.DateField()
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.WRITTEN)
    recording = models.BooleanField(default=True)
    quoting = models.BooleanField(default=True)
    archiving = models.BooleanField(default=False)
    withdrawn_on = models.DateField(null=True, blank=True)


class Tombstone(Part):
    """That something was erased: what kind, under which pseudonym, when, why and by whom; nothing of what it held."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=200)
    reason = models.CharField(max_length=400, blank=True)
    counts = PlainJSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
