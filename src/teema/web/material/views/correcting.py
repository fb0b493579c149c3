"""Correcting what was heard wrong: a turn in its place, or the whole text."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from teema.errors import NotFound, UsageError
from teema.web.material.actions.correcting import Correction, confirm_place, correct_text, correct_turn, doubtful_on
from teema.web.material.forms import ConfirmForm, TextForm, TurnForm
from teema.web.material.models import Document
from teema.web.material.queries.documents import document_of
from teema.web.material.queries.pieces import Piece, pieces_of
from teema.web.material.views.answers import tell, went
from teema.web.material.views.document import around_turns, shown
from teema.web.material.words import said
from teema.web.studies.access import StudyRequest, in_study


@in_study("study.read")
def turn(request: StudyRequest, document: UUID, turn: int) -> HttpResponse:
    """Show a turn as it is: what a correction that was given up goes back to."""
    row = document_of(request.study, document)
    return render(request, "material/document_turn.html", _around(request, row, turn))


@in_study("material.correct")
def correct(request: StudyRequest, document: UUID, turn: int) -> HttpResponse:
    """Correct the words of a turn."""
    row = document_of(request.study, document)
    if request.method != "POST":
        return render(request, _template(request, "material/document_turn_edit"), _around(request, row, turn))
    form = TurnForm(request.POST)
    if not form.is_valid():
        raise UsageError("B345")
    done = correct_turn(request.user, row, turn=turn, **form.cleaned_data)
    if "HX-Request" not in request.headers:
        return went(request, _words(done), "material:document", document=document)
    context = _around(request, done.document, turn) | {"doubtful": doubtful_on(done.document), "again": True}
    return tell(render(request, "material/document_turn.html", context), request, _words(done))


@in_study("material.correct")
def text(request: StudyRequest, document: UUID) -> HttpResponse:
    """Correct the whole text."""
    row = document_of(request.study, document)
    form = TextForm(request.POST or None, initial={"text": row.text, "revision": row.revision})
    if not form.is_valid():
        context = {"document": row, "form": form}
        return render(request, "material/document_text.html", context, status=422 if form.is_bound else 200)
    done = correct_text(request.user, row, **form.cleaned_data)
    return went(request, _words(done), "material:document", document=document)


@require_POST
@in_study("material.correct")
def confirm(request: StudyRequest, document: UUID) -> HttpResponse:
    """Say that what moved stands where it should."""
    row, form = document_of(request.study, document), ConfirmForm(request.POST)
    if not form.is_valid():
        raise UsageError("B345")
    confirm_place(request.user, row, **form.cleaned_data)
    return shown(request, row) if not _is_fragment(request) else _doubts(request, row)


def _doubts(request: StudyRequest, document: Document) -> HttpResponse:
    context = around_turns(request, document) | {"doubtful": doubtful_on(document)}
    return render(request, "material/document_doubtful.html", context)


def _around(request: StudyRequest, document: Document, turn: int) -> dict[str, object]:
    return around_turns(request, document) | {"piece": _piece(document, turn)}


def _piece(document: Document, turn: int) -> Piece:
    found = next((one for one in pieces_of(document) if one.turn == turn), None)
    if found is None:
        raise NotFound("B321", name=document.key)
    return found


def _words(done: Correction) -> str:
    return said("correcting.doubtful", count=len(done.doubtful)) if done.doubtful else said("correcting.saved")


def _is_fragment(request: StudyRequest) -> bool:
    return "HX-Request" in request.headers


def _template(request: StudyRequest, stem: str) -> str:
    return f"{stem}.html" if _is_fragment(request) else f"{stem}_page.html"
