"""Codes made one, and a code made two: no coding is lost, and what refers to codes stays right."""

from __future__ import annotations

from typing import Any

import pytest

from teema.errors import Conflict, Forbidden
from teema.web.accounts.models import User
from teema.web.bridge import plain_study
from teema.web.coding.actions.codebook import add_code
from teema.web.coding.actions.merging import NewCode, merge_codes, split_code, would_become_one
from teema.web.coding.models import Code, Coding, Memo
from teema.web.coding.queries.tree import code_of
from teema.web.history.undoing import undo
from teema.web.insight.models import Finding, Judgement
from teema.web.studies.models import Customer, Study


def code(study: Study, key: str) -> Code:
    """Return a code by its key."""
    return code_of(study, Code.objects.get(study=study, key=key).pk)


def coded_alike(study: Study, source: Code, **said: Any) -> Coding:
    """Code the words of a code's first coding once more, with another code."""
    first = Coding.objects.filter(code=source).first()
    assert first is not None
    other = code(study, "odotukset-jarjestelmat")
    return Coding.objects.create(
        study=study,
        key="twin",
        document=first.document,
        start=first.start,
        end=first.end,
        coder=first.coder,
        code=other,
        position=9999,
        **said,
    )


def test_merging_keeps_every_coding(study: Study, lead: User) -> None:
    """The other code has the codings of both, the one that went is gone, and undo gives back the same study."""
    before = plain_study(study)
    gone, into = code(study, "yhteistyo-tapaamiset"), code(study, "yhteistyo-paivittainen")
    codings = Coding.objects.filter(code__in=[gone, into]).count()
    merge_codes(lead, gone, into=into)
    assert Coding.objects.filter(code=into).count() == codings
    assert not Code.objects.filter(pk=gone.pk).exists()
    undo(lead, study.pk)
    assert plain_study(study) == before


def test_codings_of_the_same_words_become_one(study: Study, lead: User) -> None:
    """The one that stays says what the other said; memos and evidence point to it."""
    source, into = code(study, "odotukset-palvelut"), code(study, "odotukset-jarjestelmat")
    Coding.objects.filter(code=source).update(topic=None, reduced="", valence=None)
    stays, goes = coded_alike(study, source, reduced="pitää tavoittaa"), Coding.objects.filter(code=source).first()
    assert goes is not None
    Memo.objects.create(study=study, key="m", about=f"coding:{goes.key}", text="Tärkeä.")
    Finding.objects.filter(study=study, key="P1").update(evidence=[goes.key, stays.key])
    assert would_become_one(Coding.objects.filter(code=source), into) == 1
    merge_codes(lead, source, into=into)
    assert not Coding.objects.filter(pk=goes.pk).exists()
    assert Coding.objects.get(pk=stays.pk).reduced == "pitää tavoittaa"
    assert Memo.objects.get(key="m").about == "coding:twin"
    assert Finding.objects.get(study=study, key="P1").evidence == ["twin"]


def test_codings_that_say_different_things_both_stay(study: Study, lead: User) -> None:
    """Nothing that a coder wrote is lost for the sake of one coding less."""
    source, into = code(study, "odotukset-palvelut"), code(study, "odotukset-jarjestelmat")
    coded_alike(study, source, reduced="aivan muuta")
    codings = Coding.objects.filter(study=study).count()
    merge_codes(lead, source, into=into)
    assert Coding.objects.filter(study=study).count() == codings


def test_merging_themes_merges_namesakes_below(study: Study, lead: User) -> None:
    """A sub-theme goes below the other theme; one of the same name becomes one with that there, with what was asked and judged."""
    merge_codes(lead, code(study, "kokemukset"), into=code(study, "odotukset"))
    children = Code.objects.filter(parent__key="odotukset", study=study).values_list("name", flat=True)
    assert sorted(children) == sorted(set(children))
    assert Judgement.objects.get(study=study).sub_theme == "odotukset-palvelut"
    assert (Finding.objects.get(study=study, key="P4").theme, Finding.objects.get(study=study, key="P4").sub_theme) == (
        "odotukset",
        "odotukset-jarjestelmat",
    )
    assert plain_study(study).codebook.theme_of["odotukset-palvelut"].key == "odotukset"


def test_two_judgements_of_one_cell_are_left_to_a_person(study: Study, lead: User) -> None:
    """Where a customer has been judged on both codes, merging is refused and nothing changes."""
    judged = Judgement.objects.get(study=study)
    Judgement.objects.create(
        study=study, customer=judged.customer, sub_theme="odotukset-palvelut", topic=judged.topic, state="met"
    )
    before = Code.objects.filter(study=study).count()
    with pytest.raises(Conflict) as refused:
        merge_codes(lead, code(study, "kokemukset-palvelut"), into=code(study, "odotukset-palvelut"))
    assert refused.value.code == "B456"
    assert Code.objects.filter(study=study).count() == before
    assert Customer.objects.get(pk=judged.customer_id).judgements.count() == 2


def test_a_code_does_not_become_one_with_its_own_branch(study: Study, lead: User) -> None:
    """Neither with itself nor with what is below it; the other way round is possible."""
    for key in ("odotukset", "odotukset-palvelut"):
        with pytest.raises(Conflict) as refused:
            merge_codes(lead, code(study, "odotukset"), into=code(study, key))
        assert refused.value.code == "B454"
    merge_codes(lead, code(study, "odotukset-palvelut"), into=code(study, "odotukset"))
    assert Coding.objects.filter(code__key="odotukset").exists()


def test_splitting_moves_what_was_chosen(study: Study, lead: User) -> None:
    """The chosen codings go to a new code or to another, the others stay, and it is one act."""
    source = code(study, "odotukset-palvelut")
    chosen = list(Coding.objects.filter(code=source).values_list("pk", flat=True)[:3])
    left = Coding.objects.filter(code=source).count() - 3
    made = split_code(lead, source, codings=chosen, into=NewCode("tavoitettavuus", source.parent))
    assert (Coding.objects.filter(code=made).count(), Coding.objects.filter(code=source).count()) == (3, left)
    undo(lead, study.pk)
    assert not Code.objects.filter(pk=made.pk).exists()
    assert Coding.objects.filter(code=source).count() == left + 3


def test_splitting_needs_something_to_go_somewhere_else(study: Study, lead: User) -> None:
    """No codings, or the same code, is refused."""
    source = code(study, "odotukset-palvelut")
    for codings, into in (([], NewCode("x", None)), ([Coding.objects.filter(code=source)[0].pk], source)):
        with pytest.raises(Conflict) as refused:
            split_code(lead, source, codings=codings, into=into)
        assert refused.value.code == "B457"


def test_merging_is_the_leads(study: Study, persona: Any) -> None:
    """A coder may not make codes one: it touches everyone's layers."""
    with pytest.raises(Forbidden):
        merge_codes(persona("coder"), code(study, "odotukset-palvelut"), into=code(study, "odotukset-jarjestelmat"))


def test_an_empty_code_merges_too(study: Study, lead: User) -> None:
    """A code without codings simply goes."""
    made = add_code(lead, study, name="Tyhjä")
    merge_codes(lead, made, into=code(study, "odotukset"))
    assert not Code.objects.filter(pk=made.pk).exists()
