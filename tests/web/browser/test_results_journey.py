"""From coded words to what each customer is told: a study half done is carried to its report in a browser, at a workbench that is served.

Everything is done in Finnish, by the words that stand on the pages. What comes out is held against the study that the test itself
began with, and against ``teema report`` of the same study, saved.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.web.browser.looking import looked_at
from tests.web.browser.results_begun import Begun, begun_study
from tests.web.browser.results_desk import (
    captioned,
    choose_table,
    go,
    matrix_cell,
    named,
    number_in,
    paragraphs,
    reported_rows,
    row_of,
    save_and_report,
    shown_rows,
    table,
)
from tests.web.browser.serving import served, teema

from teema.analysis.measures import is_overdue
from teema.study import Study
from teema.study.codings import Coding

pytestmark = pytest.mark.browser

A_WHILE = 120_000  # milliseconds that making a document may take
SUB_THEME, INTERVIEW, NOT_DRAWN = "kehitettavat-henkilosto", "kunta-3", "P13"
"""What is left to be grouped and reduced, and the finding on one of the groups that is yet to be drawn."""
CONFIRMED, OVERRULED, UNTOLD = ("Yhteisöt", "palvelut"), ("Kunnat", "asiakkuus"), ("Yhteisöt", "asiakkuus")
REASON = "Vesiyhtiö saa mitä odotti, kiinteistöyhtiö odottaa yhä nopeampaa vastausta."
OTHERWISE = "Kunnat kiittävät kohtaamista, mutta arvostus riippuu siitä, kuka sattuu vastaamaan."
TOPIC, TOPIC_KEY = "kehittämistyö", "kehittamistyo"
TOO_MUCH = "Enemmistö asiakkaista kokee, että palvelukeskusta kehitetään yhdessä."
BORNE = "Osa asiakkaista kokee, että palvelukeskusta kehitetään yhdessä."
MEASURE = "Jokainen asiakas kutsutaan kehittämispäivään"
OWNER, INDICATOR, TARGET = "kehityspäällikkö", "kutsutut asiakkaat", "kaikki asiakkaat"
TOLD, UNTOLD_CUSTOMER = "Tunturilan Vesi Oy", "Kallasmaan Kiinteistöt Oy"
WRITTEN = "Haastattelut pidettiin asiakkaiden omissa tiloissa, jotta arki olisi lähellä."
TABLES = range(3, 9)


def test_coded_words_become_tables_findings_measures_and_a_report(finnish_page: Page, tmp_path: Path) -> None:
    """What was regrouped, concluded, promised and written in the browser is what the tables, the customers' pages and the report say."""
    page, workspace = finnish_page, tmp_path / "työtila.db"
    begun = begun_study(tmp_path / "alku", sub_theme=SUB_THEME, document=INTERVIEW, without=NOT_DRAWN)
    teema("load", str(tmp_path / "alku"), str(workspace))
    with served(workspace) as link:
        page.goto(link)
        page.get_by_role("link", name=begun.study.title).first.click()
        regroup(page, begun)
        tables = [table(page, number) for number in TABLES]
        cells, confirmed, overruled = compare(page)
        finding = conclude(page, begun)
        measure = promise(page, begun, finding)
        told = tell(page, begun, tmp_path)
        made = report(page, tmp_path)
    saved, reported = save_and_report(begun.study, workspace, tmp_path)
    assert_regrouped(begun, saved)
    assert tables == [reported_rows(reported["tables"][str(number)]) for number in TABLES]
    assert_compared(reported, saved, cells, {CONFIRMED: confirmed, OVERRULED: overruled})
    assert_concluded(begun, reported, saved, finding, measure)
    assert told == (tmp_path / "raportti" / "customers" / f"{begun.customer(TOLD).id}.html").read_text(encoding="utf-8")
    assert_same_document(made, tmp_path / "raportti" / "report.docx", reported)


def regroup(page: Page, begun: Begun) -> None:
    """Reduce what is yet to be reduced, and move it under its sub-theme in one act, which is undone and done again."""
    left, others = begun.left, begun.of_group(begun.counted(code=SUB_THEME))
    customers = begun.customers(others)
    assert begun.customers(left) - customers, "the move must add a customer to the table"
    assert_cell(page, "Ilmaukset", str(len(others)))
    assert_cell(page, "Asiakkaat", f"{len(customers)}/{len(begun.members)}")
    go(page, "Ilmaukset")
    expect(page.get_by_role("link", name=f"ilman pelkistystä {len(left)}")).to_be_visible()
    page.get_by_role("link", name=f"vain teeman alla {len(left)}").click()
    for number, one in enumerate(left):
        reduce(row_of(page, begun.words(one)), reduction(number))
    move(page, begun, left)
    assert_cell(page, "Ilmaukset", str(len(others) + len(left)))
    assert_cell(page, "Asiakkaat", f"{len(customers | begun.customers(left))}/{len(begun.members)}")
    to_the_words(page, begun, left[0])


