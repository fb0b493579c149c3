"""A study with pseudonyms → the study with its names, also after work went on with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from teema.pseudonyms.anchors import Positions, moved, positions_of
from teema.pseudonyms.keys import free_key
from teema.pseudonyms.positions import Edit, PositionMap, replaced
from teema.pseudonyms.record import Change, Mark, Round, fingerprint
from teema.pseudonyms.texts import Address, Role, about_changed, mapped, texts
from teema.study import Study
from teema.study.spans import anchor

_WIDTHS = ((24, 24), (8, 8), (24, 0), (0, 24))
"""Characters before and after by which a replacement is looked for in a text that was edited: first both sides, then one."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A replacement that was left as it is, because the words around it have changed. Positions are in the text as it was."""

    address: Address
    replacement: str
    start: int


@dataclass(frozen=True)
class Undone:
    """The study with its names back, and what couldn't be put back."""

    study: Study
    lost: tuple[Lost, ...] = ()


def undone(study: Study, record: Round) -> Undone:
    """Take back one round. Words written and codings made since stay; a text that was edited is put back where its words still match."""
    return _Undoing(study, record).result()


class _Undoing:
    """One round being taken back."""

    def __init__(self, study: Study, record: Round) -> None:
        self._study, self._record = study, record
        self._keys = _keys_back(study, record)
        self._changes = {change.address: change for change in record.changes}
        self._lost: list[Lost] = []

    def result(self) -> Undone:
        maps: dict[str, PositionMap] = {}
        whole: set[str] = set()
        documents = []
        for document in self._study.documents:
            change = self._changes.get(("documents", document.name, "text"))
            if change:
                whole |= {document.name} if change.fingerprint == fingerprint(document.text) else set()
                text, maps[document.name] = self._restored(change, document.text)
                document = replace(document, text=text)
            documents.append(document)
        study = moved(replace(self._study, documents=tuple(documents)), maps, self._exactly(whole))
        return Undone(mapped(study, self._back), tuple(self._lost))

    def _exactly(self, whole: set[str]) -> Positions:
        """Return the places of what lay within names and hasn't been moved since, in documents that haven't been edited."""
        now = dict(positions_of(self._study))
        document: dict[Address, str] = {("codings", one.id): one.document for one in self._study.codings}
        document |= {("relevance", one.id): one.document for one in self._study.relevance}
        return {
            one.address: one.before
            for one in self._record.moved
            if now.get(one.address) == one.after and document.get(one.address, one.address[1]) in whole
        }

    def _back(self, address: Address, role: Role, words: str) -> str:
        """Return what a string was: by its key, by its own change, or by the only change whose words stand nowhere else."""
        if role == "about":
            return about_changed(words, self._keys)
        if role == "key" or (role == "name" and words in self._keys):
            return self._keys.get(words, words)
        own, print_ = self._changes.get(address), fingerprint(words)
        if own and own.fingerprint == print_:
            return self._restored(own, words)[0]
        made = self._made.get((_field(address), print_), set()) if words else set()
        if len(made) == 1:
            return replaced(words, next(iter(made)))[0]
        return self._restored(own, words)[0] if own and not self._stands_elsewhere(own) else words

    @cached_property
    def _made(self) -> dict[tuple[Address, str], set[tuple[Edit, ...]]]:
        """What puts strings back that don't stand at their address any more, by field and fingerprint.

        There are several ways where different words became the same.
        """
        found: dict[tuple[Address, str], set[tuple[Edit, ...]]] = {}
        for change in self._record.changes:
            if self._now.get(change.address) != change.fingerprint:
                found.setdefault((_field(change.address), change.fingerprint), set()).add(_exact(change))
        return found

    @cached_property
    def _now(self) -> dict[Address, str]:
        return {text.address: fingerprint(text.words) for text in texts(self._study)}

    @cached_property
    def _present(self) -> set[tuple[Address, str]]:
        return {(_field(address), print_) for address, print_ in self._now.items()}

    def _stands_elsewhere(self, change: Change) -> bool:
        """Tell whether the words of a change stand in another place of the same kind: a list's members may have been moved."""
        return (_field(change.address), change.fingerprint) in self._present

    def _restored(self, change: Change, words: str) -> tuple[str, PositionMap]:
        if change.fingerprint == fingerprint(words):
            return replaced(words, _exact(change))
        edits, lost = _found_again(change.marks, words)
        self._lost += [Lost(change.address, mark.replacement, mark.start) for mark in lost]
        return replaced(words, edits)


def _keys_back(study: Study, record: Round) -> dict[str, str]:
    """Return what each changed key goes back to: its old name, with a number where something new has taken that."""
    back = {new: old for old, new in record.keys}
    present = {text.words for text in texts(study) if text.role == "key" and text.words not in back}
    taken = {key.casefold() for key in (*present, *back.values())}
    return {new: free_key(old, taken) if old in present else old for new, old in back.items()}


def _field(address: Address) -> Address:
    """Return an address without the names and numbers of its members."""
    return (address[0], address[-2] if address[-1].isdigit() and len(address) > 1 else address[-1])


def _exact(change: Change) -> tuple[Edit, ...]:
    return tuple(Edit(mark.start, mark.end, mark.old) for mark in change.marks)


def _found_again(marks: tuple[Mark, ...], text: str) -> tuple[list[Edit], list[Mark]]:
    """Find the replacements in a text that was edited, each by the words around it; return those not found as well.

    What has all its surroundings is found first. The rest must stand between what stood before and after it.
    """
    starts: dict[int, int] = {}
    for widths in _WIDTHS:
        for number in (number for number in range(len(marks)) if number not in starts):
            start = _place(marks, number, text, starts, widths)
            if start is not None:
                starts[number] = start
    edits = [
        Edit(starts[number], starts[number] + len(marks[number].new), marks[number].old) for number in sorted(starts)
    ]
    return edits, [mark for number, mark in enumerate(marks) if number not in starts]


def _place(
    marks: tuple[Mark, ...], number: int, text: str, starts: Mapping[int, int], widths: tuple[int, int]
) -> int | None:
    """Return where a replacement stands now; None where its surroundings don't tell."""
    earlier = max((one for one in starts if one < number), default=None)
    later = min((one for one in starts if one > number), default=None)
    first = 0 if earlier is None else starts[earlier] + len(marks[earlier].new)
    last = len(text) if later is None else starts[later]
    mark, drift = marks[number], 0 if earlier is None else starts[earlier] - marks[earlier].start
    start = _among(mark, text, mark.start + drift, widths)
    return start if start is not None and first <= start <= last - len(mark.new) else None


def _among(mark: Mark, text: str, expected: int, widths: tuple[int, int]) -> int | None:
    """Return where a replacement stands among so many characters before and after it; None where nothing stood there."""
    before, after = mark.before[max(0, len(mark.before) - widths[0]) :], mark.after[: widths[1]]
    if not before and not after:
        return None
    quoted = before + mark.new + after
    start = max(0, expected - len(before))
    around = anchor(text, start, start + len(quoted), quoted).span
    places = [match.start() for match in re.finditer(re.escape(mark.new), around.of(text))] if around else []
    if around and len(before) in places:
        return around.start + len(before)
    return around.start + places[0] if around and len(places) == 1 else None
