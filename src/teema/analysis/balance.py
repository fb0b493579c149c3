"""Valence balance: whether experiences are good or bad, counted so that the talkative do not dominate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from narwhals.typing import IntoDataFrame

from teema.analysis.rows import grouped, rows

Said = tuple[str | None, int | None]


@dataclass(frozen=True, slots=True)
class Balance:
    """The mean over customers of (P−N)/(P+N), from −1 to +1; ``value`` is None where nobody has a plus or a minus.

    ``positive``, ``negative`` and ``mixed`` count segments; ``customers`` are those with any plus or minus.
    """

    value: float | None
    positive: int
    negative: int
    mixed: int
    customers: int
    reason: Literal["ok", "no_valence", "only_mixed"]


def balance(codings: IntoDataFrame) -> Balance:
    """Return the valence balance of a frame of codings. Codings without a customer are left out: the unit is the customer."""
    return balance_of(rows(codings, "customer", "valence"))


def balance_of(said: Iterable[Said]) -> Balance:
    """Return the valence balance of pairs of customer and valence.

    >>> balance_of([("a", 1), ("a", 1), ("a", 1), ("b", -1)]).value
    0.0
    """
    heard = [(customer, valence) for customer, valence in said if customer is not None and valence is not None]
    signs = [valence for _, valence in heard]
    means = [mean for mean in balance_by_customer(heard).values() if mean is not None]
    return Balance(
        sum(means) / len(means) if means else None,
        signs.count(1),
        signs.count(-1),
        signs.count(0),
        len(means),
        "ok" if means else "only_mixed" if signs else "no_valence",
    )


def balance_by_customer(said: Iterable[Said]) -> dict[str, float | None]:
    """Return each customer's (P−N)/(P+N); None for one who gave no plus and no minus.

    >>> balance_by_customer([("a", 1), ("a", -1), ("a", 1), ("b", 0)])
    {'a': 0.3333333333333333, 'b': None}
    """
    by_customer = grouped((customer, valence) for customer, valence in said if customer is not None)
    return {customer: _mean([sign for sign in signs if sign]) for customer, signs in by_customer.items()}


def _mean(signs: list[int]) -> float | None:
    return sum(signs) / len(signs) if signs else None
