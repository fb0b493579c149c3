"""The command line as its users meet it: languages, help, wrong use, faults."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from teema import cli
from teema.cli import COMMANDS, command_parser, main
from teema.formats.folder.presets import PRESETS


@pytest.fixture(autouse=True)
def finnish_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test depend on the machine's language."""
    for name in ("TEEMA_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "TEEMA_DEBUG"):
        monkeypatch.delenv(name, raising=False)


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Help names each command, in Finnish unless the surroundings are English."""
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert "Käyttö" in shown
    assert all(f"  {name} " in shown for name in COMMANDS)


@pytest.mark.parametrize("name", ["TEEMA_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"])
def test_surroundings_choose_the_language(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A locale that begins with en makes the words English."""
    monkeypatch.setenv(name, "en_GB.UTF-8")
    main(["-h"])
    assert "Usage" in capsys.readouterr().out


def test_language_option_may_stand_anywhere(capsys: pytest.CaptureFixture[str]) -> None:
    """``--language`` counts before and after the command, for help and for errors."""
    assert main(["--language", "en", "check", "--help"]) == 0
    assert main(["check", "--help", "--language=en"]) == 0
    assert capsys.readouterr().out.count("Usage: teema check") == 2
    assert main(["check", "/no/such/place", "--language", "en"]) == 1
    assert "There is no /no/such/place" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (["chekc"], "U102"),
        (["check", "a", "--jsn"], "U103"),
        (["check", "my", "study"], "U109"),
        (["check"], "U104"),
        (["report", "a", "--out"], "U105"),
        (["check", "a", "--json=yes"], "U105"),
        (["check", "a", "--language"], "U105"),
        (["check", "a", "--language="], "U105"),
        (["report", "a", "--format", "docx,exe"], "U106"),
        (["report", "a", "--edition", "secret"], "U106"),
        (["new", "a", "--preset", "hospital"], "U106"),
        (["check", "a", "--language", "sv"], "U101"),
    ],
)
@pytest.mark.parametrize("language", ["fi", "en"])
def test_wrong_use_is_explained(
    given: list[str], code: str, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong use has a code, a line on what and a line on what to do, on standard error, and the status 2."""
    monkeypatch.setenv("TEEMA_LANGUAGE", language)
    assert main(given) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    what, hint = shown.err.splitlines()
    assert what.startswith(("virhe " if language == "fi" else "error ") + code)
    assert hint.startswith("  ")


def test_no_command_shows_help_as_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing asked for is wrong use, answered with the help."""
    assert main([]) == 2
    assert "teema KOMENTO" in capsys.readouterr().err


def test_a_fault_of_ours_shows_nothing_of_the_material(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unforeseen exception tells its kind and place, never its message, which may hold an interview's words."""

    class Broken:
        options = staticmethod(COMMANDS["check"].options)

        @staticmethod
        def run(asked: object, console: object) -> int:
            raise KeyError("Matti said so")

    monkeypatch.setitem(cli.COMMANDS, "check", Broken)
    assert main(["check", "a"]) == 1
    shown = capsys.readouterr().err
    assert "U199" in shown
    assert "KeyError" in shown
    assert "Matti" not in shown
    monkeypatch.setenv("TEEMA_DEBUG", "1")
    with pytest.raises(KeyError, match="Matti"):
        main(["check", "a"])


def test_interruption_is_no_fault(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C ends with 130 and one line."""

    class Interrupted:
        options = staticmethod(COMMANDS["demo"].options)

        @staticmethod
        def run(asked: object, console: object) -> int:
            raise KeyboardInterrupt

    monkeypatch.setitem(cli.COMMANDS, "demo", Interrupted)
    assert main(["demo"]) == 130
    assert capsys.readouterr().err == "Keskeytettiin.\n"


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_in_both_languages(name: str, language: cli.Language) -> None:
    """Each command and option has its help; a missing word would raise."""
    shown = command_parser(name, language).format_help()
    assert f"teema {name}" in shown
    assert "--language" in shown


def test_help_names_every_preset() -> None:
    """The values of ``--preset`` are those that exist."""
    assert "|".join(PRESETS) in command_parser("new", "fi").format_help()


def test_module_runs_as_the_command() -> None:
    """``python -m teema`` is ``teema``, also where the console can't show Finnish letters; colours stay out of pipes."""
    surroundings = {**os.environ, "PYTHONIOENCODING": "ascii", "TEEMA_LANGUAGE": "fi"}
    done = subprocess.run([sys.executable, "-m", "teema", "--help"], capture_output=True, env=surroundings, timeout=60)
    assert done.returncode == 0
    assert b"teema KOMENTO" in done.stdout
    assert b"\x1b" not in done.stdout


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """``--version`` names the program and its version."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("teema ")


def test_closed_output_is_no_fault(tmp_path: Path) -> None:
    """A reader that leaves early (``teema … | head -1``) gets no traceback."""
    command = f'"{sys.executable}" -m teema new "{tmp_path / "a"}" | true'
    done = subprocess.run(command, shell=True, capture_output=True, timeout=60)
    assert b"Traceback" not in done.stderr
