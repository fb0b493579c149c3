"""Who may reach what: every address of the workbench, as every persona, by GET and by POST.

The table below is the rule. An address that it doesn't name fails the first test: classify it. ``get`` and ``post`` are the least role
that is let in (``"open"``: anyone; ``"signed-in"``: any user; ``"keeper"``: who keeps the workspace, here the lead; ``None``: the address doesn't
answer that method). ``"names"`` is a right that takes the permission to see real names besides; here the lead has it, others don't.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from teema.web.accounts.models import User
from teema.web.coding.models import Code, Coding, Memo, Topic
from teema.web.improvement.models import Measure
from teema.web.insight.actions.notes import REMARK
from teema.web.insight.models import Finding, FindingLink
from teema.web.jobs.models import Job, JobFile
from teema.web.material.models import Document, Original, Relevance, SavedSearch
from teema.web.reporting.models import FrozenReport
from teema.web.studies.models import Consent, Customer, Group, Interview, Membership, Person, Study

ROLES = ("reader", "commenter", "coder", "lead")
PERSONAS = (*ROLES, "outsider", "nobody")


@dataclass(frozen=True)
class Way:
    """The least role that is let in by GET and by POST."""

    get: str | None = None
    post: str | None = None


READ = Way("reader", "reader")
TABLE: dict[str, Way] = {
    "accounts:sign-in": Way("open", "open"),
    "accounts:sign-in-by-link": Way(
        "open", None
    ),  # a link that was never made is forbidden to everyone when it is used
    "accounts:sign-out": Way(None, "open"),
    "accounts:account": Way("signed-in", "signed-in"),
    "accounts:password": Way("signed-in", "signed-in"),
    "accounts:users": Way("keeper", "keeper"),
    "accounts:access": Way(None, "keeper"),
    "accounts:new-link": Way(None, "keeper"),
    "jobs:jobs": Way("signed-in", "signed-in"),
    "jobs:job": Way("signed-in", "signed-in"),
    "jobs:cancel": Way(None, "signed-in"),
    "jobs:file": Way("signed-in", "signed-in"),
    "exchange:new": Way("keeper", "keeper"),
    "exchange:open": Way("keeper", "keeper"),
    "exchange:backup": Way(None, "keeper"),
    "exchange:transfer": Way("coder", "coder"),
    "studies:home": Way("signed-in", "signed-in"),
    "studies:overview": READ,
    "studies:navigation": READ,
    "studies:customers": Way("reader", "coder"),
    "studies:customers-import": Way("coder", "coder"),
    "studies:customer": Way("reader", "coder"),
    "studies:customer-remove": Way(None, "coder"),
    "studies:customer-judge": Way(None, "coder"),
    "studies:customer-names": Way(None, "names"),
    "studies:customer-name": Way(None, "names"),
    "studies:customer-erase": Way("lead", "lead"),
    "studies:person-add": Way(None, "coder"),
    "studies:person": Way("reader", "coder"),
    "studies:person-remove": Way(None, "coder"),
    "studies:person-names": Way(None, "names"),
    "studies:person-name": Way(None, "names"),
    "studies:consent-add": Way(None, "coder"),
    "studies:consent-remove": Way(None, "coder"),
    "studies:person-withdraw": Way("lead", "lead"),
    "studies:members": Way("reader", "lead"),
    "studies:member": Way(None, "lead"),
    "studies:member-remove": Way(None, "lead"),
    "studies:acts": READ,
    "studies:undo": Way(None, "reader"),
    "studies:redo": Way(None, "reader"),
    "studies:design": Way("reader", "lead"),
    "studies:organisation": Way("reader", "lead"),
    "studies:settings": Way("reader", "lead"),
    "studies:remove": Way(None, "lead"),
    "studies:line-add": Way(None, "lead"),
    "studies:line-move": Way(None, "lead"),
    "studies:line-remove": Way(None, "lead"),
    "studies:line-save": Way(None, "lead"),
    "studies:guide": READ,
    "studies:guide-edit": Way("lead", "lead"),
    "studies:guide-review": Way(None, "lead"),
    "studies:guide-version": READ,
    "studies:papers": Way("reader", "lead"),
    "studies:paper": READ,
    "studies:interviews": READ,
    "studies:calendar": READ,
    "studies:plan-interview": Way("coder", "coder"),
    "studies:invitations": READ,
    "studies:interview": Way("reader", "coder"),
    "studies:remove-interview": Way(None, "coder"),
    "studies:invitation": READ,
    "material:documents": READ,
    "material:excluded": READ,
    "material:add": Way(None, "coder"),
    "material:document": READ,
    "material:what": Way(None, "coder"),
    "material:describe": Way(None, "coder"),
    "material:rename": Way(None, "coder"),
    "material:speaker": Way(None, "coder"),
    "material:remove": Way(None, "lead"),
    "material:turn": READ,
    "material:correct-turn": Way("coder", "coder"),
    "material:correct-text": Way("coder", "coder"),
    "material:confirm": Way(None, "coder"),
    "material:judge": Way(None, "coder"),
    "material:put-back": Way(None, "coder"),
    "material:original": Way("names", "names"),
    "material:destroy": Way(None, "lead"),
    "comparison:segments": Way("reader", None),
    "comparison:tables": Way("reader", None),
    "comparison:matrix": Way("reader", None),
    "comparison:topics": Way("reader", None),
    "comparison:summaries": Way("reader", None),
    "comparison:summary": Way("reader", None),
    "comparison:write-summary": Way(None, "coder"),
    "comparison:gap": Way("reader", None),
    "comparison:gap-customers": Way("reader", None),
    "comparison:gap-cell": Way("reader", None),
    "comparison:gap-confirm": Way(None, "coder"),
    "comparison:gap-withdraw": Way(None, "coder"),
    "comparison:gap-customer": Way("reader", None),
    "comparison:gap-judge": Way(None, "coder"),
    "comparison:gap-clear": Way(None, "coder"),
    "comparison:network": Way("reader", None),
    "comparison:together": Way("reader", None),
    "comparison:search": Way("reader", None),
    "comparison:keywords": Way("reader", None),
    "comparison:clouds": Way("reader", None),
    "comparison:code-hits": Way(None, "coder"),
    "comparison:save-search": Way(None, "coder"),
    "comparison:remove-search": Way(None, "coder"),
    "results:findings": Way("reader", None),
    "results:new-finding": Way("coder", "coder"),
    "results:check-statement": Way(None, "coder"),
    "results:use-as-evidence": Way("coder", "coder"),
    "results:finding": Way("reader", None),
    "results:edit-finding": Way("coder", "coder"),
    "results:remove-finding": Way(None, "coder"),
    "results:weigh": Way(None, "coder"),
    "results:link-finding": Way(None, "coder"),
    "results:unlink-finding": Way(None, "coder"),
    "results:explain-finding": Way(None, "coder"),
    "results:change-explanation": Way(None, "coder"),
    "results:remove-explanation": Way(None, "coder"),
    "results:remark": Way(None, "commenter"),
    "results:remove-remark": Way(None, "commenter"),
    "results:measures": Way("reader", None),
    "results:measure": Way("reader", None),
    "results:new-measure": Way("coder", "coder"),
    "results:edit-measure": Way("coder", "coder"),
    "results:mark-measure": Way(None, "coder"),
    "results:remove-measure": Way(None, "coder"),
    "results:customers-pages": Way("reader", None),
    "results:customers-page": Way("reader", None),
    "results:customers-page-itself": Way("reader", None),
    "results:save-customers-page": Way(None, "coder"),
    "results:save-customers-pages": Way(None, "coder"),
    "coding:read": READ,
    "coding:reading": READ,
    "coding:news": READ,
    "coding:coding": READ,
    "coding:add": Way(None, "coder"),
    "coding:change": Way(None, "coder"),
    "coding:remove": Way(None, "coder"),
    "coding:judge": Way(None, "coder"),
    "coding:clear": Way(None, "coder"),
    "coding:note": Way(None, "commenter"),
    "coding:remove-memo": Way(None, "commenter"),
    "coding:coverage": Way("reader", "coder"),
    "coding:expressions": READ,
    "coding:reductions": READ,
    "coding:change-expressions": Way(None, "coder"),
    "coding:reduce": Way(None, "coder"),
    "coding:codebook": READ,
    "coding:code": READ,
    "coding:new-code": Way("coder", "coder"),
    "coding:edit-code": Way("coder", "coder"),
    "coding:move-code": Way("coder", "coder"),
    "coding:place-code": Way(None, "coder"),
    "coding:remove-code": Way(None, "coder"),
    "coding:merge": Way("lead", "lead"),
    "coding:split": Way("lead", "lead"),
    "coding:topics": Way("reader", "coder"),
    "coding:edit-topic": Way("coder", "coder"),
    "coding:merge-topic": Way("coder", "coder"),
    "coding:remove-topic": Way(None, "coder"),
    "exchange:merge": Way("coder", "coder"),
    "exchange:apply": Way(None, "coder"),
    "results:report": Way("reader", "coder"),
    "results:make-report": Way(None, "reader"),
    "results:preview": READ,
    "results:previewed": Way("reader", None),
    "results:report-part": Way("coder", "coder"),
    "results:checklist": Way("reader", None),
    "results:answer": Way(None, "coder"),
    "results:frozen": Way("reader", "lead"),
    "results:frozen-file": Way("coder", None),
    "results:frozen-again": Way(None, "coder"),
    "results:frozen-remove": Way(None, "lead"),
    "help:help": Way("open", None),
    "help:accessibility": Way("open", None),
}
SENT: dict[str, dict[str, str]] = {
    "material:correct-turn": {"said": "Niin.", "revision": "0"},
    "material:destroy": {"confirm": "a.txt"},
    "material:speaker": {"label": "K1a", "to": "K1a"},
    "comparison:gap-confirm": {"group": "kunta", "label": "palvelut"},
    "comparison:gap-withdraw": {"group": "kunta", "label": "palvelut"},
    "comparison:gap-judge": {"customer": "K2", "label": "palvelut"},
    "comparison:gap-clear": {"customer": "K2", "label": "palvelut", "topic": "tavoitettavuus"},
    "results:remark": {"about": "finding:P1", "text": "Niin."},
    "results:weigh": {"weight": "none"},
}
"""What is sent by POST where without it there is nothing to speak of."""
ASKED = {"comparison:segments": "?by=properties", "coding:news": "?since=0.0"}
"""What is asked by GET where without it there is nothing to speak of."""
NOTHING_YET = {("material:confirm", "post"), ("comparison:write-summary", "post"), ("results:previewed", "get")}
"""Where one who is let in is told that there is nothing to do in the example as it stands."""
UNASKED = {"accounts:sign-in-by-link": {"post"}, "accounts:sign-out": {"post"}}
"""Ways whose answer rests on the address alone, not on who asks: tested where they are at home."""


def _named(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, set[str]]]:
    """Yield every named address with its arguments."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from ((name, args | set(one.pattern.converters)) for name, args in _named(one, inner))
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name}", set(one.pattern.converters)


