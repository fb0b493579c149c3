"""What another program changed stands: the notes that carry a study only add what such programs can't say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from teema.formats.exchange.from_study import project_of
from teema.formats.exchange.project import Applied, Case, CodeNode, Note, Project, Selection, SourceText
from teema.formats.exchange.to_study import Imported, study_of
from teema.formats.transcripts.turns import find_turns
from teema.study import (
    Code,
    Codebook,
    Coding,
    Customer,
    Document,
    Finding,
    Interview,
    Material,
    Memo,
    Person,
    Span,
    Study,
    Topic,
)

TEXT = "H1: Puhelimeen ei vastata.\nH: Niin."
STUDY = Study(
    "s",
    "Tutkimus",
    codebook=Codebook(
        (
            Code("odotukset", "Odotukset", aspect="expectation", children=(Code("o-palvelut", "palvelut", label="palvelut"),)),
            Code("kokemukset", "Kokemukset", children=(Code("k-palvelut", "palvelut", label="palvelut"),)),
        ),
        (Topic("tav", "tavoitettavuus"), Topic("lasku", "laskutus")),
    ),
    customers=(Customer("A", group="kunta", services=("hr",), extra={"Koko": "iso"}), Customer("B")),
    people=(Person("A1", "A", "johtaja"),),
    documents=(Document("eka", TEXT, find_turns(TEXT)), Document("toka", TEXT, find_turns(TEXT))),
    interviews=(Interview("1", "eka", "", "A", ("A1",), minutes=58), Interview("2", "toka", "", "B")),
    material=(Material("toka", "meeting"),),
    codings=(
        Coding("c1", "eka", Span(4, 14), "k-palvelut", "AK", "tav", "puhelin ei vastaa", valence=-1),
        Coding("c2", "eka", Span(4, 25), "o-palvelut", "AK"),
    ),
    findings=(Finding("1", "Ketään ei tavoita.", evidence=("c1",)),),
    memos=(Memo("m1", "Kysy lisää.", "document:eka", "Muista"),),
)  # fmt: skip


def changed(change: Callable[[Project], Project]) -> Imported:
    """Return the study as it comes back after another program's change."""
    return study_of(change(project_of(STUDY, "fi").project), "refi")


def with_codes(project: Project, change: Callable[[CodeNode], CodeNode]) -> Project:
    """Return a project each of whose codes is changed."""

    def walk(node: CodeNode) -> CodeNode:
        return replace(change(node), children=tuple(walk(child) for child in change(node).children))

    return replace(project, codes=tuple(walk(node) for node in project.codes))


def with_source(project: Project, named: str, /, **fields: Any) -> Project:
    """Return a project whose source of a name is changed."""
    return replace(
        project, sources=tuple(replace(one, **fields) if one.name == named else one for one in project.sources)
    )


def node_named(project: Project, name: str) -> CodeNode:
    """Return the first code of a name."""
    return next(node for root in project.codes for node in root.walk() if node.name == name)


def source_named(project: Project, name: str) -> SourceText:
    """Return the source of a name."""
    return next(one for one in project.sources if one.name == name)


def test_a_renamed_code_keeps_its_key_and_codings() -> None:
    """A code's name is the other program's; its key, label and aspect are the study's."""
    imported = changed(
        lambda project: with_codes(
            project, lambda node: replace(node, name="Toiveet", color="#00ff00") if node.name == "Odotukset" else node
        )
    )
    theme = imported.study.codebook.themes[0]
    assert (theme.key, theme.name, theme.color, theme.aspect) == ("odotukset", "Toiveet", "#00ff00", "expectation")
    assert imported.study.codings == STUDY.codings


def test_a_moved_sub_theme_stands_where_it_was_moved() -> None:
    """A sub-theme moved under another theme keeps its key, and its codings move along."""

    def move(project: Project) -> Project:
        moved = node_named(project, "Kokemukset").children
        return with_codes(
            project,
            lambda node: replace(
                node, children={"Kokemukset": (), "Odotukset": (*node.children, *moved)}.get(node.name, node.children)
            ),
        )

    book = changed(move).study.codebook
    assert [[sub.key for sub in theme.children] for theme in book.themes] == [["o-palvelut", "k-palvelut"], []]


