"""Searching words, coding hits, saved searches, networks and words: what is shown is what is there, and what is erased is nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from teema.errors import Conflict, NotFound
from teema.search import index_of, kwic
from teema.study import Study as PlainStudy
from teema.web.accounts.models import User
from teema.web.bridge import load, plain_study
from teema.web.bridge.standing import results_of
from teema.web.coding.actions.codebook import remove_code
from teema.web.coding.actions.hits import Hit, code_hits
from teema.web.coding.models import Code, Coding
from teema.web.coding.queries.tree import nodes_of
from teema.web.comparison.queries.search import asked_of, every_hit, page_of
from teema.web.comparison.segments import selected
from teema.web.history.undoing import undo
from teema.web.material.actions.correcting import correct_text
from teema.web.material.actions.searches import remove_search, save_search
from teema.web.material.models import Document, SavedSearch
from teema.web.studies.models import Study

NUMBER = re.compile(r'<a class="(?:number|opens)"[^>]* href="([^"]+)" data-count="(\d+)" data-unit="(\w+)"')


def page(client: Client, study: Study, name: str, **asked: str) -> str:
    """Return a page of the comparison."""
    answer = client.get(reverse(f"comparison:{name}", args=[study.slug]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def numbers(shown: str) -> list[tuple[dict[str, str], int, str]]:
    """Return what each number of a page asks for, counts, and its unit."""
    found = [(unescape(url), int(count), unit) for url, count, unit in NUMBER.findall(shown)]
    return [(dict(parse_qsl(urlsplit(url).query, keep_blank_values=True)), count, unit) for url, count, unit in found]


def a_code(study: Study) -> Code:
    return Code.objects.filter(study=study, parent__isnull=False)[0]


def test_the_workbench_finds_what_the_command_finds(study: Study, example: PlainStudy) -> None:
    """A search gives the hits of ``teema kwic``, with the customers and interviews that they are from."""
    lines, found = (
        kwic(index_of(example), "palvelu", most=50),
        page_of(study, nodes_of(study), asked_of({"q": "palvelu"}), 1),
    )
    assert [(one.line.document, one.line.start, one.line.hit) for one in found.found] == [
        (one.document, one.start, one.hit) for one in lines.lines
    ]
    assert found.hits == lines.hits > 0
    assert 0 < found.customers <= found.n == len({one.customer for one in example.interviews})


def test_a_page_past_the_last_is_the_last(study: Study) -> None:
    """Hits that are fewer than the address says show their last page."""
    assert page_of(study, nodes_of(study), asked_of({"q": "palvelu"}), 99).number == 1


def test_a_query_that_cant_be_understood_is_told_beside_the_field(
    study: Study, as_persona: Callable[[str], Client]
) -> None:
    """The page says what is wrong and where, and keeps what was written."""
    answer = as_persona("reader").get(reverse("comparison:search", args=[study.slug]), {"q": '"auki'})
    assert answer.status_code == 422
    assert "Lainausmerkki" in answer.content.decode()
    assert 'value="&quot;auki"' in answer.content.decode()


@pytest.mark.parametrize("extent", ["hit", "sentence", "turn"])
def test_hits_are_coded_on_the_words_meant(study: Study, lead: User, extent: str) -> None:
    """A hit, its sentence or its turn: as they stand in the text, no character more; and undone as one."""
    hits, _ = every_hit(study, asked_of({"q": "palvelu"}))
    before = Coding.objects.count()
    done = code_hits(lead, study, hits, extent=extent, code=a_code(study).pk, reduced="  puhuu  palvelusta ")  # type: ignore[arg-type]
    new = Coding.objects.filter(reduced="puhuu palvelusta")
    assert len(new) == done.made == Coding.objects.count() - before
    assert done.made + done.already + done.shared == len(hits)
    for one in new:
        words = one.document.text[one.start : one.end]
        assert words == words.strip()
        assert any(hit.document == one.document_id and one.start <= hit.start < hit.end <= one.end for hit in hits)
        turn = next(turn for turn in one.document.plain().turns if turn.start <= one.start < turn.end)
        assert turn.speech <= one.start
        assert one.end <= turn.end
        if extent == "hit":
            assert words.casefold().startswith("palvel")
        if extent == "turn":
            assert words == one.document.text[turn.speech : turn.end].strip()
    undo(lead, study.pk)
    assert Coding.objects.count() == before


def test_what_is_coded_so_already_is_skipped(study: Study, lead: User) -> None:
    """Hits within a coding of one's own under the code are left as they are, and told."""
    hits, _ = every_hit(study, asked_of({"q": "palvelu"}))
    first = code_hits(lead, study, hits[:3], extent="turn", code=a_code(study).pk)
    again = code_hits(lead, study, hits[:3], extent="hit", code=a_code(study).pk)
    assert first.made + first.shared + first.already == 3
    assert (again.made, again.already) == (0, 3)


