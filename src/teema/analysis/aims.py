"""How findings and measures bear on the organisation's values and strategic aims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from teema.study.conclusions import KINDS, Finding, Kind, Measure
from teema.study.design import Aim


@dataclass(frozen=True, slots=True)
class AimRow:
    """One value or aim with its findings, one tuple for each of ``KINDS``, and the measures that serve it."""

    aim: Aim
    findings: tuple[tuple[Finding, ...], ...]
    measures: tuple[Measure, ...]

    def of(self, kind: Kind) -> tuple[Finding, ...]:
        """Return the aim's findings of one kind."""
        return self.findings[KINDS.index(kind)]

    @property
    def empty(self) -> bool:
        """Tell whether nothing bears on the aim."""
        return not any(self.findings) and not self.measures


@dataclass(frozen=True, slots=True)
class AimMatrix:
    """One row an aim, in the organisation's order; ``unknown`` are values that findings or measures name and it has not."""

    rows: tuple[AimRow, ...]
    unknown: tuple[str, ...]

    @property
    def without(self) -> tuple[Aim, ...]:
        """Return the aims on which no finding and no measure bears."""
        return tuple(row.aim for row in self.rows if row.empty)


def aims_by_findings(aims: Sequence[Aim], findings: Sequence[Finding], measures: Sequence[Measure]) -> AimMatrix:
    """Set findings and measures against the aims that their ``value`` names, by key or by name.

    A measure serves an aim that it names itself or that one of its findings bears on.

    >>> matrix = aims_by_findings([Aim("near", "Close"), Aim("new", "New")], [Finding("f", "…", value=("near",))], [])
    >>> [row.aim.key for row in matrix.rows], [aim.key for aim in matrix.without]
    (['near', 'new'], ['new'])
    """
    known = {name for aim in aims for name in _names(aim)}
    named = [value for finding in findings for value in finding.value]
    named += [value for measure in measures for value in measure.value]
    unknown = tuple(dict.fromkeys(value for value in named if value.casefold() not in known))
    return AimMatrix(tuple(_row(aim, findings, measures) for aim in aims), unknown)


def _names(aim: Aim) -> set[str]:
    return {aim.key.casefold(), aim.name.casefold()}


def _row(aim: Aim, findings: Iterable[Finding], measures: Iterable[Measure]) -> AimRow:
    bearing = [finding for finding in findings if _names_it(finding.value, aim)]
    theirs = {finding.id for finding in bearing}
    serving = tuple(one for one in measures if _names_it(one.value, aim) or theirs & set(one.findings))
    by_kind = tuple(tuple(finding for finding in bearing if finding.kind == kind) for kind in KINDS)
    return AimRow(aim, by_kind, serving)


def _names_it(named: Iterable[str], aim: Aim) -> bool:
    return any(value.casefold() in _names(aim) for value in named)
