"""Who speaks where in running text: the speaker rules, judged over the whole document.

A line opens a turn when its label is one, and whether it is one shows only from the rest of the text:

- a role (Haastattelija), a code (H1) or a name that recurs, or that stands with a time, is a speaker;
- what speaks once is a speaker where labels rule the text, or where it is one of at least two that cover half of it;
- metadata (Date, Kesto), headings, and words that the text otherwise uses in lower case are not;
- one way of writing labels rules a document: ``Name: text``, ``Name  0:49`` on a line of its own, or the name alone.

The text before the first turn belongs to no turn; a turn goes on over paragraphs until the next label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from teema.formats.transcripts.labelled import Candidate, Line, candidates, lines_of
from teema.formats.transcripts.labels import is_full_name, is_role
from teema.formats.transcripts.times import span
from teema.formats.transcripts.wrapping import is_wrapped
from teema.study.documents import STAMP, Turn, turn_over


def find_turns(text: str) -> tuple[Turn, ...]:
    """Find the turns of a transcript in its canonical text; without speakers, each paragraph is a turn.

    >>> [turn.speaker for turn in find_turns("Kesto: 34 min\\n\\nH: Miten on mennyt?\\nH1: No joo.\\n\\nIhan hyvin.\\nH: Kiva.")]
    ['H', 'H1', 'H']
    """
    openings = find_openings(text)
    return _turns(text, openings) if openings else _paragraphs(text)


def find_openings(text: str) -> list[Candidate]:
    """Find the lines that open a turn, in order; none where nobody is named."""
    lines = lines_of(text)
    evidence = _Evidence(text, lines)
    return _without_header(evidence.openings(), lines)


class _Evidence:
    """What the whole text says about its candidate labels."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self._text, self._lines = text, lines
        found = candidates(lines)
        self._inline = [candidate for candidate in found if candidate.form == "inline"]
        self._timed = [candidate for candidate in found if candidate.form == "timed" and self._has_words(candidate)]
        self._bare = [candidate for candidate in found if candidate.form == "bare" and self._has_words(candidate)]
        self._spaced = not any(not line.after_blank for line in lines[1:])
        self._units = sum(line.after_blank for line in lines) if is_wrapped(text) else len(lines)

    def openings(self) -> list[Candidate]:
        """Return the candidates that open turns, in the one way that rules the text."""
        ways = (self._inline_openings(), self._timed_openings(), self._bare_openings())
        return max(ways, key=len)

    def _has_words(self, candidate: Candidate) -> bool:
        return candidate.line.number + 1 < len(self._lines)

    def _share(self, count: int) -> float:
        return count / max(1, self._units)

    def _is_common(self, candidate: Candidate) -> bool:
        """Tell whether a one-word label is a word that the text also uses in lower case: Kyllä, Niin, Then."""
        words = candidate.speaker.split()
        return len(words) == 1 and candidate.shape == "name" and words[0].casefold() in self._lower_case

    @cached_property
    def _lower_case(self) -> frozenset[str]:
        return frozenset(word for word in _WORD.findall(self._text) if word.islower())

    # Name: text

    def _inline_openings(self) -> list[Candidate]:
        counts = Counter(candidate.key for candidate in self._inline)
        recurring = {candidate.key for candidate in self._inline if self._recurs(candidate, counts)}
        ruling = [candidate for candidate in self._inline if candidate.key in recurring]
        if not self._rules(ruling):
            return self._speaking_once()
        once = [each for each in self._inline if counts[each.key] == 1 and each.key not in recurring]
        able = sum(each.shape != "phrase" and not self._is_common(each) for each in once)
        share = self._share(len(ruling) + able)
        joining = [candidate for candidate in once if self._joins(candidate, ruling, share)]
        return sorted(ruling + joining, key=_place)

    def _recurs(self, candidate: Candidate, counts: Counter[str]) -> bool:
        times = counts[candidate.key] + bool(candidate.stamp)
        if candidate.shape == "phrase":
            return times >= 3 and self._share(times) >= 0.15
        return times >= 3 or (times == 2 and not self._is_common(candidate))

    def _rules(self, ruling: Sequence[Candidate]) -> bool:
        """Tell whether recurring labels are speakers rather than a habit of writing, such as Huomaa: or Toisaalta:."""
        if any(candidate.shape in ("role", "code") or candidate.stamp for candidate in ruling):
            return True
        least = 0.05 if any(is_full_name(candidate.speaker) for candidate in ruling) else 0.15
        return bool(ruling) and self._share(len(ruling)) >= least

    def _joins(self, candidate: Candidate, ruling: Sequence[Candidate], share: float) -> bool:
        """Tell whether a label that stands once belongs among those that recur."""
        if not self._may_stand_at(candidate, ruling):
            return False
        if candidate.shape == "code":
            return share >= 0.5 or _stem(candidate) in {_stem(other) for other in ruling}
        if candidate.shape == "name":
            alone = not candidate.rest and not ruling[0].rest
            least = 0.2 if alone or is_full_name(candidate.speaker) else 0.5
            return share >= least and not self._is_common(candidate)
        return candidate.shape == "role"

    def _may_stand_at(self, candidate: Candidate, ruling: Sequence[Candidate]) -> bool:
        """Before the first sure turn only a full sentence right above it can be a turn; the rest is a header."""
        first = ruling[0].line.number
        number = candidate.line.number
        return number > first or (number == first - 1 and _ends_as_speech(candidate))

    def _speaking_once(self) -> list[Candidate]:
        """Return the labels of a short text in which everyone speaks once: at least two that cover half of it."""
        able = [each for each in self._inline if each.shape != "phrase" and not self._is_common(each)]
        if all(_is_value(each.rest) and " " in each.rest for each in able):
            return []
        sure = any(each.shape != "name" or is_full_name(each.speaker) for each in able)
        if len({each.key for each in able}) >= 2 and (sure or any(map(_ends_as_speech, able))):
            return able if self._share(len(able)) >= (0.4 if sure else 0.6) else []
        lone = len(able) == 1 and able[0].line.number == 0 and able[0].shape in ("role", "code")
        return able if lone and self._share(1) >= 0.2 else []

    # Name  0:49

    def _timed_openings(self) -> list[Candidate]:
        counts = Counter(candidate.key for candidate in self._timed)
        sure = [each for each in self._timed if each.shape != "phrase" or counts[each.key] >= 3]
        known = {candidate.key for candidate in sure}
        untimed = [candidate for candidate in self._bare if candidate.key in known]
        return sorted(sure + untimed, key=_place)

    # Name

    def _bare_openings(self) -> list[Candidate]:
        able = [each for each in self._bare if self._is_followed(each) and not self._is_common(each)]
        counts = Counter(candidate.key for candidate in able)
        sure = [each for each in able if counts[each.key] >= 2 or each.shape == "role" or each.stamp]
        if not self._bare_rules(sure):
            return []
        first = sure[0].line.number
        full = [each for each in able if counts[each.key] == 1 and each not in sure and is_full_name(each.speaker)]
        joining = [each for each in full if each.line.number > first and each.line.after_blank and not self._spaced]
        return sorted(sure + joining, key=_place)

    def _bare_rules(self, sure: Sequence[Candidate]) -> bool:
        numbers = {candidate.line.number for candidate in sure}
        touching = sum(number + 1 in numbers for number in numbers)
        plain = all(len(each.speaker.split()) == 1 and each.shape == "name" for each in sure)
        least = 0.2 if plain else 0.03
        return len({each.key for each in sure}) >= 2 and self._share(len(sure)) >= least and 5 * touching <= len(sure)

    def _is_followed(self, candidate: Candidate) -> bool:
        return self._spaced or not self._lines[candidate.line.number + 1].after_blank


