"""The page: self-contained, accessible, and every number a way to its words."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from lxml import html as lxml_html

from teema.report.blocks import Column, Paragraph, Report, Run, Segment, Table, cell
from teema.report.html import MOST_ROWS, html_page


@pytest.fixture(scope="module")
def page(working: Report) -> Any:
    """The working edition, parsed."""
    return lxml_html.document_fromstring(html_page(working))


def evidence(page: Any) -> dict[str, Any]:
    """Return the page's segments."""
    read: dict[str, Any] = json.loads(page.get_element_by_id("evidence").text)
    return read


def said_behind(page: Any, link: Any) -> list[str]:
    """Return the coded words that a link opens."""
    data = evidence(page)
    rows = [data["segments"][int(place)] for place in link.get("data-s").split()]
    return [data["texts"][text][start:end] for _, _, text, start, end, _ in rows]


def test_nothing_is_fetched_from_anywhere(working: Report, public: Report) -> None:
    """No address outside the page: every reference is an anchor or data, and the policy forbids the rest."""
    for report in (working, public):
        page = lxml_html.document_fromstring(html_page(report))
        addresses = [
            value for one in page.iter() for name, value in one.items() if name in ("src", "href", "srcset", "action")
        ]
        assert all(one.startswith(("#", "data:")) for one in addresses)
        assert not re.search(r"@import|url\((?!data:)", page.findtext(".//style"))
        assert page.xpath("//meta[@http-equiv]/@content")[0].startswith("default-src 'none'")


def test_the_policy_allows_exactly_this_style_and_script(page: Any) -> None:
    """The policy names the page's own style and script by their hashes; eval and inline code stay forbidden."""
    policy = page.xpath("//meta[@http-equiv]/@content")[0]
    for text in (page.findtext(".//style"), page.xpath("//script[not(@type)]")[0].text):
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy
    assert "unsafe" not in policy
    assert not page.xpath("//@style | //*[@onclick or @onload]")


def test_the_public_edition_holds_no_segments_and_no_script(public: Report, working: Report) -> None:
    """Even when blocks name segments and the report holds them, the public page leads to none."""
    careless = replace(public, segments=working.segments)
    for report in (public, careless):
        text = html_page(report)
        assert "<script" not in text
        assert "data-s=" not in text
        assert "00000000-0000-4000" not in text


def test_numbers_open_their_words(page: Any) -> None:
    """Runs, quotes, lines and counts with evidence are links; a count opens what all its lines rest on, each once."""
    link = next(one for one in page.xpath("//a[@class='e']") if one.text == "kolmessa neljästä")
    assert said_behind(page, link) == [f"puhelimeen ei saa ketään kiinni 😀 ({n})" for n in range(3)]
    count = next(one for one in page.xpath("//td//a[@class='e']") if one.text == "3/4")
    assert len(said_behind(page, count)) == 4
    assert link.get("href") == "#segment-00000000-0000-4000-8000-000000000000"


def test_unknown_segments_make_no_link(working: Report) -> None:
    """Words whose evidence the report does not hold stay plain words."""
    report = replace(working, blocks=(Paragraph((Run("sana", segments=("tuntematon",)),)),))
    assert 'class="e"' not in html_page(report)


def test_a_turn_is_stored_once() -> None:
    """Segments of one turn share its text; positions count code points, so emoji do not shift them."""
    turn = "No 😀 hidas ja vaikea."
    segments = {
        "a": Segment("a", "K1", "No 😀 ", "hidas", " ja vaikea.", "x"),
        "b": Segment("b", "K1", "No 😀 hidas ja ", "vaikea", ".", "x"),
    }
    report = Report("R", "", "fi", "working", (Paragraph((Run("2", segments=("a", "b")),)),), segments=segments)
    page = lxml_html.document_fromstring(html_page(report))
    assert evidence(page)["texts"] == [turn]
    assert said_behind(page, page.xpath("//a[@class='e']")[0]) == ["hidas", "vaikea"]


def test_text_never_becomes_markup(working: Report) -> None:
    """Neither a cell nor a segment can end the script element or start one."""
    text = html_page(working)
    assert text.count("<script") == 2
    assert text.count("</script>") == 2
    assert "&lt;script&gt;alert(&#x27;ä&#x27;)" in text


