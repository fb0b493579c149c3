"""The pages of findings: what each shows, what one writes on it, and that every number opens what it counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from teema.web.accounts.models import User
from teema.web.bridge.standing import results_of
from teema.web.coding.models import Coding
from teema.web.insight.actions import findings as actions
from teema.web.insight.actions import notes
from teema.web.insight.models import Finding, FindingLink
from teema.web.studies.models import Study

NUMBER = re.compile(r'<a class="(?:number|opens)"[^>]* href="([^"]+)" data-count="(\d+)" data-unit="(\w+)"')
WRITTEN = {"statement": "Kaikki kunnat odottavat.", "kind": "risk", "place": "", "status": "draft"}


@pytest.fixture
def finding(study: Study) -> Finding:
    """The example's fourteenth finding: evidence on both sides."""
    return Finding.objects.get(study=study, key="P14")


def of(study: Study, page: str, **where: object) -> str:
    return reverse(f"results:{page}", kwargs={"study": study.slug, **where})


def followed(client: Client, page: str) -> int:
    """Follow every number of a page; each opens as many of its unit as it tells."""
    numbers = NUMBER.findall(page)
    for url, count, unit in numbers:
        opened = client.get(unescape(url)).content.decode()
        assert f'data-{unit}="{count}"' in opened, url
    return len(numbers)


def test_every_number_opens_what_it_counts(study: Study, as_persona: Callable[[str], Client]) -> None:
    """The list's and each finding's numbers lead to exactly the segments, the customers' k among them."""
    reader = as_persona("reader")
    assert followed(reader, reader.get(of(study, "findings")).content.decode()) > 18 * 2
    for row in Finding.objects.filter(study=study):
        assert followed(reader, reader.get(of(study, "finding", finding=row.pk)).content.decode()) > 1


def test_what_lacks_something_comes_first(study: Study, lead: User, as_persona: Callable[[str], Client]) -> None:
    """A finding without evidence heads the list with its sign, and the list narrows to such."""
    actions.add_finding(lead, study, statement="Enemmistö kunnista odottaa.", theme="kokemukset")
    page = as_persona("reader").get(of(study, "findings")).content.decode()
    assert re.findall(r'quiet">(P\d+)</span>', page)[0] == "P19"
    assert "ei näyttöä" in page
    narrowed = as_persona("reader").get(of(study, "findings") + "?sign=no_evidence").content.decode()
    assert re.findall(r'quiet">(P\d+)</span>', narrowed) == ["P19"]


@pytest.mark.parametrize(
    ("asked", "found"), [("kind=risk&group=kunta", True), ("theme=tiedottaminen", False), ("words=tavoita", True)]
)
def test_the_list_is_narrowed(study: Study, as_persona: Callable[[str], Client], asked: str, found: bool) -> None:
    """By kind, group, theme, status and words; a finding about all groups is about each."""
    rows = [one.finding.id for one in as_persona("reader").get(of(study, "findings") + f"?{asked}").context["lines"]]
    assert rows
    assert ("P14" in rows or "P10" in rows) is found


def test_the_list_is_ordered(study: Study, as_persona: Callable[[str], Client]) -> None:
    """By number, by kind and by theme."""
    for order, first in (("number", "P1"), ("kind", "P1")):
        page = as_persona("reader").get(of(study, "findings") + f"?order={order}")
        assert page.context["lines"][0].finding.id == first


def test_a_statement_is_checked_while_it_is_written(
    study: Study, finding: Finding, as_persona: Callable[[str], Client]
) -> None:
    """Words against counts, with what the counts would bear; nothing is saved."""
    count = results_of(study).findings[13]
    sent = {"key": "P14", "statement": "Miltei kaikki kunnat odottavat.", "groups": ["kunta"]}
    page = as_persona("coder").post(of(study, "check-statement"), sent).content.decode()
    assert f"{count.customers}/{count.n}" in page
    assert "Miltei kaikki kunnat" in page
    assert ("unborne" in page) is (count.customers != count.n - 1 or count.n < 5)
    assert Finding.objects.get(pk=finding.pk).statement == finding.statement


