"""What the material tells to a study's first page and to the navigation."""

from __future__ import annotations

from typing import Any

from teema.web.material.models import Document
from teema.web.studies.contributions import counted


def counts() -> dict[str, Any]:
    """Count the transcripts of a study; other material isn't waited for."""
    return {"documents": counted(Document.objects.filter(kind=""))}
