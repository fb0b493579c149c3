"""The lists that a design is written as, each edited alike: a line added, changed, moved or taken away.

``Rows`` are rows of a model, ``SentencesOf`` the study's own lists of sentences; a view knows neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeAlias
from uuid import UUID

from django.db.models import Q

from teema.errors import NotFound
from teema.web.accounts.models import User
from teema.web.studies.actions import design, rows
from teema.web.studies.forms.design import CriterionForm, GroupForm, RoundForm, RowForm, SentenceForm
from teema.web.studies.forms.organisation import AimForm, EventForm, ServiceForm
from teema.web.studies.models import Aim, Criterion, Event, Group, Round, Service, Study
from teema.web.studies.models.parts import Part
from teema.web.studies.rights import Right

Page: TypeAlias = Literal["design", "organisation"]
NEW = "new"
"""The key of the line that isn't there yet."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: ``key`` names it in addresses, ``name`` in words; ``row`` is what a template shows."""

    key: str
    name: str
    row: Any


class Listing(Protocol):
    """A list of a study. NotFound (B250) is raised for a line that isn't there any more."""

    @property
    def name(self) -> str:
        """Return the list's name in addresses and in the wording."""

    @property
    def page(self) -> Page:
        """Return the page on which the list stands."""

    @property
    def ordered(self) -> bool:
        """Tell whether its lines can be moved."""

    def lines(self, study: Study) -> list[Line]:
        """Return the list's lines in order."""

    def form(self, study: Study, key: str, data: Any = None) -> Any:
        """Return the form of a line; of a new one for the key ``NEW``."""

    def save(self, actor: User, study: Study, key: str, form: Any) -> None:
        """Write what a valid form holds."""

    def remove(self, actor: User, study: Study, key: str, was: str) -> None:
        """Take a line away."""

    def move(self, actor: User, study: Study, key: str, was: str, by: int) -> None:
        """Move a line up or down."""


@dataclass(frozen=True, slots=True)
class SentencesOf:
    """Aims or questions: lines are known by their place, and by what they said when they were seen."""

    name: design.Sentences
    page: Page = "design"
    ordered: bool = True

    def lines(self, study: Study) -> list[Line]:
        return [Line(str(place), text, {"text": text}) for place, text in enumerate(getattr(study, self.name))]

    def form(self, study: Study, key: str, data: Any = None) -> SentenceForm:
        known = {line.key: line.row["text"] for line in self.lines(study)}
        if key != NEW and key not in known:
            raise NotFound("B250")
        return SentenceForm(data, initial={"text": known.get(key, ""), "was": known.get(key, "")}, auto_id=_ids(self))

    def save(self, actor: User, study: Study, key: str, form: SentenceForm) -> None:
        text, was = form.cleaned_data["text"], form.cleaned_data["was"]
        if key == NEW:
            design.add_sentence(actor, study, self.name, text)
        else:
            design.change_sentence(actor, study, self.name, _place(key), text, was=was)

    def remove(self, actor: User, study: Study, key: str, was: str) -> None:
        design.remove_sentence(actor, study, self.name, _place(key), was=was)

    def move(self, actor: User, study: Study, key: str, was: str, by: int) -> None:
        design.move_sentence(actor, study, self.name, _place(key), by=by, was=was)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a model, or those ``among`` them that belong to the list; ``fixed`` are the columns of a new one."""

    name: str
    page: Page
    model: type[Part]
    edited: type[RowForm]
    right: Right
    fixed: Mapping[str, str] = field(default_factory=dict)
    among: Q = field(default_factory=Q)
    ordered: bool = True

    def lines(self, study: Study) -> list[Line]:
        return [Line(str(row.pk), _name(row), row) for row in self._rows(study)]

    def form(self, study: Study, key: str, data: Any = None) -> RowForm:
        row = None if key == NEW else self._row(study, key)
        return self.edited(data, study=study, row=row, auto_id=_ids(self))

    def save(self, actor: User, study: Study, key: str, form: RowForm) -> None:
        if key == NEW:
            rows.add_row(actor, study, self.model, self.right, **self.fixed, **form.values)
        else:
            rows.change_row(actor, self._row(study, key), self.right, **form.values)

    def remove(self, actor: User, study: Study, key: str, was: str) -> None:
        rows.remove_row(actor, self._row(study, key), self.right)

    def move(self, actor: User, study: Study, key: str, was: str, by: int) -> None:
        rows.move_row(actor, self._rows(study), self._row(study, key), self.right, by=by)

    def _rows(self, study: Study) -> Sequence[Part]:
        return list(self.model._default_manager.filter(self.among, study=study))

    def _row(self, study: Study, key: str) -> Part:
        found = self.model._default_manager.filter(self.among, study=study, pk=_uuid(key)).first()
        if found is None:
            raise NotFound("B250")
        found.study = study
        return found


_VALUES = Q(kind=Aim.Kind.VALUE)
LISTINGS: tuple[Listing, ...] = (
    SentencesOf("aims"),
    SentencesOf("questions"),
    Rows("rounds", "design", Round, RoundForm, "design.change"),
    Rows("groups", "design", Group, GroupForm, "design.change"),
    Rows("criteria", "design", Criterion, CriterionForm, "design.change"),
    Rows("services", "organisation", Service, ServiceForm, "organisation.change"),
    Rows("events", "organisation", Event, EventForm, "organisation.change", ordered=False),
    Rows("values", "organisation", Aim, AimForm, "organisation.change", {"kind": Aim.Kind.VALUE.value}, _VALUES),
    Rows(
        "strategic", "organisation", Aim, AimForm, "organisation.change", {"kind": Aim.Kind.STRATEGIC.value}, ~_VALUES
    ),
)


def listing_named(name: str) -> Listing:
    """Return the list of a name. NotFound (B250): there is none."""
    found = next((one for one in LISTINGS if one.name == name), None)
    if found is None:
        raise NotFound("B250")
    return found


def _ids(listing: Listing) -> str:
    return f"{listing.name}_%s"


def _name(row: Part) -> str:
    """Return what a row is called, in whichever column that stands."""
    return next(str(getattr(row, column)) for column in ("name", "title", "text") if hasattr(row, column))


def _place(key: str) -> int:
    return int(key) if key.isdecimal() else -1


def _uuid(key: str) -> UUID:
    try:
        return UUID(key)
    except ValueError as trouble:
        raise NotFound("B250") from trouble
