"""Expectations and experiences in the workbench: the report's own comparison, and the analyst's word on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from teema.analysis.gap import Gap
from teema.analysis.whole import analyse
from teema.formats.folder import read_study, write_study
from teema.study import Study as PlainStudy
from teema.web.bridge import load, plain_study
from teema.web.bridge.standing import results_of
from teema.web.comparison.segments import selected
from teema.web.insight.models import Finding, Judgement
from teema.web.studies.models import Study

As = Callable[[str], Client]
CELL = {"customer": "K1", "label": "palvelut"}
ROW = {"group": "kunta", "label": "järjestelmät"}
WORD = {"state": "met", "reason": "Puhui toisesta palvelusta."}
CONCLUSION = {"verdict": "partly", "statement": "Kunnat odottavat muuta.", "kind": "risk"}


def _page(client: Client, study: Study, name: str, **asked: str) -> str:
    answer = client.get(f"/s/{study.slug}/gap/{name}", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def _send(client: Client, study: Study, name: str, **sent: str) -> Any:
    return client.post(f"/s/{study.slug}/gap/{name}", sent)


def _reported(study: Study, folder: Path) -> Gap:
    """Compare the study as ``teema report`` would, saved as a folder."""
    write_study(plain_study(study), folder)
    return analyse(read_study(folder).study).gap


def _seen(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return found[1]


def _shown(page: str) -> dict[tuple[str, str], str]:
    """Return the verdict that each cell of the matrix says, by group's name and label."""
    cells = re.findall(r'class="gap-verdict"[^>]*>(.*?)</a>', page, re.DOTALL)
    said = [re.sub(r"<[^>]*>", "", cell).strip() for cell in cells]
    return {tuple(one.partition(": ")[2].rsplit(", ", 1)): one.partition(": ")[0] for one in said}  # type: ignore[misc]


def test_the_matrix_says_what_the_report_says(study: Study, example: PlainStudy, as_persona: As) -> None:
    """Each group's verdict on each label is the report's: the confirmed one, else the proposed."""
    verdicts = {
        "no_difference": "ei eroa",
        "partly": "eroaa osin",
        "differ": "eroaa",
        "not_comparable": "ei vertailtavissa",
    }
    names = {group.key: group.name for group in example.design.groups}
    rows = analyse(example).gap.rows
    expected = {(names[row.group], row.sub_theme): verdicts[row.confirmed or row.proposed] for row in rows}
    assert _shown(_page(as_persona("reader"), study, "")) == expected


def test_every_number_opens_what_it_counts(study: Study, as_persona: As) -> None:
    """Whatever stands on the comparison's pages as a number leads to as many segments or customers."""
    results, client = results_of(study), as_persona("reader")
    pages = [_page(client, study, ""), _page(client, study, "cell/", **ROW), _page(client, study, "customer/", **CELL)]
    links = [
        link
        for page in pages
        for link in re.findall(r'<a class="number"[^>]*href="([^"]*)" data-count="(\d+)" data-unit="(\w+)"', page)
    ]
    assert len(links) > 40
    for url, count, unit in links:
        asked = {
            name: values[0] for name, values in parse_qs(urlsplit(unescape(url)).query, keep_blank_values=True).items()
        }
        found = selected(results, asked)
        units = {"segments": len(found), "customers": len({results.customer_of[one] for one in found})}
        assert units[unit] == int(count), url


def test_a_cell_shows_both_sides_and_what_was_asked(study: Study, as_persona: As) -> None:
    """Each pair stands under its side with its words, a link to their place in the interview, and the group's customers below."""
    page = _page(as_persona("reader"), study, "cell/", group="kunta", label="palvelut")
    row = results_of(study).gap.row("kunta", "palvelut")
    assert row is not None
    evidence, counter = page.index('id="evidence"'), page.index('id="counter"')
    assert evidence < counter < page.index('id="customers"')
    assert page.count('class="gap-pair"') == sum(
        len(cell.pairs) for cell in results_of(study).gap.cells_of("kunta", "palvelut")
    )
    assert f"/s/{study.slug}/codings/" in page
    assert "Arvioi toisin" not in page


def test_a_judged_cell_is_the_reports(study: Study, as_persona: As, tmp_path: Path) -> None:
    """The analyst's word changes the cell, stands in the plain study, and is taken back by clearing it."""
    client = as_persona("coder")
    before = results_of(study).gap
    assert _send(client, study, "customer/judge/", **CELL, **WORD).status_code == 302
    cell = results_of(study).gap.cell("K1", "palvelut")
    assert cell is not None
    assert (cell.state, cell.reason, cell.judged) == ("met", "Puhui toisesta palvelusta.", True)
    assert results_of(study).gap == _reported(study, tmp_path / "judged")
    assert "Puhui toisesta palvelusta." in _page(client, study, "customer/", **CELL)
    assert _send(client, study, "customer/clear/", **CELL).status_code == 302
    assert results_of(study).gap == before == _reported(study, tmp_path / "cleared")


