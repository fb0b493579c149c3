"""Files given out: always saved, never shown, so that nothing in them can run in the workbench's name; and folders packed to be."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import IO, Final

from django.http import FileResponse

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def download(name: str, content: bytes | IO[bytes]) -> FileResponse:
    """Answer with a file to be saved under a name."""
    opened = io.BytesIO(content) if isinstance(content, bytes) else content
    response = FileResponse(opened, as_attachment=True, filename=name, content_type="application/octet-stream")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def packed(folder: Path) -> bytes:
    """Return a folder as a zip archive; the same content gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            member = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, path.read_bytes())
    return buffer.getvalue()
