"""What documents are that are no interviews: a row of ``material`` sits on its document, and what can't stays with the study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from teema.study import Material
from teema.study import Study as PlainStudy
from teema.web.bridge.mirrors import UNRESOLVED


def described(given: PlainStudy) -> dict[str, Material]:
    """Return the row of each document that has one; of several, the first."""
    names = {one.name for one in given.documents}
    return {one.document: one for one in reversed(given.material) if one.document in names}


def material_aside(given: PlainStudy) -> dict[str, Any]:
    """Return what a study's ``extra`` keeps of its material: the order of the rows, and those whose document isn't there."""
    sitting = described(given)
    loose = [one for one in given.material if sitting.get(one.document) is not one]
    usual = [one.name for one in given.documents if one.name in sitting]
    order = [one.document for one in given.material]
    if not loose and order == usual:
        return {}
    rows = [{one.name: getattr(row, one.name) for one in fields(row)} for row in loose]
    return {UNRESOLVED: {"order": order, "material": rows}}


def joined_material(sitting: tuple[Material, ...], extra: Mapping[str, Any]) -> tuple[Material, ...]:
    """Return the rows that sit on documents and those that were left with the study, in the order in which they came."""
    aside = extra.get(UNRESOLVED, {})
    loose = [Material(**row) for row in aside.get("material", ())]
    rows = [*sitting, *loose]
    joined = []
    for name in aside.get("order", ()):
        found = next((row for row in rows if row.document == name), None)
        if found is not None:
            joined.append(found)
            rows = [row for row in rows if row is not found]
    return (*joined, *rows)
