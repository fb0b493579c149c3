"""A project's codes → themes with what stands below them, topics, and judgements of relevance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from teema.formats.exchange.carried_files import Carried
from teema.formats.exchange.free_names import FreeNames
from teema.formats.exchange.from_study import shown_color
from teema.formats.exchange.identities import StudyGuids
from teema.formats.exchange.plain_text import folded
from teema.formats.exchange.project import CodeNode, Project
from teema.formats.exchange.vocabulary import ROOT_GUIDS, STATUS_GUIDS, Root, roots_named, status_named
from teema.formats.source import canonical
from teema.study.codes import Code, Codebook, Topic
from teema.study.codings import Status
from teema.study.identity import derived_id, slug

Path = tuple[str, ...]


@dataclass
class Meanings:
    """What each code of a project means in a study, by its identity: a code's or topic's key, a judgement and its reason."""

    codes: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, tuple[Status, str]] = field(default_factory=dict)


class CodebookReader:
    """Reads a project's codes once, and makes a theme of the topics that turn out to stand alone."""

    def __init__(self, project: Project, study: str, base: Carried | None, guids: StudyGuids | None) -> None:
        self._project, self._study = project, study
        self._known = _Known(project, base, guids)
        self._keys = FreeNames(self._known.keys)
        self._topic_keys = FreeNames(self._known.topic_keys)
        self.meanings = Meanings()
        self._topics: dict[str, Topic] = {}
        self._roots: dict[str, CodeNode] = {}
        self._alone: dict[str, dict[str, Code]] = {}
        self._themes = [theme for node in project.codes for theme in self._root(node)]

    @property
    def book(self) -> Codebook:
        """Return the codebook as read so far."""
        alone = [self._theme_alone(root, codes) for root, codes in self._alone.items()]
        return Codebook((*self._themes, *alone), tuple(self._topics.values()))

    def _root(self, node: CodeNode) -> Iterator[Code]:
        root = self._known.root(node)
        if root == "topics" and (node.guid == ROOT_GUIDS["topics"] or _has_companions(self._project, node)):
            self._roots |= {one.guid: node for one in node.walk()}
            self._read_topics(node.children, "", ())
        elif root == "relevance" and any(_status(child) for child in node.children):
            yield from self._judgements(node)
        else:
            yield self._code(node, "", ())

    # themes

    def _code(self, node: CodeNode, above: str, path: Path) -> Code:
        own = (*path, node.name)
        base = self._known.code(node, own)
        name = canonical(node.name).strip()
        made = self._kept(node, base) if base else self._new(node, name, above)
        self.meanings.codes[node.guid] = made.key
        return replace(made, children=tuple(self._code(child, made.key, own) for child in node.children))

    def _new(self, node: CodeNode, name: str, above: str) -> Code:
        key = self._keys.free(f"{above}-{_slug(name)}" if above else _slug(name), between="-")
        extra = {} if node.codable else {"codable": False}
        definition = canonical(node.description).strip()
        return Code(key, name or key, _id(node.guid, self._study, key), "", definition, None, node.color, (), extra)

    @staticmethod
    def _kept(node: CodeNode, base: Code) -> Code:
        """Return the code that the study had, with what another program changed of it."""
        color = base.color if node.color.casefold() == shown_color(base).casefold() else node.color
        extra = base.extra
        if node.codable != (extra.get("codable") is not False):
            extra = {name: value for name, value in extra.items() if name != "codable"}
            extra |= {} if node.codable else {"codable": False}
        return replace(
            base,
            name=renamed(base.name, node.name),
            definition=changed(base.definition, node.description),
            color=color,
            extra=extra,
        )

    # topics

    def _read_topics(self, nodes: tuple[CodeNode, ...], above: str, path: Path) -> None:
        """Read topics in order; one below another remembers it."""
        for node in nodes:
            own = (*path, node.name)
            topic = self._topic(node, above, self._known.topic(node, own))
            self._topics[topic.key] = topic
            self.meanings.topics[node.guid] = topic.key
            self._read_topics(node.children, topic.key, own)

    def _topic(self, node: CodeNode, above: str, base: Topic | None) -> Topic:
        name = canonical(node.name).strip()
        if base is None:
            key = self._topic_keys.free(_slug(name), between="-")
            base = Topic(key, name or key, _id(node.guid, self._study, key), canonical(node.description).strip())
        name, definition = renamed(base.name, node.name), changed(base.definition, node.description)
        extra = dict(base.extra)
        if above != str(extra.get("parent") or ""):
            extra = {key: value for key, value in extra.items() if key != "parent"} | (
                {"parent": above} if above else {}
            )
        return replace(base, name=name, definition=definition, extra=extra)

    def is_topic_root(self, guid: str) -> bool:
        """Tell whether a code is the one that topics stand under."""
        return guid in self._roots and guid not in self.meanings.topics

    def alone(self, guid: str) -> str:
        """Return the key of the code that stands for a topic, or for their root, on words that have no theme."""
        root = self._roots[guid]
        codes = self._alone.setdefault(root.guid, {})
        if root.guid not in codes:
            key = self._keys.free(_slug(canonical(root.name)), between="-")
            codes[root.guid] = Code(key, canonical(root.name).strip(), derived_id(self._study, "code", key))
        if guid not in codes:
            topic = self._topics[self.meanings.topics[guid]]
            key = self._keys.free(f"{codes[root.guid].key}-{topic.key}", between="-")
            codes[guid] = Code(key, topic.name, derived_id(self._study, "code", key), definition=topic.definition)
        return codes[guid].key

    @staticmethod
    def _theme_alone(root: str, codes: dict[str, Code]) -> Code:
        return replace(codes[root], children=tuple(code for guid, code in codes.items() if guid != root))

    # relevance

    def _judgements(self, root: CodeNode) -> Iterator[Code]:
        """Read the judgements; codes beside them, and the root if anything stands on it, are themes."""
        others = []
        for child in root.children:
            status = _status(child)
            if not status:
                others.append(child)
                continue
            self.meanings.statuses[child.guid] = status, ""
            for below in list(child.walk())[1:]:
                self.meanings.statuses[below.guid] = status, canonical(below.name).strip()
        if others or _is_used(self._project, root.guid):
            yield self._code(replace(root, children=tuple(others)), "", ())


