"""``teema report`` and ``teema demo``: what is asked for reaches the report, and each thing made has its line."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import teema.report.make
from teema.cli import main
from teema.cli.demo import example_study
from teema.cli.report import FORMATS
from teema.formats.folder.presets import start_study
from teema.wording import LANGUAGES, has


@dataclass(frozen=True)
class Thing:
    """Something that was made."""

    path: Path
    kind: str
    count: int


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    """Record what the report was asked for, instead of making it."""
    monkeypatch.chdir(tmp_path)
    seen: dict[str, Any] = {}

    def make_report(study: Any, out: Path, **given: Any) -> tuple[Thing, ...]:
        seen.update(given, study=study, out=out)
        given["progress"]("figures", 0.5)
        return Thing(out / "report.docx", "docx", 1), Thing(out / "figures", "figures", 6)

    monkeypatch.setattr(teema.report.make, "make_report", make_report)
    monkeypatch.setenv("TEEMA_LANGUAGE", "fi")
    return seen


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Make a study in English."""
    start_study(tmp_path / "asiakkaat", "palvelukeskus", "en")
    return tmp_path / "asiakkaat"


def test_report_by_default(study: Path, asked: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    """By default: what the study's plan says, and a folder named after the study."""
    assert main(["report", str(study)]) == 0
    assert asked["out"] == Path("asiakkaat-report")
    assert (asked["language"], asked["edition"], asked["round_"]) == (None, None, None)
    assert asked["formats"] is None
    assert FORMATS == teema.report.make.FORMATS
    first, second = capsys.readouterr().out.splitlines()
    assert first == "  asiakkaat-report/report.docx  raportti tekstinkäsittelyyn"
    assert second.endswith("6 kuviota (svg ja png)")


@pytest.mark.parametrize(("name", "out"), [("v1.2", "v1.2-report"), ("haastattelu 1.txt", "haastattelu 1-report")])
def test_the_report_is_named_after_the_study(name: str, out: str, asked: dict[str, Any], tmp_path: Path) -> None:
    """A folder gives its whole name, a transcript its name without the suffix."""
    place = tmp_path / name
    if place.suffix != ".txt":
        place.mkdir()
        place = place / "a.txt"
    place.write_text("H: Hei.\nV: Moi.\nH: Joo.\n", encoding="utf-8")
    assert main(["report", str(tmp_path / name)]) == 0
    assert asked["out"] == Path(out)


def test_report_as_asked(study: Path, asked: dict[str, Any]) -> None:
    """Every option reaches the report."""
    options = ["--out", "x", "--language", "fi", "--edition", "public", "--format", "pdf,docx", "--round", "1"]
    assert main(["report", str(study), *options]) == 0
    assert (asked["out"], asked["language"], asked["edition"]) == (Path("x"), "fi", "public")
    assert (asked["formats"], asked["round_"]) == (("pdf", "docx"), "1")


def test_report_mentions_problems_in_short(
    study: Path, asked: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """Problems don't stop the report; one line counts them and names the command that tells more."""
    (study / "customers.csv").write_text("id,group\na,kaupunki\n", encoding="utf-8")
    assert main(["report", str(study)]) == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert "1 virhe" in line
    assert "teema check" in line


def test_demo_makes_the_example(asked: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    """The demo reports on the example study in the user's language and says what to open first."""
    assert main(["demo", "--no-serve", "--language", "en"]) == 0
    assert asked["out"] == Path("teema-demo")
    assert asked["language"] == "en"
    assert asked["study"].documents
    assert "Open teema-demo/report.html first" in capsys.readouterr().out.replace("\\", "/")


def test_example_study_is_found() -> None:
    """The example comes along, whether Teema is installed or runs from its repository."""
    assert (example_study() / "study.toml").is_file()


def test_every_stage_and_thing_has_words() -> None:
    """Whatever the report names to the command line has its words."""
    source = inspect.getsource(teema.report.make)
    stages = set(re.findall(r'progress\("(\w+)"', source)) | set(FORMATS) | {"read"}
    kinds = set(re.findall(r'Made\([^\n]*?, "(\w+)"', source)) | set(FORMATS)
    for language in LANGUAGES:
        assert all(has(f"cli.stages.{stage}", language) for stage in stages)
        assert all(has(f"cli.made.{kind}", language) for kind in kinds)
