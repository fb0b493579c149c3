"""Who is behind a pseudonym, and what each agreed to: ``register/names.csv`` and ``register/consents.csv``.

No export and no report touches them. Names listed in other csv files of the register are found too (``read_registered``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from teema.errors import Problem, WriteFailed
from teema.formats.folder.sheets import Sheet, choice, day, flag, text
from teema.formats.folder.writing import replace_file
from teema.formats.register.tables import content_of, guarded, read_registered, read_rows

WAYS = ("oral", "written", "electronic")


@dataclass(frozen=True, slots=True)
class RealName:
    """The name behind the pseudonym of a person or a customer."""

    name: str
    person: str = ""
    customer: str = ""
    contact: str = ""
    notes: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a person agreed to, when and how; ``withdrawn_on`` when they took it back."""

    person: str
    given_on: date | None
    way: str = "written"
    recording: bool = True
    quoting: bool = True
    archiving: bool = False
    withdrawn_on: date | None = None
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Register:
    """A study's real names and consents, and what was wrong in their tables."""

    names: tuple[RealName, ...] = ()
    consents: tuple[Agreed, ...] = ()
    problems: tuple[Problem, ...] = ()


NAMES = Sheet(
    "register/names.csv",
    RealName,
    guarded(text("person"), text("customer"), text("name"), text("contact"), text("notes")),
)
CONSENTS = Sheet(
    "register/consents.csv",
    Agreed,
    guarded(
        text("person"),
        day("given_on"),
        choice("way", WAYS, "written"),
        flag("recording"),
        flag("quoting"),
        flag("archiving"),
        day("withdrawn_on"),
    ),
)


def read_register(folder: Path) -> Register:
    """Read the real names and consents below a study's ``register/``; a name that two files give counts once."""
    names, wrong = read_rows(NAMES, folder)
    consents, amiss = read_rows(CONSENTS, folder)
    own = [one for one, _ in names if one.name or one.contact or one.notes]
    told = {(one.person, one.customer) for one in own}
    others = [
        RealName(one.name, one.person, one.customer)
        for one in read_registered(folder)
        if (one.person, one.customer) not in told and (one.person or one.customer)
    ]
    return Register((*own, *others), tuple(one for one, _ in consents), (*wrong, *amiss))


def write_register(
    folder: Path, language: str, names: Sequence[RealName], consents: Sequence[Agreed]
) -> tuple[Path, ...]:
    """Write real names and consents below a study's ``register/``, readable by their owner only; return what was written."""
    contents = {
        NAMES.file: content_of(NAMES, names, language) if names else b"",
        CONSENTS.file: content_of(CONSENTS, consents, language) if consents else b"",
    }
    written = [(folder / name, content) for name, content in contents.items() if content]
    try:
        for path, content in written:
            replace_file(path, content)
            path.chmod(0o600)
    except OSError as reason:
        raise WriteFailed("S402", path=str(folder), reason=reason.strerror or "") from reason
    return tuple(path for path, _ in written)
