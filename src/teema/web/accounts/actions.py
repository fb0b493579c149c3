"""Making users, and the links with which they sign in."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.timezone import now

from teema.errors import Conflict, Forbidden, NotFound
from teema.web.accounts.access import require_keeper
from teema.web.accounts.models import SignInLink, User

LINK_HOLDS = timedelta(hours=1)


def workspace_keeper() -> User:
    """Return the person whose workspace this is; made on first use."""
    return User.objects.filter(keeper=True).order_by("pk").first() or User.objects.create_user(
        "teema", name="Minä", keeper=True
    )


def make_sign_in_link(user: User) -> str:
    """Return the token of a link that signs a user in once within the hour."""
    SignInLink.objects.filter(expires_at__lt=now()).delete()
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


def add_user(actor: User, *, username: str, name: str, keeper: bool) -> User:
    """Make a user, who signs in by a link. Forbidden (B105): the actor doesn't keep the workspace. Conflict (B107): the username is taken."""
    require_keeper(actor)
    if User.objects.filter(username__iexact=username).exists():
        raise Conflict("B107")
    return User.objects.create_user(username, name=name, keeper=keeper)


def link_for(actor: User, user: int) -> tuple[User, str]:
    """Make a sign-in link for another; return whose it is and its token. Forbidden (B105). NotFound (B108): there is no such user."""
    require_keeper(actor)
    found = _user(user)
    return found, make_sign_in_link(found)


@transaction.atomic
def let_in(actor: User, user: int, *, active: bool) -> User:
    """Close someone's access to the workspace, or open it again; their work stays. Conflict (B109): it is the actor's own."""
    require_keeper(actor)
    found = _user(user)
    if found == actor:
        raise Conflict("B109")
    found.is_active = active
    found.save(update_fields=["is_active"])
    SignInLink.objects.filter(user=found).delete()
    return found


def change_own(user: User, *, name: str, language: str) -> None:
    """Change how one is called and in which language one is answered."""
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])


def change_password(user: User, password: str) -> None:
    """Set one's own password; every other session of one's own ends."""
    user.set_password(password)
    user.save(update_fields=["password"])


def _user(number: int) -> User:
    found = User.objects.filter(pk=number).first()
    if found is None:
        raise NotFound("B108")
    return found


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
