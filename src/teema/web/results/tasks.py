"""What the worker does for the results' pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from teema.web.accounts.models import User
from teema.web.jobs.tasks import Outcome, register
from teema.web.jobs.work import Work
from teema.web.results.actions.pages import packed_pages, remember_pages
from teema.web.studies.access import membership_of
from teema.web.studies.models import Study

PAGES = "results.pages"
FILE = "sanoitte-teimme.zip"


def register_tasks() -> None:
    """Make the jobs known to the worker."""
    register(PAGES, make_pages)


def make_pages(work: Work) -> Outcome:
    """Make every customer's page. The right to it is asked again: the job may have waited."""
    owner = work.job.owner
    study = membership_of(owner, str(work.params["study"])).study
    work.progress("writing")
    content, pages = packed_pages(owner, study)
    return Outcome(
        {"study": study.slug, "title": study.title}, {FILE: content}, lambda: _remembered(owner, study, pages)
    )


def _remembered(owner: User, study: Study, pages: int) -> Mapping[str, Any]:
    remember_pages(owner, study, pages)
    return {}
