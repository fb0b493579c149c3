"""The reading view as a browser has it: by mouse and touch, with the server away, and for those who don't code."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.web.browser.signing import sign_in

from teema.web.accounts.models import User
from teema.web.coding.actions.codings import add_coding, change_coding
from teema.web.coding.models import Code, Coding
from teema.web.history.undoing import undo
from teema.web.material.models import Document
from teema.web.studies.models import Membership, Study

SAVED = 20_000  # milliseconds that the server's answer may take on a busy machine
Opening = Callable[..., Page]


@pytest.fixture
def document(study: Study) -> Document:
    """A transcript of the example."""
    return Document.objects.get(study=study, key="kunta-1")


@pytest.fixture
def opened(live_server: LiveServer, document: Document, browser: Browser, persona: Callable[[str], User]) -> Opening:
    """Give the reading view, open before a persona."""

    def open_(name: str = "lead", page: Page | None = None) -> Page:
        shown = page or browser.new_context(locale="fi-FI", viewport={"width": 1280, "height": 900}).new_page()
        sign_in(shown, persona(name), live_server.url)
        shown.goto(f"{live_server.url}/s/{document.study.slug}/read/{document.pk}/")
        return shown

    return open_


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


def is_saved(page: Page) -> None:
    """Wait until the server has confirmed everything."""
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "saved", timeout=SAVED)


def mine() -> list[str]:
    """Return the words that the lead has coded."""
    rows = Coding.objects.filter(coder="Liisa Vetäjä").select_related("document").order_by("start")
    return [row.document.text[row.start : row.end] for row in rows]


def test_the_page_is_accessible_with_everything_open(page: Page, opened: Opening) -> None:
    """No rule of axe is broken, in either theme and on a phone too, with the bar, the palette and the panel open; nothing overflows."""
    shown = opened(page=page)
    for keys in (("j", "s"), ("c",), ("Escape", "1")):
        press(shown, *keys)
        shown.wait_for_timeout(150)
        found = Axe().run(shown).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
        assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_words_are_coded_by_mouse(opened: Opening) -> None:
    """What the pointer selects reaches to whole words; a click on a code of the bar codes it, one on the words selects the coding."""
    page = opened()
    box = page.evaluate(
        """() => {
            const text = document.querySelector('#turn-3 .words').firstChild, range = document.createRange();
            range.setStart(text, 2); range.setEnd(text, 22);
            const {left, right, top, bottom} = range.getBoundingClientRect();
            return [left, right, (top + bottom) / 2];
        }"""
    )
    page.mouse.move(box[0], box[2])
    page.mouse.down()
    page.mouse.move(box[1] + 2, box[2], steps=3)
    page.mouse.up()
    page.locator("[data-bar] .likely").first.click()
    is_saved(page)
    assert mine() == ["Talouspäällikkö. Ostolaskut"]
    page.keyboard.press("Escape")
    page.locator("#turn-3 .coded").click()
    expect(page.locator("[data-panel] [data-words]")).to_have_text("Talouspäällikkö. Ostolaskut")


def test_a_sentence_that_was_searched_for_is_taken_alone(opened: Opening) -> None:
    """When the hit is a whole sentence, s takes that one; pressed again, the next one too."""
    page = opened()
    press(page, "f")
    page.keyboard.type("Talouspäällikkö.")
    press(page, "Enter", "Escape", "s", "1")
    is_saved(page)
    assert mine() == ["Talouspäällikkö."]


def look_again(page: Page) -> None:
    """Have a page look for news, as when one comes back to it."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_what_another_codes_appears_without_disturbing(
    opened: Opening, document: Document, persona: Callable[[str], User]
) -> None:
    """It is painted where one stands; the words selected stay selected, and undone by the other it is gone again."""
    page, coder = opened(), persona("coder")
    code = Code.objects.filter(study=document.study, parent__isnull=False)[0]
    press(page, "j", "j", "s")
    selected = page.evaluate("[...CSS.highlights.get('teema-selection')].map(String).join()")
    row = add_coding(coder, document, id=uuid4(), start=3, end=10, code=code.pk, revision=document.revision)
    look_again(page)
    expect(page.locator(f'[data-label="{row.pk}"]')).to_have_count(1)
    assert page.evaluate("[...CSS.highlights.get('teema-selection')].map(String).join()") == selected
    undo(coder, document.study_id)
    look_again(page)
    expect(page.locator(f'[data-label="{row.pk}"]')).to_have_count(0)


def test_two_who_write_at_one_coding_are_both_told(
    opened: Opening, document: Document, persona: Callable[[str], User]
) -> None:
    """What is being written isn't touched by news; saved, it doesn't go over the other's words, and both are shown."""
    page = opened()
    press(page, "j", "j", "s", "1", "e")
    page.keyboard.type("vaikea tavoittaa")
    press(page, "Enter")
    is_saved(page)
    press(page, "e")
    page.keyboard.type("ei saa kiinni")
    row = Coding.objects.select_related("document", "study", "code").get(coder="Liisa Vetäjä")
    User.objects.filter(pk=persona("coder").pk).update(name="Aino")
    Membership.objects.filter(user=persona("coder")).update(role="lead")
    change_coding(User.objects.get(pk=persona("coder").pk), row, reduced="linja on tukossa")
    look_again(page)
    page.wait_for_timeout(300)
    expect(page.locator("[data-field=reduced]")).to_have_value("ei saa kiinni")
    press(page, "Enter")
    toast = page.locator(".toast.warning")
    expect(toast).to_contain_text("Aino muutti samaa koodausta")
    expect(toast).to_contain_text("linja on tukossa")
    expect(toast).to_contain_text("ei saa kiinni")
    expect(page.locator("[data-field=reduced]")).to_have_value("linja on tukossa")
    row.refresh_from_db()
    assert row.reduced == "linja on tukossa"


