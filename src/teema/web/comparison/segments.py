"""From a number to its segments: each number's link names a selection and its parameters, and opens exactly what it counted.

A page writes ``{% opens study "properties" theme="odotukset" group="kunnat" %}`` around nothing: it gives the address. A feature with numbers
of its own registers a selection when it starts: ``opens("pair", of_pair)``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias
from urllib.parse import urlencode

from django.urls import reverse

from teema.analysis.whole import Results
from teema.errors import NotFound
from teema.web.studies.models import Study

Selection: TypeAlias = Callable[[Results, Mapping[str, str]], Sequence[str]]
"""Gives the addresses of segments (a coding's id, or words as ``DOCUMENT@start-end``) that a number of the results counts."""
_SELECTIONS: dict[str, Selection] = {}


def opens(name: str, selection: Selection) -> None:
    """Register how the segments behind a kind of number are found."""
    _SELECTIONS[name] = selection


def address(study: Study, name: str, **parameters: str) -> str:
    """Return the address that opens the segments of a number. A parameter of ``""`` asks for codings without the property."""
    given = urlencode({"by": name, **parameters})
    return f"{reverse('comparison:segments', kwargs={'study': study.slug})}?{given}"


def selected(results: Results, parameters: Mapping[str, str]) -> tuple[str, ...]:
    """Return the addresses of the segments that an address names, each once. NotFound (B801): it names no known selection."""
    selection = _SELECTIONS.get(parameters.get("by", ""))
    if selection is None:
        raise NotFound("B801")
    return tuple(dict.fromkeys(selection(results, parameters)))
