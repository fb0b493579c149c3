"""A group's verdict, confirmed or overruled: it is a finding's, with the reason as its statement and both sides of the evidence."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from teema.errors import Conflict
from teema.study.conclusions import KINDS, VERDICTS, Kind, Verdict
from teema.web.accounts.models import User
from teema.web.history.seen import seen, still_as_seen
from teema.web.insight.actions.judgements import NOTHING
from teema.web.insight.models import Finding
from teema.web.insight.places import Round, sub_themes_called
from teema.web.studies.access import act
from teema.web.studies.actions.places import last_place
from teema.web.studies.models import Study

CONFIRMED = "confirmed"
_SEEN = ("statement", "kind", "verdict", "status", "groups")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the comparison: a group's key (empty: those without a group) and a label in a round.

    Only ``whole``, where nobody has a group, can a finding speak of those without one. ``finding`` is the finding that speaks of this row alone, if one does; ``evidence`` and ``counter`` the codings that bear
    the verdict out and that speak against it.
    """

    group: str
    label: str
    finding: Finding | None
    evidence: Sequence[str]
    counter: Sequence[str]
    round: Round = Round()
    whole: bool = False


def confirm(
    actor: User, study: Study, row: Row, *, verdict: Verdict, statement: str, kind: Kind = "other", mark: str = ""
) -> Finding:
    """Confirm or overrule the proposed verdict of a row. Its own finding is changed, or one is written.

    NotFound (B810): no sub-theme has the label. Conflict: nothing is stated (B814), the verdict or the kind is unknown (B815),
    the row is of those without a group (B818), or somebody concluded something of it since ``mark`` was taken (B505).
    """
    with act(actor, study, "verdict.set") as changes:
        if not (row.group or row.whole):
            raise Conflict("B818")
        _refuse_hollow(verdict, kind, statement)
        still_as_concluded(row.finding, mark)
        values = {"verdict": verdict, "statement": statement.strip(), "kind": kind, "status": CONFIRMED}
        if row.finding is None:
            finding = changes.create(Finding(study=study, **_new(study, row), **values))
        else:
            finding = changes.update(row.finding, **values, **_weighed_anew(row.finding, row))
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
        changes.update(row.finding, verdict="")
        changes.note(about=row.finding, key=row.finding.key, label=row.label, done="withdrawn")
    return row.finding


def concluded_mark(finding: Finding | None) -> str:
    """Return a mark of what has been concluded of a row, for a page's hidden field ``seen``."""
    return NOTHING if finding is None else seen(finding, *_SEEN)


def still_as_concluded(finding: Finding | None, mark: str) -> None:
    """Conflict (B505): somebody concluded something of the row since the mark was taken."""
    if finding is not None and mark:
        still_as_seen(finding, mark, *_SEEN)


def _refuse_hollow(verdict: str, kind: str, statement: str) -> None:
    if verdict not in VERDICTS or kind not in KINDS:
        raise Conflict("B815")
    if not statement.strip():
        raise Conflict("B814")


def _new(study: Study, row: Row) -> dict[str, Any]:
    """Return what a row's finding is about and rests on. Only where no evidence tells the round does it name one itself."""
    sub_theme = sub_themes_called(study, row.label)[0]
    told = row.evidence or not row.round.key
    return {
        "key": next_key(Finding.objects.filter(study=study).values_list("key", flat=True)),
        "position": last_place(Finding, study),
        "theme": sub_theme.parent.key if sub_theme.parent else "",
        "sub_theme": sub_theme.key,
        "groups": [row.group] if row.group else [],
        "evidence": list(row.evidence),
        "counter_evidence": list(row.counter),
        "extra": {} if told else {"round": row.round.key},
    }


def _weighed_anew(finding: Finding, row: Row) -> dict[str, Any]:
    """Return both sides of the evidence as the row has them, followed by what the analyst had added from elsewhere."""
    here = {*row.evidence, *row.counter}
    evidence = [*row.evidence, *(one for one in finding.evidence if one not in here)]
    counter = [*row.counter, *(one for one in finding.counter_evidence if one not in here)]
    return {"evidence": evidence, "counter_evidence": counter}


def next_key(taken: Collection[str]) -> str:
    """Return the key of a new finding: the numbers go on, after the letter that findings have so far.

    >>> next_key(["P1", "P12", "huomio"]), next_key([])
    ('P13', 'P1')
    """
    numbered = [match for one in taken if (match := re.fullmatch(r"(\D*)(\d+)", one))]
    letter = numbered[-1][1] if numbered else "P"
    return f"{letter}{max((int(match[2]) for match in numbered), default=0) + 1}"
