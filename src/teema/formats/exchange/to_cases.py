"""A project's cases and variables, told apart: whose they are, and what each value is in a study."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from teema.formats.exchange.project import Case, Project
from teema.formats.exchange.vocabulary import KIND, SHEETS, columns_of, kind_named, names_group, variable_guid
from teema.formats.source import canonical


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a case or source: of Teema's columns, by record; those of other variables, by name; and its group."""

    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    group: str = ""

    def of(self, record: str) -> dict[str, str]:
        """Return the values of the columns of a customer, person or interview."""
        return self.columns.get(record, {})

    def beside(self, record: str) -> dict[str, str]:
        """Return every other value as a further column of such a record, under a name that the table doesn't have."""
        known = {column.name for column in SHEETS[record].columns}
        foreign = {name: value for own, told in self.columns.items() if own != record for name, value in told.items()}
        named = {**foreign, **self.others}
        return {f"{name} 2" if name.casefold() in known else name: value for name, value in named.items()}


class CaseSorter:
    """Tells what the cases and values of one project are."""

    def __init__(self, project: Project) -> None:
        self._columns = columns_of(project)
        self._names = {one.guid: canonical(one.name).strip() or "variable" for one in project.variables}
        self._sources_of = {one.guid: source.guid for source in project.sources for one in source.selections}
        self.unknown = 0

    def kind(self, case: Case) -> str:
        """Return ``customer`` or ``person`` where the case says so, else nothing."""
        told = (value for guid, value in case.values.items() if self._columns.get(guid) == ("case", KIND))
        return next((kind for kind in map(kind_named, told) if kind), "")

    def values(self, values: dict[str, str]) -> Values:
        """Sort values; those of no variable are counted as unknown."""
        found = Values()
        group = ""
        for guid, value in values.items():
            record, column = self._columns.get(guid, ("", ""))
            words = canonical(value).strip()
            if record not in ("", "case"):
                found.columns.setdefault(record, {})[column] = words
            elif guid in self._names and record == "":
                name = self._names[guid]
                group = group or (words if names_group(name) else "")
                found.others[name] = words
            self.unknown += guid not in self._names and guid != variable_guid("case", KIND)
        group = found.of("customer").get("group", "") or group
        return Values(found.columns, found.others, group)

    def sources(self, case: Case) -> tuple[str, ...]:
        """Return the sources that a case holds, whole or in part."""
        parts = (self._sources_of[one] for one in case.selections if one in self._sources_of)
        return tuple(dict.fromkeys((*case.sources, *parts)))


@dataclass(frozen=True, slots=True)
class Held:
    """Who a source belongs to: the case that is the customer, if one is, and those that are people."""

    customer: Case | None
    people: tuple[Case, ...]


def holders(cases: Iterable[Case], sorter: CaseSorter) -> dict[str, Held]:
    """Return whom each source belongs to.

    The only case of a source is its customer. Of several, it is the one that holds the most sources, if one does, and the
    others are its people; else all are people, as in a group discussion, and the customer bears the document's name.
    """
    listed = list(cases)
    sources = {case.guid: sorter.sources(case) for case in listed}
    by_source: dict[str, list[Case]] = {}
    for case in listed:
        for source in sources[case.guid]:
            by_source.setdefault(source, []).append(case)
    return {
        source: _held(among, {one.guid: len(sources[one.guid]) for one in among}) for source, among in by_source.items()
    }


def _held(among: list[Case], size: dict[str, int]) -> Held:
    most = max(size.values())
    largest = [case for case in among if size[case.guid] == most]
    if len(largest) > 1:
        return Held(None, tuple(among))
    return Held(largest[0], tuple(case for case in among if case is not largest[0]))
