"""What measures hold of those who are erased: a customer's key among those to whom a measure is shown."""

from __future__ import annotations

from teema.web.history.recording import Recorder
from teema.web.improvement.models import Measure
from teema.web.studies.models import Customer, Group, Study

EVERYONE = "all"
"""Stands among those to whom a measure is shown for every customer."""


def drop_lost_customers(study: Study) -> None:
    """Take out of ``visible_to`` the keys of customers that are no more: an erased customer's key stays nowhere."""
    there = {EVERYONE, *_keys(Group, study), *_keys(Customer, study)}
    for measure in Measure.objects.filter(study=study):
        left = [key for key in measure.visible_to if key in there]
        if left != measure.visible_to:
            measure.visible_to = left
            measure.save(update_fields=["visible_to"])


def follow_customer(changes: Recorder, study: Study, was: str, now: str) -> None:
    """Have measures stay visible to a customer whose key changes."""
    for measure in Measure.objects.filter(study=study):
        if was in measure.visible_to:
            changes.update(measure, visible_to=[now if key == was else key for key in measure.visible_to])


def _keys(model: type[Group | Customer], study: Study) -> list[str]:
    return list(model._default_manager.filter(study=study).values_list("key", flat=True))
