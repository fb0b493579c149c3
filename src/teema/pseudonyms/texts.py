"""Every string of a study, with its address and what part it plays; documents' own texts apart."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Literal, TypeAlias

from teema.pseudonyms.keys import is_uuid
from teema.study import (
    Aim,
    Asked,
    Code,
    Coding,
    Customer,
    Document,
    Finding,
    FindingLink,
    Group,
    Interview,
    Judgement,
    Kept,
    Material,
    Measure,
    Memo,
    Person,
    Relevance,
    Round,
    Service,
    Settings,
    Study,
    Topic,
)
from teema.study.summaries import summarised, summary_place

Role: TypeAlias = Literal["text", "key", "name", "about"]
"""What a string is: words for people, an identity that others refer to, either of the two, or ``kind:IDENTITY``."""
Address: TypeAlias = tuple[str, ...]
Change: TypeAlias = Callable[[Address, Role, str], str]

_KEYS: dict[type[Any], tuple[str, ...]] = {
    Aim: ("key",),
    Asked: ("interview", "theme", "sub_theme"),
    Code: ("id", "key"),
    Coding: ("id", "document", "code", "topic", "service"),
    Customer: ("id", "group", "services"),
    Document: ("name",),
    Finding: ("id", "theme", "topic", "groups", "evidence", "counter_evidence", "value"),
    FindingLink: ("source", "target"),
    Group: ("key",),
    Interview: ("id", "document", "round", "customer", "people"),
    Judgement: ("customer", "topic"),
    Kept: ("id",),
    Material: ("document", "customer", "group", "round"),
    Measure: ("id", "findings", "value", "visible_to"),
    Memo: ("id",),
    Person: ("id", "customer", "area"),
    Relevance: ("id", "document"),
    Round: ("key",),
    Service: ("key",),
    Settings: ("round",),
    Study: ("id", "surveys"),
    Topic: ("id", "key"),
}
_FIXED: dict[type[Any], tuple[str, ...]] = {
    Aim: ("kind",),
    Asked: ("asked",),
    Code: ("aspect", "color"),
    Coding: ("aspect", "time", "whose"),
    Customer: ("since",),
    Document: ("text",),
    Finding: ("kind", "verdict"),
    FindingLink: ("relation",),
    Judgement: ("state",),
    Kept: ("origin", "kind"),
    Material: ("kind",),
    Measure: ("status",),
    Relevance: ("status",),
    Study: ("language",),
}
"""Values of a list that Teema knows, and a document's text, whose positions move with it."""
_ROLES: dict[tuple[type[Any], str], Role] = {
    **{(kind, name): "key" for kind, names in _KEYS.items() for name in names},
    **{(kind, "sub_theme"): "name" for kind in (Finding, Judgement)},
    (Memo, "about"): "about",
    (Kept, "about"): "about",
}


@dataclass(frozen=True, slots=True)
class Text:
    """A string of the study: where it stands, what it is, and what it says."""

    address: Address
    role: Role
    words: str


def mapped(study: Study, change: Change) -> Study:
    """Return the study with every string changed; documents' texts and values of Teema's own lists stay.

    >>> mapped(Study("s", "Kunta", guide="Kysy."), lambda address, role, words: words.upper() if role == "text" else words)
    Study(id='s', title='KUNTA', language='fi', ..., guide='KYSY.', surveys={}, extra={})
    """
    walked: Study = _record(study, (), change)
    return walked


def texts(study: Study) -> Iterator[Text]:
    """Yield every string that `mapped` would change, in the same order."""
    found: list[Text] = []

    def look(address: Address, role: Role, words: str) -> str:
        found.append(Text(address, role, words))
        return words

    mapped(study, look)
    yield from found


def _record(record: Any, address: Address, change: Change) -> Any:
    kind = type(record)
    changed = {}
    for name in _walked(kind):
        value = getattr(record, name)
        walked = _kept if (kind, name) == (Kept, "content") else _value
        new = walked(value, (*address, name), _ROLES.get((kind, name), "text"), change)
        if new is not value:
            changed[name] = new
    return replace(record, **changed) if changed else record


_FIELDS: dict[type[Any], tuple[str, ...]] = {}


def _walked(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of the fields that may hold strings to change; looked up once a kind."""
    if kind not in _FIELDS:
        fixed = _FIXED.get(kind, ())
        _FIELDS[kind] = tuple(one.name for one in fields(kind) if one.name not in fixed)
    return _FIELDS[kind]


def _value(value: Any, address: Address, role: Role, change: Change) -> Any:
    if isinstance(value, str):
        return change(address, role, value)
    if isinstance(value, tuple | list) and value:
        return _listed(value, address, role, change)
    if isinstance(value, dict) and value:
        new = {
            change((*address, f"{key}="), "key", key): _value(one, (*address, key), role, change)
            for key, one in value.items()
        }
        return value if new == value else new
    return _record(value, address, change) if is_dataclass(value) else value


_OF_THE_FORMAT = frozenset(
    {
        *("element", "form", "direction", "shape", "lineStyle", "color", "created", "modified"),
        *("creationDateTime", "modifiedDateTime"),
    }
)
"""Values of a kept thing that its format lists, and moments: no words of people."""


def _kept(content: str, address: Address, role: Role, change: Change) -> str:
    """Change the words in what another program held; its structure and identities stay, so that it still can go back."""
    try:
        held = json.loads(content)
    except (ValueError, RecursionError):
        return change(address, role, content)
    new = _held(held, address, role, change)
    return content if new == held else json.dumps(new, ensure_ascii=False)


def _held(value: Any, address: Address, role: Role, change: Change) -> Any:
    if isinstance(value, str):
        return value if is_uuid(value.lower()) else change(address, role, value)
    if isinstance(value, list):
        return [_held(one, (*address, str(place)), role, change) for place, one in enumerate(value)]
    if isinstance(value, dict):
        return {
            key: one
            if key in _OF_THE_FORMAT
            else _held(one, (*address, key), "key" if key == "documents" else role, change)
            for key, one in value.items()
        }
    return value


def _listed(values: Any, address: Address, role: Role, change: Change) -> Any:
    names = _identities(values)
    new = [_value(one, (*address, name), role, change) for name, one in zip(names, values, strict=True)]
    same = all(one is old for one, old in zip(new, values, strict=True))
    return values if same else type(values)(new)


def _identities(values: Any) -> list[str]:
    """Return what each member of a list is known by: its own name, so that it is found when others come; else its place."""
    names: dict[str, None] = {}
    for place, value in enumerate(values):
        own = getattr(value, "id", "") or getattr(value, "key", "") or (isinstance(value, Document) and value.name)
        name = str(own or place)
        names[name if name not in names else f"{name} {place}"] = None
    return list(names)


def about_keys(about: str) -> tuple[str, ...]:
    """Return the keys in what something is about (``kind:IDENTITY``): a summary's customer and sub-theme, else the identity.

    >>> about_keys("document:a"), about_keys("summary:K1/palvelut"), about_keys("")
    (('a',), ('K1', 'palvelut'), ('',))
    """
    return summarised(about) or (about.partition(":")[2],)


def about_changed(about: str, keys: Mapping[str, str]) -> str:
    """Return what something is about, with other keys.

    >>> about_changed("document:a", {"a": "b"}), about_changed("summary:K1/palvelut", {"K1": "K2"})
    ('document:b', 'summary:K2/palvelut')
    """
    cell = summarised(about)
    if cell:
        return summary_place(*(keys.get(key, key) for key in cell))
    kind, colon, key = about.partition(":")
    return kind + colon + keys.get(key, key)
