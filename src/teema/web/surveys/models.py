"""A survey's files as they came."""

from __future__ import annotations

from django.db import models

from teema.web.studies.models.parts import KeyedPart


class SurveyFile(KeyedPart):
    """A file of a survey, by its name (``key``)."""

    content = models.BinaryField()
