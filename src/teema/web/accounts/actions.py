"""Making users, and the links with which they sign in."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.timezone import now

from teema.errors import Forbidden
from teema.web.accounts.models import SignInLink, User

LINK_HOLDS = timedelta(hours=1)


def workspace_keeper() -> User:
    """Return the person whose workspace this is; made on first use."""
    return User.objects.filter(keeper=True).order_by("pk").first() or User.objects.create_user(
        "teema", name="Minä", keeper=True
    )


def make_sign_in_link(user: User) -> str:
    """Return the token of a link that signs a user in once within the hour."""
    token = secrets.token_urlsafe(32)
    SignInLink.objects.create(user=user, digest=_digest(token), expires_at=now() + LINK_HOLDS)
    return token


@transaction.atomic
def use_sign_in_link(token: str) -> User:
    """Return whom a link signs in, and spend it. Forbidden (B104): it is spent, too old, or never was."""
    link = SignInLink.objects.select_related("user").filter(digest=_digest(token), expires_at__gt=now()).first()
    if link is None or not link.user.is_active:
        raise Forbidden("B104")
    link.delete()
    return link.user


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
