"""Vague quantifiers and the counts behind them: how to say k customers of n, what a statement says, and whether they fit."""

from __future__ import annotations

from teema.analysis.claims import Claim, Quantifier
from teema.analysis.claims_english import claimed_in_english
from teema.analysis.claims_finnish import claimed_in_finnish

_READERS = {"fi": claimed_in_finnish, "en": claimed_in_english}
_FEWEST_FOR_ALL_BUT_ONE = 5


def quantifier(k: int, n: int) -> Quantifier:
    """Return the word's key for k customers of n; ValueError unless 0 ≤ k ≤ n.

    The one of one is all; one of two is one rather than half.

    >>> [quantifier(k, 8) for k in range(9)]
    ['none', 'one', 'some', 'some', 'half', 'most', 'most', 'all_but_one', 'all']
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n}")
    if k == 0:
        return "none"
    if k == n:
        return "all"
    if k == 1:
        return "one"
    if k == n - 1 and n >= _FEWEST_FOR_ALL_BUT_ONE:
        return "all_but_one"
    return "some" if 2 * k < n else "half" if 2 * k == n else "most"


def claimed(text: str, language: str) -> tuple[Claim, ...]:
    """Return the vague quantifiers that a statement uses of customers, in the order of its words.

    Quantifiers of other things (*kaikki raportit*, *all systems*) claim nothing, nor do exact numbers, nor does a statement
    in a language other than ``fi`` and ``en``.

    >>> [(one.quantifier, one.words) for one in claimed("Seutuextra oli miltei kaikille haastateltaville vieras.", "fi")]
    [('all_but_one', 'miltei kaikille haastateltaville')]
    """
    reader = _READERS.get(language)
    return tuple(reader(text)) if reader else ()


def fits(claim: Claim | Quantifier, k: int, n: int) -> bool:
    """Tell whether k customers of n bear out a claim.

    ``none`` fits 0; ``one`` 1; ``some`` from 2 to under half; ``half`` exactly half; ``most`` more than half, all but one and
    all included, since a claim may be weaker than the count; ``all_but_one`` n−1 where n is at least 5; ``all`` n.

    >>> fits("most", 7, 8), fits("all", 7, 8), fits("half", 1, 2)
    (True, False, True)
    """
    key = claim.quantifier if isinstance(claim, Claim) else claim
    return {
        "none": k == 0,
        "one": k == 1,
        "some": k >= 2 and 2 * k < n,
        "half": k > 0 and 2 * k == n,
        "most": 2 * k > n,
        "all_but_one": k == n - 1 and n >= _FEWEST_FOR_ALL_BUT_ONE,
        "all": k == n > 0,
    }[key]


def fewest(key: Quantifier, n: int) -> int:
    """Return the fewest customers of n that a quantifier can speak of.

    >>> [fewest(key, 8) for key in ("none", "one", "some", "half", "most", "all_but_one", "all")]
    [0, 1, 2, 4, 5, 7, 8]
    """
    return {"none": 0, "one": 1, "some": 2, "half": (n + 1) // 2, "most": n // 2 + 1, "all_but_one": n - 1, "all": n}[
        key
    ]
