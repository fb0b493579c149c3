"""What data tells of the COREQ checklist: counts on a small study, and nothing where there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from teema.analysis.coreq import DOMAINS, ITEMS, prefilled
from teema.analysis.whole import analyse
from teema.study import Study
from teema.study.interviews import Interview

StudyOf = Callable[..., Study]
TABLE = """
customer group code                topic  aspect      valence
A        kunta odotukset-palvelut  puhelu -           -
B        muu   kokemukset-palvelut puhelu -          1
C        muu   kokemukset-palvelut puhelu -          1
"""


def test_every_item_belongs_to_one_domain() -> None:
    """The three domains are all 32 items, in order."""
    assert [item for items in DOMAINS.values() for item in items] == list(ITEMS)


def test_an_empty_study_tells_the_program_alone() -> None:
    """Nothing is counted where nothing is."""
    assert set(prefilled(analyse(Study("s", "t")))) == {27}


def test_what_interviews_tell(study_of: StudyOf) -> None:
    """Interviewers, places and lengths of the round's interviews; the last interview that brought a new sub-theme."""
    study = study_of(TABLE)
    told: tuple[Interview, ...] = tuple(
        replace(one, interviewer="H", place="etänä", minutes=30.0 + place, date=date(2026, 1, 1 + place))
        for place, one in enumerate(study.interviews)
    )
    found = prefilled(analyse(replace(study, interviews=told)))
    parts = {item: dict(facts[0].parts) for item, facts in found.items()}
    assert parts[1] == {"count": 1, "names": (("H", 3),)}
    assert parts[14] == {"places": (("etänä", 3),)}
    assert parts[18] == {"count": 0, "customers": 3}
    assert (parts[21]["minutes"], parts[21]["least"], parts[21]["most"]) == (93.0, 30.0, 32.0)
    assert parts[22] == {"last": 2, "interviews": 3, "sub_themes": 2}
    assert parts[32]["alone"] == 1
