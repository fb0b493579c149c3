"""Both languages say the same things, and every error code has its words."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import teema.errors
from teema.wording import LANGUAGES

SOURCE = Path(teema.errors.__file__).parent
AREAS = sorted(path.stem for path in (SOURCE / "wording" / "fi").glob("*.toml"))
CODE = re.compile(r"[A-Z]\d{3}")
ALWAYS = {"path", "row"}


def texts(language: str, area: str) -> dict[str, str]:
    """Return an area's texts by their dotted keys."""
    path = SOURCE / "wording" / language / f"{area}.toml"
    return dict(_flat(tomllib.loads(path.read_text(encoding="utf-8")), ""))


def _flat(table: dict[str, Any], above: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def placeholders(text: str) -> set[str]:
    """Return the named parts of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def used_codes() -> Iterator[tuple[str, str, set[str] | None]]:
    """Yield each error code in the source with its place, and the parts it is given (None where that can't be seen)."""
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        given: dict[int, set[str] | None] = {}
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            given |= {id(argument): _parts(call) for argument in call.args}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                yield node.value, f"{path.relative_to(SOURCE)}:{node.lineno}", given.get(id(node))


def _parts(call: ast.Call) -> set[str] | None:
    """Return the names that a call gives its error, by keyword or in the dictionary of a Problem."""
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    named = {keyword.arg for keyword in call.keywords if keyword.arg}
    values = [*call.args[1:], *(keyword.value for keyword in call.keywords if keyword.arg == "params")]
    tables = [one for one in values if isinstance(one, ast.Dict)]
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if called == "Problem" and not tables and len(call.args) > 4:
        return None
    keys = {key.value for table in tables for key in table.keys if isinstance(key, ast.Constant)}
    return {str(name) for name in named | keys} if called in RAISERS else None


RAISERS = {"TeemaError", "StudyError", "ReadFailed", "WriteFailed", "UsageError", "Problem", "add"}


def test_both_languages_have_the_same_files() -> None:
    """Each area of words exists in every language."""
    for language in LANGUAGES:
        assert sorted(path.stem for path in (SOURCE / "wording" / language).glob("*.toml")) == AREAS


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_have_the_same_keys_and_placeholders(area: str) -> None:
    """A key in one language has its words in the other, with the same named parts."""
    finnish, english = texts("fi", area), texts("en", area)
    assert finnish.keys() == english.keys()
    different = {key for key, text in finnish.items() if placeholders(text) != placeholders(english[key])}
    assert not different
    assert all(text.strip() for text in (*finnish.values(), *english.values()))


def test_every_error_code_has_words_and_is_used() -> None:
    """The codes in the source and those in errors.toml are the same, each with what and hint."""
    written = texts("fi", "errors")
    coded = {key.partition(".")[0] for key in written}
    used = {code for code, _, _ in used_codes()}
    assert used == coded, f"without words: {sorted(used - coded)}; without use: {sorted(coded - used)}"
    assert written.keys() == {f"{code}.{part}" for code in coded for part in ("what", "hint")}


def test_every_error_is_given_what_its_words_need() -> None:
    """Where the call can be read, it gives every named part of the words: an explanation never fails itself."""
    written = texts("fi", "errors")
    lacking = [
        (code, place, sorted(needed - given - ALWAYS))
        for code, place, given in used_codes()
        if given is not None
        and (needed := placeholders(written.get(f"{code}.what", "")) | placeholders(written.get(f"{code}.hint", "")))
        and needed - given - ALWAYS
    ]
    assert not lacking
