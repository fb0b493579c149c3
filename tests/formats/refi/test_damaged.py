"""Damaged and hostile files: each ends in a coded error, or in a project with warnings, never in anything else."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.formats.refi.conftest import Make, Valid, zipped

from teema.errors import ReadFailed, TeemaError
from teema.formats.exchange.project import Project
from teema.formats.refi import read_codebook, read_project, write_project
from teema.wording import has

DATA = Path(__file__).parent / "data"
NVIVO = (DATA / "nvivo_like_utf16_bom_crlf.qdpx").read_bytes()
STANDARD = (DATA / "skyloom-TestProject.qdpx").read_bytes()
GUID = "AAAAAAAA-0000-4000-8000-000000000000"


def parts(data: bytes) -> dict[str, bytes]:
    """Return the members of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def damaged() -> Iterator[bytes]:
    """Yield cut, flipped and stuttering versions of a project, and versions with the XML or text damaged inside a whole zip."""
    chance = random.Random(7)
    for whole in (NVIVO, STANDARD):
        for _ in range(10):
            place = chance.randrange(len(whole))
            yield whole[:place]
            yield whole[:place] + bytes([chance.randrange(256)]) + whole[place + 1 :]
            yield whole[:place] + whole[place // 2 :]
    members = parts(NVIVO)
    for name, data in members.items():
        for _ in range(15):
            flipped = bytearray(data)
            for _ in range(chance.randrange(1, 4)):
                flipped[chance.randrange(len(flipped))] = chance.randrange(256)
            yield zipped({**members, name: bytes(flipped)})
            yield zipped({**members, name: data[: chance.randrange(len(data))]})


def attempt(path: Path) -> Project | None:
    """Read a file; None where that ends in a coded error that has its words."""
    code = ""
    try:
        return read_project(path)
    except TeemaError as error:
        code = error.code
    assert has(f"errors.{code}.what", "fi")
    return None


def test_damaged_files_end_in_an_error_or_a_project_that_can_be_written(tmp_path: Path, valid: Valid) -> None:
    """A hundred and twenty damaged files: what is still read can be written by the schema."""
    files = list(damaged())
    for data in files:
        (path := tmp_path / "x.qdpx").write_bytes(data)
        project = attempt(path)
        if project is not None:
            assert all(has(f"errors.{problem.code}.what", "fi") for problem in project.problems)
            valid(write_project(project).data)
    assert len(files) == 120


def xml(inner: str) -> str:
    """Write a project around what it holds."""
    return f'<Project xmlns="urn:QDA-XML:project:1.0" name="P">{inner}</Project>'


BOMB = '<!DOCTYPE b [<!ENTITY a "lol">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)
EXTERNAL = '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
NESTED = "<CodeBook><Codes>" + f'<Code guid="{GUID}" name="n" isCodable="true">' * 3_000
HOSTILE = {
    "bomb": (BOMB + f"]>{xml('<Description>&j;</Description>')}", "F109"),
    "bomb in an attribute": (BOMB + f"]>{xml('').replace('name=', 'origin=')[:-12]}", "F109"),
    "external entity": (EXTERNAL + xml("<Description>&x;</Description>"), "F109"),
    "document type": ("<!DOCTYPE Project>" + xml(""), "F109"),
    "nested": (xml(NESTED + "</Code>" * 3_000 + "</Codes></CodeBook>"), "F108"),
    "too many elements": (xml("<a/>" * 2_100_000), "F107"),
    "not XML": ("joo joo", "F108"),
    "prefix without a namespace": (xml("<q:Description/>"), "F108"),
    "another root": ("<html/>", "X101"),
    "empty": ("", "F108"),
    "binary": (bytes(range(256)) * 20, "F108"),
    "wrong encoding": (xml("<Description>ääni</Description>").encode("latin-1"), "F108"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_ends_in_an_error(name: str, make: Make) -> None:
    """Entities, document types, endless nesting and endless elements are refused; so is what is no project."""
    content, code = HOSTILE[name]
    with pytest.raises(ReadFailed, match=code):
        read_project(make(content))
    (path := make("x")).write_bytes(content if isinstance(content, bytes) else content.encode())
    if path.read_bytes():
        with pytest.raises(ReadFailed):
            read_codebook(path)


def test_a_text_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    """A single text of more than ten million characters is no text of an interview: the file counts as damaged."""
    (path := tmp_path / "x.qde").write_text(xml(f"<Description>{'a' * 10_000_001}</Description>"))
    with pytest.raises(ReadFailed, match="F108"):
        read_project(path)


@pytest.mark.parametrize(
    "member", ["../ulos.txt", "/etc/ulos.txt", "C:\\ulos.txt", "sources/../../ulos.txt", "a\\..\\b"]
)
def test_a_member_that_leads_out_is_refused(member: str, make: Make) -> None:
    """A zip with a path that leads outside is unsafe as a whole."""
    with pytest.raises(ReadFailed, match="F107"):
        read_project(make(xml(""), {member: "x"}))


def test_a_zip_bomb_is_refused(make: Make) -> None:
    """What unpacks to far more than it should is not unpacked; what claims to be huge is not believed."""
    source = f'<Sources><TextSource guid="{GUID}" plainTextPath="internal://a.txt"/></Sources>'
    with pytest.raises(ReadFailed, match="F107"):
        read_project(make(xml(source), {"a.txt": b"0" * 60_000_000}))


@pytest.mark.parametrize(("claimed", "texts"), [(2**31 - 1, ["hei " * 100]), (10, [])], ids=["huge", "small"])
def test_a_size_that_is_not_true_costs_one_text_at_most(claimed: int, texts: list[str], make: Make) -> None:
    """What a zip's directory claims of a member's size is not believed: the text is read, or is damaged and kept aside."""
    source = f'<Sources><TextSource guid="{GUID}" name="a" plainTextPath="internal://a.txt"/></Sources>'
    path = make(xml(source), {"a.txt": b"hei " * 100})
    path.write_bytes(path.read_bytes().replace((400).to_bytes(4, "little"), claimed.to_bytes(4, "little")))
    project = read_project(path)
    assert [each.text for each in project.sources] == texts
    assert ("F106" in {problem.code for problem in project.problems}) == (not texts)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"a\x00b" * 400, "F104"), (bytes(range(256)) * 40, "F104"), (b"x" * 6_000_000, "F116")],
    ids=["NUL", "noise", "too long"],
)
def test_a_text_that_is_none_is_reported_and_kept(content: bytes, code: str, make: Make) -> None:
    """A source whose file is no text, or too long, is kept as it is."""
    source = f'<Sources><TextSource guid="{GUID}" name="a" plainTextPath="internal://a.txt"/></Sources>'
    project = read_project(make(xml(source), {"a.txt": content}))
    assert code in {problem.code for problem in project.problems}
    assert not project.sources


