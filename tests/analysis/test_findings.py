"""Findings checked against their evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from teema.analysis.findings import CheckedFinding, check_findings
from teema.study import Finding
from teema.study.tables import Frames

Engine = Callable[[pl.DataFrame], Any]
TABLE = """
    customer group   round code                topic          valence
    k1       kunta   2016  kokemukset-palvelut tavoitettavuus -1
    k2       kunta   2016  kokemukset-palvelut tavoitettavuus -1
    k3       kunta   2016  riskit-henkilosto   tavoitettavuus -1
    k4       kunta   2016  kokemukset-palvelut tavoitettavuus 1
    k5       yhteiso 2016  kokemukset-palvelut tavoitettavuus 1
    k6       yhteiso 2016  kokemukset-palvelut raportointi    1
    k1       kunta   2017  kokemukset-palvelut tavoitettavuus 1
    k1       kunta   2016  kokemukset-palvelut raportointi    -1
"""


@pytest.fixture
def check(engine: Engine, frames_of: Callable[..., Frames]) -> Callable[..., CheckedFinding]:
    """Check one finding, given by its parts, against the table."""
    frames = frames_of(TABLE)

    def checked(statement: str, *evidence: str, language: str = "fi", **parts: Any) -> CheckedFinding:
        finding = Finding("f", statement, evidence=evidence, **parts)
        (found,) = check_findings([finding], engine(frames.codings), engine(frames.customers), language)
        return found

    return checked


def test_a_finding_counts_the_customers_of_its_groups_and_round(check: Callable[..., CheckedFinding]) -> None:
    """k is the customers with evidence, n those of the groups who were interviewed in the evidence's round."""
    found = check("Tavoitettavuus on heikko.", "c1", "c8", "c2", "c3", groups=("kunta",), counter_evidence=("c4",))
    assert (found.customers, found.n, found.quantifier) == (3, 4, "most")
    assert (found.evidence, found.counter, found.missing) == (("c1", "c8", "c2", "c3"), ("c4",), ())
    assert (found.claims, found.quantifier_ok, found.flags) == ((), None, ())
    later = check("Tavoitettavuus on hyvä.", "c7")
    assert (later.customers, later.n, later.quantifier) == (1, 1, "all")


@pytest.mark.parametrize(
    ("statement", "evidence", "ok"),
    [
        ("Enemmistö kunnista kokee tavoitettavuuden heikoksi.", ("c1", "c2", "c3"), True),
        ("Kaikki kunnat kokevat tavoitettavuuden heikoksi.", ("c1", "c2", "c3"), False),
        ("Puolet kunnista kokee tavoitettavuuden heikoksi.", ("c1", "c2"), True),
        ("Eräs kunta kokee tavoitettavuuden heikoksi.", ("c1", "c2"), False),
        ("Toiset kunnat kokevat sen heikoksi, toiset hyväksi.", ("c1", "c2", "c3", "c4"), True),
        ("Toiset kunnat kokevat sen heikoksi, toiset hyväksi.", ("c1",), False),
        ("Kaikki kunnat odottavat vastausta, osa kunnista ei saa sitä.", ("c1", "c2"), False),
        ("Osa raporteista puuttuu.", ("c1",), None),
    ],
)
def test_the_words_must_fit_the_count(
    check: Callable[..., CheckedFinding], statement: str, evidence: tuple[str, ...], ok: bool | None
) -> None:
    """One claim must fit k of n; of several, k must reach what each needs; quantifiers of other things claim nothing."""
    found = check(statement, *evidence, groups=("kunta",))
    assert found.quantifier_ok is ok
    assert ("quantifier" in found.flags) is (ok is False)


def test_a_claim_of_absence_holds_until_somebody_speaks_against_it(check: Callable[..., CheckedFinding]) -> None:
    """No one: no evidence is needed, and one customer's counter-evidence refutes it."""
    quiet = check("Kukaan ei tunne extranetia.")
    assert (quiet.quantifier_ok, quiet.customers, quiet.n, quiet.flags) == (True, 0, 6, ())
    refuted = check("Kukaan ei tunne extranetia.", counter_evidence=("c6",))
    assert (refuted.quantifier_ok, refuted.flags) == (False, ("quantifier",))


def test_evidence_must_exist(check: Callable[..., CheckedFinding]) -> None:
    """Ids that no coding has are named, in evidence and counter-evidence alike; a finding without evidence is flagged."""
    found = check("Tavoitettavuus on heikko.", "c1", "x", counter_evidence=("y",))
    assert (found.missing, found.flags) == (("x", "y"), ("missing_evidence",))
    assert check("Tavoitettavuus on heikko.").flags == ("no_evidence",)