def test_a_text_corrected_meanwhile_refuses_all(study: Study, lead: User) -> None:
    """One stale hit among many, and nothing is coded."""
    hits, _ = every_hit(study, asked_of({"q": "palvelu"}))
    stale = [*hits[:-1], Hit(hits[-1].document, hits[-1].revision + 1, hits[-1].start, hits[-1].end)]
    before = Coding.objects.count()
    with pytest.raises(Conflict) as refused:
        code_hits(lead, study, stale, extent="hit", code=a_code(study).pk)
    assert refused.value.code == "B824"
    assert Coding.objects.count() == before


def test_nothing_and_too_much_are_refused(study: Study, lead: User) -> None:
    """No hit, more than may be looked through, and a code that isn't there."""
    hit = every_hit(study, asked_of({"q": "palvelu"}))[0][0]
    for hits, code in (([], "B822"), ([hit] * 2001, "B823")):
        with pytest.raises(Conflict) as refused:
            code_hits(lead, study, hits, extent="hit", code=a_code(study).pk)
        assert refused.value.code == code
    with pytest.raises(NotFound):
        code_hits(lead, study, [hit], extent="hit", code=UUID(int=0))


def test_hits_are_coded_from_the_page(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Chosen hits are coded and told; all of them only as long as they are those that were seen."""
    coder, found = as_persona("coder"), page_of(study, nodes_of(study), asked_of({"q": "palvelu"}), 1)
    address = reverse("comparison:code-hits", args=[study.slug])
    sent = {"q": "palvelu", "code": a_code(study).pk, "extent": "hit", "which": "chosen", "mark": found.mark}
    chosen = coder.post(address, sent | {"hit": [one.place for one in found.found[:2]]})
    assert chosen.headers["Location"] == f"{reverse('comparison:search', args=[study.slug])}?q=palvelu"
    assert Coding.objects.filter(coder="Coder", code=a_code(study)).count() == 2
    assert coder.post(address, sent | {"which": "all"}).status_code == 302
    assert Coding.objects.filter(coder="Coder", code=a_code(study)).count() == found.hits
    refused = coder.post(address, sent | {"which": "all", "mark": "earlier", "hit": found.found[0].place})
    assert refused.status_code == 409
    assert f'value="{found.found[0].place}"' in refused.content.decode()
    assert coder.post(address, sent | {"code": ""}).status_code == 422


def test_the_mark_follows_the_texts(study: Study, lead: User) -> None:
    """A correction in a text with hits changes the mark of them all; one elsewhere doesn't."""
    asked = asked_of({"q": "palvelu"})
    found = page_of(study, nodes_of(study), asked, 1)
    document = Document.objects.get(study=study, key=found.found[0].line.document)
    correct_text(lead, document, text=document.text + "\nLoppu.", revision=document.revision)
    assert page_of(study, nodes_of(study), asked, 1).mark != found.mark


def test_a_saved_search_survives_saving_and_loading(study: Study, lead: User) -> None:
    """Name and query travel with the study; one saved under the same name takes its place."""
    save_search(lead, study, name=" Palvelu  nyt", query={"q": "palvelu", "order": "left", "mark": "x"})
    save_search(lead, study, name="Palvelu nyt", query={"q": "palvelu", "group": "kunnat", "page": "2"})
    again = load(plain_study(study), lead)
    assert list(SavedSearch.objects.filter(study=again).values_list("name", "query")) == [
        ("Palvelu nyt", {"q": "palvelu", "group": "kunnat"})
    ]


def test_a_saved_search_is_offered_removed_and_brought_back(
    study: Study, lead: User, as_persona: Callable[[str], Client]
) -> None:
    """The page leads to it; whoever removes it can undo that; one without a name is refused."""
    row = save_search(lead, study, name="Jono", query={"q": "jono", "parts": "1"})
    assert "/words/?q=jono&amp;parts=1" in page(as_persona("reader"), study, "search")
    remove_search(lead, row)
    assert not SavedSearch.objects.exists()
    undo(lead, study.pk)
    assert SavedSearch.objects.get().query == {"q": "jono", "parts": "1"}
    with pytest.raises(Conflict):
        save_search(lead, study, name=" ", query={"q": "jono"})


def test_a_saved_search_goes_with_its_theme(study: Study, lead: User) -> None:
    """A search within a code that is removed goes along, and isn't widened to everything."""
    code = Code.objects.create(study=study, key="tyhjä", name="tyhjä", position=99)
    save_search(lead, study, name="a", query={"q": "palvelu", "theme": "tyhjä"})
    remove_code(lead, code)
    assert not SavedSearch.objects.exists()


def test_every_number_opens_what_it_counts(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Network, matrix, keywords and clouds: each number's segments, customers or interviews are as many as it says."""
    reader, results = as_persona("reader"), results_of(study)
    shown = [
        page(reader, study, "network", within="overlap"),
        page(reader, study, "together", key="label"),
        page(reader, study, "together", count="weight", within="interview"),
        page(reader, study, "keywords", by="theme"),
        page(reader, study, "clouds"),
    ]
    occasions = results.frames.occasions

    def document(address: str) -> str:
        coding = results.study.coding_by_id.get(address)
        return coding.document if coding else address.rpartition("@")[0]

    for asked, count, unit in (one for each in shown for one in numbers(each)):
        found = selected(results, asked)
        units = {"segments": len(found), "customers": len({occasions[document(one)][2] for one in found} - {None})}
        assert units[unit] == count, asked
    assert all(numbers(one) for one in shown)


def test_drawings_hold_no_style_and_lead_where_the_tables_do(study: Study, as_persona: Callable[[str], Client]) -> None:
    """The content policy allows no inline style; a word or line of a drawing leads to a selection that knows it."""
    for name in ("network", "clouds"):
        shown = page(as_persona("reader"), study, name)
        drawing = shown[shown.index("<svg xmlns") : shown.index("</svg>", shown.index("<svg xmlns"))]
        assert "style" not in drawing
        links = [unescape(one) for one in re.findall(r'<a href="([^"]+)"', drawing)]
        assert len(links) > 10
        for link in links:
            assert selected(results_of(study), dict(parse_qsl(urlsplit(link).query)))


def test_a_threshold_leaves_weaker_connections_out(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Only pairs that meet often enough are listed and drawn."""
    reader = as_persona("reader")
    all_of, few = (page(reader, study, "network", least=least).count("by=edge") for least in ("1", "3"))
    assert 0 < few < all_of


def test_pages_teach_where_nothing_is_coded(lead: User, client: Client) -> None:
    """A study without codings or documents gets a page that says what belongs there, in every part."""
    empty = load(PlainStudy("s", "Tyhjä"), lead)
    client.force_login(lead)
    for name in ("network", "together", "keywords", "clouds"):
        assert "Ei vielä koodauksia" in page(client, empty, name)
    for asked in ({}, {"q": "palvelu"}):
        searched = page(client, empty, "search", **asked)
        assert "Ei vielä sanoja, joista hakea" in searched
        assert f'href="/s/{empty.slug}/documents/"' in searched
