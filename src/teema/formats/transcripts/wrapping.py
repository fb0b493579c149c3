"""Lines that were broken only to fit a width → paragraphs; hyphenated words → whole words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from teema.formats.transcripts.labels import shape

_ENOUGH = 5
"""Breaks that must be seen before a text may be called wrapped."""
_ENDS = (".", "?", "!", "…", ":")
_NARROWEST, _WIDEST = 40, 120
_OPENING = re.compile(
    r"\s*(?:[-–—•*>]\s|\d+[.)]\s|[=_~*-]{3,}|[\[(#]?\d{1,3}:\d\d|(?P<label>[^\s:][^:\n]{0,47}):(?:\s|$))"
)


def is_wrapped(text: str) -> bool:
    """Tell whether lines obviously break for want of room: at nine breaks of ten the next word would not have
    fitted, and at most half of the breaks end a sentence.

    >>> is_wrapped("H: Hei.\\nA: No moi.\\nH: Miten menee?\\nA: Hyvin.\\nH: Kiva.\\nA: Niin on.\\nH: Joo.\\nA: Joo.")
    False
    """
    return _width(text) is not None


def unwrapped(text: str) -> str:
    """Join lines that break only for want of room; text that is not obviously wrapped returns as it is.

    Blank lines, lines that open with a label, a time or a bullet, and lines with room to spare keep their break.
    """
    width = _width(text)
    if width is None:
        return text
    known, paragraphs = known_words(text), [[""]]
    for line, following in pairwise(["", *text.split("\n")]):
        if _goes_on(line, following, width) and not opens(following):
            paragraphs[-1].append(following)
        else:
            paragraphs.append([following])
    return "\n".join(joined(paragraph, known) for paragraph in paragraphs[1:])


def _goes_on(line: str, following: str, width: int) -> bool:
    """Tell whether a line of wrapped text goes on in the next: for want of room, or in the middle of a sentence."""
    mid_sentence = line.strip() and not line.rstrip().endswith(_ENDS) and following.lstrip()[:1].islower()
    return bool(mid_sentence) or _breaks_for_room(line, following, width)


def opens(line: str) -> bool:
    """Tell whether a line begins something of its own: a bullet, a number, a rule, a time or a label."""
    match = _OPENING.match(line)
    return match is not None and (match["label"] is None or shape(match["label"]) in ("role", "code", "name"))


def known_words(text: str) -> frozenset[str]:
    """Return the words that stand whole on a line, hyphens included, in lower case."""
    return frozenset(_WORD.findall(text.casefold()))


def joined(lines: Sequence[str], known: frozenset[str] = frozenset()) -> str:
    """Join the lines of one paragraph, and the words that were divided between them.

    The hyphen stays where it belongs to the word: after a capital or digit (HR-puoli), between equal vowels
    (linja-auto), before *ja* or *and* (henkilöstö- ja taloushallinto), and where the ``known`` words of the text write it so elsewhere.

    >>> joined(["Meidän toiminta-", "tavat, henkilöstö-", "ja talous, sekä linja-", "auto"])
    'Meidän toimintatavat, henkilöstö- ja talous, sekä linja-auto'
    """
    if len(lines) == 1:
        return lines[0]
    pieces = [_before(line.strip(), following.lstrip(), known) for line, following in pairwise(lines)]
    return "".join([*pieces, lines[-1].strip()])


def _before(line: str, following: str, known: frozenset[str]) -> str:
    """Return the line as it goes on into the next: with a space, with its hyphen, or without it."""
    if not _DIVIDED.search(line[-2:]) or not following[:1].islower() or _SUSPENDED.match(following):
        return f"{line} "
    return f"{line[:-1]}-" if _keeps_hyphen(line[:-1], following, known) else line[:-1]


def _keeps_hyphen(stem: str, following: str, known: frozenset[str]) -> bool:
    if stem[-1].isupper() or (stem[-1] in "aeiouyäöå" and stem[-1] == following[0]):
        return True
    head, tail = _LAST_WORD.search(stem[-60:]), _FIRST_WORD.match(following[:60])
    if not head or not tail:
        return False
    first, last = head.group().casefold(), tail.group().casefold()
    return f"{first}-{last}" in known and f"{first}{last}" not in known


_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LAST_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*$")
_FIRST_WORD = re.compile(r"[^\W_]+")
_DIVIDED = re.compile(r"[^\W_][-\u00ad\u2010\ufffe]$")
_SUSPENDED = re.compile(r"(?:ja|tai|sekä|eli|and|or|och|eller)\b", re.IGNORECASE)


def _width(text: str) -> int | None:
    """Measure the width to which a text was wrapped; None where it was not."""
    breaks = [(line, following) for line, following in pairwise(text.split("\n")) if line.strip() and following.strip()]
    breaks = [(line, following) for line, following in breaks if not opens(following)]
    if len(breaks) < _ENOUGH:
        return None
    lengths = sorted(len(line.rstrip()) for line, _ in breaks)
    width = lengths[len(lengths) * 9 // 10]
    forced = sum(_breaks_for_room(line, following, width) for line, following in breaks)
    closed = sum(line.rstrip().endswith(_ENDS) for line, _ in breaks)
    is_so = _NARROWEST <= width <= _WIDEST and 10 * forced >= 9 * len(breaks) and 2 * closed <= len(breaks)
    return width if is_so else None


def _breaks_for_room(line: str, following: str, width: int) -> bool:
    words = following.split(None, 1)
    return bool(line.strip() and words) and len(line.rstrip()) + 1 + len(words[0]) >= width
