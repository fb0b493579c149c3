"""How the pages of results name a finding's parts: its place, its groups, its status."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from teema.report.words import Words
from teema.study import Study as PlainStudy
from teema.study.conclusions import Finding
from teema.web.insight import models
from teema.web.speaking import spoken
from teema.wording import has, say

CONFIRMED: Final = "confirmed"
STATUSES: Final = ("draft", "proposed", CONFIRMED)
"""What a finding's status is in the workbench; a study may hold words of its own."""
_KNOWN: Final = {"yes": "yes", "kyllä": "yes", "no": "no", "ei": "no"}


def said(key: str, /, **parts: object) -> str:
    """Return the words of findings' pages for a key."""
    return say(spoken(), f"web_findings.{key}", **parts)


def status_words(status: str) -> str:
    """Return what a status is called; a study's own word as it stands."""
    key = f"web_findings.statuses.{status}"
    return say(spoken(), key) if has(key, spoken()) else status


def known_key(told: str) -> str:
    """Return ``yes`` or ``no`` for what says so in either language; other words as they stand."""
    return _KNOWN.get(told.strip().casefold(), told)


def known_words(told: str) -> str:
    """Say whether the organisation knew already."""
    key = known_key(told)
    return said(f"known.{key}") if key in ("yes", "no") else told


def place_words(words: Words, finding: Finding) -> str:
    """Say where a finding stands: theme › sub-theme › topic; empty where it names no place."""
    theme = finding.theme or _theme_of(words, finding.sub_theme)
    parts = (theme and words.code(theme), finding.sub_theme and words.code(finding.sub_theme))
    return " › ".join(part for part in (*parts, finding.topic and words.topic(finding.topic)) if part)


def theme_of(words: Words, finding: Finding) -> str:
    """Return the key of the theme that a finding stands in."""
    return finding.theme or _theme_of(words, finding.sub_theme)


def _theme_of(words: Words, sub_theme: str) -> str:
    theme = words.study.codebook.theme_of.get(sub_theme)
    return theme.key if theme else ""


def group_words(words: Words, finding: Finding) -> str:
    """Name the groups that a finding speaks of."""
    return words.listed(words.group(one) for one in finding.groups) if finding.groups else words.say("all_groups")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is written of a finding, in words."""

    kind: str
    place: str
    groups: str
    verdict: str
    status: str
    values: tuple[str, ...]
    known: str


def facts_of(study: PlainStudy, row: models.Finding) -> Facts:
    """Say what is written of a finding."""
    words = Words(study, spoken())
    finding = Finding(row.key, row.statement, theme=row.theme, sub_theme=row.sub_theme, topic=row.topic)
    return Facts(
        words.term("kinds", row.kind),
        place_words(words, finding),
        group_words(words, replace(finding, groups=tuple(row.groups))),
        words.term("verdicts", row.verdict) if row.verdict else "",
        status_words(row.status) if row.status else "",
        tuple(words.aims.get(one, one) for one in row.value),
        known_words(row.known_internally) if row.known_internally else "",
    )
