"""Projects of other programs become studies, and nothing of them is silently lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teema.formats.exchange.from_study import project_of
from teema.formats.exchange.project import (
    Applied,
    Case,
    CodeNode,
    Note,
    Project,
    Selection,
    SourceText,
    User,
    Variable,
)
from teema.formats.exchange.to_documents import safe_name
from teema.formats.exchange.to_study import study_of
from teema.formats.exchange.transfer import Counts, Loss
from teema.formats.folder import read_study, write_study
from teema.study import Kept, Study

TEXT = "H1: Puhelimeen ei vastata. Lasku oli väärin.\nH: Niin."


def guid(number: int) -> str:
    """Return an identity as other programs give them."""
    return f"{number:08X}-0000-4000-8000-000000000000"


PHONE, BILL, ABOUT, TOPICS, FAST, LIMITS, OUT = (
    CodeNode(guid(1), "Puhelin"),
    CodeNode(guid(2), "Lasku"),
    guid(3),
    guid(4),
    CodeNode(guid(5), "nopeus", "Kuinka nopeasti"),
    guid(6),
    CodeNode(guid(7), "pois", children=(CodeNode(guid(8), "jutustelu"),)),
)
CODES = (
    CodeNode(ABOUT, "Palvelu", color="#123456", children=(PHONE, BILL)),
    CodeNode(TOPICS, "Aiheet", codable=False, children=(FAST,)),
    CodeNode(LIMITS, "Rajaus", children=(OUT,)),
)


def selection(number: int, start: int, end: int, *codes: str, **fields: Any) -> Selection:
    """Make a selection with codes on it, numbered from a hundred times its own number."""
    applied = tuple(Applied(guid(100 * number + place), code) for place, code in enumerate(codes, start=1))
    return Selection(guid(100 * number), start, end, codings=applied, **fields)


def source(number: int, *selections: Selection, name: str = "", **fields: Any) -> SourceText:
    """Make a source of the usual text."""
    return SourceText(guid(1000 + number), name or f"Kunta {number}", TEXT, selections=selections, **fields)


def study_from(*sources: SourceText, **fields: Any) -> Study:
    """Return the study of a project that has the usual codes."""
    return study_of(Project("P", guid(99), codes=CODES, sources=sources, **fields), "refi").study


def test_codes_become_themes_and_sub_themes() -> None:
    """Keys are made of names, ids are the identities; roots of topics and of relevance are no themes."""
    book = study_from(source(1, selection(1, 4, 14, PHONE.guid, FAST.guid))).codebook
    (theme,) = book.themes
    assert [(code.key, code.name, code.id) for code in theme.walk()] == [
        ("palvelu", "Palvelu", ABOUT.lower()),
        ("palvelu-puhelin", "Puhelin", PHONE.guid.lower()),
        ("palvelu-lasku", "Lasku", BILL.guid.lower()),
    ]
    assert (theme.color, [(topic.key, topic.definition) for topic in book.topics]) == (
        "#123456", [("nopeus", "Kuinka nopeasti")],
    )  # fmt: skip


def test_codes_of_one_name_have_keys_of_their_own() -> None:
    """Two codes of a name beside each other stay two; one that only groups others stays so."""
    nodes = (
        CodeNode(guid(1), "A", codable=False),
        CodeNode(guid(2), "A"),
        CodeNode(guid(3), "漢;字"),
        CodeNode(guid(4), ""),
    )
    study = study_of(Project("P", codes=nodes), "refi").study
    assert [code.key for code in study.codebook.themes] == ["a", "a-2", "漢-字", "code"]
    back = project_of(study, "fi").project
    assert [(node.guid, node.codable) for node in back.codes] == [(node.guid, node.codable) for node in nodes]


@pytest.mark.parametrize("apart", [False, True], ids=["same selection", "same words"])
def test_a_topic_goes_to_every_coding_of_the_words(apart: bool) -> None:
    """Whether the program keeps a selection for each code or one for all, a topic goes to each coding of its words."""
    together = (selection(1, 4, 14, PHONE.guid, BILL.guid, FAST.guid),)
    each = (selection(1, 4, 14, PHONE.guid), selection(2, 4, 14, BILL.guid), selection(3, 4, 14, FAST.guid))
    study = study_from(source(1, *(each if apart else together), selection(4, 15, 20, PHONE.guid)))
    assert [(one.code, one.topic) for one in study.codings] == [
        ("palvelu-puhelin", "nopeus"), ("palvelu-lasku", "nopeus"), ("palvelu-puhelin", ""),
    ]  # fmt: skip


def test_topics_that_stand_nowhere_beside_themes_are_a_theme() -> None:
    """A code named Aiheet under which nothing shares its words with another code is a theme like any other."""
    study = study_from(source(1, selection(1, 4, 14, FAST.guid)))
    assert [theme.name for theme in study.codebook.themes] == ["Palvelu", "Aiheet"]
    assert ([one.code for one in study.codings], study.codebook.topics) == (["aiheet-nopeus"], ())


def test_judgements_of_relevance_are_known_by_their_codes() -> None:
    """A code under Rajaus judges; a code below it is the reason."""
    study = study_from(source(1, selection(1, 0, 5, OUT.guid), selection(2, 6, 9, guid(8))))
    assert [(one.status, one.reason) for one in study.relevance] == [("out", ""), ("out", "jutustelu")]
    assert [theme.name for theme in study.codebook.themes] == ["Palvelu", "Aiheet"]


def test_users_are_coders_of_different_names() -> None:
    """Two users of a name are two coders; the only user, if nameless, is nobody."""
    two = (User(guid(50), "Anna"), User(guid(51), "Anna"))
    marked = (selection(1, 4, 14, PHONE.guid, user=guid(50)), selection(2, 4, 14, PHONE.guid, user=guid(51)))
    assert [one.coder for one in study_from(source(1, *marked), users=two).codings] == ["Anna", "Anna 2"]
    alone = study_from(source(1, selection(1, 4, 14, PHONE.guid, user=guid(50))), users=(User(guid(50)),))
    assert [one.coder for one in alone.codings] == [""]


def test_a_source_coded_as_a_whole_is_coded_over_its_text() -> None:
    """A code on a source as a whole covers the text, and is marked; it goes back as it came."""
    whole = (Applied(guid(77), PHONE.guid, created="2026-01-02T03:04:05Z"),)
    study = study_from(source(1, codings=whole))
    (coding,) = study.codings
    assert (coding.span.start, coding.span.end) == (0, len(TEXT))
    assert coding.extra == {"whole": "yes", "created": "2026-01-02T03:04:05Z"}
    assert project_of(study, "fi").project.sources[0].codings == whole


def test_places_outside_the_text_are_cut_or_counted() -> None:
    """A coding that reaches beyond its text is cut; one that lies outside, or on an unknown code, is counted as lost."""
    marked = (selection(1, 40, 400, PHONE.guid), selection(2, 400, 410, PHONE.guid), selection(3, 0, 4, guid(404)))
    imported = study_of(Project("P", codes=CODES, sources=(source(1, *marked),)), "refi")
    assert [(one.span.start, one.span.end) for one in imported.study.codings] == [(40, len(TEXT))]
    assert [(one.why, one.count) for one in imported.transfer.dropped] == [("outside_text", 1), ("no_code", 1)]
    assert (imported.transfer.found.codings, imported.transfer.carried.codings, imported.transfer.repaired) == (3, 1, 1)


def test_selections_without_codes_become_memos_or_are_counted() -> None:
    """What was written on bare words is a memo that quotes them; words with nothing on them are a loss."""
    notes = (Note(guid(30), "Huomaa tämä.", "Muista"),)
    marked = (selection(1, 4, 14, notes=(guid(30),)), selection(2, 15, 17, description="kielto"), selection(3, 1, 2))
    imported = study_of(Project("P", sources=(source(1, *marked),), notes=notes), "refi")
    assert [(memo.about, memo.title, memo.text) for memo in imported.study.memos] == [
        ("document:Kunta 1", "Muista", "”Puhelimeen”\n\nHuomaa tämä."),
        ("document:Kunta 1", "", "”ei”\n\nkielto"),
    ]
    assert imported.transfer.dropped == (Loss("selections", "uncoded", 1),)


def test_notes_are_memos_of_what_they_are_on() -> None:
    """A plain note on a coding is its memo; one with a heading, and notes elsewhere, are memos about their things."""
    notes = (
        Note(guid(30), "Tärkeä."),
        Note(guid(31), "Miksi?", "Kysymys"),
        Note(guid(32), "Koodista"),
        Note(guid(33), "Irrallinen"),
    )
    applied = Applied(guid(40), PHONE.guid, notes=(guid(30), guid(31)))
    code = CodeNode(PHONE.guid, "Puhelin", notes=(guid(32),))
    text = source(1, Selection(guid(41), 4, 14, codings=(applied,)), description="Torilla")
    study = study_of(Project("P", codes=(code,), sources=(text,), notes=notes, description="Projekti"), "refi").study
    assert study.codings[0].memo == "Tärkeä."
    assert [(memo.about, memo.text) for memo in study.memos] == [
        (f"coding:{guid(40).lower()}", "Miksi?"), ("code:puhelin", "Koodista"), ("", "Irrallinen"), ("", "Projekti"),
        ("document:Kunta 1", "Torilla"),
    ]  # fmt: skip


VARIABLES = (Variable(guid(60), "Asiakastyyppi"), Variable(guid(61), "Koko"), Variable(guid(62), "Name"))


def test_a_case_is_a_customer_and_its_sources_interviews() -> None:
    """The group comes from the variable whose name says so; other values are columns; a taken column's name gets a number."""
    case = Case(
        guid(70),
        "Kunta A",
        "Iso kunta",
        {guid(60): "Kunnat", guid(61): "100", guid(62): "x"},
        sources=(guid(1001), guid(1002)),
    )
    study = study_from(source(1), source(2), source(3), cases=(case,), variables=VARIABLES)
    (customer,) = study.customers
    assert (customer.id, customer.group, customer.notes) == ("Kunta A", "kunnat", "Iso kunta")
    assert customer.extra == {"Asiakastyyppi": "Kunnat", "Koko": "100", "Name 2": "x"}
    assert [(group.key, group.name) for group in study.design.groups] == [("kunnat", "Kunnat")]
    assert [(one.id, one.customer) for one in study.interviews] == [("Kunta 1", "Kunta A"), ("Kunta 2", "Kunta A")]


