"""Segments' addresses → words in their context, with the way to their place in the interview."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from django.urls import reverse

from teema.analysis.whole import Results
from teema.report.blocks import Segment
from teema.report.evidence import Segments
from teema.report.words import Words
from teema.web.coding.models import Coding
from teema.web.material.models import Document
from teema.web.studies.models import Study
from teema.wording import Language


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words in their context, and where they are read; ``customer`` is whose they are."""

    segment: Segment
    url: str
    customer: str | None


@dataclass(frozen=True, slots=True)
class Passages:
    """The segments that a number opens: how many of each unit, and one page of them."""

    segments: int
    customers: int
    interviews: int
    shown: tuple[Passage, ...]


def passages(
    study: Study, results: Results, addresses: Sequence[str], language: Language, start: int, most: int
) -> Passages:
    """Look up segments, of which at most ``most`` are shown from ``start`` on."""
    held = Segments(results.study, Words(results.study, language))
    there = [one for one in addresses if one in held]
    shown = list(islice(there, start, start + most))
    urls = _places(study, shown)
    occasions = {name: results.frames.occasions.get(name) for name in {held.document_of(one) for one in there}}
    asked = [occasion for occasion in occasions.values() if occasion is not None]
    interviews, customers = ({one[place] for one in asked} - {None} for place in (0, 2))
    rows = [Passage(held[one], urls.get(one, ""), _customer(occasions[held.document_of(one)])) for one in shown]
    return Passages(len(there), len(customers), len(interviews), tuple(rows))


def passages_by_address(
    study: Study, results: Results, addresses: Iterable[str], language: Language
) -> dict[str, Passage]:
    """Look up segments for a page that sets them out in its own order; those that are gone are left out."""
    held = Segments(results.study, Words(results.study, language))
    there = [one for one in dict.fromkeys(addresses) if one in held]
    urls = _places(study, there)
    return {one: Passage(held[one], urls.get(one, ""), results.customer_of.get(one)) for one in there}


def _customer(occasion: tuple[str | None, ...] | None) -> str | None:
    """Return whose interview it is, of whichever round; nobody's where a document is no interview."""
    return occasion[2] if occasion else None


def _places(study: Study, addresses: Sequence[str]) -> dict[str, str]:
    """Return where each segment is read: a coding at its own address, words found at their place in the reading view."""
    codings = dict(Coding.objects.filter(study=study, key__in=addresses).values_list("key", "pk"))
    urls = {key: reverse("coding:coding", kwargs={"study": study.slug, "coding": pk}) for key, pk in codings.items()}
    found = [one for one in addresses if one not in urls]
    names = {one: one.rpartition("@")[0] for one in found}
    documents = dict(Document.objects.filter(study=study, key__in=names.values()).values_list("key", "pk"))
    for one in found:
        document = documents.get(names[one])
        if document:
            read = reverse("coding:reading", kwargs={"study": study.slug, "document": document})
            urls[one] = f"{read}#{one.rpartition('@')[2]}"
    return urls
