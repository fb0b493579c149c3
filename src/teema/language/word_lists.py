"""Lists of words in files of the package: readable by people, with comments."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from zlib import crc32


def lines(package: str, name: str) -> Iterator[str]:
    """Yield a list's lines; comments (``#``) and empty lines are left out."""
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return (line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def print_of(package: str, *names: str) -> str:
    """Return a short fingerprint of lists: it changes with any word of them."""
    held = "\n".join(line for name in names for line in lines(package, name))
    return f"{crc32(held.encode()):08x}"


def lemmas_of_forms(package: str, name: str) -> dict[str, str]:
    """Return form → lemma from a list whose lines are ``lemma: form form …``, or forms that are their own lemmas.

    >>> lemmas_of_forms("teema.language.finnish", "spoken.txt")["oon"]
    'olla'
    """
    found: dict[str, str] = {}
    for line in lines(package, name):
        lemma, colon, forms = line.partition(":")
        found.update(dict.fromkeys(forms.split(), lemma.strip()) if colon else {form: form for form in line.split()})
    return found