def test_of_several_cases_the_largest_is_the_customer() -> None:
    """Of a source's cases the one with most sources is the customer and the rest its people; alike, all are people."""
    town = Case(guid(70), "Kunta", sources=(guid(1001), guid(1002)))
    boss = Case(guid(71), "Johtaja", sources=(guid(1001),))
    group = tuple(Case(guid(72 + place), name, sources=(guid(1003),)) for place, name in enumerate(("Aino", "Eero")))
    study = study_from(source(1), source(2), source(3), cases=(town, boss, *group))
    assert [one.id for one in study.customers] == ["Kunta", "Kunta 3"]
    assert [(one.id, one.customer) for one in study.people] == [
        ("Johtaja", "Kunta"),
        ("Aino", "Kunta 3"),
        ("Eero", "Kunta 3"),
    ]
    assert [one.people for one in study.interviews] == [("Johtaja",), (), ("Aino", "Eero")]


def test_values_of_sources_make_interviews() -> None:
    """Where variables are on sources, each source is an interview of a customer of its own, in the group that they tell."""
    study = study_from(source(1, values={guid(60): "Kunnat", guid(61): "100"}), variables=VARIABLES)
    assert [(one.id, one.group) for one in study.customers] == [("Kunta 1", "kunnat")]
    assert [(one.customer, one.extra) for one in study.interviews] == [
        ("Kunta 1", {"Asiakastyyppi": "Kunnat", "Koko": "100"})
    ]


