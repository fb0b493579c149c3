"""What the report holds of those whose words are erased: every frozen version, since each holds the study as it was, words and all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from teema.web.reporting.models import FrozenReport
from teema.web.studies.erasing import Concerned


class ReportEraser:
    """Erases frozen versions whole: nothing can be taken out of one without its being another."""

    def held(self, concerned: Concerned) -> Mapping[str, int]:
        """Count the versions."""
        count = FrozenReport.objects.filter(study=concerned.study).count()
        return {"frozen": count} if count else {}

    def erase(self, concerned: Concerned) -> Collection[UUID]:
        """Erase them. History knows nothing of their content."""
        FrozenReport.objects.filter(study=concerned.study).delete()
        return ()
