"""The interview guide: read, written, compared and reviewed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from teema.errors import Conflict
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.actions.guide import review_guide, save_guide
from teema.web.studies.forms.guide import GuideForm, ReviewForm
from teema.web.studies.guide_text import blocks, differences
from teema.web.studies.models import GuideVersion
from teema.web.studies.queries.guide import seen_as, themes_touched, version_numbered, versions_of
from teema.web.studies.rights import may
from teema.web.studies.views.answers import saved
from teema.wording import explain


@in_study("study.read")
def guide(request: StudyRequest) -> HttpResponse:
    """Show the guide as it is now."""
    return _shown(request, versions_of(request.study).first())


@in_study("study.read")
def version(request: StudyRequest, number: int) -> HttpResponse:
    """Show a version, and what changed in it."""
    return _shown(request, version_numbered(request.study, number))


def _shown(request: StudyRequest, chosen: GuideVersion | None, status: int = 200, **given: Any) -> HttpResponse:
    versions = list(versions_of(request.study))
    before = next((one for one in versions if chosen and one.number < chosen.number), None)
    context = {
        "chosen": chosen,
        "latest": versions[0] if versions else None,
        "versions": versions,
        "blocks": blocks(chosen.text) if chosen else [],
        "before": before,
        "changes": list(differences(before.text, chosen.text)) if before and chosen else [],
        "themes": themes_touched(request.study, chosen.text) if chosen else [],
        "review": ReviewForm(initial={"by": request.user.name, "on": localdate()}),
        "changing": may(request.membership.role, "guide.change"),
        **given,
    }
    return render(request, "studies/guide.html", context, status=status)


@in_study("guide.change")
def edit(request: StudyRequest) -> HttpResponse:
    """Write the guide."""
    latest = versions_of(request.study).first()
    known = {"text": latest.text if latest else "", "note": _own_note(latest), "seen": seen_as(latest)}
    form = GuideForm(request.POST or None, initial=known)
    refused = None
    if form.is_valid():
        try:
            save_guide(request.user, request.study, **form.cleaned_data)
        except Conflict as trouble:
            refused = explain(trouble, spoken())
        else:
            return saved(request, "studies:guide")
    context = {"form": form, "latest": latest, "refused": refused}
    return render(request, "studies/guide_edit.html", context, status=422 if form.is_bound else 200)


def _own_note(latest: GuideVersion | None) -> str:
    """A version that can still be written keeps its note; a new one starts without."""
    return latest.note if latest and not latest.reviewed_on else ""


@require_POST
@in_study("guide.review")
def review(request: StudyRequest, number: int) -> HttpResponse:
    """Stamp the latest version as reviewed."""
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _shown(request, version_numbered(request.study, number), 422, review=form)
    review_guide(request.user, request.study, number=number, **form.cleaned_data)
    return saved(request, "studies:guide")
