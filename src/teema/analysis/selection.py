"""Choosing rows of a frame before an analysis counts them."""

from __future__ import annotations

from typing import Any

import narwhals as nw
from narwhals.typing import IntoFrame


def in_round(frame: IntoFrame, round_: str | None) -> Any:
    """Return the rows of one round as the kind of frame that came in; all rows for None, the unnamed round for ``""``."""
    if round_ is None:
        return frame
    wanted = nw.col("round").is_null() if round_ == "" else nw.col("round") == round_
    return nw.from_native(frame).filter(wanted).to_native()