class _Known:
    """The codes and topics of the study that the project was made of, by identity, else by their names' path."""

    def __init__(self, project: Project, base: Carried | None, guids: StudyGuids | None) -> None:
        book = base.study.codebook if base else Codebook()
        present = {node.guid for root in project.codes for node in root.walk()}
        self.keys, self.topic_keys = set(book.codes), set(book.topic_by_key)
        by_code, by_topic = (guids.codes, guids.topics) if guids else ({}, {})
        self._codes = {by_code[key]: code for key, code in book.codes.items()}
        self._topics = {by_topic[topic.key]: topic for topic in book.topics}
        self._by_path = {path: code for path, code in _paths(book.themes, ()) if by_code[code.key] not in present}
        self._topics_by_name = {topic.name: topic for topic in book.topics if by_topic[topic.key] not in present}

    def code(self, node: CodeNode, path: Path) -> Code | None:
        return self._codes.get(node.guid) or self._by_path.pop(path, None)

    def topic(self, node: CodeNode, path: Path) -> Topic | None:
        return self._topics.get(node.guid) or self._topics_by_name.pop(path[-1], None)

    def root(self, node: CodeNode) -> Root | None:
        """Return the root that a node is: known by its identity, else by a name that no theme of the study has."""
        own = next((root for root, guid in ROOT_GUIDS.items() if guid == node.guid), None)
        return own or (None if node.guid in self._codes or (node.name,) in self._by_path else roots_named(node.name))


def changed(base: str, native: str) -> str:
    r"""Return what another program made of a text; the study's own where it only wrote it in its own way.

    >>> changed("a\u2028b", "a\nb"), changed("a", " b ")
    ('a\u2028b', 'b')
    """
    return base if canonical(base).strip() == canonical(native).strip() else canonical(native).strip()


def renamed(base: str, native: str) -> str:
    """Return the name that another program gave; the study's own where only its white space differs, or it is gone."""
    same = folded(base) == folded(native)
    return base if same or not native.strip() else canonical(native).strip()


def _paths(codes: tuple[Code, ...], above: Path) -> Iterator[tuple[Path, Code]]:
    for code in codes:
        yield (*above, code.name), code
        yield from _paths(code.children, (*above, code.name))


def _slug(name: str) -> str:
    return slug(name.strip()).replace(";", "-") or "code"


def _id(guid: str, study: str, key: str) -> str:
    return guid.lower() or derived_id(study, "code", key)


def _status(node: CodeNode) -> Status | None:
    own = next((status for status, guid in STATUS_GUIDS.items() if guid == node.guid), None)
    return own or status_named(node.name)


def _has_companions(project: Project, root: CodeNode) -> bool:
    """Tell whether any words under a root stand under another code too: else it is a theme like the others."""
    own = {node.guid for node in root.walk()}
    for source in project.sources:
        at: dict[tuple[int, int], list[bool]] = {}
        for one in source.selections:
            at.setdefault((one.start, one.end), []).extend(applied.code in own for applied in one.codings)
        if any(any(within) and not all(within) for within in at.values()):
            return True
    return False


def _is_used(project: Project, guid: str) -> bool:
    return any(
        applied.code == guid
        for source in project.sources
        for applied in (*source.codings, *(applied for one in source.selections for applied in one.codings))
    )
