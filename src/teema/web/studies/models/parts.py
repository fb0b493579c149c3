"""What every part of a study has."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models

from teema.web.plain_json import PlainJSONField


class Part(models.Model):
    """A row of a study. ``position`` keeps the order in which the study holds it, ``extra`` what it holds beyond the columns.

    What one row refers to can't be deleted under it: actions take dependants away first, so that history knows them.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    study = models.ForeignKey("studies.Study", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(default=0)
    extra = PlainJSONField(default=dict, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["position", "pk"]


class KeyedPart(Part):
    """A part that the study knows by a key of its own: the folder's ``id`` or ``key`` column."""

    key = models.CharField(max_length=200)

    class Meta(Part.Meta):
        abstract = True
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["study", "key"], name="%(app_label)s_%(class)s_key_once_a_study")
        ]

    def __str__(self) -> str:
        return self.key
