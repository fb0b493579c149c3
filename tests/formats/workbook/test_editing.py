"""What a writer does in a spreadsheet, and what becomes of it in the study."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.formats.workbook.editing import Book, Desk, a_study, changed, codes_of

from teema.errors import ReadFailed
from teema.study import Codebook, Study

A, B, NONE, CODES = "Kunnat", "Yhtiöt oma a b", "Ilman ryhmää", "Koodikirja"


def test_an_untouched_workbook_changes_nothing(desk: Desk) -> None:
    """Saved by another program without an edit, the study stays as it is, and nothing is told."""
    found = desk.edited(lambda book: None)
    assert (found.study, found.codes, found.codings, found.conflicts, found.problems) == (a_study(), (), (), (), ())


def test_every_field_may_be_edited(desk: Desk) -> None:
    """A changed cell changes the coding, in the words of either language or as signs."""
    found = desk.edited(
        lambda book: book.put(
            A,
            "1",
            Pelkistetty_ilmaus="-hyvä palvelu",
            Aihe="PUHELIN",
            Teema="Kokemukset",
            Alateema="hinta",
            Odotus_vai_kokemus="experience",
            Sävy="-",
            Aika="nyt",
            Kenen_kokemus="organisaation",
            Palvelu="henkilöstö",
            Sitaatti="x",
            Muistiinpano="=1+1",
        )
    )
    one = found.study.coding_by_id["1"]
    assert (one.reduced, one.topic, one.code, one.aspect, one.valence) == (
        "-hyvä palvelu",
        "puh",
        "k-h",
        "experience",
        -1,
    )
    assert (one.time, one.whose, one.service, one.quote, one.memo) == ("now", "organisation", "hr", True, "=1+1")
    assert not found.codes
    assert not found.problems


def test_an_emptied_cell_empties_the_field(desk: Desk) -> None:
    """What may be empty is emptied; the code may not, and stays."""
    found = desk.edited(lambda book: book.put(A, "2", Aihe="", Sävy="", Palvelu="", Teema="", Alateema=""))
    one = found.study.coding_by_id["2"]
    assert (one.topic, one.valence, one.service, one.code) == ("", None, "", "k-h")
    assert codes_of(found) == ["X222"]


def test_a_sub_theme_alone_tells_its_theme_where_only_one_has_it(desk: Desk) -> None:
    """Without a theme, a sub-theme's name is enough when it stands under one theme."""
    found = desk.edited(lambda book: book.put(A, "1", Teema="", Alateema="hinta"))
    assert found.study.coding_by_id["1"].code == "k-h"
    found = desk.edited(lambda book: book.put(A, "2", Teema="", Alateema="palvelut"))
    assert (found.study.coding_by_id["2"].code, codes_of(found)) == ("k-h", ["X222"])


def test_the_theme_alone_may_hold_a_coding(desk: Desk) -> None:
    """A sub-theme taken away leaves the theme; one given where there was none is taken."""
    found = desk.edited(lambda book: (book.put(A, "2", Alateema=""), book.put(NONE, "4", Alateema="hinta")))
    assert [found.study.coding_by_id[one].code for one in ("2", "4")] == ["k", "k-h"]


def test_new_names_typed_in_cells_are_proposed(desk: Desk) -> None:
    """A topic, sub-theme or theme that nobody knows is added once, and shown as new."""

    def edit(book: Book) -> None:
        book.put(A, "1", Aihe="odottelu", Alateema="Laatu")
        book.put(A, "2", Aihe="Odottelu", Alateema="laatu")
        book.put(B, "3", Teema="Tulevaisuus", Alateema="toiveet")

    found = desk.edited(edit)
    assert [(one.what, one.level, one.name, one.after) for one in found.codes] == [
        ("added", "sub_theme", "Laatu", "Kokemukset"),
        ("added", "topic", "odottelu", ""),
        ("added", "theme", "Tulevaisuus", ""),
        ("added", "sub_theme", "toiveet", "Tulevaisuus"),
    ]
    codings = found.study.coding_by_id
    assert (codings["1"].code, codings["2"].code, codings["3"].code) == ("k-laatu", "k-laatu", "tulevaisuus-toiveet")
    assert (codings["1"].topic, codings["2"].topic) == ("odottelu", "odottelu")


