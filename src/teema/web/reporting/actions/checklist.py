"""Writes of the answers to the checklist."""

from __future__ import annotations

from teema.analysis.coreq import ITEMS
from teema.errors import NotFound
from teema.web.accounts.models import User
from teema.web.history.seen import seen, still_as_seen
from teema.web.reporting.models import ChecklistAnswer
from teema.web.studies.access import act
from teema.web.studies.models import Study

_COLUMNS = ("answer", "where")


def answer_row(study: Study, item: int) -> ChecklistAnswer:
    """Return the row of an item's answer; one that isn't saved where there is none. NotFound (B851): there is no such item."""
    if item not in ITEMS:
        raise NotFound("B851", item=item)
    found = ChecklistAnswer.objects.filter(study=study, item=item).first()
    return found or ChecklistAnswer(study=study, item=item, position=item)


def answer_seen(row: ChecklistAnswer) -> str:
    """Return the mark of an answer as it is now."""
    return seen(row, *_COLUMNS)


def save_answer(actor: User, study: Study, item: int, *, answer: str, where: str, mark: str = "") -> None:
    """Write an item's answer; an empty one is taken away. Conflict (B505): somebody changed it since it was seen."""
    with act(actor, study, "report.write") as changes:
        row = answer_row(study, item)
        still_as_seen(row, mark, *_COLUMNS)
        if not row._state.adding:
            if answer or where:
                changes.update(row, answer=answer, where=where)
            else:
                changes.delete(row)
        elif answer or where:
            row.answer, row.where = answer, where
            changes.create(row)
        changes.note(about=row, item=item)
