"""Surveys and other contacts: what a file holds is proposed, shown, and then added to a study as material of its kind."""

from teema.formats.surveys.adding import Addition, Wanted, carry_out, planned
from teema.formats.surveys.grids import is_table
from teema.formats.surveys.profiles import DROPPED, USES, profile_text

__all__ = ["DROPPED", "USES", "Addition", "Wanted", "carry_out", "is_table", "planned", "profile_text"]
