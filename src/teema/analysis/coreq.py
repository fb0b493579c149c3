"""What a study's data answers of the COREQ checklist.

Source: Tong, Sainsbury & Craig (2007), Consolidated criteria for reporting qualitative research (COREQ): a 32-item checklist for
interviews and focus groups. International Journal for Quality in Health Care 19(6), 349–357. Of some items data tells the figures
only, and the researcher the rest; of others it tells nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import polars as pl

from teema.analysis.whole import Results
from teema.study.interviews import Interview

ITEMS: Final = range(1, 33)
DOMAINS: Final[Mapping[str, range]] = {"team": range(1, 9), "design": range(9, 24), "analysis": range(24, 33)}
Part: TypeAlias = int | float | tuple[str, ...] | tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that data tells of an item: ``parts`` are numbers, names, or names with numbers; ``ids`` the codings counted."""

    key: str
    parts: Mapping[str, Part] = field(default_factory=dict)
    ids: tuple[str, ...] = ()


def prefilled(results: Results) -> dict[int, tuple[Fact, ...]]:
    """Return what data tells of each item that it tells something of; of an item that isn't there it tells nothing."""
    found = {item: tuple(tell(results)) for item, tell in _TELLERS.items()}
    return {item: facts for item, facts in found.items() if facts}


def _interviews(results: Results) -> list[Interview]:
    held = set(results.frames.interviews.filter(pl.col("round").fill_null("") == results.round)["interview"])
    return [one for one in results.study.interviews if one.id in held]


def _interviewers(results: Results) -> Iterator[Fact]:
    counts = Counter(one.interviewer for one in _interviews(results) if one.interviewer)
    if counts:
        yield Fact("interviewers", {"count": len(counts), "names": tuple(sorted(counts.items()))})


def _sampling(results: Results) -> Iterator[Fact]:
    criteria = results.study.design.criteria
    if criteria:
        yield Fact("criteria", {"count": len(criteria)})
    quotas = [one for one in results.material.quotas if one.quota]
    if quotas:
        held, wanted = sum(one.interviews for one in quotas), sum(one.quota or 0 for one in quotas)
        yield Fact("quotas", {"groups": len(quotas), "interviews": held, "quota": wanted})


def _size(results: Results) -> Iterator[Fact]:
    found = results.material
    if found.interviews:
        customers = results.customers["customer"].n_unique()
        yield Fact("size", {"customers": customers, "people": found.people or 0, "interviews": found.interviews})


def _absent(results: Results) -> Iterator[Fact]:
    customers = {one.id for one in results.study.customers}
    interviewed = {one.customer for one in _interviews(results)}
    if customers and interviewed:
        yield Fact("absent", {"count": len(customers - interviewed), "customers": len(customers)})


def _places(results: Results) -> Iterator[Fact]:
    counts = Counter(one.place for one in _interviews(results) if one.place)
    if counts:
        yield Fact("places", {"places": tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))})


def _groups(results: Results) -> Iterator[Fact]:
    counts = tuple((group, len(results.members[group])) for group in results.groups if group in results.members)
    if counts:
        yield Fact("groups", {"groups": counts})


def _guide(results: Results) -> Iterator[Fact]:
    if results.study.guide.strip():
        yield Fact("guide")


def _repeated(results: Results) -> Iterator[Fact]:
    counts = Counter(one.customer for one in results.study.interviews if one.customer)
    if counts:
        repeated = sum(count > 1 for count in counts.values())
        yield Fact("repeated", {"count": repeated, "customers": len(counts)})


def _recording(results: Results) -> Iterator[Fact]:
    documents = [results.study.document_by_name.get(one.document) for one in _interviews(results)]
    there = [one for one in documents if one is not None]
    timed = sum(any(turn.from_ms is not None for turn in one.turns) for one in there)
    if timed:
        yield Fact("recording", {"count": timed, "documents": len(there)})


def _notes(results: Results) -> Iterator[Fact]:
    noted = sum(bool(one.notes.strip()) for one in _interviews(results))
    memos = sum(memo.about.partition(":")[0] in ("document", "interview") for memo in results.study.memos)
    if noted or memos:
        yield Fact("notes", {"interviews": noted, "memos": memos})


