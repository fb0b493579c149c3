"""The form of a finding: its statement, what it is about, and how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms

from teema.report.words import Words
from teema.study import Study as PlainStudy
from teema.study.conclusions import KINDS, RELATIONS, VERDICTS
from teema.web.insight.models import Finding
from teema.web.results.words import STATUSES, known_key, known_words, said, status_words
from teema.web.speaking import spoken
from teema.web.studies.forms.worded import Worded, choose
from teema.wording import say

_BETWEEN: Final = "|"
_KNOWN: Final = ("", "yes", "no")
DIRECTIONS: Final = ("out", "in")
"""Whether a finding bears on the other, or the other on it."""


class FindingForm(Worded, forms.Form):
    """What is written of a finding. ``place`` is its theme and sub-theme in one; what a study holds beyond the choices stays one of them."""

    words = "web_findings.form"
    statement = forms.CharField(widget=forms.Textarea(attrs={"rows": 3, "data-statement": ""}))
    kind = forms.ChoiceField(widget=forms.RadioSelect, initial="other")
    place = forms.ChoiceField(required=False)
    topic = forms.ChoiceField(required=False)
    groups = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    verdict = forms.ChoiceField(required=False)
    status = forms.ChoiceField(required=False, initial="draft")
    value = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    known_internally = forms.ChoiceField(required=False)

    def __init__(self, study: PlainStudy, *args: Any, finding: Finding | None = None, **options: Any) -> None:
        begun = {**(_initial(finding) if finding else {}), **options.pop("initial", {})}
        super().__init__(*args, initial=begun, **options)
        words = Words(study, spoken())
        choose(self, "kind", _terms("kinds", KINDS))
        choose(self, "verdict", [("", said("form.verdict.none")), *_terms("verdicts", VERDICTS)])
        choose(self, "place", [("", said("form.place.none")), *_places(study, begun.get("place", ""))])
        choose(self, "topic", _with({"": said("form.topic.none"), **words.topics}, [begun.get("topic", "")]))
        choose(self, "groups", _with(words.groups, begun.get("groups", ())))
        choose(self, "value", _with(_aims(study), begun.get("value", ())))
        choose(self, "status", _named(STATUSES, begun.get("status", ""), status_words, said("form.status.none")))
        known = begun.get("known_internally", "")
        choose(self, "known_internally", _named(_KNOWN[1:], known, known_words, said("form.known_internally.none")))
        for name in ("groups", "value"):
            if not self.fields[name].choices:  # type: ignore[attr-defined]
                del self.fields[name]

    @property
    def written(self) -> dict[str, Any]:
        """Return what the action writes."""
        given = dict(self.cleaned_data)
        theme, _, sub_theme = given.pop("place").partition(_BETWEEN)
        return given | {"theme": theme, "sub_theme": sub_theme}


def _initial(finding: Finding) -> dict[str, Any]:
    columns = ("statement", "kind", "topic", "groups", "verdict", "status", "value")
    place = place_value(finding.theme, finding.sub_theme)
    return {name: getattr(finding, name) for name in columns} | {
        "place": place,
        "known_internally": known_key(finding.known_internally),
    }


def place_value(theme: str, sub_theme: str) -> str:
    """Return a theme and a sub-theme as the one choice that they are; empty for neither."""
    return f"{theme}{_BETWEEN}{sub_theme}" if theme or sub_theme else ""


def _places(study: PlainStudy, held: str) -> Iterable[tuple[str, Any]]:
    """Give themes with their sub-themes, then the labels that run across themes, then what the finding holds beyond them."""
    offered: set[str] = set()
    for theme in study.codebook.themes:
        choices = [(place_value(theme.key, ""), theme.name)]
        choices += [(place_value(theme.key, sub.key), f"{theme.name} › {sub.shown}") for sub in theme.children]
        offered |= {value for value, _ in choices}
        yield theme.name, choices
    subs = [sub.shown for sub in study.codebook.sub_themes]
    labels = [(place_value("", label), label) for label in dict.fromkeys(subs) if subs.count(label) > 1]
    if labels:
        yield said("form.place.labels"), labels
    if held and held not in offered | {value for value, _ in labels}:
        yield held, " › ".join(part for part in held.split(_BETWEEN) if part)


def _aims(study: PlainStudy) -> dict[str, str]:
    return {aim.key: aim.name for aim in study.organisation.aims}


def _terms(kind: str, keys: Iterable[str]) -> list[tuple[str, str]]:
    return [(key, say(spoken(), f"terms.{kind}.{key}")) for key in keys]


def _with(names: Mapping[str, str], held: Iterable[str]) -> list[tuple[str, str]]:
    """Return choices, with what is held already though nothing is so called any more."""
    return list(({**names} | {key: key for key in held if key not in names}).items())


def _named(keys: Iterable[str], held: str, words: Any, none: str) -> list[tuple[str, str]]:
    return [("", none), *((key, words(key)) for key in dict.fromkeys([*keys, *([held] if held else [])]))]


class LinkForm(Worded, forms.Form):
    """How a finding bears on another, or the other on it."""

    words = "web_findings.link"
    bearing = forms.ChoiceField()
    other = forms.ChoiceField()

    def __init__(self, finding: Finding, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        pairs = [f"{relation}:{direction}" for direction in DIRECTIONS for relation in RELATIONS]
        choose(self, "bearing", [(one, said(f"relations.{one.replace(':', '.')}")) for one in pairs])
        others = Finding.objects.filter(study=finding.study_id).exclude(pk=finding.pk)
        choose(self, "other", [("", "–"), *((str(one.pk), f"{one.key}: {one.statement}") for one in others)])


class ExplanationForm(Worded, forms.Form):
    """A careful explanation, which the finding itself doesn't claim."""

    words = "web_findings.explanation"
    title = forms.CharField(max_length=300, required=False)
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
