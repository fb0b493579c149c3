"""The list of documents, and files in."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from teema.errors import Problem
from teema.study.materials import MATERIAL_KINDS
from teema.web.material.actions.importing import Outcome, Received, import_files
from teema.web.material.queries.documents import document_rows
from teema.web.material.words import said
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.rights import may
from teema.wording import explain


@in_study("study.read")
def documents(request: StudyRequest) -> HttpResponse:
    """List the documents and take new ones."""
    return render(request, "material/documents.html", _shown(request))


@require_POST
@in_study("material.add")
def add(request: StudyRequest) -> HttpResponse:
    """Take files in and tell what came of each."""
    files = [Received(one.name or "", one.read()) for one in request.FILES.getlist("files")]
    outcomes = import_files(request.user, request.study, files, kind=request.POST.get("kind", "")) if files else []
    whole = "HX-Request" not in request.headers
    template = "material/documents.html" if whole else "material/documents_body.html"
    context = _shown(request) | _told(outcomes)
    return render(request, template, context, status=200 if any(one.document for one in outcomes) else 422)


def _shown(request: StudyRequest) -> dict[str, Any]:
    rows = document_rows(request.study)
    return {
        "interviews": [one for one in rows if not one.document.kind],
        "others": [one for one in rows if one.document.kind],
        "rows": rows,
        "noted": any(one.concerns or one.doubtful or one.problems for one in rows),
        "words": sum(one.document.words for one in rows),
        "excluded": sum(one.excluded for one in rows),
        "coded": sum(one.coded for one in rows),
        "turns": sum(one.turns for one in rows),
        "kinds": [("", said("kinds.interview")), *((kind, said(f"kinds.{kind}")) for kind in MATERIAL_KINDS)],
        "may_add": may(request.membership.role, "material.add"),
    }


def _told(outcomes: list[Outcome]) -> dict[str, Any]:
    good = [one for one in outcomes if one.document]
    return {
        "sent": True,
        "good": [(one, [explain(problem, spoken()) for problem in one.problems]) for one in good],
        "bad": [(one.name, *explain(one.error, spoken())) for one in outcomes if one.error],
        "count": len(outcomes),
        "nothing": None if outcomes else explain(Problem("error", "B313"), spoken()),
    }
