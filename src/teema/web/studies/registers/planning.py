"""Rows of a register → what becomes of them: customers new and changed, people, groups and services to be made, and problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from teema.errors import Parameter, Problem, Severity
from teema.web.studies.registers.cells import begun, matched, read_owner, read_since, split_list
from teema.web.studies.registers.headers import CUSTOMER_FIELDS, REAL

LONGEST: Final = 200
"""Characters that a name or key may have; notes may be longer."""
HEADER_ROWS: Final = 1


@dataclass(frozen=True, slots=True)
class KnownCustomer:
    """A customer of the study before the import: its values by field (group and services by key) and its people."""

    key: str
    values: Mapping[str, Any]
    people: tuple[KnownPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A representative of the study before the import. ``name`` is empty for those who may not see names."""

    key: str
    role: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the study holds already, and what the one who imports may do."""

    customers: tuple[KnownCustomer, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    services: Mapping[str, str] = field(default_factory=dict)
    may_design: bool = True
    may_name: bool = True


@dataclass
class PlannedPerson:
    """A representative to be added or completed. ``known`` is the pseudonym of one who is in the study already."""

    key: str = ""
    role: str = ""
    area: list[str] = field(default_factory=list)
    name: str = ""
    contact: str = ""
    known: str = ""


@dataclass
class PlannedCustomer:
    """A customer to be added or completed: only what the file says. Group and services are names as written where they are new."""

    rows: list[int]
    known: KnownCustomer | None
    key: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    people: list[PlannedPerson] = field(default_factory=list)

    @property
    def changed(self) -> dict[str, Any]:
        """Return the values that differ from what the study holds."""
        held = self.known.values if self.known else {}
        changed = {name: value for name, value in self.values.items() if value != held.get(name)}
        if self.known and changed.get("name", "").casefold() == held["name"].casefold():
            changed.pop("name", None)  # written in other capitals in the file: the study's own way stands
        return changed

    @property
    def status(self) -> str:
        """Tell what becomes of it: new, changed or same."""
        if self.known is None:
            return "new"
        return "changed" if self.changed or any(not one.known for one in self.people) else "same"


@dataclass
class Plan:
    """What an import will do."""

    customers: list[PlannedCustomer] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    new_groups: list[str] = field(default_factory=list)
    new_services: list[str] = field(default_factory=list)

    def note(self, severity: Severity, code: str, row: int, **params: Parameter) -> None:
        """Note a problem of a row, counted as a spreadsheet does."""
        self.problems.append(Problem(severity, code, "", row, dict(params)))

    def count(self, status: str) -> int:
        """Count the customers of a status."""
        return sum(one.status == status for one in self.customers)


def planned(rows: Sequence[Sequence[str]], mapping: Sequence[str], known: Known) -> Plan:
    """Plan an import of rows below their header; ``mapping`` says what each column is.

    A customer is known by its key, else by its name; rows of the same customer add representatives to it. A row that names no customer
    is left out, a cell that can't be read is left empty, both with a problem.
    """
    return _Planning(mapping, known).plan(rows)


class _Planning:
    def __init__(self, mapping: Sequence[str], known: Known) -> None:
        self.mapping, self.known, self.done = mapping, known, Plan()
        self.by_key: dict[str, PlannedCustomer] = {}
        self.by_name: dict[str, PlannedCustomer] = {}

    def plan(self, rows: Sequence[Sequence[str]]) -> Plan:
        for number, row in enumerate(rows, HEADER_ROWS + 1):
            cells = {name: cell.strip() for name, cell in zip(self.mapping, row, strict=False) if name and cell.strip()}
            if not (cells.get("key") or cells.get("name")):
                self.done.note("error", "B220", number)
                continue
            self._row(number, self._short(number, cells))
        return self.done

    def _short(self, number: int, cells: dict[str, str]) -> dict[str, str]:
        """Return the cells that aren't too long to be what they are said to be."""
        long = {name for name, cell in cells.items() if len(cell) > LONGEST} - {"notes"}
        if long:
            self.done.note("warning", "B226", number, limit=LONGEST)
        kept = {name: cell for name, cell in cells.items() if name not in long}
        return kept | {name: cells[name][:LONGEST] for name in long & {"key", "name"}}

    def _row(self, number: int, cells: dict[str, str]) -> None:
        customer = self._customer(number, cells.get("key", ""), cells.get("name", ""))
        for name, value in self._values(number, cells):
            if name == "services":
                value = _all(customer, value)
            elif name in customer.values and customer.values[name] != value:
                self.done.note("warning", "B227", number, customer=cells.get("name") or cells["key"])
            customer.values[name] = value if name == "services" else customer.values.get(name, value)
        for suffix in ("", "_2"):
            if person := self._person(number, cells, suffix):
                self._seat(customer, person)

    def _customer(self, number: int, key: str, name: str) -> PlannedCustomer:
        found = self.by_key.get(key.casefold()) if key else self.by_name.get(name.casefold())
        if found is None:
            known = self._known(key, name)
            found = PlannedCustomer([], known, key or (known.key if known else ""))
            self.done.customers.append(found)
        found.rows.append(number)
        if found.key:
            self.by_key[found.key.casefold()] = found
        if name:
            self.by_name.setdefault(name.casefold(), found)
        return found

    def _known(self, key: str, name: str) -> KnownCustomer | None:
        taken = {id(one.known) for one in self.done.customers}
        for one in self.known.customers:
            same = one.key.casefold() == key.casefold() if key else one.values["name"].casefold() == name.casefold()
            if same and id(one) not in taken:
                return one
        return None

    def _values(self, number: int, cells: dict[str, str]) -> Iterator[tuple[str, Any]]:
        for name in CUSTOMER_FIELDS:
            written = cells.get(name, "")
            if not written or name == "key":
                continue
            read = {"since": self._since, "group": self._group, "services": self._services}.get(name)
            value = read(number, written) if read else read_owner(written) if name == "shareholder" else written
            if value:
                yield name, value

    def _since(self, number: int, written: str) -> str:
        found = read_since(written)
        if found is None:
            self.done.note("warning", "B221", number, value=written)
        return found or ""

    def _group(self, number: int, written: str) -> str:
        return matched(written, self.known.groups) or self._new(number, written, self.done.new_groups, "B222")

    def _services(self, number: int, written: str) -> list[str]:
        known = self.known.services
        found = [
            matched(part, known) or begun(part, known) or self._new(number, part, self.done.new_services, "B223")
            for part in split_list(written, known)
        ]
        return [one for one in dict.fromkeys(found) if one]

    def _new(self, number: int, written: str, among: list[str], code: str) -> str:
        """Return a name that the study doesn't have yet; nothing where the one who imports may not add it."""
        if not self.known.may_design:
            self.done.note("warning", code, number, value=written)
            return ""
        known = next((one for one in among if one.casefold() == written.casefold()), None)
        if known is None:
            among.append(written)
        return known or written

    def _person(self, number: int, cells: dict[str, str], suffix: str) -> PlannedPerson | None:
        given = {name.removesuffix("_2"): cell for name, cell in cells.items()
                 if name.startswith("person_") and name.endswith("_2") == bool(suffix)}  # fmt: skip
        if not given:
            return None
        if REAL & set(given) and not self.known.may_name:
            self.done.note("warning", "B225", number)
            given = {name: cell for name, cell in given.items() if name not in REAL} or {"person_role": ""}
        contact = [self._email(number, given.get("person_email", "")), given.get("person_phone", "")]
        return PlannedPerson(
            key=given.get("person_key", ""),
            role=given.get("person_role", ""),
            area=self._services(number, given.get("person_area", "")),
            name=given.get("person_name", ""),
            contact=", ".join(one for one in contact if one),
        )

    def _email(self, number: int, written: str) -> str:
        try:
            if written:
                validate_email(written)
        except ValidationError:
            self.done.note("warning", "B224", number)
            return ""
        return written

    @staticmethod
    def _seat(customer: PlannedCustomer, person: PlannedPerson) -> None:
        """Add a person to a customer once; who is there already is known by pseudonym, else by name, else by role."""
        there = customer.known.people if customer.known else ()
        person.known = next((one.key for one in there if _is_same(person, one)), "")
        if all((one.key, one.name, one.role) != (person.key, person.name, person.role) for one in customer.people):
            customer.people.append(person)


def _all(customer: PlannedCustomer, services: list[str]) -> list[str]:
    """Return a customer's services with more added: a file that names some doesn't say that others ended."""
    held = customer.known.values["services"] if customer.known else []
    return list(dict.fromkeys([*held, *customer.values.get("services", ()), *services]))


def _is_same(person: PlannedPerson, known: KnownPerson) -> bool:
    """Tell whether a row means someone who is known; a role tells only where the row has neither pseudonym nor name."""
    if person.key:
        return person.key.casefold() == known.key.casefold()
    if person.name:
        return person.name.casefold() == known.name.casefold()
    return bool(person.role) and person.role.casefold() == known.role.casefold()
