"""A QualCoder folder → a project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from teema.errors import Problem, ReadFailed
from teema.formats.databases import Database, Row, some
from teema.formats.exchange.project import Note, Project, User
from teema.formats.qualcoder.aside import kept_aside, losses
from teema.formats.qualcoder.cases import cases_of, variables_of
from teema.formats.qualcoder.coded import Coded
from teema.formats.qualcoder.codes import codes_of
from teema.formats.qualcoder.rows import Rows, date_of, name_of
from teema.formats.qualcoder.sources import Sources
from teema.formats.qualcoder.tables import ABOUT, COLUMNS, FILE, NEEDED
from teema.formats.safety import DEFAULT, Limits
from teema.formats.source import canonical
from teema.study.identity import study_id


def read_project(folder: Path, limits: Limits = DEFAULT) -> Project:
    """Read the QualCoder project in a folder (``NAME.qda``), of any of its database's versions.

    Nothing outside the folder is read, whatever the project links to. Errors: X180 it is no QualCoder project, X181 its database is a
    link to somewhere else, or as of any database.
    """
    file = folder / FILE
    if not folder.is_dir() or not file.exists():
        raise ReadFailed("X180", path=folder.name)
    if file.is_symlink():
        raise ReadFailed("X181", path=folder.name)
    with Database(file, limits) as database:
        if database.lacks(NEEDED):
            raise ReadFailed("X180", path=folder.name)
        rows = Rows(database, study_id(f"qualcoder {canonical(folder.stem).strip()}"))
        return project_of_rows(rows, folder, limits, unknown=database.unknown(COLUMNS))


def project_of_rows(rows: Rows, folder: Path, limits: Limits, *, unknown: tuple[str, ...] = ()) -> Project:
    """Make a project of the rows of QualCoder's tables, wherever they come from. ``unknown`` names what nobody foresaw."""
    about = next(rows.all("project"), Row({}))
    codes, sources = codes_of(rows, ours=about.text("about") == ABOUT), Sources.of(rows, folder, limits)
    variables = variables_of(rows)
    coded = Coded.of(rows, sources, codes)
    cases = cases_of(rows, sources, coded, variables)
    texts = tuple(coded.texts(variables.of_sources))
    journals = tuple(_journals(rows))
    kept = (*coded.kept, *kept_aside(rows, sources, codes, variables))
    for row in rows.all("coder_names"):
        rows.owner(Row({"owner": row.text("name")}))
    return Project(
        canonical(folder.stem).strip(),
        rows.id("project"),
        "QualCoder",
        canonical(about.text("memo")),
        date_of(about),
        users=tuple(User(guid, owner) for owner, guid in rows.owners.items()),
        codes=codes.tree,
        variables=variables.all,
        cases=cases,
        sources=texts,
        notes=(*rows.notes, *journals),
        project_notes=tuple(note.guid for note in journals),
        kept=kept,
        lost=(*sources.lost, *losses(rows, folder, sources, variables, coded)),
        problems=(*_problems(rows, codes.cut, unknown), *coded.placing.problems(), *rows.problems()),
        convention="code_points",
        verified=coded.placing.verified,
        repaired=coded.placing.repaired,
    )


def _journals(rows: Rows) -> Iterator[Note]:
    for number, row in rows.numbered("journal", "jid").items():
        name, owner = name_of(row) or str(number), rows.owner(row)
        yield Note(rows.id("journal", name), canonical(row.text("jentry")), name, owner, date_of(row))


def _problems(rows: Rows, cut: tuple[str, ...], unknown: tuple[str, ...]) -> Iterator[Problem]:
    """Tell what the database tells, codes that lost their place in the tree (X167), and what nobody foresaw (X168)."""
    yield from rows.database.problems
    for code, names in (("X167", cut), ("X168", unknown)):
        if names:
            yield Problem("warning", code, rows.database.name, None, {"names": some(names)})
