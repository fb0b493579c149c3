"""study.toml as people write it by hand: short, without ids, and now and then wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from teema.errors import ReadFailed
from teema.formats.folder import read_study, write_study
from teema.language import stop_words

Write = Callable[[dict[str, str | bytes]], Path]
TEXT = "H1: Yksi asia.\n"


def _folder(write: Write, design: str) -> Path:
    return write({"study.toml": design, "documents/d.txt": TEXT})


def test_bare_names_are_enough(folder_of: Write) -> None:
    """Lists may hold names; keys are made of them, a sub-theme's with its theme's before it."""
    folder = _folder(
        folder_of,
        """
        title = "Lyhyt"
        groups = ["Kunnat", "Yhteisöt"]
        rounds = ["2016"]
        topics = ["Häiriöt", "Raportit"]
        aims = "Parantaa"
        values = ["Avoimuus"]
        [[themes]]
        name = "Odotukset"
        aspect = "expectation"
        sub_themes = ["Palvelut", "Järjestelmät"]
        [[themes]]
        name = "Kokemukset"
        sub_themes = ["Palvelut"]
        """,
    )
    read = read_study(folder)
    study, book = read.study, read.study.codebook
    assert read.problems == ()
    assert [(one.key, one.name) for one in study.design.groups] == [("kunnat", "Kunnat"), ("yhteisot", "Yhteisöt")]
    assert [one.key for one in study.design.rounds] == ["2016"]
    assert [one.key for one in book.topics] == ["hairiot", "raportit"]
    assert [one.key for one in book.sub_themes] == [
        "odotukset-palvelut",
        "odotukset-jarjestelmat",
        "kokemukset-palvelut",
    ]
    assert book.labels == ("Palvelut", "Järjestelmät")
    assert (study.design.aims, study.organisation.aims[0].kind) == (("Parantaa",), "value")
    assert all(code.id for code in book.codes.values())
    assert read_study(folder).study == study
    assert read_study(write_study(study, folder)).study == study


def test_keys_may_be_numbers(folder_of: Write) -> None:
    """A round called 2016 is the one that interviews.csv names, with or without quotation marks in study.toml."""
    folder = _folder(
        folder_of,
        'title = "N"\n[[rounds]]\nkey = 2016\nstarts = "1.8.2016"\nends = 2016-08-31\n[settings]\nround = 2016\n',
    )
    (folder / "interviews.csv").write_text("id,document,customer,round\n1,d,A,2016\n", encoding="utf-8")
    read = read_study(folder)
    assert read.problems == ()
    (one,) = read.study.design.rounds
    assert (one.key, one.name, one.starts, one.ends) == ("2016", "2016", date(2016, 8, 1), date(2016, 8, 31))
    assert read.study.round == "2016"


def test_a_repeated_key_is_told_and_both_stay(folder_of: Write) -> None:
    """Two sub-themes of one key are two: the later one is read with its theme's key before it, and its rows find it."""
    folder = _folder(
        folder_of,
        """
        title = "K"
        [[themes]]
        key = "o"
        name = "Odotukset"
        sub_themes = [{key = "palvelut", name = "palvelut"}]
        [[themes]]
        key = "k"
        name = "Kokemukset"
        sub_themes = [{key = "palvelut", name = "palvelut"}]
        """,
    )
    (folder / "codings.csv").write_text(
        "document,quote_text,theme,sub_theme\nd,Yksi,o,palvelut\nd,asia,k,palvelut\n", encoding="utf-8"
    )
    read = read_study(folder)
    assert [(one.code, one.path) for one in read.problems] == [("S329", "study.toml")]
    assert [one.code for one in read.study.codings] == ["palvelut", "k-palvelut"]


def test_unknown_keys_of_the_design_are_kept(folder_of: Write) -> None:
    """What the file holds beyond the documented keys goes through, empty values and tables included."""
    folder = _folder(
        folder_of,
        """
        title = "L"
        rahoittaja = ""
        [oma]
        a = [1, 2]
        [settings]
        oma = 1
        [organisation]
        name = "Talo"
        "väri" = ""
        [[groups]]
        key = "k"
        name = "K"
        koodi = []
        """,
    )
    study = read_study(folder).study
    assert study.extra == {"rahoittaja": "", "oma": {"a": [1, 2]}}
    assert (study.design.settings.extra, study.organisation.extra) == ({"oma": 1}, {"väri": ""})
    assert read_study(write_study(study, folder)).study == study


@pytest.mark.parametrize("written", ['["kunta", "-yksi"]', '["Kunta", "-yksi", ""]'])
def test_a_studys_own_stop_words(folder_of: Write, tmp_path: Path, written: str) -> None:
    """They join the language's list; a word with a hyphen before it is taken out of the list."""
    study = read_study(_folder(folder_of, f'title = "T"\n[settings]\nstop_words = {written}\n')).study
    stopped = stop_words("fi", study.design.settings.stop_words)
    assert ("kunta" in stopped, "yksi" in stopped, "yksi" in stop_words("fi")) == (True, False, True)
    assert read_study(write_study(study, tmp_path / "again")).study.design == study.design


def test_an_unknown_aspect_is_told(folder_of: Write) -> None:
    """An aspect that is no aspect is left out, with the theme's key."""
    read = read_study(_folder(folder_of, 'title = "A"\n[[themes]]\nkey = "t"\nname = "T"\naspect = "toive"\n'))
    assert [(one.code, one.params) for one in read.problems] == [("S315", {"key": "t", "value": "toive"})]
    assert read.study.codebook.themes[0].aspect is None


@pytest.mark.parametrize(
    ("design", "code"),
    [
        ('title = "rikki', "S313"),
        ("title = 'a'\ntitle = 'b'", "S313"),
        ("themes = 5", "S314"),
        ("settings = 5", "S314"),
        ('[[groups]]\nkey = "k"\nquota = "neljä"', "S314"),
        ("[settings]\nlength_bounds = 3", "S314"),
        ("[settings]\nquote_minimum = []", "S314"),
        ("\x00", "S301"),
    ],
)
def test_a_broken_design_is_one_coded_error(folder_of: Write, design: str, code: str) -> None:
    """study.toml that can't be understood stops the reading, with a code and the file's name."""
    with pytest.raises(ReadFailed) as caught:
        read_study(_folder(folder_of, design))
    assert (caught.value.code, caught.value.path) == (code, "study.toml")


@pytest.mark.parametrize(
    "design", ["themes = 'Odotukset'", "groups = [['a']]", "title = 5", "[topics.a]", "language = 'sv'"]
)
def test_odd_designs_are_read(folder_of: Write, design: str) -> None:
    """What can be understood is."""
    study = read_study(_folder(folder_of, design)).study
    assert read_study(_folder(folder_of, design)).study == study
