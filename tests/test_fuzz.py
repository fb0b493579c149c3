"""The cases of damage and what judges them, in small. Whether readers survive by the thousand, ``make fuzz`` tells."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from fuzz import archives, damage, databases, structures, xml
from fuzz.cases import case
from fuzz.material import Material
from fuzz.readers import READERS, reader
from fuzz.run import main
from fuzz.watch import Watch

BAD = """
import os
from fuzz import readers, worker
from fuzz.material import Reader
from fuzz.xml import SECRET
from teema.errors import Problem, ReadFailed

def read(path):
    match path.read_text():
        case "warned": return "", [Problem("warning", "F122")]
        case "refused": raise ReadFailed("F108")
        case "wordless": raise ReadFailed("F000")
        case "traceback": 1 / 0
        case "crash": os.abort()
        case "outside": open("left.txt", "w").close()
        case "memory": bytearray(b"a") * (600 << 20)
        case "leak": return f"<{SECRET}>", []
        case "time":
            while True: pass
    return "", []

readers.READERS["bad"] = lambda: Reader("bad", list, read)
worker.SECONDS = 1.5
worker.main()
"""
VERDICTS = ("read", "warned", "refused", "wordless", "traceback", "crash", "outside", "memory", "leak", "time", "read")


def test_every_way_of_going_wrong_is_told() -> None:
    """A worker that dies, leaves files, takes too much or raises what has no code is noticed, and the next case has a new one."""
    with Watch("bad", Material.of_file("a", b"read"), ("-c", BAD)) as watch:
        found = [watch.outcome(Material.of_file("a", verdict.encode())) for verdict in VERDICTS]
    assert tuple(outcome.verdict for outcome in found) == VERDICTS
    assert [outcome.verdict for outcome in found if not outcome.failed] == ["read", "warned", "refused", "read"]


@pytest.mark.parametrize("name", READERS)
def test_whole_files_are_read_and_cases_repeat(name: str, tmp_path: Path) -> None:
    """What the cases are made of is whole, and a number makes the same case each time, another than the next."""
    known = reader(name)
    if known is None:
        pytest.skip("not among the readers yet")
    seeds = known.seeds()
    for number, seed in enumerate(seeds):
        known.read(seed.write(tmp_path / str(number)))
    cases = [case(name, number, seeds, links=known.links) for number in range(8)]
    assert cases == [case(name, number, known.seeds(), links=known.links) for number in range(8)]
    assert len({repr(each) for each in cases}) > 4


@pytest.mark.parametrize(
    "data",
    [b"", b"a", b"\xff\x00", "äiti\n😀 12".encode() * 9, b"<a b='1'>2<c/></a>", b'{"a": [1, {"b": "c"}]}', b"[]"],
)
def test_anything_can_be_damaged(data: bytes) -> None:
    """Damage works on any bytes, so that one wound may follow another."""
    for seed in range(30):
        assert all(
            isinstance(wound(data, Random(seed)), bytes) for wound in {*damage.ALL, structures.changed, xml.attacked}
        )


def test_archives_and_databases_are_damaged_inside() -> None:
    """Their insides change, and most still open: otherwise only the outermost checks would be tried."""
    archive = archives.packed({"a.xml": b"<a><b>c</b></a>", "b.txt": b"sana " * 50})
    assert archive == archives.packed(archives.members(archive))
    damaged = [archives.damaged(archive, Random(seed)) for seed in range(40)]
    assert sum(map(archives.is_archive, damaged)) > 20
    known = reader("taguette")
    database = (known.seeds() if known else [])[:1]
    for seed in range(40 if database else 0):
        content = database[0].files["a.sqlite3"]
        assert isinstance(content, bytes)
        assert databases.damaged(content, Random(seed)) != b""


def test_a_few_cases_of_each_kind_end_well(capsys: pytest.CaptureFixture[str]) -> None:
    """The program runs, tells how the cases ended, and finds nothing amiss in a few."""
    assert main(["--cases", "6", "--only", "docx,eaf,folder"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if line.startswith(("docx", "eaf", "folder"))]
    assert [(name, count) for name, count, *_ in rows] == [("docx", "6"), ("eaf", "6"), ("folder", "6")]
