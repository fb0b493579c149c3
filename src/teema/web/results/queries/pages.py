"""The customers' pages: whose there are, what stands on each and why, and the pages themselves as the report makes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from teema.analysis.whole import Results
from teema.report.compose import telling_of
from teema.report.customer import customer_page, file_names, has_pages, with_a_page
from teema.report.customer_choice import Chosen, chosen_for, tells_counts
from teema.report.html import html_page
from teema.report.make import language_of
from teema.report.telling import Telling
from teema.study.people import Customer as PlainCustomer
from teema.web.bridge.standing import results_of
from teema.web.improvement.models import Measure
from teema.web.insight.models import Finding
from teema.web.studies.models import Customer, Study


@dataclass(frozen=True, slots=True)
class PageLine:
    """A customer with a page, and how much of the study's findings and measures stands on it."""

    customer: Customer
    findings: int
    all_findings: int
    measures: int
    all_measures: int


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a finding or a measure is on the page or isn't. ``masked`` tells that names in its words are covered."""

    key: str
    words: str
    shown: bool
    reason: str
    masked: bool
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands on a customer's page, and what doesn't. ``least`` is how many of a group it takes to tell counts."""

    findings: tuple[Explained, ...]
    measures: tuple[Explained, ...]
    counts: bool
    least: int


def page_lines(study: Study) -> list[PageLine]:
    """Return the customers that have a page in the round at hand."""
    results = results_of(study)
    rows = _rows(study)
    return [_line(rows[one.id], chosen_for(results, one)) for one in _told(results) if one.id in rows]


def has_page(customer: Customer) -> bool:
    """Tell whether a customer has a page in the round at hand."""
    return _plain(results_of(customer.study), customer) is not None


def explained(customer: Customer) -> Explanation | None:
    """Return what stands on a customer's page and why; None when it has none."""
    results = results_of(customer.study)
    plain = _plain(results, customer)
    if plain is None:
        return None
    chosen, clean = chosen_for(results, plain), _telling(customer.study, results).disclosure.clean
    findings = _ids(Finding.objects.filter(study=customer.study).values_list("key", "pk"))
    measures = _ids(Measure.objects.filter(study=customer.study).values_list("key", "pk"))

    def told(key: str, words: str, shown: bool, reason: str, ids: Mapping[str, UUID]) -> Explained:
        return Explained(key, words, shown, reason, clean(words) != words, ids.get(key))

    return Explanation(
        tuple(
            told(one.thing.finding.id, one.thing.finding.statement, one.shown, one.reason, findings)
            for one in chosen.findings
        ),
        tuple(
            told(one.thing.measure.id, one.thing.measure.title, one.shown, one.reason, measures)
            for one in chosen.measures
        ),
        tells_counts(results, plain),
        results.study.design.settings.quote_minimum,
    )


def page_of(customer: Customer) -> str | None:
    """Return a customer's page as the report makes it: one HTML file; None when it has none."""
    results = results_of(customer.study)
    plain = _plain(results, customer)
    return None if plain is None else html_page(customer_page(_telling(customer.study, results), plain))


def files(study: Study) -> Iterator[tuple[str, str]]:
    """Yield every customer's page under the name of its file."""
    results = results_of(study)
    customers, telling = _told(results), _telling(study, results)
    for name, one in zip(file_names(one.id for one in customers), customers, strict=True):
        yield f"{name}.html", html_page(customer_page(telling, one))


def file_name(customer: Customer) -> str:
    """Return the name of the file of one customer's page."""
    return f"{next(file_names([customer.key]))}.html"


def _told(results: Results) -> list[PlainCustomer]:
    return with_a_page(results) if has_pages(results.study) else []


def _plain(results: Results, customer: Customer) -> PlainCustomer | None:
    return next((one for one in _told(results) if one.id == customer.key), None)


def _telling(study: Study, results: Results) -> Telling:
    return telling_of(results, language_of(results.study), "public", figures=False)


def _rows(study: Study) -> Mapping[str, Customer]:
    return {one.key: one for one in Customer.objects.filter(study=study).select_related("group")}


def _ids(rows: object) -> Mapping[str, UUID]:
    return dict(rows)  # type: ignore[call-overload, no-any-return]


def _line(row: Customer, chosen: Chosen) -> PageLine:
    return PageLine(
        row, len(chosen.shown_findings), len(chosen.findings), len(chosen.shown_measures), len(chosen.measures)
    )
