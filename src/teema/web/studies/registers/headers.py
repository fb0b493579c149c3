"""A register's header row → which column is what."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

CUSTOMER_FIELDS: Final = ("key", "name", "group", "since", "services", "shareholder", "notes")
PERSON_FIELDS: Final = ("person_key", "person_name", "person_role", "person_area", "person_email", "person_phone")
FIELDS: Final = (*CUSTOMER_FIELDS, *PERSON_FIELDS, *(f"{name}_2" for name in PERSON_FIELDS))
"""What a column may be; ``_2`` speaks of a second representative on the same row."""
REAL: Final = frozenset({"person_name", "person_email", "person_phone"})
"""What goes to the real names, apart."""
_NUMBER: Final = re.compile(r"(?<!\d)([12])(?!\d)")
_OTHER: Final = re.compile(r"[^\w\s-]|_|\b[12]\b|(?<=[^\W\d])[12]\b")


@cache
def known() -> dict[str, str]:
    """Return the field of each header that is recognised, the longest headers first."""
    table = tomllib.loads(files("teema.web.studies.registers").joinpath("known.toml").read_text(encoding="utf-8"))
    found = {header: name for name, headers in table.items() for header in headers}
    return dict(sorted(found.items(), key=lambda one: -len(one[0])))


def proposed_mapping(headers: Sequence[str]) -> tuple[str, ...]:
    """Return what each column is, empty where nothing tells; no two columns are the same.

    A header is known whole before it is known by a part of its words, so that "Edustajan sähköposti" is an address and not a name.

    >>> proposed_mapping(["Asiakas", "Ryhmä", "Edustaja 1", "Edustaja 2", "Edustajan 1 sähköposti", "Väri"])
    ('name', 'group', 'person_name', 'person_name_2', 'person_email', '')
    """
    mapping = [""] * len(headers)
    for find in (_whole, _within):
        for place, header in enumerate(headers):
            wanted = mapping[place] or find(header)
            if wanted not in mapping:
                mapping[place] = wanted
    return tuple(mapping)


def _whole(header: str) -> str:
    return _numbered(known().get(_plain(header), ""), header)


def _within(header: str) -> str:
    words = f" {_plain(header)} "
    found = [name for part, name in known().items() if f" {part} " in words and len(part) > 2]
    contacts = [name for name in found if name in PERSON_FIELDS and name != "person_name"]
    return _numbered((contacts or found or [""])[0], header)


def _numbered(name: str, header: str) -> str:
    """Return the field of the second representative where the header says 2.

    >>> _numbered("person_role", "Rooli 2"), _numbered("group", "Ryhmä 2")
    ('person_role_2', 'group')
    """
    number = _NUMBER.search(header)
    return f"{name}_2" if number and number[1] == "2" and name in PERSON_FIELDS else name


def _plain(header: str) -> str:
    """Return a header as it is compared.

    >>> _plain("Asiakkuus alkanut (pvm)*"), _plain("Edustaja 1")
    ('asiakkuus alkanut pvm', 'edustaja')
    """
    return " ".join(_OTHER.sub(" ", header.casefold()).split())
