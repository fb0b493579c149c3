"""The segments behind a finding's numbers, by its key; ``counted`` asks for those only by which customers are counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from teema.analysis.findings import CheckedFinding
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
