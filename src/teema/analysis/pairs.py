"""Pairs of expectation and experience within one customer.

By topic where both sides have one: an expectation meets the experiences of the same topic under its own sub-theme label or,
where there are none, anywhere in the customer's words. What is left over pairs by the label where either side has no topic.
What finds no pair stays unmatched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from teema.study.conclusions import State


class Voice(NamedTuple):
    """One coding as the comparison reads it. ``label`` is None where it stands under a theme alone."""

    coding_id: str
    label: str | None
    topic: str | None
    aspect: str
    valence: int | None


@dataclass(frozen=True, slots=True)
class Pair:
    """An expectation and the experience that answers it. ``topic`` is None for a pair made by the sub-theme's label.

    ``derived`` is the rule's state, ``state`` the analyst's where there is a judgement. ``flagged``: no experience of the
    pair has a valence.
    """

    customer: str
    sub_theme: str
    topic: str | None
    state: State
    derived: State
    expectations: tuple[str, ...]
    experiences: tuple[str, ...]
    flagged: bool = False
    reason: str = ""

    def overridden(self, state: State, reason: str) -> Pair:
        """Return the pair with the analyst's state."""
        return replace(self, state=state, reason=reason)


def by_topic(voices: Iterable[Voice]) -> dict[str | None, list[Voice]]:
    """Sort voices by their topics, in the order in which they come."""
    found: dict[str | None, list[Voice]] = {}
    for voice in voices:
        found.setdefault(voice.topic, []).append(voice)
    return found


def pair_up(
    customer: str,
    label: str,
    expectations: Sequence[Voice],
    experiences: Sequence[Voice],
    everywhere: Mapping[str | None, Sequence[Voice]],
) -> list[Pair]:
    """Make the pairs of one sub-theme label; ``everywhere`` are all of the customer's experiences by topic.

    >>> wish = Voice("e", "palvelut", "tavoitettavuus", "expectation", None)
    >>> lived = Voice("x", "palvelut", "tavoitettavuus", "experience", -1)
    >>> [pair.state for pair in pair_up("k", "palvelut", [wish], [lived], by_topic([lived]))]
    ['unmet']
    """
    if not expectations:
        return []
    wished, lived = by_topic(expectations), by_topic(experiences)
    answers = {topic: lived.get(topic) or everywhere.get(topic) for topic in wished if topic}
    pairs = [_pair(customer, label, topic, wished[topic], found) for topic, found in answers.items() if found]
    matched = {pair.topic for pair in pairs}
    left = [voice for voice in expectations if voice.topic not in matched]
    return pairs + _by_label(customer, label, left, [one for one in experiences if one.topic not in matched])


def _by_label(customer: str, label: str, wishes: list[Voice], answers: list[Voice]) -> list[Pair]:
    """Pair what is left where one side has no topic: such a side answers, or is answered by, all that is left."""
    open_wish = any(voice.topic is None for voice in wishes)
    open_answer = any(voice.topic is None for voice in answers)
    wishes = wishes if open_answer else [voice for voice in wishes if voice.topic is None]
    answers = answers if open_wish else [voice for voice in answers if voice.topic is None]
    return [_pair(customer, label, None, wishes, answers)] if wishes and answers else []


def _pair(customer: str, label: str, topic: str | None, wishes: Sequence[Voice], answers: Sequence[Voice]) -> Pair:
    valences = {voice.valence for voice in answers if voice.valence is not None}
    state: State = "met" if valences == {1} else "unmet" if valences == {-1} else "partly"
    return Pair(
        customer,
        label,
        topic,
        state,
        state,
        tuple(voice.coding_id for voice in wishes),
        tuple(voice.coding_id for voice in answers),
        not valences,
    )
