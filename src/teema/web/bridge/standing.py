"""The results of a study as it stands now, kept in the server's memory until something in the study changes.

Every number of the workbench's pages comes from here, so that it is the number of ``teema report``: the same analysis of the same study.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Final
from uuid import UUID

from django.db import transaction

from teema.analysis.rows import grouped
from teema.analysis.whole import Results, analyse
from teema.study import Coding as PlainCoding
from teema.study import Study as PlainStudy
from teema.study.tables import Frames
from teema.web.bridge import words
from teema.web.bridge.saving import Held, StudyReader
from teema.web.history.since import Moment, moment, rows_changed_since
from teema.web.studies.models import Study

_KEPT: Final = 4
"""Studies that are kept at once."""
_TRIES: Final = 3


@dataclass(frozen=True)
class Standing:
    """A study as plain data as it stood at a moment, what it was read from, and its results by round."""

    moment: Moment
    study: PlainStudy
    held: Held
    frames: Frames
    results: dict[str | None, Results]

    @cached_property
    def codings_by_document(self) -> Mapping[str, Sequence[PlainCoding]]:
        """Return the codings of record, by the names of their documents."""
        return grouped((one.document, one) for one in self.study.codings_of_record)

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """Return the labels of those who speak in the documents, in alphabetical order."""
        return tuple(sorted({turn.speaker for one in self.study.documents for turn in one.turns if turn.speaker}))


_standing: OrderedDict[UUID, Standing] = OrderedDict()
_lock = Lock()


def results_of(study: Study, round_: str | None = None) -> Results:
    """Return the results of one round of a study, by default the study's own choice. UsageError (A102): there is no such round."""
    held = standing(study)
    if round_ not in held.results:
        read_words = words.reader(study.pk)
        held.results[round_] = analyse(held.study, round_=round_, read_words=read_words, frames=held.frames)
    return held.results[round_]


def standing(study: Study) -> Standing:
    """Return a study as it stands now. What is returned stays as it is, whatever others do meanwhile."""
    with _lock:
        held = _standing.get(study.pk)
        if held is None or held.moment != moment(study.pk):
            held = _standing[study.pk] = _read(study, held)
        _standing.move_to_end(study.pk)
        while len(_standing) > _KEPT:
            _standing.popitem(last=False)
        return held


def _read(study: Study, earlier: Standing | None) -> Standing:
    """Read a study between two equal moments: nobody who writes has to wait. If they never pause, they wait once."""
    for _ in range(_TRIES):
        now = moment(study.pk)
        found = _read_at(study, now, earlier)
        if moment(study.pk) == now:
            return found
    with transaction.atomic():
        return _read_at(study, moment(study.pk), earlier)


def _read_at(study: Study, now: Moment, earlier: Standing | None) -> Standing:
    """Read a study; of one that was read earlier only what changed since."""
    study = Study.objects.get(pk=study.pk)
    changed = rows_changed_since(study.pk, earlier.moment) if earlier else None
    if earlier is None or changed is None:
        reader = StudyReader(study)
        plain = reader.study()
        return Standing(now, plain, reader.held, Frames(plain), {})
    reader = StudyReader(study, earlier.held, changed)
    plain = reader.study()
    return Standing(now, plain, reader.held, earlier.frames.followed_by(plain), {})
