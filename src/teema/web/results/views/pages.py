"""Each customer's page as it will be, why it is so, and the pages as files."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from teema.errors import NotFound
from teema.web.downloads import download
from teema.web.jobs.actions import enqueue
from teema.web.results.actions.pages import save_page, save_pages
from teema.web.results.queries import pages as queries
from teema.web.results.tasks import FILE, PAGES
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.queries.customers import customer_of
from teema.web.studies.rights import may

AT_ONCE = 100
"""How many pages are made while one waits; more are left to the worker."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'self'; sandbox"
"""What the page may do within the workbench: show itself. The page's own policy allows none but its own style."""


@require_safe
@in_study("study.read")
def pages(request: StudyRequest) -> HttpResponse:
    """List the customers that have a page."""
    lines = queries.page_lines(request.study)
    return render(request, "results/pages.html", {"lines": lines, "may_save": _may_save(request)})


@require_safe
@in_study("study.read")
def page(request: StudyRequest, customer: UUID) -> HttpResponse:
    """Show a customer's page as it will be, and why it is so."""
    row = customer_of(request.study, customer)
    explained = queries.explained(row)
    return render(request, "results/page.html", {"customer": row, "told": explained, "may_save": _may_save(request)})


@require_safe
@xframe_options_sameorigin
@in_study("study.read")
def itself(request: StudyRequest, customer: UUID) -> HttpResponse:
    """Give the page itself, byte for byte what the report gives. NotFound (B843): the customer has none."""
    found = queries.page_of(customer_of(request.study, customer))
    if found is None:
        raise NotFound("B843")
    return HttpResponse(found, headers={"Content-Security-Policy": POLICY})


@require_POST
@in_study("study.save")
def save(request: StudyRequest, customer: UUID) -> HttpResponseBase:
    """Give one customer's page as a file."""
    return download(*save_page(request.user, customer_of(request.study, customer)))


@require_POST
@in_study("study.save")
def save_all(request: StudyRequest) -> HttpResponseBase:
    """Give every customer's page in one archive; many are made beside."""
    if len(queries.page_lines(request.study)) > AT_ONCE:
        job = enqueue(request.user, PAGES, {"study": request.study.slug}, study=request.study.pk)
        return redirect("jobs:job", job.pk)
    return download(FILE, save_pages(request.user, request.study))


def _may_save(request: StudyRequest) -> bool:
    return may(request.membership.role, "study.save")