def test_the_page_has_landmarks_and_headings_in_order(page: Any) -> None:
    """One main, one h1, a skip link, named navigation; heading levels never jump down more than one."""
    assert page.get("lang") == "fi"
    assert len(page.xpath("//main")) == len(page.xpath("//h1")) == 1
    assert page.xpath("//a[@class='skip']/@href") == ["#content"]
    assert page.xpath("//nav/@aria-label") == ["Sisällys"]
    levels = [int(one.tag[1]) for one in page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_anchor_has_its_target(page: Any) -> None:
    """Contents and references lead somewhere on the page; ids are unique."""
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    anchors = {one[1:] for one in page.xpath("//a[not(@class='e')]/@href")}
    assert anchors <= set(ids)


def test_tables_name_themselves_and_their_headers(page: Any) -> None:
    """Each table has a caption, column and row headers with scope, and a scrolling region that the keyboard reaches."""
    for table in page.xpath("//table"):
        assert table.find("caption") is not None
        assert set(table.xpath("./thead//th/@scope")) == {"col"}
        assert all(len(row.xpath("./th[@scope='row']")) == 1 for row in table.xpath("./tbody/tr"))
        region = table.getparent()
        assert (region.get("role"), region.get("tabindex")) == ("region", "0")
        assert region.get("aria-labelledby") == table.find("caption").get("id")


def test_states_have_classes_and_words(page: Any) -> None:
    """A tinted cell says its state in words as well."""
    assert {one.text_content() for one in page.xpath("//td[@class='bad']")} == {"ei täyttynyt"}
    assert {one.text_content() for one in page.xpath("//td[@class='void']")} == {"ei kysytty"}


def test_pictures_are_drawn_in_the_page_with_alternative_text(page: Any) -> None:
    """A figure is drawn sharp from the page itself, told in words, and lettered with the fonts that came along."""
    drawing = page.xpath("//figure//div[@class='drawing']")[0]
    assert (drawing.get("role"), drawing.get("aria-label")) == ("img", "Pylväskuvio: asiakkuus 3, palvelut 3")
    assert drawing.find("svg") is not None
    assert page.findtext(".//style").count("@font-face") == 2
    assert "font-src data:" in page.xpath("//meta[@http-equiv]/@content")[0]


def test_a_page_without_figures_carries_no_fonts(working: Report) -> None:
    """Letters for drawings come only where something is drawn: a customer's page stays small enough to mail."""
    text = html_page(replace(working, blocks=(Paragraph((Run("sana"),)),)))
    assert "@font-face" not in text
    assert len(text) < 40_000


def test_a_short_page_has_no_numbers_and_no_contents(public: Report) -> None:
    """A report of kind "page" numbers neither headings nor captions; its tables still name themselves."""
    page = lxml_html.document_fromstring(html_page(replace(public, kind="page")))
    assert not page.xpath("//nav | //*[@class='no']")
    assert page.xpath("//caption")[0].text_content() == "Asiakaskokemukset alateemoittain"


def test_few_columns_become_cards_on_a_narrow_screen() -> None:
    """Each cell but the first then says its column's name, whatever letters that has; many columns scroll instead."""
    few = Table("t", "T", (Column("Sanoitte"), Column('Te"}</style>')), ((cell("x"), cell("y")),))
    many = Table("m", "M", tuple(Column(f"c{n}") for n in range(6)), ())
    text = html_page(Report("R", "", "fi", "public", (few, many)))
    page = lxml_html.document_fromstring(text)
    assert [one.get("class") for one in page.xpath("//table")] == ["cards", ""]
    assert text.count("</style>") == 1
    assert ":nth-child(2):not(:empty)::before" in text


def test_spaces_around_linked_words_are_not_linked(working: Report) -> None:
    """The underline ends where the words do."""
    text = html_page(
        replace(working, blocks=(Paragraph((Run(" kolme. ", segments=tuple(working.segments)[:1]), Run("x"))),))
    )
    assert "<p> <a " in text
    assert ">kolme.</a> x" in text


def test_a_very_long_table_ends_with_a_line_that_says_so() -> None:
    """The page shows 2,000 rows of a table and says where the rest are."""
    rows = ((cell("x"),),) * (MOST_ROWS + 1234)
    text = html_page(Report("R", "", "en", "public", (Table("t", "T", (Column("a"),), rows),)))
    assert text.count("<th scope=row>") == MOST_ROWS
    assert "… and 1,234 more; all of them are in the workbook." in text


def test_a_key_of_any_letters_is_an_address() -> None:
    """Keys with spaces, quotes or ä still make valid ids, anchors and style rules."""
    table = Table('ä "b" }', "T", (Column("a"),), ())
    page = lxml_html.document_fromstring(
        html_page(Report("R", "", "fi", "public", (Paragraph((Run("", ref=table.key),)), table)))
    )
    target = page.xpath("//main//p/a/@href")[0][1:]
    assert page.get_element_by_id(target).get("class") == "captioned"
    assert "}" not in target
