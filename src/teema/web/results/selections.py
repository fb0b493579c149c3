"""The segments behind a finding's numbers, by its key (``counted`` asks for those only by which customers are counted), and a measure's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from teema.analysis.findings import CheckedFinding
from teema.analysis.measures import CustomerChange
from teema.analysis.whole import Results
from teema.errors import NotFound


def evidence(results: Results, parameters: Mapping[str, str]) -> Sequence[str]:
    """Return a finding's evidence."""
    checked = checked_finding(results, parameters.get("finding", ""))
    return checked.told if parameters.get("counted") else checked.evidence


def counter_evidence(results: Results, parameters: Mapping[str, str]) -> Sequence[str]:
    """Return a finding's counter-evidence."""
    checked = checked_finding(results, parameters.get("finding", ""))
    return checked.against if parameters.get("counted") else checked.counter


def unweighed(results: Results, parameters: Mapping[str, str]) -> Sequence[str]:
    """Return what speaks against a finding and isn't weighed."""
    return checked_finding(results, parameters.get("finding", "")).unweighed


def checked_finding(results: Results, key: str) -> CheckedFinding:
    """Return a finding with its evidence checked. NotFound (B830): there is none."""
    found = next((one for one in results.findings if one.finding.id == key), None)
    if found is None:
        raise NotFound("B830")
    return found


def effect(results: Results, parameters: Mapping[str, str]) -> Sequence[str]:
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
