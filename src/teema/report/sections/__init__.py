"""The chapters of a report, one module each, by their keys and in the order in which they are usually told."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from teema.report.blocks import Block
from teema.report.sections.appendix import appendix
from teema.report.sections.comparison import comparison
from teema.report.sections.experience import experience
from teema.report.sections.findings import findings
from teema.report.sections.frame import frame
from teema.report.sections.material import material
from teema.report.sections.measures import measures
from teema.report.sections.other_material import other_material
from teema.report.sections.study import study
from teema.report.sections.themes import themes
from teema.report.sections.vocabulary import vocabulary
from teema.report.telling import Telling

CHAPTERS: Final[Mapping[str, Callable[[Telling], Iterable[Block]]]] = {
    "study": study,
    "material": material,
    "frame": frame,
    "themes": themes,
    "comparison": comparison,
    "experience": experience,
    "other-material": other_material,
    "words": vocabulary,
    "findings": findings,
    "measures": measures,
    "appendix": appendix,
}
"""The usual chapters: each key is the key of the chapter's heading."""
COREQ: Final = "coreq"
"""The chapter that a plan may add: the checklist of qualitative reporting."""

__all__ = ["CHAPTERS", "COREQ"]
