"""Topics: added, named, made one with another, taken away."""

from __future__ import annotations

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.coding.actions.codebook import checked_name, new_topic, referrers
from teema.web.coding.models import Coding, Topic
from teema.web.coding.references import referring, restructuring
from teema.web.studies.access import act
from teema.web.studies.models import Study


def add_topic(actor: User, study: Study, *, name: str) -> Topic:
    """Add a topic; one that has the name already is returned as it is. Conflict (B408): it has no name."""
    with act(actor, study, "topic.change") as changes:
        topic = new_topic(changes, study, name=name)
        changes.note(about=topic, topic=topic.key, done="added")
    return topic


def change_topic(actor: User, topic: Topic, *, name: str, definition: str = "") -> Topic:
    """Change a topic's name and definition; its key stays. Conflict: it has no name (B408), or another topic has it (B458)."""
    with act(actor, topic.study, "topic.change") as changes:
        name = checked_name(name)
        if Topic.objects.filter(study=topic.study, name__iexact=name).exclude(pk=topic.pk).exists():
            raise Conflict("B458", name=name)
        changes.update(topic, name=name, definition=definition.strip())
        changes.note(about=topic, topic=topic.key, done="changed")
    return topic


def merge_topics(actor: User, topic: Topic, *, into: Topic) -> Topic:
    """Make a topic one with another: its codings and what refers to it become the other's. Conflict (B459): it is the same."""
    if topic.pk == into.pk or topic.study_id != into.study_id:
        raise Conflict("B459")
    with act(actor, topic.study, "topic.change") as changes, restructuring(changes, topic.study) as became:
        codings = list(Coding.objects.filter(topic=topic))
        for coding in codings:
            coding.topic = into
        changes.update_all(codings, ["topic"])
        became.topics[topic.key] = into.key
        changes.note(about=into, topic=topic.key, to=into.key, done="merged")
        changes.delete(topic)
    return into


def remove_topic(actor: User, topic: Topic) -> None:
    """Take a topic away. Conflict: codings have it (B460), or something else refers to it (B453)."""
    with act(actor, topic.study, "topic.change") as changes:
        coded = Coding.objects.filter(topic=topic).count()
        if coded:
            raise Conflict("B460", name=topic.name, count=coded)
        kept = referring(topic.study, topics={topic.key})
        if kept:
            raise Conflict("B453", name=topic.name, what=referrers(kept))
        changes.note(about=topic, topic=topic.key, done="removed")
        changes.delete(topic)
