"""``data/*.csv``: the counts and, in the working edition, the codings behind the report, for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from teema.analysis.words import Frequency
from teema.analysis.words.shown import frame_of
from teema.report.sections.vocabulary import shown_frequencies
from teema.report.telling import Telling
from teema.study.conclusions import STATES


def write_data(telling: Telling, folder: Path) -> tuple[Path, ...]:
    """Write the frames as UTF-8 csv and return their paths. The public edition holds counts by group only."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, frame in _frames(telling):
        path = folder / f"{name}.csv"
        frame.write_csv(path)
        written.append(path)
    return tuple(written)


def _frames(telling: Telling) -> Iterator[tuple[str, pl.DataFrame]]:
    results = telling.results
    if results.codings.height:
        yield "sub_theme_by_group", _long(telling, "sub_theme", "group")
        yield "topic_by_theme", _long(telling, "topic", "theme")
        yield (
            "labels",
            pl.DataFrame(
                [
                    {"label": one.key, "segments": one.segments, "customers": one.customers, "themes": one.themes}
                    for one in results.labels
                ]
            ),
        )
    if results.gap.rows:
        yield "gap", _gap(telling)
    shown = shown_frequencies(telling)
    if shown:
        yield "words", frame_of(Frequency, shown)
    if not telling.disclosure.public:
        yield "interviews", _flat(results.frames.interviews)
        yield "turns", results.frames.turns
        if results.frames.codings.height:
            yield "codings", results.frames.codings
        if results.frames.relevance.height:
            yield "relevance", results.frames.relevance
        if results.frames.material.height:
            yield "other_material", results.frames.material
            yield "other_material_codings", results.frames.material_codings


def _long(telling: Telling, rows: str, columns: str) -> pl.DataFrame:
    by = telling.results.crosstab(rows, columns)
    found = [
        {
            rows: row,
            columns: column,
            "customers": one.customers,
            "n": one.n,
            "interviews": one.interviews,
            "segments": one.segments,
        }
        for row in by.rows
        for column in by.columns
        if (one := by.cell(row, column))
    ]
    return pl.DataFrame(found)


def _gap(telling: Telling) -> pl.DataFrame:

    return pl.DataFrame(
        [
            {
                "group": row.group,
                "sub_theme": row.sub_theme,
                "n": row.n,
                "asked": row.asked,
                **{state: row.states.get(state, 0) for state in STATES},
                "proposed": row.proposed,
                "confirmed": row.confirmed,
                "evidence": len(row.evidence),
                "counter_evidence": len(row.counter_evidence),
            }
            for row in telling.results.gap.rows
        ],
        schema_overrides={"confirmed": pl.String},
    )


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Join lists with semicolons: csv has none."""
    lists = [name for name, kind in frame.schema.items() if kind == pl.List(pl.String)]
    return frame.with_columns(pl.col(name).list.join(";") for name in lists)