def _duration(results: Results) -> Iterator[Fact]:
    minutes = [one.minutes for one in results.material.by_interview if one.minutes is not None]
    if minutes:
        parts = {"minutes": sum(minutes), "count": len(minutes), "least": min(minutes), "most": max(minutes)}
        yield Fact("duration", {**parts, "interviews": results.material.interviews})


def _saturation(results: Results) -> Iterator[Fact]:
    """Find the interview, in order of date, that was the last to bring a sub-theme that none before it had."""
    order = sorted((one for one in _interviews(results) if one.date), key=lambda one: (one.date, one.id))
    spoken = results.codings.drop_nulls(("interview", "sub_theme"))
    of = dict(spoken.group_by("interview").agg(pl.col("sub_theme").unique()).iter_rows())
    known: set[str] = set()
    last = 0
    for place, one in enumerate(order, 1):
        new = set(of.get(one.id, ())) - known
        known |= new
        last = place if new else last
    if last and len(order) > 1:
        yield Fact("saturation", {"last": last, "interviews": len(order), "sub_themes": len(known)})


def _coders(results: Results) -> Iterator[Fact]:
    layers: dict[str, set[str]] = {}
    for coding in results.study.codings:
        layers.setdefault(coding.document, set()).add(coding.coder)
    coders = {coder for found in layers.values() for coder in found if coder}
    if coders:
        several = sum(len(found) > 1 for found in layers.values())
        yield Fact("coders", {"count": len(coders), "several": several, "documents": len(layers)})


def _tree(results: Results) -> Iterator[Fact]:
    book = results.study.codebook
    if book.themes:
        defined = sum(bool(one.definition) for one in book.sub_themes)
        parts = {"themes": len(book.themes), "sub_themes": len(book.sub_themes), "topics": len(book.topics)}
        yield Fact("tree", {**parts, "defined": defined})


def _derivation(results: Results) -> Iterator[Fact]:
    reduced = results.codings.drop_nulls("reduced")["coding_id"].to_list()
    if reduced:
        yield Fact("reduced", {"count": len(reduced), "codings": results.codings.height}, tuple(reduced))


def _software(results: Results) -> Iterator[Fact]:
    yield Fact("software")


def _quotations(results: Results) -> Iterator[Fact]:
    quoted = results.codings.filter(pl.col("quote"))
    if quoted.height:
        customers = quoted["customer"].drop_nulls().n_unique()
        yield Fact("quotes", {"count": quoted.height, "customers": customers}, tuple(quoted["coding_id"]))


def _consistent(results: Results) -> Iterator[Fact]:
    found = results.findings
    if found:
        evidence = sum(bool(one.evidence) for one in found)
        counter = sum(bool(one.counter) for one in found)
        yield Fact("findings", {"count": len(found), "evidence": evidence, "counter": counter})


def _major(results: Results) -> Iterator[Fact]:
    if results.codings.height:
        spoken = results.codings["theme"].drop_nulls().n_unique()
        yield Fact("major", {"count": spoken, "themes": len(results.study.codebook.themes)})


def _minor(results: Results) -> Iterator[Fact]:
    """Count the sub-themes that were spoken of, and those of one customer alone."""
    spoken = (
        results.codings.drop_nulls("sub_theme").group_by("sub_theme").agg(pl.col("customer").drop_nulls().n_unique())
    )
    if spoken.height:
        alone = int((spoken["customer"] == 1).sum())
        yield Fact(
            "minor", {"count": spoken.height, "sub_themes": len(results.study.codebook.sub_themes), "alone": alone}
        )


_TELLERS: Final[Mapping[int, Callable[[Results], Iterator[Fact]]]] = {
    1: _interviewers,
    10: _sampling,
    12: _size,
    13: _absent,
    14: _places,
    16: _groups,
    17: _guide,
    18: _repeated,
    19: _recording,
    20: _notes,
    21: _duration,
    22: _saturation,
    24: _coders,
    25: _tree,
    26: _derivation,
    27: _software,
    29: _quotations,
    30: _consistent,
    31: _major,
    32: _minor,
}
