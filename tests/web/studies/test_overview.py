"""The first pages: how far a study is, what comes next and what is thin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from teema.study import Study as PlainStudy
from teema.web.accounts.models import User
from teema.web.bridge import load
from teema.web.bridge.standing import results_of
from teema.web.coding.models import Code, Coding
from teema.web.improvement.models import Measure
from teema.web.insight.models import Finding
from teema.web.material.models import Document, Relevance
from teema.web.studies.contributions import counts_by_study, gaps_of
from teema.web.studies.models import Customer, Group, GuideVersion, Interview, Study
from teema.web.studies.queries.overview import coming, interview_rows, next_thing, quotas_of
from teema.web.studies.queries.progress import progress


def next_key(study: Study) -> str:
    """Return which thing is next."""
    found = next_thing(study, counts_by_study(Study.objects.all())[study.pk])
    return found.key if found else ""


def test_the_navigation_follows_what_is_done(study: Study, as_persona: Callable[[str], Client]) -> None:
    """It is asked for anew after a change, and shows the page that it stands on as the current one."""
    client, place = as_persona("lead"), f"/s/{study.slug}/documents/"
    assert f'hx-get="/s/{study.slug}/navigation/?at={place}"' in client.get(place).content.decode()
    anew = client.get(f"/s/{study.slug}/navigation/", {"at": place}).content.decode()
    assert f'<a href="{place}" aria-current="page">' in anew
    assert "<html" not in anew


def test_all_counts_of_all_studies_are_one_query(
    study: Study, example: PlainStudy, lead: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """However many studies and rooms there are."""
    load(example, lead)
    with django_assert_num_queries(1):
        counts = counts_by_study(Study.objects.all())
    assert [one["documents"] for one in counts.values()] == [11, 11]


def test_the_example_is_done_but_for_the_review(study: Study) -> None:
    """Each step tells k/n."""
    far = progress(study, counts_by_study(Study.objects.all())[study.pk])
    assert {name: one.count for name, one in far.items()} == {
        "design": "3/3",
        "customers": "8/8",
        "guide": "1/2",
        "interviews": "11/11",
        "documents": "11/11",
        "coding": "11/11",
        "findings": "18/18",
        "measures": "4/10",
    }
    assert far["guide"].state == "begun"


def test_what_is_next_follows_the_work(lead: User) -> None:
    """An empty study begins with its questions, then its groups, its customers and its guide."""
    study = load(PlainStudy("s", "Tyhjä"), lead)
    assert next_key(study) == "questions"
    study.questions = ["Miksi?"]
    assert next_key(study) == "groups"
    group = Group.objects.create(study=study, key="g", name="G", quota=2)
    assert next_key(study) == "customers"
    customer = Customer.objects.create(study=study, key="a", group=group)
    assert next_key(study) == "guide"
    GuideVersion.objects.create(study=study, number=1, text="# Runko")
    assert next_key(study) == "review"
    GuideVersion.objects.update(reviewed_on=date(2026, 7, 1))
    assert next_key(study) == "choose"
    interview = Interview.objects.create(study=study, key="i", customer=customer)
    Group.objects.update(quota=1)
    assert next_key(study) == "interviews"
    interview.status = Interview.Status.HELD
    interview.save()
    assert next_key(study) == "transcripts"
    document = Document.objects.create(study=study, key="d", text="H1: puhe", interview=interview)
    assert next_key(study) == "code"
    code = Code.objects.create(study=study, key="c", name="c")
    Coding.objects.create(study=study, key="k", document=document, code=code, start=4, end=8)
    assert next_key(study) == "conclude"
    finding = Finding.objects.create(study=study, key="P1", statement="Näin on.")
    assert next_key(study) == "measures"
    measure = Measure.objects.create(study=study, key="T1", title="Tehdään näin.", due=localdate() - timedelta(days=1))
    assert next_key(study) == "late"
    measure.due = localdate()
    measure.save()
    assert next_key(study) == "evidence"
    finding.evidence = ["k"]
    finding.save()
    assert next_key(study) == ""


def test_each_interview_tells_how_far_it_is(study: Study) -> None:
    """Words, interviewees' turns with a coding, passages excluded, topics covered: the turns are those that the report counts."""
    rows = {one.interview.key: one.facts for one in interview_rows(study)}
    report = results_of(study).material.by_interview
    told = {one.interview: (one.turns_coded, one.turns_of_representatives) for one in report}
    coded = {key: fact for key, facts in rows.items() if (fact := facts["coded"])}
    assert {key: (coded[key].count, coded[key].of) for key in told} == told
    assert len(rows) == 11
    assert all(facts["text"] and facts["covered"] for facts in rows.values())


