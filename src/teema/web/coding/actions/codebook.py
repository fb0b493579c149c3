"""The codebook's nodes and topics."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db.models import Max, Model

from teema.errors import Conflict, NotFound
from teema.study.identity import slug
from teema.web.accounts.models import User
from teema.web.coding.models import Code, Topic
from teema.web.history.recording import Recorder
from teema.web.studies.access import act
from teema.web.studies.models import Study


def add_code(
    actor: User, study: Study, *, name: str, parent: Code | None = None, id: UUID | None = None, **values: Any
) -> Code:
    """Add a node to the codebook: a theme without a parent. Conflict: it has no name (B408), or its parent has one so named (B406)."""
    with act(actor, study, "codebook.add") as changes:
        code = new_code(changes, study, name=name, parent=parent, id=id, **values)
        changes.note(about=code, code=code.key)
    return code


def new_code(
    changes: Recorder, study: Study, *, name: str, parent: Code | None = None, id: UUID | None = None, **values: Any
) -> Code:
    """Add a node within an act."""
    if parent is not None and parent.study_id != study.pk:
        raise NotFound("B401")
    name = checked_name(name)
    if Code.objects.filter(study=study, parent=parent, name__iexact=name).exists():
        raise Conflict("B406", name=name)
    key = free_key(Code, study, f"{parent.key}-{name}" if parent else name)
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
    plain = slug(name)[:80].strip("-") or "koodi"
    rows = model._default_manager.filter(study=study, key__startswith=plain)
    taken: set[str] = set(rows.values_list("key", flat=True))
    candidates = [plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3))]
    return next(key for key in candidates if key not in taken)


def next_position(model: type[Model], study: Study) -> int:
    """Return the position after the last of a kind in a study."""
    last = model._default_manager.filter(study=study).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