def test_evidence_must_stand_where_the_finding_does(check: Callable[..., CheckedFinding]) -> None:
    """Another group's coding, or one from none of the places that the finding names, is elsewhere and adds no customer."""
    group = check("Tavoitettavuus on heikko.", "c1", "c5", groups=("kunta",))
    assert (group.customers, group.elsewhere, group.flags) == (1, ("c5",), ("evidence_elsewhere",))
    place = check("Raportointi on heikko.", "c8", "c3", topic="raportointi", counter_evidence=("c6",))
    assert place.elsewhere == ("c3",)
    traced = check("Tavoitettavuus on heikko.", "c3", theme="kokemukset", topic="tavoitettavuus", groups=("kunta",))
    assert traced.elsewhere == ()


def test_opposite_codings_must_be_weighed(check: Callable[..., CheckedFinding]) -> None:
    """Codings of the opposite sign on the same topic, group and round are evidence, counter-evidence, or flagged."""
    found = check("Tavoitettavuus on heikko.", "c1", topic="tavoitettavuus")
    assert (found.unweighed, found.flags) == (("c4", "c5"), ("counter_evidence_unweighed",))
    narrow = check("Se on heikko.", "c1", topic="tavoitettavuus", groups=("kunta",), counter_evidence=("c4",))
    assert (narrow.unweighed, narrow.flags) == ((), ())
    by_label = check("Palvelu on hyvää.", "c4", sub_theme="palvelut", groups=("kunta",))
    assert by_label.unweighed == ("c1", "c8", "c2")
    both = check("Kokemukset jakautuvat.", "c1", "c4", topic="tavoitettavuus")
    assert both.unweighed == ()


def test_english_statements(check: Callable[..., CheckedFinding]) -> None:
    """The statement is read in the study's language."""
    found = check("Most municipalities find reachability weak.", "c1", "c2", groups=("kunta",), language="en")
    assert (found.claims[0].quantifier, found.quantifier_ok) == ("most", False)


def test_nothing_to_check(engine: Engine, frames_of: Callable[..., Frames]) -> None:
    """No findings give none, and a finding of an empty study has neither customers nor evidence."""
    frames = frames_of()
    assert check_findings([], engine(frames.codings), engine(frames.customers), "fi") == ()
    (found,) = check_findings([Finding("f", "Kaikki.")], engine(frames.codings), engine(frames.customers), "fi")
    assert (found.customers, found.n, found.quantifier, found.flags) == (0, 0, "none", ("no_evidence",))


def test_each_claim_stands_beside_its_count(check: Callable[..., CheckedFinding]) -> None:
    """A claim has the customers who gave evidence, whose codings they are, and the word that would fit."""
    found = check("Kaikki kunnat kokevat tavoitettavuuden heikoksi.", "c1", "c8", "c2", groups=("kunta",))
    (one,) = found.audit
    assert (one.claim.quantifier, one.customers, one.n, one.fits, one.borne_out) == ("all", 2, 4, "half", False)
    assert one.codings == ("c1", "c8", "c2")


def test_a_claim_of_absence_is_about_those_who_gave_counter_evidence(check: Callable[..., CheckedFinding]) -> None:
    """That no one does is counted by who does."""
    found = check("Kukaan ei kiitä tavoitettavuutta.", counter_evidence=("c4", "c5"))
    (one,) = found.audit
    assert (one.customers, one.n, one.codings, one.borne_out) == (2, 6, ("c4", "c5"), False)


def test_evidence_from_outside_the_groups_is_not_counted(check: Callable[..., CheckedFinding]) -> None:
    """What tells of customers is the evidence of those whom n counts."""
    found = check("Tavoitettavuus on hyvä.", "c4", "c5", groups=("kunta",))
    assert (found.customers, found.told, found.elsewhere) == (1, ("c4",), ("c5",))


def test_evidence_of_one_customer_is_thin(check: Callable[..., CheckedFinding]) -> None:
    """Unless the statement says that it is about one, or nobody else was asked."""
    assert check("Tavoitettavuus on heikko.", "c1", "c8").is_thin
    assert not check("Tavoitettavuus on heikko.", "c1", "c2").is_thin
    assert not check("Eräs kunta kokee tavoitettavuuden heikoksi.", "c1").is_thin
    assert not check("Tavoitettavuus on hyvä.", "c7").is_thin
    assert not check("Tavoitettavuus on heikko.").is_thin
