"""Where a judgement or a verdict stands: a sub-theme label in a round, whichever of its sub-themes a row names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from teema.errors import NotFound
from teema.web.coding.models import Code
from teema.web.studies.models import Study


@dataclass(frozen=True, slots=True)
class Round:
    """The round that something is concluded about. ``usual``: what names no round is of it."""

    key: str = ""
    usual: bool = True

    def holds(self, named: object) -> bool:
        """Tell whether a row that names a round, or none, is of this one.

        >>> Round("2016").holds(None), Round("2017", usual=False).holds(None), Round("2017", usual=False).holds("2017")
        (True, False, True)
        """
        return named == self.key if named else self.usual


ANY: Final = Round()
"""The only round of a study that names none."""


def sub_themes_called(study: Study, label: str) -> list[Code]:
    """Return the sub-themes with a label, those of experiences first, then those of expectations. NotFound (B810): there are none."""
    called = Q(label=label) | Q(label="", name=label)
    found = Code.objects.filter(called, study=study, parent__isnull=False, parent__parent__isnull=True)
    order = ("experience", "expectation", "")
    subs = sorted(found.select_related("parent"), key=lambda one: order.index(_aspect(one)))
    if not subs:
        raise NotFound("B810", name=label)
    return subs


def _aspect(code: Code) -> str:
    return code.aspect or (code.parent.aspect if code.parent else "")
