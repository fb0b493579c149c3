"""Reads of the interview guide: its versions, and which themes of the codebook it takes up."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import QuerySet

from teema.errors import NotFound
from teema.language import analyser, lemmatised, stop_words
from teema.web.studies.contributions import FrameNode, frame_of
from teema.web.studies.models import GuideVersion, Study

SHORTEST, SHORTEST_END = 4, 5
"""The fewest letters of a lemma that may stand for a longer word that begins ("virhe": "virhetilanne") or ends with it ("kanava")."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A theme or sub-theme, and whether the guide takes it up."""

    name: str
    touched: bool
    children: tuple[Touched, ...] = ()


def versions_of(study: Study) -> QuerySet[GuideVersion]:
    """Return the guide's versions, the latest first."""
    return GuideVersion.objects.filter(study=study).select_related("made_by")


def version_numbered(study: Study, number: int) -> GuideVersion:
    """Return a version. NotFound (B250): there is none."""
    found = versions_of(study).filter(number=number).first()
    if found is None:
        raise NotFound("B250")
    return found


def seen_as(version: GuideVersion | None) -> str:
    """Return what tells whether the guide is still as its reader saw it."""
    return f"{version.number}:{sha256(version.text.encode()).hexdigest()[:16]}" if version else "0"


def themes_touched(study: Study, text: str) -> list[Touched]:
    """Tell which themes and sub-themes a guide takes up: those one of whose words it has in any form.

    A word stands for a compound that begins or ends with it, and for what it begins with. A theme is taken up when one of its sub-themes is.
    """
    said = _lemmas(text, study.language)
    return [_touched(node, said, study.language) for node in frame_of(study)]


def _touched(node: FrameNode, said: Collection[str], language: str) -> Touched:
    children = tuple(_touched(child, said, language) for child in node.children)
    own = any(_stands(word, said) for word in _lemmas(node.name, language))
    return Touched(node.name, own or any(child.touched for child in children), children)


def _stands(word: str, said: Iterable[str]) -> bool:
    return any(
        word == one
        or (len(one) >= SHORTEST_END and word.endswith(one))
        or (len(one) >= SHORTEST and word.startswith(one))
        or (len(word) >= SHORTEST and one.startswith(word))
        for one in said
    )


def _lemmas(text: str, language: str) -> set[str]:
    found = {lemma.strip("-").casefold() for _, lemma in lemmatised(text, analyser(language))}
    return {lemma for lemma in found - stop_words(language) if lemma.isalpha() or "-" in lemma}
