"""What the material tells to a study's first page and to the navigation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count
from django.urls import reverse

from teema.web.material.models import Document, Relevance
from teema.web.studies.contributions import Fact, counted
from teema.web.studies.models import Study


def counts() -> dict[str, Any]:
    """Count the transcripts of a study, and the passages judged to be no part of it; other material isn't waited for."""
    return {
        "documents": counted(Document.objects.filter(kind="")),
        "excluded": counted(Relevance.objects.filter(status=Relevance.Status.OUT)),
    }


def texts(study: Study) -> dict[UUID, Fact]:
    """Tell how many words each interview's transcript has, and where it is."""
    rows = Document.objects.filter(study=study, interview__isnull=False).values_list("interview", "pk", "words")
    return {
        interview: Fact(words, None, _address("document", study, document=document))
        for interview, document, words in rows
    }


def excluded(study: Study) -> Mapping[UUID, Fact]:
    """Tell how many passages of each interview were judged to be no part of the study."""
    out = Relevance.objects.filter(study=study, status=Relevance.Status.OUT, document__interview__isnull=False)
    rows = out.order_by().values_list("document__interview", "document__key").annotate(Count("pk"))
    place = _address("excluded", study)
    return {
        interview: Fact(count, None, f"{place}?{urlencode({'document': document})}")
        for interview, document, count in rows
    }


def _address(page: str, study: Study, **parts: Any) -> str:
    return reverse(f"material:{page}", kwargs={"study": study.slug, **parts})
