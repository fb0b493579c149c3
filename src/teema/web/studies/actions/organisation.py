"""Writes to the organisation's card."""

from __future__ import annotations

from teema.web.accounts.models import User
from teema.web.studies.access import act
from teema.web.studies.models import Study


def change_organisation(actor: User, study: Study, *, name: str, description: str) -> None:
    """Say what the organisation is called and what it does."""
    with act(actor, study, "organisation.change") as changes:
        changes.update(study, organisation=name, organisation_description=description)
        changes.note(kind="organisation", done="changed")
