"""Many places coded at once: the hits of a search, looked through by someone, as one act that is undone as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias
from uuid import UUID, uuid4

from teema.errors import Conflict, NotFound
from teema.language.sentences import sentences
from teema.search.pieces import Piece, pieces_of
from teema.web.accounts.models import User
from teema.web.coding.actions.codebook import next_position
from teema.web.coding.models import Code, Coding, Topic
from teema.web.material.models import Document
from teema.web.studies.access import act
from teema.web.studies.models import Study

Extent: TypeAlias = Literal["hit", "sentence", "turn"]
EXTENTS: tuple[Extent, ...] = ("hit", "sentence", "turn")
MOST = 2000
"""Places that one act may code: more has hardly been looked through."""
_Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """Some words of a document, code points of the revision of its text in which they were seen."""

    document: UUID
    revision: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CodedHits:
    """What became of hits: how many places were coded, and how many had the code already or share a place with another hit."""

    made: int
    already: int
    shared: int


def code_hits(
    actor: User,
    study: Study,
    hits: Sequence[Hit],
    *,
    extent: Extent,
    code: UUID,
    topic: UUID | None = None,
    reduced: str = "",
) -> CodedHits:
    """Put hits, the sentences or the turns that they stand in, under a code in the actor's own layer: all of them or none.

    Places that the layer has under the code already are left as they are. Conflict: nothing is chosen (B822) or too much (B823), or a
    text was corrected meanwhile (B824). NotFound: there is no such code (B401), topic (B402).
    """
    if not 0 < len(hits) <= MOST:
        raise Conflict("B823" if hits else "B822", most=MOST)
    with act(actor, study, "coding.many") as changes:
        row, subject = _named(study, code, topic)
        documents = _documents(study, hits)
        pieces = {one: pieces_of(document.plain()) for one, document in documents.items()} if extent != "hit" else {}
        spans = [
            (one.document, _extended(documents[one.document].text, pieces.get(one.document, ()), one, extent))
            for one in hits
        ]
        places = list(dict.fromkeys(spans))
        like = Coding(
            study=study, code=row, topic=subject, coder=changes.membership.coder, reduced=" ".join(reduced.split())
        )
        new = _uncoded(places, like)
        first = next_position(Coding, study)
        changes.create_all([_coding(like, documents[one], span, first + n) for n, (one, span) in enumerate(new)])
        changes.note(about=row, code=row.key, count=len(new))
    return CodedHits(len(new), len(places) - len(new), len(spans) - len(places))


def _named(study: Study, code: UUID, topic: UUID | None) -> tuple[Code, Topic | None]:
    row = Code.objects.filter(study=study, pk=code).first()
    if row is None:
        raise NotFound("B401")
    found = Topic.objects.filter(study=study, pk=topic).first() if topic else None
    if topic and found is None:
        raise NotFound("B402")
    return row, found


def _documents(study: Study, hits: Iterable[Hit]) -> Mapping[UUID, Document]:
    """Return the hits' documents. Conflict (B824): one is gone, or its text isn't the one in which its hits were seen."""
    found = Document.objects.filter(study=study).in_bulk({one.document for one in hits})
    for one in hits:
        document = found.get(one.document)
        stands = document is not None and document.revision == one.revision
        if document is None or not stands or not 0 <= one.start < one.end <= len(document.text):
            raise Conflict("B824", name=document.key if document else "–")
    return found


def _extended(text: str, pieces: Sequence[Piece], hit: Hit, extent: Extent) -> _Span:
    """Return the words of a hit, of the sentences that it touches, or of the turn that it stands in (or what stands between turns)."""
    around = [(one.start, one.end) for one in pieces if one.start <= hit.start and hit.end <= one.end]
    if extent == "hit" or not around:
        return hit.start, hit.end
    start, end = around[0]
    words = text[start:end]
    if extent == "turn":
        return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
    cut = [(start + one, start + other) for one, other in sentences(words)]
    touched = [one for one in cut if one[0] < hit.end and hit.start < one[1]]
    return (touched[0][0], touched[-1][1]) if touched else (hit.start, hit.end)


def _uncoded(places: Sequence[tuple[UUID, _Span]], like: Coding) -> list[tuple[UUID, _Span]]:
    """Leave out the places that lie within a coding of the layer under the code."""
    rows = Coding.objects.filter(code=like.code, coder=like.coder, document__in={document for document, _ in places})
    there: dict[UUID, list[_Span]] = {}
    for document, start, end in rows.values_list("document_id", "start", "end"):
        there.setdefault(document, []).append((start, end))
    return [
        (document, (start, end))
        for document, (start, end) in places
        if not any(one <= start and end <= other for one, other in there.get(document, ()))
    ]


def _coding(like: Coding, document: Document, span: _Span, position: int) -> Coding:
    id, (start, end) = uuid4(), span
    shared = {name: getattr(like, name) for name in ("study", "code", "topic", "coder", "reduced")}
    return Coding(id=id, key=str(id), document=document, start=start, end=end, position=position, **shared)
