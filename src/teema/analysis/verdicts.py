"""The verdict on a group: proposed by rule from its customers' pairs, with what bears it out, what speaks against it and whom it hangs on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, TypeAlias

from teema.analysis.pairs import Pair
from teema.study.conclusions import State, Verdict

Doubt: TypeAlias = Literal["no_one", "too_few", "under_half"]
PAIRED: Final[tuple[State, ...]] = ("met", "partly", "unmet")
"""The states that a customer brings to a verdict."""
FEWEST: Final = 2
"""Fewer customers with pairs tell nothing of a group."""
_AGREES: Final[dict[Verdict, tuple[State, ...]]] = {
    "no_difference": ("met",),
    "differ": ("unmet",),
    "partly": ("partly", "unmet"),
    "not_comparable": PAIRED,
}


def propose(states: Mapping[str, Sequence[State]]) -> Verdict:
    """Propose a verdict from the pair states of each customer to whom the sub-theme applies.

    >>> propose({"a": ["met"], "b": ["met", "unmet"]}), propose({"a": ["met"], "b": []})
    ('partly', 'not_comparable')
    """
    paired = [theirs for theirs in states.values() if theirs]
    return _verdict(len(paired), len(states), {state for theirs in paired for state in theirs})


def doubt(paired: int, n: int) -> Doubt | None:
    """Tell why ``paired`` customers of the ``n`` to whom the sub-theme applies are too few for a verdict; None where they aren't.

    >>> doubt(0, 4), doubt(1, 2), doubt(2, 5), doubt(2, 4)
    ('no_one', 'too_few', 'under_half', None)
    """
    if not paired:
        return "no_one"
    if paired < FEWEST:
        return "too_few"
    return "under_half" if 2 * paired < n else None


def _verdict(paired: int, n: int, every: set[State]) -> Verdict:
    """Return the verdict of ``paired`` customers of ``n`` whose pairs have, all together, ``every`` state."""
    if doubt(paired, n):
        return "not_comparable"
    if every == {"met"}:
        return "no_difference"
    return "differ" if every == {"unmet"} else "partly"


def verdicts_without(states: Mapping[str, Sequence[State]], proposed: Verdict) -> dict[str, Verdict]:
    """Return what would be proposed without a customer, for each without whom it would be another verdict.

    >>> verdicts_without({"a": ["met"], "b": ["met"], "c": ["unmet"]}, "partly")
    {'c': 'no_difference'}
    """
    holders = Counter(state for theirs in states.values() for state in set(theirs))
    paired, n = sum(map(bool, states.values())), len(states)

    def without(theirs: Sequence[State]) -> Verdict:
        left = {state for state, customers in holders.items() if customers > (state in theirs)}
        return _verdict(paired - bool(theirs), n - 1, left)

    found = {name: without(theirs) for name, theirs in states.items()}
    return {name: verdict for name, verdict in found.items() if verdict != proposed}


def sides(stated: Iterable[tuple[State, Pair]], verdict: Verdict) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """Sort pairs into those that bear a verdict out and those that speak against it, each by the state that it has here."""
    found: tuple[list[Pair], list[Pair]] = ([], [])
    for state, pair in stated:
        found[state not in _AGREES[verdict]].append(pair)
    return tuple(found[0]), tuple(found[1])


def ids_of(pairs: Iterable[Pair]) -> tuple[str, ...]:
    """Return the codings of pairs, each once."""
    return tuple(dict.fromkeys(one for pair in pairs for one in (*pair.expectations, *pair.experiences)))
