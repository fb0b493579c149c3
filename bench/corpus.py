"""A made-up study of any size, the same for the same seed: what speed is measured on. Its words mean nothing.

``python -m bench.corpus FOLDER`` writes it as a study folder.
"""

from __future__ import annotations

import argparse
import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from teema.formats.folder import write_study
from teema.study import (
    Aim,
    Asked,
    Code,
    Codebook,
    Coding,
    Customer,
    Design,
    Document,
    Finding,
    Group,
    Interview,
    Judgement,
    Measure,
    Organisation,
    Person,
    Relevance,
    Round,
    Service,
    Settings,
    Span,
    Study,
    Topic,
    Turn,
)
from teema.study.codes import Aspect
from teema.study.codings import Valence
from teema.study.identity import derived_id, study_id

T = TypeVar("T")
SEED = 2017
_ROUND, _CODER, _INTERVIEWER = "2026", "AB", "H"
_TITLE = "Keksitty aineisto nopeuden mittaamiseen"
_SERVICES = ("hr", "talous", "hallinto")
_ASPECTS: tuple[Aspect, ...] = ("expectation", "experience")
_EXPRESSIONS = 60
_MS_A_WORD = 400
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Size:
    """How large a study: ``codings`` in all, ``dense`` of them in the first document; ``sub_themes`` under each theme.

    Every document is one interview of one customer. The first two themes hold expectations and experiences of the same
    sub-themes; of the rest, too, each two themes share their labels.
    """

    documents: int = 100
    words: int = 1_000_000
    codings: int = 20_000
    dense: int = 1_000
    themes: int = 10
    sub_themes: int = 6
    topics: int = 40
    groups: int = 3


def made_study(size: Size = Size(), seed: int = SEED) -> Study:
    """Make a study with everything that a report tells of. The same size and seed make the same study."""
    rng, words = Random(seed), _Vocabulary(seed)
    study = replace(_design(size, words), documents=tuple(_documents(size, seed, words)))
    study = replace(study, **_people(size, study.documents, rng))
    study = replace(study, codings=tuple(_codings(size, study, words, rng)), relevance=tuple(_relevance(study, rng)))
    return replace(study, judgements=tuple(_judgements(study, rng)), **_conclusions(study))


class _Vocabulary:
    """Words of Finnish sound, the common ones much more common than the rare."""

    def __init__(self, seed: int, size: int = 5_000) -> None:
        rng = Random(f"{seed}/words")
        made = dict.fromkeys("".join(_syllable(rng) for _ in range(rng.choice((2, 2, 3, 4)))) for _ in range(3 * size))
        self.words = list(made)[:size]
        self._weights = list(accumulate(1 / (place + 10) for place in range(size)))

    def some(self, rng: Random, count: int) -> list[str]:
        """Draw words as they come in speech."""
        return rng.choices(self.words, cum_weights=self._weights, k=count)

    def name(self, place: int) -> str:
        """Return a rare word, another for each place."""
        return self.words[-1 - place]


def _syllable(rng: Random) -> str:
    return (
        rng.choice("hjklmnprstv")
        + rng.choice(("a", "e", "i", "o", "u", "ä", "aa", "ii", "uo", "ie", "yö"))
        + rng.choice(("", "", "n", "s"))
    )


