"""What one round's results are about: its judgements, its verdicts, its interviews."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from teema.analysis.whole import Results, analyse
from teema.errors import UsageError
from teema.study import Design, Finding, Interview, Judgement, Round, Settings, Study

Build = Callable[..., Study]
TWICE = """
customer group round code topic valence
A kunta 1 odotukset-palvelut aika -
A kunta 1 kokemukset-palvelut aika -1
A kunta 2 odotukset-palvelut aika -
A kunta 2 kokemukset-palvelut aika -1
B kunta 1 odotukset-palvelut aika -
B kunta 1 kokemukset-palvelut aika -1
"""


def states(results: Results) -> dict[str, str]:
    """Return the state of each customer's only cell."""
    return {cell.customer: cell.state for cell in results.gap.cells}


def test_a_judgement_is_about_the_studys_round_unless_it_names_one(study_of: Build) -> None:
    """What the analyst overruled in one round says nothing of the next."""
    judged = Judgement("A", "met", "palvelut")
    study = study_of(TWICE, judgements=(judged,))
    assert states(analyse(study, round_="1")) == {"A": "met", "B": "unmet"}
    assert states(analyse(study, round_="2")) == {"A": "unmet"}
    later = replace(study, judgements=(replace(judged, extra={"round": "2"}),))
    assert states(analyse(later, round_="2")) == {"A": "met"}


def test_a_verdict_is_about_the_rounds_of_its_evidence(study_of: Build) -> None:
    """A finding from the first round confirms nothing in the second."""
    found = Finding("f", "Odotus jäi täyttymättä.", sub_theme="palvelut", verdict="differ", evidence=("c2",))
    study = study_of(TWICE, findings=(found,))
    assert [row.confirmed for row in analyse(study, round_="1").gap.rows] == ["differ"]
    assert [row.confirmed for row in analyse(study, round_="2").gap.rows] == [None]


def test_a_judged_cell_stands_on_the_side_of_its_judgement(study_of: Build) -> None:
    """The codings of a customer whom the analyst judged otherwise are counter-evidence."""
    study = study_of(TWICE, judgements=(Judgement("A", "met", "palvelut"),))
    (row,) = analyse(study, round_="1").gap.rows
    assert (row.proposed, row.evidence, row.counter_evidence) == ("partly", ("c5", "c6"), ("c1", "c2"))


def test_an_interview_that_is_only_planned_is_not_in_n(study_of: Build) -> None:
    """A slot without text, length or a note of what was asked is still to come."""
    study = study_of(TWICE)
    planned = Interview("i9", round="1", customer="C", planned_min=60)
    assert analyse(replace(study, interviews=(*study.interviews, planned)), round_="1").customers.height == 2
    held = replace(planned, minutes=55.0)
    assert analyse(replace(study, interviews=(*study.interviews, held)), round_="1").customers.height == 3


def test_a_round_that_the_study_does_not_have_is_refused(study_of: Build) -> None:
    """Whether the command or the study's own settings name it."""
    study = study_of(TWICE)
    with pytest.raises(UsageError, match="A102"):
        analyse(study, round_="3")
    chosen = replace(study, design=Design(rounds=(Round("1", "1"),), settings=Settings(round="zz")))
    with pytest.raises(UsageError, match="A102"):
        analyse(chosen)
