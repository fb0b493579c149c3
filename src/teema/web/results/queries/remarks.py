"""Remarks on anything that a page of results shows: who said what about it, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from teema.errors import NotFound
from teema.web.coding.models import Memo
from teema.web.insight.actions.notes import is_own, is_remark, remarks_on
from teema.web.studies.models import Membership, Study
from teema.web.studies.rights import may

Page: TypeAlias = Callable[[Study, str], str | None]
"""Gives the address of the page that shows a thing, by its key; None where there is no such thing."""
_PAGES: dict[str, Page] = {}


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark, and whether the reader may take it away."""

    memo: Memo
    may_remove: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """The remarks on one thing, as a member sees them: ``about`` is ``finding:P1``."""

    about: str
    remarks: tuple[Remark, ...]
    may_add: bool


def remarked(kind: str, page: Page) -> None:
    """Register a kind of thing that remarks are made on: ``remarked("measure", page_of_measure)``."""
    _PAGES[kind] = page


def page_of(study: Study, about: str) -> str:
    """Return the address of the page that shows what a remark is about. NotFound (B837): there is no such thing."""
    kind, _, key = about.partition(":")
    page = _PAGES[kind](study, key) if kind in _PAGES else None
    if page is None:
        raise NotFound("B837")
    return page


def thread_on(member: Membership, study: Study, about: str) -> Thread:
    """Return the remarks on something for ``results/remarks.html``."""
    own = tuple(
        Remark(one, may(member.role, "remark.remove") and is_own(member, one)) for one in remarks_on(study, about)
    )
    return Thread(about, own, may(member.role, "remark.add"))


def remark_of(study: Study, remark: UUID) -> Memo:
    """Return a remark of a study. NotFound (B837): there is none."""
    memo = Memo.objects.select_related("study").filter(study=study, pk=remark).first()
    if memo is None or not is_remark(memo):
        raise NotFound("B837")
    return memo
