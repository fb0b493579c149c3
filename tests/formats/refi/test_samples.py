"""The sample projects: positions counted in three ways, and the standard's own example."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from teema.formats.exchange.project import Project
from teema.formats.refi import project_bytes, read_project, write_project

DATA = Path(__file__).parent / "data"
COUNTED = ["atlas_like_crlf_counts_as_1", "nvivo_like_utf16_bom_crlf", "spec_codepoint_lf"]
STANDARD = "skyloom-TestProject.qdpx"


@pytest.mark.parametrize("name", COUNTED)
def test_each_way_of_counting_is_found_and_gives_the_same_spans(name: str, data: Path) -> None:
    """Whatever a program counts, the spans over canonical text are the same, and hold the words that the file quotes."""
    expected = json.loads((data / f"{name}.expected.json").read_text("utf-8"))
    project = read_project(data / f"{name}.qdpx")
    found = [(each.start, each.end, each.quoted) for each in project.sources[0].selections]
    assert found == [(*each["codepoint_lf"], each["text"]) for each in expected["selections"]]
    assert (project.convention, project.verified, project.repaired) == (expected["convention"], 5, 0)
    assert not project.problems
    assert not project.lost


@pytest.mark.parametrize("name", COUNTED)
def test_the_rest_of_a_project_comes_along(name: str, data: Path) -> None:
    """Codes with colours and descriptions, variables, cases, notes and users are read whatever the letter case of identities."""
    project = read_project(data / f"{name}.qdpx")
    assert [code.name for root in project.codes for code in root.walk()][:3] == ["Hinta", "Kallis", "Laskutus"]
    assert (project.codes[0].color, project.codes[0].description) == ("#FF8800", "Kuvaus: Hinta")
    assert sorted(project.cases[0].values.values()) == ["42", "PK-yritys"]
    assert project.cases[0].sources == (project.sources[0].guid,)
    assert [note.text for note in project.notes] == ["Muistiinpano äö"]
    assert project.sources[0].notes == (project.notes[0].guid,)
    assert [kept.kind for kept in project.kept] == ["Set"]


def test_the_standards_example_is_kept_though_its_sources_are_missing(data: Path) -> None:
    """Sources whose text isn't in the file are reported and kept with their codings; links, sets and graphs too."""
    project = read_project(data / STANDARD)
    assert [(each.code, each.params) for each in project.problems] == [("X103", {"count": 23})]
    kinds = Counter(kept.kind for kept in project.kept)
    assert (kinds["TextSource"], kinds["Set"], kinds["Link"], kinds["Graph"]) == (6, 16, 1, 1)
    assert sum(kept.extra.get("codings", 0) for kept in project.kept) == 16
    texts = next(loss for loss in project.lost if loss.what == "source_texts")
    assert (texts.count, "Simon.docx" in texts.names) == (8, True)
    assert len(project.codes) == 14
    assert len(project.notes) == 2


@pytest.mark.parametrize("name", [*(f"{name}.qdpx" for name in COUNTED), STANDARD])
def test_what_is_written_is_valid_and_reads_as_the_same_project(
    name: str, data: Path, again: Callable[[Project], Project]
) -> None:
    """A project that was read is written by the schema, loses nothing on the way, and gives the same bytes the second time."""
    project = read_project(data / name)
    back = again(project)
    assert not write_project(project).lost
    assert project_bytes(back) == project_bytes(project)
    assert (back.codes, back.cases, back.notes, back.variables, back.users) == (
        project.codes,
        project.cases,
        project.notes,
        project.variables,
        project.users,
    )
    assert back.kept == project.kept
