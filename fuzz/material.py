"""What a reader is given: a file, or a folder of files, as bytes by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link, which leads wherever ``target`` says."""

    target: str


Content: TypeAlias = bytes | Link


@dataclass(frozen=True, slots=True)
class Material:
    """Files by their names; ``main`` is what the reader is pointed at: one of them, or the folder that holds them.

    ``beside`` are files that stand by and stay whole, such as the study that a survey is read for.
    """

    main: str
    files: Mapping[str, Content]
    beside: Mapping[str, Content] = field(default_factory=dict)

    @classmethod
    def of_file(cls, name: str, data: bytes) -> Material:
        """Make the material of a single file."""
        return cls(name, {name: data})

    def write(self, place: Path) -> Path:
        """Write the files below a folder and return what to read; names that no file system takes are left out."""
        for name, content in {**self.beside, **self.files}.items():
            path = place / name
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.symlink_to(content.target) if isinstance(content, Link) else path.write_bytes(content)
            except (OSError, ValueError):
                continue
        return place / self.main


@dataclass(frozen=True, slots=True)
class Reader:
    """A way in: whole files to begin with, and what reads them.

    ``read`` raises a TeemaError or returns what it read and the problems that it met; anything else is a failure.
    ``links`` says whether the folder may come from someone else, so that a link in it may lead anywhere.
    """

    name: str
    seeds: Callable[[], Sequence[Material]]
    read: Callable[[Path], tuple[object, Sequence[object]]] = field(repr=False)
    links: bool = False
