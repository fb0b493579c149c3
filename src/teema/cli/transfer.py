"""The transfer report on a screen and as JSON: what came along, what is kept aside, what was left out and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, TypeAlias

from teema.cli.console import Console
from teema.wording import number, say

if TYPE_CHECKING:
    from teema.formats.exchange.transfer import Loss, Transfer
    from teema.study import Study

Direction: TypeAlias = Literal["in", "out"]
_COUNTED = ("documents", "codes", "codings")
_NAMES_SHOWN, _NAME_LENGTH = 6, 44


def show_transfer(transfer: Transfer, direction: Direction, console: Console) -> None:
    """Write the report of one import or export."""
    console.tell(f"transfer.{direction}", format=console.words(f"transfer.formats.{transfer.format}"))
    for line in _counts(transfer, console):
        console.line(f"  {line}")
    if transfer.aside:
        console.line(f"  {console.words('transfer.aside')}")
    for loss in transfer.aside:
        console.line(f"    – {_what(loss, console)}")
    show_dropped(transfer.dropped, console)


def show_dropped(losses: tuple[Loss, ...], console: Console) -> None:
    """Write what was left out, and why; or that nothing was."""
    if not losses:
        console.line(f"  {console.tint(console.words('transfer.nothing_dropped'), 'good')}")
        return
    console.line(f"  {console.words('transfer.dropped')}")
    for loss in losses:
        console.line(f"    – {_what(loss, console)}: {words_of(loss, console)[1]}")


def _counts(transfer: Transfer, console: Console) -> Iterator[str]:
    for name in _COUNTED:
        carried, found = (getattr(side, name) for side in (transfer.carried, transfer.found))
        if carried or found:
            yield console.words(
                f"transfer.counts.{name}",
                carried=number(carried, console.language),
                found=number(found, console.language),
            )
    if transfer.verified or transfer.repaired:
        verified, repaired = (number(one, console.language) for one in (transfer.verified, transfer.repaired))
        yield console.words("transfer.spans", verified=verified, repaired=repaired)
    if transfer.convention:
        yield console.words("transfer.convention", convention=_counting(transfer.convention, console))


def _counting(convention: str, console: Console) -> str:
    """Say how a source counts characters: ``u16_crlf_bom`` is UTF-16 units, two a line break, with a mark at the beginning."""
    unit = next(one for one in ("u16", "utf8_bytes", "") if convention.startswith(one)) or "characters"
    told = [unit, *(one for one in ("crlf_as_1", "bom", "end_in") if one in convention)]
    if "_crlf" in convention and "crlf_as_1" not in told:
        told.insert(1, "crlf")
    return ", ".join(console.words(f"transfer.counting.{one}") for one in told)


def _what(loss: Loss, console: Console) -> str:
    """Say what was left out, how many, and the names of some."""
    names = ", ".join(_short(name) for name in loss.names[:_NAMES_SHOWN])
    more = ", …" if len(loss.names) > _NAMES_SHOWN else ""
    count = number(loss.count, console.language)
    return f"{words_of(loss, console)[0]}: {count}{f' ({names}{more})' if names else ''}"


def _short(name: str) -> str:
    """Return a name on one line, shortened.

    >>> _short("Yksi\\nkaksi")
    'Yksi kaksi'
    """
    line = " ".join(name.split())
    return line if len(line) <= _NAME_LENGTH else line[: _NAME_LENGTH - 1] + "…"


def words_of(loss: Loss, console: Console) -> tuple[str, str]:
    """Say what a loss is and why it came about."""
    return say(console.language, f"exchange.what.{loss.what}"), say(console.language, f"exchange.why.{loss.why}")


def transfer_json(transfer: Transfer, console: Console) -> dict[str, object]:
    """Return the report for programs: counts that arrived, and under ``found`` those that the source held."""
    carried, found = ({name: getattr(side, name) for name in _COUNTED} for side in (transfer.carried, transfer.found))
    return {
        "format": transfer.format,
        **carried,
        "found": found,
        "verified": transfer.verified,
        "repaired": transfer.repaired,
        "kept_aside": [_loss_json(loss, console) for loss in transfer.aside],
        "dropped": [_loss_json(loss, console) for loss in transfer.dropped],
        "convention": transfer.convention,
    }


def _loss_json(loss: Loss, console: Console) -> dict[str, object]:
    what, why = words_of(loss, console)
    return {"what": what, "why": why, "count": loss.count, "names": list(loss.names)}


def whole(study: Study) -> Transfer:
    """Return the report of a study that came along whole."""
    from teema.formats.exchange.transfer import Counts, Transfer

    counts = Counts(len(study.documents), len(study.codebook.codes), len(study.codings))
    return Transfer("study", counts, counts)
