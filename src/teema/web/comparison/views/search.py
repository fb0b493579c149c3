"""Searching the material's words: hits in their context, searches kept, hits coded."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from teema.errors import Conflict, NotFound, TeemaError, UsageError
from teema.search import ORDERS
from teema.web.coding.actions.hits import CodedHits, Hit, code_hits
from teema.web.coding.queries.tree import nodes_of
from teema.web.comparison.forms import HitsForm
from teema.web.comparison.queries import search as queries
from teema.web.material.actions import searches
from teema.web.material.models import Document
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.rights import may
from teema.wording import explain, number, say, table


@require_safe
@in_study("study.read")
def search(request: StudyRequest) -> HttpResponse:
    """Show what a search finds."""
    return _shown(request, request.GET)


def _shown(
    request: StudyRequest,
    given: QueryDict,
    form: HitsForm | None = None,
    refused: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """Show a page of hits; what was chosen of them to be coded, and why it wasn't, where that is so."""
    study, asked, nodes = request.study, queries.asked_of(_plain(given)), nodes_of(request.study)
    wrong: tuple[str, ...] = ()
    page: queries.Page | None = None
    if request.method == "POST":  # the page's links go on from the search, not from what was sent
        request.path, request.GET = reverse("comparison:search", args=[study.slug]), QueryDict(_as_asked(given))
    if asked.q:
        try:
            page = queries.page_of(study, nodes, asked, _page_number(given))
        except UsageError as trouble:
            wrong = explain(trouble, spoken())
    context = {
        "asked": asked,
        "orders": ORDERS,
        "found": page,
        "page": Paginator(range(page.hits), queries.PAGE).get_page(page.number) if page else None,
        "wrong": wrong,
        "material": Document.objects.filter(study=study).exists(),
        "narrowings": queries.narrowings_of(study, nodes),
        "saved": queries.saved_searches(study),
        "form": form or HitsForm(study=study, nodes=nodes),
        "chosen": set(given.getlist("hit")),
        "all_chosen": given.get("which") == "all",
        "refused": refused,
        "ways": list(table(spoken(), "web_words.ways").values()),
        "can": _rights(request),
    }
    return render(request, "comparison/search.html", context, status=422 if wrong and status == 200 else status)


def _rights(request: StudyRequest) -> dict[str, bool]:
    role = request.membership.role
    return {"code": may(role, "coding.many"), "save": may(role, "search.save")}


def _page_number(given: QueryDict) -> int:
    number = given.get("page", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1


@require_POST
@in_study("coding.many")
def code(request: StudyRequest) -> HttpResponse:
    """Code the hits that were chosen, or all, as one act; show the page again with what is wrong."""
    form = HitsForm(request.POST, study=request.study, nodes=nodes_of(request.study))
    if not form.is_valid():
        return _shown(request, request.POST, form, status=422)
    values = form.cleaned_data
    try:
        topic = values["topic"].pk if values["topic"] else None
        done = code_hits(
            request.user,
            request.study,
            _chosen(request),
            extent=values["extent"],
            code=values["code"].pk,
            topic=topic,
            reduced=values["reduced"],
        )
    except (Conflict, NotFound) as trouble:
        return _shown(request, request.POST, form, explain(trouble, spoken()), status=409)
    messages.success(request, _told(done, str(values["code"])))
    return _back(request)


def _chosen(request: StudyRequest) -> list[Hit]:
    """Return the hits to be coded. Conflict (B825): all were chosen, and they aren't those that were seen any more."""
    if request.POST.get("which") != "all":
        return [one for place in request.POST.getlist("hit") if (one := queries.hit_of(place)) is not None]
    hits, mark = queries.every_hit(request.study, queries.asked_of(_plain(request.POST)))
    if mark != request.POST.get("mark"):
        raise Conflict("B825")
    return hits


def _told(done: CodedHits, name: str) -> str:
    """Say how many places were coded, and what was skipped."""
    counts = {"made": done.made, "already": done.already, "shared": done.shared}
    said = [say(spoken(), "web_words.coding.done.made", count=number(done.made, spoken()), name=name)]
    said += [
        say(spoken(), f"web_words.coding.done.{key}", count=number(counts[key], spoken()))
        for key in ("already", "shared")
        if counts[key]
    ]
    return " ".join(said)


@require_POST
@in_study("search.save")
def save(request: StudyRequest) -> HttpResponse:
    """Keep the search under a name."""
    try:
        row = searches.save_search(
            request.user, request.study, name=request.POST.get("name", ""), query=_plain(request.POST)
        )
    except TeemaError as trouble:
        return _shown(request, request.POST, refused=explain(trouble, spoken()), status=422)
    messages.success(request, say(spoken(), "web_words.saved.done", name=row.name))
    return _back(request)


@require_POST
@in_study("search.remove")
def remove(request: StudyRequest, saved_search: UUID) -> HttpResponse:
    """Take a saved search away."""
    row = searches.search_of(request.study, saved_search)
    searches.remove_search(request.user, row)
    messages.success(request, say(spoken(), "web_words.saved.removed", name=row.name))
    return redirect("comparison:search", request.study.slug)


def _back(request: StudyRequest) -> HttpResponseRedirect:
    """Go back to the page of the search that was looked at."""
    page = reverse("comparison:search", args=[request.study.slug])
    return HttpResponseRedirect(f"{page}?{_as_asked(request.POST)}")


def _as_asked(given: QueryDict) -> str:
    """Return what the page's address holds for a search that a form sent along."""
    page = given.get("page", "1")
    return urlencode(queries.asked_of(_plain(given)).given | ({} if page == "1" else {"page": page}))


def _plain(given: QueryDict) -> dict[str, str]:
    return {name: str(value) for name, value in given.items()}
