"""``study.toml``: the design, the organisation and the codebook. Lists may hold bare names instead of tables."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from itertools import chain, count
from pathlib import Path
from typing import Any

import tomli_w

from teema.errors import Problem, ReadFailed
from teema.formats.folder.sheets import decoded
from teema.study.codes import ASPECTS, Aspect, Code, Codebook, Topic
from teema.study.design import Aim, Design, Event, Group, Organisation, Round, Service, Settings
from teema.study.identity import derived_id, slug, study_id
from teema.study.people import first_day
from teema.study.study import Study

FILE = "study.toml"
_DOCUMENTED = frozenset(
    {"id", "title", "language", "organisation", "aims", "questions", "rounds", "groups", "criteria", "themes", "topics"}
    | {"settings", "strategic_aims", "values"}
)


def read_design(folder: Path, problems: list[Problem]) -> Study:
    """Read the design into a study that has no material yet. Without the file, the folder's name is the title."""
    path = folder / FILE
    if not path.is_file():
        return Study(study_id(folder.name), folder.name)
    return design_in(decoded(path, FILE), folder.name, problems)


def design_in(written: str, name: str, problems: list[Problem]) -> Study:
    """Read the text of ``study.toml`` into a study, which has the name where the text gives no title.

    ReadFailed: it is no toml (S313), or holds other things than it should (S314).
    """
    try:
        return _study(_checked_shape(_composed(tomllib.loads(written))), name, problems)
    except tomllib.TOMLDecodeError as reason:
        raise ReadFailed("S313", path=FILE, reason=str(reason)) from reason
    except (TypeError, AttributeError, ValueError, RecursionError) as reason:
        raise ReadFailed("S314", path=FILE, reason=str(reason)) from reason


def _checked_shape(content: dict[str, Any]) -> dict[str, Any]:
    """Return the content if its parts are lists and tables where they must be; ValueError names the first that isn't."""
    for name in ("rounds", "groups", "themes", "topics"):
        if not isinstance(content.get(name, []), list | dict | str):
            raise ValueError(name)
    for name, kinds in (("settings", dict), ("organisation", dict | str)):
        if not isinstance(content.get(name, {}), kinds):
            raise ValueError(name)
    return content


