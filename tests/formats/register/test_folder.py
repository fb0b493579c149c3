"""Review, apply and take back on a whole study folder."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.formats.register.conftest import NAMES

from teema.errors import TeemaError
from teema.formats.folder import read_study, write_study
from teema.formats.register import apply_review, refresh_review, switching, undo_round
from teema.study import Coding, Memo, Span, Study
from teema.study.tables import Frames

REVIEW = "register/pseudonyms-review.csv"


def files(folder: Path, apart: tuple[str, ...] = ("register/",)) -> dict[str, bytes]:
    """Return the files of a study, without those below some folders."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(apart)}


def rows(folder: Path, file: str = REVIEW) -> list[dict[str, str]]:
    """Return the rows of one of the register's tables, as a Finnish spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO((folder / file).read_text(encoding="utf-8-sig")), delimiter=";"))


def rewritten(
    folder: Path, change: Callable[[dict[str, str]], dict[str, str]], more: tuple[dict[str, str], ...] = ()
) -> None:
    """Write the review anew with its rows changed and some added."""
    given = [change(row) for row in rows(folder)]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(given[0]), delimiter=";")
    writer.writeheader()
    writer.writerows([*given, *more])
    (folder / REVIEW).write_bytes(out.getvalue().encode("cp1252", "replace"))  # as Finnish Excel saves it


def reviewed_and_applied(folder: Path) -> None:
    """Carry out what is proposed."""
    refresh_review(folder)
    assert not apply_review(folder).problems


def with_gaps(words: str) -> re.Pattern[str]:
    """Return the pattern of the words that these were: the same, with anything in the place of a replacement."""
    return re.compile(".+?".join(map(re.escape, re.split(r"\[[^\]]+\](?::\w+)?", words))), re.DOTALL)


def test_no_name_is_left_and_every_coding_stands_on_its_words(study_folder: Path) -> None:
    """After applying, no planted name nor one of the study's own is left outside the register, in any form or file name."""
    before = read_study(study_folder).study
    reviewed_and_applied(study_folder)
    left = {
        name: found.group()
        for name, content in files(study_folder).items()
        if (found := NAMES.search(content.decode()))
    }
    assert not left
    assert not [name for name in files(study_folder) if NAMES.search(name)]
    read = read_study(study_folder)
    assert read.problems == ()
    texts = {one.name: one.text for one in read.study.documents}
    for old, new in zip(before.codings, read.study.codings, strict=True):
        words = old.span.of(before.document_by_name[old.document].text)
        assert old.id == new.id
        assert with_gaps(new.span.of(texts[new.document])).fullmatch(words)


def test_whatever_is_counted_is_counted_as_before(study_folder: Path) -> None:
    """Every coding is still by the same person of the same customer and group, and every turn by the same voice."""

    def counted(study: Study) -> tuple[list[tuple[object, ...]], ...]:
        frames = Frames(study)
        codings = frames.codings.select("coding_id", "person", "customer", "group", "turn", "code", "topic").rows()
        return codings, frames.turns.select("turn", "person", "interviewer", "interview", "coded").rows()

    before = counted(read_study(study_folder).study)
    reviewed_and_applied(study_folder)
    after = counted(read_study(study_folder).study)
    assert [Counter(rows) for rows in after] == [Counter(rows) for rows in before]


def test_taken_back_untouched_it_is_the_same_to_the_byte(study_folder: Path) -> None:
    """Files that nobody touched come back as they were, hand-written ones too; the originals kept are gone, the review stays."""
    design = study_folder / "study.toml"
    design.write_text(f"# käsin kirjoitettu\n{design.read_text(encoding='utf-8')}", encoding="utf-8")
    before = files(study_folder)
    reviewed_and_applied(study_folder)
    assert files(study_folder) != before
    back = undo_round(study_folder)
    assert (back.number, back.left, back.problems) == (1, 0, ())
    assert files(study_folder) == before
    kept = {name for name in files(study_folder, ()) if name.startswith("register/")}
    assert kept == {"register/henkilot.csv", REVIEW}


def test_taken_back_after_work_went_on(study_folder: Path) -> None:
    """Codings and memos added and a text corrected since stay, with the names in them put back."""
    before = read_study(study_folder).study
    reviewed_and_applied(study_folder)
    study = read_study(study_folder).study
    document = study.document_by_name["kunta-a-k1a"]
    start = document.text.index("[kunta A]")
    coding = Coding("uusi", document.name, Span(start, start + 9), study.codings[0].code, reduced="[kunta A]:n asia")
    memo = Memo("uusi", "[K1a] soitti.", f"document:{document.name}")
    write_study(replace(study, codings=(*study.codings, coding), memos=(*study.memos, memo)), study_folder)
    path = study_folder / "documents" / "kunta-a-k1a.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("nauhottaa", "nauhoittaa", 1), encoding="utf-8")
    assert undo_round(study_folder).problems == ()
    back = read_study(study_folder).study
    text = back.document_by_name["koivukorpi-virtanen"].text
    assert text == before.document_by_name["koivukorpi-virtanen"].text.replace("nauhottaa", "nauhoittaa", 1)
    assert back.codings[:-1] == tuple(
        replace(one, span=Span(one.span.start + 1, one.span.end + 1)) if one.document == "koivukorpi-virtanen" else one
        for one in before.codings
    )
    assert NAMES.search(back.codings[-1].span.of(text))
    assert back.memos[-1].about == "document:koivukorpi-virtanen"
    assert (study_folder / "sources" / "koivukorpi-virtanen.txt").is_file()


