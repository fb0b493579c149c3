"""The chapter of words: every number opens its words, and the public edition shows none that could tell who spoke."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from teema.analysis.whole import analyse
from teema.formats.folder import read_study
from teema.language import analyser
from teema.report.blocks import Edition, Heading, Paragraph, Report, Table
from teema.report.compose import compose, only_in_workbook, telling_of
from teema.report.html import html_page
from teema.report.make import make_report
from teema.report.telling import MOST_HITS
from teema.study import Customer, Design, Document, Interview, Organisation, Study, Turn

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "palvelukeskus"
Composed = Callable[..., Report]


def composed(study: Study, edition: Edition = "working", figures: bool = False) -> Report:
    """Compose a study's report in Finnish."""
    return compose(telling_of(analyse(study), "fi", edition, figures=figures))


def tables_of(report: Report) -> dict[str, Table]:
    """Return the tables by their keys."""
    return {table.key: table for table in report.tables}


def text_of(report: Report) -> str:
    """Return everything that paragraphs say."""
    return " ".join(run.text for block in report.blocks if isinstance(block, Paragraph) for run in block.runs)


def spoken(*said: str, speaker: str = "A", language: str = "fi", **parts: Any) -> Study:
    """Make a study in which each customer, K1, K2 …, says one thing."""
    documents = tuple(
        Document(
            f"d{n}",
            f"{speaker}: {words}\n",
            (Turn(0, len(speaker) + 3 + len(words), speaker, speech=len(speaker) + 2),),
        )
        for n, words in enumerate(said, 1)
    )
    interviews = tuple(Interview(one.name, one.name, "", f"K{n}") for n, one in enumerate(documents, 1))
    customers = tuple(Customer(f"K{n}", f"Asiakas {n}", "kunta") for n in range(1, len(said) + 1))
    told = {"documents": documents, "interviews": interviews, "customers": customers, "design": Design(), **parts}
    return Study("s", "S", language, **told)


@pytest.fixture(scope="module")
def study() -> Study:
    """Read the example."""
    return read_study(EXAMPLE).study


@pytest.fixture(scope="module")
def report(study: Study) -> Report:
    """Compose the example's working edition, with its figures."""
    return composed(study, figures=True)


def test_the_chapter_follows_the_experience(report: Report) -> None:
    """Words come after the themes, the comparison and the factors, before the findings."""
    chapters = [block.key for block in report.blocks if isinstance(block, Heading) and block.level == 1]
    assert chapters[chapters.index("experience") + 1 : chapters.index("findings")] == ["words"]
    assert {"lemma_network", "word_clouds"} <= {figure.key for figure in report.figures}
    assert {"words", "keywords-group", "keywords-theme", "collocations"} <= set(tables_of(report))


def test_a_number_opens_its_own_words(study: Study, report: Report) -> None:
    """Behind each count stand as many words as it says, up to the most that are shown, each a form of its lemma."""
    words = analyser("fi")
    for lemma, count, *_ in tables_of(report)["words"].rows[:8]:
        opened = [report.segments[one] for one in count.segments]
        assert len(opened) == min(count.count or 0, MOST_HITS)
        assert all(lemma.text in {words.lemma(one.said, at_start) for at_start in (False, True)} for one in opened)
        for one in opened:
            document = study.document_by_name[one.where.split(" · ")[0]]
            assert f"{one.before.lstrip('…')}{one.said}{one.after.rstrip('…')}" in document.text


def test_what_is_not_shown_is_told_with_the_way_to_it(report: Report) -> None:
    """A number with more words behind it than are shown says so, and names the command that shows them all."""
    rows = tables_of(report)["words"].rows
    line = rows[0][1].lines[0]
    assert line.told == f"50/{rows[0][1].count} esiintymää. Kaikki: teema kwic TUTKIMUS {rows[0][0].text}"
    few = next(row for row in rows if (row[1].count or 0) <= MOST_HITS)
    assert few[1].lines[0].told == f"{few[1].count} esiintymää"
    assert f'data-told="{line.told}"' in html_page(report)


def test_the_words_shown_come_from_every_customer(report: Report) -> None:
    """Fifty lines of one talkative customer would tell nothing of the others."""
    for row in tables_of(report)["words"].rows:
        assert len({one.rpartition("@")[0] for one in row[1].segments}) == row[2].count


