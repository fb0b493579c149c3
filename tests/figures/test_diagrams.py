"""The map of services and the study's structure tell what the study holds."""

from __future__ import annotations

import dataclasses
import re

import pytest

from teema.figures.draw import to_png, to_svg
from teema.figures.services import Use, services, use_of
from teema.figures.structure import structure
from teema.study import (
    Code,
    Codebook,
    Coding,
    Customer,
    Design,
    Document,
    Finding,
    Group,
    Interview,
    Measure,
    Organisation,
    Service,
    Span,
    Study,
)

GROUPS = {"kunta": "Kunnat", "kuntayhtymä": "Kuntayhtymät"}
ORGANISATION = Organisation(
    "Palvelukeskus", services=(Service("hr", "Henkilöstöpalvelut", ("palkat",)), Service("talous", "Talouspalvelut"))
)
CUSTOMERS = (
    Customer("a", group="kunta", services=("hr", "talous")),
    Customer("b", group="kunta", services=("hr",)),
    Customer("c", group="kuntayhtymä"),
)
STUDY = Study(
    "s",
    "Tutkimus",
    organisation=ORGANISATION,
    design=Design(
        aims=("Selvittää odotukset.",), groups=(Group("kunta", "Kunnat"), Group("kuntayhtymä", "Kuntayhtymät"))
    ),
    codebook=Codebook((Code("t", "Yhteistyö", children=(Code("t-1", "tapaamiset"), Code("t-2", "arki"))),)),
    customers=CUSTOMERS,
    documents=(Document("d", "Hei kaikille."),),
    interviews=(Interview("i", "d", customer="a", people=("p1", "p2")), Interview("j", customer="b", people=("p3",))),
    codings=tuple(Coding(str(i), "d", Span(i, i + 2), "t-1", reduced=("sama" if i < 2 else "muu")) for i in range(3)),
    findings=(Finding("f", "Väite.", kind="risk"), Finding("g", "Väite.", kind="risk")),
    measures=(Measure("m", "Toimi."),),
)


def words(svg: str) -> list[str]:
    """Return the words of a drawing in its order."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_services_count_customers_whose_services_are_known() -> None:
    """A share counts the group's customers whose services are known; a group without any is left out."""
    assert use_of("talous", CUSTOMERS, GROUPS) == (Use("Kunnat", 1, 2),)


def test_services_show_names_fields_and_shares() -> None:
    """The map names the organisation, every service and its fields, and each group's share."""
    drawing = services(ORGANISATION, CUSTOMERS, GROUPS, language="fi")
    assert drawing is not None
    assert {"Palvelukeskus", "Henkilöstöpalvelut", "palkat", "2/2", "1/2"} <= set(words(to_svg(drawing)))
    assert "Talouspalvelut (Kunnat 1/2)" in drawing.alt


def test_structure_counts_the_study() -> None:
    """The diagram counts interviews and people by group, segments, distinct reduced expressions, findings and measures."""
    drawing = structure(STUDY, language="fi")
    assert drawing is not None
    shown = words(to_svg(drawing))
    assert {"haastatteluja 2", "haastateltavia 3", "haastatteluja 0", "Yhteistyö", "tapaamiset"} <= set(shown)
    counts = {
        name: shown[shown.index(name) - 1]
        for name in ("alkuperäistä ilmausta", "pelkistettyä ilmausta", "alateemaa", "riskit", "toimenpiteet")
    }
    assert counts == {
        "alkuperäistä ilmausta": "3",
        "pelkistettyä ilmausta": "2",
        "alateemaa": "2",
        "riskit": "2",
        "toimenpiteet": "1",
    }


def test_structure_reads_one_round() -> None:
    """Interviews of another round are not counted."""
    later = dataclasses.replace(STUDY.interviews[1], round="2")
    study = dataclasses.replace(
        STUDY,
        interviews=(dataclasses.replace(STUDY.interviews[0], round="1"), later),
        design=dataclasses.replace(STUDY.design, settings=dataclasses.replace(STUDY.design.settings, round="1")),
    )
    drawing = structure(study, language="fi")
    assert drawing is not None
    assert "Haastatteluja 1, haastateltavia 2" in drawing.alt


@pytest.mark.parametrize("count", [1, 3, 7, 11])
def test_any_number_of_groups_and_themes(count: int) -> None:
    """One or many groups and themes are drawn in one page's width, and nothing is written beyond it."""
    study = dataclasses.replace(
        STUDY,
        design=Design(groups=tuple(Group(f"g{i}", f"Ryhmä {i}") for i in range(count))),
        codebook=Codebook(
            tuple(Code(f"t{i}", f"Teema {i}", children=(Code(f"t{i}-1", "arki"),)) for i in range(count))
        ),
    )
    drawing = structure(study, language="en")
    assert drawing is not None
    svg = to_svg(drawing)
    assert {f"Ryhmä {i}" for i in range(count)} | {f"Teema {i}" for i in range(count)} <= set(words(svg))
    assert max(float(x) for x in re.findall(r'<text x="([\d.]+)"', svg)) < drawing.width
    assert max(float(y) for y in re.findall(r'<text x="[\d.]+" y="([\d.]+)"', svg)) < drawing.height


def test_same_input_same_bytes() -> None:
    """Drawing twice gives the same SVG and PNG."""
    for draw in (
        lambda: structure(STUDY, language="fi"),
        lambda: services(ORGANISATION, CUSTOMERS, GROUPS, language="en"),
    ):
        first, second = draw(), draw()
        assert first is not None
        assert second is not None
        assert to_svg(first) == to_svg(second)
        assert to_png(first) == to_png(second)


def test_words_are_escaped() -> None:
    """Names with markup in them stay words, in the picture and in its alternative text."""
    drawing = services(Organisation('A & "B" <c>', services=(Service("x", "<b>"),)), (), {}, language="en")
    assert drawing is not None
    svg = to_svg(drawing)
    assert "&lt;b&gt;" in svg
    assert "A &amp; &quot;B&quot; &lt;c&gt;" in svg
    assert "<b>" not in svg


def test_nothing_to_draw() -> None:
    """Without services there is no map, and an empty study has no structure."""
    assert services(Organisation("A"), CUSTOMERS, GROUPS, language="fi") is None
    assert structure(Study("s", "S"), language="fi") is None
