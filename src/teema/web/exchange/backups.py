"""A copy of the whole workspace, to be downloaded."""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.http import FileResponse
from django.utils.timezone import localdate

from teema.web.downloads import download
from teema.web.workspace.files import copy_database


def backup_file() -> FileResponse:
    """Copy the workspace as it stands now and answer with the copy, which goes when it has been sent."""
    workspace = Path(str(settings.DATABASES["default"]["NAME"]))
    folder = Path(tempfile.mkdtemp(dir=workspace.parent, prefix=".teema-"))
    try:
        copy = copy_database(workspace, folder / f"{workspace.stem}-{localdate().isoformat()}.db")
        return download(copy.name, _Passing(copy))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


class _Passing(io.FileIO):
    """A file whose folder goes when it is closed."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "rb")
        self.folder = path.parent

    def close(self) -> None:
        super().close()
        shutil.rmtree(self.folder, ignore_errors=True)
