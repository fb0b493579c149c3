from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from teema.errors import Conflict
from teema.study import Code as PlainCode
from teema.study import Codebook
from teema.web.accounts.models import User
from teema.web.coding.actions.codebook import move_code
from teema.web.coding.actions.coverage import carried, covered, set_covered
from teema.web.coding.actions.merging import merge_codes
from teema.web.coding.models import Code
from teema.web.coding.queries.coverage import coverage_of
from teema.web.coding.queries.tree import code_of, tree_of
from teema.web.coding.references import Became, Restructured
from teema.web.history.undoing import undo
from teema.web.studies.models import Asked, Interview, Study


def book(**themes: str) -> Codebook:
    """Make a codebook: each theme with the sub-themes named in a word."""
    return Codebook(
        tuple(PlainCode(key, key, children=tuple(PlainCode(one, one) for one in subs)) for key, subs in themes.items())
    )


def row(theme: str, sub_theme: str, asked: str) -> Asked:
    """Make a row of what was asked."""
    return Asked(theme=theme, sub_theme=sub_theme, asked=asked)


@pytest.fixture
def interview(study: Study) -> Interview:
    """An interview without a word of what was asked."""
    found = Interview.objects.select_related("study").get(study=study, key="kunta-1")
    Asked.objects.filter(interview=found).delete()
    return found


def test_the_more_exact_row_wins() -> None:
    """What is written of a theme holds for those of its sub-themes that nothing else is written of."""
    said = covered(book(T="ab", U=""), [row("T", "a", "no"), row("T", "", "yes"), row("U", "", "not_applicable")])
    assert said == {"a": "no", "b": "yes", "U": "not_applicable"}


def test_units_that_become_one_were_asked_if_either_was() -> None:
    """Yes outweighs no, no outweighs not applicable, and anything outweighs nothing."""
    done = Restructured(Study(), book(T="abc"), book(T="a"), Became(codes={"b": "a", "c": "a"}))
    assert carried(done, {"a": "no", "b": "yes"}) == {"a": "yes"}
    assert carried(done, {"b": "not_applicable", "c": "no"}) == {"a": "no"}
    assert carried(done, {}) == {}


def test_a_sub_theme_that_becomes_a_theme_keeps_what_was_asked() -> None:
    """So do the codes below it that become sub-themes."""
    deep = PlainCode("T", "T", children=(PlainCode("a", "a", children=(PlainCode("x", "x"),)), PlainCode("b", "b")))
    done = Restructured(Study(), Codebook((deep,)), book(T="b", a="x"), Became())
    assert carried(done, {"a": "yes", "b": "no"}) == {"x": "yes", "b": "no"}


def test_what_is_marked_is_written_and_undone(study: Study, interview: Interview, lead: User) -> None:
    """Only what is marked has a row; taking a mark away takes the row."""
    set_covered(lead, interview, values={"odotukset-palvelut": "yes", "odotukset-asiakkuus": "no"})
    rows = Asked.objects.filter(interview=interview)
    assert {(one.sub_theme, one.asked) for one in rows} == {
        ("odotukset-palvelut", "yes"),
        ("odotukset-asiakkuus", "no"),
    }
    set_covered(lead, interview, values={"odotukset-palvelut": ""})
    assert rows.all().count() == 1
    undo(lead, study.pk)
    undo(lead, study.pk)
    assert rows.all().count() == 0


def test_one_row_for_a_theme_stays_one_while_all_is_alike(study: Study, interview: Interview, lead: User) -> None:
    """It becomes a row a sub-theme when one of them differs, and nothing else changes."""
    Asked.objects.create(study=study, interview=interview, theme="odotukset", asked="yes")
    before = covered(tree_of(study), Asked.objects.filter(interview=interview))
    set_covered(lead, interview, values=before)
    assert Asked.objects.filter(interview=interview).count() == 1
    set_covered(lead, interview, values={"odotukset-palvelut": "no"})
    assert covered(tree_of(study), Asked.objects.filter(interview=interview)) == {**before, "odotukset-palvelut": "no"}


@pytest.mark.parametrize("values", [{"odotukset": "yes"}, {"nothing": "yes"}, {"odotukset-palvelut": "perhaps"}])
def test_what_is_not_known_is_refused(interview: Interview, lead: User, values: dict[str, str]) -> None:
    """A theme with sub-themes is marked by them, and answers are those to choose from."""
    with pytest.raises(Conflict) as refused:
        set_covered(lead, interview, values=values)
    assert refused.value.code == "B461"


def test_a_moved_sub_theme_is_not_asked_by_its_new_theme(study: Study, interview: Interview, lead: User) -> None:
    """A row about a whole theme speaks of the sub-themes that the theme had then."""
    Asked.objects.create(study=study, interview=interview, theme="yhteistyo", asked="yes")
    moving, to = (
        code_of(study, Code.objects.get(study=study, key=key).pk) for key in ("odotukset-palvelut", "yhteistyo")
    )
    move_code(lead, moving, parent=to)
    said = covered(tree_of(study), Asked.objects.filter(interview=interview))
    assert "odotukset-palvelut" not in said
    assert said["yhteistyo-tapaamiset"] == "yes"


def test_merging_keeps_what_was_asked(study: Study, interview: Interview, lead: User) -> None:
    """The sub-theme that stays was asked if either was."""
    set_covered(lead, interview, values={"yhteistyo-tapaamiset": "yes", "yhteistyo-paivittainen": "no"})
    gone, into = (
        code_of(study, Code.objects.get(study=study, key=key).pk)
        for key in ("yhteistyo-tapaamiset", "yhteistyo-paivittainen")
    )
    merge_codes(lead, gone, into=into)
    assert covered(tree_of(study), Asked.objects.filter(interview=interview)) == {"yhteistyo-paivittainen": "yes"}


def test_words_coded_though_not_asked_are_told(interview: Interview, lead: User) -> None:
    """The page warns where there are codings although the sub-theme is marked not asked."""
    set_covered(lead, interview, values={"odotukset-palvelut": "no", "odotukset-asiakkuus": "yes"})
    units = {unit.key: unit for theme in coverage_of(interview) for unit in theme.units}
    assert units["odotukset-palvelut"].is_spoken_unasked
    assert not units["odotukset-asiakkuus"].is_spoken_unasked


def test_a_whole_theme_is_marked_at_once(
    study: Study, interview: Interview, as_persona: Callable[[str], Client]
) -> None:
    """A theme's button marks all its sub-themes and saves the rest of the form; a reader may look only."""
    place = f"/s/{study.slug}/interviews/{interview.pk}/covered/"
    sent = {"asked-odotukset-palvelut": "no", "asked-yhteistyo-tapaamiset": "not_applicable", "whole": "odotukset=yes"}
    assert as_persona("coder").post(place, sent)["Location"].endswith("#theme-odotukset")
    said = covered(tree_of(study), Asked.objects.filter(interview=interview))
    assert (said["odotukset-palvelut"], said["odotukset-asiakkuus"]) == ("yes", "yes")
    assert said["yhteistyo-tapaamiset"] == "not_applicable"
    reader = as_persona("reader")
    assert (reader.get(place).status_code, reader.post(place, sent).status_code) == (200, 403)
