"""A person's word on whether a customer may be asked."""

from __future__ import annotations

from teema.web.accounts.models import User
from teema.web.studies.access import act
from teema.web.studies.models import Criterion, CriterionCheck, Customer


def judge(actor: User, customer: Customer, criterion: Criterion, *, met: bool | None, exception: str = "") -> None:
    """Record whether a customer meets a criterion, and the reason where an exception is made; no word takes an earlier one away."""
    with act(actor, customer.study, "criterion.judge") as changes:
        changes.note(about=customer, key=customer.key)
        found = CriterionCheck.objects.filter(customer=customer, criterion=criterion).first()
        if met is None and not exception:
            if found:
                changes.delete(found)
        elif found:
            changes.update(found, met=met, exception=exception)
        else:
            row = CriterionCheck(
                study=customer.study, customer=customer, criterion=criterion, met=met, exception=exception
            )
            changes.create(row)
