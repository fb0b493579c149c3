"""How well Teema finds names and identifiers: ``python -m bench.names``.

Names are measured on Turku NER (CC BY-SA), identifiers on made-up ones and, for what is found where none is, on the treebanks of ``bench.lemmas``. The sets don't
come along, and no name in Teema is learned from them. ``tests/language/true_identifiers.tsv`` lists the identifiers that they do hold.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import lemmas
from bench.made_identifiers import MAKERS, made, near_misses
from teema.language import Analyser, KnownNames, case_of, identifiers, name_mentions
from teema.language.finnish import finnish
from teema.language.finnish.reader import Finnish

DATA = "TEEMA_NER"
"""The variable that names the folder of Turku NER where no argument does."""
_BESIDE = Path(__file__).parents[2] / "shared" / "data" / "finnish" / "turku-ner"
_TRUE = Path(__file__).parents[1] / "tests" / "language" / "true_identifiers.tsv"
RECALL, FLAGGED = 96.0, 14.0
"""Targets of the mask on the dev set in per cent: words of persons found at least, words flagged at most."""
KNOWN, CASES = 97.0, 97.0
"""Targets on the treebanks in per cent: forms of known names found, cases told right."""
_CASES = {
    "Nom": "nominative",
    "Gen": "genitive",
    "Acc": "genitive",
    "Par": "partitive",
    "Ine": "inessive",
    "Ela": "elative",
    "Ill": "illative",
    "Ade": "adessive",
    "Abl": "ablative",
    "All": "allative",
    "Ess": "essive",
    "Tra": "translative",
    "Abe": "abessive",
}
"""The treebanks' names of the cases, and Teema's."""
_SETS = ("dev", "train")
_KINDS = {"PER": "persons", "LOC": "places", "ORG": "organisations"}
_COUNT = 1000
"""Identifiers made of each kind, and as many near misses."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a set, with its place in its sentence and what it names: PER, LOC, ORG …; O is nothing."""

    text: str
    start: int
    named: str


@dataclass(frozen=True, slots=True)
class Found:
    """How many words of some sort the mask holds, and how many of them it is sure of."""

    words: int
    masked: int
    sure: int

    @property
    def recall(self) -> float:
        """Return the share that is masked, in per cent; 0 of no words."""
        return 100 * self.masked / self.words if self.words else 0.0

    @property
    def sure_recall(self) -> float:
        """Return the share that is masked for sure, in per cent; 0 of no words."""
        return 100 * self.sure / self.words if self.words else 0.0


def sentences_of(path: Path) -> Iterator[tuple[str, list[Word]]]:
    """Read the sentences of a file of words and tags, with a space between every two words."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("-DOCSTART-")]
        words: list[Word] = []
        for form, tag, *_ in rows:
            start = words[-1].start + len(words[-1].text) + 1 if words else 0
            words.append(Word(form, start, tag[2:] or "O"))
        if words:
            yield " ".join(word.text for word in words), words


def masked(sentences: Iterable[tuple[str, Sequence[Word]]], analyser: Analyser) -> dict[str, Found]:
    """Count the words that the mask touches, by what they name; ``all`` counts every word, ``names`` all that name something."""
    counts: dict[str, list[int]] = {}
    for text, words in sentences:
        mentions = list(name_mentions(text, analyser))
        for word in words:
            touched = [one for one in mentions if one.start < word.start + len(word.text) and one.end > word.start]
            for name in ("all", word.named, *(() if word.named == "O" else ("names",))):
                count = counts.setdefault(name, [0, 0, 0])
                count[0] += 1
                count[1] += bool(touched)
                count[2] += any(one.sure for one in touched)
    return {name: Found(*count) for name, count in counts.items()}


def false_hits(texts: Iterable[str], known: frozenset[str]) -> list[str]:
    """Return what is found in texts that hold no identifiers but the known ones."""
    return [one.text for text in texts for one in identifiers(text) if one.text not in known]


def true_identifiers() -> frozenset[str]:
    """Return the identifiers that the sets do hold."""
    lines = _TRUE.read_text(encoding="utf-8").splitlines()[1:]
    return frozenset(line.split("\t")[0] for line in lines)


def texts_of(path: Path) -> Iterator[str]:
    """Return the sentences of a treebank."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return (line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))


@dataclass(frozen=True, slots=True)
class ProperName:
    """A form of a proper name in a treebank, with its lemma and its case as Teema calls it; no case where it has none."""

    form: str
    lemma: str
    case: str


def proper_names(path: Path) -> Iterator[ProperName]:
    """Yield the forms of one-word proper names of a treebank."""
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) < 6 or columns[3] != "PROPN" or "-" in columns[1]:
            continue
        lemma, case = columns[2].replace("#", ""), re.search(r"\bCase=(\w+)", columns[5])
        if lemma[:1].isupper():
            yield ProperName(columns[1], lemma, _CASES.get(case[1], "") if case else "")