def reduction(number: int) -> str:
    """Return the words that the test reduces an expression to."""
    return f"sijaisuudet ja perehdytys ontuvat, kohta {number + 1}"


def reduce(row: Locator, words: str) -> None:
    """Write the reduced expression in its place."""
    field = row.get_by_role("textbox", name="Pelkistetty ilmaus")
    expect(field).to_have_value("")
    field.fill(words)
    field.press("Enter")
    expect(row.get_by_role("status")).to_have_text("tallennettu")


def move(page: Page, begun: Begun, left: list[Coding]) -> None:
    """Move all that is shown under the sub-theme; undo, and redo."""
    sub = begun.study.codebook.codes[SUB_THEME]
    found = page.get_by_role("link", name=f"vain teeman alla {len(left)}")
    page.get_by_label("Valitse sivun kaikki").check()
    expect(page.get_by_text(f"Valittu: {len(left)}")).to_be_visible()
    looked_at(page)
    page.get_by_role("combobox", name="Siirrä alateemaan").fill(f"kehitettävät {sub.name}")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Siirrä", exact=True).click()
    expect(page.locator(".toast")).to_contain_text(f"Siirretty: {len(left)}.")
    expect(page.get_by_text("Mikään ilmaus ei sovi rajauksiin.")).to_be_visible()
    page.locator(".toast").get_by_role("button", name="Kumoa").click()
    expect(found).to_be_visible()
    page.keyboard.press("ControlOrMeta+y")
    expect(page.get_by_role("link", name="vain teeman alla 0")).to_be_visible()


def assert_cell(page: Page, unit: str, number: str) -> None:
    """The group's cell of the sub-theme shows a number, in a unit."""
    go(page, "Taulukot")
    choose_table(page, 7)
    page.get_by_role("group", name="Mitä lasketaan").get_by_role("link", name=unit).click()
    expect(group_cell(page).get_by_role("link", name=number, exact=True)).to_be_visible()


def group_cell(page: Page) -> Locator:
    """Return the cell of the first group in the sub-theme's row."""
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="henkilöstö", exact=True))
    return row.get_by_role("cell").first


def to_the_words(page: Page, begun: Begun, one: Coding) -> None:
    """From a reduced expression in a table to the original words in two clicks, and back to the table."""
    group_cell(page).get_by_role("link", name=reduction(0)).click()
    beside = page.get_by_role("complementary", name="Ilmaukset luvun takana")
    expect(beside.get_by_role("mark")).to_have_text(begun.words(one))
    assert width(beside.get_by_role("blockquote")) > width(beside) / 2, "the words must have room beside the table"
    looked_at(page)
    beside.get_by_role("link", name="Avaa haastattelussa").click()
    expect(page.get_by_role("main")).to_contain_text(begun.words(one))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Taulukot")
    expect(beside.get_by_role("mark")).to_have_text(begun.words(one))
    beside.get_by_role("button", name="Sulje").click()
    expect(beside).to_be_hidden()


def width(shown: Locator) -> float:
    """Return how wide something is on the screen."""
    box = shown.bounding_box()
    assert box
    return box["width"]


def compare(page: Page) -> tuple[dict[tuple[str, str], dict[str, Any]], str, str]:
    """Open three cells of the comparison: confirm one, conclude of another otherwise than is proposed, and see of the third why it can't be told."""
    cells, names = {}, []
    for place, verdict, why in ((CONFIRMED, "", REASON), (OVERRULED, "eroaa osin", OTHERWISE)):
        before = confirmed_of(page)
        cells[place] = opened(page, place)
        names.append(draw(page, verdict, why))
        assert confirmed_of(page) == before + 1
    expect(matrix_cell(page, CONFIRMED)).to_contain_text("vahvistettu")
    expect(matrix_cell(page, OVERRULED)).to_contain_text("toisin kuin ehdotus")
    cells[UNTOLD] = opened(page, UNTOLD)
    cells[UNTOLD]["why"] = page.get_by_text("Tulosta ei voi ehdottaa.").inner_text()
    confirmed, overruled = names
    return cells, confirmed, overruled