def test_texts_of_no_case_are_told_of() -> None:
    """Where some texts belong to cases, those that don't have no interview, and the import says so."""
    cases = (Case(guid(70), "A", sources=(guid(1001),)),)
    imported = study_of(Project("P", sources=(source(1), source(2)), cases=cases), "refi")
    assert [(one.code, one.params) for one in imported.problems] == [("X133", {"count": 1})]
    assert study_of(Project("P", sources=(source(1), source(2))), "refi").problems == ()


def test_documents_get_names_that_files_may_have() -> None:
    """Names are told apart, capitals aside, lose a file's ending, and the name as it was goes back."""
    names = ("Kunta 1/2.docx", "kunta 1-2", "Kunta 1-2", "..")
    sources = tuple(source(place, name=name) for place, name in enumerate(names))
    study = study_from(*sources)
    assert sorted(one.name for one in study.documents) == ["Kunta 1-2", "Kunta 1-2 3", "document", "kunta 1-2 2"]
    back = {one.guid: one.name for one in project_of(study, "fi").project.sources}
    assert back == {one.guid: one.name for one in sources}


@given(st.text())
def test_any_name_becomes_one_that_a_file_may_have(name: str) -> None:
    """No name leaves its folder, is empty, hidden or too long."""
    made = safe_name(name)
    assert made == made.strip().strip(".")
    assert 0 < len(made.encode()) < 200
    assert not set(made) & set('/\\:*?"<>|\0\n')


