"""A study → the same study with pseudonyms, and the record by which it can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from teema.pseudonyms.anchors import moved, positions_of
from teema.pseudonyms.keys import free_key
from teema.pseudonyms.positions import PositionMap, replaced
from teema.pseudonyms.record import Change, Moved, Round, change_of, whole_change
from teema.pseudonyms.replacer import Pseudonym, Replacer
from teema.pseudonyms.texts import Role, about_changed, about_keys, mapped, texts
from teema.study import Person, Study


def pseudonymised(
    study: Study, replacer: Replacer, number: int = 1, pseudonyms: Iterable[Pseudonym] = ()
) -> tuple[Study, Round]:
    """Return the study with every name replaced, in every string and key, and the record of it as round ``number``.

    Equal strings become equal ones, so whatever refers to something still does. Codings, relevance and turns cover the words that they
    covered; one that began or ended within a name takes the whole of the replacement. Documents forget the file that they were read from.
    """
    keys = changed_keys(study, replacer)
    new = mapped(study, lambda address, role, words: _changed(role, words, keys, replacer))
    maps: dict[str, PositionMap] = {}
    changes: list[Change] = []
    documents = []
    for old, renamed in zip(study.documents, new.documents, strict=True):
        edits = replacer.edits(old.text)
        text, maps[renamed.name] = replaced(old.text, edits)
        if edits:
            changes.append(change_of(("documents", renamed.name, "text"), old.text, text, edits, maps[renamed.name]))
        documents.append(replace(renamed, text=text, source=""))
    people = (_labelled(old, one, replacer) for old, one in zip(study.people, new.people, strict=True))
    new = moved(replace(new, documents=tuple(documents), people=tuple(people)), maps)
    record = Round(number, tuple(pseudonyms), tuple(keys.items()), (*changes, *_changes(study, new, replacer)))
    return new, replace(record, moved=tuple(_not_by_the_map(study, new, maps)))


def changed_keys(study: Study, replacer: Replacer) -> dict[str, str]:
    """Return the keys that hold a name and what each becomes. No two become the same, in capitals or small letters."""
    keys = dict.fromkeys(key for text in texts(study) for key in _keys_in(text.role, text.words))
    wanted = {key: replacer.key(key) for key in keys}
    taken = {key.casefold() for key, new in wanted.items() if key == new}
    return {key: free_key(new, taken) for key, new in wanted.items() if key != new}


def _keys_in(role: Role, words: str) -> Iterator[str]:
    if role == "key":
        yield words
    elif role == "about":
        yield from about_keys(words)


def _changed(role: Role, words: str, keys: Mapping[str, str], replacer: Replacer) -> str:
    """Return what a string becomes. A name that is also a key goes with the key."""
    if role == "about":
        return about_changed(words, keys)
    if role == "key" or (role == "name" and words in keys):
        return keys.get(words, words)
    return replacer.text(words)


def _labelled(old: Person, new: Person, replacer: Replacer) -> Person:
    """Give a person whose id was their label in transcripts the label that stands there now."""
    label = replacer.text(old.label)
    return new if label.casefold() == new.label.casefold() else replace(new, speaker=label)


def _changes(old: Study, new: Study, replacer: Replacer) -> Iterator[Change]:
    """Record every string for people that isn't what it was."""
    for before, after in zip(texts(old), texts(new), strict=True):
        if before.role not in ("text", "name") or before.words == after.words:
            continue
        edits = replacer.edits(before.words)
        text, places = replaced(before.words, edits)
        if text == after.words:
            yield change_of(after.address, before.words, text, edits, places)
        elif before.role == "text":
            yield whole_change(after.address, before.words, after.words)


def _not_by_the_map(old: Study, new: Study, maps: Mapping[str, PositionMap]) -> Iterator[Moved]:
    """Record what lay partly within a name: the new position doesn't tell the old one."""
    back = moved(new, {name: places.inverse() for name, places in maps.items()})
    lines = zip(positions_of(old), positions_of(back), positions_of(new), strict=True)
    for (_, before), (_, returned), (address, after) in lines:
        if before != returned:
            yield Moved(address, before, after)