def confirmed_of(page: Page) -> int:
    """Go to the comparison and return how many of its results are confirmed."""
    go(page, "Odotukset ja kokemukset")
    expect(page.get_by_role("heading", level=1)).to_have_text("Odotukset ja kokemukset")
    return number_in(page, r"Tuloksista on vahvistettu (\d+)/\d+")


def opened(page: Page, place: tuple[str, str]) -> dict[str, Any]:
    """Open a cell, follow its evidence to the words, and return what it shows."""
    matrix_cell(page, place).get_by_role("link", name=", ".join(place)).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(": ".join(place))
    evidence, counter = (number_in(page, rf"(?<!\w){side} (\d+)") for side in ("näyttö", "vastanäyttö"))
    assert_opens(page, "näyttö", evidence)
    if counter:
        assert_opens(page, "vastanäyttö", counter)
    for side in ("Näyttö: ehdotuksen puolesta", "Vastanäyttö: ehdotusta vastaan"):
        region = page.get_by_role("region", name=side)
        expect(region.get_by_role("article")).to_have_count(number_in(page, rf"{side} pareja (\d+)"))
    proposed = page.get_by_role("radio", checked=True).get_attribute("value")
    hangs = page.get_by_text(re.compile("jäisi pois, ehdotus olisi")).all_inner_texts()
    return {"proposed": proposed, "evidence": evidence, "counter_evidence": counter, "hangs": " ".join(hangs)}


def assert_opens(page: Page, side: str, count: int) -> None:
    """A number of evidence opens as many expressions as it says."""
    told = page.get_by_role("region").first.get_by_role("paragraph").filter(has_text="parit")
    link = told.get_by_role("link", name=str(count), exact=True)
    (link.last if side == "vastanäyttö" else link.first).click()
    beside = page.get_by_role("complementary", name="Ilmaukset luvun takana")
    expect(beside).to_contain_text(f"Ilmauksia {count} ")
    beside.get_by_role("button", name="Sulje").click()


def draw(page: Page, verdict: str, why: str) -> str:
    """Conclude of the cell that is open, as proposed or otherwise, and return the finding's name."""
    if verdict:
        page.get_by_role("radio", name=verdict, exact=True).check()
    page.get_by_role("textbox", name="Päätelmä ja perustelu omin sanoin").fill(why)
    page.get_by_role("button", name="Tallenna päätelmäksi").click()
    toast = page.locator(".toast")
    expect(toast).to_contain_text("Tulos muutettu" if verdict else "Tulos vahvistettu")
    expect(page.get_by_role("textbox", name="Päätelmä ja perustelu omin sanoin")).to_have_value(why)
    return named(toast.inner_text())


def conclude(page: Page, begun: Begun) -> str:
    """Write a finding that says more than its counts bear, weigh its evidence, and say what they bear. Return its name."""
    spoken = begun.counted(topic=TOPIC_KEY)
    evidence, counter = ([one for one in spoken if one.valence == sign] for sign in (1, -1))
    go(page, "Päätelmät")
    page.get_by_role("link", name="Uusi päätelmä").click()
    page.get_by_role("textbox", name="Päätelmä").fill(TOO_MUCH)
    page.get_by_role("combobox", name="Aihe").select_option(label=TOPIC)
    page.get_by_role("radio", name="vahvuus").check()
    page.get_by_role("button", name="Tallenna").click()
    finding = named(page.locator(".toast").inner_text())
    expect(page.get_by_text("ei näyttöä", exact=True)).to_be_visible()
    for one in evidence:
        weigh(page, begun, one, "Näytöksi")
    expect(page.get_by_text("vastanäyttö punnitsematta", exact=True)).to_be_visible()
    for one in counter:
        weigh(page, begun, one, "Vastanäytöksi")
    expect(page.get_by_text("vastanäyttö punnitsematta", exact=True)).to_have_count(0)
    looked_at(page)
    k, n = len(begun.customers(evidence)), len(begun.interviewed)
    assert 2 * k < n, "the test's data must not bear the word"
    audit = page.get_by_role("region", name="Lause ja luvut")
    expect(page.get_by_text("luku ei kanna sanaa", exact=True)).to_be_visible()
    expect(audit).to_contain_text(f"{k}/{n} asiakasta antoi näyttöä. Luku ei kanna sanaa. Siihen sopisi ”osa”.")
    page.get_by_role("link", name="Muokkaa").click()
    page.get_by_role("textbox", name="Päätelmä").fill(BORNE)
    expect(page.get_by_role("status").filter(has_text="Luku kantaa sanan.")).to_be_visible()
    page.get_by_role("combobox", name="Tila").select_option(label="vahvistettu")
    page.get_by_role("button", name="Tallenna").click()
    expect(audit).to_contain_text(f"{k}/{n} asiakasta antoi näyttöä. Luku kantaa sanan.")
    return finding


