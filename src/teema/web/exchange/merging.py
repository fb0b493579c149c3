"""A study of the workspace made what another program, or a spreadsheet, made of it: within one act, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from teema.errors import Conflict
from teema.study import Code as PlainCode
from teema.study import Codebook
from teema.study import Coding as PlainCoding
from teema.study import Study as PlainStudy
from teema.web.bridge import mirrors
from teema.web.coding.actions.codebook import next_position, referrers
from teema.web.coding.actions.codings import check_layer
from teema.web.coding.models import Code, Coding, Memo, Topic
from teema.web.coding.references import referring, restructuring
from teema.web.insight.models import Finding
from teema.web.material.models import Document
from teema.web.studies.access import StudyRecorder
from teema.web.studies.models import Study

_CODE: Final = ("name", "label", "definition")
_CODING: Final = (*mirrors.CODING.columns, "document", "start", "end", "code", "topic", "extra")


def become(changes: StudyRecorder, study: Study, before: PlainStudy, after: PlainStudy) -> None:
    """Change codes, topics and codings so that the study becomes another; what refers to them follows as it does in the workbench.

    Forbidden (B405): a coding that changes is in another coder's layer. Conflict: something refers to what would go (B453), or what
    refers to a code can't follow it (B455, B456).
    """
    with restructuring(changes, study):
        _codes(changes, study, after.codebook)
        _topics(changes, study, after.codebook)
        _codings(changes, study, before, after)
        _remove_codes(changes, study, before.codebook, after.codebook)


def _above(codes: Iterable[PlainCode], key: str | None = None) -> Iterable[tuple[PlainCode, str | None]]:
    """Yield every code with the key of the one above it, those above first."""
    for code in codes:
        yield code, key
        yield from _above(code.children, code.key)


def _codes(changes: StudyRecorder, study: Study, book: Codebook) -> None:
    rows = {row.key: row for row in Code.objects.filter(study=study)}
    place = next_position(Code, study)
    for code, above in _above(book.themes):
        parent = rows[above] if above else None
        values: dict[str, Any] = {name: getattr(code, name) for name in _CODE} | {"aspect": code.aspect or ""}
        row = rows.get(code.key)
        if row is None:
            row = Code(study=study, key=code.key, identity=code.id, color=code.color, position=place, parent=parent)
            for name, value in values.items():
                setattr(row, name, value)
            rows[code.key] = changes.create(row)
            place += 1
        elif row.parent_id != (parent.pk if parent else None):
            changes.update(row, parent=parent, position=place, **values)
            place += 1
        else:
            changes.update(row, **values)


def _topics(changes: StudyRecorder, study: Study, book: Codebook) -> None:
    rows = {row.key: row for row in Topic.objects.filter(study=study)}
    place = next_position(Topic, study)
    for topic in book.topics:
        values = {"name": topic.name, "definition": topic.definition}
        if row := rows.get(topic.key):
            changes.update(row, **values)
        else:
            changes.create(Topic(study=study, key=topic.key, identity=topic.id, position=place, **values))
            place += 1


def _codings(changes: StudyRecorder, study: Study, before: PlainStudy, after: PlainStudy) -> None:
    gone = before.coding_by_id.keys() - after.coding_by_id.keys()
    edited = [one for one in after.codings if before.coding_by_id.get(one.id, one) != one]
    added = [one for one in after.codings if one.id not in before.coding_by_id]
    _delete(changes, study, gone)
    known = _known(study)
    rows = {row.key: row for row in Coding.objects.filter(study=study, key__in=[one.id for one in edited])}
    for one in edited:
        check_layer(changes.membership, rows[one.id])
        _fill(rows[one.id], one, known)
    changes.update_all(rows.values(), _CODING)
    place = next_position(Coding, study)
    new = [_fill(Coding(study=study, key=one.id, position=place + n), one, known) for n, one in enumerate(added)]
    for row in new:
        check_layer(changes.membership, row)
    changes.create_all(new)


def _known(study: Study) -> dict[str, dict[str, Any]]:
    """Return the rows that a coding refers to, by key."""
    documents = Document.objects.filter(study=study).defer("text", "turns")
    codes, topics = Code.objects.filter(study=study), Topic.objects.filter(study=study)
    return {
        "documents": {row.key: row for row in documents},
        "codes": {row.key: row for row in codes},
        "topics": {row.key: row for row in topics},
    }


def _fill(row: Coding, one: PlainCoding, known: Mapping[str, Mapping[str, Any]]) -> Coding:
    for name, value in mirrors.CODING.values(one, known).items():
        setattr(row, name, value)
    row.start, row.end = one.span.start, one.span.end
    return row


def _delete(changes: StudyRecorder, study: Study, gone: Iterable[str]) -> None:
    """Take codings away with the memos about them, and out of the evidence of findings."""
    keys = set(gone)
    for row in Coding.objects.filter(study=study, key__in=keys):
        check_layer(changes.membership, row)
        for memo in Memo.objects.filter(study=study, about=f"coding:{row.key}"):
            changes.delete(memo)
        changes.delete(row)
    for finding in Finding.objects.filter(study=study) if keys else ():
        lists = {name: getattr(finding, name) for name in ("evidence", "counter_evidence")}
        changes.update(finding, **{name: [key for key in listed if key not in keys] for name, listed in lists.items()})


def _remove_codes(changes: StudyRecorder, study: Study, before: Codebook, after: Codebook) -> None:
    codes = [one.key for one, _ in _above(before.themes) if one.key not in after.codes]
    left = {one.key for one in after.topics}
    topics = [one.key for one in before.topics if one.key not in left]
    kept = referring(study, codes=codes, topics=topics)
    if kept:
        raise Conflict("B453", name=", ".join((*codes, *topics)), what=referrers(kept))
    rows = {row.key: row for row in Code.objects.filter(study=study, key__in=codes)}
    for key in reversed(codes):
        changes.delete(rows[key])
    for topic in Topic.objects.filter(study=study, key__in=topics):
        changes.delete(topic)
