"""The public edition and the customers' pages give away no name, no organisation and no one else's words."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from teema.formats.folder import read_study
from teema.report.disclosure import Disclosure
from teema.report.make import make_report
from teema.study import Finding, Study

EXAMPLE = Path(__file__).parents[2] / "examples" / "palvelukeskus"
NAMES = (
    "Koivukorve",
    "Lehtovaara",
    "Suviranna",
    "Hallasalme",
    "Sinivirra",
    "Harjulan ymp",
    "Tunturila",
    "Kallasmaa",
    "Virranmaa",
)
PLANTED = "Koivukorvessa soitetaan Virranmaalle joka päivä"


@pytest.fixture(scope="module")
def study() -> Study:
    """Return the example with names planted in what the analyst and the interviewee said."""
    read = read_study(EXAMPLE).study
    first, *rest = read.codings
    planted = Finding("PX", f"{PLANTED}, sanoo Lehtovaaran kaupunki.", evidence=(first.id,), status="confirmed")
    coding = replace(first, reduced=PLANTED, quote=True)
    excluded, *others = read.relevance
    measure = replace(read.measures[0], title=f"{read.measures[0].title} ({PLANTED})", owner="Maija Mallikas")
    return replace(
        read,
        title=f"{read.title} – Virranmaan Palvelukeskus Oy",
        codings=(coding, *rest),
        relevance=(replace(excluded, reason=PLANTED), *others),
        findings=(*read.findings, planted),
        measures=(measure, *read.measures[1:]),
    )


def words_of(folder: Path) -> dict[str, str]:
    """Return the words of every file below a folder, whatever its format."""
    return {path.relative_to(folder).as_posix(): _words(path) for path in folder.rglob("*") if path.is_file()}


def _words(path: Path) -> str:
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            xml = " ".join(
                archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if name.endswith(".xml")
            )
        return re.sub(r"<[^>]+>", "", xml)
    if path.suffix == ".xlsx":
        book = CalamineWorkbook.from_path(str(path))
        rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
        return " ".join(str(value) for row in rows for value in row) + " ".join(book.sheet_names)
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        return " ".join(page.get_textpage().get_text_bounded() for page in document)
    return path.read_bytes().decode("utf-8", "replace")


def test_the_public_edition_names_no_organisation(study: Study, tmp_path: Path) -> None:
    """Names planted in title, findings, reduced expressions, reasons and measures are masked in every public file."""
    make_report(study, tmp_path, edition="public")
    for name, words in words_of(tmp_path).items():
        found = [one for one in (*NAMES, "Mallikas") if one in words]
        assert not found, f"{name}: {found}"


def test_the_public_edition_leads_to_no_segment(study: Study, tmp_path: Path) -> None:
    """No coding's id, no customer's or person's pseudonym stands in a public file."""
    make_report(study, tmp_path, edition="public", formats=("html", "docx", "xlsx"))
    people = re.compile(r"(?<!\w)(?:K[1-4][ab]|KY[12][ab]|Y[12][ab])(?!\w)")
    ids = re.compile("|".join(coding.id for coding in study.codings[:200]))
    for name, words in words_of(tmp_path).items():
        assert not people.search(words), name
        assert not ids.search(words), name


def test_public_quotes_come_from_cells_of_three_customers_and_name_no_small_group(study: Study, tmp_path: Path) -> None:
    """A quote from a group of two would tell who said it."""
    make_report(study, tmp_path, edition="public", formats=("html",))
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    small = {one.document for one in study.interviews if one.customer[:1] != "K" or one.customer.startswith("KY")}
    quoted = [one for one in study.codings if one.quote and one.document in small]
    words = [one.span.of(study.document_by_name[one.document].text) for one in quoted]
    assert words
    assert not [one for one in words if one[5:-5] in page]


def test_a_customers_page_shows_no_words_of_any_interview(study: Study, tmp_path: Path) -> None:
    """Neither quotes nor reduced expressions nor names; in a small group no counts either."""
    make_report(study, tmp_path, formats=())
    for path in (tmp_path / "customers").iterdir():
        page = path.read_text(encoding="utf-8")
        assert not [one for one in NAMES if one in page], path.name
        quotes = [one.span.of(study.document_by_name[one.document].text) for one in study.codings]
        assert not [words for words in quotes if len(words) > 25 and words in page], path.name
    assert "ryhmästänne" in (tmp_path / "customers" / "K1.html").read_text(encoding="utf-8")
    assert "ryhmästänne" not in (tmp_path / "customers" / "Y1.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "said", ["Koivukorvessa on hyvä", "se Tunturilan Vesi", "virranmaalta soitettiin", "K1b sanoi niin"]
)
def test_names_are_known_in_inflected_forms(study: Study, said: str) -> None:
    """A name's stem is enough, in any case of letters."""
    assert Disclosure(study, "public", "fi").names_someone(said)


@pytest.mark.parametrize(
    ("lemma", "forms", "shown"),
    [
        ("palvelu", {"palveluun", "Palvelut"}, True),
        ("koivukorpi", {"koivukorvessa"}, False),
        ("zorblax", {"Zorblax", "Zorblaxin"}, False),
        ("zorblax", {"Zorblax", "zorblaxin"}, True),
        ("virtanen", {"virtanen"}, False),
        ("koivu", {"Koivun"}, False),
        ("koivu", {"Koivun", "koivut"}, True),
        ("k1b", {"K1b"}, False),
    ],
)
def test_words_that_may_be_names_are_known(study: Study, lemma: str, forms: set[str], shown: bool) -> None:
    """A name of the study, a word with a capital everywhere, a word that the language knows as a name only."""
    assert Disclosure(study, "public", "fi").is_no_name(lemma, lambda: forms) == shown


@pytest.mark.parametrize("said", ["kunta on iso", "vesi oli kylmää", "palvelukeskus vastaa", "kiinteistöt lämpenevät"])
def test_common_words_are_no_names(study: Study, said: str) -> None:
    """Words that name a kind of organisation hide nobody."""
    assert not Disclosure(study, "public", "fi").names_someone(said)