def test_a_new_name_of_a_conflict_adds_nothing(desk: Desk) -> None:
    """A name that isn't used in the end doesn't enter the codebook."""
    book, now = Book.of(a_study()), with_coding("1", topic="lasku")
    book.put(A, "1", Aihe="uusi aihe")
    found = desk.compare(book, now)
    assert not found.changes
    assert [(one.column, one.exported, one.workbook, one.study) for one in found.conflicts] == [
        ("topic", "", "uusi aihe", "laskutus")
    ]


def test_unknown_values_are_told_with_sheet_and_row(desk: Desk) -> None:
    """A value that means nothing leaves its field; the rest of the row is taken."""
    found = desk.edited(lambda book: book.put(A, "2", Sävy="hyvä", Palvelu="siivous", Pelkistetty_ilmaus="myöhässä"))
    assert [(one.code, one.path, one.row, one.params["value"]) for one in found.problems] == [
        ("X216", A, 3, "hyvä"),
        ("X216", A, 3, "siivous"),
    ]
    one = found.study.coding_by_id["2"]
    assert (one.valence, one.service, one.reduced) == (-1, "t", "myöhässä")


def test_a_deleted_row_deletes_the_coding(desk: Desk) -> None:
    """The coding goes, and findings forget it."""
    found = desk.edited(lambda book: book.delete(A, "2"))
    assert [one[:2] for one in changed(found)] == [("deleted", "2")]
    assert ([one.id for one in found.study.codings], found.study.findings[0].evidence, found.findings) == (
        ["1", "3", "4"],
        ("3",),
        1,
    )


def test_a_row_emptied_of_all_that_is_seen_is_deleted(desk: Desk) -> None:
    """Excel's Delete empties the cells and leaves the hidden id: the coding was meant to go."""

    def edit(book: Book) -> None:
        row = book.row(A, "2")
        row[:-2] = [""] * (len(row) - 2)

    found = desk.edited(edit)
    assert ([one[:2] for one in changed(found)], found.problems) == ([("deleted", "2")], ())


def test_a_sheet_that_is_gone_deletes_nothing(desk: Desk) -> None:
    """Codings are deleted by rows, never by sheets."""
    found = desk.edited(lambda book: book.sheets.pop(A))
    assert (found.codings, codes_of(found)) == ((), ["X212"])


def test_a_copied_row_that_is_changed_becomes_a_coding(desk: Desk) -> None:
    """The same words get a second code; whichever of the rows is like the exported one is the old coding."""

    def edit(book: Book) -> None:
        book.copy(A, "1", Aihe="laskutus")
        book.sheets[A].reverse()
        book.sheets[A].insert(0, book.sheets[A].pop())

    found = desk.edited(edit)
    added = found.study.codings[-1]
    assert [one[:2] for one in changed(found)] == [("added", added.id)]
    assert (added.topic, added.code, added.span) == ("lasku", "k-p", a_study().codings[0].span)
    assert found.study.coding_by_id["1"] == a_study().codings[0]


def test_a_copied_row_may_name_other_words(desk: Desk) -> None:
    """Words of the same interview that stand there once are found."""
    found = desk.edited(lambda book: book.copy(A, "1", Alkuperäinen_ilmaus="tuli  myöhässä"))
    text = a_study().documents[0].text
    assert [one.coding.span.of(text) for one in found.codings] == ["tuli myöhässä"]
    found = desk.edited(lambda book: book.copy(A, "1", Haastattelu="h2", Alkuperäinen_ilmaus="vastata"))
    assert [(one.coding.document, one.coding.code) for one in found.codings] == [("h2", "k-p")]
    found = desk.edited(lambda book: book.copy(A, "1", Alkuperäinen_ilmaus="huonosti"))
    assert (found.codings, codes_of(found)) == ((), ["X227"])


def test_a_row_copied_unchanged_changes_nothing(desk: Desk) -> None:
    """A copy for the writer's own overview is no coding."""
    found = desk.edited(lambda book: book.copy(A, "1"))
    assert (found.codings, codes_of(found)) == ((), ["X223"])


