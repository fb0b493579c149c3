"""The comparison as report.json tells it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from teema.report.make import make_report

Compare = Callable[..., Any]

SAID = """
    who sub_theme            topic    valence
    A   odotukset-palvelut   puhelin  .
    A   kokemukset-palvelut  puhelin  1
    A   kokemukset-palvelut  puhelin  -1
    B   odotukset-palvelut   raportti .
    B   kokemukset-asiakkuus raportti -1
    C   odotukset-palvelut   .        .
    C   kokemukset-palvelut  raportti -1
    Y   odotukset-palvelut   puhelin  .
    Y   kokemukset-palvelut  hinta    1
    """
FILES = {
    "asked.csv": "interview,theme,sub_theme,asked\nD,odotukset,,no\nD,kokemukset,,no\nE,odotukset,,not_applicable\n"
    "E,kokemukset,,not_applicable\n",
    "judgements.csv": "customer,sub_theme,topic,state,reason\nC,palvelut,,partly,vain osa\n",
    "findings.csv": "id,statement,sub_theme,groups,verdict,evidence\nP1,Kuntien odotukset eivät täyty.,palvelut,kunta,differ,c5\n",
}


@pytest.fixture
def record(compare_by_hand: Compare, tmp_path: Path) -> dict[str, Any]:
    """Report a study with every kind of cell."""
    found = compare_by_hand(SAID, kunta="A B C D E", yhteiso="Y Z", files=FILES)
    make_report(found.read.study, tmp_path / "raportti", formats=())
    content: dict[str, Any] = json.loads((tmp_path / "raportti" / "report.json").read_text(encoding="utf-8"))
    return content


def test_rows_tell_what_they_count(record: dict[str, Any]) -> None:
    """Each group and label has its denominator, states, both verdicts and the codings that they rest on."""
    rows = {(row["group"], row["sub_theme"]): row for row in record["gap"]}
    kunta = rows["kunta", "palvelut"]
    assert (kunta["n"], kunta["asked"], kunta["proposed"], kunta["confirmed"]) == (4, 3, "partly", "differ")
    assert {state: count for state, count in kunta["states"].items() if count} == {
        "partly": 2,
        "unmet": 1,
        "not_asked": 1,
        "not_applicable": 1,
    }
    assert set(kunta["evidence"]) | set(kunta["counter_evidence"]) == {f"c{number}" for number in range(1, 8)}
    yhteiso = rows["yhteiso", "palvelut"]
    assert (yhteiso["n"], yhteiso["proposed"], yhteiso["confirmed"]) == (2, "not_comparable", None)
    assert {state: count for state, count in yhteiso["states"].items() if count} == {"unpaired": 1, "silent": 1}


def test_pairs_tell_each_customers_state(record: dict[str, Any]) -> None:
    """Every customer's cell and pair is there with the rule's state beside the analyst's."""
    cells = {
        (one["customer"], one["sub_theme"]): (one["state"], one["derived"])
        for one in record["pairs"]
        if one["level"] == "cell" and one["sub_theme"] == "palvelut"
    }
    assert cells == {
        ("A", "palvelut"): ("partly", "partly"),
        ("B", "palvelut"): ("unmet", "unmet"),
        ("C", "palvelut"): ("partly", "unmet"),
        ("D", "palvelut"): ("not_asked", "not_asked"),
        ("E", "palvelut"): ("not_applicable", "not_applicable"),
        ("Y", "palvelut"): ("unpaired", "unpaired"),
        ("Z", "palvelut"): ("silent", "silent"),
    }
    pairs = {
        (one["customer"], one["topic"]): (one["state"], one["expectations"], one["experiences"])
        for one in record["pairs"]
        if one["level"] == "pair"
    }
    assert pairs == {
        ("A", "puhelin"): ("partly", ["c1"], ["c2", "c3"]),
        ("B", "raportti"): ("unmet", ["c4"], ["c5"]),
        ("C", None): ("unmet", ["c6"], ["c7"]),
    }


def test_a_study_without_aspects_compares_nothing(compare_by_hand: Compare, tmp_path: Path) -> None:
    """Where nothing is an expectation or an experience, the comparison is empty, not full of silence."""
    found = compare_by_hand("who sub_theme\nA riskit-henkilosto", kunta="A")
    make_report(found.read.study, tmp_path / "raportti", formats=())
    content = json.loads((tmp_path / "raportti" / "report.json").read_text(encoding="utf-8"))
    assert (content["gap"], content["pairs"]) == ([], [])
