"""Writes to the study's own columns: its title and language, aims, questions and settings."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.studies.access import act
from teema.web.studies.models import Study

Sentences: TypeAlias = Literal["aims", "questions"]


def change_study(actor: User, study: Study, *, title: str, language: str) -> None:
    """Rename the study or change its language. Its address stays, so that links to it hold."""
    with act(actor, study, "design.change") as changes:
        changes.update(study, title=title, language=language)
        changes.note(kind="study", done="changed")


def add_sentence(actor: User, study: Study, of: Sentences, text: str) -> None:
    """Add an aim or a question after the others."""
    _write(actor, study, of, [*getattr(study, of), text], "added")


def change_sentence(actor: User, study: Study, of: Sentences, place: int, text: str, *, was: str) -> None:
    """Change an aim or a question. Conflict (B254): it isn't any more what the writer saw."""
    sentences = _as_seen(study, of, place, was)
    _write(actor, study, of, [*sentences[:place], text, *sentences[place + 1 :]], "changed")


def remove_sentence(actor: User, study: Study, of: Sentences, place: int, *, was: str) -> None:
    """Take an aim or a question away. Conflict (B254): it isn't any more what the remover saw."""
    sentences = _as_seen(study, of, place, was)
    _write(actor, study, of, [*sentences[:place], *sentences[place + 1 :]], "removed")


def move_sentence(actor: User, study: Study, of: Sentences, place: int, *, by: int, was: str) -> None:
    """Move an aim or a question up (-1) or down (1)."""
    sentences = _as_seen(study, of, place, was)
    rest = [*sentences[:place], *sentences[place + 1 :]]
    target = max(0, place + by)
    _write(actor, study, of, [*rest[:target], sentences[place], *rest[target:]], "moved")


def _as_seen(study: Study, of: Sentences, place: int, was: str) -> list[str]:
    sentences = list(getattr(study, of))
    if not 0 <= place < len(sentences) or _plain(sentences[place]) != _plain(was):
        raise Conflict("B254")
    return sentences


def _plain(sentence: str) -> str:
    """Browsers send every line break as two characters."""
    return "\n".join(sentence.splitlines())


def _write(actor: User, study: Study, of: Sentences, sentences: list[str], done: str) -> None:
    with act(actor, study, "design.change") as changes:
        changes.update(study, **{of: sentences})
        changes.note(kind=of, done=done)


def change_settings(actor: User, study: Study, **values: Any) -> None:
    """Change some of the study's settings; the others stay as they are."""
    with act(actor, study, "design.change") as changes:
        changes.update(study, settings={**study.settings, **values})
        changes.note(kind="settings", done="changed")
