"""Judgements and findings refer to sub-themes, themes, topics and codings by key: how they follow a change of the codebook."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import Q

from teema.errors import Conflict
from teema.web.coding.references import Reference, Restructured
from teema.web.history.recording import Recorder
from teema.web.insight.models import Finding, Judgement
from teema.web.studies.models import Study

Cell: TypeAlias = tuple[UUID, str, str]
"""A customer, the key or label of a sub-theme, the key of a topic."""


def _judgements(study: Study, codes: Collection[str], topics: Collection[str]) -> int:
    return Judgement.objects.filter(Q(sub_theme__in=codes) | Q(topic__in=topics), study=study).count()


def _follow_judgements(changes: Recorder, done: Restructured) -> None:
    """Have judgements stand on the cell that took the place of theirs.

    Conflict: a judgement's sub-theme is no sub-theme any more (B455), or two judgements of a customer would stand on one cell (B456).
    """
    cells: dict[Cell, Cell] = {}
    for row in Judgement.objects.filter(study=done.study).select_related("customer"):
        was: Cell = (row.customer_id, row.sub_theme, row.topic)
        topic = done.became.topics.get(row.topic, row.topic)
        now: Cell = (row.customer_id, _sub_theme_now(row, done), topic)
        if cells.setdefault(now, was) != was:
            raise Conflict("B456", customer=str(row.customer), name=now[1] or topic)
        changes.update(row, sub_theme=now[1], topic=topic)


def _sub_theme_now(row: Judgement, done: Restructured) -> str:
    """Return the key, or the label, of what took the place of a judgement's sub-theme."""
    if row.sub_theme in done.before.sub_theme_of:
        now = done.became.codes.get(row.sub_theme, row.sub_theme)
        if done.place_of(row.sub_theme)[1] != now:
            raise Conflict("B455", customer=str(row.customer), name=done.before.codes[row.sub_theme].shown)
        return now
    if row.sub_theme in done.before.labels and row.sub_theme not in done.after.labels:
        return _label_now(row, done)
    return row.sub_theme


def _label_now(row: Judgement, done: Restructured) -> str:
    """Return what the sub-themes with a judgement's label are called now. Conflict (B455): they have no label in common."""
    places = {done.place_of(sub.key)[1] for sub in done.before.sub_themes if sub.shown == row.sub_theme} - {""}
    labels = {done.after.codes[key].shown for key in places}
    if len(labels) != 1:
        raise Conflict("B455", customer=str(row.customer), name=row.sub_theme)
    return labels.pop()


def _findings(study: Study, codes: Collection[str], topics: Collection[str]) -> int:
    about = Q(theme__in=codes) | Q(sub_theme__in=codes) | Q(topic__in=topics)
    return Finding.objects.filter(about, study=study).count()


def _follow_findings(changes: Recorder, done: Restructured) -> None:
    """Have findings stand on the theme, sub-theme and topic that took the place of theirs, and keep their evidence."""
    for row in Finding.objects.filter(study=done.study):
        node = row.sub_theme or row.theme
        values: dict[str, Any] = {"topic": done.became.topics.get(row.topic, row.topic)}
        if node in done.before.codes:
            values["theme"], values["sub_theme"] = done.place_of(node)
        for column in ("evidence", "counter_evidence"):
            values[column] = _codings_now(getattr(row, column), done)
        changes.update(row, **values)


def _codings_now(keys: list[str], done: Restructured) -> list[str]:
    """Return codings' keys after some became one with others, each once."""
    return list(dict.fromkeys(done.became.codings.get(key, key) for key in keys))


JUDGEMENTS = Reference("judgements", _judgements, _follow_judgements)
FINDINGS = Reference("findings", _findings, _follow_findings)
