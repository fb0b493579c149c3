"""What is written is valid by the schema whatever a study holds, and what can't be written is counted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from tests.formats.refi.conftest import DATA, Valid

from teema.errors import WriteFailed
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
from teema.formats.exchange.transfer import Loss
from teema.formats.refi import codebook_bytes, project_bytes, read_codebook, write_project
from teema.study.kept import Kept

U, C, T, S, N, V, K = (f"{letter * 8}-2222-4000-8000-000000000000" for letter in "ABCDEF1")
CODE = CodeNode(C, "Hinta")
SOURCE = SourceText(T, "Haastattelu", "Se oli kallis.", selections=(Selection(S, 7, 13, codings=(Applied(N, C),)),))
PROJECT = Project("P", codes=(CODE,), sources=(SOURCE,))


def what(losses: Iterable[Loss]) -> list[tuple[str, str, int]]:
    """Return losses without their names."""
    return [(loss.what, loss.why, loss.count) for loss in losses]


def kept(content: str, kind: str = "Link") -> Project:
    """Return the project with one thing kept from before."""
    return replace(PROJECT, kept=(Kept(K, "refi", kind, "", content),))


def test_the_bytes_are_the_same_each_time_and_plain() -> None:
    """Fixed times and modes in the zip, line feeds, no byte order mark, one text file a source."""
    source = replace(SOURCE, text="Se oli\nkallis.")
    data = project_bytes(replace(PROJECT, sources=(source,)))
    assert data == project_bytes(replace(PROJECT, sources=(source,)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["project.qde", f"sources/{T}.txt"]
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read(f"sources/{T}.txt") == b"Se oli\nkallis."
        assert archive.read("project.qde").startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<Project ')


def test_an_empty_project_is_valid(valid: Valid) -> None:
    """A wrapper is never written around nothing."""
    assert len(valid(project_bytes(Project("")))) == 0


def test_values_that_do_not_fit_their_type_make_their_variable_text(valid: Valid) -> None:
    """One value that isn't of the variable's type makes all its values text, with a warning; an empty value is left empty."""
    number, day = Variable(V, "Ikä", "Integer"), Variable(U, "Päivä", "Date")
    cases = (Case(N, "a", values={V: "42", U: "2025-02-28"}), Case(K, "b", values={V: "noin 40", U: "", C: "x"}))
    written = write_project(Project("P", variables=(number, day), cases=cases))
    root = valid(written.data)
    assert [each.get("typeOfVariable") for each in root.iter("{*}Variable")] == ["Text", "Date"]
    assert [each.text for each in root.iter("{*}TextValue")] == ["42", "noin 40"]
    assert [(problem.code, problem.params) for problem in written.problems] == [("X118", {"count": 1})]
    assert what(written.lost) == [("values", "leads_nowhere", 1)]


def test_dates_are_written_as_moments(valid: Valid) -> None:
    """A day is written as its midnight; what the calendar doesn't have is left out and counted."""
    notes = tuple(
        Note(guid, "x", created=day) for guid, day in ((N, "2025-03-04"), (K, "2025-02-30T00:00:00"), (S, "eilen"))
    )
    written = write_project(Project("P", notes=notes))
    moments = [each.get("creationDateTime") for each in valid(written.data).iter("{*}Note")]
    assert moments == ["2025-03-04T00:00:00", None, None]
    assert what(written.lost) == [("dates", "not_in_the_format", 2)]


def test_what_leads_nowhere_is_left_out_and_counted(valid: Valid) -> None:
    """Codings of a code that doesn't exist, and references to missing notes, users and sources, are not written."""
    source = replace(SOURCE, user=U, notes=(N,), codings=(Applied(K, V),))
    written = write_project(replace(PROJECT, sources=(source,), cases=(Case(K, sources=(U,), name=""),)))
    valid(written.data)
    assert what(written.lost) == [("codings", "no_code", 1), ("references", "leads_nowhere", 2)]


def test_characters_that_xml_forbids_are_left_out(valid: Valid, tmp_path: Path) -> None:
    """Control characters and lone surrogates never make a file that nobody can read; line breaks in names are kept."""
    project = Project("a\x00\x0b\ud800b", notes=(Note(N, 'rivi\r\n\t"<&>\x1b', "nimi\n2"),))
    root = valid(project_bytes(project))
    assert root.get("name") == "ab"
    (note,) = root.iter("{*}Note")
    assert (note.get("name"), note[0].text) == ("nimi\n2", 'rivi\r\n\t"<&>')


def test_files_as_received_go_only_where_they_are_given(valid: Valid) -> None:
    """A source's own file is written when it carries it or when it is passed, by identity or by name; else only the text is."""
    pdf = replace(SOURCE, name="a.pdf", kind="pdf")
    assert "path" not in next(valid(project_bytes(replace(PROJECT, sources=(pdf,)))).iter("{*}PDFSource")).attrib
    for project, originals in (
        (replace(PROJECT, sources=(pdf,)), {"a.pdf": b"%PDF"}),
        (replace(PROJECT, sources=(pdf,)), {T: b"%PDF"}),
        (replace(PROJECT, sources=(replace(pdf, original=("b.PDF", b"%PDF")),)), {}),
    ):
        data = project_bytes(project, originals)
        path = next(valid(data).iter("{*}PDFSource")).get("path") or ""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.read("sources/" + path.removeprefix("internal://")) == b"%PDF"


