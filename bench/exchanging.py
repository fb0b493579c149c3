"""Does one step of exchange in this process and prints as JSON its seconds, those of the libraries alone, and the peak memory in MB.

Reading the study's folder isn't counted where a study goes out; loading the libraries is.
"""

from __future__ import annotations

import gc
import json
import sqlite3
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import perf_counter

from bench.indexing import peak
from teema.formats.folder import read_study
from teema.formats.opening import StudyOpened, open_study
from teema.formats.saving import save_study


def main(step: str, corpus: str, folder: str) -> None:
    """Do a step twice over, by Teema and by the libraries alone, and print."""
    place = Path(folder)
    ours, theirs = _STEPS[step](Path(corpus), place)
    gc.disable()  # as the command does
    seconds = _seconds(ours)
    reached = peak()
    print(json.dumps((seconds, _seconds(theirs), reached)))


def _seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def _qdpx_out(corpus: Path, folder: Path) -> tuple[Callable[[], object], Callable[[], object]]:
    study, out = read_study(corpus).study, folder / "corpus.qdpx"
    out.unlink(missing_ok=True)
    return lambda: save_study(StudyOpened(study, ()), out, "refi", "fi"), lambda: _rewritten(out)


def _rewritten(project: Path) -> None:
    """Write a project's XML from its tree and pack the files again."""
    from lxml import etree

    with zipfile.ZipFile(project) as archive, zipfile.ZipFile(BytesIO(), "w", zipfile.ZIP_DEFLATED) as again:
        for name in archive.namelist():
            content = archive.read(name)
            again.writestr(name, etree.tostring(etree.fromstring(content)) if name.endswith(".qde") else content)


def _qdpx_in(corpus: Path, folder: Path) -> tuple[Callable[[], object], Callable[[], object]]:
    project = folder / "corpus.qdpx"
    return lambda: open_study(project), lambda: _parsed(project)


def _parsed(project: Path) -> None:
    """Unpack a project, parse its XML and decode its texts."""
    from lxml import etree

    with zipfile.ZipFile(project) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            etree.fromstring(content) if name.endswith(".qde") else content.decode()


def _taguette_in(corpus: Path, folder: Path) -> tuple[Callable[[], object], Callable[[], object]]:
    project = folder / "corpus.sqlite3"
    return lambda: open_study(project), lambda: _queried(project)


def _queried(project: Path) -> None:
    """Read every row that matters and parse every page as HTML."""
    import html5lib

    database = sqlite3.connect(project)
    for (page,) in database.execute("select contents from documents"):
        html5lib.parse(page)
    database.execute("select * from highlights join highlight_tags on highlight_id = id").fetchall()
    database.close()


def _xlsx_out(corpus: Path, folder: Path) -> tuple[Callable[[], object], Callable[[], object]]:
    from teema.formats.workbook import export_codings

    study = read_study(corpus).study
    return lambda: export_codings(study, "fi"), lambda: _rows(len(study.codings))


def _rows(rows: int) -> None:
    """Write as many rows of as many cells without any format."""
    import xlsxwriter

    book = xlsxwriter.Workbook(BytesIO(), {"constant_memory": True})
    sheet = book.add_worksheet()
    for row in range(rows):
        for column in range(_COLUMNS):
            sheet.write_string(row, column, f"sana {row} {column}")
    book.close()


_COLUMNS = 18
"""About as many as the workbook of codings has."""
_STEPS = {"qdpx_out": _qdpx_out, "qdpx_in": _qdpx_in, "taguette_in": _taguette_in, "xlsx_out": _xlsx_out}


if __name__ == "__main__":
    main(*sys.argv[1:])
