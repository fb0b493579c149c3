"""Colours and marks: the same in every figure, page and document.

The ten theme colours were searched for: at least 4.5:1 on white, and as far apart as possible (in OKLab) as seen with full
colour vision, without red receptors and without green ones. Colour never carries meaning alone: states also differ by mark.
"""

from __future__ import annotations

from typing import Final

from teema.study.conclusions import State, Verdict

INK: Final = "#1f2933"
QUIET: Final = "#52606d"
LINE: Final = "#cbd2d9"
PALE: Final = "#f3f5f7"
ACCENT: Final = "#054f75"
THEMES: Final = (
    "#06795a",
    "#332288",
    "#c5477e",
    "#745505",
    "#1b71d2",
    "#9744a4",
    "#707c05",
    "#8b0d57",
    "#054f75",
    "#264721",
)
POSITIVE, MIXED, NEGATIVE = "#1c6f8f", "#d5dbe1", "#b3491c"
STATE_FILLS: Final[dict[State, str]] = {
    "met": "#1c6f8f",
    "partly": "#f2c14e",
    "unmet": "#b3491c",
    "unpaired": "#d9cfe8",
    "expectation_only": "#ffffff",
    "experience_only": "#ffffff",
    "silent": "#e4e7eb",
    "not_asked": "#ffffff",
    "not_applicable": "#ffffff",
}
STATE_INKS: Final[dict[State, str]] = {"met": "#ffffff", "unmet": "#ffffff"}
# Each mark is an SVG path in the square from −1 to 1, drawn as a line.
STATE_MARKS: Final[dict[State, str]] = {
    "met": "M-0.5,0.02L-0.14,0.4L0.52,-0.42",
    "partly": "M-0.55,0.12C-0.35,-0.42,-0.15,-0.25,0,0C0.15,0.25,0.35,0.42,0.55,-0.12",
    "unmet": "M-0.42,-0.42L0.42,0.42M0.42,-0.42L-0.42,0.42",
    "unpaired": "M-0.5,-0.22L0.5,-0.22M-0.5,0.22L0.5,0.22M0.26,-0.55L-0.26,0.55",
    "expectation_only": "M-0.4,0A0.4,0.4,0,1,1,0.4,0A0.4,0.4,0,1,1,-0.4,0Z",
    "experience_only": "M-0.4,0A0.4,0.4,0,1,1,0.4,0A0.4,0.4,0,1,1,-0.4,0Z"
    "M-0.24,0A0.24,0.24,0,1,1,0.24,0A0.24,0.24,0,1,1,-0.24,0ZM-0.08,0L0.08,0",
    "silent": "",
    "not_asked": "M-0.85,0.2L0.2,-0.85M-0.85,0.85L0.85,-0.85M-0.2,0.85L0.85,-0.2",
    "not_applicable": "M-0.45,0L0.45,0",
}
VERDICT_TINTS: Final[dict[Verdict, str]] = {
    "no_difference": "#e3f0f4",
    "partly": "#fdf3d6",
    "differ": "#f8e3d9",
    "not_comparable": "#f3f5f7",
}


def theme_colour(place: int) -> str:
    """Return the colour of the theme at a place in the codebook (from 0); after ten they begin again.

    >>> theme_colour(0) == theme_colour(10)
    True
    """
    return THEMES[place % len(THEMES)]
