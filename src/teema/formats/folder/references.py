"""Whether every key that a study folder's files name exists, and what else deserves a second look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from teema.errors import Parameter, Problem
from teema.formats.folder.sheets import Notes, Reference
from teema.study.study import Study
from teema.wording import LANGUAGES


def check_references(study: Study, notes: Notes) -> None:
    """Note every key that names nothing, and whatever in the study contradicts itself."""
    known = _known(study)
    for reference in notes.references:
        if not _exists(reference, known) and not _lenient(reference.target, known):
            severity = "warning" if reference.target in ("aims", "topics") else "error"
            notes.add(
                "warning" if severity == "warning" else "error",
                "S323" if reference.target != "documents" else "S324",
                reference.place,
                column=reference.column,
                key=reference.key,
                known=_some(known[reference.target]),
            )
    notes.problems += [*_settings(study, known), *_repeated_keys(study), *_shared_documents(study)]
    notes.problems += [*_excluded_codings(study), *_unused_documents(study), *_bare_findings(study)]


def _settings(study: Study, known: Mapping[str, set[str]]) -> list[Problem]:
    """The round and the language that the study chooses must exist."""
    found = []
    rounds = known["rounds"] | {interview.round for interview in study.interviews if interview.round}
    if study.design.settings.round is not None and study.design.settings.round not in rounds:
        shown: dict[str, Parameter] = {"round": study.design.settings.round, "known": _some(rounds) or "–"}
        found.append(Problem("error", "S332", "study.toml", None, shown))
    if study.language not in LANGUAGES:
        found.append(Problem("warning", "S335", "study.toml", None, {"language": study.language}))
    return found


def _repeated_keys(study: Study) -> list[Problem]:
    """Two groups, rounds, topics or services of one key can't be told apart."""
    design, book = study.design, study.codebook
    lists = (design.groups, design.rounds, book.topics, study.organisation.services, study.organisation.aims)
    counts = (Counter(one.key for one in records) for records in lists)
    return [
        Problem("error", "S336", "study.toml", None, {"key": key})
        for count in counts
        for key, times in count.items()
        if times > 1
    ]


def _shared_documents(study: Study) -> list[Problem]:
    """A document records one interview: another that names it has no words of its own."""
    counts = Counter(interview.document for interview in study.interviews if interview.document)
    shared = [name for name, times in counts.items() if times > 1]
    return [Problem("warning", "S333", "interviews.csv", None, {"document": name}) for name in shared]


def _exists(reference: Reference, known: Mapping[str, set[str]]) -> bool:
    """Tell whether a key is known. Sub-themes may be named by their labels too, whose capitals don't matter."""
    if reference.key in known[reference.target]:
        return True
    return reference.target == "sub_themes" and reference.key.casefold() in known["labels"]


def _known(study: Study) -> dict[str, set[str]]:
    book, groups = study.codebook, {group.key for group in study.design.groups}
    customers = {customer.id for customer in study.customers}
    themes = {theme.key for theme in book.themes}
    return {
        "groups": groups,
        "customers": customers,
        "groups_or_customers": groups | customers | {"all"},
        "people": {person.id for person in study.people},
        "documents": {document.name for document in study.documents},
        "rounds": {one.key for one in study.design.rounds},
        "interviews": {one.id for one in study.interviews} or {document.name for document in study.documents},
        "themes": themes,
        "sub_themes": book.codes.keys() - themes,
        "labels": {name.casefold() for sub in book.sub_themes for name in (sub.shown, sub.name)},
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
    used = {one.document for one in study.interviews} | {one.document for one in study.material}
    unused = [document.name for document in study.documents if document.name not in used]
    return [Problem("note", "S326", "interviews.csv", None, {"document": name}) for name in unused]


def _bare_findings(study: Study) -> list[Problem]:
    bare = [finding.id for finding in study.findings if not finding.evidence]
    return [Problem("warning", "S327", "findings.csv", None, {"id": name}) for name in bare]
