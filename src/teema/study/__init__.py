"""The study as plain data: frozen dataclasses, one module per concept, and their invariants. No input or output."""

from teema.study.codes import Code, Codebook, Topic
from teema.study.codings import Coding, Relevance
from teema.study.conclusions import Finding, FindingLink, Judgement, Measure, Memo
from teema.study.design import Aim, Design, Event, Group, Organisation, Round, Service, Settings
from teema.study.documents import Document, Turn
from teema.study.interviews import Asked, Interview
from teema.study.kept import Kept
from teema.study.materials import Material
from teema.study.people import Customer, Person
from teema.study.spans import Span
from teema.study.study import Study

__all__ = [
    "Aim",
    "Asked",
    "Code",
    "Codebook",
    "Coding",
    "Customer",
    "Design",
    "Document",
    "Event",
    "Finding",
    "FindingLink",
    "Group",
    "Interview",
    "Judgement",
    "Kept",
    "Material",
    "Measure",
    "Memo",
    "Organisation",
    "Person",
    "Relevance",
    "Round",
    "Service",
    "Settings",
    "Span",
    "Study",
    "Topic",
    "Turn",
]