def _composed(value: Any) -> Any:
    """Return a value of toml with every string in NFC, as documents are. Before parsing, marks would join with escapes."""
    if isinstance(value, dict):
        return {_composed(name): _composed(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_composed(one) for one in value]
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _study(content: dict[str, Any], name: str, problems: list[Problem]) -> Study:
    title = str(content.get("title") or name)
    own = str(content.get("id") or study_id(title))
    tree = _Tree(own, problems)
    return Study(
        own,
        title,
        language=str(content.get("language", "fi")),
        organisation=_organisation(content),
        design=Design(
            aims=_words(content.get("aims")),
            questions=_words(content.get("questions")),
            rounds=tuple(_made(Round, one) for one in _tables(content.get("rounds"))),
            groups=tuple(_made(Group, one) for one in _tables(content.get("groups"))),
            criteria=_words(content.get("criteria")),
            settings=_made(Settings, content.get("settings") or {}),
        ),
        codebook=Codebook(
            tuple(tree.code(one, "") for one in _tables(content.get("themes"))),
            tuple(_topic(one, own) for one in _tables(content.get("topics"))),
        ),
        extra={name: value for name, value in content.items() if name not in _DOCUMENTED},
    )


def _tables(value: Any) -> list[dict[str, Any]]:
    """Return a list of tables: a bare name is a table with that name, a table of tables gives them their keys."""
    if isinstance(value, dict):
        value = [{"key": key, **(one if isinstance(one, dict) else {"name": str(one)})} for key, one in value.items()]
    listed = [value] if isinstance(value, str) else value or []
    return [dict(one) if isinstance(one, dict) else {"name": str(one)} for one in listed]


def _words(value: Any) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value or []
    return tuple(str(one) for one in listed)


def _date(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else first_day(str(value)) if value else None


_AS: dict[str, Callable[[Any], Any]] = {
    "str": str,
    "str | None": str,
    "int": int,
    "int | None": int,
    "date | None": _date,
    "tuple[str, ...]": _words,
    "tuple[int, ...]": lambda value: tuple(int(one) for one in value),
}
"""How a value becomes what a field holds: a key written as a number is a key all the same."""


def _made(kind: type[Any], table: dict[str, Any], **given: Any) -> Any:
    """Make a dataclass of a table: documented names become fields of their types, the rest is kept in ``extra``."""
    types = {one.name: str(one.type) for one in fields(kind) if one.name not in ("extra", *given)}
    known = {name: _AS[types[name]](value) for name, value in table.items() if name in types}
    if "name" in types:
        known["name"] = known.get("name") or str(table.get("title") or known.get("key", ""))
    if "key" in types:
        known.setdefault("key", slug(known["name"]))
    extra = {name: value for name, value in table.items() if name not in types}
    return kind(**known, extra=extra, **given)


def _organisation(content: dict[str, Any]) -> Organisation:
    table = content.get("organisation") or {}
    if isinstance(table, str):
        table = {"name": table}
    values = [_aim(one, "value") for one in _tables(table.get("values") or content.get("values"))]
    aims = [_aim(one, "aim") for one in _tables(table.get("strategic_aims") or content.get("strategic_aims"))]
    return _made(  # type: ignore[no-any-return]
        Organisation,
        {name: value for name, value in table.items() if name not in _PARTS},
        services=tuple(_made(Service, one) for one in _tables(table.get("services"))),
        events=tuple(_event(one) for one in _tables(table.get("events"))),
        aims=(*values, *aims),
    )


_PARTS = frozenset({"services", "events", "values", "strategic_aims"})


def _aim(table: dict[str, Any], kind: str) -> Aim:
    return _made(Aim, {"kind": kind, **table})  # type: ignore[no-any-return]


def _event(table: dict[str, Any]) -> Event:
    title = str(table.get("title") or table.get("name") or "")
    rest = {name: value for name, value in table.items() if name not in ("date", "title", "name", "key")}
    return Event(_date(table.get("date")), title, rest)


@dataclass
class _Tree:
    """Reads themes and what stands below them, so that every key is there once."""

    study: str
    problems: list[Problem]
    taken: set[str] = field(default_factory=set)

    def code(self, table: dict[str, Any], above: str) -> Code:
        """Read a node and its sub-themes."""
        name = str(table.get("name") or table.get("label") or table.get("key") or "")
        key = self._key(table, name, above)
        below = _tables(table.get("sub_themes"))
        return Code(
            key,
            name,
            str(table.get("id") or derived_id(self.study, "code", key)),
            str(table.get("label", "")),
            str(table.get("definition", "")),
            self._aspect(table, key),
            str(table.get("color", "")),
            tuple(self.code(one, key) for one in below),
            {one: value for one, value in table.items() if one not in _CODE},
        )

    def _key(self, table: dict[str, Any], name: str, above: str) -> str:
        """Return the node's key, with the one above before it where it was made of the name or stands already."""
        own, given = str(table.get("key") or slug(name)), bool(table.get("key"))
        key = own if given or not above else f"{above}-{own}"
        candidates = chain([key, f"{above}-{own}" if above else key], (f"{key}-{number}" for number in count(2)))
        free = next(one for one in candidates if one not in self.taken)
        self.taken.add(free)
        if free != key:
            self.problems.append(Problem("error", "S329", FILE, None, {"key": key, "free": free}))
        return free

    def _aspect(self, table: dict[str, Any], key: str) -> Aspect | None:
        given = table.get("aspect") or None
        found = next((aspect for aspect in ASPECTS if aspect == given), None)
        if given and not found:
            self.problems.append(Problem("error", "S315", FILE, None, {"key": key, "value": str(given)}))
        return found


_CODE = frozenset({"key", "name", "id", "label", "definition", "aspect", "color", "sub_themes"})


def _topic(table: dict[str, Any], study: str) -> Topic:
    topic: Topic = _made(Topic, table)
    return topic if topic.id else replace(topic, id=derived_id(study, "topic", topic.key))


def write_design(study: Study) -> str:
    """Write ``study.toml``: what stands at its default is left out."""
    organisation = study.organisation
    content: dict[str, Any] = {
        "id": study.id,
        "title": study.title,
        "language": study.language,
        "aims": list(study.design.aims),
        "questions": list(study.design.questions),
        "criteria": list(study.design.criteria),
        **study.extra,
        "settings": _table(study.design.settings, Settings()),
        "organisation": {
            **_table(organisation, Organisation(), leave=("services", "events", "aims")),
            **{name: tables for name, tables in _parts(organisation).items() if tables},
        },
        "rounds": [_table(one) for one in study.design.rounds],
        "groups": [_table(one) for one in study.design.groups],
        "themes": [_code_table(one) for one in study.codebook.themes],
        "topics": [_table(one) for one in study.codebook.topics],
    }
    kept = {name: value for name, value in content.items() if name in study.extra or not _is_empty(value)}
    return tomli_w.dumps(kept, multiline_strings=False)


def _parts(organisation: Organisation) -> dict[str, list[dict[str, Any]]]:
    return {
        "services": [_table(one) for one in organisation.services],
        "events": [_table(one) for one in organisation.events],
        "values": [_table(one, leave=("kind",)) for one in organisation.aims if one.kind == "value"],
        "strategic_aims": [_table(one, leave=("kind",)) for one in organisation.aims if one.kind != "value"],
    }


def _table(record: Any, default: Any = None, leave: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return what a table of toml holds: fields that are not at their default, or empty where none is given, and extras."""
    values = {one.name: getattr(record, one.name) for one in fields(record) if one.name not in (*leave, "extra")}
    kept = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if (not _is_empty(value) if default is None else value != getattr(default, name))
    }
    return {**kept, **record.extra}


def _is_empty(value: Any) -> bool:
    """Tell whether a value is left out: toml has no null, and absence means the same."""
    return value in (None, "", [], (), {})


def _code_table(code: Code) -> dict[str, Any]:
    below = [_code_table(one) for one in code.children]
    return {**_table(code, leave=("children",)), **({"sub_themes": below} if below else {})}
