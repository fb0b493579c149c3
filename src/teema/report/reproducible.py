"""Writes zip containers (docx) so that the same content gives the same bytes, whenever and wherever."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

EPOCH: Final = date(2000, 1, 1)
"""The date of a document that has none: no clock is read."""

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def moment(day: date | None) -> datetime:
    """Return midnight of the day (or of EPOCH), in UTC."""
    fixed = day or EPOCH
    return datetime(fixed.year, fixed.month, fixed.day, tzinfo=UTC)


def repacked(container: bytes) -> bytes:
    """Return a zip of the same files with fixed times and modes, in a fixed order: the content types first, then by name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(container)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, _UNIX, 0o644 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()


def write_repacked(container: bytes, path: Path) -> None:
    """Write a zip container with reproducible bytes."""
    path.write_bytes(repacked(container))
