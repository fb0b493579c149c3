"""Who takes part in a study."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from teema.errors import NotFound
from teema.web.studies.models import Membership, Study


def members_of(study: Study) -> QuerySet[Membership]:
    """Return a study's members in the order in which they came."""
    return Membership.objects.filter(study=study).select_related("user", "study").order_by("position", "user__name")


def member_of(study: Study, pk: UUID) -> Membership:
    """Return a member of a study. NotFound (B210): there is none."""
    found = members_of(study).filter(pk=pk).first()
    if found is None:
        raise NotFound("B210")
    return found
