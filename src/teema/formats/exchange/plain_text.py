"""Text that other programs carry unchanged, and a JSON string for text that they would change."""

from __future__ import annotations

import json
import re

from teema.formats.source import canonical

_ODD = re.compile("[^\x20-\uffff\U00010000-\U0010ffff]|[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def is_plain(text: str) -> bool:
    """Tell whether a text survives as it is: nothing at its edges that programs trim, no character that they change.

    >>> is_plain("joo\\nniin"), is_plain(" joo"), is_plain("a\\u2028b")
    (True, False, False)
    """
    if text[:1] == '"' or text != text.strip():
        return False
    return (text.isascii() and text.isprintable()) or canonical(text) == text


def quoted(text: str) -> str:
    """Write a text as a JSON string of plain characters.

    >>> quoted("ä\\u2028 ")
    '"ä\\\\u2028 "'
    """
    written = json.dumps(text, ensure_ascii=False)
    written = _ODD.sub(lambda odd: json.dumps(odd[0])[1:-1], written)
    return written if canonical(written) == written else json.dumps(text)


def unquoted(text: str) -> str:
    """Read a text that may be a JSON string."""
    if text[:1] != '"':
        return text
    try:
        found = json.loads(text)
    except ValueError:
        return text
    return found if isinstance(found, str) else text


def folded(name: str) -> str:
    """Return a name on one line, as programs show it."""
    return " ".join(canonical(name).split())
