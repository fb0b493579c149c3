"""What doesn't come along is told in words: every loss that a reader or writer of databases can tell has them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import teema.formats.qualcoder
import teema.formats.rqda
import teema.formats.taguette
from teema.wording import LANGUAGES, has

ROOMS = [Path(room.__file__).parent for room in (teema.formats.qualcoder, teema.formats.rqda, teema.formats.taguette)]
TOLD = {"Loss", "lose", "_lose"}


def told() -> Iterator[tuple[str, str]]:
    """Yield what and why of every loss in the source whose keys stand there."""
    for path in sorted(one for room in ROOMS for one in room.glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            keys = [one.value for one in call.args[:2] if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if name in TOLD and len(keys) == 2:
                yield keys[0], keys[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_loss_has_words(language: str) -> None:
    """Both what is lost and why has its words in every language."""
    found = set(told())
    assert len(found) > 20
    for what, why in found:
        assert has(f"exchange.what.{what}", language), what
        assert has(f"exchange.why.{why}", language), why
