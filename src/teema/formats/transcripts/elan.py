"""ELAN's ``.eaf``: annotations on a time line, in tiers → turns in the order in which they begin.

A tier that stands by itself is a speaker's: its participant names the speaker, else the tier's own name. A tier below another holds
translations, glosses or notes on the words above; it is left out and told of, unless the tier above holds no words at all.
Overlapping speech goes by where it begins. A time that the file leaves open lies between its neighbours in the tier, evenly.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from teema.errors import Problem, ReadFailed
from teema.formats.safety import parse_xml
from teema.formats.source import Reading, Source
from teema.formats.transcripts.cues import Cue, reading_of
from teema.formats.transcripts.elements import local
from teema.formats.transcripts.times import LONGEST_S

ROOT = "ANNOTATION_DOCUMENT"
_UNKNOWN = -1


@dataclass(slots=True)
class _Annotation:
    """Words of a tier: between two places of the time line (``slots``), or on another annotation (``on``)."""

    id: str
    words: str
    slots: tuple[str, str] | None
    on: str
    times: tuple[int, int] = (_UNKNOWN, _UNKNOWN)


@dataclass(slots=True)
class _Tier:
    name: str
    speaker: str
    parent: str
    annotations: list[_Annotation]
    below: list[_Tier] = field(default_factory=list)

    @property
    def has_words(self) -> bool:
        return any(letter.isalpha() for each in self.annotations for letter in each.words)


def read(source: Source) -> Reading:
    """Read an ``.eaf``. Warnings: F131 times estimated, F132 words without a time, F133 tiers left out, F134 a speaker with several
    tiers. Errors: F108 and F109 as for all XML, F110 nothing is said."""
    root = parse_xml(source.data, source.name)
    if local(root) != ROOT:
        raise ReadFailed("F108", path=source.name)
    tiers = [_tier(element) for element in root if local(element) == "TIER"]
    spoken = list(_spoken(_standing_alone(tiers)))
    estimated = _set_times(tiers, _slots(root))
    cues = [_cue(tier, each) for tier in spoken for each in tier.annotations]
    return reading_of(cues, source, tuple(_problems(source.name, tiers, spoken, estimated)))


def _slots(root: etree._Element) -> dict[str, int]:
    """Return the time of each place of the time line, in milliseconds; a place may have none."""
    slots = (slot for slot in root.iterfind("TIME_ORDER/TIME_SLOT"))
    return {slot.get("TIME_SLOT_ID", ""): _time(slot.get("TIME_VALUE", "")) for slot in slots}


def _time(written: str) -> int:
    whole = written.strip()
    known = whole.isascii() and whole.isdigit() and len(whole) < 12 and int(whole) < 1000 * LONGEST_S
    return int(whole) if known else _UNKNOWN


def _tier(element: etree._Element) -> _Tier:
    name = element.get("TIER_ID", "").strip()
    speaker = (element.get("PARTICIPANT") or "").strip() or name
    inside = (each for holder in element if local(holder) == "ANNOTATION" for each in holder)
    annotations = [_annotation(each) for each in inside if local(each) in ("ALIGNABLE_ANNOTATION", "REF_ANNOTATION")]
    return _Tier(name, speaker, element.get("PARENT_REF") or "", annotations)


def _annotation(element: etree._Element) -> _Annotation:
    values = (value for value in element if local(value) == "ANNOTATION_VALUE")
    words = " ".join("".join(str(part) for part in value.itertext()) for value in values)
    first, last = element.get("TIME_SLOT_REF1"), element.get("TIME_SLOT_REF2")
    slots = (first, last) if first is not None and last is not None else None
    return _Annotation(element.get("ANNOTATION_ID", ""), words, slots, element.get("ANNOTATION_REF", ""))


def _standing_alone(tiers: Sequence[_Tier]) -> list[_Tier]:
    """Put each tier below its parent and return those that have none, or one that the file lacks."""
    by_name = {tier.name: tier for tier in tiers}
    for tier in tiers:
        if tier.parent in by_name and by_name[tier.parent] is not tier:
            by_name[tier.parent].below.append(tier)
    return [tier for tier in tiers if tier.parent not in by_name or by_name[tier.parent] is tier]


def _spoken(alone: Iterable[_Tier]) -> Iterator[_Tier]:
    """Yield the tiers that hold what was said: those that stand alone, or the first with words below one without."""
    for tier in alone:
        waiting = deque([tier])
        while waiting and not waiting[0].has_words:
            waiting.extend(waiting.popleft().below)
        yield waiting[0] if waiting else tier


def _set_times(tiers: Iterable[_Tier], slots: dict[str, int]) -> set[int]:
    """Give every annotation its times; return the identities of those whose times were estimated."""
    estimated: set[int] = set()
    by_id = {each.id: each for tier in tiers for each in tier.annotations if each.id}
    for tier in tiers:
        estimated |= _set_aligned([each for each in tier.annotations if each.slots], slots)
    for each in by_id.values():
        _set_referring(each, by_id, estimated)
    return estimated


def _set_aligned(annotations: Sequence[_Annotation], slots: dict[str, int]) -> set[int]:
    """Set the times of annotations that have places on the time line, in their order; return whose were estimated."""
    places = [place for each in annotations for place in each.slots or ()]
    told = [slots.get(place, _UNKNOWN) for place in places]
    times = _between(places, told)
    estimated = set()
    for number, each in enumerate(annotations):
        pair = slice(2 * number, 2 * number + 2)
        first, last = times[pair]
        each.times = (first, max(first, last)) if first != _UNKNOWN else (last, last)
        if _UNKNOWN in told[pair] and each.times[0] != _UNKNOWN:
            estimated.add(id(each))
    return estimated


def _between(places: Sequence[str], times: Sequence[int]) -> list[int]:
    """Fill in times that are unknown evenly between their known neighbours; those at an end stay unknown.

    Two annotations that meet share a place: it counts once.

    >>> _between(["a", "b", "b", "c"], [0, -1, -1, 600])
    [0, 300, 300, 600]
    """
    filled, number = list(times), 0
    while number < len(filled):
        end = number
        while end < len(filled) and times[end] == _UNKNOWN:
            end += 1
        if 0 < number < end < len(filled):
            _fill(filled, places, number, end)
        number = end + 1
    return filled


def _fill(times: list[int], places: Sequence[str], start: int, end: int) -> None:
    steps = [int(places[index] != places[index - 1]) for index in range(start, end + 1)]
    total, done, first = max(1, sum(steps)), 0, times[start - 1]
    for index, step in zip(range(start, end), steps, strict=False):
        done += step
        times[index] = first + (times[end] - first) * done // total


def _set_referring(annotation: _Annotation, by_id: dict[str, _Annotation], estimated: set[int]) -> None:
    """Give an annotation on another the other's times, through any number of steps."""
    path: dict[int, _Annotation] = {}
    here: _Annotation | None = annotation
    while here is not None and not here.slots and here.times[0] == _UNKNOWN and id(here) not in path:
        path[id(here)] = here
        here = by_id.get(here.on)
    if here is None or id(here) in path:
        return
    for each in path.values():
        each.times = here.times
    estimated |= path.keys() if id(here) in estimated else set()


def _cue(tier: _Tier, annotation: _Annotation) -> Cue:
    return Cue(*annotation.times, (annotation.words,), tier.speaker)


def _problems(name: str, tiers: Sequence[_Tier], spoken: Sequence[_Tier], estimated: set[int]) -> Iterator[Problem]:
    said = [each for tier in spoken for each in tier.annotations if each.words.strip()]
    used = {id(tier) for tier in spoken}
    left = [tier for tier in tiers if id(tier) not in used and any(each.words.strip() for each in tier.annotations)]
    speaking = Counter(tier.speaker for tier in spoken if any(each.words.strip() for each in tier.annotations))
    counts = {
        "F131": sum(id(each) in estimated for each in said),
        "F132": sum(each.times[0] == _UNKNOWN for each in said),
        "F134": sum(count > 1 for count in speaking.values()),
    }
    yield from (Problem("warning", code, name, None, {"count": count}) for code, count in counts.items() if count)
    if left:
        annotations = sum(bool(each.words.strip()) for tier in left for each in tier.annotations)
        yield Problem("warning", "F133", name, None, {"tiers": len(left), "count": annotations})
