"""What the worker does for the results' pages."""

from __future__ import annotations

from teema.web.jobs.tasks import Outcome, register
from teema.web.jobs.work import Work
from teema.web.results.actions.pages import save_pages
from teema.web.studies.access import membership_of

PAGES = "results.pages"
FILE = "sanoitte-teimme.zip"


def register_tasks() -> None:
    """Make the jobs known to the worker."""
    register(PAGES, make_pages)


def make_pages(work: Work) -> Outcome:
    """Make every customer's page. The right to it is asked again: the job may have waited."""
    membership = membership_of(work.job.owner, str(work.params["study"]))
    work.progress("writing")
    content = save_pages(work.job.owner, membership.study)
    return Outcome({"study": membership.study.slug, "title": membership.study.title}, {FILE: content})
