"""Two people at one form: who saves last isn't who wins."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from teema.web.accounts.models import User
from teema.web.coding.actions.codebook import change_code
from teema.web.coding.actions.topics import change_topic
from teema.web.coding.models import Code, Topic
from teema.web.studies.actions.customers import change_customer
from teema.web.studies.actions.interviews import change_interview
from teema.web.studies.models import Customer, Interview, Study

MARK = re.compile(r'name="seen" value="(\w+)"')


def _code(study: Study) -> tuple[str, str, Callable[[User], object], str]:
    row = Code.objects.filter(study=study, parent__isnull=False)[0]
    here = reverse("coding:edit-code", args=[study.slug, row.pk])
    return here, "name", lambda actor: change_code(actor, row, name="Toisen nimi"), "Toisen nimi"


def _topic(study: Study) -> tuple[str, str, Callable[[User], object], str]:
    row = Topic.objects.filter(study=study)[0]
    here = reverse("coding:edit-topic", args=[study.slug, row.pk])
    return here, "name", lambda actor: change_topic(actor, row, name="Toisen nimi"), "Toisen nimi"


def _customer(study: Study) -> tuple[str, str, Callable[[User], object], str]:
    row = Customer.objects.filter(study=study)[0]
    here = reverse("studies:customer", args=[study.slug, row.pk])
    return here, "name", lambda actor: change_customer(actor, row, key=row.key, name="Toisen nimi"), "Toisen nimi"


def _interview(study: Study) -> tuple[str, str, Callable[[User], object], str]:
    row = Interview.objects.filter(study=study)[0]
    here = reverse("studies:interview", args=[study.slug, row.pk])
    return here, "place", lambda actor: change_interview(actor, row, place="Toisen paikka"), "Toisen paikka"


@pytest.mark.parametrize("thing", [_code, _topic, _customer, _interview])
def test_what_another_wrote_meanwhile_is_shown_and_stays(
    study: Study,
    persona: Callable[[str], User],
    as_persona: Callable[[str], Client],
    thing: Callable[[Study], tuple[str, str, Callable[[User], object], str]],
) -> None:
    """The form says how it stands now and keeps one's own words; saved again, they are written."""
    here, field, change, theirs = thing(study)
    client, browser = as_persona("lead"), _Fields()
    shown = client.get(here)
    sent = browser.of(shown.content.decode(), field) | {field: "Oma"}
    change(persona("lead"))
    refused = client.post(here, sent)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert theirs in page
    assert 'value="Oma"' in page
    again = client.post(here, browser.of(page, field) | {field: "Oma"})
    assert again.status_code == 302
    assert 'value="Oma"' in client.get(here).content.decode()


class _Fields:
    """Reads the form that holds a field, as a browser would send it."""

    def of(self, page: str, field: str) -> dict[str, object]:
        (form,) = [
            one for one in re.findall(r"<form.*?</form>", page, re.S) if MARK.search(one) and f'name="{field}"' in one
        ]
        sent: dict[str, object] = {}
        for tag in re.findall(r"<input[^>]*>", form):
            name, value = (re.search(rf'{one}="([^"]*)"', tag) for one in ("name", "value"))
            kind = re.search(r'type="(\w+)"', tag)
            if not name or (kind and kind[1] in ("checkbox", "radio") and " checked" not in tag):
                continue
            if kind and kind[1] == "checkbox":
                sent.setdefault(name[1], []).append(value[1] if value else "on")  # type: ignore[attr-defined]
            else:
                sent[name[1]] = value[1] if value else ""
        for name_, inner in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', form, re.S):
            chosen = re.search(r'value="([^"]*)"[^>]* selected', inner)
            sent[name_] = chosen[1] if chosen else ""
        for name_, inner in re.findall(r'<textarea name="(\w+)"[^>]*>(.*?)</textarea>', form, re.S):
            sent[name_] = inner.strip()
        return sent
