"""The review carried out: the whole study with pseudonyms, its originals and the key below ``register/``."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from teema.errors import Problem, ReadFailed
from teema.formats.folder.layout import TURNS
from teema.formats.folder.reading import is_material
from teema.formats.folder.writing import files_of
from teema.formats.register.opening import Opened, opened, refusals
from teema.formats.register.rounds import RoundFile
from teema.formats.register.switching import file_print, print_of, switch
from teema.formats.register.tables import KEY, REPORT, REVIEW, Changed, KeyRow, content_of
from teema.pseudonyms.applying import pseudonymised
from teema.pseudonyms.finding import hider, replacer_for
from teema.pseudonyms.record import Mark, Round, marks_of
from teema.pseudonyms.replacer import Pseudonym
from teema.pseudonyms.review import Row, problems_in, shared, unreviewed
from teema.pseudonyms.texts import Address
from teema.study import Study

ORIGINALS = "register/originals"
_TURNS_AMONG_TEXTS = f"documents/{TURNS.file}"


@dataclass(frozen=True)
class Applied:
    """What a round changed; or the problems for which nothing was changed."""

    problems: tuple[Problem, ...] = ()
    marks: tuple[tuple[Address, Mark], ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    sources: int = 0
    shared: Mapping[str, int] = field(default_factory=dict)
    looked_past: tuple[str, ...] = ()
    names_folder: bool = False

    @property
    def changed(self) -> bool:
        """Tell whether anything was changed."""
        return bool(self.marks or self.keys or self.sources)

    @property
    def documents(self) -> int:
        """Return how many documents' texts changed."""
        return len({address for address, _ in self.marks if in_document(address)})

    @property
    def elsewhere(self) -> int:
        """Return how many replacements stand outside documents: in codings, memos, names of customers."""
        return sum(not in_document(address) for address, _ in self.marks)


def apply_review(folder: Path) -> Applied:
    """Replace what the review says, in the whole study at once.

    ReadFailed: there is no review (P103), names stand in the study on which nobody has decided (P104), and what `opened` raises.
    """
    study = opened(folder)
    if not (folder / REVIEW.file).is_file():
        raise ReadFailed("P103", path=str(folder))
    hiding = hider((row.pseudonym for row in study.rows if row.replace), study.words)
    wrong = problems_in(study.rows, study.pseudonyms, hiding)
    problems = (*study.problems, *(replace(one, path=REVIEW.file) for one in wrong))
    if problems:
        return Applied(problems)
    rows = study.reviewed()
    undecided = unreviewed(rows, study.rows, study.pseudonyms)
    if undecided:
        raise ReadFailed("P104", path=REVIEW.file, count=len(undecided))
    return _applied(study, rows)


def _applied(study: Opened, rows: tuple[Row, ...]) -> Applied:
    pseudonyms, known = _merged(study.pseudonyms, rows), {one.name for one in study.pseudonyms}
    replacer = replacer_for(pseudonyms, study.words, study.standing)
    added = (one for one in pseudonyms if one.replacement and one.name not in known)
    new, record = pseudonymised(study.study, replacer, next_number(study.folder, study.rounds), added)
    if not record.changes and not record.keys:
        return Applied()
    writes, removes = _difference(study, new)
    with refusals(study.folder):
        _change(study, record, writes, removes)
    name = study.folder.resolve().name
    return Applied(
        (),
        tuple(marks_of([record])),
        record.keys,
        sum(path.startswith("sources/") for path in removes),
        shared(rows),
        tuple(_looked_past(study.folder, new)),
        hider((one for one in pseudonyms if one.replacement), study.words).key(name) != name,
    )


def _looked_past(folder: Path, study: Study) -> Iterator[str]:
    """Yield the files of a study's folder whose content isn't read: surveys, and whatever Teema doesn't know."""
    read = {name for name in files_of(study) if not name.startswith("surveys/")}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if name not in read and not name.startswith(("register/", ".")):
            yield name


def _merged(key: Iterable[Pseudonym], rows: Iterable[Row]) -> tuple[Pseudonym, ...]:
    """Return what is replaced: the key's names, with the forms met now, and what the review adds; what it refuses is kept."""
    found = {one.name: one for one in key}
    for row in rows:
        known = found.get(row.name, row.pseudonym)
        forms = tuple(dict.fromkeys((*known.forms, *row.forms)))
        found[row.name] = replace(known, forms=forms, replacement=known.replacement if row.replace else "")
    return tuple(found.values())


def next_number(folder: Path, rounds: Iterable[RoundFile]) -> int:
    """Return the number of a new round: no round's, and none under which originals are kept."""
    kept = (int(path.name) for path in (folder / ORIGINALS).glob("*") if path.name.isdigit())
    return max((0, *kept, *(one.round.number for one in rounds))) + 1


def _difference(study: Opened, new: Study) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return the files to write and those to remove. A file whose content stays the same isn't touched."""
    before, after = files_of(study.study), files_of(new)
    folder = study.folder
    writes = {
        name: content
        for name, content in after.items()
        if content and (content != before.get(name) or not (folder / name).is_file())
    }
    texts = (path.relative_to(folder).as_posix() for path in (folder / "documents").glob("*.[tT][xX][tT]"))
    gone = (name for name in (*before, *texts, _TURNS_AMONG_TEXTS) if not after.get(name) and (folder / name).is_file())
    return writes, tuple(dict.fromkeys((*gone, *_sources(folder))))


def _sources(folder: Path) -> Iterator[str]:
    """Yield the files as they were received."""
    for path in sorted((folder / "sources").rglob("*")):
        if path.is_file() and is_material(path) and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix()


def _change(study: Opened, record: Round, writes: Mapping[str, bytes], removes: Collection[str]) -> None:
    """Keep the originals, then put everything new in its place at once."""
    folder, files = study.folder, {}
    for name in (*(one for one in files_of(study.study) if (folder / one).is_file()), *writes, *removes):
        before = file_print(folder / name)
        after = print_of(writes[name]) if name in writes else None if name in removes else before
        files[name] = (before, after)
        if before != after and before:
            kept = folder / ORIGINALS / str(record.number) / name
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / name, kept)
    made = RoundFile(record, files)
    register = register_files(study, (*study.rounds, made))
    switch(folder, {**register, made.path: made.content(), **writes}, removes)


def register_files(study: Opened, rounds: Iterable[RoundFile]) -> dict[str, bytes]:
    """Return the key and the report that belong to some rounds; none where there are no rounds."""
    kept = [one.round for one in rounds]
    if not kept:
        return {}
    key = (
        KeyRow(one.name, one.replacement, one.kind, one.forms, one.as_written, record.number)
        for record in kept
        for one in record.pseudonyms
    )
    language = study.study.language
    return {KEY.file: content_of(KEY, key, language), REPORT.file: content_of(REPORT, _report(kept), language)}


def _report(rounds: Iterable[Round]) -> Iterator[Changed]:
    """Yield what each round replaced by what, how often and where; never what stood there."""
    kinds: dict[str, str] = {}
    for record in rounds:
        kinds |= {one.replacement: one.kind for one in record.pseudonyms}
        counts: dict[str, list[str]] = {}
        for address, mark in marks_of([record]):
            if mark.replacement in kinds:
                counts.setdefault(mark.replacement, []).append(address[1] if in_document(address) else address[0])
        for replacement, places in counts.items():
            yield Changed(record.number, replacement, kinds[replacement], len(places), tuple(dict.fromkeys(places)))


def in_document(address: Address) -> bool:
    """Tell whether an address is of a document's own text."""
    return len(address) == 3 and address[0] == "documents" and address[2] == "text"
