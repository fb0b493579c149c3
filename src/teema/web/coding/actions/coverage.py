"""Which themes an interview took up: asked, not asked, not applicable, or nothing written.

What is written of a whole theme holds for each of its sub-themes that nothing else is written of. A theme without sub-themes is
spoken of as such. Meaning is reckoned in units: sub-themes, and themes that have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from django.db.models import Max

from teema.errors import Conflict
from teema.study import Code as PlainCode
from teema.study import Codebook
from teema.study.interviews import ANSWERS
from teema.web.accounts.models import User
from teema.web.coding.queries.tree import tree_of
from teema.web.coding.references import Restructured
from teema.web.history.recording import Recorder
from teema.web.studies.access import act
from teema.web.studies.models import Asked, Interview

Covered: TypeAlias = dict[str, str]
"""What is written of each unit, by its key; nothing where nothing is."""


def units(book: Codebook) -> list[PlainCode]:
    """Return what coverage is written of: each theme's sub-themes, or the theme itself.

    >>> [one.key for one in units(Codebook((PlainCode("a", "A", children=(PlainCode("a-b", "B"),)), PlainCode("c", "C"))))]
    ['a-b', 'c']
    """
    return [unit for theme in book.themes for unit in theme.children or (theme,)]


def covered(book: Codebook, rows: Iterable[Asked]) -> Covered:
    """Return what the rows of an interview say of each unit; the more exact row wins."""
    return {
        key: row.asked
        for row in sorted(rows, key=lambda row: bool(row.sub_theme))
        for key in _meant(book, row.theme, row.sub_theme)
    }


def _meant(book: Codebook, theme: str, sub_theme: str) -> tuple[str, ...]:
    if sub_theme:
        sub = book.sub_theme_of.get(sub_theme)
        return (sub.key,) if sub else ()
    return tuple(unit.key for one in book.themes if one.key == theme for unit in one.children or (one,))


def set_covered(actor: User, interview: Interview, *, values: Mapping[str, str]) -> None:
    """Write what an interview took up, of each unit by its key; empty for nothing. Units that aren't named keep what is written.

    Conflict (B461): there is no such unit, or a value isn't one of those to choose from.
    """
    book = tree_of(interview.study)
    known = {unit.key for unit in units(book)}
    if not values.keys() <= known or not set(values.values()) <= {"", *ANSWERS}:
        raise Conflict("B461")
    with act(actor, interview.study, "interview.change") as changes:
        written = Asked.objects.filter(interview=interview)
        rows = [row for row in written if {row.theme, row.sub_theme} & book.codes.keys()]
        wanted = {**covered(book, rows), **values}
        _write(changes, interview, rows, book, wanted)
        changes.note(about=interview, interview=interview.key, covered=sum(bool(one) for one in wanted.values()))


def follow(changes: Recorder, done: Restructured) -> None:
    """Keep what each interview took up as it was when the codebook changes under it."""
    if _shape(done.before) == _shape(done.after):
        return
    rows: dict[Interview, list[Asked]] = {}
    for row in Asked.objects.filter(study=done.study).select_related("interview"):
        rows.setdefault(row.interview, []).append(row)
    for interview, own in rows.items():
        about = [row for row in own if {row.theme, row.sub_theme} & done.before.codes.keys()]
        _write(changes, interview, about, done.after, carried(done, covered(done.before, own)))


def _shape(book: Codebook) -> list[tuple[str, tuple[str, ...]]]:
    return [(theme.key, tuple(sub.key for sub in theme.children)) for theme in book.themes]


def carried(done: Restructured, was: Covered) -> Covered:
    """Return what is written of the units after a change, from what was written of those before it.

    Where units became one, that it was asked outweighs that it wasn't, and this that it didn't apply.
    """
    found: dict[str, list[str]] = {}
    for key, value in was.items():
        theme, sub_theme = done.place_of(key)
        if sub_theme or theme:
            found.setdefault(sub_theme or theme, []).append(value)
    now = {unit.key: min(found[unit.key], key=ANSWERS.index) for unit in units(done.after) if unit.key in found}
    return _inherited(done, was) | now


def _inherited(done: Restructured, was: Covered) -> Covered:
    """Give units that counted with another one before what was written of that."""
    held = {key: sub.key for key, sub in done.before.sub_theme_of.items()}
    held |= {theme.key: theme.key for theme in done.before.themes}
    parents = {sub.key: theme.key for theme in done.after.themes for sub in theme.children}
    sources = {unit.key: held.get(unit.key) or parents.get(unit.key, "") for unit in units(done.after)}
    return {key: was[source] for key, source in sources.items() if source in was}


def _write(changes: Recorder, interview: Interview, rows: Sequence[Asked], book: Codebook, wanted: Covered) -> None:
    """Change an interview's rows to say what is wanted and nothing else."""
    whole = {row.theme for row in rows if not row.sub_theme}
    told = {place: value for theme in book.themes for place, value in _told(theme, wanted, theme.key in whole)}
    kept: set[tuple[str, str]] = set()
    for row in rows:
        theme = book.theme_of.get(row.sub_theme)
        place = (theme.key if theme else row.theme, row.sub_theme)
        if place in told and place not in kept:
            changes.update(row, theme=place[0], asked=told[place])
            kept.add(place)
        else:
            changes.delete(row)
    _add(changes, interview, {place: value for place, value in told.items() if place not in kept})


def _told(theme: PlainCode, wanted: Covered, whole: bool) -> list[tuple[tuple[str, str], str]]:
    """Return the rows that say what is wanted of a theme: one where one stood and all is alike, else one a sub-theme."""
    if not theme.children:
        return [((theme.key, ""), wanted[theme.key])] if wanted.get(theme.key) else []
    values = {sub.key: wanted.get(sub.key, "") for sub in theme.children}
    alike = set(values.values())
    if whole and len(alike) == 1 and "" not in alike:
        return [((theme.key, ""), alike.pop())]
    return [((theme.key, key), value) for key, value in values.items() if value]


def _add(changes: Recorder, interview: Interview, told: Mapping[tuple[str, str], str]) -> None:
    last = Asked.objects.filter(study=interview.study_id).aggregate(last=Max("position"))["last"]
    first = 0 if last is None else last + 1
    changes.create_all(
        [
            Asked(
                study_id=interview.study_id,
                interview=interview,
                theme=theme,
                sub_theme=sub_theme,
                asked=value,
                position=place,
            )
            for place, ((theme, sub_theme), value) in enumerate(told.items(), first)
        ]
    )
