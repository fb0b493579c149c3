"""The codebook as rows: themes with what is below them, then topics, each with how many codings it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from teema.formats.workbook.cells import shown
from teema.formats.workbook.columns import CODE_COLUMNS, choices
from teema.formats.workbook.naming import Names
from teema.study.codes import Code, Topic
from teema.study.study import Study
from teema.wording import Language, say


def code_cells(one: Code | Topic, names: Names, language: Language) -> dict[str, str]:
    """Return the cells of a theme, of something below one, or of a topic, by column."""
    if isinstance(one, Topic):
        kind, under, label, aspect = "topic", "", "", ""
    else:
        under, label = names.under(one.key), one.label
        kind, aspect = "sub_theme" if under else "theme", one.aspect or ""
    return {
        "kind": kind_word(kind, language),
        "name": shown(one.name),
        "under": under,
        "label": shown(label),
        "definition": shown(one.definition),
        "aspect": choices("aspect", language).get(aspect, ""),
        "key": one.key,
    }


@cache
def kind_word(kind: str, language: Language) -> str:
    """Return what a kind of row is called."""
    return say(language, f"workbook.kinds.{kind}")


def code_rows(study: Study, names: Names, language: Language) -> Iterator[list[str | int]]:
    """Yield a row for each theme, sub-theme and topic. A theme's codings are its own and those of everything below it."""
    book = study.codebook
    codes = Counter(coding.code for coding in study.codings_of_record)
    topics = Counter(coding.topic for coding in study.codings_of_record)
    for code in book.codes.values():
        count = sum(codes[below.key] for below in code.walk())
        yield _row(code_cells(code, names, language), count)
    for topic in book.topics:
        yield _row(code_cells(topic, names, language), topics[topic.key])


def _row(cells: dict[str, str], count: int) -> list[str | int]:
    return [count if column == "count" else cells[column] for column in CODE_COLUMNS]
