"""The names that a study itself holds: its organisation, customers, people, interviewers, and those that its register lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from teema.language import Analyser, own_parts, tokens
from teema.pseudonyms.kinds import Kind, Source
from teema.pseudonyms.replacer import standing_in_keys, standing_pattern
from teema.study import Customer, Person, Study
from teema.study.speakers import Speakers, names_someone


@dataclass(frozen=True, slots=True)
class Registered:
    """A name that the register lists, and the person or customer of the study whose it is, where it tells."""

    name: str
    person: str = ""
    customer: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """A name of the study's own. Names of the same ``identity`` share a replacement.

    ``noun`` is the kind of thing that the replacement says, where it isn't the kind's own; ``replacement`` is set where it is known
    already; ``sure`` is False for a label that may be a role as well as a name. Not of the study's own are those whose ``source`` is
    another: people whom the mask found, looked for by every part of their names.
    """

    name: str
    kind: Kind
    identity: str
    noun: str = ""
    replacement: str = ""
    sure: bool = True
    source: Source = "own"


INTERVIEWER = "interviewer"


def own_names(
    study: Study, words: Analyser, registered: Iterable[Registered] = (), standing: Sequence[str] = ()
) -> tuple[Own, ...]:
    """Return the study's own names, the parts by which they are called included, each once; none that is replaced already."""
    done = [pattern for pattern in (standing_pattern(standing), standing_in_keys(standing)) if pattern]
    whole = (one for one in _whole(study, words, registered) if one.name.strip())
    return with_parts((one for one in whole if not any(pattern.search(one.name) for pattern in done)), words)


def with_parts(whole: Iterable[Own], words: Analyser) -> tuple[Own, ...]:
    """Add to names the parts by which they are called; a part that several have is an identity of its own."""
    first: dict[str, Own] = {}
    for one in whole:
        first.setdefault(one.name.casefold(), one)
    parts: dict[str, list[Own]] = {}
    for one in first.values():
        for part in own_parts(one.name, words):
            if part.casefold() not in first:
                parts.setdefault(part.casefold(), []).append(replace(one, name=part))
    return (*first.values(), *map(_shared, parts.values()))


def whole_names(names: Mapping[str, Kind], own: Iterable[Own]) -> Iterator[Own]:
    """Yield the names of several words that the mask met, each as the only one of the study's own people that it can be.

    A name can be another's when it has all its words, or the other has all of its.
    """
    people = [(set(one.name.casefold().split()), one) for one in own if one.kind == "person"]
    for name, kind in names.items():
        met = set(name.casefold().split())
        known = {one.identity: one for called, one in people if called <= met or met <= called}
        base = known.popitem()[1] if len(known) == 1 else Own("", kind, f"name:{name.casefold()}")
        yield replace(base, name=name, sure=True, source="mask")


def own_labels(study: Study) -> frozenset[str]:
    """Return what stands for somebody in the study without naming them: pseudonyms, usual labels and initials, such as K1a, H and AK."""
    labels = [label for document in study.documents for label in document.speakers]
    people = [written for one in study.people for written in (one.id, one.speaker)]
    coders = {one.coder for one in study.codings} | {one.coder for one in study.relevance}
    authors = {one.by for one in study.judgements} | {one.by for one in study.memos}
    given = (*labels, *people, *coders, *authors, *(one.id for one in study.customers))
    return frozenset(one for one in given if not names_someone(one))


def _shared(parts: list[Own]) -> Own:
    """Return a part as its owner's; one that several are called by is an identity of its own."""
    owners = {part.identity for part in parts}
    kinds = {part.kind for part in parts}
    if len(owners) == 1:
        return parts[0]
    kind = parts[0].kind if len(kinds) == 1 else "name"
    return Own(parts[0].name, kind, f"part:{parts[0].name.casefold()}", source=parts[0].source)


