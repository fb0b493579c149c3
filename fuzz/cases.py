"""A case: a seed and a number → damaged material, the same each time."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from fuzz import archives, damage, databases, structures, xml
from fuzz.material import Content, Link, Material

_LINKS = (xml.SECRET_FILE, "/etc/passwd", "/dev/zero", "..", "/", "missing")
_LARGEST = 60_000_000


def case(reader: str, number: int, seeds: Sequence[Material], *, links: bool = False) -> Material:
    """Make a reader's case of a number: one of the seeds with one to three wounds.

    ``links`` lets a link that leads out stand in a file's place now and then.
    """
    chance = Random(f"{reader}:{number}")
    seed = chance.choice(seeds)
    files: dict[str, Content] = dict(seed.files)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        _wound(files, chance, links=links, alone=len(seed.files) == 1)
    return Material(seed.main, files, seed.beside)


def _wound(files: dict[str, Content], chance: Random, *, links: bool, alone: bool) -> None:
    name = chance.choice(sorted(files)) if files else ""
    content = files.get(name, b"")
    if isinstance(content, Link):
        return
    if links and chance.random() < 0.05:
        files[name] = Link(chance.choice(_LINKS))
    elif not alone and chance.random() < 0.15:
        _displace(files, name, chance)
    else:
        files[name] = damaged(content, chance)[:_LARGEST]


def _displace(files: dict[str, Content], name: str, chance: Random) -> None:
    """Lose a file, give it another's content, or put a folder in its place."""
    content = files.pop(name, b"")
    match chance.randrange(4):
        case 0:
            files[f"{name}/inside.txt"] = content
        case 1 if files:
            files[name] = files[chance.choice(sorted(files))]
        case 2:
            folder, _, last = name.rpartition("/")
            files[f"{folder}/{last.upper()}" if folder else last.upper()] = content
        case _:
            pass


def damaged(data: bytes, chance: Random) -> bytes:
    """Damage a file in the ways that its format knows, or as bytes."""
    if archives.is_archive(data) and chance.random() < 0.9:
        return archives.damaged(data, chance)
    if databases.is_database(data) and chance.random() < 0.9:
        return databases.damaged(data, chance)
    if xml.is_xml(data) and chance.random() < 0.15:
        return xml.attacked(data, chance)
    if _has_grammar(data) and chance.random() < 0.4:
        return structures.changed(data, chance)
    return chance.choice(damage.ALL)(data, chance)


def _has_grammar(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b"{", b"[")
