"""Summaries: what one customer says of one sub-theme, in the analyst's words. Each is a memo about its cell of the framework grid."""

from __future__ import annotations

from typing import Final
from uuid import uuid4

from django.utils.timezone import localdate

from teema.errors import Conflict
from teema.study.summaries import summary_place
from teema.web.accounts.models import User
from teema.web.coding.models import Code, Memo
from teema.web.history.seen import seen, still_as_seen
from teema.web.studies.access import act
from teema.web.studies.actions.places import last_place
from teema.web.studies.models import Study

NOTHING: Final = "-"
"""The mark of a cell of which nobody had written."""


def summarise(
    actor: User, study: Study, *, customer: str, sub_theme: Code, text: str, round_: str = "", mark: str = ""
) -> Memo | None:
    """Write what a customer says of a sub-theme in a round, in place of what stood there; without text it is taken away.

    Conflict (B505): somebody wrote it since ``mark`` was taken.
    """
    text = text.strip()
    with act(actor, study, "summary.write") as changes:
        row = summary(study, customer, sub_theme.key, round_)
        still_as_summarised(row, mark)
        if row is None and not text:
            return None
        if row is not None and not text:
            changes.note(about=row, done="removed", customer=customer, sub_theme=str(sub_theme))
            changes.delete(row)
            return None
        said = {"text": text, "by": changes.membership.coder, "date": localdate()}
        if row is None:
            place, id = summary_place(customer, sub_theme.key), uuid4()
            extra = {"round": round_} if round_ else {}
            new = Memo(
                id=id, study=study, key=str(id), position=last_place(Memo, study), about=place, extra=extra, **said
            )
            row = changes.create(new)
        else:
            row = changes.update(row, **said)
        changes.note(about=row, customer=customer, sub_theme=str(sub_theme))
        return row


def summary(study: Study, customer: str, sub_theme: str, round_: str = "") -> Memo | None:
    """Return the summary of a cell in a round; one that names no round is of every round."""
    held = Memo.objects.filter(study=study, about=summary_place(customer, sub_theme)).order_by("position")
    return next((one for one in held if one.extra.get("round") in (round_, "", None)), None)


def summary_mark(row: Memo | None) -> str:
    """Return a mark of what a cell says, for a page's hidden field ``seen``."""
    return NOTHING if row is None else seen(row, "text")


def still_as_summarised(row: Memo | None, mark: str) -> None:
    """Conflict (B505): somebody wrote, changed or removed a cell's summary since the mark was taken."""
    if row is not None:
        still_as_seen(row, mark, "text")
    elif mark not in ("", NOTHING):
        raise Conflict("B505", by="–")
