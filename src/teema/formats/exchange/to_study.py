"""A project of another program → a study, with nothing silently lost. The mapping is told in ``docs/exchange.md``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from teema.errors import Problem
from teema.formats.exchange.carried_files import carried
from teema.formats.exchange.identities import StudyGuids
from teema.formats.exchange.kept_parts import CASE, KINDS, SELECTION, SOURCE, USER, VARIABLE, kept_part
from teema.formats.exchange.project import Project, Selection, SourceText
from teema.formats.exchange.to_codebook import CodebookReader
from teema.formats.exchange.to_codings import CodingReader, with_columns
from teema.formats.exchange.to_documents import DocumentReader
from teema.formats.exchange.to_memos import MemoReader
from teema.formats.exchange.to_people import PeopleRead, PeopleReader
from teema.formats.exchange.transfer import Counts, Loss, Transfer
from teema.formats.source import canonical
from teema.language.guessing import likely_language
from teema.study.conclusions import Memo
from teema.study.identity import study_id
from teema.study.kept import Kept
from teema.study.materials import Material
from teema.study.study import Study
from teema.wording import has


@dataclass(frozen=True)
class Imported:
    """A study, what came along, what to know about it, and the files as received by their documents' names."""

    study: Study
    transfer: Transfer
    problems: tuple[Problem, ...] = ()
    originals: dict[str, bytes] = field(default_factory=dict)


def study_of(project: Project, format: str) -> Imported:
    """Make a study of a project that was read from a format (``refi``, ``taguette``, ``qualcoder``).

    A project that Teema wrote gives its study back: what other programs can't say comes from the notes that carry it, and
    whatever they changed stands. Warnings: X130 such a note can't be read, X132 topics without a theme, X133 documents of
    nobody, X134 places moved to their text's edge.
    """
    return _Making(project, format).imported()


