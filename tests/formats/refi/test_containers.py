"""What surrounds a project in its zip: where its files lie, and what other programs leave beside them."""

from __future__ import annotations

from tests.formats.refi.conftest import Make
from tests.formats.refi.test_vendors import BOOK, S1, T1, codes, project, quoted, selection

from teema.formats.refi import read_project

TEXT = "Se oli kallis."


def one_source(path: str, end: int = 13) -> str:
    """Write a project of one source, whose text lies at a path."""
    return project(
        f'{BOOK}<Sources><TextSource guid="{T1}" name="a" plainTextPath="{path}">{selection(S1, 7, end)}</TextSource></Sources>'
    )


def test_what_a_mac_leaves_in_a_zip_is_no_second_project(make: Make) -> None:
    """``__MACOSX`` holds a shadow of every file, the project's own too: none is read or told of."""
    beside = {
        "__MACOSX/._projekti.qde": b"\x00\x05\x16",
        "__MACOSX/osa/sources/._a.txt": b"\x00",
        "osa/sources/a.txt": TEXT,
    }
    read = read_project(make(one_source("internal://a.txt"), beside, "osa/projekti.qde"))
    assert (quoted(read), codes(read), read.lost) == (["kallis"], set(), ())


def test_a_project_may_have_a_colon_in_its_name(make: Make) -> None:
    """On a Mac a slash in a project's name becomes a colon in its file's name."""
    assert quoted(read_project(make(one_source("internal://a.txt"), {"a.txt": TEXT}, "Osa 1:2.qde"))) == ["kallis"]


def test_a_file_on_a_disk_that_lies_in_the_project_all_the_same_is_read(make: Make) -> None:
    """``relative`` and ``absolute`` paths are never followed; the file of that name in the zip is meant."""
    for path in ("relative:///osa/a.txt", "absolute:///C:\\osa\\a.txt"):
        assert quoted(read_project(make(one_source(path), {"sources/a.txt": TEXT}))) == ["kallis"]


def test_a_selection_that_reaches_a_little_beyond_its_text_ends_with_it(make: Make) -> None:
    """Programs count a last line break that the file lacks: the words are coded, and it is told."""
    read = read_project(make(one_source("internal://a.txt", end=15), {"a.txt": TEXT}))
    assert (quoted(read), codes(read)) == (["kallis."], {"X134"})
