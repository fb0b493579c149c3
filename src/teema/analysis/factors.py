"""Which factors make up the experience: the topics it is told by, how many customers tell them, and whether they agree."""

from __future__ import annotations

from dataclasses import dataclass

from narwhals.typing import IntoDataFrame

from teema.analysis.balance import Balance, balance_by_customer, balance_of
from teema.analysis.claims import Quantifier
from teema.analysis.quantifiers import quantifier
from teema.analysis.rows import distinct, grouped, rows

_Member = tuple[str, str | None, int | None]


@dataclass(frozen=True, slots=True)
class Factor:
    """A topic of experience, told by ``customers`` of ``n``.

    ``positive_customers`` and ``negative_customers`` are so on balance; the experience is ``split`` when there are both.
    ``contradicted`` are the customers who gave both a plus and a minus.
    """

    topic: str
    customers: int
    n: int
    segments: int
    balance: Balance
    positive_customers: tuple[str, ...]
    negative_customers: tuple[str, ...]
    split: bool
    contradicted: tuple[str, ...]
    quantifier: Quantifier
    ids: tuple[str, ...]


def factors(codings: IntoDataFrame, n_customers: int) -> tuple[Factor, ...]:
    """Return the topics of codings that tell an experience or carry a valence: most customers first, then most segments.

    ``n_customers`` are all who could have told. Codings without a topic are no factor.
    """
    read = rows(codings, "topic", "aspect", "coding_id", "customer", "valence")
    told = grouped(
        (topic, (coding, customer, valence))
        for topic, aspect, coding, customer, valence in read
        if topic is not None and (aspect == "experience" or valence is not None)
    )
    found = [_factor(topic, members, n_customers) for topic, members in told.items()]
    return tuple(sorted(found, key=lambda one: (-one.customers, -one.segments, one.topic)))


def _factor(topic: str, members: list[_Member], n: int) -> Factor:
    ids = tuple(coding for coding, _, _ in members)
    said = [(customer, valence) for _, customer, valence in members]
    customers = len(distinct(customer for customer, _ in said))
    mean = {customer: value for customer, value in balance_by_customer(said).items() if value is not None}
    positive = tuple(customer for customer, value in mean.items() if value > 0)
    negative = tuple(customer for customer, value in mean.items() if value < 0)
    return Factor(
        topic,
        customers,
        n,
        len(ids),
        balance_of(said),
        positive,
        negative,
        bool(positive and negative),
        tuple(customer for customer in mean if {(customer, 1), (customer, -1)} <= set(said)),
        quantifier(customers, n),
        ids,
    )
