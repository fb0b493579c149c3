"""Rows added to the tables that a study folder has already."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from teema.errors import ReadFailed
from teema.formats.folder import layout
from teema.formats.folder.sheets import csv_text, decoded
from teema.study.documents import Document
from teema.study.materials import Material
from teema.study.study import Study


def with_material(study: Study, new: Iterable[Material]) -> tuple[str, bytes]:
    """Return ``material.csv`` with new rows."""
    return layout.MATERIAL.file, layout.MATERIAL.write((*study.material, *new)).encode()


def with_turns(folder: Path, documents: Iterable[Document]) -> tuple[str, bytes]:
    """Return the table of turns, as its maker wrote it, with rows for new documents. Turns of other documents stay as they are.

    ReadFailed (X239): the table lacks the columns that turns need.
    """
    name = next((one for one in (layout.TURNS.file, f"documents/{layout.TURNS.file}") if (folder / one).is_file()), "")
    wanted = [column.name for column in layout.TURNS.columns if column.name != "speech"]
    rows = [
        dict(
            zip(
                wanted,
                (document.name, *map(_text, (turn.start, turn.end, turn.speaker, turn.from_ms, turn.to_ms))),
                strict=True,
            )
        )
        for document in documents
        for turn in document.turns
    ]
    if not name:
        return layout.TURNS.file, csv_text(wanted, ([row[one] for one in wanted] for row in rows)).encode()
    text = decoded(folder / name, name)
    separator = next((letter for letter in re.sub(r'"[^"]*"', "", text.split("\n", 1)[0]) if letter in ",;\t"), ",")
    header = [one.strip().casefold() for one in next(csv.reader(io.StringIO(text), delimiter=separator), [])]
    if not {"document", "start", "end", "speaker"} <= set(header):
        raise ReadFailed("X239", path=name)
    more = csv_text([], ([row.get(one, "") for one in header] for row in rows), separator).lstrip("\n")
    return name, (text + ("" if text.endswith("\n") else "\n") + more).encode()


def _text(value: object) -> str:
    return "" if value is None else str(value)
