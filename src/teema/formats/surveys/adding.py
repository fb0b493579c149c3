"""Surveys and other contacts into a study folder: first what would come, then, if wanted, the writing of it.

Nothing that the folder holds is changed: files of their own are added, and rows to ``material.csv`` and ``turns.csv``. What a study has
already is refused, so that no coding's words ever change under it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from teema.errors import Problem, ReadFailed, UsageError, WriteFailed
from teema.formats.exchange.transfer import Counts, Loss, Transfer
from teema.formats.folder import layout
from teema.formats.folder.belonging import belongs_to_study
from teema.formats.folder.design_toml import FILE
from teema.formats.folder.reading import read_study
from teema.formats.register.switching import complete, switch
from teema.formats.surveys.answers import Gathered, gathered
from teema.formats.surveys.appending import with_material, with_turns
from teema.formats.surveys.contacts import Contact, contact_files, is_email, numbered, read_contact
from teema.formats.surveys.grids import is_table, read_grid
from teema.formats.surveys.headers import Headed, headed
from teema.formats.surveys.matching import Change, Followed, best_of, followed
from teema.formats.surveys.profiles import KEY, Profile, profile_text, read_profile
from teema.formats.surveys.proposing import Names, proposed
from teema.formats.surveys.values import holds_identifier
from teema.formats.workbook.columns import headers as coding_headers
from teema.study.documents import Document
from teema.study.identity import slug
from teema.study.materials import Material, MaterialKind
from teema.study.study import Study
from teema.wording import Language, say

_OF_CODINGS = frozenset({"words", "reduced", "sub_theme", "theme", "id"})
"""Columns that stand together in a workbook of codings alone."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for beyond the file: a kind, name and round for it, and a profile to follow. Empty: as the file suggests."""

    kind: MaterialKind | None = None
    name: str = ""
    round: str = ""
    profile: Path | None = None


@dataclass(frozen=True)
class Addition:
    """What a file would bring into a study. ``table`` and ``profile`` are None where it is no table.

    ``follows`` names the profile whose uses were taken over, ``changes`` what differs from it. ``identifiers`` counts the answers, by
    document, that hold an identifier. ``files`` are what is written, by path within the folder.
    """

    name: str
    kind: MaterialKind
    documents: tuple[Document, ...]
    material: tuple[Material, ...]
    files: Mapping[str, bytes]
    transfer: Transfer
    table: Headed | None = None
    profile: Profile | None = None
    follows: str = ""
    changes: tuple[Change, ...] = ()
    respondents: int = 0
    partial: int | None = None
    identifiers: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def planned(path: Path, folder: Path, wanted: Wanted) -> Addition:
    """Tell what a file would bring into a study folder. Nothing is written.

    Errors: X230 no study folder, X236 a name that can't be a file's, X237 a name that is taken, X238 a round that the study doesn't have,
    X239 a table of the study that can't be added to, X244 the same words are there by another name, X242 nothing to add, X247 a part of
    a study; those of reading the file and the profile.
    """
    study = _study(folder)
    if belongs_to_study(path):
        raise ReadFailed("X247", path=path.name)
    rounds = [one.key for one in study.design.rounds]
    if wanted.round and wanted.round not in rounds:
        raise UsageError("X238", round=wanted.round, known=", ".join(rounds) or "–")
    name = unicodedata.normalize("NFC", wanted.name or slug(path.stem))
    if not KEY.fullmatch(name):
        raise UsageError("X236", name=name)
    made = _of_table(path, folder, study, wanted, name) if is_table(path) else _of_files(path, study, wanted, name)
    if not made.documents and made.table is None:
        raise ReadFailed("X242", path=path.name)
    _check_free(made, folder, study)
    return replace(made, files={**made.files, **_appended(made, folder, study)})


def carry_out(addition: Addition, folder: Path) -> None:
    """Write what was planned, all of it or nothing."""
    switch(folder, addition.files, ())


def _study(folder: Path) -> Study:
    if not (folder / FILE).is_file():
        raise ReadFailed("X230", path=str(folder))
    complete(folder)
    read = read_study(folder)
    if any(one.path == layout.MATERIAL.file for one in read.errors):
        raise ReadFailed("X239", path=layout.MATERIAL.file)
    return read.study


def _language(study: Study) -> Language:
    return "fi" if study.language == "fi" else "en"


def _answered(table: Headed) -> Headed:
    """Return a table that holds answers. ReadFailed: it is a workbook of codings (X250) or has no rows (X251)."""
    named = {coding_headers("columns").get(header.shown.casefold()) for header in table.headers}
    if named >= _OF_CODINGS:
        raise ReadFailed("X250", path=table.name)
    if not table.rows:
        raise ReadFailed("X251", path=table.name)
    return table


