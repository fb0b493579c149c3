"""Transcripts of any format: what a file is, by its content as well as its name, and who reads it."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Protocol

from teema.errors import Problem, ReadFailed
from teema.formats.safety import DEFAULT, Archive, Limits, read_bytes
from teema.formats.source import Reading, Source, canonical
from teema.formats.transcripts import docx, elan, html, markdown, odt, otranscribe, pdf, plain, rtf, srt, vtt, whisper
from teema.formats.transcripts.otranscribe import is_otranscribe
from teema.study.documents import Document

__all__ = ["Reader", "Transcript", "canonical", "is_transcript", "read_transcript", "transcript_of"]


class Reader(Protocol):
    """Reads one format; raises a coded ReadFailed and nothing else."""

    def __call__(self, source: Source, /) -> Reading:
        """Return the text, the turns and the warnings."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript as read: the document, and what went less than well."""

    document: Document
    problems: tuple[Problem, ...] = ()


_READERS: dict[str, Reader] = {
    "txt": plain.read,
    "md": markdown.read,
    "docx": docx.read,
    "odt": odt.read,
    "pdf": pdf.read,
    "rtf": rtf.read,
    "html": html.read,
    "vtt": vtt.read,
    "srt": srt.read,
    "json": whisper.read_json,
    "tsv": whisper.read_tsv,
    "otr": otranscribe.read,
    "eaf": elan.read,
}
_KINDS = {
    "text": "txt",
    "markdown": "md",
    "htm": "html",
    "xhtml": "html",
    "doc": "docx",
    **{kind: kind for kind in _READERS},
}
"""The kind that a suffix promises."""


def is_transcript(path: PurePath) -> bool:
    """Tell by the suffix whether a file may hold a transcript.

    >>> is_transcript(Path("Haastattelu 1.DOCX")), is_transcript(Path("kuva.png"))
    (True, False)
    """
    return _suffix(path) in _KINDS


def _suffix(path: PurePath) -> str:
    return path.suffix.lower().removeprefix(".")


def read_transcript(path: Path, *, name: str | None = None, limits: Limits = DEFAULT) -> Transcript:
    """Read a transcript: its canonical text and its turns.

    The document is called ``name``, by default the file's stem. What the file holds decides over its suffix (F121, a
    warning). Raises ReadFailed with one of the codes F101–F116, F130 and F135–F137; nothing else.
    """
    return transcript_of(Source(path.name, read_bytes(path, limits), limits), name)


def transcript_of(source: Source, name: str | None = None) -> Transcript:
    """Read a transcript that is in memory already, as `read_transcript` reads a file."""
    path = PurePath(source.name)
    promised = _KINDS.get(_suffix(path), "txt")
    kind = _kind(source, promised)
    reading = _READERS[kind](source)
    if not reading.text.strip():
        raise ReadFailed("F110", path=source.name)
    met = (Problem("warning", "F121", source.name, None, {"kind": kind}),) if _is_misnamed(path, kind, promised) else ()
    called = unicodedata.normalize("NFC", path.stem if name is None else name)
    return Transcript(Document(called, reading.text, reading.turns, source.name), (*met, *reading.problems))


def _is_misnamed(path: PurePath, kind: str, promised: str) -> bool:
    return kind != promised or _suffix(path) == "doc"


def _kind(source: Source, promised: str) -> str:
    """Tell what a file is; an error (F112) where it is no transcript, F105 where it is an encrypted Office file."""
    head = source.data[:_HEAD]
    if head.startswith(b"PK\x03\x04"):
        return _archive_kind(source)
    if head.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_COMPOUND):
        is_locked = "EncryptedPackage".encode("utf-16-le") in source.data
        raise ReadFailed("F105" if is_locked else "F112", path=source.name, kind="doc")
    if known := next((kind for mark, at, kind in _FOREIGN if head[at:].startswith(mark)), None):
        raise ReadFailed("F112", path=source.name, kind=known)
    is_binary = b"\x00" in head and head[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    if promised in ("docx", "odt") and is_binary:
        raise ReadFailed("F106", path=source.name)
    if promised == "pdf" and (is_binary or b"endobj" in source.data):
        raise ReadFailed("F114", path=source.name)
    if promised == "rtf" and b"\\pard" in source.data:
        return "rtf"
    kind = _text_kind(head, promised)
    return "otr" if kind == "json" and is_otranscribe(source.data) else kind


_HEAD = 1 << 14
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"\x89PNG", 0, "PNG"), (b"\xff\xd8\xff", 0, "JPEG"), (b"GIF8", 0, "GIF"), (b"II*\x00", 0, "TIFF"), (b"MM\x00*", 0, "TIFF"),
    (b"RIFF", 0, "WAV"), (b"ID3", 0, "MP3"), (b"\xff\xfb", 0, "MP3"), (b"OggS", 0, "OGG"), (b"fLaC", 0, "FLAC"),
    (b"ftyp", 4, "MP4"), (b"\x1aE\xdf\xa3", 0, "WebM"), (b"\x1f\x8b", 0, "gzip"), (b"7z\xbc\xaf", 0, "7z"), (b"Rar!", 0, "RAR"),
    (b"SQLite format 3", 0, "SQLite"), (b"PK\x05\x06", 0, "zip"),
)  # fmt: skip


def _archive_kind(source: Source) -> str:
    archive = Archive(source.data, source.name, source.limits)
    if any(member.startswith("word/") for member in archive.names):
        return "docx"
    if "content.xml" in archive.names:
        mime = archive.read("mimetype") if "mimetype" in archive.names else b"opendocument.text"
        if b"opendocument.text" in mime:
            return "odt"
    raise ReadFailed("F112", path=source.name, kind="zip")


_CUE = re.compile(r"(?:[^\n]*\n){0,3}?[ \t]*\d[\d:]*:\d\d(?:[.,]\d{1,7})?[ \t]*-->[ \t]*\d")
_COMMA_CUE = re.compile(r"^[ \t]*[\d:]+:\d\d,\d{1,3}[ \t]*-->", re.MULTILINE)
_JSON = re.compile(r"\s*(?:\{\s*\"|\[\s*\{\s*\")")
_ELAN = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:\w+:)?ANNOTATION_DOCUMENT\b", re.DOTALL)
_SIGNLESS = ("docx", "odt", "pdf", "rtf")
"""Kinds that would have shown themselves."""
_SIGNS = {"vtt": "-->", "srt": "-->", "eaf": "<", "otr": "{"}
"""What a damaged file of a kind still holds; without it, it is plain text."""
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def _text_kind(head: bytes, promised: str) -> str:
    """Tell what kind of text a file holds from its first lines; what shows no sign is what its name says, or plain."""
    text = canonical(
        head.decode("utf-16" if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8", "replace")
    )
    if text.lstrip().startswith("WEBVTT"):
        return "vtt"
    if _CUE.match(text.lstrip()):
        return "srt" if _COMMA_CUE.search(text) else "vtt"
    if _HTML.match(text):
        return "html"
    if _ELAN.match(text):
        return "eaf"
    if promised != "md" and _JSON.match(text):
        return "json"
    if text.startswith("start\tend\ttext"):
        return "tsv"
    return "txt" if promised in _SIGNLESS or _SIGNS.get(promised, "") not in text else promised