def test_characters_that_xml_forbids_are_dropped(make: Make) -> None:
    """Control characters in descriptions, raw or as references, cost a warning, not the project."""
    project = read_project(make(xml("<Description>a&#x0B;b\x02c</Description>")))
    assert project.description == "abc"
    assert [problem.code for problem in project.problems] == ["X114"]


NUMBERS = ["", "-1", "1e3", "9" * 5000, "٣", "1.0", "99999999999999999999", "-99999999999999999999"]


@pytest.mark.parametrize("number", NUMBERS, ids=range(len(NUMBERS)))
def test_strange_numbers_are_positions_nowhere(number: str, make: Make, valid: Valid) -> None:
    """Positions, times and rectangles that are no numbers, or absurd ones, keep their selection and never stop the reading."""
    inner = f"""<Sources><TextSource guid="{GUID}"><PlainTextContent>Hei vaan</PlainTextContent>
        <PlainTextSelection guid="{GUID}" startPosition="4" endPosition="{number}"/></TextSource>
        <AudioSource guid="{GUID}"><Transcript guid="{GUID}"><PlainTextContent>Hei</PlainTextContent>
        <SyncPoint guid="{GUID}" timeStamp="{number}" position="{number}"/><SyncPoint guid="{GUID}" timeStamp="{number}" position="2"/>
        </Transcript><AudioSelection guid="{GUID}" begin="{number}" end="{number}"/></AudioSource></Sources>"""
    project = read_project(make(xml(inner)))
    assert len(project.sources) == 2
    assert not project.sources[0].selections
    valid(write_project(project).data)


def test_no_project_inside(make: Make, tmp_path: Path) -> None:
    """A zip without a ``.qde``, an empty file, a folder and a missing file each have their error; of several, the first is read."""
    with pytest.raises(ReadFailed, match="X100"):
        read_project(make("x", qde="word/document.xml"))
    (tmp_path / "x.qdpx").write_bytes(b"")
    (tmp_path / "y.qdpx").write_bytes(b"joo")
    for name, code in (("x.qdpx", "F102"), ("y.qdpx", "X100"), ("puuttuu.qdpx", "F101"), (".", "F113")):
        with pytest.raises(ReadFailed, match=code):
            read_project(tmp_path / name)
    project = read_project(make(xml(""), {"sub/toinen.qde": "<html/>"}))
    assert [problem.code for problem in project.problems] == ["X102"]
