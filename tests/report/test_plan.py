"""A report by its plan: parts chosen and ordered, words between them, the checklist, and the usual report without a plan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teema.analysis.whole import analyse
from teema.formats.folder import read_study, write_study
from teema.report.blocks import Bullets, Edition, Heading, Paragraph, Quote, Report
from teema.report.compose import compose, telling_of
from teema.report.layout import numbering
from teema.report.make import make_report
from teema.report.parts import chapters_of
from teema.report.plan import EDITIONS, PLACES, Answer, Plan, Written, plan_in, plan_of, table_of
from teema.report.sections import CHAPTERS
from teema.study import Study

EXAMPLE = Path("examples/palvelukeskus")
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1).filter(
    lambda text: bool(text.strip())
)
PLANS = st.builds(
    Plan,
    parts=st.lists(st.sampled_from([*CHAPTERS, "coreq"]), unique=True).map(tuple),
    without=st.lists(st.text(max_size=5)).map(tuple),
    edition=st.sampled_from(EDITIONS),
    written=st.lists(st.builds(Written, st.sampled_from(list(CHAPTERS)), st.sampled_from(PLACES), TEXT)).map(tuple),
    coreq=st.lists(st.builds(Answer, st.integers(1, 32), TEXT, TEXT)).map(tuple),
)


@pytest.fixture(scope="module")
def study() -> Study:
    """The example study."""
    return read_study(EXAMPLE).study


def composed(study: Study, plan: Plan | None, edition: Edition = "working") -> Report:
    """Compose a report without its drawings."""
    return compose(telling_of(analyse(study), "fi", edition, figures=False), plan)


def headings(report: Report, level: int = 1) -> list[str]:
    """Return the keys of a report's headings of a level."""
    return [one.key for one in report.blocks if isinstance(one, Heading) and one.level == level]


def test_the_usual_plan_is_the_usual_report(study: Study) -> None:
    """No plan, the empty plan and all chapters in their order tell the same; each chapter's key is its heading's."""
    usual = composed(study, None)
    assert usual == composed(study, Plan()) == composed(study, Plan(parts=tuple(CHAPTERS)))
    assert headings(usual) == [key for key in CHAPTERS if key in headings(usual)]
    assert not usual.blocks or "coreq" not in headings(usual)


def test_parts_are_told_as_chosen(study: Study) -> None:
    """Chapters stand in the plan's order, each once; unknown ones and sections left out are not told; references stay right."""
    plan = Plan(
        ("findings", "themes", "findings", "nothing", "appendix"), ("themes/theme-odotukset", "appendix/reduction")
    )
    report = composed(study, plan)
    assert headings(report) == ["findings", "themes", "appendix"]
    assert "theme-odotukset" not in headings(report, 2)
    assert "reduction" not in [table.key for table in report.tables]
    numbers = numbering(report)
    for block in report.blocks:
        for run in block.runs if isinstance(block, Paragraph) else ():
            assert not run.ref or numbers.reference(run)


def test_a_sentence_about_a_table_that_is_not_told_goes_with_it(study: Study) -> None:
    """Without its matrix drawn, the comparison speaks of its tables alone; without the appendix's table nobody points at it."""
    report = composed(study, Plan(("comparison",)))
    (answer,) = [one for one in report.blocks if isinstance(one, Paragraph) and any(run.ref for run in one.runs)]
    assert [run.ref for run in answer.runs if run.ref] == ["gap", "states"]


def test_a_chapter_with_nothing_left_has_no_heading(study: Study) -> None:
    """When all sections of a chapter are left out, its heading goes too."""
    themes = tuple(f"themes/{key}" for key in headings(composed(study, Plan(("themes",))), 2))
    assert composed(study, Plan(("themes",), themes)).blocks == ()


