"""Drafts → sources: selections at their places in the canonical text, checked against what they quote, or kept as they came."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from xml.etree.ElementTree import Element

from teema.formats.exchange.positions import Canonical
from teema.formats.exchange.project import Applied, Selection, SourceText
from teema.formats.refi.conventions import Convention, Counted
from teema.formats.refi.drafts import Chosen, Draft, Medium, number, quoted_on_page
from teema.formats.refi.findings import Findings
from teema.formats.refi.identities import Identities
from teema.formats.refi.keeping import Keeping, rest_of
from teema.formats.refi.markup import Node, children, described, guid, named, node
from teema.formats.refi.quotes import Placed, Searched, folded, placed
from teema.formats.refi.recordings import Point, expressed, turns_of
from teema.formats.refi.values import read_values
from teema.formats.source import canonical
from teema.study.documents import Turn

_SEARCHED = 1_000_000_000
"""How many characters are searched for the words of pages at most; what is not found then is kept where it is."""
_ASIDE: tuple[Medium, ...] = ("media", "page")
"""Selections that aren't made in the text: their rectangle or times are kept beside it."""
_QUOTED = 10_000
"""How long a quote may be to be carried with its selection."""
_CODED = ("Description", "Coding", "NoteRef")


class Placing:
    """Places the selections of one project's sources, and counts how that went."""

    def __init__(self, identities: Identities, keeping: Keeping, findings: Findings, referred: frozenset[str]) -> None:
        self._identities, self._keeping, self._findings, self._referred = identities, keeping, findings, referred
        self._left = _SEARCHED
        self.verified = self.repaired = 0

    def source(self, draft: Draft, way: Convention) -> SourceText:
        """Make a source of a draft."""
        self._keeping.read(draft.guid)
        counted = Counted(draft.raw, way)
        mapped = Canonical.of(counted.base)
        points = [(mapped.at(counted.span(point.position, 0)[0]), point.time) for point in draft.points]
        turns = turns_of(mapped.text, points)
        selections = tuple(self._selections(draft, counted, mapped))
        self._keep_rest(draft, points, turns, len(mapped.text))
        element = draft.element
        self._identities.add("placed", draft.guid)
        return SourceText(
            draft.guid,
            named(element),
            mapped.text,
            draft.kind,
            described(element),
            self._identities.user(element),
            element.get("creationDateTime") or "",
            element.get("modifiedDateTime") or "",
            turns,
            selections,
            tuple(self.codings(element)),
            self._identities.targets(element, "NoteRef", "note"),
            read_values(element, self._identities, self._findings),
            draft.original,
        )

    def _selections(self, draft: Draft, counted: Counted, mapped: Canonical) -> Iterator[Selection]:
        """Yield the selections that have a place; one of a page or recording that also stands in the text is kept beside it."""
        searched = Searched(mapped.text)
        in_text = {guid(each.element.get("guid")) for each in draft.chosen if each.medium not in _ASIDE}
        twins = {_identity(each): each.element for each in draft.chosen if each.medium in _ASIDE}
        for each in draft.chosen:
            aside = each.medium in _ASIDE
            if aside and _identity(each) in in_text:
                self._keeping.whole(each.element, draft.guid, without=_CODED)
                continue
            place = self._place(each, counted, mapped, searched)
            if place.span is None:
                self._findings.count("X124" if aside else "X109", "note" if aside else "warning")
                self._keeping.whole(each.element, draft.guid)
                continue
            self._count(place)
            identity = self._identities.own(each.element, "selection")
            self._keep_beside(draft, each, place, identity)
            twin = None if aside else twins.get(_identity(each))
            yield self._selection(
                each.element if twin is None else _merged(each.element, twin), identity, place, mapped.text
            )

    def _place(self, chosen: Chosen, counted: Counted, mapped: Canonical, searched: Searched) -> Placed:
        if chosen.mark is None:
            span = self._by_words(chosen.element, searched) if chosen.medium == "page" else None
            return Placed(span, "unnamed")
        start, end = counted.span(chosen.mark.start, chosen.mark.end)
        if self._overshoots(start, end, len(counted.base)):
            self._findings.count("X134")
            end = len(counted.base)
        if 0 <= start < end <= len(counted.base):
            start, end = mapped.at(start), mapped.at(end)
        return placed(searched, start, end, "" if chosen.medium == "media" else chosen.mark.name)

    @staticmethod
    def _overshoots(start: int, end: int, length: int) -> bool:
        """Tell whether a selection reaches beyond its text, but no further than it stands in it: programs count a last line break."""
        return 0 <= start < length < end <= 2 * length - start

    def _by_words(self, selection: Element, searched: Searched) -> tuple[int, int] | None:
        """Find the words of a page's rectangle where they stand in exactly one place of the text."""
        self._left -= len(searched.text)
        span = searched.only(folded(canonical(quoted_on_page(selection)))) if self._left > 0 else None
        if span is not None:
            self._findings.count("X115", "note")
        return span

    def _keep_beside(self, draft: Draft, chosen: Chosen, place: Placed, identity: str) -> None:
        """Keep of a selection that has a place its rectangle or times, or its name where that is a label."""
        if chosen.medium in _ASIDE:
            self._keeping.whole(chosen.element, draft.guid, without=_CODED, guid=identity)
        elif place.how in ("label", "unmatched"):
            label = chosen.element.get("name") or ""
            if label != draft.element.get("name"):
                self._keeping.addition(Node(_written_as(draft), {"guid": identity, "name": label}), draft.guid)

    def _selection(self, element: Element, identity: str, place: Placed, text: str) -> Selection:
        start, end = place.span or (0, 0)
        quotes = place.how in ("verified", "repaired") and end - start <= _QUOTED
        return Selection(
            identity,
            start,
            end,
            text[start:end] if quotes else "",
            described(element),
            self._identities.user(element),
            element.get("creationDateTime") or "",
            tuple(self.codings(element)),
            self._identities.targets(element, "NoteRef", "note"),
        )

    def _count(self, place: Placed) -> None:
        self.verified += place.how == "verified"
        self.repaired += place.how == "repaired"
        if place.how == "repaired":
            self._findings.count("X108")
        elif place.how == "unmatched":
            self._findings.count("X121", "note")

    def codings(self, element: Element) -> Iterator[Applied]:
        """Yield what codes were put on an element; one without a code that exists is lost, and counted."""
        for each in children(element, "Coding"):
            below = list(each)
            codes = [code for ref in below if ref.tag == "CodeRef" and (code := self._identities.target(ref, "code"))]
            if not codes:
                self._findings.lose("codings", "no_code")
            for order, code in enumerate(dict.fromkeys(codes)):
                identity = self._identities.own(each, "coding") if not order else ""
                yield Applied(
                    identity or self._identities.own(_unnamed(each), "coding"),
                    code,
                    self._identities.user(each),
                    each.get("creationDateTime") or "",
                    self._identities.all_targets([ref for ref in below if ref.tag == "NoteRef"], "note"),
                )

    def _keep_rest(self, draft: Draft, points: list[Point], turns: tuple[Turn, ...] | None, length: int) -> None:
        """Keep what a transcript or representation holds beside its text and selections."""
        if draft.kind == "pdf" and draft.holder is not draft.element:
            rest = rest_of(draft.holder, (*_CODED, "VariableValue"))
            if rest.children or rest.attributes["guid"] in self._referred:
                self._keeping.addition(rest, draft.guid)
        elif draft.kind in ("audio", "video"):
            self._keep_transcript(draft, points, expressed(turns or ()), length)

    def _keep_transcript(self, draft: Draft, points: list[Point], told: frozenset[Point], length: int) -> None:
        """Keep a transcript's identity, notes and finer sync points, and where its recording lies."""
        left = tuple(
            Node("SyncPoint", _attributes(point.guid, position, time))
            for point, (position, time) in zip(draft.points, points, strict=True)
            if (position, time) not in told and time is not None
        )
        own = draft.holder is draft.element
        rest = rest_of(
            draft.holder, () if own else ("Description", "NoteRef"), ("name", "creatingUser", "creationDateTime")
        )
        self._keeping.addition(
            Node(rest.element, rest.attributes, "", (*rest.children, *left)), draft.guid, characters=length
        )
        path = draft.element.get("path") or ""
        if "://" in path and not path.casefold().startswith("internal:"):
            self._keeping.addition(Node(draft.element.tag, {"guid": draft.guid, "path": path}), draft.guid)


