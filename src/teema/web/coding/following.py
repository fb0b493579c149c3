"""What in the coding's own rooms and below refers to codes and codings by key: what interviews took up, memos, saved searches."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from teema.web.coding.actions import coverage
from teema.web.coding.models import Memo
from teema.web.coding.references import Reference, Restructured
from teema.web.history.recording import Recorder
from teema.web.material.models import SavedSearch
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


def _searches(study: Study, codes: Collection[str], topics: Collection[str]) -> int:
    about = Q(query__theme__in=codes) | Q(query__topic__in=topics)
    return SavedSearch.objects.filter(about, study=study).count()


def _follow_searches(changes: Recorder, done: Restructured) -> None:
    """Have saved searches look under what took the place of their theme and topic; those under what is gone go with it."""
    for row in SavedSearch.objects.filter(study=done.study):
        theme, topic = row.query.get("theme", ""), row.query.get("topic", "")
        now = {"theme": done.became.codes.get(theme, theme), "topic": done.became.topics.get(topic, topic)}
        if now["theme"] in done.before.codes and now["theme"] not in done.after.codes:
            changes.delete(row)
        elif now != {"theme": theme, "topic": topic}:
            changes.update(row, query=row.query | {name: key for name, key in now.items() if key})


ASKED = Reference("asked", _asked, coverage.follow, goes_along=True)
MEMOS = Reference("memos", _memos, _follow, goes_along=True)
SEARCHES = Reference("searches", _searches, _follow_searches, goes_along=True)
