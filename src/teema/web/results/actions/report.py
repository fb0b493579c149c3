"""The jobs that pages of results ask for."""

from __future__ import annotations

from teema.errors import UsageError
from teema.web.jobs.actions import enqueue
from teema.web.jobs.models import Job
from teema.web.reporting.models import FrozenReport
from teema.web.results.report_tasks import AGAIN, FORMS, FREEZE, REPORT
from teema.web.studies.access import require
from teema.web.studies.models import Membership


def ask_for_report(membership: Membership, form: str) -> Job:
    """Queue the report in one form. Forbidden (B102): the role hasn't the right; UsageError (B853): there is no such form."""
    require(membership, "report.make")
    if form not in FORMS:
        raise UsageError("B853", form=form)
    study = membership.study
    return enqueue(membership.user, REPORT, {"study": study.slug, "form": form}, study=study.pk)


def ask_for_freezing(membership: Membership, name: str) -> Job:
    """Queue a frozen version. Forbidden (B102): the role hasn't the right."""
    require(membership, "report.freeze")
    study = membership.study
    return enqueue(membership.user, FREEZE, {"study": study.slug, "name": name}, study=study.pk)


def ask_again(membership: Membership, row: FrozenReport) -> Job:
    """Queue a frozen version's report to be made again. Forbidden (B102): the role hasn't the right."""
    require(membership, "study.save")
    study = membership.study
    return enqueue(membership.user, AGAIN, {"study": study.slug, "frozen": str(row.pk)}, study=study.pk)
