"""Cases and variables of a project → customers, people and interviews."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from teema.formats.exchange.carried_files import Carried
from teema.formats.exchange.free_names import FreeNames
from teema.formats.exchange.from_people import written_columns
from teema.formats.exchange.identities import StudyGuids
from teema.formats.exchange.kept_parts import CASE, VARIABLE, kept_part
from teema.formats.exchange.project import Case, Project, SourceText
from teema.formats.exchange.to_cases import CaseSorter, Held, Values, holders
from teema.formats.exchange.to_codings import with_columns
from teema.formats.exchange.to_documents import DocumentsRead
from teema.formats.exchange.transfer import Loss
from teema.formats.exchange.vocabulary import SHEETS, columns_of
from teema.formats.source import canonical
from teema.study.design import Group
from teema.study.identity import slug
from teema.study.interviews import Interview
from teema.study.kept import Kept
from teema.study.people import Customer, Person
from teema.study.study import Study

Record = TypeVar("Record", Customer, Person)


@dataclass
class PeopleRead:
    """Customers, people and interviews; groups that only values tell; what is kept and lost; documents of nobody."""

    customers: tuple[Customer, ...] = ()
    people: tuple[Person, ...] = ()
    interviews: tuple[Interview, ...] = ()
    groups: dict[str, Group] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    lost: tuple[Loss, ...] = ()
    nobodys: int = 0


class PeopleReader:
    """Reads the cases of one project. What the study had stays as it was where other programs left it so."""

    def __init__(
        self, project: Project, format: str, base: Carried | None, guids: StudyGuids | None, documents: DocumentsRead
    ) -> None:
        self._project, self._format, self._documents = project, format, documents
        self._study = base.study if base else Study("", "")
        self._guids = guids or StudyGuids.of(self._study)
        self._sorter = CaseSorter(project)
        self._ids: dict[str, str] = {}
        self._names = {
            "customer": FreeNames(one.id for one in self._study.customers),
            "person": FreeNames(one.id for one in self._study.people),
            "interview": FreeNames(one.id for one in self._study.interviews),
        }
        self._customers: dict[str, Customer] = {}
        self._people: dict[str, Person] = {}
        self.found = PeopleRead(groups={one.key: one for one in self._study.design.groups})

    def read(self) -> PeopleRead:
        """Read everything."""
        self._own(
            "customer", {one.id: one for one in self._study.customers}, self._guids.customers, Customer, self._customers
        )
        self._own("person", {one.id: one for one in self._study.people}, self._guids.people, Person, self._people)
        foreign = [case for case in self._project.cases if not self._sorter.kind(case)]
        placed = [case for case in foreign if not self._is_only_of_known(case)]
        interviews = self._interviews(holders(placed, self._sorter))
        self._others(placed)
        for case in foreign:
            self._keep(case, whole=case not in placed)
        self.found.kept.extend(self._variables())
        found, unknown = self.found, self._sorter.unknown
        found.customers = with_columns(_ordered(self._customers, self._study.customers))
        found.people = with_columns(_ordered(self._people, self._study.people))
        found.interviews = with_columns(interviews)
        found.lost = (Loss("values", "unused_value", unknown),) if unknown else ()
        return found

    # cases that say what they are

    def _own(
        self,
        kind: str,
        base: dict[str, Record],
        guids: dict[str, str],
        make: Callable[..., Record],
        into: dict[str, Record],
    ) -> None:
        cases = [case for case in self._project.cases if self._sorter.kind(case) == kind]
        by_guid = {guid: id for id, guid in guids.items()}
        gone = set(base) - {by_guid.get(case.guid, "") for case in cases}
        for case in cases:
            id = by_guid.get(case.guid) or (case.name if case.name in gone else "")
            gone.discard(id)
            values = self._sorter.values(case.values)
            record: Record = base[id] if id else make(self._free(kind, case.name))
            made = self._with(record, kind, values, new=not id)
            if case.description.strip():
                made = replace(made, extra=made.extra | {"description": canonical(case.description).strip()})
            into[made.id] = made
            self._ids[case.guid] = made.id
            self._keep(case, known=bool(id))

    def _with(self, record: Any, kind: str, values: Values, new: bool) -> Any:
        """Return a record with the values that differ from what it would have been written as, and those of other variables."""
        written, native = written_columns(record, kind), values.of(kind)
        columns = {column.name: column for column in SHEETS[kind].columns}
        fields: dict[str, Any] = {}
        extra = record.extra | values.beside(kind)
        for name, was in written.items():
            if native.get(name, "") != canonical(was).strip() and not (name == "id" and not (new and native.get(name))):
                try:
                    fields[columns[name].field] = columns[name].parse(native.get(name, ""))
                except ValueError:
                    extra[f"{name} 2"] = native[name]
        if fields.get("group"):
            fields["group"] = self._group(fields["group"])
        return replace(record, **fields, extra=extra)

    def _group(self, name: str) -> str:
        """Return the key of a group that a value names; one that the design doesn't have is added."""
        known = self.found.groups
        if not name or name in known:
            return name
        key = next((key for key, one in known.items() if one.name == name), slug(name))
        known.setdefault(key, Group(key, name))
        return key

    def _free(self, kind: str, name: str) -> str:
        own = canonical(name).replace(";", ",").strip() or kind
        return self._names[kind].free(own)

    # cases of other programs

    def _is_only_of_known(self, case: Case) -> bool:
        """Tell whether a case stands only beside those of the study's own documents: it is none of its customers."""
        sources = self._sorter.sources(case)
        known = set(self._documents.known.values())
        names = [self._documents.documents[one].name for one in sources if one in self._documents.documents]
        return bool(names) and all(name in known for name in names)

    def _customer(self, case: Case) -> str:
        """Return the customer that a case of another program is."""
        if case.guid not in self._ids or self._ids[case.guid] not in self._customers:
            values = self._sorter.values(case.values)
            id = self._free("customer", case.name)
            made = self._with(
                Customer(id, notes=canonical(case.description).strip()), "customer", _kept_notes(values, case), True
            )
            group = made.group or self._group(values.group)
            self._customers[id] = replace(made, group=group)
            self._ids[case.guid] = id
        return self._ids[case.guid]

    def _person(self, case: Case, customer: str) -> str:
        """Return the person that a case of another program is among a customer's people."""
        place = f"{case.guid}/{customer}"
        if place not in self._ids:
            values = self._sorter.values(case.values)
            id = self._free("person", case.name)
            made = self._with(Person(id), "person", values, True)
            extra = made.extra | ({"notes": canonical(case.description).strip()} if case.description.strip() else {})
            self._people[id] = replace(made, customer=customer, extra=extra)
            self._ids[place] = id
        return self._ids[place]

    def _others(self, cases: list[Case]) -> None:
        """Make customers of the cases that hold no source."""
        people = {place.partition("/")[0] for place in self._ids if "/" in place}
        for case in cases:
            if case.guid not in self._ids and case.guid not in people:
                self._customer(case)

    def _keep(self, case: Case, whole: bool = False, known: bool = False) -> None:
        """Keep what a customer or person has no place for: codes, selections, and the identity of another program's case."""
        id = self._ids.get(case.guid, "")
        kind = "person" if self._sorter.kind(case) == "person" else "customer"
        own = self._guids.people if kind == "person" else self._guids.customers
        if whole or case.codes or case.selections or (id and not known and own.get(id) != case.guid):
            names = [self._documents.documents[one].name for one in case.sources if one in self._documents.documents]
            values = self._sorter.values(case.values).others
            content = {"name": case.name, "description": case.description, "values": values, "documents": names}
            self.found.kept.append(
                kept_part(
                    self._format,
                    CASE,
                    f"{kind}:{id}" if id else "",
                    case.guid,
                    codes=case.codes,
                    selections=case.selections,
                    **(content if not id else {}),
                )
            )

    def _variables(self) -> Iterator[Kept]:
        """Yield another program's variables: their identities, types and descriptions, which columns don't have."""
        own = columns_of(self._project)
        for one in self._project.variables:
            name = canonical(one.name).strip()
            if one.guid not in own and one.guid != self._guids.derived("variable", name):
                yield kept_part(
                    self._format, VARIABLE, "", one.guid, name=name, form=one.type, description=one.description
                )

    # interviews

    def _interviews(self, held: dict[str, Held]) -> list[Interview]:
        """Return the study's own interviews, then one for each new source that belongs to somebody or tells of an interview."""
        own = self._own_holders()
        latest = {one.document: one.id for one in self._study.interviews if one.document}
        known = {name: source for source in self._project.sources for name in self._base_names(source)}
        found = []
        for one in self._study.interviews:
            source = known.get(one.document)
            found.append(self._kept_interview(one, source, own, latest) if source else one)
        settled = {source.guid for name, source in known.items() if name in latest}
        fresh = [
            one for one in self._project.sources if one.guid in self._documents.documents and one.guid not in settled
        ]
        return [*found, *(made for source in fresh if (made := self._new_interview(source, own, held)))]

    def _base_names(self, source: SourceText) -> list[str]:
        document = self._documents.documents.get(source.guid)
        return [base for base, name in self._documents.known.items() if document and name == document.name]

    def _own_holders(self) -> dict[str, tuple[list[str], list[str]]]:
        """Return the customers and the people whose cases hold each source."""
        found: dict[str, tuple[list[str], list[str]]] = {}
        for case in self._project.cases:
            kind = self._sorter.kind(case)
            for source in self._sorter.sources(case) if kind else ():
                found.setdefault(source, ([], []))[kind == "person"].append(self._ids[case.guid])
        return found

    def _kept_interview(
        self, one: Interview, source: SourceText, own: dict[str, tuple[list[str], list[str]]], latest: dict[str, str]
    ) -> Interview:
        """Return an interview of the study, with what another program changed of it."""
        customers, people = own.get(source.guid, ([], []))
        before = [other for other in self._study.interviews if other.document == one.document]
        told = {other.customer for other in before} & set(self._guids.customers)
        spoke = {person for other in before for person in other.people} & set(self._guids.people)
        made = replace(one, document=self._documents.documents[source.guid].name)
        if set(customers) != told and one.customer not in customers:
            made = replace(made, customer=customers[0] if customers else "")
        if set(people) != spoke:
            stayed = [person for person in one.people if person in people or person not in spoke]
            made = replace(made, people=tuple(dict.fromkeys((*stayed, *(new for new in people if new not in spoke)))))
        if latest[one.document] != one.id:
            return made
        changed: Interview = self._with(made, "interview", self._sorter.values(source.values), False)
        return changed

    def _new_interview(
        self, source: SourceText, own: dict[str, tuple[list[str], list[str]]], held: dict[str, Held]
    ) -> Interview | None:
        name = self._documents.documents[source.guid].name
        values = self._sorter.values(source.values)
        customers, people = own.get(source.guid, ([], []))
        who = held.get(source.guid)
        if not (customers or people or who or source.values):
            self.found.nobodys += not self._is_base(name)
            return None
        customer = customers[0] if customers else self._customer(who.customer) if who and who.customer else ""
        if not customer:
            customer = next((self._people[one].customer for one in people if self._people[one].customer), "")
            customer = customer or self._unnamed(name)
        spoke = (*people, *(self._person(case, customer) for case in (who.people if who else ())))
        known = self._customers.get(customer)
        if values.group and known and not known.group:
            self._customers[customer] = replace(known, group=self._group(values.group))
        made: Interview = self._with(Interview(name), "interview", values, True)
        return replace(
            made, id=self._free("interview", made.id or name), document=name, customer=customer, people=spoke
        )

    def _is_base(self, name: str) -> bool:
        return name in self._documents.known.values()

    def _unnamed(self, document: str) -> str:
        """Return the customer that a document is of by itself."""
        if document not in self._customers:
            self._customers[document] = Customer(document)
            self._names["customer"].take(document)
        return document


def _kept_notes(values: Values, case: Case) -> Values:
    """Return values with the description as notes where no variable tells any."""
    described = canonical(case.description).strip()
    told = values.of("customer")
    if not described or told.get("notes"):
        return values
    return replace(values, columns=values.columns | {"customer": told | {"notes": described}})


def _ordered(found: dict[str, Any], base: tuple[Any, ...]) -> list[Any]:
    own = [found[one.id] for one in base if one.id in found]
    known = {one.id for one in base}
    return [*own, *(one for id, one in found.items() if id not in known)]
