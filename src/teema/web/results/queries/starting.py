"""Where a new finding begins: a cell of a table or of the comparison, with what was said there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from teema.analysis.whole import Results
from teema.study.conclusions import Finding
from teema.web.comparison.queries.passages import Passages, passages
from teema.web.results.forms.findings import place_value
from teema.web.results.queries.finding import proposed
from teema.web.speaking import spoken
from teema.web.studies.models import Study

NAMED = ("theme", "sub_theme", "topic", "group", "verdict")


@dataclass(frozen=True, slots=True)
class Start:
    """What a new finding is about at first; ``proposed`` are the codings of its cell, ``chosen`` those to be its evidence."""

    initial: Mapping[str, Any]
    proposed: tuple[str, ...]
    chosen: tuple[str, ...]

    @classmethod
    def asked(cls, results: Results, given: QueryDict) -> Start:
        """Read where a finding begins: from the address of the page, or from the form that comes back.

        The address names a cell (``theme``, ``sub_theme`` by key or label, ``topic``, ``group``) or codings (``coding``).
        """
        if "statement" in given:
            chosen = tuple(one for one in given.getlist("evidence") if one in results.study.coding_by_id)
            return cls({}, tuple(dict.fromkeys((*given.getlist("proposed"), *chosen))), chosen)
        named = {name: given.get(name, "") for name in NAMED}
        theme = named["theme"] or _theme(results, named["sub_theme"])
        groups = tuple(one for one in given.getlist("group") if one)
        place = Finding("", "", theme=theme, sub_theme=named["sub_theme"], topic=named["topic"], groups=groups)
        codings = tuple(one for one in given.getlist("coding") if one in results.study.coding_by_id)
        found = tuple(dict.fromkeys((*codings, *(() if codings else proposed(results, place)))))
        initial = {
            "place": place_value(theme, named["sub_theme"]),
            "topic": named["topic"],
            "groups": list(groups),
            "verdict": named["verdict"],
            "statement": given.get("words", ""),
        }
        return cls({name: value for name, value in initial.items() if value}, found, found)

    def passages(self, study: Study, results: Results) -> Passages:
        """Return the codings of the cell in their context."""
        return passages(study, results, self.proposed, spoken(), 0, len(self.proposed))

    def draft(self, form: forms.Form) -> Finding:
        """Return the finding as it is on the form."""
        groups = form["groups"].value() if "groups" in form.fields else ()
        return Finding("", str(form["statement"].value() or ""), groups=tuple(groups or ()), evidence=self.chosen)


def _theme(results: Results, sub_theme: str) -> str:
    theme = results.study.codebook.theme_of.get(sub_theme)
    return theme.key if theme else ""
