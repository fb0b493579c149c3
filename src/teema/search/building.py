"""Bringing an index up to date: only documents that changed are read, and only forms never seen before are analysed."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from teema.language import Analyser, cuts
from teema.search.pieces import pieces_of, print_of
from teema.search.store import Columns, Form, Store
from teema.study.documents import Document

_NUMBER = "I"
"""The array code of the numbers in columns: 32 bits, without a sign."""


def bring_up_to_date(store: Store, documents: Sequence[Document], words: Analyser) -> int:
    """Make an index hold exactly these documents as they are now; return how many were read.

    Forms that no document holds any more are forgotten with everything known of them.
    """
    now = {document.name: print_of(document) for document in documents}
    if not _differences(store, now):
        return 0
    with store.changing():
        changed = _differences(store, now)  # again: another process may have been quicker
        store.drop(changed - now.keys())
        forms = _Forms(store, words)
        for document in documents:
            if document.name in changed:
                store.put(_columns(document, now[document.name], forms))
        forms.save()
        store.drop_forms(_unused(store, forms.keys, [document.name for document in documents]))
    return len(changed)


def _differences(store: Store, now: Mapping[str, str]) -> set[str]:
    """Return the names of the documents that are new, changed or gone, by their fingerprints."""
    indexed = store.prints()
    return {name for name in now.keys() | indexed if now.get(name) != indexed.get(name)}


class _Forms:
    """The forms of an index by how they stand and whether they begin a sentence; new ones get the next number."""

    def __init__(self, store: Store, words: Analyser) -> None:
        self._store, self._words = store, words
        self._known: tuple[dict[str, int], dict[str, int]] = ({}, {})
        for key, text, initial in store.every_form():
            self._known[initial][text] = key
        self.keys: set[int] = {key for known in self._known for key in known.values()}
        self._next = max(self.keys, default=0) + 1
        self._new: list[tuple[str, bool, int]] = []

    def key(self, text: str, initial: bool) -> int:
        """Return the number of a form."""
        known = self._known[initial]
        key = known.get(text)
        if key is None:
            key = known[text] = self._next
            self._new.append((text, initial, key))
            self._next += 1
        return key

    def save(self) -> None:
        """Analyse and store the new forms."""
        stored = self._store.known_lemmas()
        found = [(key, *self._analysed(text, initial)) for text, initial, key in self._new]
        self._store.add_forms(found)
        new = {form.lemma: form.text for _, form, _ in found if form.lemma not in stored}
        self._store.add_parts(_parts(new, self._words))
        self.keys |= {key for key, _, _ in found}

    def _analysed(self, text: str, initial: bool) -> tuple[Form, set[str]]:
        lemma = as_key(self._words.lemma(text, initial))
        readings = {as_key(reading.lemma) for reading in self._words.readings(text)}
        return Form(text, initial, as_key(text), lemma), readings | {lemma}


def _parts(lemmas: Mapping[str, str], words: Analyser) -> Iterator[tuple[str, str]]:
    """Yield each part of each compound among some lemmas, which come with a form of theirs."""
    for lemma, form in lemmas.items():
        parts = {as_key(part) for part in words.parts(form)} - {lemma}
        yield from ((part, lemma) for part in sorted(parts))


def as_key(form: str) -> str:
    """Return a form or lemma as it is looked up: in small letters, with one kind of apostrophe and hyphen.

    >>> as_key("Vaa’alla"), as_key("Etä‑Lappi")
    ("vaa'alla", 'etä-lappi')
    """
    return form.casefold().translate(_ALIKE)


_ALIKE = str.maketrans({"\u2019": "'", "\u2010": "-", "\u2011": "-"})


def _columns(document: Document, mark: str, forms: _Forms) -> Columns:
    """Cut a document's pieces into tokens."""
    keys, starts, ends, places = (array(_NUMBER) for _ in range(4))
    for place, piece in enumerate(pieces_of(document)):
        count = len(keys)
        for text, start, end, initial in cuts(document.text[piece.start : piece.end], piece.start):
            keys.append(forms.key(text, initial))
            starts.append(start)
            ends.append(end)
        places.extend([place] * (len(keys) - count))
    return Columns(document.name, mark, *(one.tobytes() for one in (keys, starts, ends, places)))


def _unused(store: Store, keys: set[int], names: Sequence[str]) -> set[int]:
    """Return the numbers of the forms that stand in no document."""
    used = np.zeros(max(keys, default=0) + 1, bool)
    for one in store.documents(names):
        used[np.frombuffer(one.forms, np.uint32)] = True
    return keys - set(np.flatnonzero(used).tolist())