def test_a_pair_is_judged_by_itself(study: Study, as_persona: As, tmp_path: Path) -> None:
    """A judgement on a topic changes its pair; the one that the study came with is changed, not doubled."""
    client = as_persona("coder")
    assert (
        _send(
            client, study, "customer/judge/", customer="K2", label="palvelut", topic="tavoitettavuus", **WORD
        ).status_code
        == 302
    )
    found = Judgement.objects.get(study=study)
    assert (found.state, found.topic, found.sub_theme) == ("met", "tavoitettavuus", "kokemukset-palvelut")
    assert results_of(study).gap == _reported(study, tmp_path / "study")


def test_a_judgement_needs_a_reason_and_a_known_cell(study: Study, as_persona: As) -> None:
    """Without a reason nothing is saved, and what was chosen is still in the form; a cell that isn't there is told."""
    client = as_persona("coder")
    page = _send(client, study, "customer/judge/", **CELL, state="unmet", reason=" ").content.decode()
    assert re.search(r'value="unmet"[^>]*checked', page)
    assert not Judgement.objects.filter(study=study, customer__key="K1").exists()
    assert "B817" in _send(client, study, "customer/judge/", customer="K1", label="ei ole", **WORD).content.decode()
    assert "B813" in _send(client, study, "customer/clear/", **CELL).content.decode()


def test_who_comes_second_is_told(study: Study, as_persona: As) -> None:
    """Another's judgement isn't overwritten unseen: the writer's words stay in the form, and saving again then saves."""
    coder, lead = as_persona("coder"), as_persona("lead")
    mark = _seen(_page(coder, study, "customer/", **CELL))
    _send(lead, study, "customer/judge/", **CELL, state="unmet", reason="Ensimmäinen.", seen=mark)
    page = _send(coder, study, "customer/judge/", **CELL, **WORD, seen=mark).content.decode()
    assert "Liisa Vetäjä" in page
    assert "Puhui toisesta palvelusta." in page
    assert "Ensimmäinen." in page
    assert _send(coder, study, "customer/judge/", **CELL, **WORD, seen=_seen(page)).status_code == 302
    assert Judgement.objects.get(study=study, customer__key="K1").reason == "Puhui toisesta palvelusta."


def test_a_confirmed_verdict_is_a_finding(study: Study, as_persona: As, tmp_path: Path) -> None:
    """Confirming writes a finding on the sub-theme and group with the row's evidence; the report reads the verdict back."""
    client = as_persona("coder")
    row = next(row for row in results_of(study).gap.rows if row.confirmed is None and row.proposed == "partly")
    place = {"group": row.group, "label": row.sub_theme}
    answer = _send(client, study, "cell/confirm/", **place, **CONCLUSION)
    assert answer.status_code == 302
    finding = Finding.objects.filter(study=study).last()
    assert finding is not None
    assert (finding.groups, finding.verdict, finding.status, finding.kind) == (
        [row.group],
        "partly",
        "confirmed",
        "risk",
    )
    assert finding.evidence == list(row.evidence)
    found = results_of(study).gap.row(row.group, row.sub_theme)
    assert found is not None
    assert found.confirmed == "partly"
    assert results_of(study).gap == _reported(study, tmp_path / "study")


def test_overruling_turns_the_evidence(study: Study, as_persona: As) -> None:
    """What spoke for the proposal speaks against the opposite conclusion; the row's finding is changed, not doubled, and keeps what was added to it."""
    client = as_persona("coder")
    before = results_of(study).gap.row("kunta", "järjestelmät")
    assert before is not None
    assert before.confirmed == "differ"
    count, added = Finding.objects.filter(study=study).count(), results_of(study).codings["coding_id"][0]
    row = Finding.objects.get(study=study, key="P4")
    row.evidence = [*row.evidence, added]
    row.save()
    _send(client, study, "cell/confirm/", **ROW, verdict="no_difference", statement="Odotus oli toinen.", kind="other")
    finding = Finding.objects.get(study=study, key="P4")
    assert Finding.objects.filter(study=study).count() == count
    assert (finding.verdict, finding.statement) == ("no_difference", "Odotus oli toinen.")
    assert set(before.evidence) <= set(finding.counter_evidence)
    assert added in finding.evidence
    assert not set(finding.evidence) & set(finding.counter_evidence)


def test_a_verdict_is_withdrawn_and_undone(study: Study, as_persona: As) -> None:
    """Withdrawn, the finding stays without a verdict; undone, the verdict is there again."""
    client = as_persona("coder")
    assert _send(client, study, "cell/withdraw/", **ROW).status_code == 302
    assert Finding.objects.get(study=study, key="P4").verdict == ""
    row = results_of(study).gap.row("kunta", "järjestelmät")
    assert row is not None
    assert row.confirmed is None
    client.post(reverse("studies:undo", kwargs={"study": study.slug}))
    again = results_of(study).gap.row("kunta", "järjestelmät")
    assert again is not None
    assert again.confirmed == "differ"


