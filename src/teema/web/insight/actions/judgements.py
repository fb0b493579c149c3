"""The analyst's word on a customer's cell of the comparison, in place of the rule's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from teema.errors import Conflict
from teema.study.conclusions import STATES, State
from teema.web.accounts.models import User
from teema.web.history.seen import seen, still_as_seen
from teema.web.insight.models import Judgement
from teema.web.insight.places import ANY, Round, sub_themes_called
from teema.web.studies.access import act
from teema.web.studies.actions.places import last_place
from teema.web.studies.models import Customer

NOTHING = "-"
"""The mark of a cell on which nobody had said a word."""
_SEEN = ("state", "reason")


def judge(
    actor: User,
    customer: Customer,
    *,
    label: str,
    state: State,
    reason: str,
    topic: str = "",
    round_: Round = ANY,
    mark: str = "",
) -> Judgement:
    """Say what the state of a customer's cell, or of one topic in it, is and why; an earlier word on it is replaced.

    NotFound (B810): no sub-theme has the label. Conflict: it has no reason (B811), there is no such state (B812), or
    somebody judged it since ``mark`` was taken (B505).
    """
    with act(actor, customer.study, "judgement.set") as changes:
        _refuse_hollow(state, reason)
        earlier = judgements_on(customer, label=label, topic=topic, round_=round_)
        still_as_judged(earlier, mark)
        values: dict[str, Any] = {"state": state, "reason": reason.strip(), "by": changes.membership.coder}
        for row in earlier[:-1]:
            changes.delete(row)
        if earlier:
            said = changes.update(earlier[-1], **values)
        else:
            said = changes.create(_new(customer, label, topic, round_, values))
        changes.note(about=customer, customer=customer.key, label=label, state=state)
    return said


def clear_judgements(
    actor: User,
    customer: Customer,
    *,
    label: str,
    topic: str = "",
    round_: Round = ANY,
    mark: str = "",
) -> None:
    """Take the analyst's word on a cell, or on one topic in it, away: the rule's state stands again.

    Conflict: nobody judged it (B813), or somebody judged it anew since ``mark`` was taken (B505).
    """
    with act(actor, customer.study, "judgement.set") as changes:
        rows = judgements_on(customer, label=label, topic=topic, round_=round_)
        if not rows:
            raise Conflict("B813")
        still_as_judged(rows, mark)
        for row in rows:
            changes.delete(row)
        changes.note(about=customer, customer=customer.key, label=label, state="", done="cleared")


def _new(customer: Customer, label: str, topic: str, round_: Round, values: Mapping[str, Any]) -> Judgement:
    """Return a judgement that names its round: another round may become the study's own later."""
    place = {"sub_theme": sub_themes_called(customer.study, label)[0].key, "topic": topic}
    extra = {"round": round_.key} if round_.key else {}
    position = last_place(Judgement, customer.study)
    return Judgement(study=customer.study, customer=customer, position=position, extra=extra, **place, **values)


def judgements_on(customer: Customer, *, label: str, topic: str, round_: Round) -> list[Judgement]:
    """Return the judgements on a cell, or on one topic in it; the last one holds."""
    called = {label, *(code.key for code in sub_themes_called(customer.study, label))}
    rows = Judgement.objects.filter(customer=customer, sub_theme__in=called, topic=topic)
    return [row for row in rows if round_.holds(row.extra.get("round"))]


def judged_mark(rows: list[Judgement]) -> str:
    """Return a mark of what has been said of a cell, for a page's hidden field ``seen``."""
    return seen(rows[-1], *_SEEN) if rows else NOTHING


def still_as_judged(rows: list[Judgement], mark: str) -> None:
    """Conflict (B505): somebody said something of the cell since the mark was taken."""
    if rows and mark:
        still_as_seen(rows[-1], mark, *_SEEN)


def _refuse_hollow(state: str, reason: str) -> None:
    if state not in STATES:
        raise Conflict("B812")
    if not reason.strip():
        raise Conflict("B811")
