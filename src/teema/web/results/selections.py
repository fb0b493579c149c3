"""The segments behind the numbers of measures: what a measure's effect is read from, and what its findings rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from teema.analysis.measures import CustomerChange
from teema.analysis.whole import Results


def of_effect(results: Results, parameters: Mapping[str, str]) -> Sequence[str]:
    """Return what the customers compared said before a measure and after it.

    ``change`` asks for those whose experience moved that way (1, 0, -1), ``customer`` for one customer, ``side`` for what was said
    ``before`` or ``after`` alone.
    """
    found = [one for one in results.measures if one.measure.id == parameters.get("measure")]
    return [coding for one in found for each in one.effect.customers for coding in _said(each, parameters)]


def _said(one: CustomerChange, parameters: Mapping[str, str]) -> Sequence[str]:
    change, customer, side = (parameters.get(name, "") for name in ("change", "customer", "side"))
    wanted = customer == one.customer if customer else one.change is not None
    if not wanted or (change and change != str(one.change)):
        return ()
    sides = {"before": one.before_ids, "after": one.after_ids}
    return sides.get(side, (*one.before_ids, *one.after_ids))


def of_evidence(results: Results, parameters: Mapping[str, str]) -> Sequence[str]:
    """Return the evidence of a finding."""
    found = [one for one in results.findings if one.finding.id == parameters.get("finding")]
    return [coding for one in found for coding in one.evidence]
