"""Codes made one, and a code made two: their codings move, and what refers to them follows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from teema.errors import Conflict, NotFound
from teema.web.accounts.models import User
from teema.web.coding.actions.codebook import new_code
from teema.web.coding.models import Code, Coding
from teema.web.coding.queries.tree import below
from teema.web.coding.references import Became, restructuring
from teema.web.history.recording import Recorder
from teema.web.studies.access import act

DESCRIBED = ("topic_id", "reduced", "aspect", "valence", "time", "whose", "service", "quote", "memo")
Place: TypeAlias = tuple[UUID, int, int, str]


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code that comes into being with a split."""

    name: str
    parent: Code | None


def merge_codes(actor: User, code: Code, *, into: Code) -> Code:
    """Make a code one with another: its codings, what is below it and what refers to it become the other's; it is gone.

    Codings of one coder on the same words become one where nothing that describes them is lost. A code below that has a namesake
    below the other is made one with it. Conflict: the other is the code itself or lies below it (B454), or what refers can't
    follow (B455, B456).
    """
    if into.study_id != code.study_id:
        raise NotFound("B401")
    if into in below(code):
        raise Conflict("B454", name=str(code), other=str(into))
    with act(actor, code.study, "codebook.merge") as changes, restructuring(changes, code.study) as became:
        changes.note(about=into, code=code.key, to=into.key)
        _merge(changes, became, code, into)
    return into


def split_code(actor: User, code: Code, *, codings: Collection[UUID], into: Code | NewCode) -> Code:
    """Move some of a code's codings to another code or to a new one. Conflict (B457): none were chosen, or the code is the same."""
    chosen = list(Coding.objects.filter(code=code, pk__in=codings))
    if not chosen or into == code:
        raise Conflict("B457")
    with act(actor, code.study, "codebook.split") as changes, restructuring(changes, code.study) as became:
        if isinstance(into, NewCode):
            into = new_code(changes, code.study, name=into.name, parent=into.parent)
        became.codings |= move_codings(changes, chosen, into)
        changes.note(about=into, code=code.key, to=into.key, count=len(chosen))
    return into


def _merge(changes: Recorder, became: Became, code: Code, into: Code) -> None:
    became.codings |= move_codings(changes, Coding.objects.filter(code=code), into)
    namesakes = {one.name.casefold(): one for one in Code.objects.filter(parent=into).exclude(pk=code.pk)}
    for child in Code.objects.filter(parent=code):
        namesake = namesakes.get(child.name.casefold())
        if namesake is not None:
            _merge(changes, became, child, namesake)
        else:
            changes.update(child, parent=into)
    became.codes[code.key] = into.key
    changes.delete(code)


def move_codings(changes: Recorder, codings: Iterable[Coding], into: Code) -> dict[str, str]:
    """Put codings under a code within an act; return which became one with which, by key."""
    moving = list(codings)
    there = Coding.objects.filter(code=into, document__in={one.document_id for one in moving})
    known = {_place(one): one for one in there}
    moved, gone = [], {}
    for one in moving:
        same = known.setdefault(_place(one), one)
        if same is not one and _agree(same, one):
            changes.update(same, **{name: getattr(one, name) for name in _unsaid(same)})
            changes.delete(one)
            gone[one.key] = same.key
        else:
            one.code_id = into.pk
            moved.append(one)
    changes.update_all(moved, ["code"])
    return gone


def would_become_one(codings: Iterable[Coding], into: Code) -> int:
    """Count the codings that would become one with another under a code."""
    known = {_place(one): one for one in Coding.objects.filter(code=into)}
    return sum((same := known.setdefault(_place(one), one)) is not one and _agree(same, one) for one in codings)


def _place(coding: Coding) -> Place:
    return coding.document_id, coding.start, coding.end, coding.coder


def _agree(one: Coding, other: Coding) -> bool:
    """Tell whether two codings say nothing different of their words."""
    said = ((getattr(one, name), getattr(other, name)) for name in DESCRIBED)
    return all(a == b or _is_unsaid(a) or _is_unsaid(b) for a, b in said)


def _unsaid(coding: Coding) -> list[str]:
    return [name for name in DESCRIBED if _is_unsaid(getattr(coding, name))]


def _is_unsaid(value: Any) -> bool:
    return value is None or value is False or value == ""
