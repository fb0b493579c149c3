"""Colours can be told apart by everyone, words on them can be read, and labels are measured as they are drawn."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from teema.figures import palette
from teema.figures.lettering import shorten, width, wrap
from teema.study.conclusions import STATES, VERDICTS

# Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB.
VISION = {
    "full": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}


def linear(colour: str) -> NDArray[np.float64]:
    """Return a colour as linear RGB, 0–1."""
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.1)."""
    low, high = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def oklab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return linear RGB as OKLab (Ottosson 2020), where equal distances look equal."""
    cones = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    lab = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )
    return lab @ np.cbrt(cones @ np.clip(rgb, 0, 1))


@pytest.mark.parametrize("vision", VISION)
def test_theme_colours_are_told_apart(vision: str) -> None:
    """Any two of the ten theme colours differ by at least 0.08 in OKLab, with full and with colour-deficient vision."""
    seen = [oklab(VISION[vision] @ linear(colour)) for colour in palette.THEMES]
    assert min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2)) >= 0.08


@pytest.mark.parametrize(
    "colour", [*palette.THEMES, palette.INK, palette.QUIET, palette.ACCENT, palette.POSITIVE, palette.NEGATIVE]
)
def test_words_can_be_read(colour: str) -> None:
    """Every colour of words has at least 4.5:1 on white, and white on it."""
    assert contrast(colour, "#ffffff") >= 4.5


@pytest.mark.parametrize("verdict", VERDICTS)
def test_words_on_tints_can_be_read(verdict) -> None:
    """Ink and quiet ink can be read on every verdict's tint."""
    assert min(contrast(ink, palette.VERDICT_TINTS[verdict]) for ink in (palette.INK, palette.QUIET)) >= 4.5


def test_states_do_not_rely_on_colour() -> None:
    """No two states share a mark, every mark stands out on its fill, and every state has one of each."""
    assert set(palette.STATE_FILLS) == set(palette.STATE_MARKS) == set(STATES)
    assert len(set(palette.STATE_MARKS.values())) == len(STATES)
    for state in STATES:
        assert contrast(palette.STATE_INKS.get(state, palette.INK), palette.STATE_FILLS[state]) >= 4.5


def test_lines_fit() -> None:
    """Broken lines fit their room and lose no letter but hyphens; a line limit ends in an ellipsis."""
    words = "Asiakaslähtöisyys ja arvostus henkilöstöhallintopalveluissa"
    lines = wrap(words, 13, 80)
    assert all(width(line, 13) <= 80 for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == words.replace(" ", "")
    assert wrap(words, 13, 80, lines=2)[-1].endswith("…")
    assert wrap("aikaisemmin–nykyhetki", 13, 80) == ("aikaisemmin–", "nykyhetki")
    assert wrap("", 13, 80) == ()
    assert shorten("abc", 13, 0) == "…"
