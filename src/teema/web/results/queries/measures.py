"""Measures with what they rest on, for whom they are, whether they are late today and what the next round tells of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Final
from uuid import UUID

from teema.analysis.measures import CustomerChange, Effect, is_overdue
from teema.errors import NotFound
from teema.study.conclusions import MEASURE_STATUSES
from teema.web.bridge.standing import results_of
from teema.web.improvement.erasing import EVERYONE
from teema.web.improvement.models import Measure
from teema.web.insight.models import Finding
from teema.web.studies.models import Aim, Customer, Group, Study
from teema.wording import Language, number

LATE: Final = "late"
"""Stands among the statuses one may ask for: open, and its day has passed."""
NOBODY: Final = "-"
SORTS: Final = ("title", "owner", "due", "status")


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a measure names by key: what it is called, empty where it is no more, and the row's own id where it has a page."""

    key: str
    name: str = ""
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A measure as the list shows it. ``effect`` is None where the study as it stands doesn't hold the measure yet."""

    measure: Measure
    late: bool
    findings: tuple[Named, ...]
    value: tuple[Named, ...]
    visible_to: tuple[Named, ...]
    effect: Effect | None

    @property
    def is_measured(self) -> bool:
        """Tell whether a later round says anything of it."""
        return self.effect is not None and self.effect.state != "not_measured"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to, and its order."""

    status: str = ""
    finding: str = ""
    visible: str = ""
    value: str = ""
    words: str = ""
    sort: str = ""

    @property
    def narrows(self) -> bool:
        """Tell whether anything is left out."""
        return any((self.status, self.finding, self.visible, self.value, self.words))


@dataclass(frozen=True, slots=True)
class Names:
    """What measures may name, by key, each in the study's order."""

    findings: Mapping[str, Named] = field(default_factory=dict)
    values: Mapping[str, Named] = field(default_factory=dict)
    groups: Mapping[str, Named] = field(default_factory=dict)
    customers: Mapping[str, Named] = field(default_factory=dict)

    @property
    def audience(self) -> Mapping[str, Named]:
        """Return whom a measure may be shown to: groups and customers."""
        return {**self.customers, **self.groups}


def names_of(study: Study) -> Names:
    """Return what measures of a study may name."""
    return Names(
        {one.key: Named(one.key, one.statement, one.pk) for one in Finding.objects.filter(study=study)},
        {one.key: Named(one.key, one.name, one.pk) for one in Aim.objects.filter(study=study)},
        {one.key: Named(one.key, one.name, one.pk) for one in Group.objects.filter(study=study)},
        {one.key: Named(one.key, str(one), one.pk) for one in Customer.objects.filter(study=study)},
    )


def measure_of(study: Study, measure: UUID) -> Measure:
    """Return a measure of a study. NotFound (B840): there is none."""
    found = Measure.objects.filter(study=study, pk=measure).select_related("study").first()
    if found is None:
        raise NotFound("B840")
    return found


def lines(study: Study, names: Names, today: date) -> list[Line]:
    """Return every measure in the study's order."""
    effects = _effects(study)
    return [line_of(one, names, today, effects.get(one.key)) for one in Measure.objects.filter(study=study)]


def line_of(measure: Measure, names: Names, today: date, effect: Effect | None = None) -> Line:
    """Return a measure with the names of what it rests on and for whom it is."""
    return Line(
        measure,
        is_overdue(measure.status, measure.due, today),
        _named(measure.findings, names.findings),
        _named(measure.value, names.values),
        _named(measure.visible_to, names.audience),
        effect,
    )


@dataclass(frozen=True, slots=True)
class Behind:
    """A finding that a measure rests on, and how many segments are its evidence."""

    named: Named
    evidence: int


@dataclass(frozen=True, slots=True)
class Change:
    """How one customer's experience changed: the means before and after as words, and how many segments each is made of."""

    customer: str
    name: str
    before: str
    after: str
    before_count: int
    after_count: int
    change: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a measure's own page tells beside the measure. ``rounds`` are named before and after; ``seers`` are the customers it is shown to."""

    effect: Effect | None
    findings: tuple[Behind, ...]
    changes: tuple[Change, ...]
    rounds: tuple[str, ...]
    seers: tuple[Named, ...]


