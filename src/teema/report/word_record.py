"""What the material's words tell, as data: the part ``words`` of ``report.json``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from teema.analysis.words import Collocations, Keyness, KeyWord, KeyWords
from teema.report.sections.vocabulary import shown_frequencies
from teema.report.telling import Telling

MOST = 300
"""The most frequent words that are listed: all of them stand in ``data/words.csv``."""


def word_record(telling: Telling) -> dict[str, Any]:
    """Return the words that the edition may show, counted in every way."""
    found = telling.results.words
    return {
        "words": found.frequencies.words,
        "lemmas": found.frequencies.lemmas,
        "customers": found.frequencies.n,
        "interviewers_known": found.interviewers,
        "frequencies": [
            {**_counts(one), "interviews": one.interviews, "rate": round(one.rate, 4)}
            for one in shown_frequencies(telling)[:MOST]
        ],
        "keyness": [_keyness(telling, one) for one in (found.by_group, found.by_theme, found.by_sub_theme)],
        "network": _network(telling),
        "collocations": [row for one in found.company if (row := _collocations(telling, one))["collocates"]],
        "clouds": [
            {"theme": one.code, "reason": one.reason, "words": [_counts(word) for word in _shown(telling, one.words)]}
            for one in found.clouds
        ],
    }


def _counts(one: Any) -> dict[str, Any]:
    return {"lemma": one.lemma, "count": one.count, "customers": one.customers}


def _shown(telling: Telling, words: Iterable[KeyWord] | None) -> list[KeyWord]:
    return [one for one in words or () if telling.shown_words.may(one.lemma, one.customers)]


def _keyness(telling: Telling, found: Keyness) -> dict[str, Any]:
    return {"by": found.by, "values": [_value(telling, one) for one in found.values]}


def _value(telling: Telling, one: KeyWords) -> dict[str, Any]:
    return {
        "value": one.value,
        "words": one.words,
        "words_elsewhere": one.words_elsewhere,
        "customers": one.n,
        "reason": one.reason,
        "keywords": None if one.rows is None else [_keyword(word) for word in _shown(telling, one.rows)],
    }


def _keyword(word: KeyWord) -> dict[str, Any]:
    measures = {"log_likelihood": round(word.log_likelihood, 4), "log_ratio": round(word.log_ratio, 4)}
    return {**_counts(word), "elsewhere": word.elsewhere, **measures}


def _network(telling: Telling) -> dict[str, Any]:
    network, shown = telling.results.words.network, telling.shown_words
    return {
        "turns": network.turns,
        "nodes": [{**_counts(one), "turns": one.turns} for one in network.nodes if shown.may(one.lemma, one.customers)],
        "pairs": [
            {
                "a": one.a,
                "b": one.b,
                "turns": one.turns,
                "customers": one.customers,
                "expected": round(one.expected, 4),
                "log_likelihood": round(one.log_likelihood, 4),
                "share": round(one.share, 4),
            }
            for one in network.pairs
            if shown.may_both(one.a, one.b, one.customers)
        ],
    }


def _collocations(telling: Telling, of: Collocations) -> dict[str, Any]:
    shown = telling.shown_words
    rows = [one for one in of.rows if shown.may_both(of.node, one.lemma, one.customers)]
    return {
        "lemma": of.node,
        "occurrences": of.occurrences,
        "window": of.window,
        "collocates": [
            {
                **_counts(one),
                "before": one.before,
                "after": one.after,
                "log_dice": round(one.log_dice, 4),
                "log_likelihood": round(one.log_likelihood, 4),
            }
            for one in rows
        ],
    }