def test_a_new_code_gets_a_key_of_its_own() -> None:
    """A code added under a theme becomes a sub-theme whose key is free; its coding comes along with its date and coder."""
    new = CodeNode("0" * 8 + "-0000-4000-8000-" + "0" * 12, "palvelut")
    applied = Applied("1" * 8 + "-0000-4000-8000-" + "0" * 12, new.guid, created="2026-01-02T03:04:05Z")

    def add(project: Project) -> Project:
        project = with_codes(
            project, lambda node: replace(node, children=(*node.children, new)) if node.name == "Odotukset" else node
        )
        return with_source(
            project, "toka", selections=(Selection("s", 4, 14, user=project.users[0].guid, codings=(applied,)),)
        )

    study = changed(add).study
    assert [sub.key for sub in study.codebook.themes[0].children] == ["o-palvelut", "odotukset-palvelut"]
    (coding,) = [one for one in study.codings if one.document == "toka"]
    assert (coding.id, coding.code, coding.coder) == (applied.guid.lower(), "odotukset-palvelut", "AK")
    assert coding.extra == {"created": "2026-01-02T03:04:05Z"}


def test_a_deleted_coding_stays_deleted() -> None:
    """A coding that the other program deleted isn't brought back by anything."""

    def delete(project: Project) -> Project:
        kept = [one for one in source_named(project, "eka").selections if one.end != 14]
        return with_source(project, "eka", selections=tuple(kept))

    assert [one.id for one in changed(delete).study.codings] == ["c2"]


def coded(project: Project, *names: str, at: int = 25) -> Project:
    """Put codes on the words of the coding ``c2``, or of the one that ends elsewhere."""
    guids = [node_named(project, name).guid for name in names]

    def more(one: Selection) -> Selection:
        added = tuple(Applied(f"{guid[:-4]}ABCD", guid, one.user) for guid in guids if one.end == at)
        return replace(one, codings=(*one.codings, *added))

    source = source_named(project, "eka")
    return with_source(project, "eka", selections=tuple(more(one) for one in source.selections))


def test_a_coding_under_the_topics_gives_the_words_their_topic() -> None:
    """A topic put on a coding's words becomes the coding's topic."""
    study = changed(lambda project: coded(project, "laskutus")).study
    assert [(one.id, one.topic) for one in study.codings] == [("c1", "tav"), ("c2", "lasku")]


def test_a_second_topic_makes_a_second_coding() -> None:
    """A coding has one topic: a further one makes another coding of the same words, its fields the same."""
    imported = changed(lambda project: coded(project, "laskutus", at=14))
    first, second = [one for one in imported.study.codings if one.span.end == 14]
    assert (first.id, first.topic, second.topic, second.reduced) == ("c1", "tav", "lasku", first.reduced)
    assert imported.transfer.found.codings == imported.transfer.carried.codings == 4


def test_a_topic_without_a_theme_does_not_vanish() -> None:
    """A topic alone on its words is a coding under a theme made of the topics, and the import says so."""

    def alone(project: Project) -> Project:
        applied = Applied("1" * 8 + "-0000-4000-8000-" + "0" * 12, node_named(project, "laskutus").guid)
        return with_source(project, "toka", selections=(Selection("s", 4, 14, codings=(applied,)),))

    imported = changed(alone)
    (coding,) = [one for one in imported.study.codings if one.document == "toka"]
    assert (coding.code, coding.topic) == ("aiheet-lasku", "lasku")
    assert [code.name for code in imported.study.codebook.themes[-1].walk()] == ["Aiheet", "laskutus"]
    assert [(one.code, one.params) for one in imported.problems] == [("X132", {"count": 1})]


def test_a_renamed_document_is_renamed_everywhere() -> None:
    """Interviews, material, codings and memos follow their document's name."""
    study = changed(
        lambda project: with_source(with_source(project, "eka", name="Kunta 1"), "toka", name="toinen")
    ).study
    assert [one.name for one in study.documents] == ["Kunta 1", "toinen"]
    assert [one.document for one in study.interviews] == ["Kunta 1", "toinen"]
    assert (study.codings[0].document, study.memos[0].about) == ("Kunta 1", "document:Kunta 1")
    assert study.material[0].document == "toinen"


def test_a_changed_text_has_turns_of_its_own() -> None:
    """Turns that were over another text aren't used: they are found anew."""
    study = changed(lambda project: with_source(project, "toka", text="X: Aivan muuta.\nH9: Niinpä.", turns=None)).study
    assert [turn.speaker for turn in study.document_by_name["toka"].turns] == [
        turn.speaker for turn in find_turns("X: Aivan muuta.\nH9: Niinpä.")
    ]


def test_a_changed_note_is_believed() -> None:
    """A value changed in a coding's note is the coding's; what makes no sense stays in its memo."""

    def edit(project: Project) -> Project:
        text = "reduced: ei vastata\nvalence: hyvä\n\nVoisiko tätä lainata?"
        return replace(
            project,
            notes=tuple(
                replace(one, text=text) if "reduced" in one.text and one.name == "Teema" else one
                for one in project.notes
            ),
        )

    coding = changed(edit).study.codings[0]
    assert (coding.reduced, coding.valence, coding.memo) == (
        "ei vastata",
        None,
        "valence: hyvä\n\nVoisiko tätä lainata?",
    )


