"""Chapter: the study, its questions and the organisation."""

from __future__ import annotations

from collections.abc import Iterator

from teema.report.blocks import Block, Bullets, Heading, Paragraph, Run
from teema.report.telling import Telling


def study(telling: Telling) -> Iterator[Block]:
    """Tell what was asked, why, of whom, and about which organisation. Nothing where the design says nothing."""
    told = [*_questions(telling), *_organisation(telling), *_structure(telling)]
    if told:
        yield Heading(telling.words.say("study.heading"), 1, "study")
        yield from told


def _structure(telling: Telling) -> Iterator[Block]:
    """Draw the study's course, from its aims to its results."""
    if "structure" in telling.figures:
        yield Heading(telling.words.say("study.structure"), 2, "structure")
        yield Paragraph(telling.pointing("study.structure_seen", "structure"))
        yield from telling.figure("structure")


def _questions(telling: Telling) -> Iterator[Block]:
    design, words = telling.study.design, telling.words
    for key, listed in (("aims", design.aims), ("questions", design.questions), ("criteria", design.criteria)):
        if listed:
            yield Paragraph((Run(words.say(f"study.{key}")),))
            yield Bullets(tuple(Paragraph((Run(telling.disclosure.clean(one)),)) for one in listed))


def _organisation(telling: Telling) -> Iterator[Block]:
    organisation, words, clean = telling.study.organisation, telling.words, telling.disclosure.clean
    told = [*telling.figure("services")]
    if organisation.events:
        events = sorted(organisation.events, key=lambda event: (event.date is None, event.date))
        lines = [f"{words.day(event.date)}: {event.title}" if event.date else event.title for event in events]
        items = tuple(Paragraph((Run(clean(line)),)) for line in lines)
        told += [Paragraph((Run(words.say("study.events")),)), Bullets(items)]  # type: ignore[list-item]
    if told or organisation.description:
        yield Heading(words.say("study.organisation"), 2, "organisation")
        if organisation.description:
            yield Paragraph((Run(clean(organisation.description)),))
        yield from told
