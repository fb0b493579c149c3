"""A study folder together with what its register holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from teema.errors import Problem, ReadFailed, WriteFailed
from teema.formats.folder.design_toml import FILE
from teema.formats.folder.reading import read_study
from teema.formats.folder.writing import replace_file
from teema.formats.register.rounds import RoundFile, read_rounds
from teema.formats.register.switching import complete
from teema.formats.register.tables import KEY, REPORT, REVIEW, KeyRow, content_of, read_registered, read_rows
from teema.language import Analyser, analyser
from teema.pseudonyms.kinds import KINDS
from teema.pseudonyms.own import INTERVIEWER
from teema.pseudonyms.replacer import Pseudonym
from teema.pseudonyms.review import Row, review, shared
from teema.study import Study
from teema.wording import Language, say


@dataclass(frozen=True)
class Opened:
    """A study folder, its register, and what is wrong in the register's tables."""

    folder: Path
    study: Study
    words: Analyser
    key: tuple[KeyRow, ...]
    rounds: tuple[RoundFile, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]

    @property
    def pseudonyms(self) -> tuple[Pseudonym, ...]:
        """Return the pseudonyms given so far."""
        return tuple(row.pseudonym for row in self.key)

    @property
    def standing(self) -> tuple[str, ...]:
        """Return the replacements that stand in the study, those included whose key is destroyed."""
        reported = (row.replacement for row, _ in read_rows(REPORT, self.folder)[0])
        return tuple(dict.fromkeys((*(row.replacement for row in self.key), *reported)))

    def reviewed(self) -> tuple[Row, ...]:
        """Return the review's rows for the study as it is now."""
        language: Language = "fi" if self.study.language == "fi" else "en"
        nouns = {kind: say(language, f"pseudonyms.nouns.{kind}") for kind in (*KINDS, INTERVIEWER)}
        return review(
            self.study,
            self.words,
            nouns,
            rows=self.rows,
            key=self.pseudonyms,
            registered=read_registered(self.folder),
            standing=self.standing,
        )


def opened(folder: Path) -> Opened:
    """Read a study folder and its register. A change that was interrupted is completed first.

    ReadFailed: no study folder (P101), something in it can't be read (P102), a file was changed amid a change (P111), or a record can't
    be understood (P115).
    """
    if not (folder / FILE).is_file():
        raise ReadFailed("P101", path=str(folder))
    with refusals(folder):
        complete(folder)
    read = read_study(folder)
    if read.errors:
        raise ReadFailed("P102", path=str(folder), count=len(read.errors))
    rows, unread = read_rows(REVIEW, folder)
    key, lost = read_rows(KEY, folder)
    return Opened(
        folder,
        read.study,
        analyser(read.study.language),
        tuple(row for row, _ in key),
        read_rounds(folder),
        tuple(replace(row, row=place.row) for row, place in rows),
        (*unread, *lost),
    )


@contextmanager
def refusals(folder: Path) -> Iterator[None]:
    """Turn what a disk refuses into a coded error (WriteFailed S402)."""
    try:
        yield
    except OSError as reason:
        raise WriteFailed("S402", path=str(folder), reason=reason.strerror or "") from reason


@dataclass(frozen=True)
class Reviewed:
    """The review's rows, the replacements that several names share, and rows that can't be read: the review is left as it is then."""

    rows: tuple[Row, ...]
    shared: Mapping[str, int]
    problems: tuple[Problem, ...] = ()


def refresh_review(folder: Path) -> Reviewed:
    """Make the review of a study, or bring it up to date; decisions made stay."""
    study = opened(folder)
    if study.problems:
        return Reviewed(study.rows, {}, study.problems)
    rows = study.reviewed()
    with refusals(folder):
        (folder / REVIEW.file).parent.mkdir(exist_ok=True)
        replace_file(folder / REVIEW.file, content_of(REVIEW, rows, study.study.language))
    return Reviewed(rows, shared(rows))
