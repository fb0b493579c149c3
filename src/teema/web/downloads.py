"""Files given out: always saved, never shown, so that nothing in them can run in the workbench's name."""

from __future__ import annotations

import io
from typing import IO

from django.http import FileResponse


def download(name: str, content: bytes | IO[bytes]) -> FileResponse:
    """Answer with a file to be saved under a name."""
    opened = io.BytesIO(content) if isinstance(content, bytes) else content
    response = FileResponse(opened, as_attachment=True, filename=name, content_type="application/octet-stream")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
