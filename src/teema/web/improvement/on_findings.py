"""Measures serve findings by key: how many serve one, and how they let go of one that is taken away."""

from __future__ import annotations

from teema.web.history.recording import Recorder
from teema.web.improvement.models import Measure
from teema.web.studies.models import Study


def measures_serving(study: Study, key: str) -> list[Measure]:
    """Return the measures that serve a finding."""
    return [one for one in Measure.objects.filter(study=study) if key in one.findings]


def count_measures(study: Study, key: str) -> int:
    """Count them."""
    return len(measures_serving(study, key))


def let_go_of_finding(changes: Recorder, study: Study, key: str) -> None:
    """Take a finding out of the measures that serve it; they stay, with the others that they serve."""
    for measure in measures_serving(study, key):
        changes.update(measure, findings=[one for one in measure.findings if one != key])
