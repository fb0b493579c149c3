"""Projects made in the test's own words, and the schemas that everything written must meet."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from lxml import etree

from teema.formats.exchange.project import Project
from teema.formats.refi import read_project, write_project

DATA = Path(__file__).parent / "data"
Make = Callable[..., Path]
Valid = Callable[[bytes], etree._Element]


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Pack files into a zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.fixture
def data() -> Path:
    """Return the folder of sample projects."""
    return DATA


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Make a project file of its XML and the files beside it."""

    def made(xml: str | bytes, files: Mapping[str, str | bytes] | None = None, qde: str = "project.qde") -> Path:
        path = tmp_path / "projekti.qdpx"
        path.write_bytes(zipped({qde: xml, **(files or {})}))
        return path

    return made


@pytest.fixture(scope="session")
def valid() -> Valid:
    """Assert that a project is valid by the schema, and return its XML."""
    schema = etree.XMLSchema(etree.parse(DATA / "schema" / "Project-mrt2019.xsd"))

    def checked(packed: bytes) -> etree._Element:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            root = etree.fromstring(archive.read("project.qde"))
        schema.assertValid(root)
        return root

    return checked


@pytest.fixture
def again(tmp_path: Path, valid: Valid) -> Callable[[Project], Project]:
    """Write a project, check it by the schema, and read it back."""

    def back(project: Project) -> Project:
        path = tmp_path / "takaisin.qdpx"
        path.write_bytes(write_project(project).data)
        valid(path.read_bytes())
        return read_project(path)

    return back