def test_late_measures_are_told_on_the_first_page_and_in_the_navigation(
    study: Study, as_persona: Callable[[str], Client]
) -> None:
    """A measure is late by the day's date; one that is done or dropped never is."""
    Measure.objects.filter(study=study).update(due=localdate() - timedelta(days=3), status="done")
    late = Measure.objects.filter(study=study)[0]
    late.status = "doing"
    late.save()
    counts = counts_by_study(Study.objects.all())[study.pk]
    gap = next(one for one in gaps_of(study) if one.kind == "measures")
    assert (counts["measures_late"], progress(study, counts)["measures"].state) == (1, "late")
    assert [(thing.name, thing.count) for thing in gap.things] == [(late.title, 3)]
    shown = as_persona("reader").get(reverse("studies:overview", kwargs={"study": study.slug})).content.decode()
    assert "myöhässä" in shown


def test_the_navigation_leads_nobody_to_what_they_cannot_open(
    study: Study, as_persona: Callable[[str], Client]
) -> None:
    """Bringing in and taking out is shown to those who may; everyone sees the rest."""
    address, transfer = (
        reverse(one, kwargs={"study": study.slug}) for one in ("studies:overview", "exchange:transfer")
    )
    shown = {one: as_persona(one).get(address).content.decode() for one in ("commenter", "coder")}
    assert [f'href="{transfer}"' in shown[one] for one in ("commenter", "coder")] == [False, True]
    assert all(reverse("studies:members", kwargs={"study": study.slug}) in one for one in shown.values())


def test_a_finding_that_nobody_does_something_needs_no_evidence(study: Study) -> None:
    """Another without evidence is told of."""
    for key, statement in (("A", "Kukaan asiakkaista ei moiti hintoja."), ("B", "Osa asiakkaista moittii hintoja.")):
        Finding.objects.create(study=study, key=key, statement=statement)
    gap = next(one for one in gaps_of(study) if one.kind == "findings")
    assert (gap.count, [thing.name for thing in gap.things]) == (1, ["Osa asiakkaista moittii hintoja."])


def test_a_cancelled_interview_fills_no_quota(study: Study) -> None:
    """Its customer is neither chosen nor interviewed by it."""
    customer = Customer.objects.filter(study=study, group__key="kuntayhtyma").first()
    Document.objects.filter(interview__customer=customer).update(interview=None)
    Interview.objects.filter(customer=customer).update(status=Interview.Status.CANCELLED, minutes=None)
    assert [(one.name, one.wanted, one.chosen, one.held) for one in quotas_of(study)] == [
        ("Kunnat", 4, 4, 4),
        ("Kuntayhtymät", 2, 1, 1),
        ("Yhteisöt", 2, 2, 2),
    ]


def test_interviews_to_come_have_a_day_and_are_not_held(study: Study) -> None:
    """The nearest first."""
    today = localdate()
    for place in (2, 1, -1):
        Interview.objects.create(study=study, key=f"tuleva{place}", date=today + timedelta(days=place))
    assert [one.key for one in coming(study, today)] == ["tuleva1", "tuleva2"]


def test_what_is_thin_is_counted_by_its_kind(study: Study) -> None:
    """Documents without coding, turns that nothing was done to, sub-themes of few documents."""
    first = Document.objects.filter(study=study).first()
    Coding.objects.filter(document=first).delete()
    Relevance.objects.filter(document=first).delete()
    code = Code.objects.filter(study=study, key="odotukset-palvelut").first()
    Coding.objects.filter(code=code).delete()
    found = {gap.kind: gap for gap in gaps_of(study)}
    assert (found["documents"].count, found["documents"].of) == (1, 11)
    assert [thing.count for thing in found["sub_themes"].things] == [0]
    assert 0 < found["turns"].count < found["turns"].of


@pytest.mark.parametrize("page", ["studies:home", "studies:overview"])
def test_the_first_pages_show_the_example(page: str, study: Study, as_persona: Callable[[str], Client]) -> None:
    """With the title, the organisation and how far each step is."""
    place = reverse(page, kwargs={"study": study.slug} if page.endswith("overview") else None)
    shown = as_persona("reader").get(place).content.decode()
    assert study.organisation in shown
    assert "11/11" in shown


def test_what_is_thin_is_shown_when_asked_for(study: Study, as_persona: Callable[[str], Client]) -> None:
    """The page comes at once and asks for it; without scripts it is a link."""
    client, place = as_persona("reader"), reverse("studies:overview", kwargs={"study": study.slug})
    assert "Koodaamattomia puheenvuoroja" not in client.get(place).content.decode()
    assert "Koodaamattomia puheenvuoroja" in client.get(f"{place}?thin").content.decode()


def test_an_empty_home_teaches(lead: User) -> None:
    """It says what belongs here."""
    client = Client()
    client.force_login(lead)
    assert "Täällä ei ole vielä tutkimuksia" in client.get("/").content.decode()
