"""Vague quantifiers of English statements: all interviews, most of the customers, half, some, one customer, no one.

A quantifier is a claim about customers only when it belongs to a word for those who were asked, or when it stands alone
before a verb. Where that cannot be told, nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from teema.analysis.claims import Claim, Clause, Quantifier, Word, claim, clauses, listed


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The words of a quantifier, what it claims, and whether it may stand without a noun."""

    words: tuple[str, ...]
    quantifier: Quantifier
    alone: bool = True


def _phrases(quantifier: Quantifier, *phrases: str, alone: bool = True) -> Iterator[_Phrase]:
    return (_Phrase(tuple(phrase.split()), quantifier, alone) for phrase in phrases)


_NEARLY = ("almost", "nearly", "virtually", "practically")
_EVERYONE = ("everyone", "everybody")
_NOBODY = ("nobody", "no-one")
_PHRASES = sorted(
    (
        *_phrases(
            "all_but_one", *(f"{near} {word}" for near in _NEARLY for word in ("all", *_EVERYONE)), "all but one"
        ),
        *_phrases("all_but_one", *(f"{near} every" for near in _NEARLY), alone=False),
        *_phrases("all", "all", *_EVERYONE),
        *_phrases("all", "every", "each", "both", alone=False),
        *_phrases("most", "most", "the majority", "a majority", "more than half", "over half"),
        *_phrases("half", "half", "about half"),
        *_phrases("some", "some", "a few", "part", "fewer than half", "less than half", "a minority"),
        *_phrases("one", "one", "a single", "only one", alone=False),
        *_phrases("none", "no one", "none", *_NOBODY, "not one", "not a single"),
        *_phrases("none", "no", alone=False),
    ),
    key=lambda phrase: -len(phrase.words),
)
_PERSONS = frozenset({*_EVERYONE, *_NOBODY, "no one"})
_SINGULARS = listed(
    "customer interview interviewee respondent participant municipality organisation organization representative "
    "community company city client user student teacher patient resident association"
)
_PLURALS = frozenset(word[:-1] + "ies" if word.endswith("y") else word + "s" for word in _SINGULARS)
_THEM = frozenset({"them", "us", "those"})
_ARTICLES = frozenset({"the", "our", "their", "these", "those", "its"})
_NO_MODIFIERS = listed(
    "from to for with by in on at as that which who when where and or but is are was were has have had not"
)
_VERBS = listed("""are were is was have had has do did don't didn't feel felt feels find found finds say said says see saw sees think
    thought thinks want wants know knew knows get got gets would could can will hope hopes expect expects experience
    experiences agree agrees value values need needs also even still clearly already never rarely seldom often""")
_OUGHT = frozenset({"should", "must", "ought"})
_BEFORE_NOT = frozenset({"not", "at", "most", "after", "above", "least", "first", "in", "number"})


def claimed_in_english(text: str) -> Iterator[Claim]:
    """Yield the claims of an English statement in the order of its words."""
    for clause in clauses(text):
        place = 0
        while place < len(clause):
            phrase = _phrase_at(clause, place)
            last = _last(clause, place, phrase) if phrase else None
            if phrase and last and not _negated(clause, place, phrase) and not _prescribed(clause, last):
                yield claim(text, phrase.quantifier, clause[place], last)
            place += len(phrase.words) if phrase else 1


def _phrase_at(clause: Clause, place: int) -> _Phrase | None:
    here = tuple(word.text for word in clause[place : place + 3])
    return next((phrase for phrase in _PHRASES if here[: len(phrase.words)] == phrase.words), None)


def _last(clause: Clause, place: int, phrase: _Phrase) -> Word | None:
    """Return the claim's last word: its noun, or its own where it stands alone; None where it claims nothing of customers."""
    end = place + len(phrase.words)
    noun = _noun(clause[end : end + 5], phrase)
    if noun:
        return noun
    follows = clause[end].text if end < len(clause) else ""
    a_verb = follows in _VERBS or bool(re.fullmatch(r"\w{2,}ed", follows))
    named = " ".join(phrase.words[-2:]) in _PERSONS or phrase.words[-1] in _PERSONS
    return clause[end - 1] if phrase.alone and (a_verb or (named and follows != "of")) else None


def _noun(words: Clause, phrase: _Phrase) -> Word | None:
    """Find the noun after *of*, articles and adjectives; a plural's adjective is no plural itself (*all reports*)."""
    after_of = bool(words) and words[0].text == "of"
    plural = after_of or _takes_plural(phrase)
    for step, word in enumerate(words):
        if word.text in _PLURALS and (plural or phrase.quantifier == "none"):
            return word
        if word.text in _SINGULARS and not plural:
            return word
        if after_of and word.text in _THEM and step == 1:
            return word
        if word.text in _ARTICLES or (word.text == "of" and step == 0) or word.text.isdigit():
            continue
        if word.text in _NO_MODIFIERS | _VERBS or re.search(r"(s|ed)['’]?$", word.text):
            return None
    return None


def _negated(clause: Clause, place: int, phrase: _Phrase) -> bool:
    """Tell whether a word before takes the claim away: *not all*, *at most*, *at least one*."""
    before = clause[place - 1].text if place else ""
    return before in _BEFORE_NOT and not (before == "in" and len(phrase.words) + place < len(clause))


def _prescribed(clause: Clause, last: Word) -> bool:
    """Tell whether the clause says what ought to be done for customers rather than what they said."""
    spoken = last.text.startswith(("interview", "respondent", "participant"))
    return not spoken and any(word.text in _OUGHT for word in clause)


def _takes_plural(phrase: _Phrase) -> bool:
    return phrase.quantifier not in ("one", "none") and phrase.words[-1] not in ("every", "each", "one")