def test_what_is_written_stands_at_its_place(study: Study) -> None:
    """Before a chapter, under a section's heading and after it: headings, quotes, lists and references are the report's own."""
    written = (
        Written(
            "frame",
            "before",
            "# Johdanto\n\nTämä on *uusi*, ks. [taulukkoa](#themes) ja [kuviota](#nowhere).\n\n- a\n- b",
        ),
        Written("frame", "opening", "> Sanottu.\n\n1. Yksi"),
        Written("frame", "after", "Lopuksi."),
    )
    report = composed(study, Plan(("frame",), written=written))
    first, paragraph, bullets, frame, quote, numbered, *_, last = report.blocks
    assert first == Heading("Johdanto", 1)
    assert isinstance(paragraph, Paragraph)
    assert isinstance(bullets, Bullets)
    assert [run.ref for run in paragraph.runs if run.ref] == ["themes"]
    assert "".join(run.text for run in paragraph.runs) == "Tämä on uusi, ks. taulukkoa ja kuviota."
    assert (isinstance(frame, Heading) and frame.key, quote) == ("frame", Quote("Sanottu."))
    assert [[run.text for run in one.runs] for one in (numbered, last) if isinstance(one, Paragraph)] == [
        ["1. ", "Yksi"],
        ["Lopuksi."],
    ]


def test_written_words_name_nobody_in_the_public_edition(study: Study) -> None:
    """What somebody wrote is masked as all words of analysts are."""
    name = study.organisation.name
    plan = Plan(("frame",), written=(Written("frame", "opening", f"Näin toimii {name}."),))
    shown = [one for one in composed(study, plan, "public").blocks if isinstance(one, Paragraph)]
    assert name not in "".join(run.text for one in shown for run in one.runs)


def test_the_checklist_is_told_when_chosen(study: Study) -> None:
    """All 32 items, figures from the data, the researcher's own words, and where the report tells more."""
    plan = Plan(
        ("material", "coreq"), coreq=(Answer(5, "Ensimmäinen tutkimus", "luku 3"), Answer(12, "Kaikki tulivat"))
    )
    (table,) = [one for one in composed(study, plan).tables if one.key == "coreq"]
    assert len(table.rows) == 32
    assert [cell.text for cell in table.rows[4]] == ["5", "Kokemus ja koulutus", "Ensimmäinen tutkimus", "luku 3"]
    assert table.rows[11][2].text == "Asiakkaita 8, haastateltavia 13, haastatteluja 8.\nKaikki tulivat"
    assert table.rows[11][3].text == "taulukko 1"
    assert table.rows[28][2].segments
    (public,) = [one for one in composed(study, plan, "public").tables if one.key == "coreq"]
    assert (public.rows[0][2].text, public.rows[28][2].segments) == ("Haastattelijoita 1.", ())


@given(PLANS)
def test_a_plan_is_kept_as_it_is(plan: Plan) -> None:
    """A plan becomes a table and back the same."""
    assert plan_in(table_of(plan)) == plan


def test_a_plan_goes_with_the_folder(study: Study, tmp_path: Path) -> None:
    """What a study keeps of its plan is in study.toml, and the report follows it."""
    plan = Plan(
        ("findings",),
        edition="public",
        formats=("xlsx",),
        written=(Written("findings", "after", 'Rivi "1"\n\nRivi 2\n'),),
    )
    write_study(replace(study, extra={**study.extra, "report": table_of(plan)}), tmp_path / "t")
    read = read_study(tmp_path / "t").study
    assert plan_of(read) == plan
    made = {one.path.name for one in make_report(read, tmp_path / "out")}
    assert {name for name in made if name.startswith(("report.", "tables"))} == {"tables.xlsx", "report.json"}
    make_report(read, tmp_path / "again", plan=plan)
    make_report(study, tmp_path / "given", plan=plan)
    for name in ("tables.xlsx", "report.json"):
        assert len({(tmp_path / one / name).read_bytes() for one in ("out", "again", "given")}) == 1


@pytest.mark.parametrize(
    "kept", [None, "words", {"parts": 3, "written": ["x", {"text": 1}], "coreq": [{"item": "x"}], "edition": "none"}]
)
def test_a_plan_that_makes_no_sense_is_the_usual_one(kept: object) -> None:
    """Somebody's own words under our name change nothing."""
    assert plan_in(kept) == Plan()


def test_chapters_are_known_by_name() -> None:
    """A plan names chapters by the keys of their headings; without any it means the usual ones."""
    assert chapters_of(Plan()) == tuple(CHAPTERS)
    assert chapters_of(Plan(("coreq", "themes", "x"))) == ("coreq", "themes")
