"""What results are counted by: the properties that a study has something of, in their order, and the names of their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from teema.analysis.crosstab import Key
from teema.analysis.whole import Results
from teema.report.words import Words
from teema.study import Code
from teema.wording import Language

ROWS: Final = ("sub_theme", "label", "theme", "code", "topic", "aspect", "valence")
COLUMNS: Final = ("group", "service", "length", "customer", "person", "interview", "round", "time", "whose")
KINDS: Final = (*ROWS, *COLUMNS)


def present(results: Results) -> tuple[str, ...]:
    """Return the properties by which the codings of a study can be told apart; rounds where there are several."""
    codings, several = results.codings, results.frames.codings["round"].drop_nulls().n_unique() > 1
    always = ("sub_theme", "theme", "group")
    return tuple(
        one for one in KINDS if (several if one == "round" else one in always or codings[one].drop_nulls().len())
    )


def order(results: Results, kind: str) -> list[str]:
    """Return the values of a property in the order in which a table shows them: those of the design also when nothing stands there.

    Of what isn't designed, values that occur.
    """
    book, study = results.study.codebook, results.study
    if kind == "sub_theme":
        return [sub.key for sub in book.sub_themes]
    designed = {
        "theme": lambda: [theme.key for theme in book.themes],
        "group": lambda: list(results.groups),
        "label": lambda: list(book.labels),
        "round": lambda: [one.key for one in study.design.rounds],
    }
    if kind in designed:
        return designed[kind]()
    known = {
        "code": lambda: _below(book.themes),
        "topic": lambda: [one.key for one in results.topics],
        "customer": lambda: [one.id for one in study.customers],
        "interview": lambda: [one.id for one in study.interviews],
        "person": lambda: [one.id for one in study.people],
        "service": lambda: [one.key for one in study.organisation.services],
        "length": lambda: list(results.frames.lengths),
        "aspect": lambda: ["expectation", "experience"],
        "valence": lambda: ["1", "0", "-1"],
        "time": lambda: ["before", "now", "improving", "worsening"],
        "whose": lambda: ["organisation", "employee"],
    }
    held = results.customers if kind == "customer" else results.codings
    occurring = {str(one) for one in held[kind].drop_nulls().unique()}
    return [one for one in known[kind]() if one in occurring]


def _below(codes: Sequence[Code]) -> list[str]:
    """Return the keys of codes and all below them, as the tree is read."""
    return [key for code in codes for key in (code.key, *_below(code.children))]


def sub_themes_under(results: Results, kind: str, key: Key) -> list[str]:
    """Return the sub-themes that a value of a property stands for; none where it says nothing of sub-themes."""
    book = results.study.codebook
    if kind == "sub_theme":
        return [key] if key else []
    if kind == "label":
        return [sub.key for sub in book.sub_themes if sub.shown == key]
    if kind == "theme":
        return [sub.key for sub in book.sub_themes if book.theme_of[sub.key].key == key]
    return []


def name(words: Words, kind: str, key: Key) -> str:
    """Write a value of a property; a sub-theme or deeper code without its theme."""
    if kind == "label" and key:
        return key
    if kind == "person" and key:
        return next((one.label for one in words.study.people if one.id == key), key)
    return words.value(kind, key)


def told(results: Results, language: Language, parameters: Mapping[str, str]) -> str:
    """Say by which properties an address asks for codings; a sub-theme says its theme."""
    words, said = Words(results.study, language), []
    asked = {"round" if kind == "of_round" else kind: key for kind, key in parameters.items() if kind != "round"}
    for kind in KINDS:
        if kind in asked and not (kind == "theme" and asked.get("sub_theme")):
            key = asked[kind] or None
            theme = results.study.codebook.theme_of.get(key or "") if kind == "sub_theme" else None
            said.append(" › ".join(part for part in (theme.name if theme else "", name(words, kind, key)) if part))
    return " · ".join(said)
