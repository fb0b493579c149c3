"""What is counted when names and identifiers are measured, on two sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import names
from bench.names import (
    Found,
    false_hits,
    known,
    main,
    masked,
    proper_names,
    sentences_of,
    texts_of,
    told_cases,
    true_identifiers,
)

from teema.language.finnish.reader import Finnish
from teema.language.plain import Plain

SENTENCES = """-DOCSTART-\tO

Eilen\tO
Matti\tB-PER
Virtanen\tI-PER
kävi\tO
Oulussa\tB-LOC
.\tO

Oulu\tB-LOC
on\tO
ok\tO
"""


@pytest.fixture
def sentences(tmp_path: Path) -> Path:
    """Write the sentences as the only set of a folder."""
    path = tmp_path / "dev.tsv"
    path.write_text(SENTENCES, encoding="utf-8")
    return path


def test_words_are_read_with_their_places(sentences: Path) -> None:
    """A space stands between every two words; a tag loses its beginning mark; the mark of a document is no sentence."""
    (text, words), (other, _) = sentences_of(sentences)
    assert text == "Eilen Matti Virtanen kävi Oulussa ."
    assert [(word.text, word.start, word.named) for word in words[:3]] == [
        ("Eilen", 0, "O"),
        ("Matti", 6, "PER"),
        ("Virtanen", 12, "PER"),
    ]
    assert other == "Oulu on ok"


def test_masked_words_are_counted(sentences: Path) -> None:
    """Where nothing is known of words, those with a capital within a sentence are masked, unsure."""
    found = masked(sentences_of(sentences), Plain("sv"))
    assert found["all"] == Found(9, 3, 0)
    assert (found["PER"], found["LOC"]) == (Found(2, 2, 0), Found(2, 1, 0))
    assert found["LOC"].recall == 50
    assert Found(0, 0, 0).sure_recall == 0


def test_false_hits_leave_out_the_known(tmp_path: Path) -> None:
    """What is found in the sets beside the list of true ones counts."""
    path = tmp_path / "fi_tiny-ud-test.conllu"
    path.write_text("# text = Soita 0401234567 tai kirjoita a@b.fi\n1\tSoita\n", encoding="utf-8")
    assert false_hits(texts_of(path), frozenset({"a@b.fi"})) == ["0401234567"]
    assert "jvargova@apa.sk" in true_identifiers()


def test_known_names_and_their_cases(tmp_path: Path) -> None:
    """Forms of one-word proper names count once; a case counts where the treebank tells one."""
    rows = (
        "1\tKoivukorvessa\tKoivu#korpi\tPROPN\t_\tCase=Ine|Number=Sing\t_",
        "2\tKoivukorvessa\tKoivu#korpi\tPROPN\t_\tCase=Ine|Number=Sing\t_",
        "3\tXyz\tQwerty\tPROPN\t_\t_\t_",
        "4\tkorvessa\tkorpi\tNOUN\t_\tCase=Ine\t_",
    )
    path = tmp_path / "fi_tiny-ud-test.conllu"
    path.write_text("\n".join(rows), encoding="utf-8")
    names = list(proper_names(path))
    assert known(names, Finnish(None, "")) == (2, 1, 1)
    assert told_cases(names, Finnish(None, "")) == (2, 2)


def test_without_the_sets_identifiers_alone_are_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sets don't come along, so their absence is told and is no failure."""
    monkeypatch.setattr(names, "_COUNT", 20)
    monkeypatch.setenv("TEEMA_UD", str(tmp_path / "none"))
    assert main([str(tmp_path / "none")]) == 0
    told = capsys.readouterr()
    assert "TEEMA_NER" in told.err
    assert "20 of 20" in told.out


def test_a_missed_target_fails(sentences: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """More words flagged than the target allows is a failure."""
    monkeypatch.setattr(names, "_COUNT", 1)
    monkeypatch.setattr(names, "FLAGGED", 1.0)
    monkeypatch.setenv("TEEMA_UD", str(tmp_path / "none"))
    monkeypatch.setattr(names, "finnish", lambda: Plain("sv"))
    assert main([str(sentences.parent)]) == 1
