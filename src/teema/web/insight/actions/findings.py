"""Findings: written, changed, taken away; evidence weighed a coding at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias

from teema.errors import Conflict, NotFound
from teema.study.conclusions import KINDS, VERDICTS
from teema.web.accounts.models import User
from teema.web.coding.models import Coding, Memo
from teema.web.history.recording import Recorder
from teema.web.history.seen import still_as_seen
from teema.web.insight.models import Finding
from teema.web.insight.references import let_go_of, referring_to
from teema.web.studies.access import act
from teema.web.studies.actions.places import last_place
from teema.web.studies.models import Study

Weight: TypeAlias = Literal["evidence", "counter", "none"]
"""What a coding is to a finding."""
WEIGHTS: Final[tuple[Weight, ...]] = ("evidence", "counter", "none")
WRITTEN: Final = (
    "statement", "kind", "theme", "sub_theme", "topic", "groups", "verdict", "value", "known_internally", "status",
)  # fmt: skip
"""What is written of a finding, beside the evidence that is weighed."""
_KEYS: Final = {"fi": "P", "en": "F"}


def add_finding(actor: User, study: Study, **values: Any) -> Finding:
    """Add a finding, with the evidence that it begins with. Errors as in :func:`new_finding`."""
    with act(actor, study, "finding.add") as changes:
        finding = new_finding(changes, study, **values)
        changes.note(about=finding, key=finding.key)
    return finding


def new_finding(
    changes: Recorder,
    study: Study,
    *,
    statement: str,
    evidence: Sequence[str] = (),
    counter_evidence: Sequence[str] = (),
    **values: Any,
) -> Finding:
    """Add a finding within an act. Conflict: it says nothing (B831), its kind or verdict isn't known (B832), or a coding isn't there (B833)."""
    counter = [one for one in dict.fromkeys(counter_evidence) if one not in evidence]
    check_codings(study, [*evidence, *counter])
    weighed = {"evidence": list(dict.fromkeys(evidence)), "counter_evidence": counter}
    written = checked({"statement": statement, **values})
    place = last_place(Finding, study)
    return changes.create(Finding(study=study, key=next_key(study), position=place, **weighed, **written))


def change_finding(actor: User, finding: Finding, *, seen: str = "", **values: Any) -> Finding:
    """Change what is written of a finding; its key stays. Errors as in :func:`new_finding`; Conflict (B505): somebody changed it meanwhile."""
    with act(actor, finding.study, "finding.change") as changes:
        row = as_it_stands(finding)
        still_as_seen(row, seen, *WRITTEN)
        changes.update(row, **checked(values))
        changes.note(about=row, key=row.key)
    return row


def weigh(actor: User, finding: Finding, codings: Collection[str], weight: Weight) -> Finding:
    """Make codings evidence or counter-evidence of a finding, or neither. What others weighed meanwhile stays. Conflict (B833): a coding isn't there."""
    with act(actor, finding.study, "finding.change") as changes:
        row = as_it_stands(finding)
        if weight != "none":
            check_codings(row.study, codings)
        changes.update(
            row,
            evidence=_with(row.evidence, codings, added=weight == "evidence"),
            counter_evidence=_with(row.counter_evidence, codings, added=weight == "counter"),
        )
        changes.note(about=row, key=row.key, count=len(codings), done=f"weighed_{weight}")
    return row


def remove_finding(actor: User, finding: Finding) -> Mapping[str, int]:
    """Take a finding away with its memos, and out of everything that refers to it; return how much of each kind was let go."""
    with act(actor, finding.study, "finding.remove") as changes:
        row = as_it_stands(finding)
        let_go = referring_to(row.study, row.key)
        let_go_of(changes, row.study, row.key)
        for memo in Memo.objects.filter(study=row.study, about=about(row)):
            changes.delete(memo)
        changes.note(about=row, key=row.key)
        changes.delete(row)
    return let_go


def about(finding: Finding) -> str:
    """Return how a memo says that it is about a finding."""
    return f"finding:{finding.key}"


def as_it_stands(finding: Finding) -> Finding:
    """Return a finding as it is now, within an act. NotFound (B830): it is gone."""
    row = Finding.objects.select_related("study").filter(pk=finding.pk).first()
    if row is None:
        raise NotFound("B830")
    return row


def next_key(study: Study) -> str:
    """Return the next free number for a finding, written as the study's latest are: P19 after P18."""
    keys = list(Finding.objects.filter(study=study).order_by("position", "pk").values_list("key", flat=True))
    stems = [key.rstrip("0123456789") for key in keys if key[-1:].isdigit()]
    stem = stems[-1] if stems else _KEYS.get(study.language, "F")
    numbers = [int(rest) for key in keys if key.startswith(stem) and (rest := key.removeprefix(stem)).isdecimal()]
    return f"{stem}{max(numbers, default=0) + 1}"


def check_codings(study: Study, keys: Collection[str]) -> None:
    """Conflict (B833): a coding isn't in the study, or not any more."""
    there = set(Coding.objects.filter(study=study, key__in=keys).values_list("key", flat=True))
    if missing := [key for key in keys if key not in there]:
        raise Conflict("B833", count=len(missing))


def _with(held: Sequence[str], keys: Collection[str], *, added: bool) -> list[str]:
    """Return a list with keys added to it, or without them."""
    return list(dict.fromkeys([*held, *keys])) if added else [key for key in held if key not in keys]


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is to be written of a finding, blanks aside. Conflict: it says nothing (B831), its kind or verdict isn't known (B832)."""
    written = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    if not written.get("statement", "-"):
        raise Conflict("B831")
    if written.get("kind", KINDS[0]) not in KINDS or written.get("verdict", "") not in ("", *VERDICTS):
        raise Conflict("B832")
    return written
