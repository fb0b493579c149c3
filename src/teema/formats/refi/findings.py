"""What a reader or writer meets on its way, counted by kind: one line a kind, however often it occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from teema.errors import Parameter, Problem, Severity
from teema.formats.exchange.transfer import Loss

_NAMED = 20
"""How many names a loss tells at most."""


class Findings:
    """Problems and losses of one file, gathered."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._single: list[Problem] = []
        self._counted: Counter[tuple[str, Severity]] = Counter()
        self._lost: Counter[tuple[str, str]] = Counter()
        self._names: dict[tuple[str, str], dict[str, None]] = {}

    def report(self, code: str, severity: Severity = "warning", **params: Parameter) -> None:
        """Note something that occurs once."""
        self._single.append(Problem(severity, code, self.name, None, dict(params)))

    def take(self, problems: Iterable[Problem]) -> None:
        """Note what another reader met, as warnings: the rest stays readable."""
        self._single.extend(Problem("warning", each.code, each.path, each.row, each.params) for each in problems)

    def count(self, code: str, severity: Severity = "warning", times: int = 1) -> None:
        """Note something that may occur often."""
        if times:
            self._counted[code, severity] += times

    def lose(self, what: str, why: str, name: str = "", times: int = 1) -> None:
        """Note that something does not come along."""
        if times:
            self._lost[what, why] += times
            if name:
                self._names.setdefault((what, why), {})[name] = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """List the problems, the single ones first."""
        counted = (
            Problem(severity, code, self.name, None, {"count": times})
            for (code, severity), times in sorted(self._counted.items())
        )
        return (*self._single, *counted)

    @property
    def losses(self) -> tuple[Loss, ...]:
        """List what does not come along, in order of kind."""
        return tuple(
            Loss(what, why, times, tuple(self._names.get((what, why), {}))[:_NAMED])
            for (what, why), times in sorted(self._lost.items())
        )
