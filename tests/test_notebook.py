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


def test_words_are_counted_and_compared(study: teema.study.Study) -> None:
    """What the report tells of words is a line each; interviewers count only when asked for."""
    counted, everyone = teema.words(study), teema.words(study, interviewers=True, set_aside=True)
    assert 0 < counted.words < everyone.words
    assert counted.rows[0].count == len(list(counted.rows[0].places))
    assert "ihminen" in repr(teema.words(study, most=3))
    assert {one.value for one in teema.keyness(study, by="group").values} == {"kunta", "kuntayhtyma", "yhteiso"}
    assert {one.value for one in teema.keyness(study, by="label").values} > {"asiakkuus", "palvelut"}
    assert teema.collocations(study, "numero", min_customers=6).to_frame().height > 1
    assert "palkka" not in [one.lemma for one in teema.words(study, stop={"palkka"}).rows]


def test_networks_and_clouds_show_a_picture(study: teema.study.Study) -> None:
    """The picture is drawn when a notebook shows it; without anything to draw there is none."""
    network = teema.word_network(study)
    assert str(network._repr_svg_()).startswith("<svg")
    assert network.result.pairs[0].customers >= 2
    for by in ("theme", "sub_theme", "label"):
        assert "<svg" in str(teema.word_clouds(study, by=by)._repr_svg_())
    assert teema.word_clouds(study, by="theme", min_words=10**6)._repr_svg_() is None


def test_properties_of_words_that_are_not_there_are_named(study: teema.study.Study) -> None:
    """The error says what there is."""
    with pytest.raises(UsageError, match="A101"):
        teema.keyness(study, by="colour")
    with pytest.raises(UsageError, match="A102"):
        teema.words(study, round="1999")


@pytest.mark.parametrize("page", ["search.md", "words.md"])
def test_examples_in_the_documentation_run(page: str) -> None:
    """The lines at a prompt in the documentation answer as printed."""
    failed, tried = doctest.testfile(str(EXAMPLE.parents[1] / "docs" / page), module_relative=False, encoding="utf-8")
    assert (failed, tried > 0) == (0, True)
