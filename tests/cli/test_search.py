"""``teema search`` and ``teema kwic`` as their users meet them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from teema.cli import main
from teema.cli.kwic import columns

EXAMPLE = Path(__file__).parents[2] / "examples" / "palvelukeskus"
TEXT = "Haastattelija: Vastataanko puhelimeen?\nH1: Ei. Puhelin on kiinni, ja puhelimella ei saa ketään.\n"


@pytest.fixture(autouse=True)
def finnish_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test depend on the machine's language or colours."""
    monkeypatch.setenv("TEEMA_LANGUAGE", "fi")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def transcripts(tmp_path: Path) -> Path:
    """Return a bare folder of one transcript."""
    folder = tmp_path / "litteraatit"
    folder.mkdir()
    (folder / "eka.txt").write_text(TEXT, encoding="utf-8")
    return folder


def answer(*given: str | Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Return what a command answers as JSON."""
    assert main([*map(str, given), "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_search_shows_the_turns_with_their_hits(transcripts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each turn comes with its place, its words and the hits marked; then the counts."""
    assert main(["search", str(transcripts), "puhelin"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "eka:1 · Haastattelija",
        "  Vastataanko «puhelimeen»?",
        "",
        "eka:2 · H1",
        "  Ei. «Puhelin» on kiinni, ja «puhelimella» ei saa ketään.",
        "",
        "3 osumaa 2 puheenvuorossa.",
    ]


def test_kwic_aligns_the_hits(transcripts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The hits stand one below the other, each with its place."""
    assert main(["kwic", str(transcripts), "puhelin", "--speaker", "H1", "--width", "20"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "eka:2 H1            Ei. «Puhelin» on kiinni, ja",
        "eka:2 H1  on kiinni, ja «puhelimella» ei saa ketään.",
    ]


def test_json_holds_places_in_code_points(transcripts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Spans and lines cut their words out of the document."""
    found = answer("search", transcripts, "puhelin", capsys=capsys)
    assert (found["hits"], found["turns"]) == (3, 2)
    spans = [span for match in found["matches"] for span in match["spans"]]
    assert [TEXT[start:end] for start, end in spans] == ["puhelimeen", "Puhelin", "puhelimella"]
    lines = answer("kwic", transcripts, "puhelin", "--most", "1", capsys=capsys)
    assert (lines["hits"], len(lines["lines"]), lines["lines"][0]["hit"]) == (3, 1, "puhelimeen")


def test_what_is_left_out_is_told(transcripts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """When fewer are shown than found, it says so."""
    main(["search", str(transcripts), "puhelin", "--most", "1"])
    assert "1/2 puheenvuorosta" in capsys.readouterr().out
    main(["kwic", str(transcripts), "puhelin", "--most", "1"])
    assert "1/3" in capsys.readouterr().err


def test_nothing_found_is_told_with_what_to_try(transcripts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No hits are no error; the ways to find more are named."""
    for command in ("search", "kwic"):
        assert main([command, str(transcripts), "xyzzy"]) == 0
        shown = capsys.readouterr().out
        assert "Ei osumia." in shown
        assert "--all-readings" in shown


@pytest.mark.parametrize(
    ("given", "code"),
    [(['"puhelin'], "W102"), (["(a"], "W103"), (["a", "--group", "x"], "W112"), (["a", "--most", "0"], "U110")],
)
def test_wrong_questions_are_refused(
    transcripts: Path, given: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A broken query, an unknown name and a number that is none end with status 2 and a code."""
    assert main(["search", str(transcripts), *given]) == 2
    assert code in capsys.readouterr().err


def test_the_index_lives_in_a_study_and_nowhere_else(
    tmp_path: Path, transcripts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A study folder keeps its index in ``.teema``; a bare folder of transcripts is left as it was."""
    study = tmp_path / "study"
    shutil.copytree(EXAMPLE, study, ignore=shutil.ignore_patterns(".teema"))
    first = answer("search", study, "puhelin", capsys=capsys)
    assert (study / ".teema" / "words.sqlite3").is_file()
    assert answer("search", study, "puhelin", capsys=capsys) == first
    answer("search", transcripts, "puhelin", capsys=capsys)
    assert [path.name for path in transcripts.iterdir()] == ["eka.txt"]


def test_the_example_is_searched_by_group_theme_and_topic(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Narrowing finds fewer, and every hit of a part is a hit of the whole."""
    study = tmp_path / "study"
    shutil.copytree(EXAMPLE, study, ignore=shutil.ignore_patterns(".teema"))
    whole = answer("kwic", study, "puhelin", capsys=capsys)
    places = {(line["document"], line["start"]) for line in whole["lines"]}
    for narrowed in (["--group", "kunta"], ["--theme", "kehitettavat"], ["--topic", "tavoitettavuus"]):
        part = answer("kwic", study, "puhelin", *narrowed, capsys=capsys)
        assert 0 < part["hits"] < whole["hits"]
        assert {(line["document"], line["start"]) for line in part["lines"]} < places


def test_columns_of_a_terminal() -> None:
    """Joiners take no column."""
    assert columns("a\u200db") == 2
