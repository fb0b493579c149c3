"""The selections of the comparison of expectations and experiences: the words behind a cell, a pair, a side of the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from teema.analysis.gap import GapCell, GapRow
from teema.analysis.verdicts import PAIRED, ids_of
from teema.analysis.whole import Results


def of_cells(results: Results, parameters: Mapping[str, str]) -> Sequence[str]:
    """Return what the customers of a group (or one ``customer``) said of a label, in cells of one ``state`` where it is given.

    ``paired`` stands for the three states of those who bring something to the verdict; ``aspect`` leaves one side.
    """
    cells = _cells(results, parameters)
    aspect = parameters.get("aspect")
    if aspect:
        return [one for cell in cells for one in (cell.expectations if aspect == "expectation" else cell.experiences)]
    return [one for cell in cells for one in voiced(cell)]


def of_side(results: Results, parameters: Mapping[str, str]) -> Sequence[str]:
    """Return the evidence of a group's proposed verdict on a label or, where ``side`` says so, the counter-evidence."""
    row = _row(results, parameters)
    if row is None:
        return ()
    return row.counter_evidence if parameters.get("side") == "counter" else row.evidence


def of_pair(results: Results, parameters: Mapping[str, str]) -> Sequence[str]:
    """Return the codings of one customer's pair: by its ``topic``, or of the pair made by the label where it is empty."""
    cell = results.gap.cell(parameters.get("customer", ""), parameters.get("label", ""))
    topic = parameters.get("topic") or None
    return ids_of(pair for pair in cell.pairs if pair.topic == topic) if cell else ()


def voiced(cell: GapCell) -> tuple[str, ...]:
    """Return everything that a customer said of a cell, experiences that answer it from elsewhere included."""
    return tuple(dict.fromkeys((*cell.expectations, *cell.experiences, *ids_of(cell.pairs))))


def _cells(results: Results, parameters: Mapping[str, str]) -> Iterator[GapCell]:
    state = parameters.get("state")
    states = PAIRED if state == "paired" else (state,)
    for cell in results.gap.cells:
        if (
            cell.sub_theme == parameters.get("label", "")
            and _whose(cell, parameters)
            and (not state or cell.state in states)
        ):
            yield cell


def _whose(cell: GapCell, parameters: Mapping[str, str]) -> bool:
    named = {"customer": cell.customer, "group": cell.group}
    return all(parameters[name] == value for name, value in named.items() if name in parameters)


def _row(results: Results, parameters: Mapping[str, str]) -> GapRow | None:
    return results.gap.row(parameters.get("group", ""), parameters.get("label", ""))
