"""The words typical of a theme, sub-theme or group against the rest, and clouds of words by code, each word with the way to its places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from teema.analysis.whole import Results
from teema.analysis.words import KeyWord, KeyWords, WordCloud
from teema.figures.drawing import Drawing
from teema.report.disclosure import Disclosure
from teema.report.sections.vocabulary import why_none
from teema.report.shown_words import ShownWords
from teema.report.word_pictures import clouds_drawing
from teema.report.words import Words
from teema.web.comparison.numbers import Number, number
from teema.web.comparison.segments import address
from teema.web.comparison.word_selections import COMPARED, clouds_of, keyness_of
from teema.web.studies.models import Study
from teema.wording import Language

_MOST = 100


@dataclass(frozen=True, slots=True)
class AskedWords:
    """By what words are compared, whose are shown, and of which round."""

    by: str = COMPARED[0]
    value: str = ""
    round: str | None = None

    @property
    def around(self) -> dict[str, str]:
        """Return what every address of the page holds."""
        return {"property": self.by} | ({} if self.round is None else {"round": self.round})


def asked_words(given: Mapping[str, str]) -> AskedWords:
    """Return what an address asks for; what it doesn't say as usual."""
    by = next((one for one in COMPARED if one == given.get("by")), COMPARED[0])
    return AskedWords(by, given.get("value", ""), given.get("round"))


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word and its numbers: how often here and elsewhere, said by how many customers, and how clearly it stands out."""

    lemma: str
    count: Number
    elsewhere: Number
    customers: Number
    log_ratio: float
    log_likelihood: float


@dataclass(frozen=True, slots=True)
class ShownWordsOf:
    """The keywords of one value among ``values`` (key and name); ``why`` tells why there are none."""

    values: tuple[tuple[str, str], ...]
    value: str
    name: str
    of: KeyWords | None
    rows: tuple[WordRow, ...]
    left_out: int
    why: str


def keywords_of(study: Study, results: Results, asked: AskedWords, language: Language) -> ShownWordsOf:
    """Return the keywords of the value that is asked for, of the first where it is none."""
    words, found = Words(results.study, language), keyness_of(results, asked.by)
    values = tuple(
        (one, words.value(asked.by, one)) for one in _order(results, asked.by, [w.value for w in found.values])
    )
    value = next((key for key, _ in values if key == asked.value), values[0][0] if values else "")
    if not values:
        return ShownWordsOf((), "", "", None, (), 0, "")
    of, name = found.of(value), dict(values)[value]
    rows = tuple(_row(study, asked, of, one, name) for one in (of.rows or ())[:_MOST])
    why = "" if rows else why_none(words, of.reason, of.words, hidden=False)
    return ShownWordsOf(values, value, name, of, rows, len(of.rows or ()) - len(rows), why)


def _order(results: Results, by: str, known: Sequence[str]) -> list[str]:
    """Return values in the codebook's or the design's order."""
    book = results.study.codebook
    order = {"group": results.groups, "sub_theme": [one.key for one in book.sub_themes]}
    designed = [one for one in order.get(by, [one.key for one in book.themes]) if one in known]
    return [*designed, *(one for one in known if one not in designed)]


def _row(study: Study, asked: AskedWords, of: KeyWords, one: KeyWord, name: str) -> WordRow:
    given = {"value": of.value, "lemma": one.lemma, **asked.around}
    told = f"{one.lemma} · {name}"
    return WordRow(
        one.lemma,
        number(study, one.count, "words", told=told, **given),
        number(study, one.elsewhere, "words", told=told, side="elsewhere", **given),
        number(
            study, one.customers, "words", "customers", f"{one.customers}/{of.n}", told, counts="customers", **given
        ),
        one.log_ratio,
        one.log_likelihood,
    )


@dataclass(frozen=True, slots=True)
class CloudRow:
    """A code's words with their numbers, the most frequent first; ``why`` tells why there are none."""

    name: str
    words: tuple[tuple[str, Number], ...]
    why: str


@dataclass(frozen=True, slots=True)
class ShownClouds:
    """The clouds as a page shows them: their picture, and the same words as lists. ``themes`` are those whose sub-themes may be looked at."""

    drawing: Drawing | None
    picture: SafeString
    clouds: tuple[CloudRow, ...]
    themes: tuple[tuple[str, str], ...]


def clouds(study: Study, results: Results, asked: AskedWords, language: Language) -> ShownClouds:
    """Return the clouds of the themes, or of the sub-themes of the theme that is asked for."""
    words = Words(results.study, language)
    chosen, by = _chosen(results, asked)
    given = {**asked.around, "property": by}

    def opens(code: str, lemma: str) -> str:
        return address(study, "cloud", value=code, lemma=lemma, **given, told=f"{lemma} · {words.value(by, code)}")

    shown = ShownWords(results, Disclosure(results.study, "working", language))
    drawing = clouds_drawing(chosen, by, words, shown, opens)
    rows = (_cloud(study, one, words, by, given) for one in chosen)
    themes = tuple((one.key, one.name) for one in results.study.codebook.themes if one.children)
    picture = SafeString(drawing.content) if drawing else SafeString("")
    return ShownClouds(drawing, picture, tuple(rows), themes)


def _chosen(results: Results, asked: AskedWords) -> tuple[list[WordCloud], str]:
    theme = next((one for one in results.study.codebook.themes if one.key == asked.value), None)
    by = "sub_theme" if theme else "theme"
    codes = list(theme.children) if theme else list(results.study.codebook.themes)
    known = {one.code: one for one in clouds_of(results, by)}
    return [known[one.key] for one in codes if one.key in known], by


def _cloud(study: Study, of: WordCloud, words: Words, by: str, given: Mapping[str, str]) -> CloudRow:
    name = words.value(by, of.code)
    numbers = (
        (
            one.lemma,
            number(
                study,
                one.count,
                "cloud",
                "segments",
                told=f"{one.lemma} · {name}",
                value=of.code,
                lemma=one.lemma,
                **given,
            ),
        )
        for one in of.words or ()
    )
    return CloudRow(name, tuple(numbers), "" if of.words else why_none(words, of.reason, of.all_words, hidden=False))
