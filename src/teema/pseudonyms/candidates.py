"""What in a study may give somebody away: names and identifiers, gathered by lemma, with where and how they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from teema.language import Analyser, KnownNames, NameMention, identifiers, name_mentions, own_parts, tokens
from teema.pseudonyms.keys import is_uuid, words_of_key
from teema.pseudonyms.kinds import Kind, Source
from teema.pseudonyms.own import Own, own_labels, whole_names, with_parts
from teema.pseudonyms.positions import apart
from teema.pseudonyms.replacer import places, standing_pattern
from teema.pseudonyms.texts import texts
from teema.study import Study

_CONTEXTS, _AROUND = 3, 40


@dataclass
class Candidate:
    """A name or identifier: its forms with their counts, the documents it stands in (or other parts of the study), some contexts.

    ``sure`` tells that it is proposed for replacing.
    """

    name: str
    kind: Kind
    source: Source
    identity: str
    sure: bool
    noun: str = ""
    replacement: str = ""
    forms: Counter[str] = field(default_factory=Counter)
    documents: dict[str, None] = field(default_factory=dict)
    contexts: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Return how many times it stands in the study."""
        return self.forms.total()

    def meet(self, text: str, start: int, end: int, place: str) -> None:
        """Count it at one place."""
        self.forms[text[start:end]] += 1
        self.documents[place] = None
        if len(self.contexts) < _CONTEXTS:
            around = text[max(0, start - _AROUND) : end + _AROUND]
            self.contexts.append(" ".join(around.split()))


@dataclass(frozen=True, slots=True)
class Mention:
    """A candidate met at a place in a text."""

    start: int
    end: int
    name: str
    kind: Kind
    source: Source
    sure: bool


def candidates(
    study: Study,
    words: Analyser,
    own: Sequence[Own] = (),
    earlier: Iterable[Own] = (),
    standing: Iterable[str] = (),
) -> tuple[Candidate, ...]:
    """Gather what may have to be replaced, in the order in which it first stands in the study.

    The study's ``own`` names, and those that were decided on ``earlier``, are found in every inflected form, also in keys; identifiers by
    rule; other names by the mask, which would rather show too much than too little. Replacements ``standing`` already are passed over.
    """
    sentences = [(document.text, document.name) for document in study.documents]
    labels: dict[str, None] = {}
    for text in texts(study):
        if text.role == "text" and "turns" not in text.address:
            sentences.append((text.words, text.address[0]))
        elif text.role in ("key", "text") and not is_uuid(text.words):
            labels[words_of_key(text.words)] = None
    by_rule = _ByRule(words, own_labels(study))
    met = {name: kind for text, _ in sentences for name, kind in by_rule.full_names(text)}
    known = {one.name: one for one in (*earlier, *with_parts((*own, *whole_names(met, own)), words))}
    found = _Gathering(words, known, standing, by_rule)
    for words_said, place in sentences:
        found.look(words_said, place)
    for label in labels:
        found.look_for_own(label)
    return found.result()


