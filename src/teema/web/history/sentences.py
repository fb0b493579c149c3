"""What an act did, in words: for the history, for a message after undoing, for why something can't be undone.

The words stand in ``web_history.toml``, a table a verb. ``plain`` says it without particulars, ``full`` with those that the act noted;
any other sentence is for acts that noted something of that name: ``removed`` for ``removed=True``, or for ``done="removed"``. An act
notes a thing by its key; the app whose thing it is tells by what name people know it (``call_by_name``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from string import Formatter
from typing import Any, TypeAlias
from uuid import UUID

from teema.web.history.models import Act
from teema.web.speaking import spoken
from teema.wording import Language, has, say, table

TELLING = ("done", "status")
"""What an act notes under these names chooses the sentence by its value."""

Names: TypeAlias = Callable[[UUID, Collection[str]], Mapping[str, str]]
"""Returns what things of a study are called, by their keys; a key that isn't known is left out."""
_NAMES: dict[tuple[str, str], Names] = {}


def call_by_name(names: Names, kinds: Iterable[str], *noted: str) -> None:
    """Have the keys that acts of some kinds (``codebook`` of ``codebook.add``) note under some names told by name."""
    _NAMES.update({(kind, one): names for kind in kinds for one in noted})


def said(act: Act, language: Language | None = None) -> str:
    """Say what an act did, in the passive and without a full stop."""
    return all_said([act], language)[0]


def all_said(acts: Sequence[Act], language: Language | None = None) -> list[str]:
    """Say what each act did; the things of all of them are looked up together."""
    wanted: dict[tuple[Names, UUID], set[str]] = defaultdict(set)
    for act in acts:
        for _, key, names in _keys(act):
            wanted[names, act.study].add(key)
    called = {(names, study): names(study, keys) for (names, study), keys in wanted.items()}
    return [
        sentence(
            act.verb,
            {**act.params, **{one: called[names, act.study].get(key, key) for one, key, names in _keys(act)}},
            language or spoken(),
        )
        for act in acts
    ]


def _keys(act: Act) -> Iterator[tuple[str, str, Names]]:
    """Give what an act noted by its key: the name under which it stands, the key, and who knows what the thing is called."""
    for one, key in act.params.items():
        names = _NAMES.get((act.verb.split(".")[0], one))
        if names is not None and isinstance(key, str) and key:
            yield one, key, names


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
