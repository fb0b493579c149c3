"""What a notebook sees: a study read, and counted in a line."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import teema
from teema.errors import UsageError

EXAMPLE = Path(__file__).parents[1] / "examples" / "palvelukeskus"


@pytest.fixture(scope="module")
def study() -> teema.study.Study:
    """Read the example."""
    return teema.read(EXAMPLE)


def test_a_crosstab_of_a_study_shows_a_table(study: teema.study.Study) -> None:
    """Rows in the codebook's order, groups in the design's, k/n (segments) in the cells."""
    table = teema.crosstab(study, rows="subtheme", columns="group")
    assert table.columns == ("kunta", "kuntayhtyma", "yhteiso")
    assert table.rows[:2] == ("odotukset-asiakkuus", "odotukset-jarjestelmat")
    assert "4/4" in repr(table)
    assert table._repr_html_().count("<tr>") == 19


def test_pandas_frames_give_the_same_counts(study: teema.study.Study) -> None:
    """A user's own frames are counted like the study."""
    frames = teema.frames(study)
    codings, customers = (
        frame.filter(frame["round"] == "2025").to_pandas() for frame in (frames.codings, frames.customers)
    )
    theirs = teema.crosstab(codings, rows="topic", columns="group", customers=customers)
    ours = teema.crosstab(study, rows="topic", columns="group")
    assert {place: theirs.cell(*place) for place in ours.cells} == dict(ours.cells)


def test_frames_without_customers_count_those_who_speak(study: teema.study.Study) -> None:
    """n is then the customers of the frame itself."""
    codings = teema.frames(study).codings.to_pandas()
    assert teema.crosstab(codings, rows="theme", columns="group").cell("yhteistyo", "kunta").n == 4


def test_an_unknown_property_or_round_is_named(study: teema.study.Study) -> None:
    """The error says what there is."""
    with pytest.raises(UsageError, match="A101"):
        teema.crosstab(study, rows="colour", columns="group")
    with pytest.raises(UsageError, match="A102"):
        teema.gap(study, round="1999")


def test_a_written_study_reads_the_same(study: teema.study.Study, tmp_path: Path) -> None:
    """Folder → study → folder → study."""
    assert teema.read(teema.write(study, tmp_path / "again")) == study


def test_what_cannot_be_read_is_warned_about(tmp_path: Path) -> None:
    """A bad row is left out with a warning that tells its place."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text("H: Hei.", encoding="utf-8")
    (tmp_path / "codings.csv").write_text("document,quote_text,theme\na,poissa,x\n", encoding="utf-8")
    with pytest.warns(UserWarning, match=r"codings\.csv:2"):
        teema.read(tmp_path)


def test_words_are_found_and_shown_in_context(study: teema.study.Study) -> None:
    """Searching and words in context are a line each, and find the same."""
    found = teema.find(study, "puhelin", group="kunta")
    lines = teema.kwic(study, "puhelin", group="kunta", order="left").lines
    assert found.hits == len(lines) > 0
    assert {(line.document, line.start) for line in lines} == {
        (match.document, span.start) for match in found.matches for span in match.spans
    }


def test_examples_in_the_documentation_run() -> None:
    """The lines at a prompt in ``docs/search.md`` answer as printed."""
    failed, tried = doctest.testfile(
        str(EXAMPLE.parents[1] / "docs" / "search.md"), module_relative=False, encoding="utf-8"
    )
    assert (failed, tried > 0) == (0, True)
