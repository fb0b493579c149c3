"""What a study's first page tells: quotas, interviews to come, what is thin, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from teema.web.accounts.models import User
from teema.web.history.models import Act
from teema.web.studies.contributions import Counts, Fact, counts_by_study, facts_of
from teema.web.studies.models import Customer, Group, Interview, Membership, Study
from teema.web.studies.queries.progress import HELD, Far, progress
from teema.web.studies.queries.studies import memberships_of

COMING = 5
"""How many interviews to come are listed."""


@dataclass(frozen=True, slots=True)
class Quota:
    """A group's customers: how many are wanted, chosen for an interview, and interviewed."""

    name: str
    wanted: int | None
    chosen: int
    held: int


@dataclass(frozen=True, slots=True)
class Card:
    """A study as the first page shows it: how far each step is, and when it was last changed."""

    membership: Membership
    study: Study
    steps: dict[str, Far]
    changed_at: object


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """An interview, and how far it is by each room's word; a room that knows nothing of it has None."""

    interview: Interview
    facts: dict[str, Fact | None]


@dataclass(frozen=True, slots=True)
class Next:
    """The one thing to do next: ``key`` finds its words, ``place`` names its page."""

    key: str
    place: str
    count: int = 0


def cards_of(user: User) -> list[Card]:
    """Return a user's studies, the one changed last first; three queries, however many they are."""
    memberships = list(memberships_of(user))
    studies = [one.study for one in memberships]
    counts = counts_by_study(Study.objects.filter(pk__in=[one.pk for one in studies]))
    changed = dict(Act.objects.filter(study__in=counts).order_by().values_list("study").annotate(Max("at")))
    cards = [
        Card(one, one.study, progress(one.study, counts[one.study_id]), changed.get(one.study_id, one.study.made_at))
        for one in memberships
    ]
    return sorted(cards, key=lambda card: str(card.changed_at), reverse=True)


def quotas_of(study: Study) -> list[Quota]:
    """Return how each group's quota is met."""
    interviews = Interview.objects.exclude(status=Interview.Status.CANCELLED).filter(customer=OuterRef("pk"))
    customers = (
        Customer.objects.filter(study=study, group__isnull=False)
        .annotate(is_chosen=Exists(interviews), is_held=Exists(interviews.filter(HELD)))
        .order_by()
        .values_list("group")
        .annotate(chosen=Count("pk", filter=Q(is_chosen=True)), held=Count("pk", filter=Q(is_held=True)))
    )
    found: Mapping[UUID, tuple[int, int]] = {group: (chosen, held) for group, chosen, held in customers}
    groups = Group.objects.filter(study=study)
    return [Quota(group.name, group.quota, *found.get(group.pk, (0, 0))) for group in groups]


def coming(study: Study, today: date) -> QuerySet[Interview]:
    """Return the next interviews whose day is known."""
    planned = Interview.objects.filter(study=study, date__gte=today).exclude(HELD)
    chosen = planned.exclude(status=Interview.Status.CANCELLED).select_related("customer")
    return chosen.order_by("date", "starts_at")[:COMING]


def interview_rows(study: Study) -> list[InterviewRow]:
    """Return every interview that wasn't cancelled, with how far it is."""
    told = facts_of(study)
    rows = Interview.objects.filter(study=study).exclude(status=Interview.Status.CANCELLED).select_related("customer")
    return [InterviewRow(one, {name: facts.get(one.pk) for name, facts in told.items()}) for one in rows]


def next_thing(study: Study, counts: Counts) -> Next | None:
    """Return what to do next; None when every step that can be told is done.

    What was promised to customers and is late comes before what is yet to be asked; a guide that was never reviewed, and findings
    without evidence, keep nothing else from going on and come last.
    """
    documents, coded, held = counts.get("documents", 0), counts.get("coded_documents", 0), counts["held"]
    bare = counts.get("findings", 0) - counts.get("findings_borne", 0)
    missing = max(counts["quota"] - counts["chosen"], 0)
    waiting = max(counts["interviews"] - held, 0)
    ahead = (
        (not study.questions, Next("questions", "studies:design")),
        (not counts["groups"], Next("groups", "studies:design")),
        (not counts["customers"], Next("customers", "studies:customers")),
        (not counts["guides"], Next("guide", "studies:guide")),
        (not counts["reviewed"] and not held, Next("review", "studies:guide")),
        (bool(missing), Next("choose", "studies:customers", missing)),
        (held > documents, Next("transcripts", "material:documents", held - documents)),
        (documents > coded, Next("code", "material:documents", documents - coded)),
        (bool(counts.get("measures_late")), Next("late", "results:measures", counts.get("measures_late", 0))),
        (bool(waiting), Next("interviews", "studies:interviews", waiting)),
        (bool(coded) and not counts.get("findings"), Next("conclude", "results:findings")),
        (bool(counts.get("findings")) and not counts.get("measures"), Next("measures", "results:measures")),
        (not counts["reviewed"], Next("review", "studies:guide")),
        (bool(bare), Next("evidence", "results:findings", bare)),
    )
    return next((one for is_next, one in ahead if is_next), None)
