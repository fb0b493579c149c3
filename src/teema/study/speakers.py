"""Who speaks: from a label in a transcript to a person, and from labels to voices over the whole material."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from teema.study.interviews import Interview
from teema.study.people import Person
from teema.study.study import Study

INTERVIEWERS = frozenset({"haastattelija", "interviewer", "h", "i", "int", "moderator", "moderaattori"})
_GENERIC = re.compile(
    r".{1,3}|.*\d+|haastateltava\w*|interviewee|participant|respondent|(unknown )?speaker|puhuja", re.I
)
_SHORT_NAME = re.compile(r"[^\W\d_a-zåäö][a-zåäö]{1,2}")
_LETTER = re.compile(r"[\s.]+[A-ZÅÄÖ]$")


def names_someone(label: str) -> bool:
    """Tell whether a label may be a name: not a pseudonym with digits within, a usual label, or one in brackets already.

    >>> [names_someone(one) for one in ("Matti", "Ari", "virtanen2", "KY1a", "H", "Haastateltava A", "[henkilö A]", "")]
    [True, True, True, False, False, False, False, False]
    """
    bare = _LETTER.sub("", label.strip().rstrip("0123456789 "))
    if re.search(r"[\d\[\]]", bare) or bare.casefold() in INTERVIEWERS:
        return False
    return bool(_SHORT_NAME.fullmatch(bare)) or bool(bare and not _GENERIC.fullmatch(bare))


class Speakers:
    """Look up the speakers of a study. A name is one voice in the whole material; a label such as H1 is one a document.

    >>> from teema.study import Document, Turn
    >>> study = Study("s", "S", documents=(Document("a", "H1: x", (Turn(0, 5, "H1"),)),))
    >>> Speakers(study, {}).voice("a", "H1"), Speakers(study, {}).voice("a", "Jonas Rosland")
    ('a/H1', 'Jonas Rosland')
    """

    def __init__(self, study: Study, interview_of: Mapping[str, Interview]) -> None:
        self._study, self._interview_of = study, interview_of

    @cached_property
    def _by_label(self) -> dict[tuple[str, str], Person]:
        """Persons by document and folded label: those named by the interview, else all of its customer's."""
        people = {person.id: person for person in self._study.people}
        found: dict[tuple[str, str], Person] = {}
        for document, interview in self._interview_of.items():
            named = [people[key] for key in interview.people if key in people]
            theirs = named or [person for person in people.values() if person.customer == interview.customer]
            for person in theirs:
                found[document, person.id.casefold()] = person
            for person in theirs:
                found[document, person.label.casefold()] = person
        return found

    def person(self, document: str, label: str) -> Person | None:
        """Return the representative who speaks under a label in a document; None for interviewers and strangers."""
        return self._by_label.get((document, label.casefold())) if label else None

    def interviews(self, document: str, label: str) -> bool:
        """Tell whether a label is an interviewer's: named so in the interview or the settings, or a usual label for one."""
        if not label or self.person(document, label):
            return False
        interview = self._interview_of.get(document)
        named = {interview.interviewer} if interview else set()
        known = {name.casefold() for name in named | set(self._study.design.settings.interviewers) if name}
        return label.casefold() in known | INTERVIEWERS

    def voice(self, document: str, label: str) -> str | None:
        """Return a key that is the same for the same speaker everywhere; None where no speaker is told."""
        if not label:
            return None
        person, interview = self.person(document, label), self._interview_of.get(document)
        if person:
            return person.id
        if self.interviews(document, label):
            return (interview.interviewer if interview else "") or label
        return f"{document}/{label}" if _GENERIC.fullmatch(label) else label