class _Making:
    """One project on its way to a study."""

    def __init__(self, project: Project, format: str) -> None:
        self._project, self._format = project, format
        self._base = carried(project)
        self._guids = StudyGuids.of(self._base.study, tuple(self._base.documents)) if self._base else None
        self._id = self._base.study.id if self._base else project.guid.lower() or study_id(_title(project, format))
        self._users = user_names(project)
        self._documents = DocumentReader(project, format, self._base, self._guids).found
        self._codes = CodebookReader(project, self._id, self._base, self._guids)
        self._memos = MemoReader(project, self._id, self._users, self._base, self._guids)
        reader = CodingReader(project, self._id, self._codes, self._users, self._memos.owned)
        for source in project.sources:
            if source.guid in self._documents.documents:
                reader.read(source, self._documents.documents[source.guid])
        self._coded = reader.found
        self._people = PeopleReader(project, format, self._base, self._guids, self._documents).read()

    def imported(self) -> Imported:
        """Put the study and its report together."""
        study = self._with_material(self._study())
        return Imported(study, self._transfer(study), tuple(self._problems()), self._documents.originals)

    def _study(self) -> Study:
        base = self._base.study if self._base else self._new()
        people, coded = self._people, self._coded
        return replace(
            base,
            design=replace(base.design, groups=tuple(people.groups.values())) if _adds(base, people) else base.design,
            codebook=self._codes.book,
            customers=people.customers,
            people=people.people,
            interviews=people.interviews,
            codings=with_columns(coded.codings),
            relevance=with_columns(coded.relevance),
        )

    def _new(self) -> Study:
        """Return a study with nothing in it yet, in the language that its documents are in."""
        language = likely_language(source.text for source in self._project.sources)
        return Study(self._id, _title(self._project, self._format), language or "fi")

    def _with_material(self, study: Study) -> Study:
        """Add documents, memos and what is kept; rows about documents follow their names."""
        documents = self._documents
        named = {base: name for base, name in documents.known.items() if base != name}
        gone = self._base.documents.keys() - documents.known.keys() if self._base else set()
        material = (_renamed(one, named) for one in study.material if one.document not in gone)
        return replace(
            study,
            documents=tuple(sorted(documents.documents.values(), key=lambda one: one.name)),
            memos=self._read_memos(),
            material=tuple(material),
            kept=with_columns(list(self._kept(named))),
        )

    def _read_memos(self) -> tuple[Memo, ...]:
        documents = self._documents.documents
        places = {guid: f"document:{one.name}" for guid, one in documents.items()}
        places |= {guid: f"coding:{id}" for guid, id in self._coded.ids.items()}
        places |= {guid: f"code:{key}" for guid, key in self._codes.meanings.codes.items()}
        places |= {guid: f"topic:{key}" for guid, key in self._codes.meanings.topics.items()}
        return with_columns(list(self._memos.read(places, documents, self._coded.noted)))

    def _kept(self, named: dict[str, str]) -> Iterator[Kept]:
        """Yield what has no place in a study: what the study kept before, less what is gone, then what is new."""
        own = self._base.study.kept if self._base else ()
        native = {(one.kind, one.id): one for one in self._project.kept}
        fresh = [*self._documents.kept, *self._people.kept, *self._user_identities(), *self._bare_selections()]
        seen = set()
        for one in own:
            if (one.kind, one.id) in native or one.origin != self._format or one.kind in KINDS:
                seen.add((one.kind, one.id))
                yield _about(one, named)
        native_ones = (self._on_document(one) for one in native.values())
        yield from (one for one in (*native_ones, *fresh) if (one.kind, one.id) not in seen)

    def _on_document(self, one: Kept) -> Kept:
        """Return a kept thing of a source as one of its document: names don't tell sources apart, their identities do."""
        kind, _, guid = one.about.partition(":")
        if kind != "source":
            return _about(one, self._documents.renamed)
        document = self._documents.documents.get(guid)
        return replace(one, about=f"document:{document.name}" if document else "")

    def _user_identities(self) -> Iterator[Kept]:
        """Yield the identities of another program's users, also of those who coded nothing."""
        for guid, name in self._users.items() if self._base is None else ():
            if name:
                yield kept_part(self._format, USER, "", guid, name=name)

    def _bare_selections(self) -> Iterator[Kept]:
        """Yield the selections that cases hold, or that what is kept points at: a link, a label."""
        held = {guid for case in self._project.cases for guid in case.selections}
        held |= {guid for one in self._project.kept for guid in _GUID.findall(one.content)}
        for source in self._project.sources:
            document = self._documents.documents.get(source.guid)
            for one in source.selections if document else ():
                if one.guid in held and document:
                    yield self._selection_identity(one, document.name)

    def _selection_identity(self, one: Selection, document: str) -> Kept:
        """Keep a selection's identity on its coding, so that it follows the words; where it has none, at its place."""
        coding = next((self._coded.ids[each.guid] for each in one.codings if each.guid in self._coded.ids), "")
        if coding:
            return kept_part(self._format, SELECTION, f"coding:{coding}", one.guid)
        return kept_part(self._format, SELECTION, f"document:{document}", one.guid, start=one.start, end=one.end)

    # the report

    def _transfer(self, study: Study) -> Transfer:
        project, coded = self._project, self._coded
        codes = sum(1 for root in project.codes for _ in root.walk())
        meanings = self._codes.meanings
        roots = sum(1 for node in project.codes if node.guid not in meanings.codes)
        known = len(meanings.codes) + len(meanings.topics) + len(meanings.statuses) + roots
        missing = sum(loss.count for loss in project.lost if loss.what == "source_texts")
        apart = sum(one.extra.get("codings", 0) for one in project.kept if isinstance(one.extra.get("codings"), int))
        found = Counts(len(project.sources) + missing, codes, sum(map(_codings, project.sources)) + apart)
        return Transfer(
            self._format,
            found,
            Counts(len(study.documents), min(known, codes), coded.carried),
            project.verified,
            project.repaired + coded.clipped,
            tuple(self._aside(study)),
            tuple(
                merged((*project.lost, *self._documents.losses(), *coded.losses(), *self._people.lost, *self._lost()))
            ),
            project.convention,
        )

    def _lost(self) -> Iterator[Loss]:
        """Yield what nothing can be made of: codings and selections of texts that aren't there, and empty selections."""
        without = sum(map(_codings, self._documents.without_text))
        if without:
            yield Loss("codings", "no_text", without)
        held = {guid for case in self._project.cases for guid in case.selections}
        empty = sum(
            _is_empty(one) and one.guid not in held for source in self._project.sources for one in source.selections
        )
        if empty:
            yield Loss("selections", "uncoded", empty)

    def _aside(self, study: Study) -> Iterator[Loss]:
        """Count what is kept aside, by kind. That a document, user or variable has an identity elsewhere is nothing to tell."""
        told = Counter(what_of(one.kind) for one in study.kept if not _tells_identity(one))
        for what, times in told.items():
            yield Loss(what, "kept_aside", times)

    def _problems(self) -> Iterator[Problem]:
        yield from self._project.problems
        yield from self._base.problems if self._base else ()
        counts = (
            ("X132", self._coded.alone),
            ("X133", self._people.nobodys if self._people.interviews else 0),
            ("X134", self._coded.clipped),
        )
        for code, times in counts:
            if times:
                yield Problem("warning", code, "", None, {"count": times})


