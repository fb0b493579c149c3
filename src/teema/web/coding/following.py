"""What in the coding's own rooms and below refers to codes and codings by key: what interviews took up, memos, saved searches."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from teema.study.summaries import summarised, summary_place
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
    _follow_summaries(changes, done)
    for memo in Memo.objects.filter(study=done.study).exclude(about="").exclude(about__startswith="summary:"):
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


def _follow_summaries(changes: Recorder, done: Restructured) -> None:
    """Have summaries stand in the cell of what took the place of their sub-theme; those that come to one cell become one, in their order.

    A summary of a sub-theme that is gone goes with it.
    """
    met: dict[tuple[str, object], Memo] = {}
    for memo in Memo.objects.filter(study=done.study, about__startswith="summary:").order_by("position"):
        customer, key = summarised(memo.about) or ("", "")
        now = done.became.codes.get(key, key)
        about = summary_place(customer, done.place_of(key)[1] or now)
        first = met.setdefault((about, memo.extra.get("round")), memo)
        if key in done.before.codes and now not in done.after.codes:
            met.pop((about, memo.extra.get("round")))
            changes.delete(memo)
        elif first is memo:
            changes.update(memo, about=about)
        else:
            changes.update(first, text=f"{first.text}\n\n{memo.text}")
            changes.delete(memo)


ASKED = Reference("asked", _asked, coverage.follow, goes_along=True)
MEMOS = Reference("memos", _memos, _follow, goes_along=True)
SEARCHES = Reference("searches", _searches, _follow_searches, goes_along=True)
