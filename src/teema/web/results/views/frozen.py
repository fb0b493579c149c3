"""Frozen versions: listed, made, given, made again and removed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from teema.errors import Conflict
from teema.web.downloads import download
from teema.web.history.recording import record_look
from teema.web.reporting.actions.freezing import frozen_of, remove_frozen
from teema.web.reporting.models import FrozenReport
from teema.web.results.actions import report as actions
from teema.web.results.forms.report import FreezeForm
from teema.web.studies.access import StudyRequest, in_study, require
from teema.web.studies.forms.worded import said
from teema.web.studies.rights import may


@in_study("study.read")
def versions(request: StudyRequest) -> HttpResponse:
    """List the frozen versions; freeze one."""
    if request.method == "POST":
        require(request.membership, "report.freeze")
    form = FreezeForm(request.POST or None)
    if form.is_valid():
        return redirect("jobs:job", actions.ask_for_freezing(request.membership, form.cleaned_data["name"]).pk)
    role = request.membership.role
    context = {
        "form": form,
        "versions": FrozenReport.objects.filter(study=request.study).defer("content").select_related("made_by"),
        "freezing": may(role, "report.freeze"),
        "saving": may(role, "study.save"),
        "page_width": "reading",
    }
    return render(request, "results/frozen.html", context, status=422 if form.is_bound else 200)


@require_safe
@in_study("study.save")
def file(request: StudyRequest, frozen: UUID) -> FileResponse:
    """Give a version's folder. History remembers that it left the study."""
    row = frozen_of(request.study, frozen, content=True)
    record_look(request.user, request.study.pk, "study.save", row.pk, form="folder", register=False)
    day = localtime(row.made_at).date().isoformat()
    return download(f"{request.study.slug[:60].strip('-')}-{day}.zip", bytes(row.content))


@require_POST
@in_study("study.save")
def again(request: StudyRequest, frozen: UUID) -> HttpResponse:
    """Have a version's report made again."""
    return redirect("jobs:job", actions.ask_again(request.membership, frozen_of(request.study, frozen)).pk)


@require_POST
@in_study("report.freeze")
def remove(request: StudyRequest, frozen: UUID) -> HttpResponse:
    """Take a version away, once its name is written. Conflict (B856): another name was."""
    row = frozen_of(request.study, frozen)
    if request.POST.get("confirm", "").strip() != row.name:
        raise Conflict("B856", name=row.name)
    remove_frozen(request.user, row)
    messages.success(request, said("web_report.frozen.removed", name=row.name))
    return redirect("results:frozen", request.study.slug)
