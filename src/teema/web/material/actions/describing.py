"""What a document is: its name, the interview that it records or the other material that it is; and the files that it came in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.timezone import now

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.history.recording import Recorder
from teema.web.material.models import Document, Original
from teema.web.material.names import document_name, file_name, free_name
from teema.web.material.on_text import kinds_on_text, notes_about
from teema.web.studies.access import act
from teema.web.studies.actions.places import last_place
from teema.web.studies.models import Customer, Group, Interview, Round

_NO_MATERIAL: dict[str, Any] = {"kind": "", "title": "", "date": None, "customer": None, "group": None, "round": None}


def rename_document(actor: User, document: Document, *, name: str) -> Document:
    """Give a document another name; what is about it by name follows. Conflict (B330): another has it, or a file couldn't."""
    with act(actor, document.study, "material.change") as changes:
        _rename(changes, document, name)
        changes.note(about=document, document=document.key)
    return document


def record_interview(actor: User, document: Document, *, interview: Interview | None) -> Document:
    """Say which interview a document records; None: it isn't known. Conflict (B331): another document records it."""
    with act(actor, document.study, "material.change") as changes:
        _refuse_recorded(document, interview)
        changes.update(document, interview=interview, **_NO_MATERIAL)
        changes.note(about=document, document=document.key)
    return document


def record_new_interview(
    actor: User, document: Document, *, customer: Customer, day: date | None = None, round: Round | None = None
) -> Interview:
    """Make a held interview of a customer and say that a document records it, as one act."""
    with act(actor, document.study, "material.change") as changes:
        taken = {key.casefold() for key in Interview.objects.filter(study=document.study).values_list("key", flat=True)}
        interview = changes.create(
            Interview(
                study=document.study,
                key=free_name(document.key, taken),
                position=last_place(Interview, document.study),
                customer=customer,
                round=round,
                date=day,
                status=Interview.Status.HELD,
            )
        )
        changes.update(document, interview=interview, **_NO_MATERIAL)
        changes.note(about=document, document=document.key, interview=interview.key)
    return interview


def describe_material(
    actor: User,
    document: Document,
    *,
    kind: str,
    title: str = "",
    day: date | None = None,
    customer: Customer | None = None,
    group: Group | None = None,
    round: Round | None = None,
) -> Document:
    """Say that a document is other material than an interview: of which kind (``MATERIAL_KINDS``), about what, when and whom."""
    with act(actor, document.study, "material.change") as changes:
        told = {"kind": kind, "title": title, "date": day, "customer": customer, "group": group, "round": round}
        changes.update(document, interview=None, **told)
        changes.note(about=document, document=document.key, kind=kind)
    return document


def remove_document(actor: User, document: Document) -> None:
    """Take a document away with everything on it, as one act that can be undone. Its files as received stay until destroyed."""
    with act(actor, document.study, "material.remove") as changes:
        changes.note(document=document.key)
        for kind in kinds_on_text():
            rows = kind.on(document)
            for row in (*kind.resting(rows), *rows):
                changes.delete(row)
        for row in notes_about(document):
            changes.delete(row)
        for file in document.originals.all():
            changes.update(file, document=None)
        changes.delete(document)


def destroy_original(actor: User, original: Original) -> None:
    """Destroy a file as received for good; that it was there, its digest and the day stay. Conflict (B332): it is destroyed."""
    with act(actor, original.study, "material.remove") as changes:
        if original.destroyed_at is not None:
            raise Conflict("B332", name=original.key)
        changes.undoable = False
        changes.update(original, destroyed_at=now())
        Original.objects.filter(pk=original.pk).update(content=None)
        changes.note(about=original, file=original.key)


def _rename(changes: Recorder, document: Document, name: str) -> None:
    wanted = document_name(f"{file_name(name)}.txt")
    others = Document.objects.filter(study=document.study).exclude(pk=document.pk).values_list("key", flat=True)
    if not name.strip() or wanted.casefold() in {key.casefold() for key in others}:
        raise Conflict("B330", name=name)
    notes = notes_about(document)
    changes.update(document, key=wanted)
    for note in notes:
        changes.update(note, about=f"document:{wanted}")


def _refuse_recorded(document: Document, interview: Interview | None) -> None:
    other = Document.objects.filter(interview=interview).exclude(pk=document.pk).first() if interview else None
    if other is not None:
        raise Conflict("B331", name=other.key)
