"""The progress bar: seen by people only, and only when the work is long."""

from __future__ import annotations

import io
from dataclasses import dataclass

from teema.cli.console import Console, tinted
from teema.cli.progress import Progress


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


@dataclass
class Clock:
    """A clock that is moved by hand."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def test_bar_appears_after_a_second_and_goes_away() -> None:
    """Nothing is drawn in the first second; then the stage and the share are; leaving wipes the line."""
    stream, clock = Terminal(), Clock()
    with Progress(Console("fi", io.StringIO(), stream), clock) as progress:
        progress("read", 0.1)
        assert stream.getvalue() == ""
        clock.now = 1.5
        progress("figures", 0.5)
        assert "50 % piirretään kuvioita" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_no_bar_where_nobody_looks() -> None:
    """A pipe gets no bar."""
    stream, clock = io.StringIO(), Clock()
    with Progress(Console("fi", io.StringIO(), stream), clock) as progress:
        clock.now = 5
        progress("read", 0.1)
    assert stream.getvalue() == ""


def test_colours_only_where_wanted() -> None:
    """Colours need a terminal, and NO_COLOR or a dumb terminal turns them off."""
    assert Console.of({}, Terminal(), Terminal()).colours
    assert not Console.of({}, io.StringIO(), Terminal()).colours
    assert not Console.of({"NO_COLOR": "1"}, Terminal(), Terminal()).colours
    assert not Console.of({"TERM": "dumb"}, Terminal(), Terminal()).error_colours
    assert tinted("x", "error", True) == "\x1b[31;1mx\x1b[0m"
