"""Which studies someone has."""

from __future__ import annotations

from django.db.models import QuerySet

from teema.web.accounts.models import User
from teema.web.studies.models import Membership


def memberships_of(user: User) -> QuerySet[Membership]:
    """Return a user's studies as memberships, the latest first."""
    return Membership.objects.filter(user=user).select_related("study").order_by("-study__made_at")