SELECT = """() => {
    const text = document.querySelector('#turn-3 .words').firstChild;
    document.getSelection().setBaseAndExtent(text, 2, text, 22);
}"""
"""What a finger held down on a word and drawn over others does: the browser selects."""


def test_words_are_coded_by_touch(opened: Opening, browser: Browser) -> None:
    """On a phone words are selected by finger, coded from the bar, found again by a tap, and described in the sheet."""
    phone = browser.new_context(locale="fi-FI", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = opened(page=phone.new_page())
    page.locator("#turn-3 .words").tap(position={"x": 30, "y": 10})
    page.evaluate(SELECT)
    bar = page.locator("[data-bar]")
    expect(bar).to_be_visible()
    page.locator("[data-bar] .likely").first.tap()
    is_saved(page)
    expect(bar).to_be_hidden()
    assert mine() == ["Talouspäällikkö. Ostolaskut"]
    expect(page.locator("[data-panel]")).to_be_in_viewport()
    page.locator("[data-panel] [data-do=leave]").tap()
    expect(page.locator("[data-panel]")).not_to_be_in_viewport()
    page.locator("#turn-3 .coded").tap()
    expect(page.locator("[data-panel] [data-words]")).to_have_text("Talouspäällikkö. Ostolaskut")
    page.locator("[data-panel] .segments", has=page.locator("[name=valence]")).locator("label").first.tap()
    is_saved(page)
    assert [row.valence for row in Coding.objects.filter(coder="Liisa Vetäjä")] == [-1]


def test_while_the_server_is_away_work_goes_on(opened: Opening) -> None:
    """The page says so, keeps what was done in order, and sends it when the server is back; nothing is stored in the browser."""
    page = opened()
    page.route("**/codings/**", lambda route: route.abort())
    press(page, "j", "j", "s", "1", "-")
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "waiting")
    assert page.locator("#turn-2 .coded").count() == 1
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "hallintojohtajana" not in kept
    assert "coding" not in kept
    page.unroute("**/codings/**")
    is_saved(page)
    assert [(row.valence, row.coder) for row in Coding.objects.filter(coder="Liisa Vetäjä")] == [(-1, "Liisa Vetäjä")]


def test_a_refusal_takes_it_back_and_says_why(opened: Opening, document: Document) -> None:
    """When the text was corrected meanwhile, what was coded is gone from the page, and it tells to load the text anew."""
    page = opened()
    Document.objects.filter(pk=document.pk).update(revision=1)
    press(page, "j", "j", "s", "1")
    expect(page.locator(".toast.bad")).to_contain_text("B302")
    assert page.locator("#turn-2 .coded").count() == 0
    assert mine() == []


def test_undo_repaints_and_names_what_it_undid(opened: Opening) -> None:
    """Redo brings back the same coding."""
    page = opened()
    press(page, "j", "j", "s", "1")
    is_saved(page)
    press(page, "Control+z")
    expect(page.locator(".toast").last).to_contain_text("koodaus lisätty")
    expect(page.locator("#turn-2 .coded")).to_have_count(0)
    press(page, "Control+y")
    expect(page.locator("#turn-2 .coded")).to_have_count(1)
    assert len(mine()) == 1


def test_keys_can_be_turned_off(opened: Opening) -> None:
    """Then a letter does nothing, and combinations still do."""
    page = opened()
    press(page, "h")
    page.locator("[data-keys-switch]").uncheck()
    press(page, "Escape", "j", "s", "1")
    assert mine() == []
    expect(page.locator("[data-bar]")).to_be_hidden()


@pytest.mark.parametrize(("name", "notes"), [("commenter", True), ("reader", False)])
def test_one_who_does_not_code_reads(opened: Opening, name: str, notes: bool) -> None:
    """No key codes; a commenter may comment a coding, a reader may not."""
    page = opened(name)
    before = Coding.objects.count()
    press(page, "j", "j", "s", "1", "c", "x", "i")
    expect(page.locator("[data-palette]")).to_be_hidden()
    page.locator(".coded").first.click()
    expect(page.locator("[data-field=reduced]")).to_be_disabled()
    assert page.locator("[data-note-form]").is_visible() == notes
    assert Coding.objects.count() == before


def test_a_codings_address_leads_to_its_words(opened: Opening, document: Document) -> None:
    """It is selected and in view."""
    page = opened()
    coding = Coding.objects.filter(document=document).order_by("start").last()
    assert coding is not None
    page.goto(f"{page.url.split('/read/')[0]}/codings/{coding.pk}/")
    expect(page.locator("[data-panel] [data-words]")).to_have_text(document.text[coding.start : coding.end])
    expect(page.locator(f'[data-label="{coding.pk}"]')).to_be_in_viewport()
