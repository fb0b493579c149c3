"""Ways in which a file can be damaged, the same each time."""

from __future__ import annotations

import random
from collections.abc import Iterator


def damaged(whole: bytes, seed: int = 1, times: int = 25) -> Iterator[bytes]:
    """Yield cut, flipped, blanked, stuttering and shuffled versions of a file, four for each of ``times``."""
    chance = random.Random(seed)
    for _ in range(times):
        at = chance.randrange(1, len(whole))
        yield whole[:at]
        flipped = bytearray(whole)
        for _ in range(chance.choice((1, 5, 50, 500))):
            flipped[chance.randrange(len(whole))] = chance.randrange(256)
        yield bytes(flipped)
        length = chance.choice((1, 16, 512, 4096))
        yield whole[:at] + bytes([chance.choice((0, 255, 32))]) * length + whole[at + length :]
        other = chance.randrange(len(whole))
        yield whole[:at] + whole[other : other + length] + whole[at + length :]