def test_a_new_statement_is_checked_against_the_evidence_chosen(
    study: Study, as_persona: Callable[[str], Client]
) -> None:
    """Without a finding yet, the evidence is what is ticked on the form."""
    kunta = results_of(study).codings
    chosen = kunta.filter(kunta["group"] == "kunta").unique("customer")["coding_id"].to_list()
    for evidence, told in ((chosen, "borne"), (chosen[:1], "unborne")):
        sent = {"statement": "Kaikki kunnat odottavat.", "groups": ["kunta"], "evidence": evidence}
        page = as_persona("coder").post(of(study, "check-statement"), sent).content.decode()
        assert f'claim-line {told}"' in page


@pytest.mark.parametrize("statement", ["Palvelut toimivat.", "Kaikki kunnat odottavat."])
def test_without_evidence_no_word_is_proposed(
    study: Study, as_persona: Callable[[str], Client], statement: str
) -> None:
    """That nobody has been weighed yet doesn't mean that nobody said so."""
    page = as_persona("coder").post(of(study, "check-statement"), {"statement": statement}).content.decode()
    assert "0/8" in page
    assert "ei kukaan" not in page


def test_a_cell_proposes_its_evidence(study: Study, as_persona: Callable[[str], Client]) -> None:
    """From a cell one begins with its place, its group and everything said there, and saves what one leaves ticked."""
    results, coder = results_of(study), as_persona("coder")
    asked = "?sub_theme=kokemukset-palvelut&topic=tavoitettavuus&group=kunta"
    page = coder.get(of(study, "new-finding") + asked)
    cell = results.codings.filter(
        (results.codings["sub_theme"] == "kokemukset-palvelut")
        & (results.codings["topic"] == "tavoitettavuus")
        & (results.codings["group"] == "kunta")
    )
    assert page.context["start"].proposed == tuple(cell["coding_id"])
    assert page.context["form"]["place"].value() == "kokemukset|kokemukset-palvelut"
    sent = {**WRITTEN, "place": "kokemukset|kokemukset-palvelut", "topic": "tavoitettavuus", "groups": ["kunta"]}
    answer = coder.post(of(study, "new-finding"), {**sent, "evidence": list(cell["coding_id"])[:2]})
    row = Finding.objects.get(study=study, key="P19")
    assert answer["Location"] == of(study, "finding", finding=row.pk)
    assert (row.theme, row.sub_theme, row.groups) == ("kokemukset", "kokemukset-palvelut", ["kunta"])
    assert row.evidence == list(cell["coding_id"])[:2]


def test_a_label_across_themes_is_a_place_too(study: Study, as_persona: Callable[[str], Client]) -> None:
    """The comparison's rows are labels: such a place is offered as it is."""
    page = as_persona("coder").get(of(study, "new-finding") + "?sub_theme=palvelut&group=kunta")
    assert page.context["form"]["place"].value() == "|palvelut"
    assert page.context["start"].proposed


def test_an_empty_statement_comes_back(study: Study, as_persona: Callable[[str], Client]) -> None:
    """What was chosen stays on the form, with the error beside its field."""
    answer = as_persona("coder").post(of(study, "new-finding"), {**WRITTEN, "statement": " "})
    assert answer.status_code == 422
    assert answer.context["form"].errors["statement"]


def test_editing_keeps_what_the_form_cannot_say(
    study: Study, finding: Finding, as_persona: Callable[[str], Client]
) -> None:
    """A status, a place and a group of the study's own words are choices too, and stay as they were."""
    Finding.objects.filter(pk=finding.pk).update(status="kesken", theme="muu", sub_theme="oma", groups=["vanhat"])
    coder = as_persona("coder")
    form = coder.get(of(study, "edit-finding", finding=finding.pk)).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    assert coder.post(of(study, "edit-finding", finding=finding.pk), sent).status_code == 302
    row = Finding.objects.get(pk=finding.pk)
    assert (row.status, row.theme, row.sub_theme, row.groups) == ("kesken", "muu", "oma", ["vanhat"])


