"""Rooms stay apart: who may import whom, and what stays out of a quick start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def loaded(statement: str) -> set[str]:
    """Return the top-level modules that a statement brings along in a fresh interpreter."""
    code = (
        f"import sys\n{statement}\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    return set(done.stderr.split())


def test_teema_leaves_django_out() -> None:
    """A notebook that imports Teema needs neither Django nor a database."""
    assert not loaded("import teema") & {"django", "sqlite3"}


def test_help_brings_nothing_heavy() -> None:
    """``teema --help`` answers at once: no engine, no charts, no documents."""
    heavy = {"polars", "pandas", "numpy", "narwhals", "altair", "lxml", "docx", "typst", "vl_convert", "pypdfium2"}
    assert not loaded("from teema.cli import main; main(['--help'])") & (heavy | {"django"})


def test_rooms_import_only_rooms_above_them() -> None:
    """The order of ARCHITECTURE's table holds in the code."""
    linter = Path(sys.executable).with_name("lint-imports")
    if not linter.exists():
        pytest.skip("import-linter isn't installed")
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout
