"""The identities by which a study's parts are known in other programs: UUIDs in upper case."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha1, sha512

from teema.formats.exchange.kept_parts import CASE, SOURCE, USER, part_guids, parts
from teema.study.codes import Code, Codebook
from teema.study.identity import derived_id
from teema.study.study import Study

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def derived_guid(*parts: str) -> str:
    """Derive an identity from what tells a thing apart: the same parts, the same identity.

    >>> derived_guid("study", "customer", "K1") == derived_guid("study", "customer", "K1")
    True
    """
    made = sha1("\x1f".join(parts).encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest().upper()
    return _formed(made)


def guid_of(identity: str) -> str:
    """Return a study's identity as other programs write it, empty where it is no UUID.

    >>> guid_of("0a1b2c3d-0000-4000-8000-000000000000"), guid_of("K1")
    ('0A1B2C3D-0000-4000-8000-000000000000', '')
    """
    return identity.upper() if _UUID.fullmatch(identity) else ""


def derived_guids(*parts: str) -> tuple[str, str, str]:
    """Derive three identities at once, for a coding's selection, topic and note: a study has tens of thousands of them."""
    made = sha512("\x1f".join(parts).encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest().upper()
    return _formed(made), _formed(made[32:64]), _formed(made[64:96])


def _formed(made: str) -> str:
    return f"{made[:8]}-{made[8:12]}-5{made[13:16]}-8{made[17:20]}-{made[20:32]}"


class Identities:
    """Gives each part of one study an identity of its own: its UUID where it has one that is free, else a derived one."""

    def __init__(self, study: str) -> None:
        self._study = study
        self._taken: set[str] = set()

    def of(self, kind: str, key: str, identity: str = "") -> str:
        """Return the identity of the part of a kind with a key."""
        own = guid_of(identity)
        if not own or own in self._taken:
            own = derived_guid(self._study, kind, key)
        self._taken.add(own)
        return own


@dataclass(frozen=True)
class StudyGuids:
    """The identities of a study's parts, by the keys, names and ids that the study knows them by."""

    study: str
    codes: dict[str, str]
    topics: dict[str, str]
    memos: dict[str, str]
    documents: dict[str, str]
    customers: dict[str, str]
    people: dict[str, str]
    codings: dict[str, str]
    relevance: dict[str, str]
    users: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, study: Study, documents: tuple[str, ...] | None = None) -> StudyGuids:
        """Give every part its identity. ``documents`` are their names where the study doesn't hold them itself."""
        names = [one.name for one in study.documents] if documents is None else documents
        given, sources = Identities(study.id), part_guids(study.kept, SOURCE)
        cases = part_guids(study.kept, CASE)
        return cls(
            study.id,
            {
                code.key: given.of("code", code.key, code.id or derived_id(study.id, "code", code.key))
                for code in _nodes(study.codebook)
            },
            {
                one.key: given.of("topic", one.key, one.id or derived_id(study.id, "topic", one.key))
                for one in study.codebook.topics
            },
            {memo.id: given.of("memo", memo.id, memo.id) for memo in study.memos},
            {name: given.of("document", name, sources.get(f"document:{name}", "").lower()) for name in names},
            {
                one.id: given.of("customer", one.id, cases.get(f"customer:{one.id}", "").lower())
                for one in study.customers
            },
            {one.id: given.of("person", one.id, cases.get(f"person:{one.id}", "").lower()) for one in study.people},
            {one.id: given.of("coding", one.id, one.id) for one in study.codings},
            {one.id: given.of("relevance", one.id, one.id) for one in study.relevance},
            {str(one.get("name", "")): one["guid"] for one in parts(study.kept, USER).get("", ())},
        )

    def derived(self, kind: str, key: str) -> str:
        """Return an identity for a thing that only other programs have: a file's note, a variable."""
        return derived_guid(self.study, kind, key)

    def beside(self, kind: str, id: str) -> tuple[str, str, str]:
        """Return the identities of a coding's selection, topic and note."""
        return derived_guids(self.study, kind, id)

    def user(self, name: str) -> str:
        """Return the identity of a coder or author; nobody has none."""
        return (self.users.get(name) or _user(self.study, name)) if name else ""


@lru_cache(maxsize=256)
def _user(study: str, name: str) -> str:
    return derived_guid(study, "user", name)


def _nodes(book: Codebook) -> list[Code]:
    return [code for theme in book.themes for code in theme.walk()]
