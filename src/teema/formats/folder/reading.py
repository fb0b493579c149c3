"""A study folder, a bare folder of transcripts, or one transcript → a study and what was noticed on the way."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from teema.errors import Problem, ReadFailed
from teema.formats.folder import layout
from teema.formats.folder.anchored import read_codings, read_relevance, read_turns
from teema.formats.folder.design_toml import FILE, read_design
from teema.formats.folder.names import with_keys, with_label
from teema.formats.folder.references import check_references
from teema.formats.folder.sheets import Notes, Sheet, decoded
from teema.formats.transcripts import canonical, is_transcript, read_transcript
from teema.formats.transcripts.turns import find_turns
from teema.study.codes import Codebook, Topic
from teema.study.codings import Coding
from teema.study.conclusions import Finding, Measure, Memo
from teema.study.documents import Document, Turn
from teema.study.identity import derived_id, study_id
from teema.study.interviews import Interview
from teema.study.people import Customer
from teema.study.study import Study

Record = TypeVar("Record")
_RICHEST = (
    ".eaf",
    ".json",
    ".vtt",
    ".srt",
    ".tsv",
    ".otr",
    ".docx",
    ".odt",
    ".rtf",
    ".html",
    ".htm",
    ".pdf",
    ".md",
    ".txt",
)
UNFINISHED = "register/pending/plan.json"
"""Stands while the files of a study are being changed as one: the rest is to be completed."""
_NOT_MATERIAL = frozenset({"readme", "lue-minut", "license", "licence", "changelog", "guide", "notice", "copying"})


@dataclass(frozen=True, slots=True)
class StudyRead:
    """A study, and every problem met while reading it."""

    study: Study
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that left something out."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def read_study(path: Path | str) -> StudyRead:
    """Read a study from a folder or a single transcript.

    What can't be read is reported and left out; the rest stays readable. ReadFailed: the path doesn't exist (S316), holds
    nothing to read (S317), or ``study.toml`` can't be understood.
    """
    place = Path(path)
    if not place.exists():
        raise ReadFailed("S316", path=str(path))
    if place.is_file():
        read = read_transcript(place)
        return StudyRead(Study(study_id(place.stem), place.stem, documents=(read.document,)), read.problems)
    notes = Notes()
    if (place / UNFINISHED).is_file():
        notes.problems.append(Problem("error", "P110"))
    return StudyRead(_read_folder(place.resolve(), notes), tuple(notes.problems))


def _read_folder(folder: Path, notes: Notes) -> Study:
    study = read_design(folder, notes.problems)
    documents = _documents(folder, notes)
    if not documents and not (folder / FILE).is_file():
        raise ReadFailed("S318" if notes.problems else "S317", path=folder.name)
    by_name = {document.name: document for document in documents}
    book = study.codebook
    codings = read_codings(folder, study.id, by_name, book, notes)
    judgements = (one for one in _records(layout.JUDGEMENTS, folder, study.id, notes) if one.state)
    findings = _records(layout.FINDINGS, folder, study.id, notes)
    study = replace(
        study,
        codebook=_with_topics(study, codings),
        documents=documents,
        codings=codings,
        relevance=read_relevance(folder, study.id, by_name, notes),
        customers=_records(layout.CUSTOMERS, folder, study.id, notes),
        people=_records(layout.PEOPLE, folder, study.id, notes),
        interviews=_interviews(folder, study.id, by_name, notes),
        asked=with_keys(_records(layout.ASKED, folder, study.id, notes), book),
        judgements=tuple(replace(one, sub_theme=with_label(one, book)) for one in judgements),
        findings=tuple(replace(one, sub_theme=with_label(one, book)) for one in findings),
        finding_links=_records(layout.LINKS, folder, study.id, notes),
        measures=_records(layout.MEASURES, folder, study.id, notes),
        memos=_records(layout.MEMOS, folder, study.id, notes),
        material=_records(layout.MATERIAL, folder, study.id, notes),
        kept=_records(layout.KEPT, folder, study.id, notes),
        guide=_guide(folder, notes),
        surveys=_surveys(folder),
    )
    check_references(study, notes)
    return study


def _records(sheet: Sheet[Record], folder: Path, study: str, notes: Notes) -> tuple[Record, ...]:
    """Read a sheet; rows whose id is missing or stands already are reported and left out."""
    seen: set[str] = set()
    kept = []
    for record, place in sheet.read(folder, notes):
        named = _identified(record, study)
        key = getattr(named, "id", None)
        if key == "":
            notes.add("error", "S319", place)
        elif key in seen:
            notes.add("error", "S320", place, id=key)
        else:
            kept.append(named)
        seen |= {key} if key else set()
    return tuple(kept)


def _identified(record: Record, study: str) -> Record:
    """Give a record without an id the one that its natural key makes; what has neither stays without."""
    natural: dict[type[Any], tuple[str, ...]] = {
        Interview: ("document",),
        Finding: ("statement",),
        Measure: ("title",),
        Memo: ("about", "text"),
        Customer: ("name",),
    }
    parts = [getattr(record, name) for name in natural.get(type(record), ())]
    if getattr(record, "id", None) or not any(parts):
        return record
    readable = parts[0] if type(record) in (Interview, Customer) else derived_id(study, type(record).__name__, *parts)
    return replace(record, id=readable)  # type: ignore[type-var]


def _interviews(folder: Path, study: str, documents: dict[str, Document], notes: Notes) -> tuple[Interview, ...]:
    """Read the interviews; one without a document of its own name takes the document that its id names.

    Where no interview names a customer, each is of a customer of its own, as documents without interviews are.
    """
    found = _records(layout.INTERVIEWS, folder, study, notes)
    if not any(one.customer for one in found):
        found = tuple(replace(one, customer=one.id) for one in found)
    return tuple(replace(one, document=one.id) if not one.document and one.id in documents else one for one in found)


def _with_topics(study: Study, codings: tuple[Coding, ...]) -> Codebook:
    """Add the topics that codings name and the design doesn't, in the order of their keys."""
    known = study.codebook.topic_by_key
    new = sorted({one.topic for one in codings if one.topic} - known.keys())
    added = tuple(Topic(key, key, derived_id(study.id, "topic", key)) for key in new)
    return replace(study.codebook, topics=(*study.codebook.topics, *added))