def test_sides_open_their_own_words(report: Report) -> None:
    """A keyword's occurrences here and elsewhere, and a collocate's before and after, are different words."""
    for row in tables_of(report)["keywords-theme"].rows:
        here, elsewhere = row[2], row[3]
        assert (len(here.segments), len(elsewhere.segments)) == (here.count, elsewhere.count)
        assert not set(here.segments) & set(elsewhere.segments)
    for row in tables_of(report)["collocations"].rows:
        together, before, after = row[2:5]
        assert set(before.segments) | set(after.segments) == set(together.segments)


def test_the_workbook_has_every_word_and_pair(study: Study) -> None:
    """Sheets that only the workbook shows open nothing."""
    extra = {one.key: one for one in only_in_workbook(telling_of(analyse(study), "fi", "working", figures=False))}
    assert len(extra["words-all"].rows) == 1000
    assert {"word-pairs", "keywords-sub_theme"} <= set(extra)
    assert not any(cell.segments for row in extra["words-all"].rows for cell in row)


def test_without_known_interviewers_everyone_counts_and_it_is_told() -> None:
    """Transcripts alone often don't tell who asks."""
    known = "Haastattelijoiden puhe ja aineistosta rajatut kohdat on jätetty pois."
    assert known not in text_of(composed(spoken("Palkka tuli myöhässä.")))
    assert "Haastattelijoita ei ole merkitty" in text_of(composed(spoken("Palkka tuli myöhässä.")))


@pytest.mark.parametrize("language", ["fi", "en", "sv", "suomi"])
def test_any_language_is_counted(language: str) -> None:
    """Other languages plainly, form by form; a language that is none, too."""
    rows = tables_of(composed(spoken("flickor flickan flickor", language=language)))["words"].rows
    assert sum(row[1].count or 0 for row in rows) == 3


def test_what_cannot_be_compared_says_why() -> None:
    """Too few words: a row of the table tells it instead of keywords."""
    customers = (Customer("K1", group="kunta"), Customer("K2", group="yhteiso"))
    found = tables_of(composed(spoken("palkka", "lasku", customers=customers)))["keywords-group"]
    assert [row[1].text for row in found.rows] == ["liian vähän verrattavaa (1 sana)"] * 2


def test_nothing_said_tells_nothing() -> None:
    """Without words, and with stop words alone, there is no chapter."""
    for one in (Study("s", "S"), spoken("ja niin")):
        assert not [block for block in composed(one).blocks if isinstance(block, Heading) and block.key == "words"]


SAID = "Meillä puhelin soi. Koivukorvessa on Zorblax, virtanen ja Tampere; meillä Koivu vastaa."


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the public edition of a study whose three customers say the same names, and one a word of its own."""
    out = tmp_path_factory.mktemp("public")
    organisation = Organisation("Koivukorven kunta")
    make_report(
        spoken(f"{SAID} Harvinaisuus.", SAID, SAID, organisation=organisation), out, edition="public", formats=("html",)
    )
    return out


def test_the_public_edition_shows_no_name_and_no_word_of_few(public: Path) -> None:
    """Names of the study, names that the language knows, words that are only ever capitalised, words of under three customers."""
    with (public / "data" / "words.csv").open(encoding="utf-8") as file:
        assert {row["lemma"] for row in csv.DictReader(file)} == {"puhelin", "soida", "vastata"}
    told = json.loads((public / "report.json").read_text(encoding="utf-8"))["words"]
    assert {one["lemma"] for one in told["frequencies"]} == {"puhelin", "soida", "vastata"}
    everything = " ".join(
        path.read_text(encoding="utf-8").lower() for path in public.rglob("*.*") if path.suffix != ".png"
    )
    assert not [name for name in ("koivu", "zorblax", "virtanen", "tampere", "harvinaisuus") if name in everything]


def test_the_public_edition_opens_no_words(study: Study) -> None:
    """Its cells carry counts, and no segment; every word shown has three customers behind it."""
    tables = tables_of(composed(study, "public"))
    cells = [cell for key in ("words", "keywords-theme", "collocations") for row in tables[key].rows for cell in row]
    assert not any(cell.segments or line.told for cell in cells for line in cell.lines)
    assert all(row[2].count >= 3 for row in tables["words"].rows)
    assert all(row[4].count >= 3 for row in tables["keywords-theme"].rows if row[4].count is not None)


def test_the_public_record_follows_the_schema(study: Study, tmp_path: Path) -> None:
    """As the working one does, with fewer words."""
    make_report(replace(study), tmp_path, edition="public", formats=())
    record = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    jsonschema.validate(record, json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8")))
    assert all(one["customers"] >= 3 for one in record["words"]["network"]["pairs"])
    assert all(word["customers"] >= 3 for one in record["words"]["clouds"] for word in one["words"])
