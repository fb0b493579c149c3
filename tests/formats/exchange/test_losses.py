"""Whatever a transfer report may say has words in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from teema.wording import LANGUAGES, Language, has

SOURCE = Path(__file__).parents[3] / "src" / "teema" / "formats"
LOSS = re.compile(r"Loss\(\s*\"(\w+)\",\s*\"(\w+)\"")


@pytest.mark.parametrize("language", LANGUAGES)
def test_losses_have_words(language: Language) -> None:
    """Every kind of thing that is left out and every reason that the code names is in ``exchange.toml``."""
    named = {pair for path in SOURCE.rglob("*.py") for pair in LOSS.findall(path.read_text(encoding="utf-8"))}
    assert named
    assert not {what for what, _ in named if not has(f"exchange.what.{what}", language)}
    assert not {why for _, why in named if not has(f"exchange.why.{why}", language)}
