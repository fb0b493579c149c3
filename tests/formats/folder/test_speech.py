"""Where a turn's words begin when its speaker isn't the label that the text has."""

from pathlib import Path

from teema.formats.folder import read_study, write_study
from teema.study import Document, Study, Turn

TEXT = "Matti: No joo.\nH: Kiva."


def _written(folder: Path, *turns: Turn) -> str:
    study = Study("s", "S", documents=(Document("d", TEXT, turns),))
    write_study(study, folder)
    assert read_study(folder).study.documents[0].turns == turns
    return (folder / "turns.csv").read_text(encoding="utf-8").splitlines()[0]


def test_a_speaker_under_another_label_keeps_the_words(tmp_path: Path) -> None:
    """The words begin after "Matti: " although the turn is K1a's: the column says so, and comes back."""
    header = _written(tmp_path, Turn(0, 14, "K1a", speech=7), Turn(15, 23, "H", speech=18))
    assert header == "document,start,end,speaker,from_ms,to_ms,speech"


def test_the_column_is_written_only_where_it_tells_something(tmp_path: Path) -> None:
    """Where every label shows where the words begin, there is no such column."""
    header = _written(tmp_path, Turn(0, 14, "Matti", speech=7), Turn(15, 23, "H", speech=18))
    assert header == "document,start,end,speaker,from_ms,to_ms"
