"""Findings written in the workbench: who may, what they rest on, what follows when they go, and that all of it is undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from teema.errors import Conflict, Forbidden, NotFound
from teema.formats.folder import read_study, write_study
from teema.web.accounts.models import User
from teema.web.bridge import load, plain_study
from teema.web.coding.models import Coding, Memo
from teema.web.history.models import Act
from teema.web.history.seen import seen
from teema.web.history.undoing import undo
from teema.web.improvement.models import Measure
from teema.web.insight.actions import findings, links, notes
from teema.web.insight.models import Finding, FindingLink
from teema.web.studies.models import Study


@pytest.fixture
def finding(study: Study) -> Finding:
    """The example's fifth finding: linked, served by a measure, explained in a memo."""
    return Finding.objects.get(study=study, key="P5")


def codings(study: Study, count: int) -> list[str]:
    return list(Coding.objects.filter(study=study).values_list("key", flat=True)[:count])


def test_a_finding_gets_the_next_number(study: Study, lead: User) -> None:
    """Numbers go on as the study's own do, and none is used again while it is held."""
    added = findings.add_finding(lead, study, statement=" Kaikki odottavat. ", kind="risk", groups=["kunta"])
    assert (added.key, added.statement, added.groups) == ("P19", "Kaikki odottavat.", ["kunta"])
    assert findings.next_key(study) == "P20"


def test_the_first_finding_is_numbered_in_the_studys_language(study: Study, lead: User) -> None:
    """Päätelmä is P, a finding F."""
    Finding.objects.filter(study=study).delete()
    assert findings.next_key(study) == "P1"
    study.language = "en"
    assert findings.next_key(study) == "F1"


@pytest.mark.parametrize(("who", "may"), [("coder", True), ("commenter", False), ("reader", False)])
def test_coders_write_findings(
    study: Study, finding: Finding, persona: Callable[[str], User], who: str, may: bool
) -> None:
    """Who codes may conclude; who comments or reads may not."""
    try:
        findings.weigh(persona(who), finding, codings(study, 1), "counter")
    except Forbidden:
        assert not may
    else:
        assert may


def test_a_finding_says_something(study: Study, lead: User) -> None:
    """An empty statement, an unknown kind and evidence that isn't there are refused, and nothing is kept."""
    for code, values in (
        ("B831", {"statement": "  "}),
        ("B832", {"statement": "a", "kind": "hyvä"}),
        ("B833", {"statement": "a", "evidence": ["ei ole"]}),
    ):
        with pytest.raises(Conflict, match=code):
            findings.add_finding(lead, study, **values)  # type: ignore[arg-type]
    assert Finding.objects.filter(study=study).count() == 18


def test_weighing_moves_a_coding(study: Study, finding: Finding, lead: User) -> None:
    """A coding is evidence, counter-evidence or neither, never two of them, and the rest stays as it was."""
    one, before = codings(study, 1)[0], (list(finding.evidence), list(finding.counter_evidence))
    for weight, held in (("evidence", (1, 0)), ("counter", (0, 1)), ("none", (0, 0))):
        row = findings.weigh(lead, finding, [one], weight)  # type: ignore[arg-type]
        assert (one in row.evidence, one in row.counter_evidence) == held
    assert (row.evidence, row.counter_evidence) == before


def test_two_who_weigh_at_once_both_count(
    study: Study, finding: Finding, lead: User, persona: Callable[[str], User]
) -> None:
    """Evidence that somebody adds from an older page doesn't take away what another added meanwhile."""
    first, second = (one for one in codings(study, 200)[-2:])
    older = Finding.objects.get(pk=finding.pk)
    findings.weigh(lead, finding, [first], "evidence")
    row = findings.weigh(persona("coder"), older, [second], "evidence")
    assert {first, second} <= set(row.evidence)


def test_nobody_writes_over_another(finding: Finding, lead: User, persona: Callable[[str], User]) -> None:
    """Who began before another saved is told, and what the other wrote stays."""
    mark = seen(finding, *findings.WRITTEN)
    findings.change_finding(persona("coder"), finding, statement="Toisin.")
    with pytest.raises(Conflict, match="B505"):
        findings.change_finding(lead, finding, seen=mark, statement="Näin.")
    assert Finding.objects.get(pk=finding.pk).statement == "Toisin."


