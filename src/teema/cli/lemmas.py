"""``teema lemmas``: the words of a text with their lemmas and places, as JSON lines."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from teema.cli.console import Console
from teema.cli.options import Parser

if TYPE_CHECKING:
    from teema.formats.source import Source
    from teema.language import Token

STANDARD_INPUT = "-"
_CHARACTERS = 100_000_000
"""A whole archive of interviews may be given at once: the text is read, not kept in a study."""

_encoded = json.JSONEncoder(ensure_ascii=False).encode
"""One encoder for every line: making one takes longer than a line."""


def options(parser: Parser) -> None:
    """Declare the text."""
    parser.place("file", default=STANDARD_INPUT)


def run(asked: Namespace, console: Console) -> int:
    """Write a line for each token; what the user should know goes to standard error."""
    from teema.formats.source import decoded
    from teema.language import analyser, lemmatised

    text, problems = decoded(_source(asked.file))
    words = analyser(asked.language or "fi")
    for problem in (*problems, *words.notes):
        console.explain(problem)
    console.out.writelines(_line(token, lemma) for token, lemma in lemmatised(text, words))
    return 0


def _line(token: Token, lemma: str) -> str:
    return f"{_encoded({'token': token.text, 'lemma': lemma, 'start': token.start, 'end': token.end})}\n"


def _source(file: str) -> Source:
    from teema.formats.safety import Limits, read_bytes
    from teema.formats.source import Source

    limits = Limits(file_bytes=4 * _CHARACTERS, characters=_CHARACTERS)
    data = sys.stdin.buffer.read() if file == STANDARD_INPUT else read_bytes(Path(file), limits)
    return Source(file, data, limits)