def test_what_was_kept_goes_back_while_what_it_is_about_is_there(valid: Valid) -> None:
    """A link between what still exists is written; one of whose ends is gone is counted."""
    link = f'{{"element": "Link", "attributes": {{"guid": "{K}", "originGUID": "{S}", "targetGUID": "%s"}}}}'
    there, gone = write_project(kept(link % C)), write_project(kept(link % U))
    assert len(list(valid(there.data).iter("{*}Link"))) == 1
    assert not there.lost
    assert not list(valid(gone.data).iter("{*}Links"))
    assert what(gone.lost) == [("kept", "what_it_is_about_is_gone", 1)]


def test_what_refers_to_something_kept_that_goes_goes_too(valid: Valid) -> None:
    """A set loses a member that is gone; a link to a link that is gone is gone."""
    first = f'{{"element": "Link", "attributes": {{"guid": "{K}", "originGUID": "{U}"}}}}'
    second = f'{{"element": "Link", "attributes": {{"guid": "{V}", "originGUID": "{K}"}}}}'
    members = f'[{{"element": "MemberCode", "attributes": {{"targetGUID": "{C}"}}}}, {{"element": "MemberCode", "attributes": {{"targetGUID": "{U}"}}}}]'
    group = f'{{"element": "Set", "attributes": {{"guid": "{N}", "name": "j"}}, "children": {members}}}'
    three = tuple(Kept(str(n), "refi", "x", "", content) for n, content in enumerate((second, first, group)))
    written = write_project(replace(PROJECT, kept=three))
    root = valid(written.data)
    assert [len(each) for each in root.iter("{*}Set")] == [1]
    assert not list(root.iter("{*}Link"))
    assert what(written.lost) == [("kept", "what_it_is_about_is_gone", 3)]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "joo",
        "[]",
        "{}",
        '{"element": 5}',
        '{"element": "Script", "text": "x"}',
        '{"element": "Link", "attributes": []}',
        '{"element": "Link", "children": "x"}',
        '{"element": "Link", "children": ' * 5_000,
        '{"element": "Link", "children": [' * 40 + "]}" * 40,
        '{"element": "Vertex", "attributes": {"guid": "x", "firstX": "a"}}',
        '{"element": "Graph", "attributes": {"name": "ei tunnistetta"}}',
        '{"element": "Code", "attributes": {"name": "x"}}',
        '{"element": "PDFSelection", "within": "muualla", "attributes": {"guid": "a", "page": "1"}}',
    ],
)
def test_what_was_kept_may_have_been_edited(content: str, valid: Valid) -> None:
    """Anyone may edit ``kept.csv``: what no longer makes sense is counted, and the rest stays valid."""
    written = write_project(kept(content))
    valid(written.data)
    assert written.lost


def test_places_in_a_text_that_changed_are_left_out(valid: Valid) -> None:
    """Sync points that were kept for a text of another length are not laid over the new one."""
    point = f'{{"element": "SyncPoint", "attributes": {{"guid": "{K}", "timeStamp": "5", "position": "3"}}}}'
    content = '{"element": "Transcript", "attributes": {"guid": "%s"}, "children": [%s], "addition": true, "within": "%s", "characters": %d}'
    for length, count in ((len(SOURCE.text), 3), (5, 2)):
        audio = replace(kept(content % (V, point, T, length)), sources=(replace(SOURCE, kind="audio"),))
        assert len(list(valid(project_bytes(audio)).iter("{*}SyncPoint"))) == count


def test_a_codebook_goes_out_and_comes_in(tmp_path: Path) -> None:
    """A ``.qdc`` holds the tree and the sets of codes, valid by its own schema; without codes there is none."""
    tree = CodeNode(C, "Hinta", "Mitä maksaa", "#FF8800", False, (), (CodeNode(U, "Kallis"),))
    member = f'{{"element": "MemberCode", "attributes": {{"targetGUID": "{U}"}}}}'
    group = f'{{"element": "Set", "attributes": {{"guid": "{K}", "name": "Tärkeät"}}, "children": [{member}]}}'
    project = Project("P", codes=(tree,), kept=(Kept(K, "refi", "Set", "", group),))
    (path := tmp_path / "koodisto.qdc").write_bytes(codebook_bytes(project))
    schema = etree.XMLSchema(etree.parse(DATA / "schema" / "Codebook-mrt2019.xsd"))
    schema.assertValid(etree.parse(path))
    back = read_codebook(path)
    assert (back.name, back.codes, back.kept, back.problems, back.lost) == ("koodisto", (tree,), project.kept, (), ())
    with pytest.raises(WriteFailed, match="X123"):
        codebook_bytes(Project("P"))


def test_a_codebook_of_an_older_namespace_is_read(tmp_path: Path) -> None:
    """Codebooks of ``codebook:0:4`` and of whole projects are codebooks too."""
    code = f'<CodeBook><Codes><Code guid="{C.lower()}" name="Hinta" isCodable="true" color="red"/></Codes></CodeBook>'
    for inner in (
        code.replace("<CodeBook>", '<CodeBook xmlns="urn:QDA-XML:codebook:0:4">'),
        f"<Project>{code}</Project>",
    ):
        (path := tmp_path / "k.qdc").write_text(inner, encoding="utf-8")
        book = read_codebook(path)
        assert book.codes == (CODE,)
        assert what(book.lost) == [("colours", "not_in_the_format", 1)]


def test_users_and_layers_come_back(again: Callable[[Project], Project]) -> None:
    """Who coded what is told by each coding."""
    coded = replace(SOURCE.selections[0], codings=(Applied(N, C, U, "2025-01-02T03:04:05Z"),), quoted="kallis")
    project = replace(PROJECT, users=(User(U, "Aino"),), sources=(replace(SOURCE, selections=(coded,)),))
    assert again(project).sources == project.sources
