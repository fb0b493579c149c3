"""PDFium within limits: no damage to a PDF keeps it busy for long.

PDFium repairs what it can, and a file whose pieces stand there a thousand times makes it read the same bytes over and over: ten
seconds and two gigabytes of reading for a file of two megabytes, in one call that no thread and no signal of Python interrupts. But it
gets those bytes from us. So we count what it asks for, and give nothing more when that passes all measure: it then gives up at once. A
sound file is asked for one to two times its size, a repaired one for up to four. Counted bytes, unlike seconds, are the same on every
machine, so that a file is not refused because a computer is slow. Pages, and what is drawn on them, are counted in the same way.

Not chosen: a process of its own with a time limit, which costs every PDF a fifth of a second, or a list of what is suspicious; and
looking for damage beforehand, which would have to foresee what PDFium finds hard. What remains beyond reach is a file made to do harm
within one page: streams that unpack a thousandfold, forms that draw each other tenfold. Should Teema ever read strangers' uploads, that
process is the answer.
"""

from __future__ import annotations

import ctypes
from types import TracebackType
from typing import Any

from teema.errors import ReadFailed
from teema.formats.source import Source

_ENCRYPTED = (4, 5)


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