def told(measure: Measure, names: Names, language: Language) -> Told:
    """Return what the results tell of a measure."""
    results = results_of(measure.study)
    effect = _effects(measure.study).get(measure.key)
    evidence = {one.finding.id: len(one.evidence) for one in results.findings}
    rounds = {one.key: one.name for one in results.study.design.rounds}
    compared = (effect.before_round, effect.after_round) if effect else ()
    return Told(
        effect,
        tuple(Behind(one, evidence.get(one.key, 0)) for one in _named(measure.findings, names.findings)),
        tuple(_change(one, names, language) for one in (effect.customers if effect else ())),
        tuple(rounds.get(one or "", one or "") for one in compared),
        tuple(_seers(measure, names)),
    )


def _change(one: CustomerChange, names: Names, language: Language) -> Change:
    before, after = (None if one is None else number(one, language, 1, signed=True) for one in (one.before, one.after))
    known = names.customers.get(one.customer, Named(one.customer, one.customer))
    counts = (len(one.before_ids), len(one.after_ids))
    change = "none" if one.change is None else str(one.change)
    return Change(one.customer, known.name, before or "", after or "", *counts, change)


def _seers(measure: Measure, names: Names) -> Iterator[Named]:
    """Yield the customers on whose page a measure is."""
    wanted = set(measure.visible_to)
    for row in Customer.objects.filter(study=measure.study).select_related("group"):
        if wanted & {EVERYONE, row.key, row.group.key if row.group else EVERYONE}:
            yield names.customers[row.key]


def _effects(study: Study) -> Mapping[str, Effect]:
    return {one.measure.id: one.effect for one in results_of(study).measures}


def _named(keys: Iterable[str], known: Mapping[str, Named]) -> tuple[Named, ...]:
    return tuple(known.get(key, Named(key)) for key in keys)


def narrowed(found: Iterable[Line], wanted: Wanted) -> list[Line]:
    """Return the measures asked for, in the order asked for; those without a day come last whichever way days are sorted."""
    chosen = [one for one in found if _is_wanted(one, wanted)]
    order, descending = wanted.sort.removeprefix("-"), wanted.sort.startswith("-")
    if order == "due":
        dated = [one for one in chosen if one.measure.due]
        rest = [one for one in chosen if not one.measure.due]
        return [*sorted(dated, key=attrgetter("measure.due"), reverse=descending), *rest]
    return sorted(chosen, key=_KEYS[order], reverse=descending) if order in _KEYS else chosen


_KEYS = {
    "title": lambda line: line.measure.title.casefold(),
    "owner": lambda line: (not line.measure.owner, line.measure.owner.casefold()),
    "status": lambda line: (not line.late, _place(line.measure.status)),
}


def _place(status: str) -> int:
    """Return where a status stands in the way of a measure; one that isn't known, last."""
    places: Mapping[str, int] = {one: place for place, one in enumerate(MEASURE_STATUSES)}
    return places.get(status, len(places))


def _is_wanted(line: Line, wanted: Wanted) -> bool:
    measure = line.measure
    written = f"{measure.key} {measure.title} {measure.owner} {measure.indicator} {measure.outcome}".casefold()
    return (
        wanted.status in ("", measure.status, LATE if line.late else "")
        and (not wanted.finding or wanted.finding in measure.findings)
        and (not wanted.value or wanted.value in measure.value)
        and (not wanted.visible or _is_shown_to(measure, wanted.visible))
        and wanted.words.casefold() in written
    )


def _is_shown_to(measure: Measure, group: str) -> bool:
    """Tell whether a measure is shown to a group, by itself or as one of all; ``NOBODY`` asks for what is shown to no one."""
    return not measure.visible_to if group == NOBODY else bool({EVERYONE, group} & set(measure.visible_to))