def weigh(page: Page, begun: Begun, one: Coding, weight: str) -> None:
    """Make an expression evidence, or evidence against."""
    said = page.get_by_role("listitem").filter(has=page.get_by_role("mark").filter(has_text=begun.words(one)))
    side = "Näyttö" if weight == "Näytöksi" else "Vastanäyttö"
    said.get_by_role("button", name=weight).first.click()
    expect(page.get_by_role("region", name=re.compile(rf"^{side} \d"))).to_contain_text(begun.words(one))


def promise(page: Page, begun: Begun, finding: str) -> str:
    """Promise a customer a measure that follows from the finding, and is late already. Return its name."""
    yesterday, late = date.today() - timedelta(days=1), begun.late
    page.get_by_role("link", name="Kirjaa toimenpide tästä päätelmästä").click()
    expect(page.get_by_role("main")).to_contain_text(f"Päätelmästä {finding}: {BORNE}")
    page.get_by_role("textbox", name="Mitä tehdään").fill(MEASURE)
    page.get_by_role("textbox", name="Vastuu").fill(OWNER)
    page.get_by_role("textbox", name="Määräaika").fill(yesterday.isoformat())
    page.get_by_role("textbox", name="Mittari").fill(INDICATOR)
    page.get_by_role("textbox", name="Tavoitetaso").fill(TARGET)
    page.get_by_role("group", name="Kenelle toimenpide näytetään").get_by_label(TOLD).check()
    page.get_by_role("button", name="Tallenna").click()
    expect(page.locator(".toast")).to_contain_text("Toimenpide lisätty.")
    expect(page.get_by_role("heading", level=1)).to_contain_text(MEASURE)
    measure = named(page.get_by_role("main").inner_text())
    go(page, "Yleiskuva")
    expect(page.get_by_role("main")).to_contain_text(f"Vie myöhässä olevat toimenpiteet eteenpäin: {late + 1}")
    page.get_by_role("link", name="Siirry toimenpiteisiin").click()
    notice = page.get_by_role("region", name="Määräaika on ylittynyt")
    day = f"{yesterday.day}.{yesterday.month}.{yesterday.year}"
    expect(notice.get_by_role("listitem").filter(has_text=MEASURE)).to_contain_text(f"{day} · {OWNER}")
    expect(notice.get_by_role("listitem")).to_have_count(late + 1)
    return measure


def tell(page: Page, begun: Begun, folder: Path) -> str:
    """Look at what two customers would be told, and save the page of the one for whom the measure is. Return it."""
    for customer in (UNTOLD_CUSTOMER, TOLD):
        go(page, "Toimenpiteet")
        page.get_by_role("link", name="Sanoitte – teimme").click()
        page.get_by_role("link", name=customer).click()
        done = page.frame_locator("iframe").get_by_role("table", name="Sanottu, toimenpiteet ja niiden tila")
        expect(done).to_be_visible()
        meant = begun.told_to(customer) | {one for one in [MEASURE] if customer == TOLD}
        assert {row[1] for row in shown_rows(done)} == meant
    with page.expect_download() as started:
        page.get_by_role("button", name="Lataa sivu").click()
    started.value.save_as(folder / "sivu.html")
    kept = (folder / "sivu.html").read_text(encoding="utf-8")
    told = unescape(kept)
    assert MEASURE in told
    assert REASON in told, "what was concluded of the customer's own group"
    assert [one for one in (*begun.not_of(TOLD), OTHERWISE) if one in told] == []
    return kept


def report(page: Page, folder: Path) -> Path:
    """Leave a part of the report out, write a passage between two, and make the document."""
    go(page, "Raportti")
    page.get_by_role("checkbox", name="Sanat").uncheck()
    page.get_by_role("button", name="Tallenna", exact=True).click()
    expect(page.get_by_role("checkbox", name="Sanat")).not_to_be_checked()
    page.get_by_role("link", name=re.compile("Kirjoita.*Aineisto")).click()
    page.get_by_role("textbox", name="Osan lopussa").fill(WRITTEN)
    page.get_by_role("button", name="Tallenna").click()
    expect(page.get_by_role("link", name=re.compile("Tekstejä 1.*Aineisto"))).to_be_visible()
    page.get_by_role("button", name="Word (docx)").click()
    with page.expect_download(timeout=A_WHILE) as started:
        page.get_by_role("link", name=re.compile(r"docx")).click(timeout=A_WHILE)
    started.value.save_as(folder / "työpöydältä.docx")
    return folder / "työpöydältä.docx"


