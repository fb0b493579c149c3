"""A document: what it is, who speaks in it, what is said."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from teema.web.material.actions.correcting import doubtful_on
from teema.web.material.actions.describing import (
    describe_material,
    record_interview,
    record_new_interview,
    remove_document,
    rename_document,
)
from teema.web.material.forms import MaterialForm, WhatForm
from teema.web.material.models import Document
from teema.web.material.queries.documents import document_of, row_of_document
from teema.web.material.queries.pieces import pieces_of
from teema.web.material.queries.speakers import speaker_rows
from teema.web.material.views.answers import went
from teema.web.material.words import said
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.rights import may
from teema.web.templatetags.wording import icon
from teema.wording import explain


@in_study("study.read")
def document(request: StudyRequest, document: UUID) -> HttpResponse:
    """Show a document with its text."""
    return shown(request, document_of(request.study, document))


def shown(request: StudyRequest, document: Document, status: int = 200, **given: Any) -> HttpResponse:
    """Show a document's page."""
    row = row_of_document(document)
    context = {
        "row": row,
        "problems": [explain(one, spoken()) for one in row.problems],
        "pieces": pieces_of(document),
        "speakers": speaker_rows(document),
        "what": WhatForm(document=document),
        "form": MaterialForm(document=document),
        "doubtful": doubtful_on(document),
        "originals": list(document.originals.defer("content")),
        **around_turns(request, document),
        **given,
    }
    return render(request, "material/document.html", context, status=status)


def around_turns(request: StudyRequest, document: Document) -> dict[str, Any]:
    """Return what every turn's row shows the same: made once, for there are hundreds of them."""
    return {
        "document": document,
        "address": reverse("material:document", kwargs={"study": request.study.slug, "document": document.pk}),
        "correct": said("correcting.turn"),
        "pencil": icon("pencil"),
        "reading": reading_address(request, document),
        **permissions(request),
    }


def permissions(request: StudyRequest) -> dict[str, bool]:
    """Tell a template what the member may do."""
    role = request.membership.role
    return {
        "may_change": may(role, "material.change"),
        "may_correct": may(role, "material.correct"),
        "may_remove": may(role, "material.remove"),
        "sees_names": request.membership.sees_names,
    }


def reading_address(request: StudyRequest, document: Document) -> str:
    """Return where a document is read and coded; empty where it can't be."""
    try:
        return reverse("coding:reading", kwargs={"study": request.study.slug, "document": document.pk})
    except NoReverseMatch:
        return ""


@require_POST
@in_study("material.change")
def rename(request: StudyRequest, document: UUID) -> HttpResponse:
    """Give the document another name."""
    row = document_of(request.study, document)
    rename_document(request.user, row, name=request.POST.get("name", ""))
    return went(request, said("saved"), "material:document", document=document)


@require_POST
@in_study("material.change")
def what(request: StudyRequest, document: UUID) -> HttpResponse:
    """Say what the document is: an interview, a new one of a customer, other material, or not known."""
    row = document_of(request.study, document)
    form = WhatForm(request.POST, document=row)
    if not form.is_valid():
        return shown(request, row, 422, what=form)
    kind, chosen = form.chosen
    if kind == "customer":
        record_new_interview(request.user, row, customer=chosen)
    elif kind == "kind":
        describe_material(request.user, row, kind=chosen)
    else:
        record_interview(request.user, row, interview=chosen)
    return went(request, said("saved"), "material:document", document=document)


@require_POST
@in_study("material.change")
def describe(request: StudyRequest, document: UUID) -> HttpResponse:
    """Describe other material."""
    row = document_of(request.study, document)
    form = MaterialForm(request.POST, document=row)
    if not form.is_valid():
        return shown(request, row, 422, form=form)
    describe_material(request.user, row, kind=row.kind, **form.cleaned_data)
    return went(request, said("saved"), "material:document", document=document)


@require_POST
@in_study("material.remove")
def remove(request: StudyRequest, document: UUID) -> HttpResponse:
    """Take the document away with everything on it."""
    row = document_of(request.study, document)
    remove_document(request.user, row)
    return went(request, said("document.removed", name=row.key), "material:documents")
