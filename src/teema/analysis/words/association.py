"""How strongly two things go together: log-likelihood, log ratio, logDice."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

LEAST_G2 = 6.63
"""The G² that chance would exceed once in a hundred, were words independent. They aren't: it is a line to rank above, no test."""
Floats: TypeAlias = NDArray[np.float64]
Counts: TypeAlias = "NDArray[np.int64] | int"


def log_likelihood(here: Counts, there: Counts, all_here: Counts, all_there: Counts) -> Floats:
    """Return G² of a word's frequencies on two sides, over all four cells (Dunning 1993); 0 where the rates are the same.

    ``here`` of ``all_here`` words are it on one side, ``there`` of ``all_there`` on the other; neither side is empty. Rayson
    and Garside (2000) add up two of the cells only: where a word is a small share of all, the difference is small.

    >>> round(float(log_likelihood(110, 111, 110 + 2442, 111 + 29114)), 2)
    270.72
    """
    one, other, all_one, all_other = (np.asarray(side, np.float64) for side in (here, there, all_here, all_there))
    both, total = one + other, all_one + all_other
    it = _cell(one, both * all_one / total) + _cell(other, both * all_other / total)
    others = _cell(all_one - one, (total - both) * all_one / total)
    others = others + _cell(all_other - other, (total - both) * all_other / total)
    found: Floats = np.maximum(2 * (it + others), 0.0)
    return found


def _cell(observed: Floats, expected: Floats) -> Floats:
    some = observed > 0
    return observed * np.log(np.divide(observed, expected, out=np.ones_like(observed), where=some))


def simple_log_likelihood(observed: Counts, expected: Floats) -> Floats:
    """Return G² of counts against those expected, over the one cell that is observed ("simple-ll", Evert 2008).

    >>> round(float(simple_log_likelihood(10, np.array(2.0))), 2), float(simple_log_likelihood(2, np.array(2.0)))
    (16.19, 0.0)
    """
    found: Floats = 2 * (_cell(np.asarray(observed, np.float64), expected) - (observed - expected))
    return np.maximum(found, 0.0)


def log_ratio(here: Counts, there: Counts, all_here: Counts, all_there: Counts) -> Floats:
    """Return how many times a word's rate doubles from the other side to this one (Hardie 2014).

    1 is twice the rate, 2 four times, −1 half. A word that isn't said at all on a side is taken for said half a time there.

    >>> float(log_ratio(8, 2, 1000, 1000)), float(log_ratio(4, 0, 1000, 1000))
    (2.0, 3.0)
    """
    one, other = (np.where(np.equal(side, 0), 0.5, side) for side in (here, there))
    found: Floats = np.log2(one / all_here / (other / all_there))
    return found


def log_dice(together: Counts, one: Counts, other: Counts) -> Floats:
    """Return logDice of two words' own frequencies and how often they are together (Rychlý 2008): at most 14; one more is twice.

    >>> round(float(log_dice(8, 389, 230)), 4), float(log_dice(300, 300, 300))
    (8.7262, 14.0)
    """
    found: Floats = 14 + np.log2(2 * np.asarray(together) / (np.asarray(one) + other))
    return found