def _title(project: Project, format: str) -> str:
    return canonical(project.name).strip() or format


def user_names(project: Project) -> dict[str, str]:
    """Name the project's users, each otherwise than the rest: a nameless one by its number, or not at all if it is the only one.

    >>> from teema.formats.exchange.project import User
    >>> user_names(Project("P", users=(User("A", "Anna"), User("B", "Anna"), User("C"))))
    {'A': 'Anna', 'B': 'Anna 2', 'C': '3'}
    """
    names: dict[str, str] = {}
    for number, user in enumerate(project.users, start=1):
        own = canonical(user.name).strip() or (str(number) if len(project.users) > 1 else "")
        others = (f"{own} {count}" for count in range(2, len(project.users) + 2))
        names[user.guid] = next(one for one in (own, *others) if one not in names.values())
    return names


def what_of(kind: str) -> str:
    """Return the key of the words for things of a kind that is kept, as its format calls it.

    >>> [what_of(one) for one in ("Link", "PictureSource", "VideoSelection", "code_image", "NoSuchThing")]
    ['links', 'sources', 'places', 'places', 'others']
    """
    key = _KINDS.get(kind) or next((key for end, key in _ENDS.items() if kind.casefold().endswith(end)), "")
    return key or (f"{kind.lower()}s" if has(f"exchange.what.{kind.lower()}s", "fi") else "others")


_GUID = re.compile("[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}")
_KINDS = {CASE: "cases", SELECTION: "selections"}
_ENDS = {"source": "sources", "selection": "places", "code_av": "places", "code_image": "places"}


def merged(losses: Iterable[Loss]) -> Iterator[Loss]:
    """Yield losses with those of the same thing and reason counted together.

    >>> list(merged([Loss("links", "no_place", 1, ("a",)), Loss("links", "no_place", 2)]))
    [Loss(what='links', why='no_place', count=3, names=('a',))]
    """
    together: dict[tuple[str, str], list[Loss]] = {}
    for one in losses:
        together.setdefault((one.what, one.why), []).append(one)
    for (what, why), same in together.items():
        names = tuple(dict.fromkeys(name for one in same for name in one.names))
        yield Loss(what, why, sum(one.count for one in same), names)


def _codings(source: SourceText) -> int:
    return len(source.codings) + sum(len(one.codings) for one in source.selections)


def _is_empty(one: Selection) -> bool:
    return not (one.codings or one.notes or one.description.strip())


def _tells_identity(one: Kept) -> bool:
    if one.kind in (SOURCE, USER, VARIABLE):
        return True
    return one.kind == CASE and '"codes"' not in one.content and '"selections"' not in one.content and one.about != ""


def _about(one: Kept, named: dict[str, str]) -> Kept:
    """Return a kept thing that follows its document's new name."""
    kind, _, name = one.about.partition(":")
    return replace(one, about=f"document:{named[name]}") if kind == "document" and name in named else one


def _renamed(one: Material, named: dict[str, str]) -> Material:
    return replace(one, document=named[one.document]) if one.document in named else one


def _adds(base: Study, people: PeopleRead) -> bool:
    return len(people.groups) > len({one.key for one in base.design.groups})
