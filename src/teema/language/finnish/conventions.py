"""Voikko's analyses → readings in the conventions of Universal Dependencies (UD), which linguists' corpora follow.

Voikko takes a participle for an adjective, *tekeminen* for the verb, *nopeasti* for the adjective and *meitä* for *me*; UD takes them
for the verb *tehdä*, the noun *tekeminen*, the adverb *nopeasti* and the pronoun *minä*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from teema.language.finnish.voikko import Analysis
from teema.language.readings import Kind, Reading

_PRONOUNS = {"me": "minä", "te": "sinä", "he": "hän", "nämä": "tämä", "nuo": "tuo", "ne": "se"}
_KINDS: dict[str, Kind] = {
    "nimisana": "noun",
    "laatusana": "adjective",
    "nimisana_laatusana": "adjective",
    "teonsana": "verb",
    "kieltosana": "verb",
    "seikkasana": "adverb",
    "asemosana": "pronoun",
    "lukusana": "number",
    "etunimi": "given_name",
    "sukunimi": "surname",
    "paikannimi": "place",
    "nimi": "name",
}
_PIECE = re.compile(r"\[([^\]]+)\]([^\[]*)")
_CLITIC = re.compile(r"(?:kin|kaan|kään|han|hän|ko|kö|pa|pä|kos|kös|pas|päs)$")
_ACTION = re.compile(r"(.*mi)(?:nen|se|s)")


@dataclass(frozen=True, slots=True)
class FinnishReading(Reading):
    """A reading with what the choice among several looks at: whether it is of a past participle."""

    past: bool = False


def readings_of(form: str, analyses: list[Analysis]) -> tuple[FinnishReading, ...]:
    """Return the readings of a form's analyses, each once, in the analyser's order."""
    found: dict[tuple[str, Kind], FinnishReading] = {}
    for analysis in analyses:
        for reading in _readings(form.lower(), analysis):
            found.setdefault((reading.lemma, reading.kind), reading)
    return tuple(found.values())


def _readings(form: str, analysis: Analysis) -> Iterator[FinnishReading]:
    base, word_class = analysis.get("BASEFORM", form), analysis.get("CLASS", "")
    compound = analysis.get("STRUCTURE", "=").count("=")
    participle = analysis.get("PARTICIPLE", "")
    if participle and compound == 1:
        verb = verb_of_participle(analysis.get("FSTOUTPUT", ""))
        if verb:
            yield FinnishReading(verb, "verb", compound, participle.startswith("past"))
    if _is_adverb(analysis):
        yield FinnishReading(form if form.endswith(("sti", "mmin")) else _CLITIC.sub("", form), "adverb", compound)
    elif analysis.get("MOOD") == "MINEN-infinitive":
        action = _ACTION.match(form)
        yield FinnishReading(f"{action[1]}nen" if action else base, "noun", compound)
    if word_class == "asemosana":
        base = _PRONOUNS.get(base, base)
    yield FinnishReading(base, _KINDS.get(word_class, "other"), compound)


def _is_adverb(analysis: Analysis) -> bool:
    """Tell adverbs of manner, which Voikko takes for an adjective's case: *nopeasti*, *nopeammin*, *nopeimmin*."""
    case, degree = analysis.get("SIJAMUOTO"), analysis.get("COMPARISON")
    return case == "kerrontosti" or (case == "keinonto" and degree in ("comparative", "superlative"))


def verb_of_participle(structure: str) -> str:
    """Return the verb that a participle was made of, from Voikko's structure of the form; empty when there is none.

    >>> verb_of_participle("[Lt][Xp]kiinnostaa[X]kiinnost[Xj]ua[X]u[Ll][Ru]n[Xj]ut[X][Sp][Nm]eita")
    'kiinnostua'
    """
    if not structure.startswith("[Lt]"):
        return ""
    verb = surface = ""
    for tag, text in _PIECE.findall(structure):
        if tag == "Xp":
            verb = text
        elif tag == "Xj":
            verb = surface + text
        elif tag.startswith("L") and tag != "Lt":
            return verb
        else:
            surface += text
    return ""


def parts_of(form: str, structure: str) -> list[str]:
    """Cut a form where Voikko's structure says that a compound's next part begins.

    >>> parts_of("haastatteluaineistossa", "=ppppppppppp=ppppppppppp")
    ['haastattelu', 'aineistossa']
    """
    parts: list[str] = []
    signs = iter(form)
    for mark in structure:
        if mark == "=":
            parts.append("")
        elif parts:
            parts[-1] += next(signs, "")
    return [part.strip("-") for part in parts if part.strip("-")]