def test_a_finding_about_several_groups_is_left_alone(study: Study, as_persona: As) -> None:
    """Concluding on one group writes a finding for it; the one that speaks of others too stays, and can't be withdrawn here."""
    client = as_persona("coder")
    Finding.objects.filter(study=study, key="P4").update(groups=["kunta", "kuntayhtyma"])
    assert "B816" in _send(client, study, "cell/withdraw/", **ROW).content.decode()
    assert "P4" in _page(client, study, "cell/", **ROW)
    _send(client, study, "cell/confirm/", **ROW, **CONCLUSION)
    assert Finding.objects.get(study=study, key="P4").verdict == "differ"
    gap = results_of(study).gap
    kunta, other = gap.row("kunta", "järjestelmät"), gap.row("kuntayhtyma", "järjestelmät")
    assert kunta is not None
    assert other is not None
    assert (kunta.confirmed, other.confirmed) == ("partly", "differ")


def test_who_concludes_second_is_told(study: Study, as_persona: As) -> None:
    """A finding that another wrote meanwhile isn't overwritten unseen."""
    coder, lead = as_persona("coder"), as_persona("lead")
    mark = _seen(_page(coder, study, "cell/", **ROW))
    _send(lead, study, "cell/confirm/", **ROW, verdict="differ", statement="Ensimmäinen.", kind="risk", seen=mark)
    page = _send(coder, study, "cell/confirm/", **ROW, **CONCLUSION, seen=mark).content.decode()
    assert "Liisa Vetäjä" in page
    assert Finding.objects.get(study=study, key="P4").statement == "Ensimmäinen."


HAND_MADE = {
    "study.toml": 'title = "Ilman ryhmiä"\nlanguage = "fi"\n'
    '[[themes]]\nkey = "o"\nname = "Odotukset"\naspect = "expectation"\n[[themes.sub_themes]]\nkey = "o-p"\nname = "palvelut"\n'
    '[[themes]]\nkey = "k"\nname = "Kokemukset"\naspect = "experience"\n[[themes.sub_themes]]\nkey = "k-p"\nname = "palvelut"\n',
    "documents/a.txt": "H1: Toivon apua. Sain apua.\n",
    "documents/b.txt": "H1: Toivon apua. Sain apua.\n",
    "interviews.csv": "id,document,customer\n1,a,A\n2,b,B\n",
    "customers.csv": "id,name\nA,Aaltola\nB,Bergby\n",
}
CODED = "id,document,sub_theme,valence,quote_text\n" + "".join(
    f"{name}1,{name},o-p,,Toivon apua.\n{name}2,{name},k-p,1,Sain apua.\n" for name in "ab"
)


@pytest.fixture
def by_hand(tmp_path: Path, lead: Any) -> Callable[..., Study]:
    """Write a study without groups, with codings or none, and put it in the workspace."""

    def made(codings: str = CODED) -> Study:
        for name, content in {**HAND_MADE, "codings.csv": codings}.items():
            path = tmp_path / "made" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return load(read_study(tmp_path / "made").study, lead)

    return made


def test_a_study_without_groups_is_compared_and_confirmed_as_one(
    by_hand: Callable[..., Study], lead: Any, tmp_path: Path
) -> None:
    """Everybody stands in one column; a verdict on them is a finding that names no group."""
    study, client = by_hand(), Client()
    client.force_login(lead)
    assert _shown(_page(client, study, "")) == {("Kaikki asiakkaat", "palvelut"): "ei eroa"}
    assert _send(client, study, "cell/confirm/", group="", label="palvelut", **CONCLUSION).status_code == 302
    assert Finding.objects.get(study=study).groups == []
    row = _reported(study, tmp_path / "saved").row("", "palvelut")
    assert row is not None
    assert (row.proposed, row.confirmed) == ("no_difference", "partly")


def test_an_empty_comparison_teaches(by_hand: Callable[..., Study], lead: Any) -> None:
    """Before anything is coded with an aspect, the page says what is needed and where to go; nothing is counted."""
    study, client = by_hand(CODED.splitlines()[0] + "\n"), Client()
    client.force_login(lead)
    for name in ("", "customers/"):
        assert "Vertailuun tarvitaan odotuksia ja kokemuksia" in _page(client, study, name)


def test_an_address_without_a_cell_leads_to_the_matrix(study: Study, as_persona: As) -> None:
    """Whoever cuts an address short comes to the table that it was a part of; a cell that isn't there is told."""
    client = as_persona("reader")
    assert client.get(f"/s/{study.slug}/gap/cell/").headers["Location"] == f"/s/{study.slug}/gap/"
    assert client.get(f"/s/{study.slug}/gap/customer/").headers["Location"] == f"/s/{study.slug}/gap/customers/"
    assert client.get(f"/s/{study.slug}/gap/cell/", {"group": "x", "label": "y"}).status_code == 404
