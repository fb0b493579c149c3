"""Where the words of a row stand: in the interview that it names, once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from teema.formats.workbook.cells import folded
from teema.formats.workbook.reading import RowRead
from teema.formats.workbook.state import Exported, print_of
from teema.study.spans import Anchored, anchor
from teema.study.study import Study


@dataclass(frozen=True)
class Places:
    """Finds documents by what rows call them, and words in documents."""

    study: Study

    def document(self, row: RowRead) -> str | None:
        """Return the document that a row names, else the only one of the customer that it names; None where neither tells."""
        named, customer = folded(row["document"]), folded(row["customer"])
        found = self._named.get(named, []) if named else self._of_customer.get(customer, []) if customer else []
        return found[0] if len(found) == 1 else None

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for document in self.study.documents:
            found.setdefault(folded(document.name), []).append(document.name)
        return found

    @cached_property
    def _of_customer(self) -> dict[str, list[str]]:
        """The documents of each customer's interviews, by the customer's id and name."""
        found: dict[str, list[str]] = {}
        for name, interview in self.study.interview_of.items():
            customer = self.study.customer_by_id.get(interview.customer)
            for called in {folded(interview.customer), folded(customer.name) if customer else ""}:
                found.setdefault(called, []).append(name)
        return found

    def words(self, row: RowRead, document: str, exported: Exported | None = None) -> Anchored:
        """Find the words of a row in a document; those of a copied row that weren't changed stand where they stood."""
        text = self.study.document_by_name[document].text if document in self.study.document_by_name else ""
        stood = exported if exported and print_of(row["words"]) == exported.words else None
        start, end = (stood.start, stood.end) if stood else (None, None)
        return anchor(text, start, end, row["words"])
