"""PDFium within limits: no damage to a PDF keeps it busy for long.

PDFium repairs what it can, and a file whose pieces stand there a thousand times makes it read the same bytes over and over: ten
seconds and two gigabytes of reading for a file of two megabytes, in one call that no thread and no signal of Python interrupts. But it
gets those bytes from us. So we count what it asks for, and give nothing more when that passes all measure: it then gives up at once. A
sound file is asked for one to two times its size, a repaired one for up to four. Counted bytes, unlike seconds, are the same on every
machine, so that a file is not refused because a computer is slow. Pages, and what is drawn on them, are counted in the same way.

Not chosen: a process of its own with a time limit, which costs every PDF a fifth of a second, or a list of what is suspicious; and
looking for damage beforehand, which would have to foresee what PDFium finds hard. Streams that unpack a hundredfold are found before
PDFium sees them: pages of text unpack to three to eleven times their size. What remains beyond reach is forms that draw each other
tenfold, many deep.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from types import TracebackType
from typing import Any

from teema.errors import ReadFailed
from teema.formats.source import Source

_ENCRYPTED = (4, 5)
_STREAM = re.compile(rb"(?<!end)stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")
"""Where a stream begins that may be packed: the first byte says so."""
_DICTIONARY = 800
"""Bytes before a stream in which its dictionary is looked at: a picture's isn't unpacked when only text is asked for."""
_RATIO = 50
"""Unpacked ÷ packed of all streams, beyond which no page of text is; below twenty million bytes it says nothing."""
_MUCH = 20_000_000
_PIECE = 1 << 14


class _Supply:
    """Gives PDFium the bytes that it asks for, as many as the limit allows; called by PDFium as ``FPDF_FILEACCESS.m_GetBlock``."""

    def __init__(self, data: bytes, limit: int) -> None:
        self._data, self._left = data, limit

    @property
    def is_spent(self) -> bool:
        return self._left < 0

    def __call__(self, _: object, position: int, buffer: Any, size: int) -> int:
        self._left -= size
        piece = self._data[position : position + size]
        if self.is_spent or len(piece) != size:
            return 0
        ctypes.memmove(buffer, piece, size)
        return 1


class BoundedPdf:
    """An opened PDF, to be used in a ``with``: its pages' text, within the source's limits.

    Errors: F105 encrypted, F114 damaged, F137 so damaged that reading it would not come to an end in reasonable time.
    """

    def __init__(self, source: Source) -> None:
        from pypdfium2 import PdfDocument, raw  # slow to load, and few studies hold PDFs

        self._raw, self._source, self._drawn = raw, source, 0
        if _unpacks_beyond_measure(source.data):
            raise ReadFailed("F137", path=source.name)
        self._supply = _Supply(source.data, source.limits.asked_bytes)
        self._access = raw.FPDF_FILEACCESS(m_FileLen=len(source.data))
        self._access.m_GetBlock = type(self._access.m_GetBlock)(self._supply)
        self._document = PdfDocument(raw.FPDF_LoadCustomDocument(self._access, None))
        if len(self) < 1:
            self._refuse_the_endless()
            is_locked = raw.FPDF_GetLastError() in _ENCRYPTED
            raise ReadFailed("F105" if is_locked else "F114", path=source.name)

    def __enter__(self) -> BoundedPdf:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    def text_page(self, number: int) -> Any:
        """Return the text of a page as PDFium has it; a PdfiumError where the page cannot be read."""
        try:
            page = self._document[number]
            self._drawn += self._raw.FPDFPage_CountObjects(page)
            return page.get_textpage()
        finally:
            self._refuse_the_endless()

    def _refuse_the_endless(self) -> None:
        limits = self._source.limits
        if self._supply.is_spent or self._drawn > limits.characters or len(self) > limits.members:
            raise ReadFailed("F137", path=self._source.name)


def _unpacks_beyond_measure(data: bytes) -> bool:
    """Tell whether the streams that draw pages and forms unpack to far more than text can."""
    packed = unpacked = 0
    for start in _drawing_streams(data):
        used, made = _measured(memoryview(data)[start:])
        packed, unpacked = packed + used, unpacked + made
        if made > _MUCH or unpacked > max(_MUCH, _RATIO * packed):
            return True
    return False


def _drawing_streams(data: bytes) -> Iterator[int]:
    """Yield where each stream begins, pictures left out."""
    for match in _STREAM.finditer(data):
        before = data[max(0, match.start() - _DICTIONARY) : match.start()]
        if b"/Image" not in before[before.rfind(b"obj") + 1 :]:
            yield match.end()


def _measured(packed: memoryview) -> tuple[int, int]:
    """Return how many bytes a stream takes and how many it unpacks to, little by little; nothing where it isn't packed."""
    unpacker, used, made = zlib.decompressobj(), 0, 0
    for at in range(0, len(packed), _PIECE):
        piece = packed[at : at + _PIECE]
        try:
            made += len(unpacker.decompress(piece, _MUCH + 1))
        except zlib.error:
            break
        used += len(piece) - len(unpacker.unused_data)
        if unpacker.eof or made > _MUCH:
            break
    return used, made
