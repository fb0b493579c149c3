"""Names found in a text and replaced: in sentences with their endings kept, in keys in a form that a file's name may have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from teema.language import tokens
from teema.pseudonyms.keys import is_uuid, key_words, plain, words_of_key
from teema.pseudonyms.kinds import Kind
from teema.pseudonyms.positions import Edit, apart, replaced
from teema.study.identity import slug


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """What stands for a name; nothing where the name is kept.

    ``forms`` are the words in which it was met; ``as_written``: no other forms are looked for.
    """

    name: str
    replacement: str
    kind: Kind = "name"
    forms: tuple[str, ...] = ()
    as_written: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A name met in a text, and what stands for it."""

    start: int
    end: int
    pseudonym: Pseudonym


Find: TypeAlias = Callable[[str], Iterable[tuple[int, int, str]]]
"""Finds known names: where each begins and ends, and the name as it was given."""
Ending: TypeAlias = Callable[[str, Pseudonym], str]


def no_ending(form: str, pseudonym: Pseudonym) -> str:
    """Leave the replacement uninflected."""
    return ""


class Replacer:
    """Replaces names by their pseudonyms.

    ``find`` finds the names in every inflected form; the forms met before are found as they are written. Of names that overlap, the
    longest counts: within one that is kept, nothing is replaced. Replacements that stand in a text already, the pseudonyms' own and
    those ``standing``, are left alone: replacing again changes nothing.

    >>> replacer = Replacer([Pseudonym("Virtanen", "[henkilö A]", forms=("Virtasen",))])
    >>> replacer.text("Virtasen [henkilö A]"), replacer.key("virtasen_2.txt")
    ('[henkilö A] [henkilö A]', 'henkilo-a_2.txt')
    """

    def __init__(
        self,
        pseudonyms: Iterable[Pseudonym],
        find: Find = lambda text: (),
        ending: Ending = no_ending,
        standing: Iterable[str] = (),
    ) -> None:
        self._by_name = {one.name: one for one in pseudonyms}
        self._find, self._ending = find, ending
        given = (*standing, *(one.replacement for one in self._by_name.values()))
        self._standing, self._standing_keys = standing_pattern(given), standing_in_keys(given)
        self._texts: dict[str, str] = {}

    def text(self, text: str) -> str:
        """Return a text with every name replaced; equal texts give equal ones."""
        if text not in self._texts:
            self._texts[text] = replaced(text, self.edits(text))[0]
        return self._texts[text]

    def edits(self, text: str) -> tuple[Edit, ...]:
        """Return what is to be replaced in a text, in order."""
        return tuple(self._edit(text, found) for found in self.found(text))

    def found(self, text: str) -> list[Found]:
        """Return the names in a text that are to be replaced, in order and without overlaps."""
        found = apart([*self._known(text), *self._written(text)], places(self._standing, text))
        return [one for one in found if one.pseudonym.replacement]

    def _known(self, text: str) -> Iterator[Found]:
        for start, end, name in self._find(text):
            if name in self._by_name:
                yield Found(start, end, self._by_name[name])

    def _edit(self, text: str, found: Found) -> Edit:
        form, name = text[found.start : found.end], found.pseudonym.name
        ending = "" if form.casefold() == name.casefold() else self._ending(form, found.pseudonym)
        return Edit(found.start, found.end, found.pseudonym.replacement, ending)

    @cached_property
    def _forms(self) -> dict[str, list[tuple[str, int, Pseudonym]]]:
        """The forms met before by their first word: the form, and where in it that word begins."""
        listed: dict[str, list[tuple[str, int, Pseudonym]]] = {}
        for pseudonym in self._by_name.values():
            for form in (pseudonym.name, *pseudonym.forms):
                first = next(tokens(form), None)
                if first:
                    listed.setdefault(first.text, []).append((form, first.start, pseudonym))
        return listed

    def _written(self, text: str) -> Iterator[Found]:
        """Yield the forms met before, where they stand as whole words."""
        for token in tokens(text):
            for form, lead, pseudonym in self._forms.get(token.text, ()):
                start = token.start - lead
                if start >= 0 and text.startswith(form, start) and _is_whole(text, start, start + len(form)):
                    yield Found(start, start + len(form), pseudonym)

    def key(self, key: str) -> str:
        """Return a key with every name in it replaced by what a key and a file's name may hold.

        The words of a key are whatever other signs, digits or a capital within set apart; accents and capitals don't matter.
        """
        if is_uuid(key):
            return key
        found = apart([*self._known(words_of_key(key)), *self._in_key(key)], places(self._standing_keys, key))
        return replaced(key, (_fitting(key, one) for one in found if one.pseudonym.replacement))[0]

    @cached_property
    def _plain_forms(self) -> dict[tuple[str, ...], Pseudonym]:
        """Names and forms as a key would write them, word by word."""
        return {
            tuple(words): pseudonym
            for pseudonym in self._by_name.values()
            for form in (pseudonym.name, *pseudonym.forms)
            if (words := [plain(form[start:end]) for start, end in key_words(form)])
        }

    def _in_key(self, key: str) -> Iterator[Found]:
        spans = list(key_words(key))
        words = tuple(plain(key[start:end]) for start, end in spans)
        longest = max(map(len, self._plain_forms), default=0)
        for first in range(len(words)):
            for last in range(first + 1, min(first + longest, len(words)) + 1):
                pseudonym = self._plain_forms.get(words[first:last])
                if pseudonym:
                    yield Found(spans[first][0], spans[last - 1][1], pseudonym)


_SIGN = re.compile(r"[^\W_]|[\u0300-\u036f]")


def standing_pattern(replacements: Iterable[str]) -> re.Pattern[str] | None:
    """Make the pattern of replacements where they stand in a text, with their endings; None where there are none."""
    longest_first = sorted({one for one in replacements if one}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(_whole, longest_first))})(?::[a-zåäö]+)?") if longest_first else None


def standing_in_keys(replacements: Iterable[str]) -> re.Pattern[str] | None:
    """Make the pattern of replacements where they stand in keys; None where there are none."""
    slugs = sorted({slug(one) for one in replacements if one}, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, slugs))})(?![^\W_])") if slugs else None


def places(pattern: re.Pattern[str] | None, text: str) -> list[tuple[int, int]]:
    """Return where a pattern matches; nowhere without one."""
    return [match.span() for match in pattern.finditer(text)] if pattern else []


def _whole(replacement: str) -> str:
    """Return the pattern of a replacement that isn't a part of a longer word."""
    before = r"(?<![^\W_])" if _SIGN.match(replacement[0]) else ""
    return before + re.escape(replacement) + (r"(?![^\W_])" if _SIGN.match(replacement[-1]) else "")


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether no word goes on where a form begins or ends."""
    before = start > 0 and _SIGN.match(text, start - 1) and _SIGN.match(text, start)
    after = end < len(text) and _SIGN.match(text, end) and _SIGN.match(text, end - 1)
    return not before and not after


def _fitting(key: str, found: Found) -> Edit:
    """Return what stands for a name in a key, set apart from letters and digits beside it."""
    before = "-" if found.start and _SIGN.match(key, found.start - 1) else ""
    after = "-" if _SIGN.match(key, found.end) else ""
    return Edit(found.start, found.end, before + slug(found.pseudonym.replacement) + after)
