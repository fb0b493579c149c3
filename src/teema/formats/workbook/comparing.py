"""An edited workbook against the study: what was exported, what the workbook says now, what the study says now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from teema.errors import Problem, ReadFailed
from teema.formats.workbook.cells import folded
from teema.formats.workbook.code_changes import CodeChanges
from teema.formats.workbook.coding_changes import CodingChanges
from teema.formats.workbook.difference import Conflict, Difference
from teema.formats.workbook.growing import GrowingCodebook
from teema.formats.workbook.reading import WorkbookRead
from teema.study.codes import Code
from teema.study.codings import Coding
from teema.study.conclusions import Finding
from teema.study.study import Study


def compare(workbook: WorkbookRead, study: Study) -> Difference:
    """Find what a workbook changes in a study. What changed in both since it was exported stays as it is in the study.

    ReadFailed (X202): it was exported from another study.
    """
    if workbook.state.head.study != study.id:
        raise ReadFailed("X202", path=workbook.name)
    book = GrowingCodebook(study, workbook.state.names)
    codes = CodeChanges(workbook.state, book)
    if workbook.codes is not None:
        codes.apply(workbook.codes)
    codings = CodingChanges(workbook, study, book)
    codings.regroup()
    codings.compare()
    after = _with_codings(study, codings)
    if workbook.codes is not None:
        _remove_unused(codes, after, workbook)
    return Difference(
        _with_codebook(after, book),
        tuple(book.changes),
        tuple(codings.changes),
        (*codes.conflicts, *codings.conflicts),
        (*workbook.problems, *codes.problems, *codings.problems),
        sum(one != other for one, other in zip(study.findings, after.findings, strict=True)),
    )


def _with_codings(study: Study, changes: CodingChanges) -> Study:
    """Put the codings in place: edited ones where they were, new ones last; findings forget those deleted."""
    kept = [changes.became.get(one.id, one) for one in study.codings if one.id not in changes.gone]
    known = study.coding_by_id
    added: list[Coding] = [one for id_, one in changes.became.items() if id_ not in known]
    findings = tuple(_without(one, changes.gone) for one in study.findings)
    return replace(study, codings=(*kept, *added), findings=findings)


def _without(finding: Finding, gone: set[str]) -> Finding:
    if not gone.intersection((*finding.evidence, *finding.counter_evidence)):
        return finding
    left = [tuple(one for one in ids if one not in gone) for ids in (finding.evidence, finding.counter_evidence)]
    return replace(finding, evidence=left[0], counter_evidence=left[1])


def _remove_unused(codes: CodeChanges, study: Study, workbook: WorkbookRead) -> None:
    """Take out what has no row in the codebook any more and isn't used; what is used is told of."""
    used = Counter(_used(study))
    for kind, key in list(codes.removed()):
        one = codes.book.topics[key] if kind == "topic" else codes.book.codes[key]
        below = len(codes.book.below.get(key, ())) if kind == "code" else 0
        label = used["label", folded(one.shown)] if isinstance(one, Code) else 0
        count = used[kind, key] + label + below
        if count:
            problem = Problem("warning", "X201", workbook.name, None, {"name": one.name, "count": count})
            codes.problems.append(problem)
        elif replace(one, **_unseen(codes, kind, key)) != codes.exported[kind, key]:
            codes.conflicts.append(Conflict(workbook.name, None, one.name, "", "", "", ""))
        elif kind == "topic":
            codes.book.remove_topic(key)
        else:
            codes.book.remove(key)


def _unseen(codes: CodeChanges, kind: str, key: str) -> dict[str, Any]:
    """Return what a workbook doesn't remember of a thing: it doesn't count as changed since."""
    exported = codes.exported[kind, key]
    same: dict[str, Any] = {"id": exported.id, "extra": exported.extra}
    return same if kind == "topic" else {**same, "color": "", "children": getattr(exported, "children", ())}


def _used(study: Study) -> Iterator[tuple[str, str]]:
    """Yield every use of a topic, theme or sub-theme outside the codebook; judgements and findings may name a label."""
    for coding in study.codings:
        yield "code", coding.code
        yield "topic", coding.topic
    for finding in study.findings:
        yield from (("code", finding.theme), ("code", finding.sub_theme), ("topic", finding.topic))
        yield "label", folded(finding.sub_theme)
    for judgement in study.judgements:
        yield from (("code", judgement.sub_theme), ("label", folded(judgement.sub_theme)), ("topic", judgement.topic))
    for asked in study.asked:
        yield from (("code", asked.theme), ("code", asked.sub_theme))


def _with_codebook(study: Study, book: GrowingCodebook) -> Study:
    """Put the codebook in place. What names a theme with a sub-theme that moved names the new theme."""
    if not book.changes:
        return study
    new, old = book.book(), study.codebook

    def theme(named: str, sub_theme: str) -> str:
        was = old.theme_of.get(sub_theme)
        return new.theme_of[sub_theme].key if was and was.key == named and sub_theme in new.theme_of else named

    return replace(
        study,
        codebook=new,
        asked=tuple(replace(one, theme=theme(one.theme, one.sub_theme)) for one in study.asked),
        findings=tuple(replace(one, theme=theme(one.theme, one.sub_theme)) for one in study.findings),
    )
