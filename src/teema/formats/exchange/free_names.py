"""Names that nothing else has: a name given again gets a number."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count


class FreeNames:
    """Gives each name once. It remembers how far a name's numbers have come: a file may repeat one name ten thousand times.

    >>> names = FreeNames(["Kunta"])
    >>> names.free("kunta"), names.free("Kunta"), names.free("Liitto", between="-"), names.free("Liitto", between="-")
    ('kunta 2', 'Kunta 3', 'Liitto', 'Liitto-2')
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {name.casefold() for name in taken}
        self._numbers: dict[str, int] = {}

    def take(self, *names: str) -> None:
        """Note names that were given elsewhere."""
        self._taken.update(name.casefold() for name in names)

    def free(self, name: str, *, between: str = " ") -> str:
        """Return the name, or one with a number where something has it, capitals aside; and take it."""
        free = name
        for number in count(self._numbers.get(name.casefold(), 2)):
            if free.casefold() not in self._taken:
                break
            free = f"{name}{between}{number}"
            self._numbers[name.casefold()] = number + 1
        self.take(free)
        return free
