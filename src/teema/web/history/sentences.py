"""What an act did, in words: for the history, for a message after undoing, for why something can't be undone.

The words stand in ``web_history.toml``, a table a verb. ``plain`` says it without particulars, ``full`` with those that the act noted;
any other sentence is for acts that noted something of that name: ``removed`` for ``removed=True``, or for ``done="removed"``.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

from teema.web.history.models import Act
from teema.web.speaking import spoken
from teema.wording import Language, has, say, table

TELLING = ("done", "status")
"""What an act notes under these names chooses the sentence by its value."""


def said(act: Act, language: Language | None = None) -> str:
    """Say what an act did, in the passive and without a full stop."""
    return sentence(act.verb, act.params, language or spoken())


def sentence(verb: str, params: Mapping[str, Any], language: Language) -> str:
    """Say what a verb did with what was noted.

    >>> sentence("codebook.merge", {"code": "a", "to": "b"}, "en"), sentence("codebook.merge", {}, "en")
    ('code a merged into b', 'codes merged')
    """
    sentences: dict[str, str] = table(language, "web_history.acts")[verb.replace(".", "_")]
    known = {name: _word(name, value, language) for name, value in params.items() if _fills(value)}
    named = [name for name in sentences if name not in ("plain", "full") and name in _marks(params)]
    fitting = (name for name in (*named, "full") if name in sentences and _parts(sentences[name]) <= known.keys())
    return sentences[next(fitting, "plain")].format(**known)


def _marks(params: Mapping[str, Any]) -> set[str]:
    return {name for name, value in params.items() if value} | {str(params[name]) for name in TELLING if name in params}


def _fills(value: Any) -> bool:
    return isinstance(value, str | int) and value != ""


def _word(name: str, value: Any, language: Language) -> str:
    """Return a noted value as a word: a role or a kind has one of its own."""
    key = f"web_history.values.{name}.{value}"
    return say(language, key) if has(key, language) else str(value)


def _parts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}
