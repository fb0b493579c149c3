"""What in the coding's own rooms refers to codes and codings by key: what interviews took up, and memos."""

from __future__ import annotations

from collections.abc import Collection

from teema.web.coding.actions import coverage
from teema.web.coding.models import Memo
from teema.web.coding.references import Reference, Restructured
from teema.web.history.recording import Recorder
from teema.web.studies.models import Asked, Study


def _asked(study: Study, codes: Collection[str], _: Collection[str]) -> int:
    return Asked.objects.filter(study=study, sub_theme__in=codes).count()


def _memos(study: Study, codes: Collection[str], _: Collection[str]) -> int:
    return Memo.objects.filter(study=study, about__in=[f"code:{key}" for key in codes]).count()


def _follow(changes: Recorder, done: Restructured) -> None:
    """Have memos stand about what took the place of what they were about; those about a code that is gone go with it."""
    gone = done.before.codes.keys() - done.after.codes.keys() - done.became.codes.keys()
    now = {f"code:{key}": f"code:{other}" for key, other in done.became.codes.items()}
    now |= {f"coding:{key}": f"coding:{other}" for key, other in done.became.codings.items()}
    now |= {f"topic:{key}": f"topic:{other}" for key, other in done.became.topics.items()}
    for memo in Memo.objects.filter(study=done.study).exclude(about=""):
        if memo.about in now:
            changes.update(memo, about=now[memo.about])
        elif memo.about.removeprefix("code:") in gone and memo.about.startswith("code:"):
            changes.delete(memo)


ASKED = Reference("asked", _asked, coverage.follow, goes_along=True)
MEMOS = Reference("memos", _memos, _follow, goes_along=True)