def _guide(folder: Path, notes: Notes) -> str:
    return (_text(folder / "guide.md", "guide.md", notes) or "") if (folder / "guide.md").is_file() else ""


def _text(path: Path, shown: str, notes: Notes) -> str | None:
    """Read a text; one that can't be read is reported."""
    try:
        return decoded(path, shown)
    except ReadFailed as failed:
        notes.problems.append(failed.as_problem())
        return None


def _surveys(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in (folder / "surveys").rglob("*") if path.is_file())
    return {path.relative_to(folder / "surveys").as_posix(): path.read_bytes() for path in files}


def _documents(folder: Path, notes: Notes) -> tuple[Document, ...]:
    texts = dict(_texts(folder, notes))
    turns = _turns(folder, texts, notes)
    sources = _sources(folder, texts)
    canonical_ones = [
        Document(name, text, turns.get(name) or find_turns(text), sources[name][0].name if name in sources else "")
        for name, text in texts.items()
    ]
    received = [_received(files, folder, notes) for name, files in sources.items() if name not in texts]
    return tuple(sorted((*canonical_ones, *filter(None, received)), key=lambda document: document.name))


def _texts(folder: Path, notes: Notes) -> Iterator[tuple[str, str]]:
    """Yield each canonical text by its document's name; whatever else lies among them is told of."""
    for path in sorted((folder / "documents").glob("*")):
        if path.is_dir() or path.suffix.lower() != ".txt":
            if path.name != layout.TURNS.file and not path.name.startswith("."):
                notes.problems.append(Problem("warning", "S331", f"documents/{path.name}"))
            continue
        text = _text(path, f"documents/{path.name}", notes)
        if text and text.strip():
            yield _name(path), canonical(text)
        elif text is not None:
            notes.problems.append(Problem("error", "F102", f"documents/{path.name}"))


def _name(path: Path) -> str:
    """Return a document's name as texts write it: a Mac decomposes the letters of its files' names."""
    return unicodedata.normalize("NFC", path.stem)


def _turns(folder: Path, texts: dict[str, str], notes: Notes) -> dict[str, tuple[Turn, ...]]:
    for name in (layout.TURNS.file, f"documents/{layout.TURNS.file}"):
        if (folder / name).is_file():
            return read_turns(folder, texts, notes, name)
    return {}


def _sources(folder: Path, texts: dict[str, str]) -> dict[str, list[Path]]:
    """Return the files as received by the document's name, the richest form of each interview first."""
    bare = not (folder / FILE).is_file() and not texts and not (folder / "sources").is_dir()
    place = folder if bare else folder / "sources"
    files = [path for path in sorted(place.glob("*")) if path.is_file() and not path.name.startswith((".", "~$"))]
    by_name: dict[str, list[Path]] = {}
    for path in sorted(files, key=_richness):
        if is_transcript(path) and is_material(path):
            by_name.setdefault(_name(path), []).append(path)
    return by_name


def is_material(path: Path) -> bool:
    """Tell whether a file may be material by its name: not advice or a licence."""
    return path.stem.casefold() not in _NOT_MATERIAL


def _richness(path: Path) -> int:
    suffix = path.suffix.lower()
    return _RICHEST.index(suffix) if suffix in _RICHEST else len(_RICHEST)


def _received(files: list[Path], folder: Path, notes: Notes) -> Document | None:
    """Read the best of an interview's files that can be read; the others are told of."""
    for place, path in enumerate(files):
        shown = path.relative_to(folder).as_posix()
        try:
            read = read_transcript(path, name=path.stem)
        except ReadFailed as failed:
            notes.problems.append(replace(failed.as_problem(), path=shown))
            continue
        notes.problems += [replace(problem, path=shown) for problem in read.problems]
        notes.problems += [
            Problem("note", "S322", other.relative_to(folder).as_posix(), None, {"kept": path.name})
            for other in files[place + 1 :]
        ]
        return replace(read.document, source=path.name)
    return None