def test_a_file_that_took_an_originals_place_is_not_written_over(study_folder: Path) -> None:
    """A new file of an original's name stays, and so does the original where it is kept; the new interview is another document."""
    text = read_study(study_folder).study.document_by_name["koivukorpi-virtanen"].text
    reviewed_and_applied(study_folder)
    (study_folder / "sources").mkdir(exist_ok=True)
    taken = study_folder / "sources" / "koivukorpi-virtanen.txt"
    taken.write_text("H: Aivan toinen haastattelu.", encoding="utf-8")
    assert [(one.code, one.path) for one in undo_round(study_folder).problems] == [
        ("P123", "sources/koivukorpi-virtanen.txt")
    ]
    assert taken.read_text(encoding="utf-8") == "H: Aivan toinen haastattelu."
    assert (study_folder / "register/originals/1/sources/koivukorpi-virtanen.txt").is_file()
    back = read_study(study_folder).study.document_by_name
    assert back["koivukorpi-virtanen-2"].text == text
    assert back["koivukorpi-virtanen"].text == "H: Aivan toinen haastattelu."


def test_a_later_round_keeps_the_pseudonyms_and_adds_to_the_key(study_folder: Path) -> None:
    """New interviews get the same pseudonyms, and new names new ones; rounds are taken back in reverse."""
    original = files(study_folder)
    reviewed_and_applied(study_folder)
    first = files(study_folder)
    key = rows(study_folder, "register/pseudonyms.csv")
    (study_folder / "sources").mkdir(exist_ok=True)
    said = "H: Entä nyt?\n\nK9: Soitin taas Koivukorven kuntaan ja Liisa Korhoselle, ja Urho Kettuselle Lehtovaaraan."
    (study_folder / "sources" / "uusi.txt").write_text(said, encoding="utf-8")
    with_new = files(study_folder)
    reviewed_and_applied(study_folder)
    text = read_study(study_folder).study.document_by_name["uusi"].text
    assert not NAMES.search(text)
    assert "Kettu" not in text
    pseudonyms = {row["name"]: row["replacement"] for row in rows(study_folder, "register/pseudonyms.csv")}
    assert pseudonyms["Koivukorven kunta"] in text
    assert pseudonyms["Liisa Korhonen"] in text
    assert rows(study_folder, "register/pseudonyms.csv")[: len(key)] == key
    assert {row["round"] for row in rows(study_folder, "register/pseudonyms.csv")} == {"1", "2"}
    assert undo_round(study_folder).left == 1
    assert files(study_folder) == with_new
    (study_folder / "sources" / "uusi.txt").unlink()
    assert files(study_folder) == first
    assert undo_round(study_folder).left == 0
    assert files(study_folder) == original


def test_applying_again_changes_nothing(study_folder: Path) -> None:
    """What is replaced is replaced."""
    reviewed_and_applied(study_folder)
    after = files(study_folder, ())
    assert not apply_review(study_folder).changed
    assert files(study_folder, ()) == after


