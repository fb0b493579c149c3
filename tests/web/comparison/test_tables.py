"""The report's tables, the free matrix and a topic's way: the same numbers as the analysis, whichever way they are set out."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from teema.report.words import Words
from teema.study import Study as PlainStudy
from teema.web.accounts.models import User
from teema.web.bridge import load
from teema.web.bridge.standing import results_of
from teema.web.comparison.queries.matrix import Choice, chosen, matrix
from teema.web.comparison.queries.properties import KINDS, present
from teema.web.comparison.queries.report_tables import entries
from teema.web.studies.models import Study

DATA = re.compile(r'data-count="(\d+)"')


def _page(client: Client, study: Study, name: str, query: str = "") -> str:
    answer = client.get(reverse(f"comparison:{name}", kwargs={"study": study.slug}) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_tables_are_numbered_as_in_the_report(study: Study) -> None:
    """Table 1 is the interviews, Table 2 the frame, 3–8 the themes in their order."""
    known = entries(results_of(study), "fi")
    assert [one.number for one in known] == list(range(1, len(known) + 1))
    themes = [one.parameters.get("theme") for one in known]
    assert themes[:2] == [None, None]
    assert themes[2:] == [theme.key for theme in results_of(study).study.codebook.themes]


@pytest.mark.parametrize("unit", ["customers", "interviews", "segments"])
def test_the_matrix_counts_as_the_analysis(study: Study, unit: str) -> None:
    """Each cell of sub-themes by groups is the report's; a total counts a customer and an interview once."""
    results = results_of(study)
    found = matrix(study, results, Words(results.study, "fi"), chosen(results, {"unit": unit}))
    for row, key in zip(found.rows, results.by_group.rows, strict=True):
        for cell, group in zip(row.cells, results.by_group.columns, strict=True):
            counted = getattr(results.by_group.cell(key, group), unit)
            assert (cell.number.count if cell.number else 0) == counted
    assert found.whole.number is not None
    assert found.whole.number.count == len(
        set(results.codings["coding_id" if unit == "segments" else unit[:-1]]) - {None}
    )


def test_every_property_can_stand_by_every_other(study: Study, as_persona: Callable[[str], Client]) -> None:
    """No choice that the page offers fails, and turned round it has the same numbers."""
    results, words = results_of(study), Words(results_of(study).study, "fi")
    for rows in present(results):
        for columns in present(results):
            if rows != columns:
                choice = Choice(rows, columns, "segments")
                ways = (matrix(study, results, words, one) for one in (choice, choice.turned))
                one, other = (
                    [[cell.number and cell.number.count for cell in row.cells] for row in way.rows] for way in ways
                )
                assert one == [list(row) for row in zip(*other, strict=True)]
    reader = as_persona("reader")
    for kind in KINDS:
        _page(reader, study, "matrix", f"?rows={kind}&columns=group&unit=customers")


def test_not_asked_is_told_apart_from_silence(study: Study, as_persona: Callable[[str], Client]) -> None:
    """What a customer wasn't asked is hatched and says so; a silence is 0 of n."""
    page = _page(as_persona("reader"), study, "matrix", "?rows=sub_theme&columns=customer")
    assert 'class="number not-asked"><span>ei kysytty</span>' in page
    silent = _page(as_persona("reader"), study, "matrix", "?rows=topic&columns=customer")
    assert 'class="number none"><span class="number" data-count="0">0/1</span>' in silent


def test_a_theme_table_counts_in_the_unit_asked_for(study: Study, as_persona: Callable[[str], Client]) -> None:
    """The switch changes what a cell tells, not what its lines open; transposed, a table has the same numbers."""
    reader = as_persona("reader")
    customers, segments, turned = (
        _page(reader, study, "tables", query) for query in ("", "?unit=segments", "?turned=1")
    )
    assert "/4</a>" in customers
    assert customers.count('data-unit="customers"') > 0 == segments.count('data-unit="customers"')
    assert sorted(DATA.findall(turned)) == sorted(DATA.findall(customers))


def test_the_interviews_lead_to_their_pages(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Table 1 tells how many codings each interview has, and all of them."""
    page = _page(as_persona("reader"), study, "tables", "?table=interviews")
    assert page.count(f"/s/{study.slug}/interviews/") > results_of(study).material.interviews
    assert f'data-count="{results_of(study).codings.height}"' in page


def test_a_topic_is_followed_through_the_themes(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Each place of the topic opens, and the whole of it."""
    results = results_of(study)
    topic = results.topics[0]
    page = _page(as_persona("reader"), study, "topics", f"?topic={topic.key}")
    assert f'data-count="{topic.segments}" data-unit="segments"' in page
    assert f'data-count="{topic.customers}" data-unit="customers"' in page


def test_pages_without_codings_teach(lead: User, study: Study, as_persona: Callable[[str], Client]) -> None:
    """Before the first coding each page says what will stand there and where to go."""
    bare = load(PlainStudy("tyhja", "Tyhjä"), lead)
    for name in ("tables", "matrix", "summaries", "topics"):
        assert 'class="empty"' in _page(as_persona("lead"), bare, name)
