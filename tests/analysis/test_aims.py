"""Values and strategic aims by findings and measures."""

from __future__ import annotations

from teema.analysis.aims import aims_by_findings
from teema.study import Aim, Finding, Measure

NEAR, RENEWING, GROWTH = Aim("near", "Asiakaslähtöisyys"), Aim("new", "Uudistuskyky"), Aim("growth", "Kasvu", "aim")
FINDINGS = (
    Finding("f1", "…", kind="strength", value=("near",)),
    Finding("f2", "…", kind="risk", value=("asiakaslähtöisyys", "new")),
    Finding("f3", "…"),
)


def test_findings_stand_by_kind_under_the_aims_they_name() -> None:
    """A finding may name several aims, by key or by name."""
    near, renewing, _ = aims_by_findings((NEAR, RENEWING, GROWTH), FINDINGS, ()).rows
    assert [one.id for one in near.of("strength")] == ["f1"]
    assert [one.id for one in near.of("risk")] == ["f2"]
    assert [one.id for one in renewing.of("risk")] == ["f2"]


def test_a_measure_serves_what_it_names_and_what_its_findings_bear_on() -> None:
    """A measure comes to an aim by its own value or through a finding, once."""
    measures = (Measure("m1", "…", findings=("f1",), value=("near", "growth")), Measure("m2", "…", findings=("f3",)))
    matrix = aims_by_findings((NEAR, RENEWING, GROWTH), FINDINGS, measures)
    assert [[one.id for one in row.measures] for row in matrix.rows] == [["m1"], [], ["m1"]]


def test_aims_without_anything_and_unknown_values_are_told() -> None:
    """What nobody speaks to, and what names no aim, is visible rather than lost."""
    matrix = aims_by_findings((NEAR, GROWTH), FINDINGS, ())
    assert [aim.key for aim in matrix.without] == ["growth"]
    assert matrix.unknown == ("new",)


def test_no_aims() -> None:
    """An organisation without aims has an empty matrix."""
    assert aims_by_findings((), (), ()).rows == ()
