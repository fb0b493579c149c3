"""Numbers as links: what they say, where they stand, and that a cell of a table is found again."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils.html import conditional_escape

from teema.errors import NotFound
from teema.web.bridge.standing import results_of
from teema.web.comparison.numbers import Number, number
from teema.web.comparison.segments import selected
from teema.web.comparison.tables import shown
from teema.web.studies.models import Study


def _query(one: Number) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(one.url).query, keep_blank_values=True))


def test_a_number_is_a_link_that_says_what_it_counts(study: Study) -> None:
    """The link carries the count and its unit; a number of nothing opens nothing; what is shown is escaped."""
    link = conditional_escape(number(study, 3, "properties", "customers", "3/4", group="<kunnat>"))
    assert 'class="number"' in link
    assert 'data-count="3" data-unit="customers"' in link
    assert "%3Ckunnat%3E" in link
    assert Template("{{ one }}").render(Context({"one": number(study, 3, "properties")})).startswith("<a ")
    assert "<a" not in conditional_escape(number(study, 0, "properties", text="0/4"))
    assert "&lt;b&gt;" in conditional_escape(number(study, 1, "properties", text="<b>"))


def test_each_line_and_tally_of_a_table_opens_what_it_counts(study: Study) -> None:
    """Every line of a theme's table opens its segments, every k/n its customers, in whatever language it was made."""
    results = results_of(study)
    for language in ("fi", "en"):
        for theme in results.themes:
            table = shown(study, "theme", language, theme=theme.theme)
            for cell in (cell for row in table.rows for cell in row):
                for one in (*cell.lines, cell.tally):
                    if isinstance(one, Number) and one.count:
                        found = selected(results, _query(one))
                        units = {"segments": len(found), "customers": len({results.customer_of[key] for key in found})}
                        assert units[one.unit] == one.count


def test_places_on_a_page_are_each_numbers_own(study: Study) -> None:
    """No two numbers of a table stand at one place: back leads to the right cell."""
    table = shown(study, "theme", "fi", theme=results_of(study).themes[0].theme)
    places = [
        one.at for row in table.rows for cell in row for one in (*cell.lines, cell.tally) if isinstance(one, Number)
    ]
    assert len(places) == len(set(places)) > 10


def test_a_cell_that_is_gone_is_told(study: Study) -> None:
    """A cell that the table no longer has isn't answered with another cell's words."""
    results = results_of(study)
    for parameters in (
        {"table": "no"},
        {"table": "theme", "theme": results.themes[0].theme, "row": "x", "column": "y"},
    ):
        with pytest.raises(NotFound) as told:
            selected(results, {"by": "cell", "in": "fi", **parameters})
        assert told.value.code == "B802"


def test_a_table_changes_its_rows_and_columns_round(study: Study) -> None:
    """Twice round is the table again; a cell keeps what it opens."""
    table = shown(study, "theme", "fi", theme=results_of(study).themes[0].theme)
    assert table.transposed.rows[0][1].lines == table.rows[0][1].lines
    assert [row[0].lines for row in table.transposed.rows] == [(column.text,) for column in table.columns[1:]]
    assert len(table.transposed.columns) == len(table.rows) + 1


def test_the_page_leads_back_to_the_number(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Who came from a page of ours gets a way back to the cell; who came from elsewhere, none."""
    one = number(study, 1, "properties", theme=results_of(study).themes[0].theme)
    reader = as_persona("reader")
    ours = reader.get(one.url, headers={"referer": "http://testserver/s/x/tables/?unit=segments"}).content.decode()
    assert f'href="/s/x/tables/?unit=segments#{one.at}"' in ours
    assert one.at not in reader.get(one.url, headers={"referer": "http://elsewhere/x/"}).content.decode()
