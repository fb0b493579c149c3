"""Chapter: which factors make up the experience, and how they spread over groups."""

from __future__ import annotations

from collections.abc import Iterator

from teema.analysis.factors import Factor
from teema.report.blocks import Block, Cell, Column, Heading, Paragraph, Run, Table
from teema.report.telling import Telling


def experience(telling: Telling) -> Iterator[Block]:
    """Show the topics that experience is made of, by valence and spread, and where experience is split."""
    found = telling.results.factors
    if not found:
        return
    words = telling.words
    yield Heading(words.say("experience.heading"), 1, "experience")
    seen = telling.pointing_to_figure("experience.figure_seen", "topics_by_valence")
    yield Paragraph((telling.run("experience.method"), *telling.pointing("experience.table_seen", "factors"), *seen))
    yield factors_table(telling)
    split = [factor for factor in found if factor.split]
    if split:
        yield Paragraph((telling.run("experience.split"), *_split(telling, split)))
    yield from telling.figure("topics_by_valence")


def factors_table(telling: Telling) -> Table:
    """Make the table of factors, the most widely shared first."""
    words = telling.words
    keys = ("topic", "customers", "quantifier", "positive", "negative", "mixed", "balance")
    columns = tuple(
        Column(
            words.say(f"experience.columns.{key}"),
            numeric=key not in ("topic", "quantifier"),
            weight=2 if key == "topic" else 1,
        )
        for key in keys
    )
    rows = tuple(_row(telling, factor) for factor in telling.results.factors)
    note = words.say("experience.note")
    return Table(
        "factors", words.say("experience.table"), columns, rows, note, paper_rows=40, sheet=words.say("sheets.factors")
    )


def _row(telling: Telling, factor: Factor) -> tuple[Cell, ...]:
    words, balance = telling.words, factor.balance
    return (
        telling.text(words.topic(factor.topic)),
        telling.count(factor.customers, factor.n, factor.ids),
        telling.text(words.term("quantifiers", factor.quantifier)),
        telling.number(balance.positive),
        telling.number(balance.negative),
        telling.number(balance.mixed),
        telling.text(words.number(balance.value, 2, signed=True)),
    )


def _split(telling: Telling, factors: list[Factor]) -> Iterator[Run]:
    """List the topics that divide customers, each with its evidence."""
    words = telling.words
    for place, factor in enumerate(factors, 1):
        said = words.say(
            "experience.split_topic",
            topic=words.topic(factor.topic),
            positive=len(factor.positive_customers),
            negative=len(factor.negative_customers),
            n=factor.n,
        )
        yield Run(" ")
        yield Run(said, segments=telling.disclosure.segments(factor.ids))
        yield Run("." if place == len(factors) else ",")