def test_a_new_row_is_added_where_its_words_are_found(desk: Desk) -> None:
    """The interview is named by itself or by its customer; theme and words are needed."""

    def edit(book: Book) -> None:
        book.add(A, Haastattelu="H1", Alkuperäinen_ilmaus="mutta", Teema="Kokemukset", Sävy="±")
        book.add(B, Asiakas="yhtiö b", Alkuperäinen_ilmaus="😀 ikinä", Teema="Odotukset", Alateema="palvelut")

    found = desk.edited(edit)
    added = [one.coding for one in found.codings]
    assert [(one.document, one.code, one.valence) for one in added] == [("h1", "k", 0), ("h2", "o-p", None)]
    assert not found.problems
    assert len({one.id for one in added}) == 2


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Haastattelu": "h1", "Teema": "Kokemukset"}, "X225"),
        ({"Haastattelu": "h1", "Alkuperäinen_ilmaus": "oo", "Teema": "Kokemukset"}, "X226"),
        ({"Haastattelu": "h1", "Alkuperäinen_ilmaus": "ei näin", "Teema": "Kokemukset"}, "X227"),
        ({"Haastattelu": "h9", "Alkuperäinen_ilmaus": "mutta", "Teema": "Kokemukset"}, "X228"),
        ({"Alkuperäinen_ilmaus": "mutta", "Teema": "Kokemukset"}, "X228"),
        ({"Haastattelu": "h1", "Alkuperäinen_ilmaus": "mutta"}, "X222"),
        ({"Tunniste": "jokin", "Haastattelu": "h1", "Alkuperäinen_ilmaus": "mutta", "Teema": "Odotukset"}, "X220"),
    ],
)
def test_a_new_row_that_cannot_be_placed_is_told(desk: Desk, cells: dict[str, str], code: str) -> None:
    """A row without words, with words that stand twice or nowhere, of no interview or of no theme is not added."""
    found = desk.edited(lambda book: book.add(A, **cells))
    assert (found.codings, codes_of(found)) == ((), [code])


def test_renaming_defining_and_moving_in_the_codebook(desk: Desk) -> None:
    """The keys stay: codings follow, though their cells show the old names."""

    def edit(book: Book) -> None:
        book.row(CODES, "hinta")[2] = "Odotukset"
        book.put(CODES, "Odotukset", Määritelmä="mitä toivotaan", Nimi="Toiveet")
        book.put(CODES, "laskutus", Nimi="laskut")

    found = desk.edited(edit)
    assert sorted((one.what, one.before, one.after) for one in found.codes) == [
        ("definition", "", "mitä toivotaan"),
        ("moved", "Kokemukset", "Toiveet"),
        ("renamed", "Odotukset", "Toiveet"),
        ("renamed", "laskutus", "laskut"),
    ]
    assert not found.codings
    book = found.study.codebook
    assert (book.codes["o"].name, book.codes["o"].definition, book.theme_of["k-h"].key) == (
        "Toiveet",
        "mitä toivotaan",
        "o",
    )
    assert (found.study.findings[0].theme, found.study.findings[0].sub_theme) == ("o", "k-h")


def test_adding_to_the_codebook(desk: Desk) -> None:
    """A row without a key adds what it names; a sub-theme may go under a theme added beside it."""

    def edit(book: Book) -> None:
        book.sheets[CODES].append(["alateema", "laatu", "Uusi teema", "", "", "kokemus", "", ""])
        book.sheets[CODES].append(["teema", "Uusi teema", "", "", "jotain", "", "", ""])
        book.sheets[CODES].append(["aihe", "jono", "", "", "", "", "", ""])
        book.sheets[CODES].append(["aihe", "Puhelin", "", "", "", "", "", ""])

    found = desk.edited(edit)
    book = found.study.codebook
    assert (book.theme_of["uusi-teema-laatu"].key, book.aspect_of("uusi-teema-laatu")) == ("uusi-teema", "experience")
    assert [topic.key for topic in book.topics] == ["lasku", "puh", "jono"]
    assert len(found.codes) == 3


