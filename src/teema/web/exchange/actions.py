"""A new study, and the jobs that bring studies in and take them out."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from teema.errors import Conflict
from teema.formats.folder import read_study
from teema.formats.folder.presets import start_study
from teema.web.accounts.access import require_keeper
from teema.web.accounts.models import User
from teema.web.bridge import load
from teema.web.exchange.tasks import APPLY, COMPARE, OPEN, SAVE
from teema.web.jobs.actions import enqueue
from teema.web.jobs.models import Job, JobFile
from teema.web.studies.access import require
from teema.web.studies.models import Membership, Study
from teema.wording import Language


def begin_study(actor: User, *, title: str, preset: str, language: Language) -> Study:
    """Make a study from a preset; its maker leads it. Forbidden (B105): the actor doesn't keep the workspace."""
    require_keeper(actor)
    with tempfile.TemporaryDirectory(prefix="teema-") as folder:
        place = Path(folder) / "study"
        start_study(place, preset, language)
        plain = read_study(place).study
    return load(replace(plain, title=" ".join(title.split())), actor)


def open_study_files(actor: User, files: Mapping[str, bytes], **asked: Any) -> Job:
    """Queue files to be brought in as a study. Forbidden (B105): the actor doesn't keep the workspace."""
    require_keeper(actor)
    return enqueue(actor, OPEN, asked, files=files)


def save_study_as(membership: Membership, *, form: str, originals: bool, register: bool) -> Job:
    """Queue a study to be written in a form. Forbidden: the role hasn't the right (B102), or names aren't shown to the member (B103)."""
    require(membership, "study.save")
    if register:
        require(membership, "register.read")
    study = membership.study
    asked = {"study": study.slug, "form": form, "originals": originals, "register": register}
    return enqueue(membership.user, SAVE, asked, study=study.pk)


def compare_with(membership: Membership, files: Mapping[str, bytes]) -> Job:
    """Queue a workbook or a codebook to be compared with a study. Forbidden (B102): the role hasn't the right."""
    require(membership, "coding.import")
    study = membership.study
    return enqueue(membership.user, COMPARE, {"study": study.slug}, study=study.pk, files=files)


def apply_shown(membership: Membership, shown: Job) -> Job:
    """Queue what a comparison showed to be done.

    Forbidden (B102): the role hasn't the right. Conflict (B862): it is no comparison of this study, or its file is gone.
    """
    require(membership, "coding.import")
    study = membership.study
    files = {one.name: bytes(one.content) for one in JobFile.objects.filter(job=shown, made=False)}
    if shown.kind != COMPARE or shown.study != study.pk or not files:
        raise Conflict("B862")
    asked = {"study": study.slug, "shown": shown.result["shown"]}
    return enqueue(membership.user, APPLY, asked, study=study.pk, files=files)
