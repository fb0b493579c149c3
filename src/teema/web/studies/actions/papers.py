"""Writes of the facts that the papers tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from teema.web.accounts.models import User
from teema.web.studies.access import act
from teema.web.studies.models import Study
from teema.web.studies.papers.facts import KEPT, kept


def change_facts(actor: User, study: Study, given: Mapping[str, Any]) -> None:
    """Write the facts into the study: they go with it to its folder. What a hand added there beside them stays."""
    with act(actor, study, "design.change") as changes:
        others = {name: value for name, value in study.extra.get(KEPT, {}).items() if name not in given}
        rest = {name: value for name, value in study.extra.items() if name != KEPT}
        facts = others | kept(given)
        changes.update(study, extra=rest | ({KEPT: facts} if facts else {}))
        changes.note(kind="papers", done="changed")
