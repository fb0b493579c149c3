"""The study's topics with what is coded with them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from teema.errors import NotFound
from teema.web.coding.models import Topic
from teema.web.coding.queries.codebook import Layers, Under, codings_in
from teema.web.coding.queries.finding import answering
from teema.web.coding.queries.tree import Node, looks_of, nodes_of
from teema.web.studies.models import Study


@dataclass(frozen=True, slots=True)
class Themed:
    """A theme in which a topic occurs, with the number of its expressions there."""

    name: str
    colour: str
    segments: int


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic with its counts."""

    topic: Topic
    count: Under
    themes: list[Themed]


def topics_of(study: Study, *, layers: Layers = "record", search: str = "") -> list[TopicRow]:
    """Return a study's topics, those most spoken of first, with the themes that they run through."""
    wanted = search.casefold().strip()
    every = list(Topic.objects.filter(study=study))
    named = answering(search, {one.pk: one.name for one in every})
    topics = [one for one in every if one.pk in named or wanted in one.definition.casefold()]
    counts = {one.pk: Under() for one in topics}
    themes: dict[UUID, dict[int, int]] = {one.pk: {} for one in topics}
    nodes = nodes_of(study)
    theme_of = {node.code.pk: node.theme for node in nodes}
    columns = ("topic", "code", "document", "document__interview__customer")
    for topic, code, document, customer in codings_in(study, layers).order_by().values_list(*columns):
        if topic in counts:
            counts[topic].take(document, customer)
            themes[topic][theme_of[code]] = themes[topic].get(theme_of[code], 0) + 1
    rows = [TopicRow(one, counts[one.pk], _themed(themes[one.pk], nodes)) for one in topics]
    return sorted(rows, key=lambda row: (-row.count.segments, row.topic.name.casefold()))


def _themed(counts: dict[int, int], nodes: list[Node]) -> list[Themed]:
    looks = looks_of(nodes)
    themes = [node for node in nodes if node.depth == 0 and node.theme in counts]
    found = [Themed(str(one.code), looks[one.code.pk].colour, counts[one.theme]) for one in themes]
    return sorted(found, key=lambda one: -one.segments)


def topic_of(study: Study, topic: UUID) -> Topic:
    """Return a topic of a study. NotFound (B402): there is none."""
    found = Topic.objects.select_related("study").filter(study=study, pk=topic).first()
    if found is None:
        raise NotFound("B402")
    return found
