"""The documentation keeps step: every command, option, file and column is told of."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from textwrap import dedent

import pytest

from teema.cli import COMMANDS, command_parser
from teema.formats.folder import layout, read_study
from teema.formats.folder.sheets import Sheet
from teema.study import Coding, Study

ROOT = Path(__file__).parents[1]
SHEETS: list[Sheet[object]] = [one for one in vars(layout).values() if isinstance(one, Sheet)]


def sections(path: Path, mark: str) -> dict[str, str]:
    """Return a document's sections by their headings of one level."""
    parts = re.split(rf"^{mark} (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_has_its_heading(name: str) -> None:
    """``docs/commands.md`` has a heading for each command and, below it, for each of its options, and no other."""
    section = sections(ROOT / "docs" / "commands.md", "##")[f"`teema {name}`"]
    told = set(re.findall(r"^### `(--[\w-]+)", section, flags=re.MULTILINE))
    options = set(re.findall(r"(--[\w-]+)", command_parser(name, "en").format_usage())) | {"--help"}
    assert told | {"--help"} == options


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.file)
def test_every_file_and_column_of_the_study_folder_is_described(sheet: Sheet[object]) -> None:
    """``docs/study-folder.md`` has a heading for each csv file and a line for each of its columns."""
    section = sections(ROOT / "docs" / "study-folder.md", "##")[f"`{sheet.file}`"]
    assert [column.name for column in sheet.columns] == re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE)


def test_every_field_of_a_coding_has_its_place_in_the_mapping() -> None:
    """``docs/exchange.md`` tells of each field of a coding where it goes in other programs."""
    section = sections(ROOT / "docs" / "exchange.md", "###")["Codings"]
    told = {
        name
        for line in re.findall(r"^\| (`.*?) \|", section, flags=re.MULTILINE)
        for name in re.findall(r"`(\w+)`", line)
    }
    assert told == {one.name for one in fields(Coding)}


def test_every_file_of_a_study_has_its_place_in_the_mapping() -> None:
    """``docs/exchange.md`` names each of a study's parts, or says that it never leaves."""
    section = sections(ROOT / "docs" / "exchange.md", "##")["What is what"]
    parts = [
        one.name.replace("_", " ") for one in fields(Study) if one.name not in ("id", "language", "extra", "codebook")
    ]
    singular = {name: name.removesuffix("s") for name in parts} | {
        "people": "person",
        "kept": "kept",
        "finding links": "links",
    }
    assert [name for name in parts if singular[name] not in section] == []


def test_the_small_study_in_the_documentation_works(tmp_path: Path) -> None:
    """The folder printed in ``docs/study-folder.md`` reads without a problem, and its codings stand on their words."""
    printed = (ROOT / "docs" / "study-folder.md").read_text(encoding="utf-8")
    for name, content in re.findall(r"^`([\w./-]+)`\n\n((?:    .*\n|\n)+)", printed, flags=re.MULTILINE):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(dedent(content).strip() + "\n", encoding="utf-8")
    read = read_study(tmp_path)
    assert read.problems == ()
    assert [coding.valence for coding in read.study.codings] == [None, -1]
    assert [theme.aspect for theme in read.study.codebook.themes] == ["expectation", "experience"]


def test_readme_begins_with_the_two_commands() -> None:
    """A newcomer sees how to try and how to test on the first screen."""
    first_screen = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:40])
    assert "make demo" in first_screen
    assert "make test" in first_screen
