"""Sources on their way out: texts, PDFs with their text, recordings with their transcript, each with selections and codings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from teema.formats.exchange.project import Applied, Selection, SourceText
from teema.formats.refi.composing import Part, attribute, described, element, references
from teema.formats.refi.findings import Findings
from teema.formats.refi.markup import derived, guid
from teema.formats.refi.quotes import folded
from teema.formats.refi.recordings import Stop, stops_of
from teema.formats.refi.returning import Returning
from teema.formats.refi.schema import fits
from teema.formats.refi.written_values import Values

_ELEMENTS = {"text": "TextSource", "pdf": "PDFSource", "audio": "AudioSource", "video": "VideoSource"}
_TRACES = 1_000
"""Users with moments that are remembered as written."""
_QUOTED = 200
"""How many characters of the selected words stand as a selection's name."""


class SourceWriter:
    """Writes the sources of one project, and gathers the files that go beside them."""

    def __init__(
        self,
        returning: Returning,
        values: Values,
        originals: Mapping[str, bytes],
        findings: Findings,
        users: Set[str],
        notes: Set[str],
        codes: Set[str],
    ) -> None:
        self._returning, self._values, self._originals, self._findings = returning, values, originals, findings
        self._users, self._notes, self._codes = users, notes, codes
        self._traces: dict[tuple[str, str], str] = {}
        self.files: dict[str, bytes] = {}

    def source(self, source: SourceText) -> Part:
        """Write a source; its text goes into a file of its own."""
        identity, name = guid(source.guid), _ELEMENTS[source.kind]
        attributes = {"guid": identity, "name": source.name, **self._trace(source.user, source.created)}
        attributes["modifiedDateTime"] = self.moment(source.modified)
        if source.kind == "text":
            attributes |= self._text_files(identity, source)
        elif source.kind == "pdf":
            attributes |= self._file("path", source)
        parts = [*described(source.description), *self._inner(source, identity), *self._ending(source)]
        return name, element(name, *self._returning.completed(name, attributes, parts))

    def _ending(self, source: SourceText) -> list[Part]:
        return [*self._coded(source.codings, source.notes), *self._values.parts(source.values)]

    def _inner(self, source: SourceText, identity: str) -> Iterable[Part]:
        """Write what stands between a source's description and its codings."""
        if source.kind == "text":
            yield from self._text_selections(source, identity)
        elif source.kind == "pdf":
            yield from self._returning.parts("PDFSelection", identity)
            yield "Representation", self._representation(source, identity)
        else:
            yield "Transcript", self._transcript(source, identity)
            yield from self._returning.parts(f"{source.kind.title()}Selection", identity)

    def _text_selections(self, source: SourceText, identity: str) -> Iterator[Part]:
        for each in source.selections:
            yield "PlainTextSelection", self._selection("PlainTextSelection", source, each)
        yield from self._returning.parts("PlainTextSelection", identity)

    def _representation(self, source: SourceText, identity: str) -> str:
        attributes, parts = self._returning.completed(
            "Representation",
            {"guid": derived("Representation", identity)},
            list(self._text_selections(source, identity)),
            identity,
        )
        return element("Representation", attributes | self._text_file(attributes["guid"], source.text), parts)

    def _transcript(self, source: SourceText, identity: str) -> str:
        stops, starts, ends = self._stops(source, identity)
        parts: list[Part] = [("SyncPoint", _sync_point(identity, stop)) for stop in stops]
        for each in source.selections:
            between = {"fromSyncPoint": _stop_guid(identity, starts[each.start])}
            between["toSyncPoint"] = _stop_guid(identity, ends[each.end])
            parts.append(("TranscriptSelection", self._selection("TranscriptSelection", source, each, between)))
        parts += self._returning.parts("TranscriptSelection", identity)
        given = {"guid": derived("Transcript", identity)}
        attributes, parts = self._returning.completed("Transcript", given, parts, identity)
        return element("Transcript", attributes | self._text_files(attributes["guid"], source), parts)

    def _stops(self, source: SourceText, identity: str) -> tuple[list[Stop], dict[int, Stop], dict[int, Stop]]:
        """Return the sync points of a transcript, and which to start from and end at in each place."""
        stops = stops_of(source.turns or ())
        timed = {stop.position for stop in stops}
        places = {place for each in source.selections for place in (each.start, each.end)}
        stops = sorted([*stops, *(Stop(place, "cut") for place in places - timed)], key=lambda stop: stop.position)
        return stops, {stop.position: stop for stop in stops}, {stop.position: stop for stop in reversed(stops)}

    def _selection(
        self, name: str, source: SourceText, selection: Selection, between: Mapping[str, str] | None = None
    ) -> str:
        words = _name_of(source.text, selection)
        places = between or {"startPosition": str(selection.start), "endPosition": str(selection.end)}
        attributes = {
            "guid": guid(selection.guid),
            "name": words,
            **places,
            **self._trace(selection.user, selection.created),
        }
        parts = [*described(selection.description), *self._coded(selection.codings, selection.notes)]
        return element(name, *self._returning.completed(name, attributes, parts))

    def _coded(self, codings: Iterable[Applied], notes: Iterable[str]) -> list[Part]:
        return [*self._codings(codings), *self.note_references(notes)]

    def _codings(self, codings: Iterable[Applied]) -> Iterator[Part]:
        for each in codings:
            code = guid(each.code)
            if code not in self._codes:
                self._findings.lose("codings", "no_code")
                continue
            notes = "".join([markup for _, markup in self.note_references(each.notes)]) if each.notes else ""
            made = self._traced(each.user, each.created)
            yield "Coding", f'<Coding guid="{guid(each.guid)}"{made}><CodeRef targetGUID="{code}"/>{notes}</Coding>'

    def note_references(self, notes: Iterable[str]) -> list[Part]:
        """Write references to notes that exist."""
        identities = [guid(each) for each in notes]
        found = [each for each in identities if each in self._notes]
        self._findings.lose("references", "leads_nowhere", times=len(identities) - len(found))
        return references("NoteRef", found)

    def _traced(self, user: str, created: str) -> str:
        """Write who made something and when, as attributes; the same few come again and again."""
        known = self._traces.get((user, created))
        if known is None:
            trace = self._trace(user, created)
            known = "".join(f' {key}="{attribute(value)}"' for key, value in trace.items() if value)
            is_whole = bool(created) == bool(trace["creationDateTime"])  # what is lost is counted each time
            if is_whole and len(self._traces) < _TRACES:
                self._traces[user, created] = known
        return known

    def _trace(self, user: str, created: str) -> dict[str, str]:
        return {"creatingUser": self.user(user), "creationDateTime": self.moment(created)}

    def user(self, user: str) -> str:
        """Return a user's identity; empty where there is no such user."""
        identity = guid(user)
        return identity if identity in self._users else ""

    def moment(self, written: str) -> str:
        """Return a date as the schema writes moments, a day at its midnight; empty, and counted, where it is none."""
        if not written or fits(written, "dateTime"):
            return written
        if fits(written, "date"):
            return f"{written}T00:00:00"
        self._findings.lose("dates", "not_in_the_format", written)
        return ""

    def _text_files(self, identity: str, source: SourceText) -> dict[str, str]:
        return self._file("richTextPath", source) | self._text_file(identity, source.text)

    def _text_file(self, identity: str, text: str) -> dict[str, str]:
        self.files[f"sources/{identity}.txt"] = text.encode("utf-8", "replace")
        return {"plainTextPath": f"internal://{identity}.txt"}

    def _file(self, attribute: str, source: SourceText) -> dict[str, str]:
        """Write a source's file as received, where it was given, and say where it is."""
        identity = guid(source.guid)
        name, data = source.original or (source.name, self._originals.get(source.guid, b""))
        data = data or self._originals.get(name, b"")
        ending = name.rpartition(".")[2] if "." in name else ""
        if not data or not ending.isalnum():
            return {}
        member = f"{derived('original', identity)}.{ending.lower()}"
        self.files[f"sources/{member}"] = data
        return {attribute: f"internal://{member}"}


def _name_of(text: str, selection: Selection) -> str:
    """Return the selected words, cut short where they are many."""
    last = min(selection.end, selection.start + 5 * _QUOTED)
    words = folded(text[selection.start : last])
    return words if len(words) <= _QUOTED and last == selection.end else words[: _QUOTED - 1].rstrip() + "…"


def _stop_guid(identity: str, stop: Stop) -> str:
    return derived("SyncPoint", identity, stop.position, stop.role)


def _sync_point(identity: str, stop: Stop) -> str:
    time = {} if stop.time is None else {"timeStamp": str(stop.time)}
    return element("SyncPoint", {"guid": _stop_guid(identity, stop), **time, "position": str(stop.position)})
