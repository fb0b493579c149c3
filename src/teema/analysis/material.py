"""The size of the material: interviews, people, minutes, words, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from narwhals.typing import IntoDataFrame

from teema.analysis.rows import distinct, grouped, ordered, rows
from teema.study.design import Group, Settings


@dataclass(frozen=True, slots=True)
class SpeakerMaterial:
    """What one speaker said in one interview; ``speaker`` is the transcript's label, None where it tells none."""

    speaker: str | None
    turns: int
    words: int
    interviewer: bool


@dataclass(frozen=True, slots=True)
class InterviewMaterial:
    """One interview's row; ``people`` is None where nobody is named, ``minutes`` where no length is known. Turns as in ``Material``."""

    interview: str
    document: str | None
    group: str | None
    customer: str | None
    people: int | None
    areas: tuple[str, ...]
    date: date | None
    minutes: float | None
    words: int
    turns: int
    turns_of_representatives: int
    turns_coded: int
    speakers: tuple[SpeakerMaterial, ...]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Passages left out, or in doubt, for one reason (None: no reason given). A passage judged twice counts once."""

    reason: str | None
    passages: int
    words: int
    segments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quota:
    """How many interviews a group has and was to have; the group is None for interviews outside every group."""

    group: str | None
    interviews: int
    quota: int | None


@dataclass(frozen=True, slots=True)
class Material:
    """The material in figures.

    ``people`` are the distinct persons whom the interviews name, None where they name nobody; ``speakers`` the distinct
    voices, interviewers among them. ``minutes`` sums the ``timed`` interviews whose length is known. ``words`` and
    ``characters`` are all that was said, interviewers' turns included; ``pages`` are estimated from characters. ``turns_coded``
    are those turns of representatives that a coding shares a character with: what an interviewer asks isn't there to be coded.
    """

    interviews: int
    people: int | None
    speakers: int
    minutes: float | None
    timed: int
    planned_minutes: int | None
    words: int
    words_of_representatives: int
    pages: float
    characters: int
    codings: int
    turns: int
    turns_of_representatives: int
    turns_coded: int
    exclusions: tuple[Exclusion, ...]
    unsure: tuple[Exclusion, ...]
    by_interview: tuple[InterviewMaterial, ...]
    rounds: tuple[tuple[str | None, int], ...]
    quotas: tuple[Quota, ...]

    @property
    def share(self) -> float | None:
        """Return the share of representatives' turns that are coded; None where they have none."""
        return self.turns_coded / self.turns_of_representatives if self.turns_of_representatives else None


@dataclass(frozen=True, slots=True)
class _Turn:
    interview: str | None
    speaker: str | None
    voice: str | None
    interviewer: bool
    words: int
    characters: int
    coded: bool


@dataclass(frozen=True, slots=True)
class _Interview:
    interview: str
    document: str | None
    round: str | None
    customer: str | None
    group: str | None
    date: Any
    planned_min: float | None
    minutes: float | None
    people: tuple[str, ...]
    areas: tuple[str, ...]


def describe(
    interviews: IntoDataFrame,
    turns: IntoDataFrame,
    codings: IntoDataFrame,
    relevance: IntoDataFrame,
    *,
    groups: Sequence[Group] = (),
    page_characters: int = Settings().page_characters,
) -> Material:
    """Describe the material of the frames given; choose a round's rows first where only one counts.

    ``groups`` are shown in their order with their quotas. Turns outside every interview count in the totals.
    """
    held = [_interview(row) for row in rows(interviews, *_Interview.__slots__)]
    spoken = [_Turn(*row) for row in rows(turns, *_Turn.__slots__)]
    characters = sum(turn.characters for turn in spoken)
    timed = [one.minutes for one in held if one.minutes is not None]
    passages = rows(relevance, "status", "reason", "document", "start", "end", "id", "words")
    return Material(
        interviews=len(held),
        people=_count_people(one.people for one in held),
        speakers=len(distinct(turn.voice for turn in spoken)),
        minutes=sum(timed) if timed else None,
        timed=len(timed),
        planned_minutes=int(sum(one.planned_min or 0 for one in held)) or None,
        words=sum(turn.words for turn in spoken),
        words_of_representatives=sum(turn.words for turn in spoken if not turn.interviewer),
        pages=characters / page_characters,
        characters=characters,
        codings=len(rows(codings, "coding_id")),
        turns=len(spoken),
        turns_of_representatives=len(_heard(spoken)),
        turns_coded=sum(turn.coded for turn in _heard(spoken)),
        exclusions=_passages(passages, "out"),
        unsure=_passages(passages, "unsure"),
        by_interview=_by_interview(held, spoken),
        rounds=tuple(Counter(one.round for one in held).items()),
        quotas=_quotas([one.group for one in held], groups),
    )


def _heard(turns: Iterable[_Turn]) -> list[_Turn]:
    """Return the turns that no interviewer is known to speak."""
    return [turn for turn in turns if not turn.interviewer]


def _interview(row: tuple[Any, ...]) -> _Interview:
    *plain, people, areas = row
    return _Interview(*(*plain, tuple(people), tuple(areas)))


def _count_people(named: Iterable[tuple[str, ...]]) -> int | None:
    return len({person for people in named for person in people}) or None


def _by_interview(held: list[_Interview], spoken: list[_Turn]) -> tuple[InterviewMaterial, ...]:
    said = grouped((turn.interview, turn) for turn in spoken)
    return tuple(_interview_row(one, said.get(one.interview, [])) for one in held)


def _interview_row(one: _Interview, turns: list[_Turn]) -> InterviewMaterial:
    by_speaker = grouped((turn.speaker, turn) for turn in turns)
    return InterviewMaterial(
        one.interview,
        one.document,
        one.group,
        one.customer,
        _count_people([one.people]),
        one.areas,
        one.date.date() if isinstance(one.date, datetime) else one.date,
        one.minutes,
        sum(turn.words for turn in turns),
        len(turns),
        len(_heard(turns)),
        sum(turn.coded for turn in _heard(turns)),
        tuple(_speaker(speaker, said) for speaker, said in by_speaker.items()),
    )


def _speaker(speaker: str | None, turns: list[_Turn]) -> SpeakerMaterial:
    return SpeakerMaterial(speaker, len(turns), sum(turn.words for turn in turns), turns[0].interviewer)


def _passages(judged: list[tuple[Any, ...]], status: str) -> tuple[Exclusion, ...]:
    """Collect the passages of a status by reason, the most passages first."""
    once: dict[tuple[Any, ...], tuple[str | None, tuple[str, int]]] = {}
    for of, reason, document, start, end, id_, words in judged:
        if of == status:
            once.setdefault((document, start, end), (reason, (id_, words)))
    by_reason = grouped(once.values())
    found = [
        Exclusion(reason, len(members), sum(words for _, words in members), tuple(id_ for id_, _ in members))
        for reason, members in by_reason.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.passages, one.reason or "")))


def _quotas(held: list[str | None], groups: Sequence[Group]) -> tuple[Quota, ...]:
    counts, wanted = Counter(held), {group.key: group.quota for group in groups}
    keys = ordered(held, [group.key for group in groups])
    return tuple(Quota(key, counts[key], wanted.get(key) if key else None) for key in keys)
