"""Folders as researchers write them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

DESIGN = """
title = "Käsin"
[[groups]]
key = "kunta"
name = "Kunnat"
[[themes]]
key = "odotukset"
name = "Odotukset"
aspect = "expectation"
[[themes.sub_themes]]
key = "odotukset-palvelut"
name = "palvelut"
[[themes]]
key = "kokemukset"
name = "Kokemukset"
aspect = "experience"
[[themes.sub_themes]]
key = "kokemukset-palvelut"
name = "palvelut"
"""


@pytest.fixture
def folder_of(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    """Write files, by their names, over a small design; an empty ``study.toml`` leaves the design out."""

    def write(files: dict[str, str | bytes]) -> Path:
        for name, content in {"study.toml": DESIGN, **files}.items():
            if name == "study.toml" and not content:
                continue
            path = tmp_path / "tutkimus" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / "tutkimus"

    return write
