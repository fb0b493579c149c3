"""Codes made one, and a code made two."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from teema.errors import Conflict
from teema.web.coding.actions.merging import NewCode, merge_codes, split_code, would_become_one
from teema.web.coding.forms.codebook import MergeForm, SplitForm
from teema.web.coding.models import Code, Coding
from teema.web.coding.queries.codebook import codings_under, expressions_of
from teema.web.coding.queries.tree import below, code_of
from teema.web.coding.references import referring
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.wording import explain, say


@in_study("codebook.merge")
def merge(request: StudyRequest, code: UUID) -> HttpResponse:
    """Show what making a code one with another would do, then do it."""
    row = code_of(request.study, code)
    form = MergeForm(request.POST or (request.GET if "into" in request.GET else None), code=row)
    valid = form.is_bound and form.is_valid()
    if request.method == "POST" and valid:
        try:
            into = merge_codes(request.user, row, into=form.cleaned_data["into"])
        except Conflict as refused:
            form.add_error("into", " ".join(explain(refused, spoken())))
        else:
            messages.success(request, say(spoken(), "web_coding.done.merged", name=str(row), other=str(into)))
            return redirect("coding:code", request.study.slug, into.pk)
    context = {"code": row, "form": form, **_weighed(row, form.cleaned_data.get("into") if valid else None)}
    return render(request, "coding/codebook_merge.html", context, status=422 if request.method == "POST" else 200)


def _weighed(code: Code, into: Code | None) -> dict[str, Any]:
    """Count what would move, and what refers to the code."""
    branch = below(code)
    codings = Coding.objects.filter(code=code)
    return {
        "into": into,
        "codings": Coding.objects.filter(code__in=branch).count(),
        "alike": would_become_one(codings, into) if into else 0,
        "children": Code.objects.filter(parent=code),
        "referring": referring(code.study, codes={one.key for one in branch}).items(),
    }


@in_study("codebook.split")
def split(request: StudyRequest, code: UUID) -> HttpResponse:
    """Choose which of a code's expressions go, and where."""
    row = code_of(request.study, code)
    form = SplitForm(request.POST or None, code=row)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        into = values["into"] or NewCode(values["name"], values["parent"])
        try:
            moved = split_code(request.user, row, codings={one.pk for one in values["codings"]}, into=into)
        except Conflict as refused:
            form.add_error("into" if values["into"] else "name", " ".join(explain(refused, spoken())))
        else:
            count = len(values["codings"])
            words = say(spoken(), "web_coding.done.split", name=str(row), other=str(moved), count=count)
            messages.success(request, words)
            return redirect("coding:code", request.study.slug, moved.pk)
    chosen = set(request.POST.getlist("codings"))
    expressions = [(one, str(one.coding.pk) in chosen) for one in expressions_of(codings_under([row], "all"))]
    context = {"code": row, "form": form, "expressions": expressions}
    return render(request, "coding/codebook_split.html", context, status=422 if request.method == "POST" else 200)