ADDRESSES = dict(_named(get_resolver()))


@pytest.fixture
def fill(study: Study, persona: Callable[[str], User]) -> Callable[[str, str], Any]:
    """Fill in an argument of an address, by its name, for a persona: of the example study, so that nobody misses what is asked for.

    What belongs to a coder's layer belongs to the persona's own: another's is refused whatever the role.
    """

    def first(model: type[Any], **values: Any) -> Any:
        row = model.objects.filter(study=study).first()
        model.objects.filter(pk=row.pk).update(**values)
        return row.pk

    def job(user: User) -> Any:
        made = Job.objects.create(owner=user, study=study.pk, kind="test")
        JobFile.objects.create(pk=1, job=made, made=True, name="a.txt", content=b"a")
        return made.pk

    def filled(name: str, who: str) -> Any:
        user = persona(who if who != "nobody" else "outsider")
        made: dict[str, Callable[[], Any]] = {
            "study": lambda: study.slug,
            "consent": lambda: Consent.objects.create(study=study, person_id=first(Person), given_on="2026-01-01").pk,
            "member": lambda: (
                Membership.objects.create(
                    study=study, user=User.objects.create_user("other"), role="reader", coder="other"
                ).pk
            ),
            "original": lambda: Original.objects.create(study=study, key="a.txt", content=b"a").pk,
            "job": lambda: job(user),
            "user": lambda: User.objects.create_user("other").pk,
            "token": lambda: "no-such-token",
            "turn": lambda: 0,
            "number": lambda: 1,
            "listing": lambda: "groups",
            "key": lambda: first(Group),
            "paper": lambda: "topics",
            "language": lambda: "fi",
            "person": lambda: first(Person),
            "customer": lambda: first(Customer),
            "interview": lambda: first(Interview),
            "measure": lambda: first(Measure),
            "document": lambda: first(Document),
            "code": lambda: first(Code),
            "topic": lambda: first(Topic),
            "coding": lambda: first(Coding, coder=user.name),
            "relevance": lambda: first(Relevance, coder=user.name),
            "judgement": lambda: first(Relevance, coder=user.name),
            "saved_search": lambda: SavedSearch.objects.create(study=study, name=who, query={"q": "palvelu"}).pk,
            "memo": lambda: first(Memo, by=user.name),
            "part": lambda: "themes",
            "frozen": lambda: FrozenReport.objects.create(study=study, name="v1", size=1, content=b"a").pk,
            "finding": lambda: first(Finding),
            "link": lambda: first(FindingLink),
            "explanation": lambda: Memo.objects.filter(study=study, about__startswith="finding:")[0].pk,
            "remark": lambda: (
                Memo.objects.create(study=study, key="r", about="finding:P1", by=user.name, extra=dict(REMARK)).pk
            ),
        }
        return made[name]()

    return filled