def _of_table(path: Path, folder: Path, study: Study, wanted: Wanted, name: str) -> Addition:
    grid = read_grid(path)
    table, names = _answered(headed(grid)), Names.of(study)
    told, unread = _understood(table, folder, wanted, names, name)
    profile = told.profile
    letter = say(_language(study), "exchange.surveys.letter")
    found = gathered(table, profile, names, letter=letter, round_=wanted.round, file=path.name)
    return Addition(
        name,
        profile.kind,
        found.documents,
        found.material,
        _files(profile, found, study),
        _transfer(profile, found, grid.others),
        table,
        profile,
        told.by,
        told.changes,
        found.respondents,
        found.partial,
        found.identifiers,
        (*grid.problems, *unread),
    )


def _understood(
    table: Headed, folder: Path, wanted: Wanted, names: Names, name: str
) -> tuple[Followed, tuple[Problem, ...]]:
    """Return what the columns become: by the profile given, by an earlier survey's, or as they look."""
    own = read_profile(wanted.profile) if wanted.profile else None
    proposal = proposed(table, wanted.kind or (own.kind if own else "survey"), names, name)
    if own and wanted.profile:
        return followed(proposal, replace(own, name=own.name or wanted.profile.stem)), ()
    earlier, unread = _remembered(folder)
    best = best_of(proposal, earlier)
    return followed(proposal, best) if best else Followed(proposal), unread


def _remembered(folder: Path) -> tuple[list[Profile], tuple[Problem, ...]]:
    """Read the profiles of the study's surveys; one that can't be read is told of."""
    found, problems = [], []
    for path in sorted((folder / "surveys").glob("*.toml")):
        try:
            found.append(replace(read_profile(path, f"surveys/{path.name}"), name=path.stem))
        except ReadFailed as failed:
            problems.append(replace(failed.as_problem(), severity="warning"))
    return found, tuple(problems)


def _files(profile: Profile, found: Gathered, study: Study) -> dict[str, bytes]:
    heading = say(_language(study), "exchange.surveys.heading")
    texts = {
        f"surveys/{profile.name}.csv": found.table,
        f"surveys/{profile.name}.toml": profile_text(profile, heading),
        **{f"documents/{document.name}.txt": document.text for document in found.documents},
    }
    return {name: text.encode() for name, text in texts.items()}


def _transfer(profile: Profile, found: Gathered, others: tuple[str, ...]) -> Transfer:
    """Tell what was left out: columns by why, and further sheets."""
    losses = []
    for use in ("personal", "technical"):
        names = tuple(profile.columns[place].header.shown for place in profile.using(use))
        if names:
            losses.append(Loss("columns", use, len(names), names))
    if others:
        losses.append(Loss("sheets", "one_sheet", len(others), others))
    count = Counts(documents=len(found.documents))
    return Transfer(profile.tool, count, count, dropped=tuple(losses))


def _of_files(path: Path, study: Study, wanted: Wanted, name: str) -> Addition:
    """Read contacts, each a file. Of several, those that can't be read are told of and left out."""
    read: list[tuple[Path, Contact]] = []
    problems: list[Problem] = []
    files = contact_files(path)
    for file, called in numbered(name, files):
        try:
            read.append((file, read_contact(file, called)))
        except ReadFailed as failed:
            if len(files) == 1:
                raise
            problems.append(failed.as_problem())
    kind = wanted.kind or ("email" if read and all(is_email(file) for file, _ in read) else "other")
    documents = tuple(contact.document for _, contact in read)
    material = tuple(
        Material(one.document.name, kind, one.subject, one.day, round=wanted.round, source=file.name)
        for file, one in read
    )
    return Addition(
        name,
        kind,
        documents,
        material,
        {f"documents/{document.name}.txt": document.text.encode() for document in documents},
        _carried(files, read),
        identifiers=_holding(documents),
        problems=(*problems, *(problem for _, one in read for problem in one.problems)),
    )


def _carried(files: list[Path], read: list[tuple[Path, Contact]]) -> Transfer:
    attached, senders = sum(one.attachments for _, one in read), sum(is_email(file) for file, _ in read)
    losses = [
        Loss("files", "unreadable", len(files) - len(read)),
        Loss("senders", "persons", senders),
        Loss("attachments", "not_read", attached),
    ]
    kept = tuple(loss for loss in losses if loss.count)
    return Transfer("files", Counts(documents=len(files)), Counts(documents=len(read)), dropped=kept)


def _holding(documents: Iterable[Document]) -> dict[str, int]:
    return {one.name: 1 for one in documents if holds_identifier(one.text)}


def _check_free(made: Addition, folder: Path, study: Study) -> None:
    """Refuse what the study has already: under codings, no words may change."""
    taken = {document.name.casefold() for document in study.documents} | {
        one.document.casefold() for one in study.material
    }
    for document in made.documents:
        if document.name.casefold() in taken:
            raise WriteFailed("X237", name=document.name)
    for name in made.files:
        if (folder / name).exists():
            raise WriteFailed("X237", name=name)
    there = {document.text: document.name for document in study.documents}
    same = [there[document.text] for document in made.documents if document.text in there]
    if same and len(same) == len(made.documents):
        raise WriteFailed("X244", name=same[0])


def _appended(made: Addition, folder: Path, study: Study) -> dict[str, bytes]:
    if not made.documents:
        return {}
    return dict([with_material(study, made.material), with_turns(folder, made.documents)])
