"""Other contacts, a file each: e-mails, notes of meetings, complaints."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePath

from teema.errors import Problem, ReadFailed
from teema.formats.safety import DEFAULT, Limits, read_bytes
from teema.formats.source import Source, canonical, decoded
from teema.formats.transcripts import html, is_transcript, transcript_of
from teema.study.documents import Document, Turn

_MOST_PARTS = 500


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as read: its words, what it is about and when, and how many attachments were left out."""

    document: Document
    subject: str = ""
    day: date | None = None
    attachments: int = 0
    problems: tuple[Problem, ...] = ()


def is_email(path: PurePath) -> bool:
    """Tell by its suffix whether a file is an e-mail."""
    return path.suffix.lower() == ".eml"


def contact_files(path: Path) -> list[Path]:
    """Return the files to read: the file itself, or those of a folder that are e-mails or transcripts, by name."""
    if not path.is_dir():
        return [path]
    return [one for one in sorted(path.iterdir()) if one.is_file() and (is_email(one) or is_transcript(one))]


def read_contact(path: Path, name: str, limits: Limits = DEFAULT) -> Contact:
    """Read an e-mail or any transcript as one document.

    Errors: those of the transcripts' readers; X241 an e-mail without words.
    """
    return contact_of(Source(path.name, read_bytes(path, limits), limits), name)


def contact_of(source: Source, name: str) -> Contact:
    """Read a contact that is in memory already, as `read_contact` reads a file."""
    if is_email(PurePath(source.name)):
        return _read_email(source, name)
    read = transcript_of(source, name)
    return Contact(read.document, problems=read.problems)


def _read_email(source: Source, name: str) -> Contact:
    """Read an e-mail: subject, day and words. Who wrote to whom is left out; replies quoted below are kept."""
    try:
        message = email.message_from_bytes(source.data)
        parts = _parts(message)
    except (MessageError, ValueError, RecursionError) as broken:
        raise ReadFailed("X240", path=source.name) from broken
    words, problems = _words(parts, source)
    if not words:
        raise ReadFailed("X241", path=source.name)
    attached = sum(one.get_content_maintype() != "text" or _is_attached(one) for one in parts)
    document = Document(name, words + "\n", (Turn(0, len(words)),))
    return Contact(document, _subject(message), _day(message), attached, problems)


def _parts(message: Message) -> list[Message]:
    """Return the parts that hold something themselves."""
    found: list[Message] = []
    for part in message.walk():
        if not part.is_multipart():
            found.append(part)
        if len(found) > _MOST_PARTS:
            break
    return found


def _is_attached(part: Message) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def _words(parts: list[Message], source: Source) -> tuple[str, tuple[Problem, ...]]:
    """Return the words: of the plain parts, else of those in html."""
    for kind in ("plain", "html"):
        texts = [part for part in parts if part.get_content_type() == f"text/{kind}" and not _is_attached(part)]
        read = [one for part in texts if (one := _text(part, kind, source))[0]]
        if read:
            return "\n\n".join(words for words, _ in read), tuple(
                problem for _, problems in read for problem in problems
            )
    return "", ()


def _text(part: Message, kind: str, source: Source) -> tuple[str, tuple[Problem, ...]]:
    data = _payload(part)
    if not data.strip():
        return "", ()
    if kind == "html":
        reading = html.read(Source(source.name, data, source.limits))
        return reading.text.strip(), reading.problems
    text, problems = decoded(Source(source.name, data, source.limits))
    return text.strip(), problems


def _payload(part: Message) -> bytes:
    """Return a part's bytes as UTF-8; where its encoding isn't known, as they are."""
    try:
        data = part.get_payload(decode=True)
    except (MessageError, ValueError, AssertionError):
        return b""
    if not isinstance(data, bytes):
        return b""
    charset = re.sub(r"[^\w.:-]", "", str(part.get_param("charset", "")))
    try:
        return data.decode(charset).encode() if charset else data
    except (LookupError, ValueError):
        return data


def _subject(message: Message) -> str:
    """Return what a message is about, whether its letters are encoded as they should be or stand as they are."""
    raw = next((value for name, value in message.raw_items() if name.casefold() == "subject"), "")
    data = str(raw).encode("utf-8", "surrogateescape")
    try:
        written = data.decode("utf-8")
    except UnicodeDecodeError:
        written = data.decode("cp1252", "replace")
    with suppress(MessageError, LookupError, ValueError):
        written = str(make_header(decode_header(written)))
    return " ".join(canonical(written).split())


def _day(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def numbered(name: str, files: list[Path]) -> Iterator[tuple[Path, str]]:
    """Yield the files with their documents' names: one is called by the name itself."""
    for number, path in enumerate(files, 1):
        yield path, name if len(files) == 1 else f"{name}-{number}"