def assert_regrouped(begun: Begun, saved: Study) -> None:
    """What was left is reduced and under its sub-theme; nothing else has changed."""
    left = {one.id: number for number, one in enumerate(begun.left)}
    meant = {
        one.id: (SUB_THEME, reduction(left[one.id])) if one.id in left else (one.code, one.reduced)
        for one in begun.study.codings
    }
    assert {one.id: (one.code, one.reduced) for one in saved.codings} == meant


def assert_compared(
    reported: dict[str, Any],
    saved: Study,
    cells: dict[tuple[str, str], dict[str, Any]],
    drawn: dict[tuple[str, str], str],
) -> None:
    """The report proposes what the cells proposed, from as many expressions; what was concluded is its findings."""
    groups = {one.key: one.name for one in saved.design.groups}
    rows = {(groups[row["group"]], row["sub_theme"]): row for row in reported["gap"]}
    for place, cell in cells.items():
        row = rows[place]
        shown = {"proposed": row["proposed"], **{side: len(row[side]) for side in ("evidence", "counter_evidence")}}
        assert shown == {name: cell[name] for name in shown}
        assert [one for one in row["fragile"] if one not in cell["hangs"]] == []
        assert bool(row["fragile"]) == bool(cell["hangs"])
    findings = {one.id: one for one in saved.findings}
    confirmed, overruled = (findings[drawn[place]] for place in (CONFIRMED, OVERRULED))
    assert (confirmed.statement, overruled.statement) == (REASON, OTHERWISE)
    assert rows[CONFIRMED]["confirmed"] == rows[CONFIRMED]["proposed"]
    assert {*confirmed.evidence} == {*rows[CONFIRMED]["evidence"]}
    assert {*confirmed.counter_evidence} == {*rows[CONFIRMED]["counter_evidence"]}
    assert rows[OVERRULED]["confirmed"] == "partly" != rows[OVERRULED]["proposed"]
    assert {*overruled.counter_evidence} == {*rows[OVERRULED]["evidence"]}, "what spoke for the proposal speaks against"
    untold = rows[UNTOLD]
    paired = sum(untold["states"].get(state, 0) for state in ("met", "partly", "unmet"))
    assert f"({paired}/{untold['n']})" in cells[UNTOLD]["why"]
    assert (untold["proposed"], untold["confirmed"]) == ("not_comparable", None)
    assert cells[CONFIRMED]["hangs"], "the test's data must have a verdict that hangs on somebody"


def assert_concluded(begun: Begun, reported: dict[str, Any], saved: Study, finding: str, measure: str) -> None:
    """The finding rests on what was weighed, and its word is borne; the measure follows from it."""
    spoken = begun.counted(topic=TOPIC_KEY)
    found = next(one for one in reported["findings"] if one["id"] == finding)
    sides = [sorted(one.id for one in spoken if one.valence == sign) for sign in (1, -1)]
    assert [sorted(found["evidence"]), sorted(found["counter_evidence"])] == sides
    assert (found["statement"], found["quantifier_ok"]) == (BORNE, True)
    kept = next(one for one in saved.measures if one.id == measure)
    assert (kept.title, kept.findings, kept.visible_to) == (MEASURE, (finding,), (begun.customer(TOLD).id,))
    assert (kept.owner, kept.indicator, kept.target) == (OWNER, INDICATOR, TARGET)
    assert is_overdue(kept.status, kept.due, date.today())


def assert_same_document(made: Path, reported: Path, told: dict[str, Any]) -> None:
    """The workbench's document has the tables of the command's, cell by cell, among them Tables 1–8, the comparison and the reductions."""
    tables = captioned(made)
    assert tables == captioned(reported)
    wanted = [one["title"] for one in told["tables"].values()]
    wanted += ["Odotusten ja kokemusten ero asiakasryhmittäin", "Alkuperäisestä ilmauksesta teemaan"]
    assert [one for one in wanted if one not in tables] == []
    assert "Yleisimmät sanat" not in tables
    assert WRITTEN in paragraphs(made)
