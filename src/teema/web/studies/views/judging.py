"""A customer's criteria with the form of a person's word on each."""

from __future__ import annotations

from dataclasses import dataclass

from teema.web.studies.forms.customers import JudgingForm
from teema.web.studies.models import Criterion, CriterionCheck, Customer
from teema.web.studies.queries.customers import study_day
from teema.web.studies.queries.eligibility import Checked, eligibility


@dataclass(frozen=True, slots=True)
class Judging:
    """A criterion's outcome and the form of a person's word on it."""

    checked: Checked
    form: JudgingForm


def judging(customer: Customer, sent: JudgingForm | None = None) -> list[Judging]:
    """Return each criterion of the study with its outcome for a customer and its form; a form that came back stays as it is."""
    criteria = list(Criterion.objects.filter(study=customer.study))
    checks = {one.criterion_id: one for one in CriterionCheck.objects.filter(customer=customer)}
    told = eligibility(customer, criteria, checks.values(), study_day(customer.study))
    forms = {one.pk: JudgingForm(criterion=one, check=checks.get(one.pk)) for one in criteria}
    if sent is not None:
        forms[sent.initial["criterion"]] = sent
    return [Judging(one, forms[one.criterion.pk]) for one in told.checks]
