"""What of a coding a sheet shows, as strings: the values that are compared when the sheet comes back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from teema.formats.workbook.cells import shown
from teema.formats.workbook.columns import CHOSEN, choices
from teema.formats.workbook.naming import Names
from teema.study.codings import Coding
from teema.study.study import Study
from teema.wording import Language, say

EDITED: Final = ("code", "topic", "reduced", "aspect", "valence", "time", "whose", "service", "quote", "memo")
"""What may be changed in a workbook, in the order of the state that it carries."""
Values = dict[str, str]


def values_of(coding: Coding) -> Values:
    """Return what may be changed of a coding, as strings.

    >>> from teema.study import Span
    >>> values = values_of(Coding("1", "d", Span(0, 2), "hinta", valence=0, quote=True))
    >>> values["code"], values["valence"], values["quote"], values["aspect"]
    ('hinta', '0', 'yes', '')
    """
    return {
        "code": coding.code,
        "topic": coding.topic,
        "reduced": coding.reduced,
        "aspect": coding.aspect or "",
        "valence": "" if coding.valence is None else str(coding.valence),
        "time": coding.time or "",
        "whose": coding.whose or "",
        "service": coding.service,
        "quote": "yes" if coding.quote else "",
        "memo": coding.memo,
    }


def with_values(coding: Coding, values: Values) -> Coding:
    """Return the coding with some of its values changed."""
    return replace(coding, **{field: _stored(field, value) for field, value in values.items()})


def _stored(field: str, value: str) -> Any:
    if field == "valence":
        return int(value) if value else None
    if field == "quote":
        return value == "yes"
    return (value or None) if field in ("aspect", "time", "whose") else value


def cells_of(values: Values, names: Names, language: Language) -> dict[str, str]:
    """Return the cells that show a coding's values, by column."""
    theme, sub_theme = names.of_code(values["code"])
    topic, service = values["topic"], values["service"]
    return {
        "reduced": shown(values["reduced"]),
        "topic": names.topics.get(topic) or shown(topic),
        "sub_theme": sub_theme,
        "theme": theme,
        **{column: choices(column, language).get(values[column], values[column]) for column in CHOSEN},
        "service": names.services.get(service) or shown(service),
        "memo": shown(values["memo"]),
    }


@dataclass(frozen=True)
class Origins:
    """Where the words of codings come from: document, customer, speaker, group."""

    study: Study
    language: Language

    def given(self, coding: Coding) -> dict[str, str]:
        """Return the cells that tell where a coding's words come from, and the words."""
        document = self.study.document_by_name.get(coding.document)
        turn = document.turn_at(coding.span.start) if document else None
        return {
            **self._named(coding.document),
            "speaker": self._shown(document.turns[turn].speaker) if document and turn is not None else "",
            "words": shown(coding.span.of(document.text)) if document else "",
            "coder": self._shown(coding.coder),
        }

    def _named(self, document: str) -> dict[str, str]:
        """Return the cells that all codings of a document share."""
        if document not in self._documents:
            customer = self.study.customer_by_id.get(self.customer(document))
            name = (customer.name or customer.id) if customer else self.customer(document)
            self._documents[document] = {"document": shown(document), "customer": shown(name)}
        return self._documents[document]

    def _shown(self, label: str) -> str:
        """Return a label as a cell shows it; there are few, on many rows."""
        if label not in self._labels:
            self._labels[label] = shown(label)
        return self._labels[label]

    @cached_property
    def _documents(self) -> dict[str, dict[str, str]]:
        return {}

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {}

    def customer(self, document: str) -> str:
        """Return the customer whose words a document holds; empty where it is nobody's or several customers'."""
        interview, material = self.study.interview_of.get(document), self._material.get(document)
        return interview.customer if interview else material.customer if material else ""

    def group(self, document: str) -> str:
        """Return the group of a document's customer, empty where there is none."""
        customer = self.study.customer_by_id.get(self.customer(document))
        material = self._material.get(document)
        return (customer.group if customer else "") or (material.group if material else "")

    @cached_property
    def _material(self) -> dict[str, Any]:
        return {one.document: one for one in self.study.material}

    def group_name(self, key: str) -> str:
        """Return a group's name; words for none where the words are of no group."""
        if not key:
            return say(self.language, "workbook.sheets.no_group")
        return next((one.name for one in self.study.design.groups if one.key == key), key)

    @cached_property
    def ordered(self) -> tuple[Coding, ...]:
        """Every coder's codings in the order of documents, words and ids."""
        order = {document.name: place for place, document in enumerate(self.study.documents)}
        last = len(order)
        return tuple(
            sorted(self.study.codings, key=lambda one: (order.get(one.document, last), one.span, one.coder, one.id))
        )
