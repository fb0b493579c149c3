"""A real transcript coded from one end to the other by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.web.browser.keyboard import Step, play, read_session
from tests.web.browser.signing import sign_in

from teema.formats.transcripts import read_transcript
from teema.study import Code, Codebook, Interview
from teema.study import Study as PlainStudy
from teema.web.accounts.models import User
from teema.web.bridge import load
from teema.web.coding.models import Coding
from teema.web.material.models import Document, Relevance

DATA = Path(__file__).parent / "data"
SESSION = read_session(DATA / "keyboard_session.txt")
BOOK = {
    "game": ("idea", "mechanics", "art", "music"),
    "making": ("team", "school", "tools", "remote"),
    "players": ("feedback", "reception"),
    "keeping": ("preservation", "advice"),
}
PATIENCE = 20_000  # milliseconds that the last answer of the server may take on a busy machine


@pytest.fixture
def transcript(lead: User) -> Document:
    """The transcript in a study of its own."""
    text = read_transcript(DATA / "get-a-grip-chip.md", name="chip").document
    themes = tuple(
        Code(theme, theme, children=tuple(Code(f"{theme}-{name}", name) for name in names))
        for theme, names in BOOK.items()
    )
    interview = Interview("chip", "chip", interviewer="Jonas Rosland")
    study = PlainStudy(
        "chip", "Chip", language="en", documents=(text,), interviews=(interview,), codebook=Codebook(themes)
    )
    return Document.objects.get(study=load(study, lead))


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer, transcript: Document, lead: User) -> Page:
    """The reading view of the transcript, open before its lead."""
    page = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
    sign_in(page, lead, live_server.url)
    page.goto(f"{live_server.url}/s/chip/read/{transcript.pk}/")
    return page


def test_a_transcript_is_coded_by_keyboard_alone(desk: Page, transcript: Document) -> None:
    """Over 15,000 words each coding lies on the words meant, with its code, valence, topic and reduced expression."""
    loads: list[str] = []
    desk.on("load", lambda page: loads.append(page.url))
    for step in SESSION:
        play(desk, step)
    expect(desk.locator("[data-saved]")).to_have_attribute("data-state", "saved", timeout=PATIENCE)
    assert loads == []
    assert desk.locator(".toast.bad").all_inner_texts() == []
    assert _found(transcript) == _meant()
    starts = list(Coding.objects.values_list("start", flat=True))
    assert transcript.words >= 9_000
    assert min(starts) < len(transcript.text) * 0.05
    assert max(starts) > len(transcript.text) * 0.95


def _meant() -> list[tuple[str, str, dict[str, str | int]]]:
    assert sum("excluded" not in step.marks for step in SESSION) >= 60
    return sorted((step.words, _code(step), step.marks) for step in SESSION)


def _code(step: Step) -> str:
    return "" if "excluded" in step.marks else step.code


def _found(document: Document) -> list[tuple[str, str, dict[str, str | int]]]:
    rows = Coding.objects.filter(document=document).select_related("code", "topic")
    found = [(document.text[row.start : row.end], row.code.name, _marks(row)) for row in rows]
    judged = Relevance.objects.filter(document=document, status="out")
    return sorted([*found, *((document.text[row.start : row.end], "", {"excluded": row.reason}) for row in judged)])


def _marks(row: Coding) -> dict[str, str | int]:
    marks: dict[str, str | int] = {}
    if row.valence is not None:
        marks["valence"] = row.valence
    if row.topic is not None:
        marks["topic"] = row.topic.name
    if row.reduced:
        marks["reduced"] = row.reduced
    return marks
