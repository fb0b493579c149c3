"""Measures of association against published figures."""

from __future__ import annotations

import numpy as np
import pytest

from teema.analysis.words.association import log_dice, log_likelihood, log_ratio


@pytest.mark.parametrize(
    ("both", "first", "second", "neither", "expected"),
    [
        (110, 2442, 111, 29114, 270.72),
        (29, 13, 123, 31612, 263.90),
        (31, 23, 139, 31584, 256.84),
        (10, 0, 3, 31764, 167.23),
    ],
)
def test_log_likelihood_is_that_of_dunnings_table(
    both: int, first: int, second: int, neither: int, expected: float
) -> None:
    """Dunning (1993), table 1: the swiss, can be, previous year, mineral water."""
    assert float(log_likelihood(both, second, both + first, second + neither)) == pytest.approx(expected, abs=0.01)


def test_equal_rates_are_no_evidence() -> None:
    """G² is 0 where the rates are the same, and never below it."""
    assert log_likelihood(np.array([5, 0]), np.array([10, 0]), 100, 200).tolist() == pytest.approx([0, 0])


def test_log_ratio_doubles() -> None:
    """Each one more is twice the rate; a side without the word is taken for half an occurrence (Hardie 2014)."""
    assert log_ratio(np.array([8, 1, 4, 0]), np.array([4, 4, 0, 4]), 100, 100).tolist() == [1, -2, 3, -3]
    assert float(log_ratio(1, 4, 100, 400)) == 0


def test_log_dice_does_not_depend_on_the_materials_size() -> None:
    """14 when the two are always together; twice as often together is one more (Rychlý 2008)."""
    assert log_dice(
        np.array([300, 3, 6]), np.array([300, 3000, 3000]), np.array([300, 3000, 3000])
    ).tolist() == pytest.approx([14, 4.034, 5.034], abs=0.001)
