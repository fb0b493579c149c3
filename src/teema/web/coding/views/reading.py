"""The reading view, and what its scripts ask for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from teema.errors import Conflict, NotFound, UsageError
from teema.web.coding.actions import codings, memos
from teema.web.coding.forms import reading as forms
from teema.web.coding.models import Coding, Memo
from teema.web.coding.queries import reading as queries
from teema.web.coding.queries.news import news_on
from teema.web.coding.views.passages import sections_of
from teema.web.history.rows import values_of
from teema.web.history.since import Moment, moment
from teema.web.material.actions.relevance import clear_relevance, set_relevance
from teema.web.material.models import Document, Relevance
from teema.web.material.speaking import asking_labels
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.rights import may
from teema.wording import explain, table

NOWHERE = UUID(int=0)
CHANGED_MEANWHILE = "B505"


@in_study("study.read")
def first(request: StudyRequest) -> HttpResponse:
    """Go to the study's first document; without one, say where documents come from."""
    places = queries.places_of(request.study)
    if not places:
        return render(request, "coding/nothing_to_read.html")
    return redirect("coding:reading", study=request.study.slug, document=places[0].id)


@in_study("study.read")
def reading(request: StudyRequest, document: UUID) -> HttpResponse:
    """Show a document to read and to code."""
    request.navigates_quietly = True
    row = queries.document_of(request.study, document)
    places, page = queries.places_of(request.study, row), _page(request, row)
    return render(
        request,
        "coding/reading.html",
        {
            "document": row,
            "sections": sections_of(row, asking_labels([row])[row.pk]),
            "places": places,
            "place": next(place for place in places if place.current),
            "can": _rights(request),
            "page": page,
            "words": table(spoken(), "web_reading.island"),
        },
    )


@in_study("study.read")
def news(request: StudyRequest, document: UUID) -> HttpResponseBase:
    """Tell an open page what changed since the moment that it names; nothing (204) where nothing did. It is asked every few seconds."""
    then, now = Moment.read(request.GET.get("since", "")), moment(request.study.pk)
    if then is None:
        raise UsageError("B413", name="since")
    if then == now:
        return HttpResponse(status=204)
    row = queries.document_of(request.study, document)
    return JsonResponse({"since": str(now), "revision": row.revision, **news_on(row, then)})


@in_study("study.read")
def coding(request: StudyRequest, coding: UUID) -> HttpResponse:
    """Go to a coding's place in the reading view."""
    row = queries.coding_of(request.study, coding)
    return redirect(f"{reverse('coding:reading', args=(request.study.slug, row.document_id))}#coding-{row.pk}")


@require_POST
@in_study("coding.add")
def add(request: StudyRequest, document: UUID) -> HttpResponseBase:
    """Code some words."""
    content = forms.sent(request)
    row = queries.words_of(request.study, document)
    values = forms.coding_values({"start": None, "end": None, "code_id": None, "revision": None, **content})
    return _rows(codings.add_coding(request.user, row, id=forms.identity(content, "id"), **values))


@require_POST
@in_study("coding.change")
def change(request: StudyRequest, coding: UUID) -> HttpResponseBase:
    """Change a coding."""
    values, row = forms.coding_values(forms.sent(request)), queries.coding_of(request.study, coding)
    try:
        return _rows(codings.change_coding(request.user, row, **values))
    except Conflict as refused:
        if refused.code != CHANGED_MEANWHILE:
            raise
        return _refused(request, refused, row)


@require_POST
@in_study("coding.remove")
def remove(request: StudyRequest, coding: UUID) -> HttpResponseBase:
    """Take a coding away; one that is gone already is gone."""
    try:
        codings.remove_coding(request.user, queries.coding_of(request.study, coding))
    except NotFound as gone:
        if gone.code != "B412":
            raise
    return _rows()


@require_POST
@in_study("relevance.set")
def judge(request: StudyRequest, document: UUID) -> HttpResponseBase:
    """Judge words in, out or doubtful; answer with all of the document's judgements, as one may cut others."""
    content, row = forms.sent(request), queries.words_of(request.study, document)
    set_relevance(
        request.user,
        row,
        start=forms.number(content, "start"),
        end=forms.number(content, "end"),
        status=forms.text(content, "status") or "out",
        reason=forms.text(content, "reason"),
        key=str(forms.identity(content, "id")),
        revision=forms.number(content, "revision"),
    )
    return _judgements(row)


@require_POST
@in_study("relevance.set")
def clear(request: StudyRequest, document: UUID, judgement: UUID) -> HttpResponseBase:
    """Take a judgement back."""
    row = queries.document_of(request.study, document)
    found = Relevance.objects.filter(document=row, pk=judgement).select_related("document", "study").first()
    if found is not None:
        clear_relevance(request.user, found)
    return _judgements(row)


@require_POST
@in_study("memo.write")
def note(request: StudyRequest, document: UUID) -> HttpResponseBase:
    """Write a memo on the document or on one of its codings."""
    content = forms.sent(request)
    about: Any = queries.document_of(request.study, document)
    if content.get("coding"):
        about = queries.coding_of(request.study, forms.identity(content, "coding"))
    identity, text = forms.identity(content, "id"), forms.text(content, "text")
    return _rows(memos.write_memo(request.user, about, id=identity, text=text, title=forms.text(content, "title")))


@require_POST
@in_study("memo.write")
def remove_note(request: StudyRequest, memo: UUID) -> HttpResponseBase:
    """Take a memo away."""
    found = Memo.objects.filter(study=request.study, pk=memo).select_related("study").first()
    if found is not None:
        memos.remove_memo(request.user, found)
    return _rows()


def _rows(*rows: Any) -> JsonResponse:
    """Answer with rows as they stand now."""
    return JsonResponse(_changes(*rows))


def _changes(*rows: Any) -> dict[str, Any]:
    return {"changes": [{"model": row._meta.label_lower, "id": str(row.pk), "row": values_of(row)} for row in rows]}


def _refused(request: StudyRequest, refused: Conflict, row: Coding) -> JsonResponse:
    """Say why a change wasn't made, with the row as another left it: the page shows both."""
    what, hint = explain(refused, spoken())
    told = {"code": refused.code, "what": what, "hint": hint, "by": refused.params.get("by", "")}
    return JsonResponse(told | _changes(row), status=409)


def _judgements(document: Document) -> JsonResponse:
    return _rows(*Relevance.objects.filter(document=document))


def _rights(request: StudyRequest) -> dict[str, bool]:
    role = request.membership.role
    return {"code": may(role, "coding.add"), "note": may(role, "memo.write"), "lead": role == "lead"}


def _page(request: StudyRequest, document: Document) -> dict[str, Any]:
    """Gather what the page's script works with."""
    here = (request.study.slug, document.pk)
    interview = document.interview
    now = moment(request.study.pk)  # before the rows: what changes while they are read is told again
    return queries.reading_of(document, now) | {
        "since": str(now),
        "document": {"id": document.pk, "key": document.key, "revision": document.revision},
        "coder": request.membership.coder,
        "record": interview.coder if interview else "",
        "can": _rights(request),
        "addresses": {
            "news": reverse("coding:news", args=here),
            "add": reverse("coding:add", args=here),
            "coding": reverse("coding:coding", args=(request.study.slug, NOWHERE)),
            "judge": reverse("coding:judge", args=here),
            "note": reverse("coding:note", args=here),
            "memo": reverse("coding:remove-memo", args=(request.study.slug, NOWHERE)),
            "undo": reverse("studies:undo", args=(request.study.slug,)),
            "redo": reverse("studies:redo", args=(request.study.slug,)),
        },
    }
