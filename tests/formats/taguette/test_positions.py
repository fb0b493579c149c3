"""Taguette's bytes over its pages' text nodes → code points of readable text, whatever the page holds."""

from __future__ import annotations

import html
import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.taguette.conftest import Marked, Project, write

from teema.formats.taguette import read_project
from teema.formats.taguette.contents import Contents

LETTERS = st.sampled_from(
    ["a", "ä", "a\u0308", "😀", "👩\u200d🔧", "\xa0", " ", "  ", "\n", "&", "<", "–", "x", "ö", "\u200b", "é"]
)
WORDS = st.lists(LETTERS, min_size=1, max_size=12).map("".join)
INLINE = st.tuples(st.sampled_from(["", "b", "em", "u", "strong"]), WORDS)
BLOCK = st.tuples(
    st.sampled_from(["p", "h1", "li", "p"]), st.lists(INLINE, min_size=1, max_size=4), st.sampled_from(["", "\n"])
)


def page_of(blocks: list[tuple[str, list[tuple[str, str]], str]]) -> tuple[str, str]:
    """Return a page as Taguette stores it, and its text nodes one after another: what its bytes are counted over."""
    page, raw = "<p>.</p>", "."
    for tag, runs, gap in blocks:
        inner = "".join(
            f"<{one}>{html.escape(words, quote=False)}</{one}>" if one else html.escape(words, quote=False)
            for one, words in runs
        )
        page += f"<ul><li>{inner}</li></ul>{gap}" if tag == "li" else f"<{tag}>{inner}</{tag}>{gap}"
        raw += "".join(words for _, words in runs) + gap
    return page, raw


@settings(max_examples=60, deadline=None)
@given(st.lists(BLOCK, min_size=1, max_size=5))
def test_every_span_keeps_its_words(blocks: list[tuple[str, list[tuple[str, str]], str]]) -> None:
    """Between any two characters of a page, the text shows the words that stand there, white space aside."""
    page, raw = page_of(blocks)
    contents = Contents(page)
    edges = list(itertools.accumulate((len(letter.encode()) for letter in raw), initial=0))
    for first, last in itertools.combinations(range(0, len(raw) + 1, 5), 2):
        start, end = contents.span(edges[first], edges[last])
        shown, stands = contents.text[start:end], Contents(f"<p>{html.escape(raw[first:last])}</p>").text
        if not _cuts_a_letter(raw, first) and not _cuts_a_letter(raw, last):
            assert "".join(shown.split()) == "".join(stands.split())


def _cuts_a_letter(raw: str, at: int) -> bool:
    """Tell whether a position lies between a letter and a mark on it, which are one letter in the canonical text."""
    return raw[at : at + 1] == "\u0308"


def test_the_text_reads_as_a_page_shows_it() -> None:
    """A block or a line break is a line, white space shows as one space, and nothing stands before or after it all."""
    page = "<h1>Otsikko</h1><p>Yksi\n  kaksi<br>kolme</p>\n\n<ul><li>a</li><li><b>b</b> c</li></ul>\n<p> </p><p>loppu </p>\n"
    assert Contents(page).text.rstrip() == "Otsikko\nYksi kaksi\nkolme\na\nb c\nloppu"


def test_an_end_stays_on_its_line() -> None:
    """Words that end a paragraph end before the line break, words that begin one begin after it."""
    contents = Contents("<p>yksi</p><p>kaksi</p>")
    assert (contents.span(0, 4), contents.span(4, 9)) == ((0, 4), (5, 10))


def test_highlights_over_paragraphs_are_verified(tmp_path: Path) -> None:
    """A snippet of several paragraphs says the same words as the text, though the breaks between them aren't counted."""
    marked = Marked(2, 7, "<p>si</p><p>kak</p>")
    path = write(
        tmp_path / "a.sqlite3", [Project(pages=(("H1", "<p>yksi</p><p>kaksi</p>"),), marked=(("H1", marked),))]
    )
    project = read_project(path)
    (mark,) = project.sources[0].selections
    assert (mark.quoted, project.verified) == ("si\nkak", 1)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BLOCK, min_size=1, max_size=6))
def test_text_nodes_are_those_of_taguettes_parser(blocks: list[tuple[str, list[tuple[str, str]], str]]) -> None:
    """The bytes counted are those of the text nodes that html5lib, which Taguette uses, finds in the page."""
    html5lib = pytest.importorskip("html5lib")
    page, raw = page_of(blocks)
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    assert "".join(tree.itertext()) == raw
    counted = Contents(page)
    assert counted.bytes == len(raw.encode())


PAGES = (
    "\n<p>a</p>",
    "  a <p>b</p> \n",
    "a\n<p>b</p>\n<div>c</div>d",
    "<p>a<p>b",
    "<pre>\na\n  b</pre>",
    "<table><tbody><tr><td>a</td>\n<td>b</td></tr></tbody></table>",
    "<ul>\n<li>a<ul><li>b</li></ul></li>\n</ul>",
    "<blockquote>\n<p>a</p>\n</blockquote>",
    "<p>&nbsp;&#128;&amp;lt;&notin;&copy &#x1F600; 1 < 2</p>",
    "<p>a\tb\x0cc\x01d\x85e\x00f\r\ng\rh</p>",
    "\ufeff<p>\ufeffa</p>",
    "<b><p>a</p></b><a href='x'>b</a><br/>c<img src=x>d",
)


@pytest.mark.parametrize("page", PAGES)
def test_odd_pages_are_counted_as_taguette_counts_them(page: str) -> None:
    """White space, entities, control characters, open tags: as many bytes as in html5lib's text nodes."""
    html5lib = pytest.importorskip("html5lib")
    assert Contents(page).bytes == len("".join(html5lib.parse(page, namespaceHTMLElements=False).itertext()).encode())
