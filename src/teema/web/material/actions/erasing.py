"""Words erased with those who said them: out of the text, with everything that lay on them, the files they came in, and history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import partial
from uuid import UUID

from django.db.models import Model, Q
from django.utils.timezone import now

from teema.study.documents import Turn, count_words
from teema.study.speakers import names_someone
from teema.web.history.erasing import recorded
from teema.web.material.differing import Change
from teema.web.material.following import DOUBTFUL, Moves
from teema.web.material.models import Document, Original, Relevance, revision_of, row_of
from teema.web.material.on_text import OnText, kinds_on_text, notes_about
from teema.web.material.speaking import voices_of
from teema.web.material.texts import words_of
from teema.web.studies.erasing import Concerned

ERASED = "[poistettu]"
"""What stands in the text for words that were erased; the study's own language is Finnish first, and a mark is no sentence."""


def erase_speech_of(document: Document, speakers: Collection[str]) -> set[UUID]:
    """Erase what was said under labels, and labels that may be names, from a document; return the rows that held it, for history to be emptied of them.

    Codings, judgements and memos on the words go whole, also where they reach over to another's words. The rest follows its words.
    Call it within the act of the erasure; the document's revision grows.
    """
    turns = [turn for turn in document.plain().turns if turn.speaker in speakers]
    if not turns:
        return set()
    gone = {row for kind in kinds_on_text() for row in _take_away(kind, _touching(kind, document, turns))}
    gone |= _blank(document, turns)
    return gone | _destroy_originals(document) | _long_gone(document) | {document.pk}


def erase_document(document: Document) -> set[UUID]:
    """Take a document away with everything on it and its files; return the rows that held something of it."""
    gone = {row for kind in kinds_on_text() for row in _take_away(kind, kind.on(document))}
    notes = notes_about(document)
    gone |= _remembered(document) | {document.pk} | {note.pk for note in notes}
    for note in notes:
        note.delete()
    gone |= set(document.originals.values_list("pk", flat=True))
    document.originals.all().delete()
    document.delete()
    return gone


class MaterialEraser:
    """Erases people's turns from transcripts, and a customer's documents whole."""

    def held(self, concerned: Concerned) -> Mapping[str, int]:
        """Count documents, turns, words, and each kind of row on them."""
        found: Counter[str] = Counter()
        for document in _documents(concerned):
            plain = document.plain()
            whole = _goes_whole(concerned, document)
            labels = set(plain.speakers) if whole else labels_of(document, concerned)
            turns = [turn for turn in plain.turns if turn.speaker in labels]
            found["documents"] += whole
            found["turns"] += len(turns)
            found["words"] += sum(count_words(plain.said(turn)) for turn in turns)
            for kind in kinds_on_text():
                found[kind.name] += len(kind.on(document) if whole else _touching(kind, document, turns))
        return {name: count for name, count in found.items() if count}

    def erase(self, concerned: Concerned) -> Collection[UUID]:
        """Erase it and return the rows that held it."""
        gone: set[UUID] = set()
        for document in _documents(concerned):
            whole = _goes_whole(concerned, document)
            gone |= erase_document(document) if whole else erase_speech_of(document, labels_of(document, concerned))
        return gone | _removed_before(concerned)


def labels_of(document: Document, concerned: Concerned) -> set[str]:
    """Return the labels under which those concerned speak in a document."""
    people = {one.key for one in concerned.people}
    return {label for label, voice in voices_of(document).items() if voice.person and voice.person.key in people}


def _documents(concerned: Concerned) -> Iterable[Document]:
    wanted = Q(interview__in=concerned.interviews)
    if concerned.customer is not None:
        wanted |= Q(customer=concerned.customer)
    return Document.objects.filter(wanted, study=concerned.study)


def _goes_whole(concerned: Concerned, document: Document) -> bool:
    return concerned.customer is not None


def _touching(kind: OnText, document: Document, turns: Collection[Turn]) -> list[Model]:
    return [row for row in kind.on(document) if any(row.start < turn.end and turn.start < row.end for turn in turns)]


def _take_away(kind: OnText, rows: Collection[Model]) -> set[UUID]:
    going = [*kind.resting(rows), *rows]
    gone = {row.pk for row in going}
    for row in going:
        row.delete()
    return gone


def _blank(document: Document, turns: Collection[Turn]) -> set[UUID]:
    """Put a mark in the place of each turn's words; return the rows that followed and had quoted words of the text."""
    changes, text, at = [], "", 0
    for turn in turns:
        first = turn.start if names_someone(turn.speaker) else turn.speech
        end = first + len(document.text[first : turn.end].rstrip())
        text += document.text[at:first]
        changes.append(Change(first, end, len(text), len(text) + len(ERASED)))
        text, at = text + ERASED, end
    moves = Moves(document.text, text + document.text[at:], tuple(changes))
    quoting = {row for kind in kinds_on_text() for row in _follow(kind, document, moves)}
    document.turns = [row_of(_nameless(moves.turn(turn), turn in turns)) for turn in document.plain().turns]
    document.text, document.revision = moves.after, revision_of(moves.after)
    document.words = words_of(document.plain())
    document.save(update_fields=["text", "turns", "revision", "words"])
    return quoting


def _nameless(turn: Turn, erased: bool) -> Turn:
    """Return an erased turn without a label that may be a name; a pseudonym stays."""
    return replace(turn, speaker="", speech=turn.start) if erased and names_someone(turn.speaker) else turn


def _follow(kind: OnText, document: Document, moves: Moves) -> set[UUID]:
    quoting = set()
    for row in kind.on(document):
        moved = moves.span(row.start, row.end)
        row.start, row.end = moved.start, moved.end
        if row.extra.pop(DOUBTFUL, None) is not None:
            quoting.add(row.pk)
        row.save(update_fields=["start", "end", "extra"])
    return quoting


def _destroy_originals(document: Document) -> set[UUID]:
    """Destroy the files that a document came in: they hold the words too."""
    document.originals.filter(destroyed_at=None).update(content=None, destroyed_at=now(), extra={})
    return set(document.originals.values_list("pk", flat=True))


def _removed_before(concerned: Concerned) -> set[UUID]:
    """Return the documents of those concerned that history alone still knows, with what lay on them and the files they came in.

    Whose turn was whose can't be told any more: history lets go of the whole.
    """
    known, label = partial(recorded, concerned.study.pk), Document._meta.label_lower
    documents = known(label, interview_id=[one.pk for one in concerned.interviews])
    if concerned.customer is not None:
        documents |= known(label, customer_id=[concerned.customer.pk])
    documents -= set(Document.objects.filter(pk__in=documents).values_list("pk", flat=True))
    return documents | _known_on(concerned.study.pk, documents)


def _long_gone(document: Document) -> set[UUID]:
    """Return the rows that lay on a document once: nothing tells any more on whose words."""
    return _remembered(document) - {row.pk for kind in kinds_on_text() for row in kind.on(document)}


def _remembered(document: Document) -> set[UUID]:
    """Return the rows on a document that history knows of, though they are gone."""
    return _known_on(document.study_id, [document.pk])


def _known_on(study: UUID, documents: Collection[UUID]) -> set[UUID]:
    models: list[type[Model]] = [Relevance, Original, *(kind.model for kind in kinds_on_text())]
    labels = {model._meta.label_lower for model in models}
    return {row for label in labels for row in recorded(study, label, document_id=documents)}
