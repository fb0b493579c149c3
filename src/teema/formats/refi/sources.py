"""Sources: found with their texts as drafts, then placed under the convention that the project counts by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from teema.errors import ReadFailed
from teema.formats.exchange.project import SourceKind
from teema.formats.refi.conventions import RawText
from teema.formats.refi.drafts import (
    Draft,
    media_selections,
    page_selections,
    sync_points,
    text_selections,
    transcript_selections,
)
from teema.formats.refi.findings import Findings
from teema.formats.refi.identities import Identities
from teema.formats.refi.keeping import Keeping
from teema.formats.refi.markup import child, children, named
from teema.formats.refi.texts import Texts
from teema.formats.source import Source
from teema.formats.transcripts import Reader, docx, odt, pdf, rtf

_NONE = RawText("")
_READERS: dict[str, Reader] = {"docx": docx.read, "odt": odt.read, "pdf": pdf.read, "rtf": rtf.read}


class Sources:
    """Finds the sources of a project that have a text; keeps the others as they are."""

    def __init__(self, texts: Texts, identities: Identities, keeping: Keeping, findings: Findings) -> None:
        self._texts, self._identities, self._keeping, self._findings = texts, identities, keeping, findings

    def drafts(self, sources: Element | None) -> Iterator[Draft]:
        """Yield the sources with a text, in order; a recording with several transcripts gives several."""
        for each in children(sources, "TextSource", "PDFSource", "AudioSource", "VideoSource", "PictureSource"):
            identity = self._identities.own(each, "source")
            found = list(self._of(each, each.tag, identity))
            yield from found
            if not found:
                self._keeping.whole(each, guid=identity)

    def _of(self, source: Element, name: str, identity: str) -> Iterator[Draft]:
        if name == "TextSource":
            yield from self._text(source, identity)
        elif name == "PDFSource":
            yield from self._pdf(source, identity)
        elif name == "PictureSource":
            self._texts.leave(source, "pictures")
        else:
            self._texts.leave(source, "recordings")
            yield from self._recording(source, identity, "audio" if name == "AudioSource" else "video")

    def _text(self, source: Element, identity: str) -> Iterator[Draft]:
        raw = self._texts.of(source)
        original = self._texts.original(source, "richTextPath")
        yield from self._written(Draft(source, source, "text", identity, raw or _NONE, (), (), original), raw)

    def _pdf(self, source: Element, identity: str) -> Iterator[Draft]:
        held = child(source, "Representation")
        raw = self._texts.of(held) if held is not None else None
        original = self._texts.original(source, "path")
        holder = source if held is None else held
        yield from self._written(Draft(source, holder, "pdf", identity, raw or _NONE, (), (), original), raw)

    def _written(self, draft: Draft, raw: RawText | None) -> Iterator[Draft]:
        """Yield a source with its selections; where it lacks its plain text, that of the file as received is taken.

        Positions are those of the plain text, so they say nothing about another one.
        """
        chosen = (*text_selections(draft.holder), *page_selections(draft.element))
        if raw is None or not raw.text:
            own = self._own_text(*draft.original) if draft.original else None
            raw, chosen = own or raw, tuple(replace(each, mark=None) for each in chosen)
        if raw is not None and raw.text.strip():
            yield replace(draft, raw=raw, chosen=chosen)
            return
        self._findings.lose("source_texts", "not_in_the_file" if raw is None else "no_text", named(draft.element))
        if draft.original:
            self._findings.lose("originals", "without_text", draft.original[0])

    def _own_text(self, name: str, data: bytes) -> RawText | None:
        """Read the text of a file as received; None, with a warning, where it has none that can be read."""
        reader = _READERS.get(name.rpartition(".")[2].casefold())
        if reader is None:
            return None
        try:
            reading = reader(Source(name, data))
        except ReadFailed as refused:
            self._findings.take([refused.as_problem()])
            return None
        self._findings.take(reading.problems)
        self._findings.count("X125")
        return RawText(reading.text)

    def _recording(self, source: Element, identity: str, kind: SourceKind) -> Iterator[Draft]:
        first = True
        for each in children(source, "Transcript"):
            raw = self._texts.of(each)
            if raw is None:
                continue
            points = sync_points(each)
            chosen = [*transcript_selections(each, points), *(media_selections(source, points) if first else ())]
            own = identity if first else self._identities.own(each, "source")
            original = self._texts.original(each, "richTextPath")
            yield Draft(source if first else each, each, kind, own, raw, tuple(chosen), points, original)
            first = False
