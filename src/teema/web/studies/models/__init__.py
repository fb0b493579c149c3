"""The study's rows, a module for each part of the work."""

from teema.web.studies.models.customers import Consent, CriterionCheck, Customer, Identity, Person, Tombstone
from teema.web.studies.models.design import Aim, Criterion, Event, Group, Round, Service
from teema.web.studies.models.guide import GuideVersion
from teema.web.studies.models.interviews import Asked, Interview, InterviewPerson
from teema.web.studies.models.kept import Kept
from teema.web.studies.models.membership import Membership
from teema.web.studies.models.study import Study

__all__ = [
    "Aim",
    "Asked",
    "Consent",
    "Criterion",
    "CriterionCheck",
    "Customer",
    "Event",
    "Group",
    "GuideVersion",
    "Identity",
    "Interview",
    "InterviewPerson",
    "Kept",
    "Membership",
    "Person",
    "Round",
    "Service",
    "Study",
    "Tombstone",
]