def test_a_copy_of_a_moved_sub_theme_s_row_stays_with_it(desk: Desk) -> None:
    """Cells that show a sub-theme as it was exported mean that sub-theme, wherever the codebook has moved it."""

    def edit(book: Book) -> None:
        book.row(CODES, "hinta")[2] = "Odotukset"
        book.copy(A, "2", Sävy="+")

    found = desk.edited(edit)
    assert ([one.what for one in found.codes], [one.coding.code for one in found.codings]) == (["moved"], ["k-h"])


def test_a_copied_row_of_the_codebook_is_a_new_code(desk: Desk) -> None:
    """Copied and renamed, a row adds; its hidden key doesn't make it the old one."""

    def edit(book: Book) -> None:
        row = list(book.row(CODES, "hinta"))
        row[1] = "halpuus"
        book.sheets[CODES].insert(1, row)

    found = desk.edited(edit)
    assert [(one.what, one.name, one.after) for one in found.codes] == [("added", "halpuus", "Kokemukset")]


def test_deleting_from_the_codebook(desk: Desk) -> None:
    """What nothing uses goes; what is used stays, and is told."""
    study = a_study()
    unused = replace(study, codings=tuple(one for one in study.codings if one.id != "1"))

    def edit(book: Book) -> None:
        book.sheets[CODES] = [row for row in book.sheets[CODES] if row[-1] not in ("k-p", "k-h", "lasku")]

    found = desk.edited(edit, unused)
    assert [(one.what, one.key) for one in found.codes] == [("removed", "k-p")]
    assert codes_of(found) == ["X201", "X201"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["alateema", "x", "Tuntematon", "", "", "", "", ""], "X219"),
        (["alateema", "x", "", "", "", "", "", ""], "X219"),
        (["luku", "x", "", "", "", "", "", ""], "X218"),
        (["", "x", "", "", "", "", "", ""], "X218"),
        (["aihe", "", "", "", "jotain", "", "", ""], "X217"),
        (["teema", "x", "", "", "", "ehkä", "", ""], "X216"),
    ],
)
def test_a_row_of_the_codebook_that_means_nothing_is_told(desk: Desk, row: list[str], code: str) -> None:
    """A row that lacks its name, kind or theme adds nothing."""
    found = desk.edited(lambda book: book.sheets[CODES].append(list(row)))
    assert codes_of(found) == [code]


def test_regrouping_by_the_codings_moves_the_sub_theme(desk: Desk) -> None:
    """Where all codings of a sub-theme name another theme, the sub-theme itself moves, and nothing new is made."""
    found = desk.edited(lambda book: book.put(A, "2", Teema="Odotukset"))
    assert [(one.what, one.key, one.after) for one in found.codes] == [("moved", "k-h", "Odotukset")]
    assert not found.codings
    assert found.study.codebook.theme_of["k-h"].key == "o"


def test_a_move_that_turns_the_aspect_is_told(desk: Desk) -> None:
    """What a move does to the default of the codings below it stands beside it."""
    (moved,) = desk.edited(lambda book: book.put(A, "2", Teema="Odotukset")).codes
    assert moved.turned == ("", "expectation")


def test_a_sub_theme_that_the_other_theme_has_isn_t_moved(desk: Desk) -> None:
    """Codings go to the sub-theme of the same name under the theme that they name."""
    found = desk.edited(lambda book: book.put(A, "1", Teema="Odotukset"))
    assert (found.codes, found.study.coding_by_id["1"].code) == ((), "o-p")


def with_coding(id_: str, **fields: object) -> Study:
    """Return the study with a coding that was changed in it since the export."""
    study = a_study()
    return replace(
        study,
        codings=tuple(replace(one, **fields) if one.id == id_ else one for one in study.codings),  # type: ignore[arg-type]
    )


def test_changes_on_both_sides_go_together(desk: Desk) -> None:
    """What only one side changed is taken; what both changed alike is no conflict; what differs is the study's."""
    book = Book.of(a_study())
    book.put(A, "2", Pelkistetty_ilmaus="työkirjan", Sävy="±", Aika="nyt")
    found = desk.compare(book, with_coding("2", reduced="tutkimuksen", valence=0, memo="uusi"))
    one = found.study.coding_by_id["2"]
    assert (one.reduced, one.valence, one.time, one.memo) == ("tutkimuksen", 0, "now", "uusi")
    assert [(one.sheet, one.row, one.column, one.workbook, one.study) for one in found.conflicts] == [
        (A, 3, "reduced", "työkirjan", "tutkimuksen")
    ]


