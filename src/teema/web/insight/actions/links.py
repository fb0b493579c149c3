"""How findings bear on each other."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from teema.errors import Conflict
from teema.study.conclusions import RELATIONS, Relation
from teema.web.accounts.models import User
from teema.web.history.recording import Recorder
from teema.web.insight.actions.findings import as_it_stands
from teema.web.insight.models import Finding, FindingLink
from teema.web.studies.access import act
from teema.web.studies.actions.places import last_place
from teema.web.studies.models import Study


def link_findings(actor: User, source: Finding, target: Finding, relation: Relation) -> FindingLink:
    """Say how one finding bears on another. Conflict: it is the same finding, or that is said already (B834), or the relation isn't known (B832)."""
    if relation not in RELATIONS:
        raise Conflict("B832")
    with act(actor, source.study, "finding.change") as changes:
        study, ends = source.study, {"source": as_it_stands(source).key, "target": as_it_stands(target).key}
        said = FindingLink.objects.filter(study=study, relation=relation, **ends)
        if source.study_id != target.study_id or source.pk == target.pk or said.exists():
            raise Conflict("B834")
        position = last_place(FindingLink, study)
        link = changes.create(FindingLink(study=study, position=position, relation=relation, **ends))
        changes.note(about=source, key=source.key, to=target.key, done="linked")
    return link


def unlink(actor: User, link: FindingLink) -> None:
    """Take back how one finding bears on another."""
    with act(actor, link.study, "finding.change") as changes:
        changes.note(key=link.source, to=link.target, done="unlinked")
        changes.delete(link)


def links_of(study: Study, key: str) -> QuerySet[FindingLink]:
    """Return the links from a finding and to it."""
    return FindingLink.objects.filter(Q(source=key) | Q(target=key), study=study)


def count_links(study: Study, key: str) -> int:
    """Count the links from a finding and to it."""
    return links_of(study, key).count()


def let_go_of_links(changes: Recorder, study: Study, key: str) -> None:
    """Take the links of a finding away with it."""
    for link in links_of(study, key):
        changes.delete(link)
