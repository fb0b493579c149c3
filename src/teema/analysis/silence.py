"""Why nobody speaks of a thing: silence, or that it wasn't asked or doesn't apply. Silence is not absence."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, TypeAlias

from narwhals.typing import IntoDataFrame

from teema.analysis.rows import rows

Why: TypeAlias = Literal["silent", "not_asked", "not_applicable"]


class Silences:
    """What customers were asked (``teema.study.tables.ASKED``), to tell why a cell of sub-themes is empty.

    >>> import polars as pl
    >>> asked = pl.DataFrame({"sub_theme": ["s", "s"], "customer": ["a", "b"], "asked": ["no", "not_applicable"]})
    >>> told = Silences(asked)
    >>> told.why(["s"], ["a", "b"]), told.why(["s"], ["b"]), told.why(["s"], ["a", "c"]), told.why([], ["a"])
    ('not_asked', 'not_applicable', 'silent', 'silent')
    """

    def __init__(self, asked: IntoDataFrame) -> None:
        self._answers: dict[tuple[str, str | None], str] = {}
        for sub, customer, answer in rows(asked, "sub_theme", "customer", "asked"):
            if self._answers.get((sub, customer)) != "yes":  # asked in one interview of several is asked
                self._answers[sub, customer] = answer

    def why(self, sub_themes: Collection[str], customers: Collection[str | None]) -> Why:
        """Tell why customers say nothing of any of some sub-themes.

        Not asked, or not applicable, only when that holds of every customer and every sub-theme: a single silence is a silence.
        What nothing is noted of was asked.
        """
        given = {self._answers.get((sub, customer), "yes") for customer in customers for sub in sub_themes}
        if not given or "yes" in given:
            return "silent"
        return "not_applicable" if given == {"not_applicable"} else "not_asked"