def known(names: Iterable[ProperName], analyser: Analyser) -> tuple[int, int, int]:
    """Count the different forms, those found when the name is known, and those found in small letters."""
    forms: dict[str, set[str]] = {}
    for one in names:
        forms.setdefault(one.lemma, set()).add(one.form)
    found = small = 0
    for lemma, of_lemma in forms.items():
        finder = KnownNames((lemma,), analyser)
        found += sum(any(finder.mentions(f"Niin {form}")) for form in of_lemma)
        small += sum(any(finder.mentions(f"niin {form.lower()}")) for form in of_lemma)
    return sum(map(len, forms.values())), found, small


def told_cases(names: Iterable[ProperName], analyser: Analyser) -> tuple[int, int]:
    """Count the forms with a case, and those whose case is told right when the name is known."""
    told = [case_of(one.form, analyser, one.lemma) == one.case for one in names if one.case]
    return len(told), sum(told)


def measure(names: Path, treebanks: Path) -> bool:
    """Print what is measured against its target, and tell whether every target is met."""
    checks = [*_made_identifiers()]
    for path in sorted(treebanks.glob("fi_*-ud-*.conllu")):
        checks += [_false_hits(path.name, texts_of(path)), *_known(path)]
    for name in _SETS:
        path = names / f"{name}.tsv"
        if path.is_file():
            sentences = list(sentences_of(path))
            checks += [*_masked(name, sentences), _false_hits(path.name, (text for text, _ in sentences))]
    return all(checks)


def _made_identifiers() -> Iterator[bool]:
    for kind in MAKERS:
        found = sum(_is_found(one, True) for one in made(kind, _COUNT))
        flagged = sum(_is_found(one, False) for one in near_misses(kind, _COUNT))
        yield _told(f"{kind}, found", f"{found} of {_COUNT}", f"≥ {_COUNT}", found == _COUNT)
        yield _told("  one sign off, flagged", f"{flagged} of {_COUNT}", f"≥ {_COUNT}", flagged == _COUNT)


def _is_found(identifier: str, certain: bool) -> bool:
    """Tell whether an identifier is found whole in a sentence; a certain one as such."""
    hits = identifiers(f"Se on {identifier} niin")
    return any(one.text == identifier and (one.certain or not certain) for one in hits)


def _false_hits(name: str, texts: Iterable[str]) -> bool:
    hits = false_hits(texts, true_identifiers())
    return _told(f"identifiers in {name} that are none", f"{len(hits)}", "≤ 0", not hits)


def _known(path: Path) -> Iterator[bool]:
    """Tell how many forms of a treebank's proper names are found when they are known, with Voikko and without, and how many cases are right."""
    names = list(proper_names(path))
    for title, analyser in (("", finnish()), (", without Voikko", Finnish(None, ""))):
        every, found, small = known(names, analyser)
        yield _share(f"known names found{title}", found, every, KNOWN)
        yield _share("  in small letters", small, every, KNOWN)
        every, right = told_cases(names, analyser)
        yield _share(f"cases told{title}", right, every, CASES)


def _share(title: str, part: int, whole: int, target: float) -> bool:
    percent = 100 * part / (whole or 1)
    return _told(title, f"{percent:.1f} % of {whole:,}", f"≥ {target}", percent >= target)


def _masked(name: str, sentences: Sequence[tuple[str, Sequence[Word]]]) -> Iterator[bool]:
    """Tell of one set, with Voikko and without; only the dev set with Voikko has targets."""
    for analyser in (finnish(), Finnish(None, "")):
        found = masked(sentences, analyser)
        every, target = found["all"], name == "dev" and "voikko-none" not in analyser.version
        print(f"{name}: {every.words:,} words, {analyser.version}")
        wanted = f"≤ {FLAGGED}" if target else ""
        yield _told("words flagged, %", f"{every.recall:.1f}", wanted, not wanted or every.recall <= FLAGGED)
        of_names = 100 * found["names"].sure / (every.sure or 1)
        print(f"    flagged for sure: {every.sure_recall:.1f} %; of them in names {of_names:.1f} %")
        for kind, title in _KINDS.items():
            one, wanted = found.get(kind, Found(0, 0, 0)), f"≥ {RECALL}" if target and kind == "PER" else ""
            told = f"{one.recall:.1f} ({one.sure_recall:.1f} for sure) of {one.words:,}"
            yield _told(f"{title}, % found", told, wanted, not wanted or one.recall >= RECALL)


def _told(title: str, value: str, target: str, met: bool) -> bool:
    print(f"  {' ' if not target else '✓' if met else '✗'} {title:<44} {value}{f'  target {target}' if target else ''}")
    return met


def main(argv: Sequence[str] | None = None) -> int:
    """Measure; return 1 when a target is missed, and 0 with a word when there are no sets to measure names on."""
    parser = argparse.ArgumentParser(prog="python -m bench.names", description="Measure names and identifiers.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(os.environ.get(DATA, _BESIDE)))
    folder = parser.parse_args(argv).folder
    if not folder.is_dir():
        print(f"No texts to measure names on: name the folder of Turku NER, or set {DATA}.", file=sys.stderr)
    return 0 if measure(folder, Path(os.environ.get(lemmas.DATA, lemmas._BESIDE))) else 1


if __name__ == "__main__":
    raise SystemExit(main())
