"""Who takes part in a study."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from teema.errors import Conflict
from teema.web.studies.access import StudyRequest, in_study, require
from teema.web.studies.actions.members import add_member, change_member, remove_member
from teema.web.studies.forms.members import ROLES, MemberForm, RoleForm
from teema.web.studies.queries.members import member_of, members_of
from teema.web.studies.rights import may
from teema.web.studies.views.telling import blame, made

_FIELDS = {"B211": "name", "B212": "username", "B213": "coder"}


@never_cache
@in_study("study.read")
def members(request: StudyRequest) -> HttpResponse:
    """Show the members; add one. A new user's sign-in link is shown this once."""
    form = MemberForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, form=form)
    require(request.membership, "member.add")
    token = _added(request, form) if form.is_valid() else None
    if token is None:
        return _page(request, form=form)
    if token:
        link = request.build_absolute_uri(reverse("accounts:sign-in-by-link", args=[token]))
        return _page(request, link=link, name=form.cleaned_data["name"])
    return made(request, "member_added", "studies:members")


def _added(request: StudyRequest, form: MemberForm) -> str | None:
    """Return a new user's sign-in token, an empty one for a user that was there; None when the form came back."""
    try:
        return add_member(request.user, request.study, **form.cleaned_data)[1]
    except Conflict as trouble:
        blame(form, _FIELDS[trouble.code], trouble)
        return None


def _page(request: StudyRequest, **shown: Any) -> HttpResponse:
    may_change = may(request.membership.role, "member.change")
    rows = [(one, RoleForm(member=one) if may_change else None) for one in members_of(request.study)]
    context: dict[str, Any] = {"rows": rows, "may_change": may_change, "role_keys": ROLES, "form": MemberForm()} | shown
    return render(request, "studies/members.html", context, status=422 if context["form"].errors else 200)


@require_POST
@in_study("member.change")
def change(request: StudyRequest, member: UUID) -> HttpResponse:
    """Change a member's role and whether they see real names."""
    row, form = member_of(request.study, member), RoleForm(request.POST)
    if form.is_valid():
        change_member(request.user, row, **form.cleaned_data)
    return made(request, "member_changed", "studies:members")


@require_POST
@in_study("member.remove")
def remove(request: StudyRequest, member: UUID) -> HttpResponse:
    """Take a member out of the study."""
    remove_member(request.user, member_of(request.study, member))
    if member == request.membership.pk:
        return redirect("studies:home")
    return made(request, "member_removed", "studies:members")
