"""The pages of measures: what the list and each measure tell, what one writes on them, and that every number opens what it counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from teema.study import Study as PlainStudy
from teema.web.accounts.models import User
from teema.web.bridge import load
from teema.web.history.seen import seen
from teema.web.improvement.actions.measures import COLUMNS, change_measure
from teema.web.improvement.models import Measure
from teema.web.studies.models import Study

NUMBER = re.compile(r'<a class="(?:number|opens)"[^>]* href="([^"]+)" data-count="(\d+)" data-unit="(\w+)"')
KEYS = re.compile(r'<span class="quiet">(T\d+)</span>')


@pytest.fixture
def measure(study: Study) -> Measure:
    """The example's first measure: done, and helped."""
    return Measure.objects.get(study=study, key="T1")


def of(study: Study, page: str, **where: object) -> str:
    return reverse(f"results:{page}", kwargs={"study": study.slug, **where})


def sent(row: Measure, **values: object) -> dict[str, object]:
    """Return what the form of a measure sends."""
    written = {name: getattr(row, name) for name in COLUMNS} | {"seen": seen(row, *COLUMNS)}
    return {name: "" if value is None else value for name, value in (written | values).items()}


def test_every_number_opens_what_it_counts(study: Study, as_persona: Callable[[str], Client]) -> None:
    """The effects' customers, each mean's segments, each finding's evidence: of the list and of every measure's page."""
    reader, followed = as_persona("reader"), 0
    places = [of(study, "measure", measure=one.pk) for one in Measure.objects.filter(study=study)]
    for place in (of(study, "measures"), *places):
        for url, count, unit in NUMBER.findall(reader.get(place).content.decode()):
            assert f'data-{unit}="{count}"' in reader.get(unescape(url)).content.decode(), url
            followed += 1
    assert followed > 40


def test_the_list_narrows_and_sorts(study: Study, as_persona: Callable[[str], Client]) -> None:
    """By status, lateness by the day's date, finding, group, aim and word; by title, responsible, day and status."""
    reader, place = as_persona("reader"), of(study, "measures")
    Measure.objects.filter(study=study, key="T5").update(due=localdate() - timedelta(days=1))
    Measure.objects.filter(study=study).exclude(key="T5").exclude(status="done").update(due=localdate())

    def keys(asked: str) -> list[str]:
        return KEYS.findall(reader.get(f"{place}?{asked}").content.decode())

    assert len(keys("")) == 10
    assert keys("status=late") == ["T5"]
    assert keys("status=done") == ["T1", "T2", "T3", "T4"]
    assert keys("finding=P2") == ["T1"]
    assert keys("visible=yhteiso&status=done") == ["T1", "T2", "T4"]
    assert keys("value=uudet-asiakkaat") == ["T9"]
    assert keys("words=hinnasto") == ["T9"]
    assert keys("sort=due")[:2] == ["T1", "T4"]
    assert keys("sort=status")[0] == "T5"
    assert keys("sort=owner")[0] == "T6"


def test_what_is_late_comes_longest_first(study: Study, as_persona: Callable[[str], Client]) -> None:
    """The list of what is late begins with what was due first."""
    days = {"T8": 3, "T5": 9, "T9": 1}
    Measure.objects.filter(study=study).update(status="done")
    for key, ago in days.items():
        due = localdate() - timedelta(days=ago)
        Measure.objects.filter(study=study, key=key).update(status="doing", due=due)
    late = as_persona("reader").get(of(study, "measures")).context["late"]
    assert [one.measure.key for one in late] == sorted(days, key=lambda key: -days[key])


def test_a_finding_begins_a_measure(study: Study, as_persona: Callable[[str], Client]) -> None:
    """The form comes with the finding chosen, and what is written becomes a measure on it."""
    coder, place = as_persona("coder"), f"{of(study, 'new-measure')}?finding=P8"
    form = coder.get(place).content.decode()
    assert re.search(r'value="P8"[^>]* checked', form)
    answer = coder.post(
        place, {"title": "Ohje uusiksi", "findings": ["P8"], "status": "planned", "visible_to": ["all"]}
    )
    row = Measure.objects.get(study=study, title="Ohje uusiksi")
    assert answer.headers["Location"] == of(study, "measure", measure=row.pk)
    assert (row.findings, row.visible_to) == (["P8"], ["all"])


def test_a_measure_without_a_title_stays_in_its_form(study: Study, as_persona: Callable[[str], Client]) -> None:
    """What was written else is still there."""
    answer = as_persona("coder").post(
        of(study, "new-measure"), {"title": "", "owner": "talousjohtaja", "status": "doing"}
    )
    assert answer.status_code == 422
    assert "talousjohtaja" in answer.content.decode()


def test_both_of_two_writers_keep_their_words(
    measure: Measure, study: Study, lead: User, as_persona: Callable[[str], Client]
) -> None:
    """The second sees the first's measure above their own form; saving again replaces it knowingly."""
    coder, place = as_persona("coder"), of(study, "edit-measure", measure=measure.pk)
    mine = sent(measure, owner="minun sanani")
    change_measure(lead, measure, owner="toisen sana")
    refused = coder.post(place, mine)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "toisen sana" in page
    assert "minun sanani" in page
    again = re.search(r'name="seen" value="(\w+)"', page)
    assert again
    coder.post(place, mine | {"seen": again[1]})
    assert Measure.objects.get(pk=measure.pk).owner == "minun sanani"


def test_saving_loses_nothing_that_is_gone_from_the_study(
    measure: Measure, study: Study, as_persona: Callable[[str], Client]
) -> None:
    """A finding, an aim or a group that the study no longer holds stays with the measure until it is taken away."""
    measure.findings, measure.value, measure.visible_to = ["P2", "P99"], ["poissa"], ["kunta", "vanha"]
    measure.save()
    coder, place = as_persona("coder"), of(study, "edit-measure", measure=measure.pk)
    assert "P99 (ei enää tutkimuksessa)" in coder.get(place).content.decode()
    coder.post(place, sent(measure, owner="uusi"))
    now = Measure.objects.get(pk=measure.pk)
    assert (now.findings, now.value, now.visible_to) == (["P2", "P99"], ["poissa"], ["kunta", "vanha"])


def test_a_measure_is_marked_and_removed_at_one_press(
    measure: Measure, study: Study, as_persona: Callable[[str], Client]
) -> None:
    """A reader has no such buttons."""
    page = of(study, "measure", measure=measure.pk)
    assert "mark/" not in as_persona("reader").get(page).content.decode()
    coder = as_persona("coder")
    coder.post(of(study, "mark-measure", measure=measure.pk), {"status": "doing", "seen": seen(measure, *COLUMNS)})
    assert Measure.objects.get(pk=measure.pk).status == "doing"
    coder.post(of(study, "remove-measure", measure=measure.pk))
    assert not Measure.objects.filter(pk=measure.pk).exists()
    assert coder.get(page).status_code == 404


def test_the_report_and_the_page_tell_the_same_effect(study: Study, as_persona: Callable[[str], Client]) -> None:
    """T1 helped all three who could be compared."""
    page = as_persona("reader").get(of(study, "measures")).content.decode()
    assert re.search(r'data-count="3" data-unit="customers">3</a>/<a[^>]+data-count="3"', page)


def test_a_list_without_measures_teaches(lead: User, as_persona: Callable[[str], Client]) -> None:
    """It says what a measure is, and begins one."""
    empty = load(PlainStudy("s", "Tyhjä"), lead)
    page = as_persona("lead").get(of(empty, "measures")).content.decode()
    assert "Toimenpiteitä ei vielä ole" in page
    assert of(empty, "new-measure") in page
