"""The report's Tables 1–8: the interviews, the frame of themes, and the reduced expressions of each theme."""

from __future__ import annotations

from collections.abc import Mapping

from teema.report.blocks import Table
from teema.report.sections.frame import themes_table
from teema.report.sections.material import interviews_table
from teema.report.sections.themes import theme_table
from teema.report.telling import Telling


def interviews(telling: Telling, _: Mapping[str, str]) -> Table | None:
    """Make Table 1; None before the first interview."""
    found = telling.results.material
    return interviews_table(telling, found) if found.interviews else None


def frame(telling: Telling, _: Mapping[str, str]) -> Table | None:
    """Make Table 2; None before the first theme."""
    return themes_table(telling) if telling.study.codebook.themes else None


def theme(telling: Telling, parameters: Mapping[str, str]) -> Table | None:
    """Make one of Tables 3–8, that of the theme which ``theme`` names; None where it is gone."""
    found = next((one for one in telling.results.themes if one.theme == parameters.get("theme")), None)
    return theme_table(telling, found) if found else None
