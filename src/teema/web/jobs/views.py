"""Pages of one's own jobs."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from teema.web.downloads import download
from teema.web.jobs import queries
from teema.web.jobs.actions import cancel as cancel_job
from teema.web.jobs.actions import job_of
from teema.web.jobs.entering import enter


@login_required
def jobs(request: HttpRequest) -> HttpResponse:
    """List one's own jobs."""
    listed = [(one, queries.words_of("kinds", one.kind)) for one in queries.jobs_of(request.user)[:100]]  # type: ignore[arg-type]
    return render(request, "jobs/jobs.html", {"jobs": listed, "page_width": "reading"})


@login_required
def job(request: HttpRequest, job: UUID) -> HttpResponse:
    """Show how far a job is, or what came of it; for HTMX that part alone."""
    row = job_of(request.user, job)  # type: ignore[arg-type]
    enter(request, row.study)
    told = queries.told(row)
    template = "jobs/state.html" if "HX-Request" in request.headers else "jobs/job.html"
    return render(request, template, {**told, "page_width": "reading"})


@login_required
@require_POST
def cancel(request: HttpRequest, job: UUID) -> HttpResponse:
    """Take a job back."""
    cancel_job(request.user, job)  # type: ignore[arg-type]
    return redirect("jobs:job", job)


@login_required
def file(request: HttpRequest, job: UUID, number: int) -> FileResponse:
    """Give a file that a job made."""
    found = queries.made_file(job_of(request.user, job), number)  # type: ignore[arg-type]
    return download(found.name, bytes(found.content))
