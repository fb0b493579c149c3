"""Real Finnish to index: sentences of treebanks and other open corpora where they stand beside the repository, shared out as transcripts.

The corpora aren't part of the repository. Made-up words have few forms; real ones have tens of thousands, which is what an analyser is slow on.
"""

from __future__ import annotations

import bz2
import csv
import io
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from random import Random

WORDS = 1_000_000
DOCUMENTS = 100


def sentences(folder: Path) -> Iterator[str]:
    """Yield the sentences of the corpora in a folder: Universal Dependencies, Turku NER, eduskunta-vkk."""
    for path in sorted(folder.glob("ud/*.conllu")):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield from (line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))
    for path in sorted(folder.glob("turku-ner/*.tsv")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            yield " ".join(line.split("\t")[0] for line in block.splitlines() if line.strip())
    for path in sorted(folder.glob("eduskunta-vkk/*.csv.bz2")):
        rows = csv.reader(io.StringIO(bz2.decompress(path.read_bytes()).decode("utf-8")))
        yield from (max(row, key=len).replace("\n", " ") for row in list(rows)[1:] if row)


def write_transcripts(corpora: Path, out: Path, words: int = WORDS, seed: int = 1) -> int:
    """Write the sentences as turns of transcripts, again and again until there are enough words; return how many there are."""
    found = [one for one in sentences(corpora) if one.strip()]
    if not found:
        return 0
    Random(seed).shuffle(found)
    out.mkdir(parents=True, exist_ok=True)
    turns: list[str] = []
    written = held = 0
    for place, sentence in enumerate(cycle(found)):
        turns.append(f"{'H1' if place % 2 else 'Haastattelija'}: {sentence}")
        held += len(sentence.split())
        if held >= words // DOCUMENTS:
            (out / f"d{written // max(words // DOCUMENTS, 1):03}.txt").write_text("\n\n".join(turns), encoding="utf-8")
            written, held, turns = written + held, 0, []
        if written >= words:
            break
    return written
