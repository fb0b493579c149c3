"""The codebook's nodes and topics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar
from uuid import UUID, uuid4

from django.db.models import Max, Model

from teema.errors import Conflict, NotFound
from teema.study.codes import ASPECTS
from teema.study.identity import slug
from teema.web.accounts.models import User
from teema.web.coding.models import Code, Coding, Topic
from teema.web.coding.queries.tree import COLOURS, below
from teema.web.coding.references import referring, restructuring
from teema.web.history.recording import Recorder
from teema.web.speaking import spoken
from teema.web.studies.access import act
from teema.web.studies.models import Study
from teema.wording import listed, say

Node = TypeVar("Node", Code, Topic)
CHOICES: dict[str, tuple[str, ...]] = {"aspect": ("", *ASPECTS), "color": ("", *COLOURS)}
WRITTEN = ("name", "label", "definition")
IN_VIVO = "in-vivo"
"""What the key of a code is made of that has an interviewee's words for its name."""


def add_code(
    actor: User, study: Study, *, name: str, parent: Code | None = None, id: UUID | None = None, **values: Any
) -> Code:
    """Add a node to the codebook: a theme without a parent. Conflict: it has no name (B408), or its parent has one so named (B406)."""
    with act(actor, study, "codebook.add") as changes:
        code = new_code(changes, study, name=name, parent=parent, id=id, **values)
        changes.note(about=code, code=code.key)
    return code


def new_code(
    changes: Recorder,
    study: Study,
    *,
    name: str,
    parent: Code | None = None,
    id: UUID | None = None,
    stem: str = "",
    **values: Any,
) -> Code:
    """Add a node within an act. Its key is made of ``stem``, by default of the name: history and files tell it."""
    if parent is not None and parent.study_id != study.pk:
        raise NotFound("B401")
    name = checked_name(name)
    if Code.objects.filter(study=study, parent=parent, name__iexact=name).exists():
        raise Conflict("B406", name=name)
    stem = stem or name
    key = free_key(Code, study, f"{parent.key}-{stem}" if parent else stem)
    position = next_position(Code, study)
    return changes.create(
        Code(id=id or uuid4(), study=study, key=key, name=name, parent=parent, position=position, **values)
    )


def new_topic(changes: Recorder, study: Study, *, name: str, id: UUID | None = None) -> Topic:
    """Add a topic within an act; one that has the name already is returned as it is."""
    name = checked_name(name)
    found = Topic.objects.filter(study=study, name__iexact=name).first()
    if found is not None:
        return found
    key, position = free_key(Topic, study, name), next_position(Topic, study)
    return changes.create(Topic(id=id or uuid4(), study=study, key=key, name=name, position=position))


def checked_name(name: str) -> str:
    """Return a name in one line. Conflict (B408): it is empty or too long."""
    plain = " ".join(name.split())
    if not 0 < len(plain) <= 300:
        raise Conflict("B408")
    return plain


def free_key(model: type[Code] | type[Topic], study: Study, name: str) -> str:
    """Return a key made of a name that nothing of its kind has in the study."""
    plain: str = slug(name)[:80].strip("-") or "koodi"
    rows = model._default_manager.filter(study=study, key__startswith=plain)
    taken: set[str] = {row.key for row in rows.only("key")}
    candidates = [plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3))]
    return next(key for key in candidates if key not in taken)


def next_position(model: type[Model], study: Study) -> int:
    """Return the position after the last of a kind in a study."""
    last = model._default_manager.filter(study=study).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def change_code(actor: User, code: Code, **values: str) -> Code:
    """Change a code's name, label, definition, aspect or colour; its key stays. Conflict: as ``add_code``, or a value isn't known (B450)."""
    with act(actor, code.study, "codebook.change") as changes, restructuring(changes, code.study):
        if "name" in values:
            values["name"] = checked_name(values["name"])
            _check_siblings(code, code.parent, values["name"])
        changes.update(code, **_checked(values))
        changes.note(about=code, code=code.key, columns=sorted(values))
    return code


def place_code(actor: User, code: Code, *, step: Literal[-1, 1]) -> Code:
    """Change places with the sibling before (-1) or after (1); at the end of the row nothing happens."""
    with act(actor, code.study, "codebook.move") as changes:
        siblings = list(Code.objects.filter(study=code.study, parent=code.parent_id))
        here = siblings.index(code)
        if 0 <= here + step < len(siblings):
            other = siblings[here + step]
            places = sorted((code.position, other.position), reverse=step < 0)
            changes.update(other, position=places[0])
            changes.update(code, position=places[1])
        changes.note(about=code, code=code.key)
    return code


def move_code(actor: User, code: Code, *, parent: Code | None) -> Code:
    """Move a code with all below it under another, last there; None makes it a theme.

    Conflict: the other lies below it (B451), has a code so named (B406), or what refers to it can't follow (B455, B456).
    """
    with act(actor, code.study, "codebook.move") as changes, restructuring(changes, code.study):
        _check_parent(code, parent)
        _check_siblings(code, parent, code.name)
        changes.update(code, parent=parent, position=next_position(Code, code.study))
        changes.note(about=code, code=code.key, to=parent.key if parent else "")
    return code


def remove_code(actor: User, code: Code) -> None:
    """Take away a code and what is below it. Conflict: words are coded with it (B452), or something else refers to it (B453)."""
    branch = below(code)
    with act(actor, code.study, "codebook.remove") as changes, restructuring(changes, code.study):
        coded = Coding.objects.filter(code__in=branch).count()
        if coded:
            raise Conflict("B452", name=str(code), count=coded)
        kept = referring(code.study, codes={one.key for one in branch})
        if kept:
            raise Conflict("B453", name=str(code), what=referrers(kept))
        changes.note(about=code, code=code.key)
        for one in reversed(branch):
            changes.delete(one)


def referrers(counts: Mapping[str, int]) -> str:
    """Say what refers to codes, with counts."""
    return listed((say(spoken(), f"web_coding.referring.{kind}", count=counts[kind]) for kind in counts), spoken())


def _check_parent(code: Code, parent: Code | None) -> None:
    if parent is not None and parent.study_id != code.study_id:
        raise NotFound("B401")
    if parent is not None and parent in below(code):
        raise Conflict("B451", name=str(code), other=str(parent))


def _check_siblings(code: Code, parent: Code | None, name: str) -> None:
    siblings = Code.objects.filter(study=code.study_id, parent=parent, name__iexact=name)
    if siblings.exclude(pk=code.pk).exists():
        raise Conflict("B406", name=name)


def _checked(values: Mapping[str, str]) -> dict[str, str]:
    """Return values as columns hold them. Conflict (B450): one isn't a column's."""
    for name, value in values.items():
        if name not in WRITTEN and value not in CHOICES.get(name, ()):
            raise Conflict("B450", name=name)
    return {name: value.strip() for name, value in values.items()}
