"""Whole studies into the workspace and out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from teema.errors import NotFound, Problem, UsageError, WriteFailed
from teema.formats.opening import StudyOpened, open_study
from teema.formats.register.people import Register, read_register, write_register
from teema.formats.saving import Saved, form_of, save_study
from teema.formats.workbook import write_workbook
from teema.study import Study as PlainStudy
from teema.web.accounts.models import User
from teema.web.bridge import load, plain_study
from teema.web.exchange.originals import files_below, load_originals, saved_originals
from teema.web.exchange.register import load_register, plain_register
from teema.web.studies.models import Study
from teema.wording import Language


@dataclass(frozen=True, slots=True)
class Source:
    """A study read from somewhere, with what comes along only when it is asked for: the register and files as received."""

    opened: StudyOpened
    register: Register | None = None
    originals: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Brought:
    """A study that came into the workspace, and what was wrong or left on the way."""

    study: Study
    opened: StudyOpened
    problems: tuple[Problem, ...]


def read_source(
    place: Path, *, register: bool = False, originals: bool = False, project: str = "", separator: str = ""
) -> Source:
    """Read a study from any form that Teema knows. Errors are those of ``open_study``; UsageError (B615): no folder, no register."""
    opened = open_study(place, project=project, separator=separator)
    if register and not place.is_dir():
        raise UsageError("B615", path=str(place))
    files = (files_below(place) if opened.kind == "study" else opened.originals) if originals else {}
    return Source(opened, read_register(place) if register else None, files)


@transaction.atomic
def bring_in(owner: User, source: Source) -> Brought:
    """Put a study into the workspace, whole or not at all; its owner leads it."""
    study = load(source.opened.study, owner)
    load_originals(study, source.originals)
    problems = load_register(study, source.register) if source.register else ()
    return Brought(study, source.opened, (*source.opened.problems, *problems))


def take_out(
    study: Study, destination: Path, language: Language, *, register: bool = False, originals: bool = False
) -> Saved:
    """Write a study of the workspace in the form that the destination's name tells.

    UsageError: no form has that ending (U114), or only a folder has a register (B615). WriteFailed: something is there (X272).
    """
    if destination.suffix.lower() == ".xlsx":
        return _codings_out(study, destination, language)
    form = form_of(destination)
    if form is None:
        raise UsageError("U114", destination=str(destination))
    if register and form != "study":
        raise UsageError("B615", path=str(destination))
    plain, names, files = _all_of(study, register, originals)
    saved = save_study(StudyOpened(plain, ()), destination, form, language, originals=files)
    if names:
        write_register(destination, plain.language, names.names, names.consents)
    return saved


@transaction.atomic
def _all_of(study: Study, register: bool, originals: bool) -> tuple[PlainStudy, Register | None, dict[str, bytes]]:
    """Read everything of a study at one moment."""
    names = plain_register(study) if register else None
    return plain_study(study), names, saved_originals(study) if originals else {}


def _codings_out(study: Study, destination: Path, language: Language) -> Saved:
    if destination.exists():
        raise WriteFailed("X272", path=str(destination))
    with transaction.atomic():
        plain = plain_study(study)
    exported, _ = write_workbook(plain, destination, language)
    return Saved(problems=exported.problems)


def study_named(name: str) -> Study:
    """Return the study that a name tells: its address, its key or its title. NotFound (B613): none or several, and which there are."""
    studies = list(Study.objects.all())
    for column in ("slug", "key", "title"):
        found = [one for one in studies if getattr(one, column) == name]
        if len(found) == 1:
            return found[0]
    raise NotFound("B613", name=name, known=", ".join(one.slug for one in studies) or "–")


def is_there(given: PlainStudy) -> bool:
    """Tell whether the workspace has a study already, by its own identity."""
    return Study.objects.filter(key=given.id).exists()
