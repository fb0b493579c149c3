"""A group's verdict, confirmed or overruled: it is a finding's, with the reason as its statement and both sides of the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from teema.errors import Conflict
from teema.study.conclusions import Kind, Verdict
from teema.web.accounts.models import User
from teema.web.history.seen import seen, still_as_seen
from teema.web.insight.actions.findings import WRITTEN, as_it_stands, checked, new_finding
from teema.web.insight.actions.judgements import NOTHING
from teema.web.insight.models import Finding
from teema.web.insight.places import ANY, Round, sub_themes_called
from teema.web.studies.access import act
from teema.web.studies.models import Study

CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the comparison: a group's key (empty: those without a group) and a label in a round.

    Only where nobody has a group (``whole``) can a finding speak of those without one. ``finding`` is the finding that speaks
    of this row alone, if one does; ``evidence`` and ``counter`` the codings that bear the verdict out and that speak against it.
    """

    group: str
    label: str
    finding: Finding | None
    evidence: Sequence[str]
    counter: Sequence[str]
    round: Round = ANY
    whole: bool = False


def confirm(
    actor: User, study: Study, row: Row, *, verdict: Verdict, statement: str, kind: Kind = "other", mark: str = ""
) -> Finding:
    """Confirm or overrule the proposed verdict of a row. Its own finding is changed, or one is written.

    NotFound (B810): no sub-theme has the label. Conflict: nothing is stated (B831), the verdict or the kind is unknown (B832),
    the row is of those without a group (B818), or somebody concluded something of it since ``mark`` was taken (B505).
    """
    with act(actor, study, "verdict.set") as changes:
        if not (row.group or row.whole):
            raise Conflict("B818")
        still_as_concluded(row.finding, mark)
        values = {"verdict": verdict, "statement": statement, "kind": kind, "status": CONFIRMED}
        if row.finding is None:
            finding = new_finding(changes, study, **_new(study, row), **values)
        else:
            finding = as_it_stands(row.finding)
            changes.update(finding, **checked(values), **_weighed_anew(finding, row))
        changes.note(about=finding, key=finding.key, group=row.group, label=row.label, verdict=verdict)
    return finding


def withdraw(actor: User, study: Study, row: Row, *, mark: str = "") -> Finding:
    """Take a row's verdict back: its finding stays as a statement, and the proposed verdict stands again.

    Conflict: no finding speaks of this row alone (B816), or somebody changed it since ``mark`` was taken (B505).
    """
    with act(actor, study, "verdict.set") as changes:
        if row.finding is None:
            raise Conflict("B816")
        still_as_concluded(row.finding, mark)
        finding = changes.update(as_it_stands(row.finding), verdict="")
        changes.note(about=finding, key=finding.key, label=row.label, verdict="", done="withdrawn")
    return finding


def concluded_mark(finding: Finding | None) -> str:
    """Return a mark of what has been concluded of a row, for a page's hidden field ``seen``."""
    return NOTHING if finding is None else seen(finding, *WRITTEN)


def still_as_concluded(finding: Finding | None, mark: str) -> None:
    """Conflict (B505): somebody concluded something of the row since the mark was taken."""
    if finding is not None and mark:
        still_as_seen(finding, mark, *WRITTEN)


def _new(study: Study, row: Row) -> dict[str, Any]:
    """Return what a row's finding is about and rests on. Only where no evidence tells the round does it name one itself."""
    sub_theme = sub_themes_called(study, row.label)[0]
    told = row.evidence or not row.round.key
    return {
        "theme": sub_theme.parent.key if sub_theme.parent else "",
        "sub_theme": sub_theme.key,
        "groups": [row.group] if row.group else [],
        "evidence": row.evidence,
        "counter_evidence": row.counter,
        "extra": {} if told else {"round": row.round.key},
    }


def _weighed_anew(finding: Finding, row: Row) -> dict[str, Any]:
    """Return both sides of the evidence as the row has them, followed by what the analyst had added from elsewhere."""
    here = {*row.evidence, *row.counter}
    evidence = [*row.evidence, *(one for one in finding.evidence if one not in here)]
    counter = [*row.counter, *(one for one in finding.counter_evidence if one not in here)]
    counter = [one for one in counter if one not in evidence]
    return {"evidence": evidence, "counter_evidence": counter}
