"""An RQDA file → a project, by way of QualCoder's tables, which came of RQDA's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from teema.errors import ReadFailed
from teema.formats.databases import Database, Row, Value
from teema.formats.exchange.project import Project
from teema.formats.exchange.transfer import Loss
from teema.formats.qualcoder.reading import project_of_rows
from teema.formats.qualcoder.rows import Rows
from teema.formats.rqda.tables import AS_QUALCODER, COLUMNS, NEEDED, PASSED_OVER, VALUES, moment
from teema.formats.safety import DEFAULT, Limits
from teema.formats.source import canonical
from teema.study.identity import study_id

_ACTIVE = 1


def read_project(path: Path, limits: Limits = DEFAULT) -> Project:
    """Read an RQDA project. What is deleted there stays out.

    A code of several categories stands under the first. Errors: X190 it is no RQDA project, or as of any database.
    """
    with Database(path, limits) as database:
        if database.lacks(NEEDED):
            raise ReadFailed("X190", path=path.name)
        name = canonical(path.stem).strip()
        rows = _Translated(database, study_id(f"rqda {name}"))
        project = project_of_rows(rows, path, limits, unknown=database.unknown(COLUMNS, PASSED_OVER))
        return replace(project, origin="RQDA", lost=(*project.lost, *rows.lost()))


@dataclass(slots=True)
class _Translated(Rows):
    """RQDA's rows under the names that QualCoder gives them; ``deleted`` counts those that are deleted there, by table."""

    deleted: dict[str, int] = field(default_factory=dict)

    def all(self, table: str) -> Iterator[Row]:
        """Yield the rows of one of QualCoder's tables; none where RQDA has nothing of the kind."""
        if table == "attribute":
            for kind, (own, names) in VALUES.items():
                yield from (Row(row.values | {"attr_type": kind}) for row in self._renamed(own, names))
        if table not in AS_QUALCODER:
            return
        added = self._added(table)
        for row in self._renamed(*AS_QUALCODER[table]):
            yield Row(row.values | added(row))

    def _added(self, table: str) -> Callable[[Row], dict[str, Value]]:
        """Return what gives the columns that QualCoder has beyond RQDA's: a code's category, where an annotation ends."""
        if table == "code_name":
            above = {code: categories[0] for code, categories in self._categories().items()}
            return lambda row: {"catid": above.get(row.number("cid"))}
        if table == "annotation":
            return lambda row: {"pos1": (row.number("pos0") or 0) + 1}
        return lambda row: {}

    def _renamed(self, table: str, names: Mapping[str, str]) -> Iterator[Row]:
        deleted = 0
        for row in self.database.rows(table, COLUMNS[table]):
            if row.number("status") not in (_ACTIVE, None):
                deleted += 1
                continue
            values = {names.get(column, column): value for column, value in row.values.items()}
            yield Row(values | {"date": moment(row.text("date"))})
        self.deleted[table] = deleted

    def _categories(self) -> dict[int | None, list[int | None]]:
        found: dict[int | None, list[int | None]] = {}
        for row in self._renamed("treecode", {}):
            found.setdefault(row.number("cid"), []).append(row.number("catid"))
        return found

    def lost(self) -> Iterator[Loss]:
        """Tell what RQDA has beyond QualCoder, and what is deleted there."""
        further = sum(len(categories) - 1 for categories in self._categories().values())
        told = (
            Loss("further_categories", "one_place", further),
            Loss("file_categories", "no_place", sum(1 for _ in self._renamed("filecat", {}))),
            Loss("deleted_rows", "deleted_there", sum(self.deleted.values())),
        )
        yield from (loss for loss in told if loss.count)
