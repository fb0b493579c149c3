"""Removing a study."""

from __future__ import annotations

import unicodedata
from functools import partial

from django.db import transaction

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.history.erasing import leave_nothing_behind
from teema.web.history.models import Act
from teema.web.jobs.models import Job
from teema.web.studies.access import membership_of, require
from teema.web.studies.erasing import forget
from teema.web.studies.models import Study


@transaction.atomic
def remove_study(actor: User, study: Study, *, title: str) -> None:
    """Take a study out of the workspace with everything in it, its history included. Conflict (B258): the title isn't the study's.
    Conflict (B215): work on it is going on.

    This can't be undone: the title is written to show that it is meant.
    """
    require(membership_of(actor, study.slug), "study.remove")
    if _plain(title) != _plain(study.title):
        raise Conflict("B258")
    gone, jobs = study.pk, Job.objects.filter(study=study.pk)
    if jobs.filter(state__in=(Job.State.QUEUED, Job.State.RUNNING)).exists():
        raise Conflict("B215")
    jobs.delete()  # their files and results hold the study's words
    Act.objects.filter(study=gone).delete()
    study.delete()
    transaction.on_commit(partial(forget, gone))
    transaction.on_commit(leave_nothing_behind)


def _plain(title: str) -> str:
    return " ".join(unicodedata.normalize("NFC", title).split())
