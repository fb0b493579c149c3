"""``teema convert``: projects in and out, whole or not at all, with a report of what came along."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from teema.cli import main
from teema.cli.console import Console
from teema.cli.transfer import show_transfer
from teema.formats.exchange.transfer import Counts, Transfer
from teema.formats.folder import read_study
from teema.formats.opening import open_study
from teema.study import Coding

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "palvelukeskus"
TAGUETTE = ROOT / "tests" / "formats" / "taguette" / "taguette-1.5.2-synthetic-fi.sqlite3"
REFI = ROOT / "tests" / "formats" / "refi" / "data"
SAMPLES = [*sorted(REFI.glob("*.qdpx")), TAGUETTE]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_project_becomes_a_study_without_errors(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each sample becomes a folder that reads without an error, and the report says what was left out."""
    assert main(["convert", str(sample), str(tmp_path / "study"), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert {"documents", "codes", "codings", "verified", "repaired", "dropped", "convention"} <= report.keys()
    assert all({"what", "why"} <= one.keys() for one in report["dropped"])
    read = read_study(tmp_path / "study")
    assert read.errors == ()
    assert len(read.study.documents) == report["documents"]
    assert len(read.study.codings) + len(read.study.relevance) == report["codings"]


def test_missing_sources_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A project without its texts gives its codes, and says what couldn't come."""
    assert main(["convert", str(REFI / "skyloom-TestProject.qdpx"), str(tmp_path / "s"), "--language", "en"]) == 0
    told = capsys.readouterr()
    assert "X103" in told.err
    assert "Left out" in told.out


@pytest.mark.parametrize("name", ["study.qdpx", "study.qda"])
def test_example_goes_out_and_comes_back(name: str, tmp_path: Path) -> None:
    """The example is the same after a journey through another program's form; QualCoder gives codings no identities to keep."""
    assert main(["convert", str(EXAMPLE), str(tmp_path / name)]) == 0
    before, after = read_study(EXAMPLE).study, open_study(tmp_path / name).study
    assert after.documents == before.documents
    for part in ("codings", "relevance"):
        assert _alike(getattr(after, part), name) == _alike(getattr(before, part), name)
    for part in ("customers", "people", "interviews", "findings", "measures", "judgements", "asked", "guide"):
        assert getattr(after, part) == getattr(before, part)
    cited = {id_ for finding in after.findings for id_ in (*finding.evidence, *finding.counter_evidence)}
    assert cited <= after.coding_by_id.keys()


def _alike(records: tuple[Coding, ...], name: str) -> list[str]:
    return sorted(str(replace(one, id="") if name.endswith(".qda") else one) for one in records)


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A destination that stands already stays as it is, and the error says so."""
    (tmp_path / "old.qdpx").write_text("vanha")
    assert main(["convert", str(EXAMPLE), str(tmp_path / "old.qdpx")]) == 1
    assert "X272" in capsys.readouterr().err
    assert (tmp_path / "old.qdpx").read_text() == "vanha"
    assert [path.name for path in tmp_path.iterdir()] == ["old.qdpx"]


def test_unknown_ending_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A destination of an unknown form is refused before anything is read."""
    assert main(["convert", str(EXAMPLE), str(tmp_path / "a.docx")]) == 2
    assert "U114" in capsys.readouterr().err


def test_check_and_report_read_projects(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``check`` and ``report`` take a project directly and end with its transfer report."""
    project = REFI / "spec_codepoint_lf.qdpx"
    assert main(["check", str(project), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["transfer"]["codings"] == 5
    assert main(["report", str(project), "--out", str(tmp_path), "--format", "html", "--language", "en"]) == 0
    assert "REFI-QDA" in capsys.readouterr().out
    assert (tmp_path / "report.html").is_file()


def test_originals_stay_unless_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files as received go into a project only on request, and into a study folder always; what has no place there is told."""
    study = tmp_path / "study"
    (study / "sources").mkdir(parents=True)
    document = docx.Document()
    document.add_paragraph("H1: Hei vaan.")
    document.save(str(study / "sources" / "a.docx"))
    (study / "sources" / "b.md").write_text("**H1:** Hei vaan.", encoding="utf-8")
    assert main(["convert", str(study), str(tmp_path / "bare.qdpx")]) == 0
    assert main(["convert", str(study), str(tmp_path / "full.qdpx"), "--originals"]) == 0
    assert "b.md" in capsys.readouterr().out
    assert open_study(tmp_path / "bare.qdpx").originals == {}
    assert main(["convert", str(tmp_path / "full.qdpx"), str(tmp_path / "back")]) == 0
    assert [path.name for path in (tmp_path / "back" / "sources").iterdir()] == ["a.docx"]


def test_a_codebook_carries_codes_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Documents and codings are told of as left out, not as having arrived."""
    study = read_study(EXAMPLE).study
    assert main(["convert", str(EXAMPLE), str(tmp_path / "k.qdc"), "--json", "--language", "en"]) == 0
    report = json.loads(capsys.readouterr().out)
    codes = len(study.codebook.codes) + len(study.codebook.topics)
    assert (report["documents"], report["codes"], report["codings"]) == (0, codes, 0)
    assert [(one["what"], one["why"], one["count"]) for one in report["dropped"]] == [
        ("texts", "a codebook holds codes alone", len(study.documents)),
        ("codings", "a codebook holds codes alone", len(study.codings) + len(study.relevance)),
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("code_points", "Unicode-merkkejä"),
        ("cp_lf", "Unicode-merkkejä"),
        ("cp_crlf_as_1_bom", "Unicode-merkkejä, rivinvaihto on yksi, tiedoston alkumerkki mukana"),
        ("u16_crlf_end_in", "UTF-16-yksiköitä (emoji on kaksi), rivinvaihto on kaksi, viimeinen merkki mukana"),
        ("utf8_bytes", "UTF-8-tavuja"),
    ],
)
def test_how_characters_are_counted_is_told_in_words(name: str, told: str) -> None:
    """A reader of the report is no programmer; programs get the name."""
    out = io.StringIO()
    transfer = Transfer("refi", Counts(1, 0, 0), Counts(1, 0, 0), convention=name)
    show_transfer(transfer, "in", Console("fi", out, out))
    assert f"merkkien laskutapa lähteessä: {told}\n" in out.getvalue()
