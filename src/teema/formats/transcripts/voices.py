"""What programs write into the words of a voiced cue beside the words: the speaker's label once more, and noScribe's ``//``.

noScribe gives speech over another's a cue and a voice of its own, ``<v //S02>``, whose words it puts between ``//S02:`` and ``//``.
Such a cue is a turn of S02, without the marks. An overlap that stands within another's cue (``joo //S02: niin// ja``) stays as
it was written: it has no time of its own, and cutting the sentence around it would say more than the transcript does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from teema.formats.transcripts.cues import Cue
from teema.study.documents import MARKED_TIME

_MARK = "//"


def tidied(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Take the label away that repeats the cue's voice, and the marks of overlapping speech.

    >>> [(cue.speaker, cue.words) for cue in tidied([Cue(0, 1, ("//S2: Joo.//",), "//S2"), Cue(1, 2, ("S1: Niin.",), "S1")])]
    [('S2', 'Joo.'), ('S1', 'Niin.')]
    """
    was_over = False
    for cue in cues:
        is_over = (cue.speaker or "").startswith(_MARK)
        yield _tidied(cue, is_over, was_over) if cue.speaker else cue
        was_over = is_over if cue.words.strip() else was_over


def _tidied(cue: Cue, is_over: bool, was_over: bool) -> Cue:
    speaker, words = (cue.speaker or "").removeprefix(_MARK).strip(), cue.words.strip()
    words = words.removeprefix(_MARK).lstrip() if is_over or was_over else words
    words = words.removesuffix(_MARK).rstrip() if is_over else words
    label = _label(speaker).match(words) if speaker else None
    words = words[label.end() :] if label else words
    return replace(cue, speaker=speaker, lines=(words,)) if is_over or was_over or label else cue


@lru_cache(maxsize=256)
def _label(speaker: str) -> re.Pattern[str]:
    time = rf"(?:{MARKED_TIME}\s*)?"
    return re.compile(rf"{re.escape(speaker)}\s*{time}:\s*{time}")
