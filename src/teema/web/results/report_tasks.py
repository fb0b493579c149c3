"""What the worker does for the report: its documents, a frozen version, and a frozen version made again."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from teema.formats.folder import read_study, write_study
from teema.report.make import FORMATS, make_report
from teema.report.plan import plan_of, table_of
from teema.study import Study as PlainStudy
from teema.web.bridge import plain_study
from teema.web.downloads import packed
from teema.web.history.models import Act
from teema.web.jobs.tasks import Outcome, register
from teema.web.jobs.work import Work
from teema.web.reporting.actions.freezing import freeze, frozen_of
from teema.web.studies.access import membership_of, require
from teema.web.studies.models import Study
from teema.web.studies.rights import Right

REPORT, FREEZE, AGAIN = "results.report", "results.freeze", "results.again"
PREVIEW: Final = "preview"
FORMS: Final[Mapping[str, tuple[str, ...]]] = {
    "docx": ("docx",),
    "pdf": ("pdf",),
    "html": ("html",),
    "xlsx": ("xlsx",),
    "data": (),
    "all": FORMATS,
    PREVIEW: ("html",),
}
"""What can be asked for, and the documents that are made for it."""
_FILES: Final = {
    "docx": "report.docx",
    "pdf": "report.pdf",
    "html": "report.html",
    "xlsx": "tables.xlsx",
    PREVIEW: "report.html",
}


def register_report_tasks() -> None:
    """Make the report's jobs known to the worker."""
    register(REPORT, report)
    register(FREEZE, freeze_report)
    register(AGAIN, make_again)


def _entered(work: Work, right: Right) -> Study:
    """Return the study that a job is about. The right is asked again: the job may have waited."""
    membership = membership_of(work.job.owner, str(work.params["study"]))
    require(membership, right)
    return membership.study


def report(work: Work) -> Outcome:
    """Make the report as its plan says, in one form."""
    study, form = _entered(work, "report.make"), str(work.params["form"])
    with transaction.atomic():
        plain = plain_study(study)
    with tempfile.TemporaryDirectory(prefix="teema-") as folder:
        out = Path(folder) / f"{_stem(study)}-report"
        _make(plain, out, FORMS[form], work)
        files = _chosen(out, form, study)
    plan = plan_of(plain)
    result = {"study": study.slug, "form": form, "edition": plan.edition}
    remembered = {"form": form, "edition": plan.edition}
    return Outcome(result, files, None if form == PREVIEW else lambda: _remembered(work, study, remembered))


def _make(plain: PlainStudy, out: Path, formats: tuple[str, ...], work: Work) -> None:
    make_report(
        plain, out, formats=formats, progress=lambda stage, share: work.progress(stage, round(100 * share), 100)
    )


def _stem(study: Study) -> str:
    return study.slug[:60].strip("-")


def _chosen(out: Path, form: str, study: Study) -> dict[str, bytes]:
    """Return the file that was asked for, under a name that tells the study."""
    if form in _FILES:
        made = out / _FILES[form]
        return {f"{_stem(study)}{made.suffix}": made.read_bytes()}
    if form == "data":
        return {f"{_stem(study)}-data.zip": packed(out / "data")}
    return {f"{out.name}.zip": packed(out)}


def _remembered(work: Work, study: Study, params: Mapping[str, Any]) -> Mapping[str, Any]:
    """Write into history that words left the study in a report: that can't be undone."""
    Act.objects.create(study=study.pk, actor=work.job.owner, verb="report.make", params=params, state=Act.State.ERASED)
    return {}


def freeze_report(work: Work) -> Outcome:
    """Keep the study as it is now with its report: made of the very folder that is kept, so that it can be made again."""
    study = _entered(work, "report.freeze")
    with transaction.atomic():
        plain = plain_study(study)
    with tempfile.TemporaryDirectory(prefix="teema-") as place:
        folder, out = Path(place) / _stem(study), Path(place) / "report"
        write_study(plain, folder)
        kept = packed(folder)
        plain = read_study(folder).study
        _make(plain, out, FORMATS, work)
        made = digests(out)
    name, program, plan = str(work.params["name"]), version("teema"), table_of(plan_of(plain))

    def write() -> Mapping[str, Any]:
        row = freeze(work.job.owner, study, name=name, folder=kept, plan=plan, program=program, digests=made)
        return {"study": study.slug, "name": name, "frozen": str(row.pk), "files": len(made)}

    return Outcome(write=write)


def make_again(work: Work) -> Outcome:
    """Make the report of a frozen version anew, and tell which files are the same as they were, byte for byte."""
    study = _entered(work, "study.save")
    row = frozen_of(study, UUID(str(work.params["frozen"])), content=True)
    with tempfile.TemporaryDirectory(prefix="teema-") as place:
        with zipfile.ZipFile(io.BytesIO(bytes(row.content))) as archive:
            archive.extractall(Path(place) / "study")
        (folder,) = (Path(place) / "study").iterdir()
        plain = read_study(folder).study
        out = Path(place) / f"{_stem(study)}-report"
        _make(plain, out, FORMATS, work)
        made, files = digests(out), {f"{out.name}.zip": packed(out)}
    differing = sorted(name for name in {*made, *row.digests} if made.get(name) != row.digests.get(name))
    result = {"study": study.slug, "name": row.name, "files": len(made), "same": len(made) - len(differing)}
    told = {"differing": differing, "program": row.program, "now": version("teema")}
    remembered = {"form": "all", "edition": plan_of(plain).edition}
    return Outcome({**result, **told}, files, lambda: _remembered(work, study, remembered))


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder, by its path from there."""
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    return {one.relative_to(folder).as_posix(): sha256(one.read_bytes()).hexdigest() for one in files}
