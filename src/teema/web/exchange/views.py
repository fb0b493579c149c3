"""Pages of new studies, of bringing studies in and of taking them out."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from teema.web.accounts.access import require_keeper
from teema.web.exchange import actions
from teema.web.exchange.backups import backup_file
from teema.web.exchange.forms import MergeForm, NewStudyForm, OpenForm, SaveForm
from teema.web.jobs.actions import job_of
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.rights import may


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Begin a study."""
    require_keeper(request.user)
    form = NewStudyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        study = actions.begin_study(request.user, **form.cleaned_data)  # type: ignore[arg-type]
        return redirect("studies:overview", study.slug)
    return render(request, "exchange/new.html", {"form": form, "page_width": "form"})


@login_required
def open_(request: HttpRequest) -> HttpResponse:
    """Bring in a study from files."""
    require_keeper(request.user)
    form = OpenForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        asked = dict(form.cleaned_data)
        files = {one.name: one.read() for one in asked.pop("sources")}
        job = actions.open_study_files(request.user, files, **asked)  # type: ignore[arg-type]
        return redirect("jobs:job", job.pk)
    return render(request, "exchange/open.html", {"form": form, "page_width": "form"})


@in_study("study.save")
def transfer(request: StudyRequest) -> HttpResponse:
    """Take a study out."""
    form = SaveForm(request.POST or None, sees_names=_sees_names(request))
    if request.method == "POST" and form.is_valid():
        asked = {"register": False} | form.cleaned_data
        return redirect("jobs:job", actions.save_study_as(request.membership, **asked).pk)
    return render(request, "exchange/transfer.html", {"form": form, "page_width": "form"})


@in_study("coding.import")
def merge(request: StudyRequest) -> HttpResponse:
    """Have a workbook or a codebook compared with the study: nothing is changed before it is shown."""
    form = MergeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        return redirect("jobs:job", actions.compare_with(request.membership, {file.name: file.read()}).pk)
    return render(request, "exchange/merge.html", {"form": form, "page_width": "form"})


@require_POST
@in_study("coding.import")
def apply(request: StudyRequest, job: UUID) -> HttpResponse:
    """Do what a comparison showed."""
    return redirect("jobs:job", actions.apply_shown(request.membership, job_of(request.user, job)).pk)


def _sees_names(request: StudyRequest) -> bool:
    return request.membership.sees_names and may(request.membership.role, "register.read")


@login_required
@require_POST
def backup(request: HttpRequest) -> FileResponse:
    """Give a copy of the whole workspace."""
    require_keeper(request.user)
    return backup_file()