_SENTENCE_ENDS = (".", "?", "!", "…", ".”", '."')
_WORD = re.compile(r"\b[^\W\d_]+\b")


def _ends_as_speech(candidate: Candidate) -> bool:
    return candidate.rest.endswith(_SENTENCE_ENDS)


def _place(candidate: Candidate) -> int:
    return candidate.start


def _stem(candidate: Candidate) -> str:
    """Return the letters of a code: H1 and H2 are of one kind."""
    return re.sub(r"[\W\d_].*", "", candidate.key)


def _without_header(openings: list[Candidate], lines: list[Line]) -> list[Candidate]:
    """Drop labels that are part of the header: ``Haastattelija: Anna Virtanen`` beside ``Date: …``, ``H: haastattelija``."""
    counts = Counter(opening.key for opening in openings)
    for index, opening in enumerate(openings):
        is_value = _is_value(opening.rest) and (opening.shape == "role" or " " in opening.rest)
        explains = is_role(opening.rest) or (is_value and _beside_metadata(opening, openings, lines))
        if counts[opening.key] < 2 or not explains:
            return openings[index:]
    return openings


_PROPER = r"[A-ZÅÄÖ0-9(][\w'’.()/-]*"
_VALUE = re.compile(rf"{_PROPER}(?:\s+{_PROPER}){{0,3}}(?:(?:,|\s+(?:ja|and|&))(?:\s+[\w'’.()/-]+){{1,3}}){{0,4}}")
_KEY = re.compile(r"\s*[^\s:][^:\n]{0,47}:\s")