def test_whoever_meets_anothers_change_sees_both(
    study: Study, finding: Finding, lead: User, as_persona: Callable[[str], Client]
) -> None:
    """One's own words stay in the form, the other's stand beside it, and saving again writes one's own."""
    coder, page = as_persona("coder"), of(study, "edit-finding", finding=finding.pk)
    begun = coder.get(page)
    actions.change_finding(lead, finding, statement="Toisin sanottu.")
    sent = {**WRITTEN, "statement": "Omin sanoin.", "seen": begun.context["seen"]}
    refused = coder.post(page, sent)
    shown = refused.content.decode()
    assert refused.status_code == 409
    assert "Toisin sanottu." in shown
    assert "Omin sanoin." in shown
    coder.post(page, {**sent, "seen": refused.context["seen"]})
    assert Finding.objects.get(pk=finding.pk).statement == "Omin sanoin."


def test_evidence_is_weighed_with_one_click(
    study: Study, finding: Finding, as_persona: Callable[[str], Client]
) -> None:
    """A candidate becomes evidence; htmx gets the lists as they are then, with a way to take it back; candidates follow the place."""
    coder, page = as_persona("coder"), of(study, "finding", finding=finding.pk)
    held = coder.get(page).context["weighing"]
    one = held.candidates.shown[0].segment.id
    answer = coder.post(
        of(study, "weigh", finding=finding.pk), {"coding": one, "weight": "evidence"}, headers={"HX-Request": "true"}
    )
    assert "undo" in answer["HX-Trigger"]
    after = answer.context["weighing"]
    assert one in after.checked.evidence
    assert after.candidates.segments == held.candidates.segments - 1
    assert coder.post(of(study, "weigh", finding=finding.pk), {"coding": one, "weight": "none"}).status_code == 302


def test_any_segment_is_used_as_evidence(study: Study, finding: Finding, as_persona: Callable[[str], Client]) -> None:
    """From a list of segments one chooses the finding: those of the same place first."""
    one = results_of(study).findings[13].evidence[0]
    coder = as_persona("coder")
    choices = coder.get(of(study, "use-as-evidence") + f"?coding={one}").context["lines"]
    chosen = next(choice for choice in choices if choice.line.finding.id == "P14")
    assert (chosen.is_near, chosen.weight) == (True, "evidence")
    assert [choice.is_near for choice in choices] == sorted((choice.is_near for choice in choices), reverse=True)
    by_row = f"?id={Coding.objects.get(study=study, key=one).pk}&id=x"
    assert coder.get(of(study, "use-as-evidence") + by_row).context["codings"] == [one]
    coder.post(of(study, "use-as-evidence"), {"coding": one, "finding": finding.pk, "weight": "counter"})
    assert one in Finding.objects.get(pk=finding.pk).counter_evidence


