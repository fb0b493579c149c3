"""A codebook of another program joined to a study's own: what is missing is added, what is there stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from teema.formats.workbook.difference import CodeChange, Difference
from teema.study.codes import Code, Codebook, Topic
from teema.study.identity import slug
from teema.study.study import Study


def joined(study: Study, given: Codebook) -> Difference:
    """Return the study with a codebook's codes and topics that it doesn't have: told apart by identity, else by name among siblings.

    >>> from teema.study.study import Study
    >>> found = joined(Study("s", ""), Codebook((Code("a", "Hinta"),)))
    >>> [(one.what, one.name) for one in found.codes], found.study.codebook.themes[0].key
    ([('added', 'Hinta')], 'hinta')
    """
    joining = _Joining(study.codebook)
    themes = joining.level(study.codebook.themes, given.themes, None)
    topics = (*study.codebook.topics, *joining.topics(given))
    return Difference(replace(study, codebook=Codebook(themes, topics)), tuple(joining.changes))


class _Joining:
    def __init__(self, book: Codebook) -> None:
        self.book, self.changes = book, list[CodeChange]()
        self.keys = {*book.codes, *(topic.key for topic in book.topics)}
        self.known = {code.id for code in book.codes.values() if code.id} | {one.id for one in book.topics if one.id}

    def level(self, own: tuple[Code, ...], given: tuple[Code, ...], above: Code | None) -> tuple[Code, ...]:
        """Return a level of the tree with what is missing at its end; what lies below a known code is joined there."""
        by_name = {_folded(code.name): place for place, code in enumerate(own)}
        by_id = {code.id: place for place, code in enumerate(own) if code.id}
        level = list(own)
        for code in given:
            place = by_id.get(code.id or "-", by_name.get(_folded(code.name)))
            if place is not None:
                level[place] = replace(
                    level[place], children=self.level(level[place].children, code.children, level[place])
                )
            elif not code.id or code.id not in self.known:
                level.append(self._added(code, above))
        return tuple(level)

    def _added(self, code: Code, above: Code | None) -> Code:
        key = self._free(f"{above.key}-{code.name}" if above else code.name)
        self.changes.append(
            CodeChange("added", "sub_theme" if above else "theme", key, code.name, after=above.name if above else "")
        )
        made = replace(code, key=key, children=())
        children = tuple(
            self._added(child, made) for child in code.children if not child.id or child.id not in self.known
        )
        return replace(made, children=children)

    def topics(self, given: Codebook) -> Iterator[Topic]:
        """Yield the topics that are missing."""
        names = {_folded(topic.name) for topic in self.book.topics}
        for topic in given.topics:
            if _folded(topic.name) not in names and not (topic.id and topic.id in self.known):
                key = self._free(topic.name)
                self.changes.append(CodeChange("added", "topic", key, topic.name))
                yield replace(topic, key=key)

    def _free(self, name: str) -> str:
        stem = slug(name)[:80].strip("-") or "koodi"
        found = next(one for n in count(1) if (one := stem if n == 1 else f"{stem}-{n}") not in self.keys)
        self.keys.add(found)
        return found


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
