"""A study's settings, and its removal."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from teema.errors import Conflict
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study, require
from teema.web.studies.actions.design import change_settings
from teema.web.studies.actions.settings import remove_study
from teema.web.studies.forms.settings import SettingsForm
from teema.web.studies.forms.worded import said
from teema.web.studies.rights import may
from teema.web.studies.views.answers import saved
from teema.wording import explain


@in_study("study.read")
def settings(request: StudyRequest) -> HttpResponse:
    """Show the settings with what each does; write them."""
    form = SettingsForm(request.POST or None, study=request.study)
    if request.method == "POST":
        require(request.membership, "design.change")
        if form.is_valid():
            change_settings(request.user, request.study, **form.cleaned_data)
            return saved(request, "studies:settings")
    return _shown(request, form, status=422 if form.is_bound else 200)


def _shown(
    request: StudyRequest, form: SettingsForm, *, status: int, refused: tuple[str, str] | None = None
) -> HttpResponse:
    role = request.membership.role
    rights = {"changing": may(role, "design.change"), "removing": may(role, "study.remove")}
    return render(request, "studies/settings.html", {"form": form, "refused": refused, **rights}, status=status)


@require_POST
@in_study("study.remove")
def remove(request: StudyRequest) -> HttpResponse:
    """Remove the study, once its title is written."""
    try:
        remove_study(request.user, request.study, title=request.POST.get("confirm", ""))
    except Conflict as trouble:
        return _shown(request, SettingsForm(study=request.study), status=422, refused=explain(trouble, spoken()))
    messages.success(request, said("web_studies.removed"))
    return redirect("studies:home")
