"""From a number to its segments: each number's link names a selection and its parameters, and opens exactly what it counted.

A page writes ``{% number study 3 "properties" theme="odotukset" group="kunnat" %}`` or makes a ``Number``. A feature with numbers
of its own registers a selection when it starts: ``opens("pair", of_pair)``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
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
    return f"{_page(study.slug)}?{urlencode({'by': name, **parameters})}"


@lru_cache(maxsize=256)
def _page(slug: str) -> str:
    """Return the address of a study's segments: a table has hundreds of numbers, all under one."""
    return reverse("comparison:segments", kwargs={"study": slug})


def selected(results: Results, parameters: Mapping[str, str]) -> tuple[str, ...]:
    """Return the addresses of the segments that an address names, each once. NotFound (B801): it names no known selection."""
    selection = _SELECTIONS.get(parameters.get("by", ""))
    if selection is None:
        raise NotFound("B801")
    return tuple(dict.fromkeys(selection(results, parameters)))
