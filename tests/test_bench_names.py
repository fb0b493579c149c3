"""What is counted when names and identifiers are measured, on two sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import names
from bench.names import Found, false_hits, main, masked, sentences_of, texts_of, true_identifiers

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
