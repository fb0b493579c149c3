"""From a number to its segments: the same analysis as the report's, and exactly what was counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from teema.analysis.whole import analyse
from teema.study import Study as PlainStudy
from teema.web.bridge.standing import results_of
from teema.web.coding.models import Coding
from teema.web.comparison.segments import address
from teema.web.studies.models import Study


def test_the_results_are_those_of_the_plain_study(study: Study, example: PlainStudy) -> None:
    """The workbench counts what the report counts."""
    assert results_of(study).by_group.cells == analyse(example).by_group.cells


def test_a_cell_opens_what_it_counts(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Every cell of sub-themes by group opens as many segments as it tells."""
    table = results_of(study).by_group
    for (row, column), count in table.cells.items():
        url = address(study, "properties", sub_theme=row or "", group=column or "")
        page = as_persona("reader").get(url).content.decode()
        assert f'data-segments="{count.segments}" data-customers="{count.customers}"' in page


def test_an_unknown_selection_is_told(study: Study, as_persona: Callable[[str], Client]) -> None:
    """An address that says nothing of a number isn't answered with everything."""
    assert "B801" in as_persona("reader").get(address(study, "vääräksi")).content.decode()


@pytest.mark.django_db
def test_results_follow_a_change_and_its_undoing(study: Study, as_persona: Callable[[str], Client]) -> None:
    """A coding taken away is no longer counted; undone, it is again; and what was held before stays as it was."""
    before = results_of(study)
    coding = Coding.objects.filter(study=study, key=before.codings["coding_id"][0]).get()
    client = as_persona("lead")
    client.post(f"/s/{study.slug}/codings/{coding.pk}/remove/", "{}", content_type="application/json")
    assert results_of(study).codings.height == before.codings.height - 1
    client.post(reverse("studies:undo", kwargs={"study": study.slug}))
    assert results_of(study).codings.height == before.codings.height
    assert results_of(study) is not before
