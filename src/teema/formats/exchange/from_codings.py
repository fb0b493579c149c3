"""A study's codings and judgements of relevance → selections of its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from teema.formats.exchange.coding_notes import NAME, written
from teema.formats.exchange.identities import StudyGuids
from teema.formats.exchange.kept_parts import SELECTION, part_guids
from teema.formats.exchange.plain_text import folded
from teema.formats.exchange.project import Applied, Note, Selection
from teema.formats.exchange.transfer import Loss
from teema.formats.exchange.vocabulary import STATUS_GUIDS
from teema.study.codings import Coding, Relevance
from teema.study.study import Study

WHOLE = "whole"
"""The column that marks a coding of a source as a whole."""
CREATED = "created"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?")
_Place = tuple[str, int, int, str]


@dataclass
class Selected:
    """What codings became: the selections of each document, the codings of whole documents, notes, and what was left out."""

    selections: dict[str, list[Selection]] = field(default_factory=dict)
    whole: dict[str, list[Applied]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    lost: dict[str, int] = field(default_factory=dict)
    carried: int = 0

    def losses(self) -> tuple[Loss, ...]:
        """Return what was left out, by the reason."""
        return tuple(Loss("codings", why, count) for why, count in self.lost.items())


class CodingWriter:
    """Turns one study's codings into selections: those of the same words, coder and topic share one."""

    def __init__(self, study: Study, guids: StudyGuids, noted: dict[str, list[str]]) -> None:
        self._guids, self._noted = guids, noted
        self._texts = {document.name: document.text for document in study.documents}
        self._columns = _Columns(study.codings)
        self._judged_columns = _Columns(study.relevance)
        self._needed = {id for one in study.findings for id in (*one.evidence, *one.counter_evidence)} | noted.keys()
        self._topics = self._topics_at(study.codings)
        self._kept = part_guids(study.kept, SELECTION)
        self.found = Selected()

    @staticmethod
    def _topics_at(codings: Iterable[Coding]) -> dict[_Place, set[str]]:
        topics: dict[_Place, set[str]] = {}
        for one in codings:
            topics.setdefault((one.document, one.span.start, one.span.end, one.coder), set()).add(one.topic)
        return topics

    def write(self, codings: Iterable[Coding], relevance: Iterable[Relevance]) -> Selected:
        """Write everything; what has no text or code is left out and counted."""
        groups: dict[tuple[str, int, int, str, str, bool], list[Coding]] = {}
        for one in codings:
            if self._stands(one, one.code in self._guids.codes):
                place = (one.document, one.span.start, one.span.end, one.coder, one.topic, self._is_whole(one))
                groups.setdefault(place, []).append(one)
        for place, together in groups.items():
            self._add(place, together)
        for judged in relevance:
            if self._stands(judged, True):
                self._judge(judged)
        for selections in self.found.selections.values():
            selections.sort(key=lambda one: (one.start, one.end))
        return self.found

    def _stands(self, one: Coding | Relevance, coded: bool) -> bool:
        text = self._texts.get(one.document)
        inside = text is not None and one.span.end <= len(text)
        why = "no_document" if text is None else "outside_text" if not inside else "" if coded else "no_code"
        if why:
            self.found.lost[why] = self.found.lost.get(why, 0) + 1
        else:
            self.found.carried += 1
        return not why

    def _is_whole(self, one: Coding) -> bool:
        return bool(one.extra.get(WHOLE)) and one.span.start == 0 and one.span.end == len(self._texts[one.document])

    def _add(self, place: tuple[str, int, int, str, str, bool], together: list[Coding]) -> None:
        document, _, _, coder, topic, whole = place
        user, guids = self._guids.user(coder), self._guids
        made = [guids.beside("coding", one.id) for one in together]
        applied = [self._applied(one, user, note) for one, (_, _, note) in zip(together, made, strict=True)]
        selection, topical, _ = made[0]
        selection = next((self._kept[key] for one in together if (key := f"coding:{one.id}") in self._kept), selection)
        if topic:
            applied.append(Applied(topical, guids.topics[topic], user))
        if whole:
            self.found.whole.setdefault(document, []).extend(applied)
        else:
            self._select(together[0], selection, user, applied)

    def _select(self, one: Coding | Relevance, guid: str, user: str, applied: list[Applied]) -> None:
        start, end = one.span.start, one.span.end
        words = self._texts[one.document][start:end]
        selection = Selection(guid, start, end, words, "", user, applied[0].created, tuple(applied))
        self.found.selections.setdefault(one.document, []).append(selection)

    def _applied(self, one: Coding, user: str, note: str) -> Applied:
        guid = self._guids.codings[one.id]
        notes = (*self._notes(note, list(self._values(one, guid))), *self._noted.get(one.id, ()))
        return Applied(guid, self._guids.codes[one.code], user, created(one), notes)

    def _judge(self, one: Relevance) -> None:
        guid, user = self._guids.relevance[one.id], self._guids.user(one.coder)
        selection, _, note = self._guids.beside("relevance", one.id)
        values = [("id", one.id)] if guid.lower() != one.id else []
        values += [] if is_name(one.coder) else [("coder", one.coder)]
        values += [("reason", one.reason)] if one.reason else []
        values += self._judged_columns.of(one)
        applied = Applied(guid, STATUS_GUIDS[one.status], user, created(one), self._notes(note, values))
        self._select(one, selection, user, [applied])

    def _notes(self, guid: str, values: list[tuple[str, str]]) -> tuple[str, ...]:
        """Return Teema's own note on a coding, if there is anything to tell."""
        if not values:
            return ()
        self.found.notes.append(Note(guid, written(values), NAME))
        return (guid,)

    def _values(self, one: Coding, guid: str) -> Iterator[tuple[str, str]]:
        """Yield what the note tells: what has no place elsewhere, and the topic where the place alone doesn't tell it."""
        extra = [told for told in self._columns.of(one) if told[0] != WHOLE or not self._is_whole(one)]
        if one.id in self._needed or guid.lower() != one.id:
            yield "id", one.id
        if not is_name(one.coder):
            yield "coder", one.coder
        if len(self._topics[one.document, one.span.start, one.span.end, one.coder]) > 1:
            yield "topic", one.topic
        if one.reduced:
            yield "reduced", one.reduced
        if one.aspect:
            yield "aspect", one.aspect
        if one.valence is not None:
            yield "valence", str(one.valence)
        if one.time:
            yield "time", one.time
        if one.whose:
            yield "whose", one.whose
        if one.service:
            yield "service", one.service
        if one.quote:
            yield "quote", "yes"
        if one.memo:
            yield "memo", one.memo
        yield from extra


def created(one: Coding | Relevance) -> str:
    """Return when a coding was made, where that is told as a moment."""
    moment = str(one.extra.get(CREATED) or "") if one.extra else ""
    return moment if _MOMENT.fullmatch(moment) else ""


@cache
def is_name(name: str) -> bool:
    """Tell whether a coder's name stays as it is where names have one line."""
    return name == folded(name)


class _Columns:
    """The further columns of codings. Empty cells aren't written where every row has the column and some row fills it."""

    def __init__(self, rows: Sequence[Coding | Relevance]) -> None:
        filled = {name for one in rows for name, value in one.extra.items() if value not in ("", None)}
        self._untold = {name for name in filled if all(name in one.extra for one in rows)}

    def of(self, one: Coding | Relevance) -> list[tuple[str, str]]:
        """Return what is to be told of a row's further columns."""
        if not one.extra:
            return []
        return [
            (name, "" if value is None else str(value))
            for name, value in one.extra.items()
            if not (value in ("", None) and name in self._untold) and not (name == CREATED and created(one))
        ]
