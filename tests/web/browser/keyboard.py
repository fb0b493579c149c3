"""Playing a keyboard session: a readable list of keys, what comes of them and the words meant."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

NAMES = {"enter": "Enter", "esc": "Escape", "delete": "Delete"}
PARTS = {
    "shift": "Shift",
    "alt": "Alt",
    "ctrl": "Control",
    "right": "ArrowRight",
    "left": "ArrowLeft",
    "up": "ArrowUp",
    "down": "ArrowDown",
}
VALENCES = {"+": 1, "-": -1, "0": 0}


@dataclass(frozen=True)
class Step:
    """One line of a session."""

    keys: tuple[str, ...]
    code: str
    words: str
    marks: dict[str, str | int] = field(default_factory=dict)


def read_session(path: Path) -> list[Step]:
    """Read a session's lines; those that begin with # tell about it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_step(line) for line in lines if line.strip() and not line.startswith("#")]


def _step(line: str) -> Step:
    keys, result, words = (part.strip() for part in line.split(" | "))
    code, *marks = shlex.split(result)
    return Step(
        tuple(_tokens(keys)), code, words, dict(_mark(mark) for mark in (marks if "=" not in code else [code, *marks]))
    )


def _tokens(keys: str) -> Iterator[str]:
    lexer = shlex.shlex(keys, posix=False)
    lexer.whitespace_split, lexer.commenters, lexer.quotes = True, "", '"'
    return iter(lexer)


def _mark(mark: str) -> tuple[str, str | int]:
    name, _, value = mark.partition("=")
    return (name, value) if value else ("valence", VALENCES[name])


def play(page: Page, step: Step) -> None:
    """Press a step's keys."""
    for token in step.keys:
        _press(page, token)


def _press(page: Page, token: str) -> None:
    if token.startswith('"'):
        page.keyboard.type(token[1:-1])
    elif token.startswith("#"):
        _code(page, token[1:])
    else:
        key, _, times = token.partition("*") if len(token) > 1 else (token, "", "")
        for _ in range(int(times or 1)):
            page.keyboard.press(_named(key))


def _named(key: str) -> str:
    if len(key) == 1:
        return key
    return NAMES.get(key) or "+".join(PARTS.get(part, part) for part in key.split("+"))


def _code(page: Page, name: str) -> None:
    """Press the digit that the codebook shows beside a code, as one who looks at the screen does."""
    digit = page.evaluate(
        """async name => {
            for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame); // the eye is no quicker
            return [...document.querySelectorAll('.code')].find(code => code.querySelector('span').textContent === name)
                ?.querySelector('kbd')?.textContent;
        }""",
        name,
    )
    for key in [digit] if digit else ["c", *name, "Enter"]:
        page.keyboard.press(key)
