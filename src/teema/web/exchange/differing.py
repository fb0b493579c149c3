"""What a workbook or a codebook would change in a study of the workspace, and the change itself."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, Final, Literal, TypeAlias

from django.db import transaction

from teema.errors import Conflict, ReadFailed
from teema.formats import refi
from teema.formats.exchange.joining import joined
from teema.formats.exchange.to_study import study_of
from teema.formats.exchange.transfer import Transfer
from teema.formats.workbook import CodingChange, Difference, compare, read_workbook
from teema.formats.workbook.reading import WorkbookRead
from teema.study import Codebook
from teema.study import Study as PlainStudy
from teema.web.bridge import plain_study
from teema.web.exchange.merging import become
from teema.web.jobs.tasks import Outcome
from teema.web.jobs.work import Work
from teema.web.studies.access import act, membership_of, require
from teema.web.studies.models import Study
from teema.web.studies.rights import Right

What: TypeAlias = Literal["workbook", "codebook"]
_SHOWN: Final = 300
"""The most changes, and the most conflicts, that a page shows; all are counted."""
_RIGHTS: Final[Mapping[What, Right]] = {"workbook": "coding.import", "codebook": "codebook.import"}


@dataclass(frozen=True, slots=True)
class Given:
    """A file that was read: a workbook of codings, or a codebook of another program with what was lost on the way."""

    what: What
    name: str
    workbook: WorkbookRead | None = None
    book: Codebook | None = None
    transfer: Transfer | None = None

    def difference(self, study: PlainStudy) -> Difference:
        """Compare with a study as it is. ReadFailed (X202): the workbook was exported from another one."""
        if self.workbook is not None:
            return compare(self.workbook, study)
        assert self.book is not None
        return joined(study, self.book)


def read_given(files: Mapping[str, bytes]) -> Given:
    """Read the one file that was given. ReadFailed (B860): it is neither a workbook nor a codebook, or what its reader says."""
    name, content = next(iter(files.items()))
    plain = PurePosixPath(name.replace("\\", "/")).name
    with tempfile.TemporaryDirectory(prefix="teema-") as folder:
        place = Path(folder) / plain
        place.write_bytes(content)
        if place.suffix.lower() == ".qdc":
            imported = study_of(refi.read_codebook(place), "refi_codebook")
            return Given("codebook", plain, book=imported.study.codebook, transfer=imported.transfer)
        if place.suffix.lower() == ".xlsx":
            return Given("workbook", plain, workbook=read_workbook(place))
    raise ReadFailed("B860", path=plain)


def compare_file(work: Work) -> Outcome:
    """Tell what a file would change. Nothing is changed; the file is kept for whoever wants it."""
    membership = membership_of(work.job.owner, str(work.params["study"]))
    files = work.given()
    work.progress("reading")
    given = read_given(files)
    require(membership, _RIGHTS[given.what])
    work.progress("comparing")
    with transaction.atomic():
        plain = plain_study(membership.study)
    return Outcome(told(membership.study, given, given.difference(plain)), kept=files)


def apply_file(work: Work) -> Outcome:
    """Change the study as a file says, provided that it still would change what was shown. The right is asked again."""
    membership = membership_of(work.job.owner, str(work.params["study"]))
    work.progress("reading")
    given, shown = read_given(work.given()), str(work.params["shown"])
    work.progress("merging")
    return Outcome(write=lambda: _applied(work, membership.study, given, shown))


def _applied(work: Work, study: Study, given: Given, shown: str) -> Mapping[str, Any]:
    before = plain_study(study)
    found = given.difference(before)
    if mark(found) != shown:
        raise Conflict("B861")
    with act(work.job.owner, study, _RIGHTS[given.what]) as changes:
        become(changes, study, before, found.study)
        changes.params |= counts_of(found)
    return told(study, given, found)


def counts_of(found: Difference) -> dict[str, int]:
    """Count what changes: codings added, edited and deleted, and changes of the codebook."""
    kinds = Counter(one.what for one in found.codings)
    return {"added": kinds["added"], "edited": kinds["edited"], "deleted": kinds["deleted"], "codes": len(found.codes)}


def mark(found: Difference) -> str:
    """Return a mark of everything that a difference would do: what is applied is what was shown."""
    return sha256(repr((found.codes, found.codings, found.conflicts)).encode()).hexdigest()


def told(study: Study, given: Given, found: Difference) -> dict[str, Any]:
    """Return a difference as plain data for its page."""
    ordered = sorted(found.codings, key=lambda one: (one.coding.document, one.coding.span))
    return {
        "study": study.slug,
        "what": given.what,
        "file": given.name,
        "shown": mark(found),
        "changes": found.changes,
        "counts": counts_of(found),
        "findings": found.findings,
        "codes": [asdict(one) for one in found.codes[:_SHOWN]],
        "codings": [_coding(one, found) for one in ordered[:_SHOWN]],
        "conflicts": [asdict(one) for one in found.conflicts[:_SHOWN]],
        "conflict_count": len(found.conflicts),
        "more": max(0, len(found.codings) - _SHOWN),
        "problems": [asdict(one) for one in found.problems[:_SHOWN]],
        "more_problems": max(0, len(found.problems) - _SHOWN),
        "transfer": asdict(given.transfer) if given.transfer else None,
    }


def _coding(change: CodingChange, found: Difference) -> dict[str, Any]:
    book, code = found.study.codebook, change.coding.code
    way = [book.theme_of[code].name, book.codes[code].name] if code in book.codes else [code]
    return {
        "what": change.what,
        "document": change.coding.document,
        "words": change.words,
        "code": " › ".join(dict.fromkeys(way)),
        "fields": [asdict(one) for one in change.fields],
        "sheet": change.sheet,
        "row": change.row,
    }
