"""The codebook: the tree with its counts, and a code's own page."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from teema.errors import Conflict
from teema.web.coding.actions import codebook as actions
from teema.web.coding.forms.codebook import CodeForm, MoveForm
from teema.web.coding.models import Code
from teema.web.coding.queries import codebook as queries
from teema.web.coding.queries.tree import below, code_of, path_of
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.rights import may
from teema.wording import explain, say

PAGE = 50


@in_study("study.read")
def codebook(request: StudyRequest) -> HttpResponse:
    """Show the codebook."""
    return render(request, "coding/codebook.html", _context(request))


@in_study("codebook.add")
def new(request: StudyRequest) -> HttpResponse:
    """Add a theme, or a code below another."""
    parent = code_of(request.study, UUID(request.GET["parent"])) if request.GET.get("parent") else None
    form_id = f"form-{parent.pk if parent else 'theme'}"
    form = CodeForm(request.POST or None, of_theme=parent is None, auto_id=f"{form_id}-%s")

    def add(values: dict[str, Any]) -> Code:
        return actions.add_code(request.user, request.study, parent=parent, **values)

    return _answered(request, form, add, "coding/codebook_new.html", {"parent": parent, "form_id": form_id}, "added")


@in_study("codebook.change")
def edit(request: StudyRequest, code: UUID) -> HttpResponse:
    """Change what a code is called and means."""
    row = code_of(request.study, code)
    columns = ("name", "label", "definition", "aspect", "color")
    initial = {name: getattr(row, name) for name in columns}
    form_id = f"form-{row.pk}"
    form = CodeForm(request.POST or None, of_theme=row.parent_id is None, initial=initial, auto_id=f"{form_id}-%s")

    def change(values: dict[str, Any]) -> Code:
        return actions.change_code(request.user, row, **values)

    return _answered(request, form, change, "coding/codebook_edit.html", {"code": row, "form_id": form_id}, "changed")


@in_study("codebook.move")
def move(request: StudyRequest, code: UUID) -> HttpResponse:
    """Put a code under another, or among the themes."""
    row = code_of(request.study, code)
    form = MoveForm(request.POST or None, code=row)

    def put(values: dict[str, Any]) -> Code:
        return actions.move_code(request.user, row, parent=values["parent"])

    return _answered(request, form, put, "coding/codebook_move.html", {"code": row}, "moved")


@require_POST
@in_study("codebook.move")
def place(request: StudyRequest, code: UUID) -> HttpResponse:
    """Put a code before the one above it, or after the one below."""
    row = actions.place_code(
        request.user, code_of(request.study, code), step=-1 if request.POST.get("to") == "up" else 1
    )
    return done(request, row, "moved")


@require_POST
@in_study("codebook.remove")
def remove(request: StudyRequest, code: UUID) -> HttpResponse:
    """Take a code away that nothing is coded with; else offer to make it one with another."""
    row = code_of(request.study, code)
    try:
        actions.remove_code(request.user, row)
    except Conflict as refused:
        messages.warning(request, " ".join(explain(refused, spoken())))
        offered = "coding:merge" if may(request.membership.role, "codebook.merge") else "coding:code"
        return redirect(offered, request.study.slug, code)
    messages.success(request, say(spoken(), "web_coding.done.removed", name=str(row)))
    return redirect("coding:codebook", request.study.slug)


@in_study("study.read")
def code(request: StudyRequest, code: UUID) -> HttpResponse:
    """Show a code with its expressions and memos."""
    row, layers = code_of(request.study, code), layers_of(request)
    branch = below(row)
    found = Paginator(queries.codings_under(branch, layers), PAGE).get_page(request.GET.get("page"))
    shown = next(one for one in queries.codebook_of(request.study, layers=layers).rows if one.node.code.pk == row.pk)
    context = {
        "code": row,
        "row": shown,
        "customers": queries.customers_asked(request.study),
        "path": path_of(row)[:-1],
        "page": found,
        "expressions": queries.expressions_of(found),
        "memos": queries.memos_about(row),
        "layers": layers,
        "can": rights(request),
        "deep": len(branch) > 1,
    }
    return render(request, "coding/codebook_code.html", context)


def layers_of(request: StudyRequest) -> queries.Layers:
    """Return the layers asked for: those of record unless all are."""
    return "all" if _query(request).get("layers") == "all" else "record"


def _query(request: StudyRequest) -> QueryDict:
    """Return what the page was asked for with; what changes a part of a page keeps that of the page."""
    if request.method == "POST" and _is_partial(request):
        return QueryDict(urlsplit(request.headers.get("HX-Current-URL", "")).query)
    return request.GET


def rights(request: StudyRequest) -> dict[str, bool]:
    """Tell templates what the member may do with the codebook."""
    role = request.membership.role
    return {verb: may(role, f"codebook.{verb}") for verb in ("add", "change", "move", "merge", "split", "remove")} | {
        "topics": may(role, "topic.change")
    }


def _context(request: StudyRequest, focus: UUID | None = None) -> dict[str, Any]:
    search, layers = _query(request).get("q", ""), layers_of(request)
    shown = queries.codebook_of(request.study, layers=layers, search=search)
    return {"shown": shown, "search": search, "layers": layers, "can": rights(request), "focus": focus}


def _answered(
    request: StudyRequest,
    form: Form,
    change: Callable[[dict[str, Any]], Code],
    template: str,
    context: dict[str, Any],
    told: str,
) -> HttpResponse:
    """Show a form, or do what it asks; what can't be done is told on the form."""
    if request.method == "POST" and form.is_valid():
        try:
            return done(request, change(form.cleaned_data), told)
        except Conflict as refused:
            form.add_error(next(iter(form.fields)), " ".join(explain(refused, spoken())))
    wrong = request.method == "POST"
    page = "coding/codebook_form_row.html" if _is_partial(request) and "form_id" in context else template
    answer = render(request, page, {"form": form, **context}, status=422 if wrong else 200)
    if wrong and _is_partial(request):
        answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = f"#{context.get('form_id', '')}", "outerHTML"
    return answer


def done(request: StudyRequest, code: Code, told: str) -> HttpResponse:
    """Show the codebook after a change, and offer to take it back."""
    words = say(spoken(), f"web_coding.done.{told}", name=str(code))
    if not _is_partial(request):
        messages.success(request, words)
        return redirect(f"{reverse('coding:codebook', args=(request.study.slug,))}#code-{code.pk}")
    answer = render(request, "coding/codebook_tree.html", _context(request, focus=code.pk))
    undo = {"label": say(spoken(), "web_coding.undo"), "url": reverse("studies:undo", args=(request.study.slug,))}
    answer.headers["HX-Trigger"] = json.dumps({"toast": {"text": words, "kind": "good", "action": undo}})
    return answer


def _is_partial(request: StudyRequest) -> bool:
    return "HX-Request" in request.headers