class _ByRule:
    """What is found in a text without knowing the study's names; each text is read once."""

    def __init__(self, words: Analyser, labels: frozenset[str]) -> None:
        self._words, self._labels = words, labels
        self._found: dict[str, tuple[Mention, ...]] = {}

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return the identifiers, and what the mask takes for names."""
        if text not in self._found:
            masked = (one for one in _masked(text, self._words) if text[one.start : one.end] not in self._labels)
            self._found[text] = (*_identifiers(text), *masked)
        return self._found[text]

    def full_names(self, text: str) -> Iterator[tuple[str, Kind]]:
        """Yield the names of several words, with their kinds."""
        return (
            (one.name, one.kind) for one in self.mentions(text) if one.source == "mask" and one.sure and " " in one.name
        )


class _Gathering:
    """Candidates while they are gathered."""

    def __init__(self, words: Analyser, own: Mapping[str, Own], standing: Iterable[str], by_rule: _ByRule) -> None:
        self._own = own
        self._known = KnownNames(self._own, words)
        self._standing = standing_pattern(standing)
        self._by_rule = by_rule
        self._read: dict[str, list[Mention]] = {}
        self._found: dict[str, Candidate] = {}

    def look(self, text: str, place: str) -> None:
        """Gather what stands in a text: the longest of what overlaps; of equals, what is known better."""
        if text not in self._read:
            found = (*self._own_in(text), *self._by_rule.mentions(text))
            self._read[text] = apart(found, places(self._standing, text))
        for mention in self._read[text]:
            self._candidate(mention).meet(text, mention.start, mention.end, place)

    def look_for_own(self, label: str) -> None:
        """Gather the study's own names in a key or a speaker's label, which is no sentence to show."""
        for mention in self._own_in(label):
            self._candidate(mention)

    def result(self) -> tuple[Candidate, ...]:
        """Return the candidates; the study's own names that stand nowhere are left out."""
        return tuple(self._found.values())

    def _own_in(self, text: str) -> Iterator[Mention]:
        """Yield the study's own names; where a word may be a common one, it is a candidate of its own."""
        for one in self._known.mentions(text):
            own = self._own[one.name]
            if one.sure or one.text == own.name:
                yield Mention(one.start, one.end, own.name, own.kind, own.source, own.sure)
            else:
                yield Mention(one.start, one.end, own.name.lower(), own.kind, "doubtful", False)

    def _candidate(self, mention: Mention) -> Candidate:
        candidate = self._found.get(mention.name) or self._new(mention)
        if candidate.source == "mask":
            candidate.sure = candidate.sure or mention.sure
            candidate.kind = mention.kind if candidate.kind == "name" else candidate.kind
        return candidate

    def _new(self, mention: Mention) -> Candidate:
        own = self._own.get(mention.name) or self._own.get(mention.name.capitalize())
        identity = own.identity if own else f"name:{mention.name.casefold()}"
        made = Candidate(mention.name, mention.kind, mention.source, identity, mention.sure)
        if own:
            made.noun, made.replacement = own.noun, own.replacement
        self._found[mention.name] = made
        return made


def _identifiers(text: str) -> Iterator[Mention]:
    for one in identifiers(text):
        yield Mention(one.start, one.end, _normal(one.text, one.kind), one.kind, "identifier", True)


def _normal(identifier: str, kind: Kind) -> str:
    """Return an identifier as one of several ways to write it; a hyphen keeps a spreadsheet from taking it for a number.

    >>> _normal("+358 40 123 4567", "phone"), _normal("040-1234567", "phone"), _normal("131052-308t", "personal_identity_code")
    ('040-1234567', '040-1234567', '131052-308T')
    """
    if kind == "phone":
        digits = re.sub(r"^(?:\+|00)358", "0", re.sub(r"[\s()-]", "", identifier))
        return f"{digits[:3]}-{digits[3:]}"
    return identifier.lower() if kind == "email" else re.sub(r"\s", "", identifier).upper()


def _masked(text: str, words: Analyser) -> Iterator[Mention]:
    """Yield what the mask takes for names; words that make up a person's name are one."""
    together: list[NameMention] = []
    begin = {token.start for token in tokens(text) if token.initial}
    for one in name_mentions(text, words):
        if together and not _go_together(text, together[-1], one, words):
            yield _mention(together, begin, words)
            together = []
        together.append(one)
    if together:
        yield _mention(together, begin, words)


def _go_together(text: str, first: NameMention, second: NameMention, words: Analyser) -> bool:
    """Tell whether two words side by side are of one name; a full stop stands only after an initial.

    In Finnish they are where both are a person's. In other languages the kinds aren't known, and words of a name keep together.
    """
    between = text[first.end : second.start]
    beside = between in (" ", "\u00a0") or (len(first.text) == 1 and between in (".", ". ", ".\u00a0"))
    return beside and (words.language != "fi" or first.kind == second.kind == "person")


def _mention(together: list[NameMention], begin: set[int], words: Analyser) -> Mention:
    """Return words as one mention.

    One that nobody knows is sure only where its capital doesn't come from its place; a kind of organisation never is.
    """
    first, last = together[0], together[-1]
    kind: Kind = "name" if first.kind == "unknown" else first.kind
    name = " ".join(one.lemma for one in together)
    told = first.kind != "unknown" or first.start not in begin
    sure = told and any(one.sure for one in together) and bool(own_parts(name, words))
    return Mention(first.start, last.end, name, kind, "mask", sure)