def test_deleting_against_changing_is_a_conflict(desk: Desk) -> None:
    """A coding changed since isn't deleted; one deleted since isn't brought back; unchanged, it stays deleted in silence."""
    book = Book.of(a_study())
    book.delete(A, "1")
    book.put(A, "2", Sävy="+")
    study = with_coding("1", memo="uusi")
    found = desk.compare(book, replace(study, codings=tuple(one for one in study.codings if one.id not in ("2", "3"))))
    assert ([one.row for one in found.conflicts], found.codings) == ([2, None], ())
    assert found.study.coding_by_id["1"].memo == "uusi"


def test_the_codebook_s_conflicts(desk: Desk) -> None:
    """A name changed on both sides stays the study's."""
    book, study = Book.of(a_study()), a_study()
    book.put(CODES, "hinta", Nimi="hinnat")
    themes = tuple(
        replace(
            theme, children=tuple(replace(one, name="kulut") if one.key == "k-h" else one for one in theme.children)
        )
        for theme in study.codebook.themes
    )
    found = desk.compare(book, replace(study, codebook=Codebook(themes, study.codebook.topics)))
    assert [(one.column, one.exported, one.workbook, one.study) for one in found.conflicts] == [
        ("name", "hinta", "hinnat", "kulut")
    ]
    assert not found.codes


def test_applied_twice_changes_nothing_more(desk: Desk) -> None:
    """The study that became is the same when the same workbook comes again."""
    book = Book.of(a_study())
    book.put(A, "1", Aihe="uusi", Alateema="laatu")
    book.copy(A, "2", Sävy="+", Muistiinpano="toinen")
    book.delete(B, "3")
    book.add(A, Haastattelu="h1", Alkuperäinen_ilmaus="mutta", Teema="Kolmas")
    book.put(CODES, "hinta", Nimi="hinnat")
    book.row(CODES, "palvelut")[2] = "Kokemukset"
    book.sheets[CODES].append(["teema", "Neljäs", "", "", "", "", "", ""])
    first = desk.compare(book, a_study())
    again = desk.compare(book, first.study)
    assert first.changes
    assert (again.study, again.codes, again.codings, again.conflicts) == (first.study, (), (), ())


def test_an_added_row_that_was_edited_after_it_was_applied_is_told(desk: Desk) -> None:
    """What was added can't be told from the study's own: the writer exports again."""
    book = Book.of(a_study())
    book.add(A, Haastattelu="h1", Alkuperäinen_ilmaus="mutta", Teema="Kokemukset")
    first = desk.compare(book, a_study())
    book.sheets[A][-1][book.at(A, "Sävy")] = "+"
    again = desk.compare(book, first.study)
    assert (again.codings, codes_of(again)) == ((), ["X229"])


def test_what_was_added_may_be_copied_in_the_next_workbook(desk: Desk) -> None:
    """Exported anew, an added coding is one as any other: a copy of its row is a new coding, not the same again."""
    first = Book.of(a_study())
    first.copy(A, "1", Aihe="laskutus")
    study = desk.compare(first, a_study()).study
    second = Book.of(study)
    second.copy(A, study.codings[-1].id, Muistiinpano="toinen")
    found = desk.compare(second, study)
    assert ([one.what for one in found.codings], codes_of(found)) == (["added"], [])


def test_a_way_down_below_a_sub_theme(desk: Desk) -> None:
    """What is typed below a known sub-theme goes there, once."""

    def edit(book: Book) -> None:
        book.put(A, "1", Alateema="hinta › alennukset")
        book.put(A, "2", Alateema="Hinta › Alennukset")

    found = desk.edited(edit)
    assert [(one.name, one.after) for one in found.codes] == [("alennukset", "Kokemukset › hinta")]
    assert {found.study.coding_by_id[one].code for one in ("1", "2")} == {"k-h-alennukset"}


