"""A desk on which workbooks are edited."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.formats.workbook.editing import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with a folder of its own."""
    return Desk(tmp_path)
