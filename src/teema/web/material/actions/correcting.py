"""A text corrected after it was coded: everything on it follows its words, and what can't is told, never lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from teema.errors import Conflict, NotFound, UsageError
from teema.formats.safety import DEFAULT
from teema.formats.source import canonical
from teema.formats.transcripts.turns import find_turns
from teema.study.documents import Turn
from teema.web.accounts.models import User
from teema.web.history.recording import Recorder
from teema.web.material.differing import Change
from teema.web.material.following import DOUBTFUL, Moved, Moves
from teema.web.material.models import Document, revision_of, row_of
from teema.web.material.on_text import OnText, kinds_on_text
from teema.web.material.texts import words_of
from teema.web.studies.access import act

_COLUMNS: Final = ("start", "end", "extra")


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A row whose words went or changed much: its kind, the row as it stands now, and its words as they were."""

    kind: str
    row: Any
    words: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a correction did. ``moved`` counts the rows whose positions changed; ``doubtful`` are to be looked at."""

    document: Document
    moved: int = 0
    doubtful: tuple[Doubtful, ...] = ()


def correct_text(actor: User, document: Document, *, text: str, revision: int) -> Correction:
    """Put another text in the place of a document's, as one act; codings, judgements and turns follow their words.

    Where the turns are those that the text shows, they are read anew from it; otherwise each follows its words. Conflict (B302): the
    text was corrected meanwhile. UsageError: nothing would be left of it (B320), or it is too long (F116).
    """
    return _corrected(actor, document, revision, lambda there: _whole(there, canonical(text)))


def correct_turn(actor: User, document: Document, *, turn: int, said: str, revision: int) -> Correction:
    """Put other words in the place of a turn's, by its index; the rest as ``correct_text``. NotFound (B321): no such turn."""
    return _corrected(actor, document, revision, lambda there: _of_turn(there, turn, canonical(said)))


def confirm_place(actor: User, document: Document, *, kind: str, row: UUID) -> None:
    """Say that a doubtful row stands where it should. NotFound (B322): there is no such row."""
    there = next((one for one in doubtful_on(document) if (one.kind, one.row.pk) == (kind, row)), None)
    if there is None:
        raise NotFound("B322")
    with act(actor, document.study, "material.correct") as changes:
        extra = {name: value for name, value in there.row.extra.items() if name != DOUBTFUL}
        changes.note(about=document, document=document.key, kind=kind)
        changes.update(there.row, extra=extra)


def doubtful_on(document: Document) -> list[Doubtful]:
    """Return what on a document waits for someone to look at it, in the order of the text."""
    found = [
        Doubtful(kind.name, row, row.extra[DOUBTFUL])
        for kind in kinds_on_text()
        for row in kind.model._default_manager.filter(document=document, extra__has_key=DOUBTFUL)
    ]
    return sorted(found, key=lambda one: (one.row.start, one.row.end))


def _corrected(actor: User, document: Document, revision: int, correction: Any) -> Correction:
    with act(actor, document.study, "material.correct") as changes:
        there = Document.objects.select_for_update().get(pk=document.pk)
        if revision != there.revision:
            raise Conflict("B302", name=there.key)
        moves, turns = correction(there)
        _check(moves.after, there)
        if not moves.changes:
            return Correction(there)
        moved, doubtful = _follow(changes, there, moves)
        _write(changes, there, moves.after, turns)
        changes.note(about=there, document=there.key, moved=moved, doubtful=len(doubtful))
    return Correction(there, moved, doubtful)


def _check(text: str, document: Document) -> None:
    if not text.strip():
        raise UsageError("B320", path=document.key)
    if len(text) > DEFAULT.characters:
        raise UsageError("F116", path=document.key, limit=DEFAULT.characters)


def _write(changes: Recorder, document: Document, text: str, turns: Sequence[Turn]) -> None:
    plain = replace(document.plain(), text=text, turns=tuple(turns))
    changes.update(
        document,
        text=text,
        turns=[row_of(turn) for turn in turns],
        revision=revision_of(text),
        words=words_of(plain),
    )


def _follow(changes: Recorder, document: Document, moves: Moves) -> tuple[int, tuple[Doubtful, ...]]:
    moved = 0
    doubtful: list[Doubtful] = []
    for kind in kinds_on_text():
        rows = [row for row in kind.on(document) if _put(kind, row, moves, doubtful)]
        changes.update_all(rows, _COLUMNS)
        moved += len(rows)
    return moved, tuple(doubtful)


def _put(kind: OnText, row: Any, moves: Moves, doubtful: list[Doubtful]) -> bool:
    """Set where a row stands now; tell whether anything of it changed."""
    before, place = Moved(row.start, row.end), moves.span(row.start, row.end)
    words = moves.before[row.start : row.end]
    row.start, row.end = place.start, place.end
    if place.doubtful:
        row.extra = {DOUBTFUL: words} | row.extra  # a doubt that stands already keeps its older words
        doubtful.append(Doubtful(kind.name, row, row.extra[DOUBTFUL]))
    return place != before


def _of_turn(document: Document, index: int, said: str) -> tuple[Moves, Sequence[Turn]]:
    turns = document.plain().turns
    if not 0 <= index < len(turns):
        raise NotFound("B321", name=document.key)
    turn, text = turns[index], document.text
    end = turn.speech + len(text[turn.speech : turn.end].rstrip())
    local = Moves.between(text[turn.speech : end], said.strip())
    changes = tuple(
        Change(*(turn.speech + place for place in (one.start, one.end, one.new_start, one.new_end)))
        for one in local.changes
    )
    moves = Moves(text, text[: turn.speech] + said.strip() + text[end:], changes)
    return moves, _moved(turns, moves)


def _whole(document: Document, text: str) -> tuple[Moves, Sequence[Turn]]:
    moves, turns = Moves.between(document.text, text), document.plain().turns
    shown = find_turns(document.text)
    if [(one.start, one.end) for one in shown] == [(one.start, one.end) for one in turns]:
        return moves, _read_anew(moves, turns, shown)
    return moves, _moved(turns, moves)


def _read_anew(moves: Moves, turns: Sequence[Turn], shown: Sequence[Turn]) -> list[Turn]:
    """Read the turns from the new text; each takes its times, and the name that its speaker was given, from the old."""
    called = Counter((one.speaker, turn.speaker) for one, turn in zip(shown, turns, strict=True))
    names = {label: name for (label, name), _ in reversed(called.most_common())}
    before = {moves.turn(turn).start: turn for turn in turns if moves.keeps(turn)}
    found = []
    for turn in find_turns(moves.after):
        old = before.get(turn.start)
        name = names.get(turn.speaker, turn.speaker)
        timed = replace(turn, from_ms=old.from_ms, to_ms=old.to_ms) if old else turn
        found.append(replace(timed, speaker=name))
    return found


def _moved(turns: Sequence[Turn], moves: Moves) -> list[Turn]:
    """Have each turn follow its words; one of which nothing is left goes."""
    starts = {turn.start for turn in turns}
    return [moves.turn(turn, ends_at_next=turn.end in starts) for turn in turns if moves.keeps(turn)]
