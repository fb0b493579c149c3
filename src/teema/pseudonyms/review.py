"""The review: rows on which a person decides, made of the candidates and of what was decided before; and what is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from teema.errors import Problem
from teema.language import Analyser
from teema.pseudonyms.candidates import Candidate, candidates
from teema.pseudonyms.finding import HIDDEN, hider
from teema.pseudonyms.kinds import IDENTIFIERS, SOURCES, Kind, Source
from teema.pseudonyms.own import Own, Registered, own_names
from teema.pseudonyms.proposals import Proposals, Style, brackets_for
from teema.pseudonyms.replacer import Pseudonym, Replacer
from teema.study import Study
from teema.study.identity import slug


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the review: a name, whether and by what it is replaced, and what helps to decide.

    Rows of the same ``identity`` name the same; ``row`` is the line in the file that was read.
    """

    name: str
    replace: bool = False
    replacement: str = ""
    kind: Kind = "name"
    found: Source | None = None
    count: int = 0
    documents: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    identity: str = ""
    row: int | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def lacks_replacement(self) -> bool:
        """Tell whether it is to be replaced and nobody has said by what."""
        return self.replace and not self.replacement

    @property
    def pseudonym(self) -> Pseudonym:
        """Return what the row decides."""
        as_written = self.found == "doubtful" or self.kind in IDENTIFIERS
        return Pseudonym(self.name, self.replacement, self.kind, self.forms, as_written)


def review(
    study: Study,
    words: Analyser,
    nouns: Mapping[str, str],
    *,
    rows: Sequence[Row] = (),
    key: Sequence[Pseudonym] = (),
    registered: Iterable[Registered] = (),
    standing: Iterable[str] = (),
) -> tuple[Row, ...]:
    """Return a row for everything in the study that may give somebody away.

    Decisions in earlier ``rows`` are kept, and names that they add are looked for. Names of the ``key`` keep their pseudonyms. A row to
    be replaced that names no replacement is given one. Replacements ``standing`` in the study already are passed over.
    """
    standing = [*standing, *(one.replacement for one in key)]
    own = (*own_names(study, words, registered, standing), *_keyed(key))
    found = candidates(study, words, own, tuple(_decided(rows)), standing)
    decided, keyed = {one.name: one for one in rows}, {one.name: one for one in key}
    given = [
        (one.identity, known.kind, known.replacement)
        for one in found
        for known in (keyed.get(one.name), decided.get(one.name))
        if known and known.replacement
    ]
    given += [(_as(one), one.kind, one.replacement) for one in _earlier(rows, key) if one.replacement]
    proposals = Proposals(Style(nouns, brackets_for(study, standing)), given, standing)
    hiding = hider((Pseudonym(one.name, HIDDEN) for one in found if one.source == "own"), words)
    made = []
    for one in found:
        if hiding.key(one.replacement) != one.replacement:
            one.replacement = ""
        row = _row(one, keyed.get(one.name), decided.get(one.name))
        made.append(replace(row, replacement=proposals.of(one)) if row.lacks_replacement else row)
    met = {one.name for one in found}
    unmet = (replace(one, count=0, contexts=()) for one in rows if one.replace and one.name not in met | keyed.keys())
    return (*sorted(made, key=_weight), *unmet)


def _keyed(key: Iterable[Pseudonym]) -> Iterator[Own]:
    """Yield the names of the key: who has the same pseudonym is the same, by any part of the name."""
    return (Own(one.name, one.kind, _as(one)) for one in key if not one.as_written)


def _as(pseudonym: Pseudonym) -> str:
    return f"as:{pseudonym.replacement}"


def _decided(rows: Iterable[Row]) -> Iterator[Own]:
    """Yield the names that the review replaces, written into it by somebody or found before."""
    for row in rows:
        if row.replace and not row.pseudonym.as_written:
            yield Own(row.name, row.kind, f"name:{row.name.casefold()}", source=row.found or "own")


def _earlier(rows: Iterable[Row], key: Iterable[Pseudonym]) -> list[Pseudonym]:
    return [*key, *(row.pseudonym for row in rows)]


def _row(one: Candidate, known: Pseudonym | None, before: Row | None) -> Row:
    """Return a candidate's row, as it was decided before or is in the key; else as proposed."""
    wanted = before.replace if before else one.sure or known is not None
    chosen = known or (before.pseudonym if before else None)
    return Row(
        one.name,
        wanted,
        chosen.replacement if chosen else "",
        before.kind if before else one.kind,
        one.source,
        one.count,
        tuple(one.documents),
        tuple(form for form, _ in one.forms.most_common()),
        tuple(one.contexts),
        one.identity,
        before.row if before else None,
        before.extra if before else {},
    )


def _weight(row: Row) -> tuple[int, bool, int, str]:
    """Put first what the study itself names, then identifiers, then what the mask is sure of; the most frequent first."""
    return (SOURCES.index(row.found or "own"), not row.replace, -row.count, row.name.casefold())


def unreviewed(made: Iterable[Row], reviewed: Iterable[Row], key: Iterable[Pseudonym]) -> tuple[Row, ...]:
    """Return the rows of the study as it is now on which nobody has decided; what most likely is a common word may stay so."""
    known = {one.name for one in _earlier(reviewed, key)}
    return tuple(row for row in made if row.name not in known and row.found != "doubtful")


def problems_in(rows: Sequence[Row], key: Sequence[Pseudonym], hiding: Replacer) -> Iterator[Problem]:
    """Yield what must be mended in the rows before anything is replaced.

    A row without a name (P105), a name decided on twice (P106), a replacement that can't stand in a text or in a file's name (P107),
    that holds a name itself, as ``hiding`` changes it then (P108), or that isn't the one that the name has already (P109).
    """
    keyed = {one.name: one.replacement for one in key}
    decided: dict[str, tuple[bool, str]] = {}
    for row in rows:
        decision = (row.replace, row.replacement)
        if not row.name.strip():
            yield Problem("error", "P105", "", row.row)
        elif decided.setdefault(row.name, decision) != decision:
            yield Problem("error", "P106", "", row.row)
        elif row.replace and row.replacement:
            yield from _problems_of(row, keyed.get(row.name), hiding)


def _problems_of(row: Row, known: str | None, hiding: Replacer) -> Iterator[Problem]:
    new = row.replacement
    if not _may_stand(new):
        yield Problem("error", "P107", "", row.row)
    elif new != hiding.text(new) or hiding.key(new) != new:
        yield Problem("error", "P108", "", row.row)
    elif known not in (None, new):
        yield Problem("error", "P109", "", row.row, {"replacement": known})


def _may_stand(replacement: str) -> bool:
    """Tell whether a replacement can stand in a line, and in a file's name when letters of other alphabets are left as they are."""
    written = any(sign.isalnum() for sign in replacement)
    return written and replacement.isprintable() and not _NOT_IN_FILES.search(slug(replacement))


_NOT_IN_FILES = re.compile(r'[/\\:*?"<>|]')


def shared(rows: Iterable[Row]) -> dict[str, int]:
    """Return the replacements by which several are replaced who don't seem to be the same, and how many each stands for."""
    whose: dict[str, set[str]] = {}
    for row in rows:
        if row.replace:
            whose.setdefault(row.replacement, set()).add(row.identity)
    return {replacement: len(names) for replacement, names in whose.items() if len(names) > 1}