def test_a_changed_value_of_a_case_is_believed() -> None:
    """A variable's value changed in the other program is the customer's; what it can't say stays."""

    def edit(project: Project) -> Project:
        guid = next(one.guid for one in project.variables if one.name == "Asiakasryhmä")
        cases = (
            replace(one, values=one.values | {guid: "Yhteisöt"}) if one.name == "A" else one for one in project.cases
        )
        return replace(project, cases=tuple(cases))

    study = changed(edit).study
    assert (study.customers[0].group, study.customers[0].services, study.customers[0].extra) == (
        "yhteisot", ("hr",), {"Koko": "iso"},
    )  # fmt: skip
    assert [(one.key, one.name) for one in study.design.groups] == [("yhteisot", "Yhteisöt")]


def test_a_deleted_customer_stays_deleted() -> None:
    """A case that the other program deleted is no customer; its interview is nobody's."""
    study = changed(
        lambda project: replace(project, cases=tuple(one for one in project.cases if one.name != "B"))
    ).study
    assert [one.id for one in study.customers] == ["A"]
    assert [(one.id, one.customer) for one in study.interviews] == [("1", "A"), ("2", "")]


def test_a_case_added_beside_the_customers_is_kept_aside() -> None:
    """A case of interviews that have their customers already is none of these: it is kept, and counted."""
    guid = "3" * 8 + "-0000-4000-8000-" + "0" * 12

    def add(project: Project) -> Project:
        return replace(
            project, cases=(*project.cases, Case(guid, "Kiireiset", sources=(source_named(project, "eka").guid,)))
        )

    imported = changed(add)
    assert [one.id for one in imported.study.customers] == ["A", "B"]
    assert [(one.what, one.count) for one in imported.transfer.aside] == [("cases", 1)]
    again = project_of(imported.study, "fi").project
    assert [(one.guid, one.name, len(one.sources)) for one in again.cases][-1] == (guid, "Kiireiset", 1)


def test_a_changed_and_an_added_memo_are_believed() -> None:
    """A memo's words are the other program's; a note on a code becomes a memo about it."""
    guid = "4" * 8 + "-0000-4000-8000-" + "0" * 12

    def edit(project: Project) -> Project:
        notes = tuple(replace(one, text="Kysytty.") if one.text == "Kysy lisää." else one for one in project.notes)
        project = replace(project, notes=(*notes, Note(guid, "Onko tämä teema?", created="2026-01-02T03:04:05Z")))
        return with_codes(project, lambda node: replace(node, notes=(guid,)) if node.name == "Odotukset" else node)

    first, second = changed(edit).study.memos
    assert (first.id, first.text, first.about) == ("m1", "Kysytty.", "document:eka")
    assert (second.about, second.text, str(second.date)) == ("code:odotukset", "Onko tämä teema?", "2026-01-02")


def test_a_study_whose_notes_were_lost_is_still_a_study() -> None:
    """Without the notes that carry files, everything that has a place in other programs comes back from there."""

    def bare(project: Project) -> Project:
        return replace(project, notes=tuple(one for one in project.notes if not one.name.startswith("Teema: ")))

    study = changed(bare).study
    assert [(one.id, one.group, one.services) for one in study.customers] == [("A", "kunta", ("hr",)), ("B", "", ())]
    assert [(one.id, one.customer, one.role) for one in study.people] == [("A1", "A", "johtaja")]
    assert [(one.id, one.document, one.customer, one.people, one.minutes) for one in study.interviews] == [
        ("1", "eka", "A", ("A1",), 58.0),
        ("2", "toka", "B", (), None),
    ]
    assert [(one.id, one.topic, one.reduced, one.valence) for one in study.codings] == [
        ("c1", "tavoitettavuus", "puhelin ei vastaa", -1),
        ("c2", "", "", None),
    ]


def test_a_note_that_cannot_be_read_is_told_of() -> None:
    """A damaged note loses only itself, and is named."""

    def damage(project: Project) -> Project:
        return replace(
            project,
            notes=tuple(
                replace(one, text="title = [") if one.name.endswith("study.toml") else one for one in project.notes
            ),
        )

    imported = changed(damage)
    assert [(one.code, one.path) for one in imported.problems] == [("X130", "Teema: study.toml")]
    assert imported.study.findings == STUDY.findings
