"""Timed captions → a document: speakers found, repeats dropped, consecutive cues of one speaker merged into turns.

A turn of a named speaker goes on until another speaks. Where nobody is named, a turn ends

- at a pause of at least two seconds, or where a line begins with a dash or ``>>``, which mark a change of speaker;
- after 60 words, at the first end of a sentence, or at a pause of 0.7 s;
- after 150 words in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice, pairwise

from teema.errors import Problem, ReadFailed
from teema.formats.source import Reading, Source, canonical, within
from teema.formats.transcripts.turns import find_openings
from teema.study.documents import Turn, turn_over

_PAUSE_MS, _SHORT_PAUSE_MS, _LONG_WORDS, _MOST_WORDS = 2_000, 700, 60, 150


@dataclass(frozen=True, slots=True)
class Cue:
    """Lines shown together. ``speaker`` is None where the cue does not say, ``row`` its line in the file.

    A time of −1 is unknown; such cues stand first, in the order in which they come.
    """

    from_ms: int
    to_ms: int
    lines: tuple[str, ...]
    speaker: str | None = None
    row: int = 0

    @property
    def words(self) -> str:
        """Return the lines as one."""
        return " ".join(self.lines)


def gathered(cues: Iterable[Cue], source: Source) -> list[Cue]:
    """Gather cues until there are more than a text may have lines: an error (F136) before they fill the memory."""
    most = source.limits.lines
    found = list(islice(cues, most + 1))
    if len(found) > most:
        raise ReadFailed("F136", path=source.name, limit=most)
    return found


def reading_of(cues: Iterable[Cue], source: Source, problems: Sequence[Problem] = ()) -> Reading:
    """Make the text and turns of cues in any order; an error (F110) where nothing is said."""
    ordered = sorted(_cleaned(gathered(cues, source)), key=lambda cue: cue.from_ms)
    said = _named(list(_without_repeats(ordered)))
    groups = [group for group in _grouped(said) if " ".join(cue.words for cue in group).strip()]
    if not groups:
        raise ReadFailed("F110", path=source.name)
    return _laid_out(groups, source, tuple(problems))


def _laid_out(groups: list[list[Cue]], source: Source, problems: tuple[Problem, ...]) -> Reading:
    """Write one paragraph a turn: ``Name: words``, or the words alone."""
    paragraphs = [_paragraph(group) for group in groups]
    text, turns, start = within("\n".join(paragraphs), source), [], 0
    for group, paragraph in zip(groups, paragraphs, strict=True):
        end = start + len(paragraph)
        turns.append(_turn(text, start, end, group))
        start = end + 1
    return Reading(text, tuple(turns), problems)


def _paragraph(group: list[Cue]) -> str:
    words = " ".join(cue.words for cue in group if cue.words)
    return f"{group[0].speaker}: {words}" if group[0].speaker else words


def _turn(text: str, start: int, end: int, group: list[Cue]) -> Turn:
    from_ms, to_ms = group[0].from_ms, max(cue.to_ms for cue in group)
    times = (from_ms, to_ms) if from_ms >= 0 else (None, None)
    return turn_over(text, start, end, group[0].speaker or "", *times)


def _cleaned(cues: Iterable[Cue]) -> Iterator[Cue]:
    for cue in cues:
        lines = tuple(" ".join(canonical(line).split()) for line in cue.lines)
        speaker = " ".join(canonical(cue.speaker).split()).rstrip(":") if cue.speaker else cue.speaker
        if any(lines):
            yield replace(cue, lines=tuple(filter(None, lines)), speaker=speaker)


def _without_repeats(cues: list[Cue]) -> Iterator[Cue]:
    """Drop the lines that a rolling caption shows again; speech that merely repeats itself stays."""
    if not _rolls(cues):
        yield from cues
        return
    shown: tuple[str, ...] = ()
    for cue in cues:
        repeated = next((n for n in range(len(cue.lines), 0, -1) if shown[-n:] == cue.lines[:n]), 0)
        shown = cue.lines or shown
        if cue.lines[repeated:]:
            yield replace(cue, lines=cue.lines[repeated:])


def _rolls(cues: list[Cue]) -> bool:
    """Tell whether captions roll: two lines a cue, of which the first is often the last of the cue before."""
    pairs = [(before, cue) for before, cue in pairwise(cues) if before.lines and len(cue.lines) > 1]
    again = sum(before.lines[-1] == cue.lines[0] for before, cue in pairs)
    return again >= 1 and 2 * again >= len(pairs)


def _named(cues: list[Cue]) -> list[Cue]:
    """Name the speakers: as the cues say, else by the speaker rules over the words of all cues.

    Where nine cues of ten begin with a label and a colon, as Zoom writes them, labels are speakers whatever their shape.
    """
    if any(cue.speaker is not None for cue in cues):
        return cues
    labelled = [_LABEL.match(cue.words) for cue in cues]
    if len(cues) > 1 and 10 * sum(match is not None for match in labelled) >= 9 * len(cues):
        return list(_labelled(cues, labelled))
    lines = [replace(cue, lines=(line,)) for cue in cues for line in cue.lines]
    starts = accumulate((len(cue.words) + 1 for cue in lines), initial=0)
    speakers = {opening.line.start: opening.speaker for opening in find_openings("\n".join(cue.words for cue in lines))}
    named, speaker = [], None
    for cue, start in zip(lines, starts, strict=False):
        speaker = speakers.get(start, speaker)
        named.append(_without_label(cue, speaker) if start in speakers else replace(cue, speaker=speaker))
    return named


_LABEL = re.compile(r"([^\s:][^:]{0,59}):(?:\s+|$)")


def _labelled(cues: Iterable[Cue], labels: Iterable[re.Match[str] | None]) -> Iterator[Cue]:
    """Take each cue's label for its speaker; a cue without one goes on."""
    speaker = None
    for cue, label in zip(cues, labels, strict=True):
        speaker = label[1] if label else speaker
        words = cue.words[label.end() if label else 0 :]
        yield replace(cue, speaker=speaker, lines=(words,) if words else ())


def _without_label(cue: Cue, speaker: str | None) -> Cue:
    words = cue.words + "\n"
    spoken = words[turn_over(words, 0, len(words), speaker or "").speech :].strip()
    return replace(cue, speaker=speaker, lines=(spoken,) if spoken else ())


_CHANGE = re.compile(r"(?:[-–—]|>>)\s")


def _grouped(cues: Iterable[Cue]) -> Iterator[list[Cue]]:
    """Put cues together into turns."""
    group: list[Cue] = []
    for cue in cues:
        if group and _ends(group, cue):
            yield group
            group = []
        group.append(cue)
    if group:
        yield group


def _ends(group: list[Cue], cue: Cue) -> bool:
    if (group[-1].speaker or "") != (cue.speaker or ""):
        return True
    return not cue.speaker and (_CHANGE.match(cue.words) is not None or _is_long_enough(group, cue))


def _is_long_enough(group: list[Cue], cue: Cue) -> bool:
    pause = cue.from_ms - group[-1].to_ms
    count = sum(len(line.words.split()) for line in group)
    at_end = group[-1].words.rstrip("\"”'»)").endswith((".", "?", "!", "…"))
    return pause >= _PAUSE_MS or count >= _MOST_WORDS or (count >= _LONG_WORDS and (at_end or pause >= _SHORT_PAUSE_MS))