def _design(size: Size, words: _Vocabulary) -> Study:
    groups = tuple(
        Group(f"g{place}", words.name(place).title(), size.documents // size.groups) for place in range(size.groups)
    )
    topics = tuple(Topic(f"a{place}", words.name(100 + place)) for place in range(size.topics))
    themes = tuple(_theme(place, size, words) for place in range(size.themes))
    return Study(
        study_id(_TITLE),
        _TITLE,
        organisation=Organisation(
            words.name(50).title(),
            services=tuple(Service(key, key) for key in _SERVICES),
            aims=tuple(Aim(f"v{place}", words.name(60 + place)) for place in range(4)),
        ),
        design=Design(
            ("Mitataan nopeutta.",), rounds=(Round(_ROUND, _ROUND),), groups=groups, settings=Settings(round=_ROUND)
        ),
        codebook=Codebook(themes, topics),
    )


def _theme(place: int, size: Size, words: _Vocabulary) -> Code:
    shared = place // 2 * size.sub_themes
    names = [words.name(200 + shared + step) for step in range(size.sub_themes)]
    children = tuple(Code(f"t{place}-{step}", name, label=name) for step, name in enumerate(names))
    aspect = _ASPECTS[place] if place < len(_ASPECTS) else None
    return Code(f"t{place}", words.name(180 + place).title(), aspect=aspect, children=children)


def _documents(size: Size, seed: int, words: _Vocabulary) -> Iterator[Document]:
    for place, count in enumerate(_dealt(size.words, size.documents)):
        yield _document(place, count, Random(f"{seed}/{place}"), words)


def _dealt(total: int, among: int) -> list[int]:
    """Deal a total out as evenly as it goes."""
    return [total // among + (place < total % among) for place in range(among)]


def _document(place: int, count: int, rng: Random, words: _Vocabulary) -> Document:
    """Make a transcript: an interviewer's short questions, and the long answers of two people in turns."""
    turns: list[Turn] = []
    text, said = "", 0
    while said < count:
        asks = len(turns) % 2 == 0
        length = min(count - said, rng.randint(4, 20) if asks else rng.randint(20, 120))
        speaker = _INTERVIEWER if asks else f"{_customer(place)}{rng.choice('ab')}"
        label, start = f"{speaker}: ", len(text)
        text += f"{label}{_speech(words.some(rng, length))}\n\n"
        times = (said * _MS_A_WORD, (said + length) * _MS_A_WORD)
        turns.append(Turn(start, len(text) - 2, speaker, *times, start + len(label)))
        said += length
    return Document(f"haastattelu-{place + 1:03}", text, tuple(turns))


def _speech(words: Sequence[str]) -> str:
    """Write words as sentences of eight."""
    sentences = (" ".join(words[start : start + 8]) for start in range(0, len(words), 8))
    return " ".join(f"{sentence.capitalize()}." for sentence in sentences)


def _customer(place: int) -> str:
    return f"K{place + 1}"


def _people(size: Size, documents: Sequence[Document], rng: Random) -> dict[str, Any]:
    """Make the customers with two people each, their interviews, and what was asked in them."""
    named = [(_customer(place), document.name) for place, document in enumerate(documents)]
    customers = [
        Customer(
            key,
            f"Asiakas {key}",
            f"g{place % size.groups}",
            str(rng.randint(2012, 2025)),
            _SERVICES[: rng.randint(1, 3)],
        )
        for place, (key, _) in enumerate(named)
    ]
    people = [Person(key + letter, key, "edustaja", (rng.choice(_SERVICES),)) for key, _ in named for letter in "ab"]
    interviews = [
        Interview(
            name,
            name,
            _ROUND,
            key,
            (f"{key}a", f"{key}b"),
            _INTERVIEWER,
            _day(place),
            60,
            30.0 + rng.randint(0, 60),
            coder=_CODER,
        )
        for place, (key, name) in enumerate(named)
    ]
    asked = [row for _, name in named for row in _asked(name, size, rng)]
    return {
        "customers": tuple(customers),
        "people": tuple(people),
        "interviews": tuple(interviews),
        "asked": tuple(asked),
    }


def _day(place: int) -> date:
    return date(2026, 2, 2) + timedelta(days=place)


def _asked(interview: str, size: Size, rng: Random) -> Iterator[Asked]:
    """Ask about every theme, but for some sub-themes."""
    for theme in range(size.themes):
        yield Asked(interview, f"t{theme}")
        for step in range(size.sub_themes):
            if rng.random() < 0.1:
                yield Asked(interview, f"t{theme}", f"t{theme}-{step}", rng.choice(("no", "not_applicable")))


def _codings(size: Size, study: Study, words: _Vocabulary, rng: Random) -> Iterator[Coding]:
    """Code answers: a few words up to a whole turn, common sub-themes much more than rare ones."""
    subs = [sub.key for sub in study.codebook.sub_themes]
    rng.shuffle(subs)
    common = list(accumulate(1 / (place + 5) for place in range(len(subs))))
    pools = {key: [" ".join(words.some(rng, rng.randint(2, 6))) for _ in range(_EXPRESSIONS)] for key in sorted(subs)}
    dense = min(size.dense, size.codings) if len(study.documents) > 1 else size.codings
    counts = [dense, *_dealt(size.codings - dense, max(len(study.documents) - 1, 1))]
    for document, count in zip(study.documents, counts, strict=False):
        spans = sorted(_spans(document, count, rng))
        for place, (span, code) in enumerate(zip(spans, rng.choices(subs, cum_weights=common, k=count), strict=True)):
            yield _coding(study, document.name, place, span, code, pools[code], rng)


def _coding(study: Study, document: str, place: int, span: Span, code: str, pool: Sequence[str], rng: Random) -> Coding:
    expectation = study.codebook.aspect_of(code) == "expectation"
    signs: tuple[Valence | None, ...] = (None,) if expectation else (1, 1, 0, -1, -1, None)
    return Coding(
        derived_id(study.id, "coding", document, place),
        document,
        span,
        code,
        _CODER,
        _sometimes(rng, 0.9, rng.choice(study.codebook.topics).key) or "",
        _sometimes(rng, 0.95, rng.choice(pool)) or "",
        valence=rng.choice(signs),
        time=_sometimes(rng, 0.1, rng.choice(("before", "now", "improving", "worsening"))),
        whose=_sometimes(rng, 0.1, rng.choice(("organisation", "employee"))),
        quote=rng.random() < 0.02,
    )


def _sometimes(rng: Random, share: float, value: T) -> T | None:
    return value if rng.random() < share else None


def _spans(document: Document, count: int, rng: Random) -> list[Span]:
    """Draw spans of whole words within the answers."""
    answers = [turn for turn in document.turns if turn.speaker != _INTERVIEWER] or list(document.turns)
    return [_span(document, rng.choice(answers), rng) for _ in range(count)]


def _span(document: Document, turn: Turn, rng: Random) -> Span:
    """Draw some words of a turn: half of the spans are short."""
    edges = [match.span() for match in _WORD.finditer(document.text, turn.speech, turn.end)]
    first = rng.randrange(len(edges))
    last = min(len(edges) - 1, first + bisect((0.1, 0.25, 0.5), rng.random()) * rng.randint(4, 22))
    return Span(edges[first][0], edges[last][1])


def _relevance(study: Study, rng: Random) -> Iterator[Relevance]:
    reasons = ("jutustelu", "operatiivinen yksityiskohta", "muu organisaatio")
    for document in study.documents:
        questions = [turn for turn in document.turns if turn.speaker == _INTERVIEWER]
        for turn in sorted(rng.sample(questions, min(5, len(questions))), key=lambda one: one.start):
            key = derived_id(study.id, "relevance", document.name, turn.start)
            yield Relevance(key, document.name, Span(turn.speech, turn.end), "out", rng.choice(reasons), _CODER)


def _judgements(study: Study, rng: Random) -> Iterator[Judgement]:
    labels = study.codebook.labels[: len(study.codebook.themes[0].children)]
    for customer in study.customers[::10]:
        yield Judgement(customer.id, "partly", rng.choice(labels), reason="Nauhoite ratkaisee.", by=_CODER)


def _conclusions(study: Study) -> dict[str, Any]:
    """Make a finding for every second sub-theme, on its first codings, and a measure for every second finding."""
    by_code: dict[str, list[str]] = {}
    for coding in study.codings:
        by_code.setdefault(coding.code, []).append(coding.id)
    kinds = ("strength", "development", "risk")
    aims = [aim.key for aim in study.organisation.aims]
    findings = tuple(
        Finding(
            f"P{place + 1}",
            f"Osa asiakkaista puhuu siitä, mikä on {sub.name}.",
            kinds[place % len(kinds)],  # type: ignore[arg-type]
            study.codebook.theme_of[sub.key].key,
            sub.key,
            evidence=tuple(by_code.get(sub.key, [])[:30]),
            value=(aims[place % len(aims)],),
            status="confirmed",
        )
        for place, sub in enumerate(study.codebook.sub_themes[::2])
    )
    measures = tuple(
        Measure(
            f"T{place + 1}", f"Toimenpide {place + 1}", (one.id,), "vastaava", status="doing", visible_to=_groups(study)
        )
        for place, one in enumerate(findings[::2])
    )
    return {"findings": findings, "measures": measures}


def _groups(study: Study) -> tuple[str, ...]:
    return tuple(group.key for group in study.design.groups)


def main(argv: Sequence[str] | None = None) -> int:
    """Write the study as a folder."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.corpus", description=__doc__.split("\n")[0] if __doc__ else ""
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    for field in fields(Size):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=int, default=field.default)
    asked = vars(parser.parse_args(argv))
    write_study(
        made_study(Size(**{field.name: asked[field.name] for field in fields(Size)}), asked["seed"]), asked["folder"]
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
