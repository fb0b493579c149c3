"""A Taguette file → one of its projects."""

from __future__ import annotations

from pathlib import Path

from teema.errors import ReadFailed
from teema.formats.databases import Database, Row, some
from teema.formats.exchange.project import Project
from teema.formats.safety import DEFAULT, Limits
from teema.formats.taguette.assembling import Assembly
from teema.formats.taguette.tables import COLUMNS, NEEDED, by_number, named

__all__ = ["project_names", "read_project"]


def project_names(path: Path, limits: Limits = DEFAULT) -> tuple[str, ...]:
    """Name the projects in a Taguette file, in their order.

    Errors: X170 it is no Taguette file, or as of any database.
    """
    with _opened(path, limits) as database:
        return tuple(map(named, _projects(database).values()))


def read_project(path: Path, project: str = "", separator: str = "", limits: Limits = DEFAULT) -> Project:
    """Read one project of a Taguette file: the one named, or the only one there is.

    ``separator`` divides a tag's name into levels (``hinta.kallis``); without it the tags are a flat list. Accounts are never looked
    at: no e-mail address, no password's hash. Errors: X170 it is no Taguette file, X171 several projects could be meant, X172 none
    has that name, or as of any database.
    """
    with _opened(path, limits) as database:
        number, row = _chosen(_projects(database), project, database.name)
        return Assembly(database, number, row, separator).project()


def _opened(path: Path, limits: Limits) -> Database:
    database = Database(path, limits)
    if database.lacks(NEEDED):
        database.close()
        raise ReadFailed("X170", path=path.name)
    return database


def _projects(database: Database) -> dict[int, Row]:
    return by_number(database.rows("projects", COLUMNS["projects"]))


def _chosen(projects: dict[int, Row], wanted: str, path: str) -> tuple[int, Row]:
    meant = [(number, row) for number, row in projects.items() if not wanted or named(row) == wanted]
    names = some([named(row) for row in projects.values()])
    if not meant:
        raise ReadFailed("X172", path=path, project=wanted, names=names)
    if len(meant) > 1:
        raise ReadFailed("X171", path=path, names=names)
    return meant[0]
