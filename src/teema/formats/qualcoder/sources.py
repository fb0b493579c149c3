"""A project's sources: texts with the files that they came as, and recordings and pictures, which have no text."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from teema.errors import ReadFailed
from teema.formats.databases import Row
from teema.formats.exchange.positions import Canonical
from teema.formats.exchange.project import SourceKind
from teema.formats.exchange.transfer import Loss
from teema.formats.placing import Words
from teema.formats.qualcoder.rows import Rows, name_of
from teema.formats.safety import Limits, read_bytes

_MEDIA = ("images", "audio", "video")


@dataclass(frozen=True, slots=True)
class Text:
    """A source with a text: its row, its name, its kind, its words, and the file that it came as, if it is in the folder."""

    row: Row
    words: Words
    kind: SourceKind
    mapped: Canonical
    length: int
    original: tuple[str, bytes] | None = None

    @property
    def name(self) -> str:
        """Name the source."""
        return self.words.name

    def at(self, position: int) -> int:
        """Return where a position of the text as it was stands in the canonical text; one outside stays outside."""
        beyond = position - self.length
        return len(self.words.text) + beyond if beyond > 0 else self.mapped.at(position) if position > 0 else position


@dataclass(slots=True)
class Sources:
    """Texts and media by number, and every source's name; ``lost`` tells which files don't come along."""

    texts: dict[int, Text] = field(default_factory=dict)
    media: dict[int, Row] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    lost: tuple[Loss, ...] = ()

    @classmethod
    def of(cls, rows: Rows, folder: Path, limits: Limits) -> Sources:
        """Read the sources and the original documents in the project's own folder."""
        found = rows.numbered("source", "id")
        sources, originals = cls(names=_names(found)), _Originals(folder, limits)
        recorded = {row.number("av_text_id"): _medium(row) for row in found.values() if _medium(row)}
        recorded |= {number: medium for number, medium in _transcribed(found, sources.names) if number not in recorded}
        for number, row in found.items():
            raw, medium = row.text("fulltext"), _medium(row)
            if medium or not raw.strip():
                sources.media[number] = row
            if raw.strip():
                mapped, name = Canonical.of(raw), sources.names[number]
                kind = _kind(row, recorded.get(number) or medium)
                original = None if medium else originals.read(row, name)
                sources.texts[number] = Text(row, Words(name, mapped.text), kind, mapped, len(raw), original)
        sources.lost = originals.lost()
        return sources


def _names(found: dict[int, Row]) -> dict[int, str]:
    """Name each source, no two alike."""
    names: dict[str, int] = {}
    for number, row in found.items():
        name = name_of(row) or str(number)
        names[name if name not in names else f"{name} ({number})"] = number
    return {number: name for name, number in names.items()}


def _medium(row: Row) -> str:
    """Return the folder of a source that is a recording or a picture, empty for others; links name it too."""
    path = row.text("mediapath").lstrip("/")
    return next((medium for medium in _MEDIA if path.startswith((f"{medium}/", f"{medium}:"))), "")


def _transcribed(found: dict[int, Row], names: dict[int, str]) -> list[tuple[int, str]]:
    """Find transcripts by name, as databases before version 5 have them."""
    media = {f"{names[number]}.transcribed": _medium(row) for number, row in found.items() if _medium(row)}
    return [(number, media[name]) for number, name in names.items() if name in media]


def _kind(row: Row, medium: str) -> SourceKind:
    if medium == "audio":
        return "audio"
    if medium == "video":
        return "video"
    return "pdf" if row.text("mediapath").lower().endswith(".pdf") else "text"


class _Originals:
    """Reads original documents, in all no more than an archive may unpack to, and remembers those that don't come along."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder, self._limits, self._left = folder / "documents", limits, limits.unpacked_bytes
        self._linked: list[str] = []
        self._unread: list[str] = []

    def read(self, row: Row, name: str) -> tuple[str, bytes] | None:
        """Return a source's original by its file's name. A file that is linked to from elsewhere is never opened."""
        media = row.text("mediapath")
        if media.startswith("docs:"):
            self._linked.append(name)
            return None
        file = self._folder / PurePosixPath((media or row.text("name")).replace("\\", "/")).name
        try:
            if not file.name or self._folder.is_symlink() or file.is_symlink() or not file.is_file():
                return None
            data = read_bytes(file, self._limits)
        except (ReadFailed, OSError, ValueError):
            data = b""
        self._left -= len(data)
        if not data or self._left < 0:
            self._unread.append(name)
            return None
        return file.name, data

    def lost(self) -> tuple[Loss, ...]:
        """Tell the originals that are links, and those that could not be read."""
        told = (("linked_elsewhere", self._linked), ("file_unreadable", self._unread))
        return tuple(Loss("originals", why, len(names), tuple(names)) for why, names in told if names)
