"""Files as received, between a study's ``sources/`` and the workspace."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePath

from teema.formats.safety import read_bytes
from teema.web.material.models import Document, Original
from teema.web.studies.models import Study


def files_below(source: Path) -> dict[str, bytes]:
    """Return the files in a study folder's ``sources/``, by name; none where there is no such folder."""
    folder = source / "sources"
    if not folder.is_dir():
        return {}
    return {path.name: read_bytes(path) for path in sorted(folder.iterdir()) if path.is_file() and path.stat().st_size}


def load_originals(study: Study, files: Mapping[str, bytes]) -> None:
    """Keep files as received with the documents that were read from them."""
    documents = {one.key: one for one in Document.objects.filter(study=study)}
    Original.objects.bulk_create(
        Original(
            study=study,
            key=name,
            position=place,
            document=documents.get(PurePath(name).stem),
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
        )
        for place, (name, content) in enumerate(files.items())
    )


def saved_originals(study: Study) -> dict[str, bytes]:
    """Return a study's files as received, by name; those that were destroyed are gone."""
    rows = Original.objects.filter(study=study, destroyed_at=None).exclude(content=None)
    return {PurePath(one.key).name: bytes(one.content) for one in rows if one.content is not None}
