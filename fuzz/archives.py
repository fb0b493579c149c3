"""Damage inside zip archives, and archives made to burst whoever unpacks them."""

from __future__ import annotations

import io
import lzma
import stat
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from random import Random

from fuzz import damage, structures, xml

OUTSIDE = "/tmp/teema-fuzz-outside"
_WHEN = (2020, 1, 1, 0, 0, 0)
_ESCAPES = (
    "../outside.txt",
    "../../../outside.txt",
    OUTSIDE,
    "sources/../../outside.txt",
    "..\\outside.txt",
    "C:\\outside.txt",
    "a/\x00b",
    "\\\\host\\share",
    "./x",
    "a" * 300,
    "word/",
    "",
)
_MB = 1 << 20


def is_archive(data: bytes) -> bool:
    """Tell whether bytes are a zip archive that can be opened."""
    return data[:4] == b"PK\x03\x04" and zipfile.is_zipfile(io.BytesIO(data))


def members(data: bytes) -> dict[str, bytes]:
    """Unpack an archive of our own."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack members, the same bytes for the same members."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in contents.items():
            _add(archive, name, content, method)
    return data.getvalue()


def _add(
    archive: zipfile.ZipFile, name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED, mode: int = 0
) -> None:
    told = zipfile.ZipInfo("x", _WHEN)
    told.filename, told.compress_type, told.external_attr = name, method, mode << 16
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        archive.writestr(told, content, compresslevel=1 if len(content) > _MB else None)


def damaged(data: bytes, chance: Random) -> bytes:
    """Damage an archive: as bytes, in one of its members, in its names, or in what it says about its sizes."""
    try:
        return chance.choice(_WAYS)(data, chance)
    except _UNREADABLE:  # a wound of before
        return damage.flipped(data, chance)


_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    LookupError,
    struct.error,
)


def _member_damaged(data: bytes, chance: Random) -> bytes:
    contents = members(data)
    name = _larger_first(contents, chance)
    contents[name] = chance.choice(damage.ALL)(contents[name], chance)
    return packed(contents)


def _member_changed(data: bytes, chance: Random) -> bytes:
    contents = members(data)
    name = _larger_first(contents, chance)
    contents[name] = structures.changed(contents[name], chance)
    return packed(contents)


def _member_attacked(data: bytes, chance: Random) -> bytes:
    contents = members(data)
    names = [name for name, content in contents.items() if xml.is_xml(content)]
    name = chance.choice(names) if names else _larger_first(contents, chance)
    contents[name] = xml.attacked(contents[name], chance)
    return packed(contents)


def _larger_first(contents: Mapping[str, bytes], chance: Random) -> str:
    """Choose a member, rather one of the three largest: that is where the words are."""
    names = sorted(contents, key=lambda name: -len(contents[name]))
    return chance.choice(names[:3] if chance.random() < 0.7 else names)


def _bytes_damaged(data: bytes, chance: Random) -> bytes:
    return chance.choice(damage.ALL)(data, chance)


def _end_damaged(data: bytes, chance: Random) -> bytes:
    """Damage the directory at the end, by which everything is found."""
    start = max(0, data.rfind(b"PK\x01\x02", 0, len(data) - 60))
    return data[:start] + damage.flipped(data[start:], chance)


def _member_lost(data: bytes, chance: Random) -> bytes:
    contents = members(data)
    del contents[_larger_first(contents, chance)]
    return packed(contents)


def _members_mixed(data: bytes, chance: Random) -> bytes:
    """Give a member the content of another."""
    contents = members(data)
    contents[_larger_first(contents, chance)] = contents[_larger_first(contents, chance)]
    return packed(contents)


def _renamed(data: bytes, chance: Random) -> bytes:
    contents = members(data)
    name = _larger_first(contents, chance)
    contents[chance.choice((name.upper(), name.lower(), f"x/{name}", f"{name}.bak", *_ESCAPES))] = contents.pop(name)
    return packed(contents)


def _with_member(data: bytes, chance: Random) -> bytes:
    """Add a member that leads out, is a link, stands twice, or bursts."""
    archive = io.BytesIO(data)
    with zipfile.ZipFile(archive, "a") as changed:
        names = changed.namelist()
        match chance.randrange(4):
            case 0:
                _add(changed, chance.choice(_ESCAPES), b"outside")
            case 1:
                _add(changed, chance.choice(names), xml.SECRET_FILE.encode(), mode=stat.S_IFLNK | 0o777)
            case 2:
                _add(changed, chance.choice(names), changed.read(names[-1]))
            case _:
                _add(changed, "sources/more.zip", _nested())
    return archive.getvalue()


def _with_many_members(data: bytes, chance: Random) -> bytes:
    more = {f"sources/{number}.txt": b"" for number in range(chance.choice((4_900, 5_100)))}
    return packed(members(data) | more, zipfile.ZIP_STORED)


def _bursting(data: bytes, chance: Random) -> bytes:
    """Let a member unpack to a great many zeros, or to its own content a great many times."""
    contents = members(data)
    name = _larger_first(contents, chance)
    content = contents[name] or b"a"
    middle = len(content) // 2
    filling = chance.choice((b"\x00", b" ", b"<a/>", content[middle : middle + 300] or b"a", b"sana "))
    method, size = chance.choice(_PACKINGS)
    contents[name] = content[:middle] + filling * (size * _MB // len(filling)) + content[middle:]
    return packed(contents, method)


_PACKINGS = (
    (zipfile.ZIP_DEFLATED, 12),
    (zipfile.ZIP_DEFLATED, 12),
    (zipfile.ZIP_DEFLATED, 60),
    (zipfile.ZIP_BZIP2, 2),
    (zipfile.ZIP_LZMA, 2),
)
"""Ways of packing, and megabytes: the slow ones little, so that making a case takes no longer than reading it."""


@lru_cache
def _nested() -> bytes:
    """Pack archives of zeros in an archive of archives."""
    inner = packed({"0.bin": bytes(8 * _MB)})
    for _ in range(3):
        inner = packed({f"{number}.zip": inner for number in range(8)})
    return inner


def _with_false_sizes(data: bytes, chance: Random) -> bytes:
    """Let the directory tell other sizes than there are: huge, none, or those of the 64-bit form."""
    changed = bytearray(data)
    at = data.find(b"PK\x01\x02")
    while at >= 0 and at + 46 <= len(changed):
        if chance.random() < 0.7:
            size = chance.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF))
            struct.pack_into("<I", changed, at + chance.choice((16, 20, 24, 42)), size)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def _with_false_flags(data: bytes, chance: Random) -> bytes:
    """Say that members are encrypted, or packed in a way that nobody knows."""
    changed, at = bytearray(data), data.find(b"PK\x01\x02")
    while at >= 0 and at + 46 <= len(changed):
        place, value = chance.choice(((8, 1), (10, 99), (10, 12), (10, 14), (8, 0x800)))
        struct.pack_into("<H", changed, at + place, value)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


_WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _member_changed, _member_changed, _member_changed, _member_changed, _member_damaged, _member_damaged, _member_damaged, _member_damaged, _member_damaged, _member_attacked, _member_attacked,
    _bytes_damaged, _bytes_damaged, _end_damaged, _member_lost, _members_mixed, _renamed, _with_member, _with_member,
    _with_many_members, _bursting, _with_false_sizes, _with_false_flags,
)  # fmt: skip
