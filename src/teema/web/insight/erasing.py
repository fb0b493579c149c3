"""What conclusions hold of those whose words are erased: a customer's judgements, and evidence that points at codings."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from teema.web.coding.models import Coding
from teema.web.history.erasing import recorded
from teema.web.insight.models import Finding, Judgement
from teema.web.studies.erasing import Concerned
from teema.web.studies.models import Study


class InsightEraser:
    """Erases the judgements on a customer that goes."""

    def held(self, concerned: Concerned) -> Mapping[str, int]:
        """Count the judgements."""
        count = Judgement.objects.filter(customer=concerned.customer).count() if concerned.customer else 0
        return {"judgements": count} if count else {}

    def erase(self, concerned: Concerned) -> Collection[UUID]:
        """Erase them, and return them with those long gone."""
        if concerned.customer is None:
            return ()
        rows = Judgement.objects.filter(customer=concerned.customer)
        gone = set(rows.values_list("pk", flat=True))
        rows.delete()
        return gone | recorded(concerned.study.pk, Judgement._meta.label_lower, customer_id=[concerned.customer.pk])


def drop_lost_evidence(study: Study) -> None:
    """Take out of findings the evidence that points at codings which are no more; the findings stay, with what is left to them."""
    there = set(Coding.objects.filter(study=study).values_list("key", flat=True))
    for finding in Finding.objects.filter(study=study):
        left = [[key for key in keys if key in there] for keys in (finding.evidence, finding.counter_evidence)]
        if left != [finding.evidence, finding.counter_evidence]:
            finding.evidence, finding.counter_evidence = left
            finding.save(update_fields=["evidence", "counter_evidence"])