def _whole(study: Study, words: Analyser, registered: Iterable[Registered]) -> Iterator[Own]:
    yield Own(study.organisation.name, "organisation", "organisation")
    nouns = {group.key: group_noun(group.name, words) for group in study.design.groups}
    customers = {one.id: _of_customer(one, nouns, words) for one in study.customers}
    people = {one.id: _of_person(one, words) for one in study.people}
    yield from (one for one in customers.values() if one.name)
    for listed in registered:
        person = people.get(listed.person)
        customer = customers.get(listed.customer)
        base = person or customer or Own("", "person", f"person:{listed.name.casefold()}")
        yield replace(base, name=listed.name, sure=True)
    yield from (one for one in people.values() if one.name)
    yield from _speakers(study, people, words)
    yield from _unlisted(study, words)


def group_noun(name: str, words: Analyser) -> str:
    """Return what one member of a group is called: the lemma of the last word of the group's name.

    >>> from teema.language import analyser
    >>> group_noun("Kuntayhtymät", analyser("fi")), group_noun("", analyser("fi"))
    ('kuntayhtymä', '')
    """
    listed = list(tokens(re.split(r"[(,;/]", name)[0]))
    return words.lemma(listed[-1].text.lower()) if listed else ""


def _of_customer(customer: Customer, nouns: dict[str, str], words: Analyser) -> Own:
    noun, identity = nouns.get(customer.group, ""), f"customer:{customer.id}"
    if customer.name or not names_someone(customer.id):
        return Own(customer.name, "customer", identity, noun)
    return Own(customer.id, "customer", identity, noun, sure=not _is_common(customer.id, words))


def _of_person(person: Person, words: Analyser) -> Own:
    """Return a person's own name, empty where only a pseudonym is known; the pseudonym is the replacement."""
    identity = f"person:{person.id}"
    named = names_someone(person.id) and not _is_common(person.id, words)
    if names_someone(person.speaker):
        return Own(person.speaker, "person", identity, replacement="" if named else person.id)
    return Own(person.id, "person", identity) if named else Own("", "person", identity, replacement=person.id)


def _speakers(study: Study, people: dict[str, Own], words: Analyser) -> Iterator[Own]:
    """Yield the speakers' labels that are names, as the persons whose they are."""
    speakers = Speakers(study, study.interview_of)
    for document in study.documents:
        for label in filter(names_someone, document.speakers):
            person = speakers.person(document.name, label)
            noun = INTERVIEWER if speakers.interviews(document.name, label) else ""
            base = people[person.id] if person else Own("", "person", f"person:{label.casefold()}", noun)
            yield replace(base, name=label, sure=not _is_common(label, words))


def _unlisted(study: Study, words: Analyser) -> Iterator[Own]:
    """Yield interviewers, and the customers and people that interviews name and no file lists."""
    interviewers = [*study.design.settings.interviewers, *(one.interviewer for one in study.interviews)]
    for name in filter(names_someone, interviewers):
        yield Own(name, "person", f"person:{name.casefold()}", INTERVIEWER, sure=not _is_common(name, words))
    for interview in study.interviews:
        if not study.customers and names_someone(interview.customer):
            sure = not _is_common(interview.customer, words)
            yield Own(interview.customer, "customer", f"customer:{interview.customer}", sure=sure)
        if not study.people:
            yield from (
                Own(one, "person", f"person:{one.casefold()}") for one in interview.people if names_someone(one)
            )


def _is_common(label: str, words: Analyser) -> bool:
    """Tell whether every word of a label is a common word: it may be a role or a kind, such as Talousjohtaja or kunta-1."""
    return all(_common(word, words) for word in re.findall(r"[^\W\d_]{2,}", label))


_NAMES = frozenset({"given_name", "surname", "place", "name"})


def _common(form: str, words: Analyser) -> bool:
    kinds = {reading.kind for reading in words.readings(form)}
    return bool(kinds) and not kinds & _NAMES
