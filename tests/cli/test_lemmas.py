"""``teema lemmas``: JSON lines from a file or standard input, and coded errors."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from teema.cli import main
from teema.language import analyser
from teema.language.finnish.reader import Finnish


@pytest.fixture(autouse=True)
def finnish_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test depend on the machine's language."""
    monkeypatch.setenv("TEEMA_LANGUAGE", "fi")


def rows(shown: str) -> list[dict[str, object]]:
    """Return what the lines hold."""
    return [json.loads(line) for line in shown.splitlines()]


def test_a_line_for_each_token(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each token has its lemma and its place in code points over the canonical text."""
    text = tmp_path / "puhe.txt"
    text.write_bytes("Mä oon\r\n😀 täällä".encode())
    assert main(["lemmas", str(text)]) == 0
    assert rows(capsys.readouterr().out) == [
        {"token": "Mä", "lemma": "minä", "start": 0, "end": 2},
        {"token": "oon", "lemma": "olla", "start": 3, "end": 6},
        {"token": "täällä", "lemma": "täällä", "start": 9, "end": 15},
    ]


@pytest.mark.parametrize("given", [[], ["-"]])
def test_standard_input(given: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file, or with a hyphen, the text comes from standard input; English by the option."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The children")))
    assert main(["lemmas", "--language", "en", *given]) == 0
    assert [row["lemma"] for row in rows(capsys.readouterr().out)] == ["the", "child"]


def test_no_text_makes_no_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Empty input is no fault of a pipe."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert main(["lemmas"]) == 0
    assert capsys.readouterr().out == ""


def test_missing_voikko_is_told_once_on_standard_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The note has its code and doesn't mix with the answer."""
    text = tmp_path / "a.txt"
    text.write_text("taloissa taloissa", encoding="utf-8")
    monkeypatch.setattr("teema.language.finnish.find_voikko", lambda: None)
    analyser.cache_clear()
    try:
        assert main(["lemmas", str(text)]) == 0
        assert isinstance(analyser("fi"), Finnish)
    finally:
        analyser.cache_clear()
    shown = capsys.readouterr()
    assert shown.err.count("L101") == 1
    assert shown.err.startswith("huomautus L101")
    assert [row["lemma"] for row in rows(shown.out)] == ["talo", "talo"]


def test_trouble_is_coded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing file, a file that is no text and an unknown language each have their code."""
    noise = tmp_path / "a.txt"
    noise.write_bytes(bytes(range(256)) * 8)
    for given, status, code in (
        (["lemmas", str(tmp_path / "none.txt")], 1, "F101"),
        (["lemmas", str(noise)], 1, "F104"),
        (["lemmas", str(noise), "--language", "tlh"], 2, "U101"),
    ):
        assert main(given) == status
        assert code in capsys.readouterr().err
