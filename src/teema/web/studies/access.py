"""Who may do what in a study, and the two ways in: ``in_study`` for a view, ``act`` for a write.

Roles stand in a row, each may do what those before it may. A right is the verb of an act; a test asks every address as every role.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from teema.errors import Forbidden, NotFound
from teema.web.accounts.models import User
from teema.web.history.recording import Recorder
from teema.web.studies.models import Membership, Study
from teema.web.studies.rights import SEES_NAMES, Right, may

Parameters = ParamSpec("Parameters")


class StudyRequest(HttpRequest):
    """A request that has reached its study: ``study`` and the sender's ``membership`` are there."""

    user: User
    study: Study
    membership: Membership
    navigates_quietly: bool
    navigates_at: str


View: TypeAlias = Callable[Concatenate[StudyRequest, Parameters], HttpResponseBase]


def in_study(right: Right) -> Callable[[View[Parameters]], Callable[..., HttpResponseBase]]:
    """Let a view run for those who have a right in the study that the address names.

    Nobody is asked to sign in; an outsider is told that there is no such study, a member without the right that it takes one.
    """

    def entering(view: View[Parameters]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def entered(request: StudyRequest, study: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            request.membership = membership_of(request.user, study)
            request.study = request.membership.study
            require(request.membership, right)
            return view(request, *args, **kwargs)

        entered.right = right  # type: ignore[attr-defined]
        return entered

    return entering


def enter_study(request: HttpRequest, study: UUID) -> None:
    """Have a request stand within a study that its user is a member of, as the study's own pages do."""
    found = Membership.objects.select_related("study").filter(user=request.user, study=study).first()  # type: ignore[misc]
    if found is not None:
        request.membership, request.study = found, found.study  # type: ignore[attr-defined]


def membership_of(user: User, slug: str) -> Membership:
    """Return a user's membership of a study. NotFound (B101): there is none, or no such study."""
    found = Membership.objects.select_related("study").filter(user=user, study__slug=slug).first()
    if found is None:
        raise NotFound("B101")
    return found


def require(membership: Membership, right: Right) -> None:
    """Forbidden (B102): the role hasn't the right, or (B103) real names aren't shown to this member."""
    if not may(membership.role, right):
        raise Forbidden("B102")
    if right in SEES_NAMES and not membership.sees_names:
        raise Forbidden("B103")


class StudyRecorder(Recorder):
    """A recorder that knows whose act it is in the study: ``membership`` has the role and the layer."""

    def __init__(self, membership: Membership, right: Right) -> None:
        super().__init__(membership.user, membership.study_id, right)
        self.membership = membership


@contextmanager
def act(actor: User, study: Study, right: Right) -> Iterator[StudyRecorder]:
    """Do something in a study: permission, transaction and history in one.

    Every row is changed through the recorder that this gives; when the block ends without an error, the act is written.
    """
    with transaction.atomic():
        membership = Membership.objects.filter(user=actor, study=study).first()
        if membership is None:
            raise NotFound("B101")
        require(membership, right)
        membership.user, membership.study = actor, study
        recorder = StudyRecorder(membership, right)
        yield recorder
        recorder.finish()