def _identity(chosen: Chosen) -> str:
    return guid(chosen.element.get("guid"))


def _merged(element: Element, twin: Element) -> Element:
    """Return a selection with the codings, notes and description that only its twin on the page or in the recording has."""
    both = deepcopy(element)
    codes = {
        guid(ref.get("targetGUID")) for coding in children(element, "Coding") for ref in children(coding, "CodeRef")
    }
    for each in children(twin, "Coding"):
        if any(guid(ref.get("targetGUID")) not in codes for ref in children(each, "CodeRef")):
            both.append(deepcopy(each))
    both.extend(deepcopy(each) for each in children(twin, "NoteRef"))
    if not described(element):
        both.extend(deepcopy(each) for each in children(twin, "Description"))
    return both


def _attributes(identity: str, position: int, time: int | None) -> dict[str, str]:
    return {"guid": identity, "position": str(position)} | ({} if time is None else {"timeStamp": str(time)})


def _written_as(draft: Draft) -> str:
    return "TranscriptSelection" if draft.kind in ("audio", "video") else "PlainTextSelection"


def _unnamed(coding: Element) -> Element:
    """Return a coding without its identity, for the second of several codes."""
    return Element(coding.tag)


def moved(element: Element, counted: Counted, mapped: Canonical) -> Node:
    """Make a node of a selection of a note, with positions in the canonical text."""
    start, end = number(element.get("startPosition")), number(element.get("endPosition"))
    if start is None or end is None:
        return node(element)
    first, last = counted.span(start, end)
    return node(element, startPosition=str(mapped.at(first)), endPosition=str(mapped.at(last)))
