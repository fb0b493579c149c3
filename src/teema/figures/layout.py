"""Where the words of a network stand: near what they occur with, never over each other.

Fruchterman and Reingold (1991), "Graph drawing by force-directed placement", from a fixed start; then labels that overlap
are pushed apart. Only sums along rows and square roots are used, so every machine draws the same picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from math import cos, pi, sin, sqrt
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Size: TypeAlias = tuple[float, float]
Place: TypeAlias = tuple[float, float]
_Array: TypeAlias = NDArray[np.float64]

_STEPS: Final = 240
_PATIENCE: Final = 6
_GROWTH: Final = 1.01
_GOLDEN: Final = pi * (3 - sqrt(5))
_GAP: Final = 11.0
_AIR: Final = 1.5
_LOWEST: Final = 60.0
_STARTS: Final = 6
_ALONG: Final = np.arange(1, 8).reshape(7, 1, 1) / 8


def arrange(
    sizes: Sequence[Size], links: Mapping[tuple[int, int], float], width: float
) -> tuple[tuple[Place, ...], float]:
    """Return the centre of each label, heaviest label first, and the height that they need.

    ``sizes`` are the labels' widths and heights, each narrower than ``width``; ``links`` the strength of a pair, 0–1.
    """
    wanted = sum((wide + _GAP) * (high + _GAP) for wide, high in sizes) * _AIR / width
    lowest = max(_LOWEST, max(high for _, high in sizes) + _GAP, wanted)
    tries = [_arranged(shape, sizes, width, lowest) for shape in _settled(len(sizes), links)]
    return min(tries, key=lambda one: _untidiness(one, sizes, links))


def _arranged(shape: _Array, sizes: Sequence[Size], width: float, height: float) -> tuple[tuple[Place, ...], float]:
    """Fill the canvas and push overlapping labels apart, half the overlap each; the canvas grows while any are left."""
    boxes = np.array(sizes)
    roomy = boxes + _GAP
    reach, room = _reach(roomy), roomy.tolist()
    places = boxes / 2 + shape * (np.array([width, height]) - boxes)
    for step in count(1):
        pairs = _crowded(places, reach)
        if not pairs:
            break
        moved = places.tolist()
        for one, other in pairs:
            _push(moved[one], moved[other], room[one], room[other])
        places = np.array(moved)
        if step % _PATIENCE == 0:
            height, places = height * _GROWTH, places * np.array([1.0, _GROWTH])
        places = np.minimum(np.maximum(places, boxes / 2), np.array([width, height]) - boxes / 2)
    return _cropped(places, boxes)


def _untidiness(
    one: tuple[tuple[Place, ...], float], sizes: Sequence[Size], links: Mapping[tuple[int, int], float]
) -> float:
    """Add up the links' lengths, the labels that they run through, and the height."""
    places, height = one
    total = height * 2
    at, half = np.array(places), np.array(sizes) / 2
    for (start, end), strength in links.items():
        (x, y), (to_x, to_y) = places[start], places[end]
        total += (0.4 + strength) * sqrt((x - to_x) ** 2 + (y - to_y) ** 2)
        crossed = (np.abs(at[start] + (at[end] - at[start]) * _ALONG - at) < half).all(axis=2).any(axis=0)
        crossed[[start, end]] = False
        total += 60 * int(crossed.sum())
    return total


def overlaps(places: Sequence[Place], sizes: Sequence[Size]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of labels that overlap.

    >>> list(overlaps([(0, 0), (5, 0), (30, 0)], [(10, 10), (10, 10), (10, 10)]))
    [(0, 1)]
    """
    for one in range(len(places)):
        for other in range(one):
            reach_x, reach_y = ((sizes[one][axis] + sizes[other][axis]) / 2 for axis in (0, 1))
            away_x, away_y = (abs(places[one][axis] - places[other][axis]) for axis in (0, 1))
            if away_x < reach_x and away_y < reach_y:
                yield other, one


def _settled(labels: int, links: Mapping[tuple[int, int], float]) -> list[_Array]:
    """Let the points repel each other and the linked ones attract, cooling down from spirals, heaviest innermost.

    Each spiral is turned further than the one before it. The points are returned as shares of the canvas, 0–1.
    """
    points = np.array([_spiral(labels, turn / _STARTS) for turn in range(_STARTS)])
    pull = np.zeros((labels, labels))
    for (one, other), strength in links.items():
        pull[one, other] = pull[other, one] = strength
    ideal = 1.1 / sqrt(labels)
    for step in range(_STEPS):
        x, y = points[..., 0], points[..., 1]
        away_x, away_y = x[:, None, :] - x[:, :, None], y[:, None, :] - y[:, :, None]
        square = away_x**2 + away_y**2 + 1e-6
        force = ideal**2 / square - pull * np.sqrt(square) / ideal
        move_x, move_y = (away_x * force).sum(axis=1) - x * 0.9, (away_y * force).sum(axis=1) - y * 0.9
        far = np.sqrt(move_x**2 + move_y**2) + 1e-9
        cool = np.minimum(far, 0.12 * (1 - step / _STEPS))
        points = np.stack([x + move_x / far * cool, y + move_y / far * cool], axis=-1)
    return [(_spread(one) + _ranks(one)) / 2 if labels > 1 else np.full((1, 2), 0.5) for one in points]


def _spiral(labels: int, turned: float) -> list[Place]:
    spiral = [(sqrt((i + 0.4) / labels), i * _GOLDEN + turned * 2 * pi) for i in range(labels)]
    return [(reach * cos(turn), reach * sin(turn)) for reach, turn in spiral]


def _spread(shape: _Array) -> _Array:
    low, high = shape.min(axis=0), shape.max(axis=0)
    spread: _Array = (shape - low) / np.maximum(high - low, 1e-6)
    return spread


def _ranks(shape: _Array) -> _Array:
    """Return each coordinate's rank, 0–1: mixed with the place itself, it keeps an outlier from squeezing the rest."""
    ranks: _Array = shape.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / (len(shape) - 1)
    return ranks


def _reach(boxes: _Array) -> tuple[_Array, _Array]:
    """Return how near each other the boxes of each pair may stand, along both axes; a pair stands once."""
    wide, high = (np.triu((side[:, None] + side[None, :]) / 2, 1) for side in boxes.T)
    return wide, high


def _crowded(places: _Array, reach: tuple[_Array, _Array]) -> list[list[int]]:
    """Return the pairs whose boxes overlap."""
    x, y = places.T
    both = (np.abs(x[:, None] - x[None, :]) < reach[0]) & (np.abs(y[:, None] - y[None, :]) < reach[1])
    pairs: list[list[int]] = np.argwhere(both).tolist()
    return pairs


def _push(one: list[float], other: list[float], box: list[float], next_to: list[float]) -> None:
    """Push two labels apart along the axis on which they overlap less."""
    lacking = [(box[axis] + next_to[axis]) / 2 - abs(one[axis] - other[axis]) for axis in (0, 1)]
    if min(lacking) <= 0:
        return
    axis = 0 if lacking[0] < lacking[1] else 1
    side = 1 if one[axis] >= other[axis] else -1
    one[axis] += side * (lacking[axis] / 2 + 0.05)
    other[axis] -= side * (lacking[axis] / 2 + 0.05)


def _cropped(places: _Array, boxes: _Array) -> tuple[tuple[Place, ...], float]:
    top = float((places[:, 1] - boxes[:, 1] / 2).min())
    bottom = float((places[:, 1] + boxes[:, 1] / 2).max())
    return tuple((round(float(x), 1), round(float(y) - top, 1)) for x, y in places), round(bottom - top, 1)
