"""The report: its parts and their order, what is written between them, the preview and the downloads."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from teema.errors import Conflict, NotFound
from teema.report.html import policy_of
from teema.report.sections import CHAPTERS
from teema.study.design import Round
from teema.web.bridge.standing import results_of
from teema.web.jobs.models import JobFile
from teema.web.reporting.actions.passages import passages_at, passages_seen, write_passages
from teema.web.reporting.actions.planning import plan_seen, save_plan
from teema.web.reporting.keeping import kept_plan
from teema.web.results.actions import report as actions
from teema.web.results.forms.report import AudienceForm, PassagesForm
from teema.web.results.queries import report as queries
from teema.web.results.report_tasks import PREVIEW
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study, require
from teema.web.studies.forms.worded import said
from teema.web.studies.rights import may
from teema.wording import explain

DOCUMENTS = ("docx", "pdf", "html", "xlsx", "data", "all")
NO_CHAPTER = "none"
"""What stands for no chapter at all in a plan: an empty one means the usual chapters."""
MOVED = ("qdpx", "qdc", "xlsx", "folder")
"""The forms in which the study itself leaves, as the page of import and export offers them too."""


@in_study("study.read")
def report(request: StudyRequest) -> HttpResponse:
    """Show the report's parts and what can be made of them; write the plan."""
    if request.method == "POST":
        require(request.membership, "report.write")
        return _planned(request)
    return _shown(request, AudienceForm(_rounds(request), initial=_audience(request)))


def _rounds(request: StudyRequest) -> Sequence[Round]:
    return results_of(request.study).study.design.rounds


def _audience(request: StudyRequest) -> dict[str, str]:
    plan = kept_plan(request.study)
    return {"edition": plan.edition, "language": plan.language, "round": plan.round}


def _shown(
    request: StudyRequest, form: AudienceForm, status: int = 200, refused: tuple[str, str] | None = None
) -> HttpResponse:
    plan, results = kept_plan(request.study), results_of(request.study)
    context = {
        "form": form,
        "parts": queries.shown_parts(results, plan),
        "homeless": queries.homeless(results, plan),
        "seen": plan_seen(request.study),
        "refused": refused,
        "documents": DOCUMENTS,
        "moved": MOVED,
        "plan": plan,
        "writing": may(request.membership.role, "report.write"),
        "saving": may(request.membership.role, "study.save"),
    }
    return render(request, "results/report.html", context, status=status)


def _planned(request: StudyRequest) -> HttpResponse:
    form = AudienceForm(_rounds(request), request.POST)
    if not form.is_valid():
        return _shown(request, form, 422)
    given = request.POST
    parts = moved(given.getlist("order"), set(given.getlist("part")), given.get("up", ""), given.get("down", ""))
    offered, kept = given.getlist("offered"), set(given.getlist("section"))
    plan = kept_plan(request.study)
    earlier = [one for one in plan.without if one not in offered]
    without = [*earlier, *(one for one in offered if one not in kept)]
    try:
        values = {**form.cleaned_data, "parts": parts, "without": without, "formats": plan.formats}
        save_plan(request.user, request.study, mark=given.get("seen", ""), **values)
    except Conflict as trouble:
        return _shown(request, form, 422, explain(trouble, spoken()))
    if request.POST.get("then") == PREVIEW:
        return redirect("jobs:job", actions.ask_for_report(request.membership, PREVIEW).pk)
    return _saved(request, reverse("results:report", args=[request.study.slug]) + "#parts")


def moved(order: Sequence[str], chosen: set[str], up: str = "", down: str = "") -> list[str]:
    """Return the chosen chapters in order, one moved a step up or down among them; nothing when they are the usual ones.

    >>> moved(["study", "material", "frame"], {"study", "material"}, up="material")
    ['material', 'study']
    """
    parts = [one for one in dict.fromkeys(order) if one in chosen]
    for key, step in ((up, -1), (down, 1)):
        if key in parts and 0 <= (place := parts.index(key)) + step < len(parts):
            parts[place], parts[place + step] = parts[place + step], key
    return [] if parts == list(CHAPTERS) else parts or [NO_CHAPTER]


def _saved(request: StudyRequest, place: str) -> HttpResponseRedirect:
    messages.success(request, said("web_report.saved"))
    return HttpResponseRedirect(place)


@in_study("report.write")
def passages(request: StudyRequest, part: str) -> HttpResponse:
    """Write at a part of the report."""
    plan, results = kept_plan(request.study), results_of(request.study)
    shown = queries.part_named(results, plan, part)
    places, now = queries.places_at(shown), passages_at(request.study, part)
    known = {**now, "seen": passages_seen(request.study, part)}
    form = PassagesForm(places, request.POST or None, initial=known)
    refused = None
    if form.is_valid():
        try:
            write_passages(request.user, request.study, part, {**now, **form.texts()}, mark=form.cleaned_data["seen"])
        except Conflict as trouble:
            refused = explain(trouble, spoken())
        else:
            return _saved(request, reverse("results:report", args=[request.study.slug]) + f"#{part.replace('/', '-')}")
    context = {
        "form": form,
        "part": shown,
        "refused": refused,
        "now": now if refused else None,
        "page_width": "reading",
    }
    if refused:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["seen"] = known["seen"]  # type: ignore[index]
    return render(request, "results/report_part.html", context, status=422 if form.is_bound else 200)


@require_POST
@in_study("report.make")
def make(request: StudyRequest) -> HttpResponse:
    """Have the report made in a form."""
    return redirect("jobs:job", actions.ask_for_report(request.membership, request.POST.get("form", "docx")).pk)


@in_study("report.make")
def preview(request: StudyRequest) -> HttpResponse:
    """Show the preview that was made last; make one."""
    if request.method == "POST":
        return redirect("jobs:job", actions.ask_for_report(request.membership, PREVIEW).pk)
    found = queries.preview_of(request.user, request.study)
    return render(request, "results/report_preview.html", {"job": found[0] if found else None, "page_width": "full"})


@require_safe
@xframe_options_sameorigin
@in_study("report.make")
def previewed(request: StudyRequest) -> HttpResponse:
    """Give the preview itself: the report's html, under a policy that lets its own style and script work and nothing else.

    It runs in a sandbox without an origin: it can neither read the workbench's pages nor send anything in its name.
    """
    found = queries.preview_of(request.user, request.study)
    if found is None:
        raise NotFound("B855")
    page = bytes(JobFile.objects.get(pk=found[1].pk).content).decode()
    response = HttpResponse(page)
    response.headers["Content-Security-Policy"] = f"{policy_of(page)}; sandbox allow-scripts; frame-ancestors 'self'"
    response.headers["Cache-Control"] = "private, no-store"
    return response
