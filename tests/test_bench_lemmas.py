"""What is counted when lemmas are measured, on a treebank of two sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.lemmas import Share, accuracy, main, retrieval, words_of

from teema.language.plain import Plain

TREEBANK = """# text = Mä näin 2 työttömyyttä.
1\tMä\tminä\tPRON\t_\tStyle=Coll\t_
2\tnäin\tnähdä\tVERB\t_\t_\t_
3\t2\t2\tNUM\t_\t_\t_
4\ttyöttömyyttä\ttyö#ttömyys\tNOUN\t_\t_\t_
5\t.\t.\tPUNCT\t_\t_\t_

1-2\tettei\t_\t_\t_\t_\t_
1\tettä\tettä\tSCONJ\t_\t_\t_
2\tei\tei\tAUX\t_\t_\t_
"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    """Write the treebank."""
    path = tmp_path / "fi_tiny-ud-test.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    return path


def test_words_are_those_with_letters(treebank: Path) -> None:
    """Punctuation, digits and the lines of joined words aren't counted; beginnings and colloquial words are known."""
    words = list(words_of(treebank))
    assert [word.form for word in words] == ["Mä", "näin", "työttömyyttä", "että", "ei"]
    assert [word.initial for word in words] == [True, False, False, True, False]
    assert [word.colloquial for word in words] == [True, False, False, False, False]


def test_accuracy_and_retrieval(treebank: Path) -> None:
    """Two of five forms are their own lemmas; what is found by form is right, and two fifths of what should be found."""
    words = list(words_of(treebank))
    assert accuracy(words, Plain("fi")) == Share(2, 5)
    assert Share(2, 5).percent == 40
    precision, recall, f1 = retrieval(words, lambda word: (word.form,))
    assert (precision, recall) == (1.0, 0.4)
    assert f1 == pytest.approx(0.571, abs=0.001)


def test_without_a_treebank_nothing_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sets don't come along, so their absence is told and is no failure."""
    assert main([str(tmp_path / "none")]) == 0
    assert "TEEMA_UD" in capsys.readouterr().err
