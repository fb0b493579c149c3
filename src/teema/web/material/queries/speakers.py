"""Who speaks in a document, and who may be chosen for each label."""

from __future__ import annotations

from dataclasses import dataclass

from teema.errors import NotFound
from teema.web.material.actions.speakers import proposed_pseudonym
from teema.web.material.models import Document
from teema.web.material.speaking import Voice, voices_of
from teema.web.studies.models import Person, Study


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A label, and the choice of whose it is: ``chosen`` is a person's key, ``interviewer`` or ``no_one``."""

    voice: Voice
    chosen: str


@dataclass(frozen=True, slots=True)
class SpeakerTable:
    """A document's speakers, the people to choose from, and the pseudonym of one who is new. ``silent``: words without a label."""

    rows: tuple[SpeakerRow, ...]
    people: tuple[Person, ...]
    proposed: str
    silent: Voice | None

    @property
    def unknown(self) -> int:
        """Count the labels of which it isn't known whose they are."""
        return sum(not row.voice.is_known for row in self.rows)


def speaker_rows(document: Document) -> SpeakerTable:
    """Return who speaks in a document."""
    voices = voices_of(document)
    rows = tuple(SpeakerRow(voice, _chosen(voice)) for label, voice in voices.items() if label)
    return SpeakerTable(rows, tuple(_people(document)), proposed_pseudonym(document), voices.get(""))


def _chosen(voice: Voice) -> str:
    if voice.person:
        return voice.person.key
    return "interviewer" if voice.interviewer else "no_one"


def _people(document: Document) -> list[Person]:
    """Return the interview's people first, then its customer's others."""
    interview = document.interview
    if interview is None:
        return []
    seated = [seat.person for seat in interview.seats.select_related("person")]
    others = interview.customer.people.exclude(pk__in=[one.pk for one in seated]) if interview.customer else []
    return [*seated, *others]


def person_by_key(study: Study, key: str) -> Person:
    """Return a person of a study. NotFound (B343): there is none."""
    found = Person.objects.filter(study=study, key=key).first()
    if found is None:
        raise NotFound("B343")
    return found
