"""Chapter: other material: what surveys, complaints, messages and notes say beside the interviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from teema.analysis.other_material import Mentions, OtherDocument, OtherMaterial
from teema.report.blocks import Block, Cell, Column, Heading, Paragraph, Table, cell
from teema.report.telling import Telling

PAPER_ROWS = 40
LISTED = 20
"""Of a kind with more documents than this, a survey's questions apart, there is one row."""


def other_material(telling: Telling) -> Iterator[Block]:
    """Tell how much material there is beside the interviews, and which sub-themes it speaks of."""
    found, words = telling.results.other_material, telling.words
    if not found.documents:
        return
    yield Heading(words.say("other_material.heading"), 1, "other-material")
    extent = telling.run(
        "other_material.extent",
        documents=words.counted("documents", len(found.documents)),
        words=words.counted("words", sum(one.words for one in found.documents)),
        segments=words.counted("segments", sum(len(one.ids) for one in found.documents)),
    )
    seen = telling.pointing("other_material.mentions_seen", "material-mentions") if found.mentions else ()
    yield Paragraph((extent, *telling.pointing("other_material.table_seen", "other-material"), *seen))
    yield documents_table(telling, found)
    if found.mentions:
        yield mentions_table(telling, found)


def documents_table(telling: Telling, found: OtherMaterial) -> Table:
    """List the documents by kind, each under its question or subject. Of many contacts, and of any in the public edition, it tells how many there are."""
    words = telling.words
    keys = ("title", "kind", "turns", "words", "segments")
    weights = {"title": 4.0, "kind": 1.0}
    columns = tuple(
        Column(words.say(f"other_material.columns.{key}"), key not in weights, weights.get(key, 1.0)) for key in keys
    )
    rows = tuple(row for kind in found.kinds for row in _rows(telling, found, kind))
    title, sheet = words.say("other_material.table"), words.say("sheets.other_material")
    note = words.say("other_material.documents_note")
    return Table("other-material", title, columns, rows, note, paper_rows=PAPER_ROWS, sheet=sheet)


def _rows(telling: Telling, found: OtherMaterial, kind: str) -> Iterator[tuple[Cell, ...]]:
    theirs = tuple(one for one in found.documents if one.kind == kind)
    if kind != "survey" and (telling.disclosure.public or len(theirs) > LISTED):
        yield _row(telling, kind, telling.words.counted("documents", len(theirs)), theirs)
        return
    asked = Counter(one.title for one in theirs)
    for one in theirs:
        yield _row(telling, kind, _title(telling, one, again=asked[one.title] > 1), (one,))


def _title(telling: Telling, one: OtherDocument, *, again: bool) -> str:
    """Return a contact's subject with its day, a survey's question with the year where it was asked again."""
    title = one.title or ("" if telling.disclosure.public else one.document)
    when = telling.words.day(one.date) if one.kind != "survey" else str(one.date.year) if one.date and again else ""
    return f"{title} ({when})" if when else title


def _row(telling: Telling, kind: str, title: str, documents: tuple[OtherDocument, ...]) -> tuple[Cell, ...]:
    words = telling.words
    turns, said = sum(one.turns for one in documents), sum(one.words for one in documents)
    ids = tuple(one for document in documents for one in document.ids)
    return (
        telling.text(title),
        cell(words.say(f"other_material.kinds.{kind}")),
        cell(words.number(turns), count=turns),
        cell(words.number(said), count=said),
        telling.number(len(ids), ids),
    )


def mentions_table(telling: Telling, found: OtherMaterial) -> Table:
    """Set the sub-themes of other material beside the interviews' k/n: how many codings each kind has."""
    words = telling.words
    kinds = [kind for kind in found.kinds if any(kind in one.by_kind for one in found.mentions)]
    columns = (
        Column(words.say("other_material.columns.sub_theme"), weight=2.5),
        Column(words.say("other_material.columns.interviews"), numeric=True),
        *(Column(words.say(f"other_material.kinds.{kind}"), numeric=True) for kind in kinds),
    )
    rows = tuple(
        (
            telling.text(_sub_theme(telling, one)),
            telling.count(one.customers, one.n, one.interviews),
            *(telling.number(len(one.by_kind.get(kind, ())), one.by_kind.get(kind, ())) for kind in kinds),
        )
        for one in found.mentions
    )
    title, note = words.say("other_material.mentions"), words.say("other_material.note")
    sheet = words.say("sheets.material_mentions")
    return Table("material-mentions", title, columns, rows, note, paper_rows=PAPER_ROWS, sheet=sheet)


def _sub_theme(telling: Telling, one: Mentions) -> str:
    if one.sub_theme is None:
        return telling.words.say("no_sub_theme")
    theme = telling.study.codebook.theme_of.get(one.sub_theme)
    name = telling.words.code(one.sub_theme)
    return f"{theme.name}: {name}" if theme else name