def test_sources_without_text_are_counted_with_their_codings() -> None:
    """A source whose text is missing is a loss, and so is what stood on it."""
    empty = replace(source(1, selection(1, 0, 4, PHONE.guid)), text=" ")
    transfer = study_of(Project("P", codes=CODES, sources=(empty,)), "refi").transfer
    assert transfer.dropped == (Loss("documents", "no_text", 1, ("Kunta 1",)), Loss("codings", "no_text", 1))
    assert (transfer.found, transfer.carried.documents, transfer.carried.codings) == (Counts(1, 8, 1), 0, 0)


def test_files_as_received_come_by_their_documents_names() -> None:
    """The file of a source keeps its ending under its document's name, and the document remembers the file."""
    imported = study_of(
        Project("P", sources=(source(1, name="a/b.pdf", kind="pdf", original=("x.PDF", b"%PDF")),)), "refi"
    )
    assert imported.originals == {"a-b.pdf": b"%PDF"}
    assert imported.study.documents[0].source == "x.PDF"
    assert project_of(imported.study, "fi").project.sources[0].kind == "pdf"


def test_what_a_case_holds_beyond_a_customer_goes_back() -> None:
    """A case's codes and selections are kept aside and stand on it again on export, as do identities."""
    case = Case(guid(70), "A", codes=(PHONE.guid,), sources=(guid(1001),), selections=(guid(100),))
    imported = study_of(Project("P", codes=CODES, sources=(source(1, selection(1, 4, 14)),), cases=(case,)), "refi")
    assert [(one.what, one.why) for one in imported.transfer.aside] == [
        ("cases", "kept_aside"),
        ("selections", "kept_aside"),
    ]
    back = project_of(imported.study, "fi").project
    (again,) = back.cases
    assert (again.guid, again.codes, again.sources, again.selections) == (
        case.guid,
        case.codes,
        case.sources,
        case.selections,
    )
    assert [(one.guid, one.start, one.end) for one in back.sources[0].selections] == [(guid(100), 4, 14)]


def test_what_a_reader_kept_and_lost_is_carried_through() -> None:
    """Links and the like are kept, following their document's new name; what the reader lost is reported."""
    link = Kept("l", "refi", "Link", "document:a/b", "{}")
    project = Project(
        "P", sources=(source(1, name="a/b"),), kept=(link,), lost=(Loss("links", "no_code", 2),), verified=5
    )
    imported = study_of(project, "refi")
    assert [one.about for one in imported.study.kept if one.kind == "Link"] == ["document:a-b"]
    assert imported.transfer.aside == (Loss("links", "kept_aside", 1),)
    assert (imported.transfer.dropped, imported.transfer.verified) == ((Loss("links", "no_code", 2),), 5)
    assert [one.kind for one in project_of(imported.study, "fi").project.kept] == ["Link"]