def test_every_address_is_classified() -> None:
    """A new address fails here until the table says who may reach it; one that is gone must leave the table."""
    assert set(TABLE) == set(ADDRESSES)


def test_everyone_reaches_what_they_may_and_nothing_else(
    fill: Callable[[str, str], Any], as_persona: Callable[[str], Client]
) -> None:
    """Who may is let in; a member who may not is refused (403), an outsider is told there is nothing (404), nobody has to sign in."""
    clients = {one: as_persona(one) for one in PERSONAS}
    wrong = {}
    for name, way in TABLE.items():
        for method in ("get", "post"):
            if method not in UNASKED.get(name, ()):
                told = {one: _outcome(_sent(clients[one], method, name, one, fill)) for one in PERSONAS}
                expected = _expected(getattr(way, method))
                if (name, method) in NOTHING_YET:
                    told |= {one: "in" for one in ROLES if told[one] == "nothing there"}
                if getattr(way, method) is None and told["nobody"] == "sign in":
                    told["nobody"] = "no such method"  # whoever has to sign in needn't be told more
                wrong |= {(name, method, one): told[one] for one in PERSONAS if told[one] != expected[one]}
    assert wrong == {}


def _sent(client: Client, method: str, name: str, who: str, fill: Callable[[str, str], Any]) -> Any:
    """Ask and take back what that did: who is let in gets a page, a form with its errors, or a redirection."""
    with transaction.atomic():
        address = reverse(name, kwargs={one: fill(one, who) for one in ADDRESSES[name]})
        response = (
            client.get(address + ASKED.get(name, "")) if method == "get" else client.post(address, SENT.get(name, {}))
        )
        transaction.set_rollback(True)
    return response


def _outcome(response: Any) -> str:
    place = response.headers.get("Location", "")
    if response.status_code == 302 and place.startswith(reverse("accounts:sign-in")):
        return "sign in"
    return {403: "refused", 404: "nothing there", 405: "no such method"}.get(response.status_code, "in")


def _expected(least: str | None) -> dict[str, str]:
    if least is None:
        return dict.fromkeys(PERSONAS, "no such method")
    if least == "open":
        return dict.fromkeys(PERSONAS, "in")
    outside = {"outsider": "nothing there", "nobody": "sign in"}
    if least in ("signed-in", "keeper"):
        others = "in" if least == "signed-in" else "refused"
        return dict.fromkeys(PERSONAS, others) | {"lead": "in", "nobody": "sign in"}
    needed = ROLES.index("lead" if least == "names" else least)
    return {one: "in" if place >= needed else "refused" for place, one in enumerate(ROLES)} | outside