def test_a_row_that_is_not_added_adds_no_names(desk: Desk) -> None:
    """A new topic on a row without a theme stays outside the codebook; so does one of a coding deleted since."""
    found = desk.edited(lambda book: book.add(A, Haastattelu="h1", Alkuperäinen_ilmaus="mutta", Aihe="uusi"))
    assert (found.codes, codes_of(found)) == ((), ["X222"])
    book, study = Book.of(a_study()), a_study()
    book.put(A, "1", Aihe="uusi")
    found = desk.compare(book, replace(study, codings=study.codings[1:]))
    assert (found.codes, len(found.conflicts)) == ((), 1)


def test_grey_cells_are_told_and_left(desk: Desk) -> None:
    """Words, customers and speakers aren't changed by a workbook."""
    found = desk.edited(lambda book: (book.put(A, "1", Alkuperäinen_ilmaus="huono"), book.put(A, "2", Asiakas="Z")))
    assert (found.study, codes_of(found)) == (a_study(), ["X213", "X214"])


def test_rows_columns_and_sheets_may_be_moved_and_added(desk: Desk) -> None:
    """Order, place and name don't matter; what isn't Teema's is told and left."""

    def edit(book: Book) -> None:
        rows = book.sheets.pop(A)
        book.sheets["Omat"] = [["Sekalaista"], ["x"]]
        book.sheets["Järjestetty"] = [[], ["Kevät"], *[[*reversed(row), i] for i, row in enumerate(reversed(rows[1:]))]]
        book.sheets["Järjestetty"].insert(2, [*reversed(rows[0]), "Oma sarake"])
        book.sheets[NONE].append(book.sheets[B].pop())

    found = desk.edited(edit)
    assert (found.study, found.changes, codes_of(found)) == (a_study(), False, ["X207", "X208", "X224"])


def test_a_column_that_is_gone_empties_nothing(desk: Desk) -> None:
    """A deleted column leaves its fields as they are; without the hidden ids the sheet isn't read."""

    def without(column: str) -> list[str]:
        def edit(book: Book) -> None:
            at = book.at(A, column)
            book.sheets[A] = [[*row[:at], *row[at + 1 :]] for row in book.sheets[A]]

        found = desk.edited(edit)
        assert (found.study, found.codings) == (a_study(), ())
        return codes_of(found)

    assert [without(column) for column in ("Sävy", "Teema", "Puhuja")] == [[], [], []]
    assert without("Alkuperäinen ilmaus") == ["X207", "X212"]
    assert without("Tunniste") == ["X209", "X212"]


def test_headings_and_values_in_the_other_language(desk: Desk) -> None:
    """A workbook exported in English is read the same."""
    book = Book.of(a_study(), "en")
    sheet = book.sheets["Kunnat"]
    assert sheet[0][:4] == ["Interview", "Customer", "Speaker", "Original words"]
    sheet[1][sheet[0].index("Expectation or experience")] = "kokemus"
    found = desk.compare(book, a_study())
    assert found.study.coding_by_id["1"].aspect == "experience"


def test_numbers_dates_and_truths_that_a_program_made(desk: Desk) -> None:
    """A number is read as it is written, a yes as a yes, and a date is told of."""
    found = desk.edited(
        lambda book: book.put(A, "1", Pelkistetty_ilmaus=2016, Sävy=1.0, Sitaatti=True, Muistiinpano=0.5)
    )
    one = found.study.coding_by_id["1"]
    assert (one.reduced, one.valence, one.quote, one.memo) == ("2016", 1, True, "0.5")


def test_another_study_s_workbook_is_refused(desk: Desk) -> None:
    """A workbook belongs to the study that it was exported from."""
    with pytest.raises(ReadFailed) as refused:
        desk.compare(Book.of(a_study()), replace(a_study(), id="t"))
    assert refused.value.code == "X202"


def test_a_workbook_without_its_state_is_refused(desk: Desk) -> None:
    """Without the hidden sheet nobody knows what was changed."""
    book = Book.of(a_study())
    del book.sheets["Teema"]
    with pytest.raises(ReadFailed) as refused:
        desk.compare(book, a_study())
    assert refused.value.code == "X205"