def test_segments_lead_to_findings_for_those_who_conclude(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Any list of segments has the way to use one as evidence, shown to those who may."""
    url = reverse("comparison:segments", kwargs={"study": study.slug}) + "?by=evidence&finding=P14"
    assert of(study, "use-as-evidence") in as_persona("coder").get(url).content.decode()
    assert of(study, "use-as-evidence") not in as_persona("reader").get(url).content.decode()


def test_links_are_seen_from_both_ends(study: Study, as_persona: Callable[[str], Client]) -> None:
    """A link shows at each of its findings in words of its direction, is added either way round, and taken away."""
    first, second = (Finding.objects.get(study=study, key=key) for key in ("P1", "P9"))
    coder = as_persona("coder")
    coder.post(of(study, "link-finding", finding=first.pk), {"bearing": "supports:in", "other": second.pk})
    link = FindingLink.objects.get(study=study, source="P9", target="P1")
    assert "Tätä tukee" in coder.get(of(study, "finding", finding=first.pk)).content.decode()
    assert "Tämä tukee" in coder.get(of(study, "finding", finding=second.pk)).content.decode()
    again = coder.post(of(study, "link-finding", finding=first.pk), {"bearing": "supports:in", "other": second.pk})
    assert again.status_code == 422
    coder.post(of(study, "unlink-finding", link=link.pk), {"from": "P1"})
    assert not FindingLink.objects.filter(pk=link.pk).exists()


def test_remarks_are_a_thread(study: Study, finding: Finding, as_persona: Callable[[str], Client]) -> None:
    """A commenter's remark shows to everyone, signed; its writer takes it away; what isn't there can't be remarked on."""
    page, sent = of(study, "finding", finding=finding.pk), {"about": "finding:P14", "text": "Onko <näin>?"}
    commenter = as_persona("commenter")
    assert commenter.post(of(study, "remark"), sent)["Location"] == f"{page}#remarks"
    shown = as_persona("reader").get(page).content.decode()
    assert "Onko &lt;näin&gt;?" in shown
    assert "Commenter" in shown
    (memo,) = notes.remarks_on(study, "finding:P14")
    assert as_persona("reader").post(of(study, "remove-remark", remark=memo.pk)).status_code == 403
    commenter.post(of(study, "remove-remark", remark=memo.pk))
    assert notes.remarks_on(study, "finding:P14") == []
    for about in ("finding:P99", "coding:x", ""):
        assert commenter.post(of(study, "remark"), {**sent, "about": about}).status_code == 404


def test_explanations_stand_apart_from_remarks(study: Study, as_persona: Callable[[str], Client]) -> None:
    """An explanation is written, rewritten and removed by those who conclude."""
    row, coder = Finding.objects.get(study=study, key="P5"), as_persona("coder")
    coder.post(of(study, "explain-finding", finding=row.pk), {"title": "", "text": "Kenties siksi."})
    memo = notes.explanations_of(study, "finding:P5")[-1]
    coder.post(of(study, "change-explanation", explanation=memo.pk), {"title": "Varoen", "text": "Ehkä siksi."})
    memo.refresh_from_db()
    assert (memo.title, memo.text) == ("Varoen", "Ehkä siksi.")
    stale = {"title": "Varoen", "text": "Toisin.", "seen": "jotain muuta"}
    assert "Toisin." in coder.post(of(study, "change-explanation", explanation=memo.pk), stale).content.decode()
    coder.post(of(study, "remove-explanation", explanation=memo.pk))
    assert memo.pk not in [one.pk for one in notes.explanations_of(study, "finding:P5")]


def test_a_finding_goes_with_what_it_takes_along_told(study: Study, as_persona: Callable[[str], Client]) -> None:
    """The page tells beforehand what refers to the finding, and the message afterwards what let go of it."""
    row, coder = Finding.objects.get(study=study, key="P5"), as_persona("coder")
    assert "toimenpiteitä 1" in coder.get(of(study, "finding", finding=row.pk)).content.decode()
    page = coder.post(of(study, "remove-finding", finding=row.pk), follow=True).content.decode()
    assert "Päätelmä P5 poistettu" in page
    assert coder.get(of(study, "finding", finding=row.pk)).status_code == 404


def test_evidence_follows_the_codebook_and_the_codings(
    study: Study, finding: Finding, lead: User, as_persona: Callable[[str], Client]
) -> None:
    """A coding that is removed shows as missing evidence and is told; the finding stays."""
    key = finding.evidence[0]
    coding = Coding.objects.get(study=study, key=key)
    as_persona("lead").post(
        reverse("coding:remove", args=(study.slug, coding.pk)), "{}", content_type="application/json"
    )
    page = as_persona("reader").get(of(study, "finding", finding=finding.pk))
    assert page.context["weighing"].checked.missing == (key,)
    assert "näyttöä kadonnut" in page.content.decode()


def test_an_empty_study_is_taught(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Without findings the page says what one is, why, and how to begin; whoever only reads isn't asked to write."""
    Finding.objects.filter(study=study).delete()
    assert of(study, "new-finding") in as_persona("coder").get(of(study, "findings")).content.decode()
    assert of(study, "new-finding") not in as_persona("reader").get(of(study, "findings")).content.decode()
