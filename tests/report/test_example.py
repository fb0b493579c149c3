"""The example study's report tells the facts that the example was made to show."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from teema.formats.folder import read_study
from teema.report.make import make_report
from teema.study import Study

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "palvelukeskus"


@pytest.fixture(scope="module")
def study() -> Study:
    """Read the example, which has nothing wrong with it."""
    read = read_study(EXAMPLE)
    assert read.problems == ()
    return read.study


@pytest.fixture(scope="module")
def made(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the example's whole report once."""
    out = tmp_path_factory.mktemp("example")
    make_report(study, out)
    return out


@pytest.fixture(scope="module")
def result(made: Path) -> Any:
    """Return the example's report.json."""
    return json.loads((made / "report.json").read_text(encoding="utf-8"))


def test_report_json_follows_its_schema(result: Any) -> None:
    """What stands in docs/report.schema.json is what is written."""
    schema = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(result, schema)


def test_the_design_facts_stand_in_the_report(result: Any) -> None:
    """Eight interviews with thirteen people, 4/2/2, six themes of three sub-themes, 25 topics."""
    material = result["material"]
    assert (material["interviews"], material["people"]) == (8, 13)
    assert material["groups"] == {"kunta": 4, "kuntayhtyma": 2, "yhteiso": 2}
    assert [len(result["tables"]["2"]["columns"]), len(result["tables"]["2"]["rows"])] == [6, 3]
    assert set(result["tables"]) == {str(number) for number in range(1, 9)}
    assert len(result["topics"]) == 25
    people = Counter(one["people"] for one in material["by_interview"])
    assert people == {2: 5, 1: 3}


def test_the_material_is_large_enough_and_mostly_uncoded(result: Any) -> None:
    """At least 24,000 words, 600 codings, 40 exclusions, and at least 40 % of turns without a coding."""
    material = result["material"]
    assert material["words"] >= 24_000
    assert material["codings"] >= 600
    assert material["exclusions"] >= 40
    assert material["turns_coded"] <= 0.6 * material["turns"]


def test_five_sub_themes_stand_on_top_by_segments(result: Any) -> None:
    """The five labels that the study found most frequent lead here too."""
    top = [one["label"] for one in result["subthemes"][:5]]
    assert top == ["asiakkuus", "palvelut", "toimintatavat", "järjestelmät", "muutokset"]


def test_every_cell_names_segments_that_exist_and_counts_their_customers(study: Study, result: Any) -> None:
    """In Tables 3–8, a cell's count is the customers behind its segments, and n the group's interviewed."""
    customer = {one.document: one.customer for one in study.interviews}
    sizes = {"Kunnat": 4, "Kuntayhtymät": 2, "Yhteisöt": 2}
    for number in range(3, 9):
        table = result["tables"][str(number)]
        for row in table["rows"]:
            for group, cell in zip(table["columns"][1:], row[1:], strict=True):
                codings = [study.coding_by_id[one] for one in cell["segments"]]
                assert cell["count"] == len({customer[one.document] for one in codings})
                assert cell["n"] in (sizes[group], sizes[group] - 1)


def test_all_codings_of_the_round_stand_in_a_cell(study: Study, result: Any) -> None:
    """Nothing is lost on the way to Tables 3–8."""
    shown = {
        one
        for number in range(3, 9)
        for row in result["tables"][str(number)]["rows"]
        for cell in row
        for one in cell["segments"]
    }
    first = {one.document for one in study.interviews if one.round == "2025"}
    assert shown == {coding.id for coding in study.codings_of_record if coding.document in first}


def test_planted_verdicts_come_out(result: Any) -> None:
    """The comparison finds what was planted, "can't tell" included, and keeps the analyst's word beside the rule's."""
    found = {(row["group"], row["sub_theme"]): (row["proposed"], row["confirmed"]) for row in result["gap"]}
    assert found == {
        ("kunta", "asiakkuus"): ("no_difference", "no_difference"),
        ("kunta", "järjestelmät"): ("differ", "differ"),
        ("kunta", "palvelut"): ("partly", "partly"),
        ("kuntayhtyma", "asiakkuus"): ("no_difference", "partly"),
        ("kuntayhtyma", "järjestelmät"): ("not_comparable", None),
        ("kuntayhtyma", "palvelut"): ("differ", "differ"),
        ("yhteiso", "asiakkuus"): ("not_comparable", None),
        ("yhteiso", "järjestelmät"): ("not_comparable", None),
        ("yhteiso", "palvelut"): ("partly", None),
    }


def test_planted_states_come_out(result: Any) -> None:
    """A contradiction, an override, different topics, not asked for expectations, not applicable."""
    cells = {(one["customer"], one["sub_theme"]): one["state"] for one in result["pairs"] if one["level"] == "cell"}
    pairs = {
        (one["customer"], one["topic"]): (one["state"], one["derived"])
        for one in result["pairs"]
        if one["level"] == "pair"
    }
    assert pairs["K2", "tavoitettavuus"] == ("unmet", "partly")
    assert pairs["KY1", "kayttoonotto"] == ("partly", "partly")
    assert cells["Y2", "asiakkuus"] == "unpaired"
    assert cells["Y2", "järjestelmät"] == "not_applicable"
    assert cells["KY2", "järjestelmät"] == "experience_only"


def test_findings_are_of_every_kind_and_fit_their_evidence(result: Any) -> None:
    """Each finding has evidence, and its quantifier, if it has one, is borne out."""
    assert {one["kind"] for one in result["findings"]} == {"strength", "development", "risk", "other"}
    assert all(one["evidence"] for one in result["findings"])
    assert all(one["quantifier_ok"] is not False for one in result["findings"])


def test_two_measures_helped_one_did_not_one_cannot_be_told(result: Any) -> None:
    """The second round tells, or says that it can't."""
    effects = Counter(one["effect"] for one in result["measures"])
    assert (effects["helped"], effects["worse"] + effects["no_change"], effects["cannot_tell"]) == (2, 1, 1)
    assert len(result["measures"]) == 10


def test_two_coders_worked_on_two_interviews(study: Study) -> None:
    """The second layer is there, and counts in no result."""
    layers: dict[str, set[str]] = {}
    for coding in study.codings:
        layers.setdefault(coding.document, set()).add(coding.coder)
    assert sum(len(coders) == 2 for coders in layers.values()) == 2


def test_everything_is_made(made: Path) -> None:
    """Each format, the figures in both forms, the data, and a page for each customer of the round."""
    assert {"report.docx", "report.html", "report.pdf", "tables.xlsx", "report.json"} <= {
        one.name for one in made.iterdir()
    }
    assert len(list((made / "figures").glob("*.svg"))) == len(list((made / "figures").glob("*.png"))) == 8
    assert {one.stem for one in (made / "customers").iterdir()} == {"K1", "K2", "K3", "K4", "KY1", "KY2", "Y1", "Y2"}


def test_the_same_study_gives_the_same_bytes(study: Study, made: Path, tmp_path: Path) -> None:
    """Every file, twice."""
    make_report(study, tmp_path)
    for path in made.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / path.relative_to(made)).read_bytes(), path.name
