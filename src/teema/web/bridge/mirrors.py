"""Which row stands for which record of a study, column by column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from django.db.models import Model

from teema import study as plain
from teema.web.coding.models import Code, Coding, Memo, Topic
from teema.web.improvement.models import Measure
from teema.web.insight.models import Finding, FindingLink, Judgement
from teema.web.material.models import Relevance
from teema.web.studies.models import Aim, Asked, Customer, Event, Group, Interview, Kept, Person, Round, Service

UNRESOLVED = "?"
WORKBENCH = "workbench"


@dataclass(frozen=True)
class Mirror:
    """A record's class and its row's.

    ``columns`` have the same name on both sides; ``lists`` are tuples in a study and JSON lists in a row; ``references`` are keys
    in a study and foreign keys in a row, by the name of the look-up that resolves them. ``key`` is the record's own key, if any.
    """

    record: type
    model: type[Model]
    key: str
    columns: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)

    def values(self, record: Any, known: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
        """Return a row's values for a record; a reference to what the study doesn't hold is kept aside."""
        values = {name: _put_in(self.model, name, getattr(record, name)) for name in self.columns}
        values |= {name: list(getattr(record, name)) for name in self.lists}
        extra, aside = dict(record.extra), {}
        for name, target in self.references.items():
            key = getattr(record, name)
            values[name] = known[target].get(key) if key else None
            if key and values[name] is None:
                aside[name] = key
        values["extra"] = extra | ({UNRESOLVED: aside} if aside else {})
        return values | ({"key": getattr(record, self.key)} if self.key else {})

    @property
    def name(self) -> str:
        """Name the mirror, in what is left with a study."""
        return self.record.__name__

    def lacks(self, values: Mapping[str, Any]) -> bool:
        """Tell whether a row's values miss something that no row is without."""
        return any(values[name] is None and not self.model._meta.get_field(name).null for name in self.references)

    def written(self, record: Any) -> dict[str, Any]:
        """Return a record as plain data."""
        values = {one.name: getattr(record, one.name) for one in fields(record)}
        return {name: [one.start, one.end] if isinstance(one, plain.Span) else one for name, one in values.items()}

    def read(self, values: Mapping[str, Any]) -> Any:
        """Return the record that plain data stand for."""
        lists = {name: tuple(values[name]) for name in self.lists}
        spans = {"span": plain.Span(*values["span"])} if "span" in values else {}
        return self.record(**{**values, **lists, **spans})

    @cached_property
    def read_columns(self) -> tuple[str, ...]:
        """The columns of a row that make a record, and those by which it is placed and known."""
        own = [one.attname for one in self.model._meta.concrete_fields if one.attname not in ("id", "study_id")]
        return ("pk", *own)

    def arguments(self, row: Mapping[str, Any], names: Mapping[str, Mapping[Any, str]]) -> dict[str, Any]:
        """Return a record's arguments for a row's columns."""
        extra, aside = row["extra"], _NOTHING
        if UNRESOLVED in extra:
            extra = dict(extra)
            aside = extra.pop(UNRESOLVED)
        found = {name: row[name] for name in self.columns}
        for name in self._optional:
            found[name] = None if found[name] == "" else found[name]
        for name in self.lists:
            found[name] = tuple(row[name])
        for name, target in self.references.items():
            found[name] = names[target].get(row[f"{name}_id"], "") or aside.get(name, "")
        found["extra"] = extra
        if self.key:
            found[self.key] = row["key"]
        return found

    @cached_property
    def _optional(self) -> tuple[str, ...]:
        """The columns in which an empty text is None: the record says that there may be nothing."""
        kinds = self.record.__dataclass_fields__  # type: ignore[attr-defined]
        return tuple(name for name in self.columns if "None" in str(kinds[name].type))


_NOTHING: Mapping[str, Any] = {}


def _put_in(model: type[Model], name: str, value: Any) -> Any:
    """None where a text column stands is an empty text."""
    return "" if value is None and not model._meta.get_field(name).null else value


ROUND = Mirror(plain.Round, Round, "key", ("name", "starts", "ends"))
GROUP = Mirror(plain.Group, Group, "key", ("name", "quota"))
SERVICE = Mirror(plain.Service, Service, "key", ("name",), ("fields",))
EVENT = Mirror(plain.Event, Event, "", ("date", "title"))
AIM = Mirror(plain.Aim, Aim, "key", ("name", "kind", "description"))
CUSTOMER = Mirror(
    plain.Customer, Customer, "id", ("name", "since", "shareholder", "notes"), ("services",), {"group": "groups"}
)
PERSON = Mirror(plain.Person, Person, "id", ("role", "speaker"), ("area",), {"customer": "customers"})
INTERVIEW = Mirror(
    plain.Interview,
    Interview,
    "id",
    ("interviewer", "date", "planned_min", "minutes", "place", "coder", "notes"),
    (),
    {"round": "rounds", "customer": "customers"},
)
ASKED = Mirror(plain.Asked, Asked, "", ("theme", "sub_theme", "asked"), (), {"interview": "interviews"})
TOPIC = Mirror(plain.Topic, Topic, "key", ("name", "definition"))
CODE = Mirror(plain.Code, Code, "key", ("name", "label", "definition", "aspect", "color"))
CODING = Mirror(
    plain.Coding,
    Coding,
    "id",
    ("coder", "reduced", "aspect", "valence", "time", "whose", "service", "quote", "memo"),
    (),
    {"document": "documents", "code": "codes", "topic": "topics"},
)
RELEVANCE = Mirror(plain.Relevance, Relevance, "id", ("status", "reason", "coder"), (), {"document": "documents"})
MEMO = Mirror(plain.Memo, Memo, "id", ("text", "about", "title", "date", "by"))
JUDGEMENT = Mirror(
    plain.Judgement, Judgement, "", ("state", "sub_theme", "topic", "reason", "by"), (), {"customer": "customers"}
)
FINDING = Mirror(
    plain.Finding,
    Finding,
    "id",
    ("statement", "kind", "theme", "sub_theme", "topic", "verdict", "known_internally", "status"),
    ("groups", "evidence", "counter_evidence", "value"),
)
FINDING_LINK = Mirror(plain.FindingLink, FindingLink, "", ("source", "target", "relation"))
MEASURE = Mirror(
    plain.Measure,
    Measure,
    "id",
    ("title", "owner", "due", "status", "indicator", "target", "outcome"),
    ("findings", "value", "visible_to"),
)
KEPT = Mirror(plain.Kept, Kept, "id", ("origin", "kind", "about", "content"))