def test_a_foreign_project_settles_at_once(tmp_path: Any) -> None:
    """A study made of a foreign project is the same after its folder, and after going out and coming back."""
    case = Case(guid(70), "Kunta A", values={guid(60): "Kunnat"}, sources=(guid(1001),))
    marked = (selection(1, 4, 14, PHONE.guid, FAST.guid), selection(2, 0, 5, OUT.guid), selection(3, 15, 20, FAST.guid))
    notes = (Note(guid(30), "Huomaa tämä.", "Muista", created="2026-01-02T03:04:05Z"),)
    study = study_from(
        source(1, *marked, notes=(guid(30),)), source(2, name="a/b"), cases=(case,), variables=VARIABLES, notes=notes
    )
    assert read_study(write_study(study, tmp_path / "t")).study == study
    assert study_of(project_of(study, "fi").project, "refi").study == study


def test_an_empty_project_is_an_empty_study() -> None:
    """A project of nothing is a study of nothing, named after its format."""
    imported = study_of(Project(""), "taguette")
    assert (imported.study.title, imported.study.documents, imported.problems) == ("taguette", (), ())
    assert imported.transfer.found == imported.transfer.carried == Counts()


def test_what_points_at_a_coded_selection_still_does_on_the_way_back() -> None:
    """A selection that a link points at keeps its identity on its words, and stands there once."""
    link = Kept("L", "refi", "Link", content=f'{{"attributes": {{"originGUID": "{guid(100)}"}}}}')
    study = study_from(source(1, selection(1, 4, 14, PHONE.guid), selection(2, 16, 25, BILL.guid)), kept=(link,))
    back = project_of(study).project.sources[0].selections
    assert [(one.start, one.end, one.guid == guid(100)) for one in back] == [(4, 14, True), (16, 25, False)]


def test_variables_go_back_with_their_values_types_and_identities() -> None:
    """Columns are variables in other programs: their own variables as they were, those of no value too, a study's own as text."""
    age, unused = Variable(guid(50), "Ikä", "Integer", "vuosina"), Variable(guid(51), "Tyhjä", "Date")
    case = Case(guid(60), "Kunta", values={age.guid: "44"}, sources=(guid(1001),))
    study = study_from(source(1), variables=(age, unused), cases=(case,))
    (customer,) = study.customers
    study = replace(study, customers=(replace(customer, extra={**customer.extra, "koko": "suuri"}),))
    project = project_of(study).project
    own = next(one for one in project.variables if one.name == "koko")
    assert {age, unused} <= set(project.variables)
    assert project.cases[0].values.items() >= {(age.guid, "44"), (own.guid, "suuri")}
    assert study_of(project, "refi").study == study


def test_users_keep_their_identities_even_those_who_coded_nothing() -> None:
    """Who worked on a project is known again in the program that it came from."""
    users = (User(guid(70), "Anna"), User(guid(71), "Matti"))
    study = study_from(source(1, selection(1, 4, 14, PHONE.guid, user=guid(70))), users=users)
    assert project_of(study).project.users == users


def test_what_is_kept_of_a_source_is_about_its_own_document() -> None:
    """Of two sources with the same name each keeps what is its own."""
    kept = tuple(Kept(f"K{n}", "refi", "PDFSelection", f"source:{guid(1000 + n)}", "{}") for n in (1, 2, 3))
    study = study_from(source(1, name="Kunta"), source(2, name="Kunta"), kept=kept)
    about = {one.id: one.about for one in study.kept if one.kind == "PDFSelection"}
    assert about == {"K1": "document:Kunta", "K2": "document:Kunta 2", "K3": ""}
