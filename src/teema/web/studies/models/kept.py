"""What came from another program and has no place in a study."""

from __future__ import annotations

from django.db import models

from teema.web.studies.models.parts import KeyedPart


class Kept(KeyedPart):
    """A link, a graph, a set …, as JSON text; it goes back when the study does."""

    origin = models.CharField(max_length=40)
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=300, blank=True)
    content = models.TextField(blank=True)