def _is_value(rest: str) -> bool:
    return not rest.endswith(_SENTENCE_ENDS) and _VALUE.fullmatch(rest) is not None


def _beside_metadata(opening: Candidate, openings: Iterable[Candidate], lines: list[Line]) -> bool:
    """Tell whether the label stands in one block with ``Key: value`` lines that are nobody's."""
    theirs = {other.line.number for other in openings}
    above, below = opening.line.number, opening.line.number + 1
    while above > 0 and not lines[above].after_blank:
        above -= 1
    while below < len(lines) and not lines[below].after_blank and below - opening.line.number < 8:
        below += 1
    return any(line.number not in theirs and _KEY.match(line.words) for line in lines[above:below])


def _turns(text: str, openings: list[Candidate]) -> tuple[Turn, ...]:
    spelled = _spellings(openings)
    ends = [following.start for _, following in pairwise(openings)] + [_end_of_talk(text, openings[-1])]
    turns: list[Turn] = []
    for opening, end in zip(openings, ends, strict=True):
        start = opening.start + _blank_before(text[opening.start : end])
        words = _without_closing_rules(text[start:end])
        from_ms, to_ms = span(opening.stamp)
        closing = _CLOSING_TIME.search(words, len(words) - 24 if len(words) > 24 else 0)
        before = turns[-1].to_ms if turns and from_ms is None else None
        to_ms = to_ms if to_ms is not None or not closing else span(closing.group())[0]
        from_ms = from_ms if from_ms is not None else before
        turns.append(turn_over(text, start, start + len(words), spelled[opening.key], from_ms, to_ms))
    return tuple(turns)


_CLOSING_TIME = re.compile(rf"#{STAMP}#$")
"""f4 writes the time at the end of a turn; the next one begins there."""


def _without_closing_rules(words: str) -> str:
    """Drop blank lines and lines such as ``=====`` from the end."""
    kept = words.rstrip()
    while "\n" in kept and _RULE.fullmatch(kept, kept.rindex("\n") + 1):
        kept = kept[: kept.rindex("\n")].rstrip()
    return kept


_RULE = re.compile(r"[ \t]*[=_~*–—-]{5,}")


def _blank_before(words: str) -> int:
    return len(words) - len(words.lstrip())


def _spellings(openings: Iterable[Candidate]) -> dict[str, str]:
    """Choose the most frequent spelling of each label."""
    counts: dict[str, Counter[str]] = {}
    for opening in openings:
        counts.setdefault(opening.key, Counter())[opening.speaker] += 1
    return {key: spellings.most_common(1)[0][0] for key, spellings in counts.items()}


_END_MATTER = re.compile(
    r"\n[ \t]*(?:[=_~*–—-]{5,}[ \t]*\n|[\[(]?(?:end of (?:the )?(?:transcript|interview|recording)|transcribed by"
    r"|transcription (?:is )?(?:provided )?by|(?:haastattelu|nauhoi(?:te|tus)|tallenne|äänite) (?:päättyy|loppuu))\b"
    r"|[^\n]{1,80} (?:stopped transcription|lopetti (?:litteroinnin|transkription|transkriptin))\s*\Z)",
    re.IGNORECASE,
)


def _end_of_talk(text: str, last: Candidate) -> int:
    """Return where the last turn ends: before a closing rule or a line such as ``End of transcript``."""
    closing = _END_MATTER.search(text, last.line.start)
    return closing.start() if closing else len(text)


def _paragraphs(text: str) -> tuple[Turn, ...]:
    """Make each paragraph a turn of nobody: lines, or blocks between blank lines where lines are wrapped."""
    pattern = _BLOCK if is_wrapped(text) else _LINE
    turns = []
    for match in pattern.finditer(text):
        stamp = _OPENING_TIME.match(match.group())
        from_ms, to_ms = span(stamp.group()) if stamp else (None, None)
        turns.append(turn_over(text, match.start(), match.end(), "", from_ms, to_ms))
    return tuple(turns)


_LINE = re.compile(rf"(?:(?<![^\n])[ \t]*{STAMP}[ \t]*\n+[ \t]*)?\S(?:[^\n]*\S)?")
_BLOCK = re.compile(r"\S(?:[^\n]|\n(?![ \t]*(?:\n|\Z)))*")
_OPENING_TIME = re.compile(rf"\s*{STAMP}(?=\s|$)")