def test_an_interrupted_round_is_completed(study_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupted between files, the study is told to be half changed; the next command completes it, and it can be taken back."""
    before, put, done = files(study_folder), switching._put, []

    def interrupted(*given: object) -> None:
        if len(done) == 5:
            raise KeyboardInterrupt
        done.append(given)
        put(*given)  # type: ignore[arg-type]

    refresh_review(study_folder)
    monkeypatch.setattr(switching, "_put", interrupted)
    with pytest.raises(KeyboardInterrupt):
        apply_review(study_folder)
    assert (study_folder / "register" / "pseudonyms.csv").is_file()
    assert "P110" in [problem.code for problem in read_study(study_folder).problems]
    monkeypatch.setattr(switching, "_put", put)
    undo_round(study_folder)
    assert files(study_folder) == before


def test_the_report_of_changes_holds_no_name(study_folder: Path) -> None:
    """It tells what stands where and how often, and may be shown."""
    reviewed_and_applied(study_folder)
    report = (study_folder / "register" / "pseudonyms-report.csv").read_text(encoding="utf-8-sig")
    assert not NAMES.search(report)
    counts = {row["replacement"]: int(row["count"]) for row in rows(study_folder, "register/pseudonyms-report.csv")}
    assert counts["[puhelinnumero A]"] == 2
    assert "kunta-a-k1a" in report


def test_decisions_are_kept_and_names_may_be_added(study_folder: Path) -> None:
    """A review saved by a spreadsheet is read back; making it anew keeps what was decided, also a row written by hand."""
    refresh_review(study_folder)

    def decide(row: dict[str, str]) -> dict[str, str]:
        if row["name"] == "Tiima":
            return {**row, "replace": "x", "replacement": "[järjestelmä]"}
        return {**row, "replace": "ei"} if row["name"] == "Liisa Korhonen" else row

    rewritten(study_folder, decide, ({"replace": "kyllä", "name": "Asiakasikkuna", "replacement": "[portaali]"},))
    refresh_review(study_folder)
    found = {row["name"]: (row["replace"], row["replacement"]) for row in rows(study_folder)}
    assert found["Tiima"] == ("yes", "[järjestelmä]")
    assert found["Liisa Korhonen"][0] == "no"
    assert found["Asiakasikkuna"] == ("yes", "[portaali]")
    apply_review(study_folder)
    text = " ".join(one.text for one in read_study(study_folder).study.documents)
    assert "Tiima" not in text.replace("tiimi", "")
    assert "Asiakasikku" not in text
    assert "Liisa Korhonen" in text


def mend(**changed: str) -> Callable[[dict[str, str]], dict[str, str]]:
    """Change the row of Liisa Korhonen."""
    return lambda row: {**row, **changed} if row["name"] == "Liisa Korhonen" else row


@pytest.mark.parametrize(
    ("change", "more", "code"),
    [
        (mend(replace="ehkä"), (), "S303"),
        (mend(name=""), (), "P105"),
        (mend(), ({"replace": "no", "name": "Liisa Korhonen"},), "P106"),
        (mend(replacement="[]"), (), "P107"),
        (mend(replacement="漢/字"), (), "P107"),
        (mend(replacement="[Virtasen ystävä]"), (), "P108"),
        (mend(replacement="[virtanen2]"), (), "P108"),
    ],
)
def test_a_row_that_will_not_do_is_told_and_nothing_is_replaced(
    study_folder: Path, change: Callable[[dict[str, str]], dict[str, str]], more: tuple[dict[str, str], ...], code: str
) -> None:
    """Each fault has its code and row; the study stays as it is."""
    refresh_review(study_folder)
    before = files(study_folder)
    rewritten(study_folder, change, more)
    problems = apply_review(study_folder).problems
    assert [problem.code for problem in problems] == [code]
    assert problems[0].path == REVIEW
    assert problems[0].row
    assert files(study_folder) == before


def test_a_pseudonym_in_use_is_not_changed_in_silence(study_folder: Path) -> None:
    """A name that has its pseudonym in the material keeps it."""
    reviewed_and_applied(study_folder)
    (study_folder / "sources").mkdir(exist_ok=True)
    (study_folder / "sources" / "uusi.txt").write_text("K9: Liisa Korhonen soitti.", encoding="utf-8")
    refresh_review(study_folder)
    rewritten(study_folder, mend(replacement="[toinen]"))
    assert [problem.code for problem in apply_review(study_folder).problems] == ["P109"]


@pytest.mark.parametrize("case", ["bare", "no review", "new name", "errors", "nothing to undo", "broken record"])
def test_what_cannot_be_done_has_its_code(study_folder: Path, case: str) -> None:
    """Bad input ends in a coded error, and no file of the study changes."""
    act: Callable[[Path], object] = apply_review
    if case == "bare":
        (study_folder / "study.toml").unlink()
    elif case == "new name":
        refresh_review(study_folder)
        (study_folder / "guide.md").write_text("Kysy Urho Kettuselta.", encoding="utf-8")
    elif case == "errors":
        refresh_review(study_folder)
        (study_folder / "codings.csv").write_text(
            "document,quote_text,theme\nkunta-2,jota ei ole,odotukset\n", encoding="utf-8"
        )
    elif case == "nothing to undo":
        act = undo_round
    elif case == "broken record":
        reviewed_and_applied(study_folder)
        (study_folder / "register" / "rounds" / "1.json").write_text("{", encoding="utf-8")
        act = undo_round
    before = files(study_folder)
    with pytest.raises(TeemaError) as trouble:
        act(study_folder)
    codes = {"bare": "P101", "errors": "P102", "no review": "P103", "new name": "P104", "nothing to undo": "P113"}
    assert trouble.value.code == codes.get(case, "P115")
    assert files(study_folder) == before


def test_cells_are_harmless_in_a_spreadsheet(tmp_path: Path) -> None:
    """A context that looks like a formula is text, and is read back as it was."""
    (tmp_path / "study.toml").write_text("title = 'T'\nlanguage = 'fi'\n", encoding="utf-8")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "d.txt").write_text("=1+1 Helsingissä +358 40 123 4567", encoding="utf-8")
    refresh_review(tmp_path)
    cells = [cell for row in rows(tmp_path) for cell in row.values() if cell]
    assert any(cell.startswith("'=1+1") for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert not apply_review(tmp_path).problems
    assert read_study(tmp_path).study.documents[0].text == "=1+1 [paikka A]:ssa [puhelinnumero A]"
