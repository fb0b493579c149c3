"""A line of a list added, changed, moved or taken away, where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from teema.errors import Conflict
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study
from teema.web.studies.forms.design import StudyForm
from teema.web.studies.forms.organisation import OrganisationForm
from teema.web.studies.listings import LISTINGS, NEW, Line, Listing, Page, listing_named
from teema.web.studies.models import Study
from teema.web.studies.rights import may
from teema.web.studies.views.answers import page as show
from teema.web.studies.views.answers import saved
from teema.wording import explain


@dataclass(frozen=True, slots=True)
class Section:
    """A list as its page shows it: the line whose form is open (``NEW`` for one to be added), what was refused, or that it was saved."""

    name: str
    ordered: bool
    lines: list[Line]
    open: str = ""
    form: Any = None
    refused: tuple[str, str] | None = None
    saved: bool = False


def page_of(request: StudyRequest, page: Page, *, status: int = 200, **given: Any) -> HttpResponse:
    """Show a page of lists. ``edit=LIST.LINE`` in the address opens that line's form."""
    changing = may(request.membership.role, "design.change")
    listing, _, key = request.GET.get("edit", "").partition(".")
    sections = {
        one.name: _section(one, request.study, key if changing and listing == one.name else "")
        for one in LISTINGS
        if one.page == page
    }
    context = {
        "sections": list((sections | given.pop("sections", {})).values()),
        "changing": changing,
        **_forms(request.study, page),
        **given,
    }
    return show(request, f"studies/{page}.html", context, status=status)


def _forms(study: Study, page: Page) -> dict[str, Any]:
    return {"form": study_form(study) if page == "design" else organisation_form(study)}


def study_form(study: Study, posted: Any = None) -> StudyForm:
    """Return the form of the study's title and language."""
    return StudyForm(posted, initial={"title": study.title, "language": study.language})


def organisation_form(study: Study, posted: Any = None) -> OrganisationForm:
    """Return the form of the organisation's name and description."""
    values = {"name": study.organisation, "description": study.organisation_description}
    return OrganisationForm(posted, initial=values)


def _section(listing: Listing, study: Study, key: str) -> Section:
    form = _focused(listing.form(study, key)) if key else None
    return Section(listing.name, listing.ordered, listing.lines(study), key, form)


def _focused(form: Any) -> Any:
    """Begin in the first field: whoever opened the form is going to write."""
    next(iter(form.fields.values())).widget.attrs["autofocus"] = True
    return form


@require_POST
@in_study("design.change")
def save(request: StudyRequest, listing: str, key: str = NEW) -> HttpResponse:
    """Write a line's form; show it again with its errors where it won't do."""
    chosen = listing_named(listing)
    form = chosen.form(request.study, key, request.POST)
    if not form.is_valid():
        return _refused(request, chosen, key, form)
    try:
        chosen.save(request.user, request.study, key, form)
    except Conflict as trouble:
        return _refused(request, chosen, "", None, explain(trouble, spoken()))
    return _changed(request, chosen, written=True)


@require_POST
@in_study("design.change")
def remove(request: StudyRequest, listing: str, key: str) -> HttpResponse:
    """Take a line away, or say what still needs it."""
    chosen = listing_named(listing)
    try:
        chosen.remove(request.user, request.study, key, request.POST.get("was", ""))
    except Conflict as trouble:
        return _refused(request, chosen, "", None, explain(trouble, spoken()))
    return _changed(request, chosen)


@require_POST
@in_study("design.change")
def move(request: StudyRequest, listing: str, key: str) -> HttpResponse:
    """Move a line up or down."""
    chosen = listing_named(listing)
    by = -1 if request.POST.get("to") == "up" else 1
    try:
        chosen.move(request.user, request.study, key, request.POST.get("was", ""), by)
    except Conflict as trouble:
        return _refused(request, chosen, "", None, explain(trouble, spoken()))
    return _changed(request, chosen)


def _changed(request: StudyRequest, listing: Listing, *, written: bool = False) -> HttpResponse:
    """Answer with the list as it is now; who wrote a line may go on to the next by the keyboard."""
    section = Section(listing.name, listing.ordered, listing.lines(request.study), saved=written)
    shown = page_of(request, listing.page, sections={listing.name: section})
    return saved(request, f"studies:{listing.page}", shown)


def _refused(
    request: StudyRequest, listing: Listing, key: str, form: Any, why: tuple[str, str] | None = None
) -> HttpResponse:
    section = Section(listing.name, listing.ordered, listing.lines(request.study), key, form and _focused(form), why)
    return page_of(request, listing.page, status=422, sections={listing.name: section})
