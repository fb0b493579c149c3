"""A study from a few lines of text, and frames on every engine that the analyses are promised to run on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import polars as pl
import pytest

from teema.study import Code, Codebook, Coding, Customer, Design, Document, Interview, Round, Span, Study, Topic, Turn
from teema.study.codes import Aspect
from teema.study.tables import Frames

Build = Callable[..., Study]
Engine = Callable[[pl.DataFrame], Any]
_ASPECTS: dict[str, Aspect] = {"odotukset": "expectation", "kokemukset": "experience"}


@pytest.fixture(params=["polars", "pandas"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Turn a Polars frame into the kind of frame under test."""
    return (lambda frame: frame.to_pandas()) if request.param == "pandas" else (lambda frame: frame)


@pytest.fixture
def study_of() -> Build:
    """Build a study from a table, one coding a line; see ``build``."""
    return build


@pytest.fixture
def frames_of() -> Callable[..., Frames]:
    """Build the frames of such a study."""
    return lambda table="", **parts: Frames(build(table, **parts))


def build(table: str = "", **parts: Any) -> Study:
    """Build a study from a table with a header; ``-`` is an empty cell, and columns may be left out.

    Columns: customer, group, round, code (theme-label), topic, aspect, valence, reduced, time, whose, words, coder.
    Each line is a turn of the customer's document of that round, coded as a whole. Codings are c1, c2 … by line. The themes
    odotukset and kokemukset carry their aspects. ``parts`` are further fields of the study, or replace the built ones.
    """
    rows = _read(table)
    spoken: dict[tuple[str, str], list[dict[str, str]]] = {}
    for number, row in enumerate(rows, 1):
        row["id"] = f"c{number}"
        spoken.setdefault((row["customer"], row.get("round", "")), []).append(row)
    documents = [_document(customer, round_, lines) for (customer, round_), lines in spoken.items()]
    built: dict[str, Any] = {
        "id": "s",
        "title": "S",
        "design": Design(rounds=tuple(Round(key, key) for key in dict.fromkeys(round_ for _, round_ in spoken) if key)),
        "codebook": _codebook(rows),
        "customers": tuple(
            {row["customer"]: Customer(row["customer"], group=row.get("group", "")) for row in rows}.values()
        ),
        "documents": tuple(document for document, _ in documents),
        "interviews": tuple(Interview(_name(*key), _name(*key), key[1], key[0]) for key in spoken),
        "codings": tuple(coding for _, codings in documents for coding in codings),
    }
    return Study(**{**built, **parts})


def _read(table: str) -> list[dict[str, str]]:
    lines = [line.split() for line in table.strip().splitlines()]
    return [{k: v for k, v in zip(lines[0], line, strict=True) if v != "-"} for line in lines[1:]]


def _name(customer: str, round_: str) -> str:
    return f"{customer}-{round_}" if round_ else customer


def _document(customer: str, round_: str, rows: list[dict[str, str]]) -> tuple[Document, list[Coding]]:
    name, text = _name(customer, round_), ""
    turns, codings = [], []
    for row in rows:
        words = row.get("words", "sanoja").replace("_", " ")
        start = len(text) + len("A: ")
        turns.append(Turn(len(text), start + len(words) + 1, "A", speech=start))
        text += f"A: {words}\n"
        codings.append(_coding(row, name, Span(start, start + len(words))))
    return Document(name, text, tuple(turns)), codings


def _coding(row: dict[str, str], document: str, span: Span) -> Coding:
    plain = {key: row[key] for key in ("coder", "topic", "aspect", "time", "whose", "service") if key in row}
    valence = int(row["valence"]) if "valence" in row else None
    reduced = row.get("reduced", "").replace("_", " ")
    return Coding(row["id"], document, span, row.get("code", ""), valence=valence, reduced=reduced, **plain)  # type: ignore[arg-type]


def _codebook(rows: Iterable[dict[str, str]]) -> Codebook:
    rows = list(rows)
    codes = dict.fromkeys(row["code"] for row in rows if "-" in row.get("code", ""))
    themes = [
        Code(
            theme, theme, aspect=_ASPECTS.get(theme), children=tuple(_sub(code) for code in codes if _of(code) == theme)
        )
        for theme in dict.fromkeys(map(_of, codes))
    ]
    topics = dict.fromkeys(row["topic"] for row in rows if "topic" in row)
    return Codebook(tuple(themes), tuple(Topic(key, key) for key in topics))


def _of(code: str) -> str:
    return code.split("-")[0]


def _sub(code: str) -> Code:
    return Code(code, code.split("-", 1)[1])
