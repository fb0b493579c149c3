"""What the grid of expressions sends, checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.http import QueryDict

from teema.errors import UsageError
from teema.web.coding.actions.expressions import Chosen, Edit
from teema.web.coding.queries.expressions import NONE, VALENCES
from teema.web.history.since import Moment


def edits_of(posted: QueryDict) -> list[Edit]:
    """Return what was written, a coding an edit: ``reduced-ID``, ``topic-ID`` and the marks ``seen-ID``."""
    return list(_edits(posted))


def _edits(posted: QueryDict) -> Iterator[Edit]:
    for name in posted:
        kind, _, identity = name.partition("-")
        if kind == "seen":
            reduced, _, topic = posted.get(name, "").partition(".")
            yield Edit(
                _uuid(identity), posted.get(f"reduced-{identity}"), posted.get(f"topic-{identity}"), reduced, topic
            )


def chosen_of(posted: QueryDict, found: Iterable[UUID]) -> Chosen:
    """Return the codings that were chosen: those ticked, or all that the filter finds."""
    codings = found if posted.get("all") else map(_uuid, posted.getlist("chosen"))
    return Chosen(list(codings), moment_of(posted.get("seen", "")))


def moment_of(written: str) -> Moment | None:
    """Read the moment at which a page was made, ``NEWEST-TURN``; None where none was sent. UsageError (B413): it is none.

    >>> moment_of("12-3"), moment_of("")
    (Moment(newest=12, turn=3), None)
    """
    newest, _, turn = written.partition("-")
    if not written:
        return None
    if not (newest.isdecimal() and turn.isdecimal()):
        raise UsageError("B413", name="seen")
    return Moment(int(newest), int(turn))


def valence_of(written: str) -> int | None:
    """Read a valence. UsageError (B413): it is none."""
    if written not in VALENCES:
        raise UsageError("B413", name="valence")
    return VALENCES[written]


def aspect_of(written: str) -> str:
    """Read an aspect; a hyphen stands for that of the code."""
    return "" if written == NONE else written


def _uuid(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError:
        raise UsageError("B413", name="id") from None
