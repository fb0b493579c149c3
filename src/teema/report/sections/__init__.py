"""The chapters of a report, one module each, in the order in which they are told."""

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

CHAPTERS = (
    study,
    material,
    frame,
    themes,
    comparison,
    experience,
    other_material,
    vocabulary,
    findings,
    measures,
    appendix,
)

__all__ = ["CHAPTERS"]
