"""The stylesheet: one sheet for all pages, so an area's classes must be its own."""

import re
from collections import Counter
from pathlib import Path

STYLES = Path(__file__).parents[1] / "frontend" / "styles"
SHARED = {"base.css", "fonts.css", "layout.css", "navigation.css", "print.css", "teema.css", "tokens.css"}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SELECTORS = re.compile(r"(?:^|\})\s*([^{}@]+)\{")
_CLASS = re.compile(r"\.[\w-]+")


def test_no_class_is_styled_by_two_areas() -> None:
    """What a page's area calls by a name looks as that area says, whatever other pages are there: else one squeezes the other's words."""
    areas = (path for path in STYLES.glob("*.css") if path.name not in SHARED)
    styled = Counter(name for path in areas for name in _classes(path.read_text(encoding="utf-8")))
    assert [name for name, times in styled.items() if times > 1] == []


def _classes(sheet: str) -> set[str]:
    """Return the classes that are styled wherever they stand."""
    selectors = (one.strip() for found in _SELECTORS.findall(_COMMENT.sub("", sheet)) for one in found.split(","))
    return {one for one in selectors if _CLASS.fullmatch(one)}
