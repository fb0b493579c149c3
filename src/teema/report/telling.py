"""What every chapter of a report needs: the results, the words, what may be shown, and the figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from teema.analysis.whole import Results
from teema.analysis.words import Places
from teema.report.blocks import Cell, Figure, Line, Paragraph, Run, cell
from teema.report.disclosure import Disclosure
from teema.report.evidence import hit
from teema.report.shown_words import ShownWords
from teema.report.words import Words
from teema.study.study import Study

MOST_HITS = 50
"""How many places of words found stand behind one number."""


@dataclass(frozen=True)
class Telling:
    """One report in the making. Where ``opens_words`` is off, as for tables that only the workbook shows, words found open nothing."""

    results: Results
    words: Words
    disclosure: Disclosure
    figures: Mapping[str, Figure] = field(default_factory=dict)
    opens_words: bool = True

    @property
    def study(self) -> Study:
        """The study that the report is about."""
        return self.results.study

    def figure(self, name: str) -> Iterable[Figure]:
        """Yield a figure if there was anything to draw."""
        if name in self.figures:
            yield self.figures[name]

    def paragraph(self, key: str, /, ids: Iterable[str] = (), **parts: object) -> Paragraph:
        """Make a paragraph of the report's words for a key, with its evidence."""
        return Paragraph((self.run(key, ids, **parts),))

    def run(self, key: str, /, ids: Iterable[str] = (), **parts: object) -> Run:
        """Say the report's words for a key, with their evidence."""
        return Run(self.words.say(key, **parts), segments=self.disclosure.segments(ids))

    def pointing(self, key: str, target: str) -> tuple[Run, ...]:
        """Refer to a table or figure: the sentence's noun, in its case, stands between bars in the report's words."""
        before, noun, after = self.words.say(key).split("|")
        return (Run(before), Run(noun, ref=target), Run(after))

    def pointing_to_figure(self, key: str, name: str) -> tuple[Run, ...]:
        """Refer to a figure, if there was anything to draw."""
        return self.pointing(key, name) if name in self.figures else ()

    def count(self, k: int, n: int, ids: Iterable[str] = ()) -> Cell:
        """Make a cell that reads k/n; a dash where nobody could."""
        text = f"{k}/{n}" if n else self.words.number(None)
        return Cell((Line(text, self.disclosure.segments(ids)),), k, n)

    def number(self, value: int, ids: Iterable[str] = ()) -> Cell:
        """Make a cell that counts segments."""
        return cell(self.words.number(value), segments=self.disclosure.segments(ids), count=value)

    def occurrences(self, places: Places, query: str, text: str = "") -> Line:
        """Make a line that counts words found; it opens some of them, spread over customers, and tells how to see them all."""
        words = self.words
        shown = text or words.number(len(places))
        if self.disclosure.public or not self.opens_words:
            return Line(shown)
        chosen = places.spread(MOST_HITS)
        told = words.counted("occurrences", len(places))
        if len(chosen) < len(places):
            told = words.say("words.some", shown=len(chosen), all=words.number(len(places)), query=query)
        return Line(shown, tuple(map(hit, chosen)), told)

    @cached_property
    def shown_words(self) -> ShownWords:
        """Which words of the material may be shown."""
        return ShownWords(self.results, self.disclosure)

    def text(self, value: object, ids: Sequence[str] = ()) -> Cell:
        """Make a cell of words, masked where the edition asks. Cells of the same words without evidence are one cell."""
        if ids:
            return cell(self.disclosure.clean(str(value)), segments=self.disclosure.segments(ids))
        words = str(value)
        if words not in self._texts:
            self._texts[words] = cell(self.disclosure.clean(words))
        return self._texts[words]

    @cached_property
    def _texts(self) -> dict[str, Cell]:
        return {}


def all_ids(rows: Iterable[Any]) -> tuple[str, ...]:
    """Join the evidence of several results, each coding once."""
    return tuple(dict.fromkeys(one for row in rows for one in row.ids))