def test_a_finding_goes_with_what_refers_to_it_and_comes_back_whole(study: Study, finding: Finding, lead: User) -> None:
    """Links, its number in measures and its memos go in the same act; undone, the study is as it was."""
    before = plain_study(study)
    let_go = findings.remove_finding(lead, finding)
    assert let_go == {"links": 1, "measures": 1}
    assert not FindingLink.objects.filter(study=study, target="P5").exists()
    assert not any("P5" in one.findings for one in Measure.objects.filter(study=study))
    assert not Memo.objects.filter(study=study, about="finding:P5").exists()
    undo(lead, study.pk)
    assert plain_study(study) == before


def test_what_is_gone_is_told(finding: Finding, lead: User) -> None:
    """A finding that somebody removed meanwhile can't be changed."""
    findings.remove_finding(lead, finding)
    with pytest.raises(NotFound, match="B830"):
        findings.change_finding(lead, finding, statement="Näin.")


def test_findings_are_linked_once(study: Study, finding: Finding, lead: User) -> None:
    """A link is said once, never to the finding itself, and taken away again."""
    other = Finding.objects.get(study=study, key="P1")
    link = links.link_findings(lead, finding, other, "supports")
    for target in (other, finding):
        with pytest.raises(Conflict, match="B834"):
            links.link_findings(lead, finding, target, "supports")
    links.unlink(lead, link)
    assert {one.relation for one in links.links_of(study, "P5")} == {"contradicts"}


def test_an_explanation_is_written_and_rewritten(study: Study, finding: Finding, lead: User) -> None:
    """An explanation is a memo on the finding, apart from remarks; nobody writes over another's change."""
    memo = notes.explain_finding(lead, finding, text="Ehkä siksi.", title="Varoen")
    notes.remark(lead, study, "finding:P5", text="Onko näin?")
    assert [one.text for one in notes.explanations_of(study, "finding:P5")][-1] == "Ehkä siksi."
    mark = seen(memo, "title", "text")
    notes.change_explanation(lead, memo, text="Kenties.", seen=mark)
    with pytest.raises(Conflict, match="B505"):
        notes.change_explanation(lead, memo, text="Näin.", seen=mark)


def test_a_remark_is_its_writers(study: Study, lead: User, persona: Callable[[str], User]) -> None:
    """Who may comment remarks, signed and dated; only the writer and the lead take a remark away, and a reader writes none."""
    commenter, coder = persona("commenter"), persona("coder")
    made = notes.remark(commenter, study, "finding:P1", text=" Kuka sanoi? ")
    assert (made.text, made.by, bool(made.date)) == ("Kuka sanoi?", "Commenter", True)
    with pytest.raises(Forbidden, match="B836"):
        notes.remove_remark(coder, made)
    with pytest.raises(Forbidden, match="B102"):
        notes.remark(persona("reader"), study, "finding:P1", text="Minäkin.")
    notes.remove_remark(commenter, made)
    notes.remove_remark(lead, notes.remark(coder, study, "finding:P1", text="Pois."))
    assert notes.remarks_on(study, "finding:P1") == []


def test_history_holds_no_words_of_a_finding(study: Study, lead: User) -> None:
    """What an act notes are numbers and keys."""
    findings.add_finding(lead, study, statement="Salaista.")
    acts = Act.objects.filter(study=study.pk, verb="finding.add")
    assert [act.params for act in acts] == [{"key": "P19"}]


def test_a_remark_travels_with_the_study(study: Study, lead: User, tmp_path: Path) -> None:
    """In the study folder a remark is a memo of its kind, and comes back as a remark."""
    notes.remark(lead, study, "finding:P1", text="Kuka sanoi?")
    write_study(plain_study(study), tmp_path / "tutkimus")
    again = load(read_study(tmp_path / "tutkimus").study, lead)
    assert [one.text for one in notes.remarks_on(again, "finding:P1")] == ["Kuka sanoi?"]
    assert [one.title for one in notes.explanations_of(again, "finding:P5")] == ["Varovainen selitys"]
