"""What a finding may rest on: the codings of its place and its groups that it hasn't weighed yet."""

from __future__ import annotations

from dataclasses import dataclass

from narwhals.typing import IntoDataFrame

from teema.analysis.rows import rows
from teema.study.conclusions import Finding

_COLUMNS = ("coding_id", "group", "theme", "sub_theme", "label", "topic", "valence")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A coding that stands where a finding does; ``places`` of those that the finding names (topic, sub-theme, theme) are its own."""

    coding_id: str
    valence: int | None
    places: int


def candidates(finding: Finding, codings: IntoDataFrame) -> tuple[Candidate, ...]:
    """Return the codings on the finding's topic (or, where it names none, of its sub-theme or theme) and of its groups.

    Those of most of its places come first, then the order of the frame stands. A finding that names no place has none.

    >>> import polars as pl
    >>> said = {"coding_id": ["a", "b"], "group": ["k", "k"], "theme": ["t", "t"], "sub_theme": ["s", "u"], "valence": [1, None]}
    >>> codings = pl.DataFrame(said | {"label": ["S", "U"], "topic": ["x", "x"]})
    >>> [one.coding_id for one in candidates(Finding("f", "…", topic="x", sub_theme="u"), codings)]
    ['b', 'a']
    """
    weighed = {*finding.evidence, *finding.counter_evidence}
    found = []
    for coding_id, group, theme, sub_theme, label, topic, valence in rows(codings, *_COLUMNS):
        met = _met(finding, theme, (sub_theme, label), topic)
        if met and met[0] and coding_id not in weighed and (not finding.groups or group in finding.groups):
            found.append(Candidate(coding_id, valence, sum(met)))
    return tuple(sorted(found, key=lambda one: -one.places))


def _met(finding: Finding, theme: str | None, sub_themes: tuple[str | None, ...], topic: str | None) -> list[bool]:
    """Tell of each place that the finding names, the narrowest first, whether a coding stands there."""
    named = ((finding.topic, (topic,)), (finding.sub_theme, sub_themes), (finding.theme, (theme,)))
    return [name in held for name, held in named if name]
