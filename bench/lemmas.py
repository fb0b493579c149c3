"""How often Teema's Finnish lemmas agree with a treebank's: ``python -m bench.lemmas FOLDER``.

FOLDER holds test sets of Universal Dependencies (``fi_tdt-ud-test.conllu`` and the like). They are CC BY-SA, so they don't come along, and
no word in Teema is learned from them.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from teema.language.finnish import finnish
from teema.language.finnish.reader import Finnish
from teema.language.readings import Analyser

DATA = "TEEMA_UD"
"""The variable that names the folder where no argument does."""
_BESIDE = Path(__file__).parents[2] / "shared" / "data" / "finnish" / "ud"
TARGETS = {"tdt": (93.0, 78.0, 90.0), "pud": (92.5, None, 90.0)}
"""For each set the least accuracy in per cent: of all words, of colloquial ones, of all without Voikko."""
LEAST_F1 = 0.96
"""The least F1 of searching by lemma."""
_FEWEST = 30
"""Words of which a percentage says something."""
_LETTER = re.compile("[A-Za-zÅÄÖåäö]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a treebank: its form, the lemma given there, whether it begins a sentence and is marked colloquial."""

    form: str
    lemma: str
    initial: bool
    colloquial: bool


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some words were right."""

    right: int
    words: int

    @property
    def percent(self) -> float:
        """Return the accuracy in per cent; 0 of no words."""
        return 100 * self.right / self.words if self.words else 0.0


def words_of(path: Path) -> Iterator[Word]:
    """Read a CoNLL-U file's words: no punctuation, no symbols, at least one letter."""
    for sentence in path.read_text(encoding="utf-8").split("\n\n"):
        lines = (line.split("\t") for line in sentence.splitlines())
        for place, (_, form, lemma, kind, _, features, *_) in enumerate(one for one in lines if one[0].isdigit()):
            if kind not in ("PUNCT", "SYM") and _LETTER.search(form):
                yield Word(form, lemma, place == 0, "Style=Coll" in features)


def plain(lemma: str) -> str:
    """Return a lemma as lemmas are compared: ``#``, hyphens and capitals don't count."""
    return (lemma.replace("#", "").replace("-", "") or lemma).lower()


def accuracy(words: Iterable[Word], analyser: Analyser) -> Share:
    """Count the words whose lemma is the treebank's."""
    agreed = [plain(analyser.lemma(word.form, word.initial)) == plain(word.lemma) for word in words]
    return Share(sum(agreed), len(agreed))


def retrieval(words: Sequence[Word], found_by: Callable[[Word], Iterable[str]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of searching for every lemma there is, all hits together."""
    wanted: dict[str, set[int]] = defaultdict(set)
    found: dict[str, set[int]] = defaultdict(set)
    for place, word in enumerate(words):
        wanted[plain(word.lemma)].add(place)
        for lemma in found_by(word):
            found[plain(lemma)].add(place)
    hits = sum(len(places & found[lemma]) for lemma, places in wanted.items())
    precision = hits / (sum(len(found[lemma]) for lemma in wanted) or 1)
    recall = hits / (len(words) or 1)
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def speed(words: Sequence[Word], analyser: Analyser) -> float:
    """Return words a second."""
    begun = perf_counter()
    for word in words:
        analyser.lemma(word.form, word.initial)
    return len(words) / (perf_counter() - begun)


def measure(folder: Path) -> bool:
    """Print what is measured against its target, and tell whether every target is met."""
    met = True
    sets = {
        path.name.split("_")[1].split("-")[0]: list(words_of(path)) for path in sorted(folder.glob("fi_*-ud-*.conllu"))
    }
    finnish().lemma("kuusta")  # the dictionary is read before anything is timed
    for name, words in sets.items():
        met &= _measured(name, words)
    return met and bool(sets)


def _measured(name: str, words: Sequence[Word]) -> bool:
    every, coll, alone = TARGETS.get(name, (None, None, None))
    analyser, without = finnish(), Finnish(None, "")
    cold = speed(words, analyser)
    colloquial = [word for word in words if word.colloquial]
    print(f"{name}: {len(words):,} words, {analyser.version}")
    checks = [_told("lemmas", accuracy(words, analyser), every)]
    if len(colloquial) >= _FEWEST:
        checks.append(_told("colloquial lemmas", accuracy(colloquial, analyser), coll))
    checks.append(_told("lemmas without Voikko", accuracy(words, without), alone))
    for title, found_by in (
        ("search by lemma", lambda word: (analyser.lemma(word.form, word.initial),)),
        (
            "search by all readings",
            lambda word: {one.lemma for one in analyser.readings(word.form)} | {analyser.lemma(word.form)},
        ),
    ):
        precision, recall, f1 = retrieval(words, found_by)
        wanted = LEAST_F1 if name in TARGETS and title == "search by lemma" else None
        checks.append(wanted is None or f1 >= wanted)
        mark, target = (" ", "") if wanted is None else ("✓" if checks[-1] else "✗", f"  target F1 ≥ {wanted}")
        print(f"  {mark} {title:<24} precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}{target}")
    print(f"    {'words a second':<24} {cold:,.0f} cold, {speed(words, analyser):,.0f} warm")
    return all(checks)


def _told(title: str, share: Share, target: float | None) -> bool:
    met = target is None or share.percent >= target
    wanted = "" if target is None else f"  target ≥ {target:.1f} %"
    print(
        f"  {' ' if target is None else '✓' if met else '✗'} {title:<24} {share.percent:.2f} % of {share.words:,}{wanted}"
    )
    return met


def main(argv: Sequence[str] | None = None) -> int:
    """Measure; return 1 when a target is missed, and 0 with a word when there are no sets to measure on."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.lemmas", description="Measure Finnish lemmas against treebanks."
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path(os.environ.get(DATA, _BESIDE)))
    folder = parser.parse_args(argv).folder
    if not folder.is_dir():
        print(f"No treebanks to measure lemmas on: name their folder, or set {DATA}.", file=sys.stderr)
        return 0
    return 0 if measure(folder) else 1


if __name__ == "__main__":
    raise SystemExit(main())
