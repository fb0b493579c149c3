from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models

from teema.web.plain_json import PlainJSONField


class Study(models.Model):
    """A study: its title, aims and questions, the organisation whose customers are asked, and the analyst's settings.

    ``key`` is the study's identity in its folder, ``slug`` its address in the workbench. ``aims``, ``questions`` are lists of
    sentences; ``settings`` holds ``Settings`` of ``teema.study`` by name.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    key = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    language = models.CharField(max_length=2, default="fi")
    aims = PlainJSONField(default=list, blank=True)
    questions = PlainJSONField(default=list, blank=True)
    settings = PlainJSONField(default=dict, blank=True)
    organisation = models.CharField(max_length=300, blank=True)
    organisation_description = models.TextField(blank=True)
    organisation_extra = PlainJSONField(default=dict, blank=True)
    extra = PlainJSONField(default=dict, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return self.title
