"""Whether every key that a study folder's files name exists, and what else deserves a second look."""

from __future__ import annotations

from teema.errors import Problem
from teema.formats.folder.sheets import Notes
from teema.study.study import Study


def check_references(study: Study, notes: Notes) -> None:
    """Note every key that names nothing, and whatever in the study contradicts itself."""
    known = _known(study)
    for reference in notes.references:
        if reference.key not in known[reference.target] and not _lenient(reference.target, known):
            severity = "warning" if reference.target in ("aims", "topics") else "error"
            notes.add(
                "warning" if severity == "warning" else "error",
                "S323" if reference.target != "documents" else "S324",
                reference.place,
                column=reference.column,
                key=reference.key,
                known=_some(known[reference.target]),
            )
    notes.problems += [*_excluded_codings(study), *_unused_documents(study), *_bare_findings(study)]


def _known(study: Study) -> dict[str, set[str]]:
    book, groups = study.codebook, {group.key for group in study.design.groups}
    customers = {customer.id for customer in study.customers}
    labels = set(book.labels) | {label.casefold() for label in book.labels}
    themes = {theme.key for theme in book.themes}
    return {
        "groups": groups,
        "customers": customers,
        "groups_or_customers": groups | customers | {"all"},
        "people": {person.id for person in study.people},
        "documents": {document.name for document in study.documents},
        "rounds": {one.key for one in study.design.rounds},
        "interviews": {interview.id for interview in study.interviews},
        "themes": themes,
        "sub_themes": book.codes.keys() - themes | labels,
        "sub_themes_or_labels": book.codes.keys() - themes | labels,
        "topics": set(book.topic_by_key),
        "codings": {coding.id for coding in study.codings},
        "findings": {finding.id for finding in study.findings},
        "aims": {aim.key for aim in study.organisation.aims},
    }


def _lenient(target: str, known: dict[str, set[str]]) -> bool:
    """A folder that defines no groups, rounds or aims at all may name them freely: the rows themselves define them."""
    return target in ("groups", "rounds", "aims", "customers", "people", "groups_or_customers") and not known[target]


def _some(keys: set[str]) -> str:
    shown = sorted(keys)[:8]
    return ", ".join(shown) + (" …" if len(keys) > 8 else "")


def _excluded_codings(study: Study) -> list[Problem]:
    """A coding on words that were set aside is counted all the same: say so."""
    out: dict[str, list[tuple[int, int]]] = {}
    for one in study.relevance:
        if one.status == "out":
            out.setdefault(one.document, []).append((one.span.start, one.span.end))
    return [
        Problem("warning", "S325", "codings.csv", None, {"id": coding.id, "document": coding.document})
        for coding in study.codings
        if any(start < coding.span.end and coding.span.start < end for start, end in out.get(coding.document, ()))
    ]


def _unused_documents(study: Study) -> list[Problem]:
    if not study.interviews:
        return []
    used = {interview.document for interview in study.interviews}
    unused = [document.name for document in study.documents if document.name not in used]
    return [Problem("note", "S326", "interviews.csv", None, {"document": name}) for name in unused]


def _bare_findings(study: Study) -> list[Problem]:
    bare = [finding.id for finding in study.findings if not finding.evidence]
    return [Problem("warning", "S327", "findings.csv", None, {"id": name}) for name in bare]
