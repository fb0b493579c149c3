"""Real transcripts, counted by hand (with grep) before the readers were written; skipped where the files are absent."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from teema.formats.transcripts import read_transcript

DATA = Path(__file__).parents[4] / "shared" / "data" / "transcripts"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the data lies beside the repository only")

HAND_COUNTS = {
    "Dawn_of_the_Monsters_-_interview_with_Alex_Rushdy__13AM_Games.md": {"Jonas Rosland": 38, "Alex Rushdy": 37},
    "Get-A-Grip_Chip_transcription.md": {"Jon Lawitts": 80, "Vicky Wei": 70, "Jonas Rosland": 28, "Rich McGrath": 14},
    "GigaSword_-_Interview_with_Jack_Breen.md": {"Jonas Rosland": 42, "Jack Breen": 41, "Unknown Speaker": 1},
}


@pytest.mark.parametrize("name", HAND_COUNTS)
def test_interviews_have_the_speakers_and_turns_that_were_counted_by_hand(name: str) -> None:
    """Every line that is a name (and time) opens a turn, and no other does; the words are those between the names."""
    document = read_transcript(DATA / "markdown" / name).document
    assert Counter(turn.speaker for turn in document.turns) == HAND_COUNTS[name]
    names = "|".join(HAND_COUNTS[name])
    told = (DATA / "markdown" / name).read_text(encoding="utf-8").split("## Transcript\n")[1].split("Transcribed by")[0]
    by_hand = [words.split() for words in re.split(rf"(?m)^(?:{names})(?: +[\d:]+)? *\n", told)[1:]]
    assert [document.said(turn).split() for turn in document.turns] == by_hand


def test_otter_times_are_read() -> None:
    """The first turn of the interview begins at 0:22, the last at 52:56."""
    document = read_transcript(DATA / "markdown" / next(iter(HAND_COUNTS))).document
    assert (document.turns[0].from_ms, document.turns[-1].from_ms) == (22_000, 3_176_000)


def test_word_and_pdf_of_one_interview_give_the_same_text_and_turns() -> None:
    """Lines broken by the page are joined, so that the PDF reads as the document it was made from."""
    word, pdf = (read_transcript(DATA / "synthetic" / f"test_interview.{kind}").document for kind in ("docx", "pdf"))
    assert pdf.text == word.text
    assert pdf.turns == word.turns
    assert Counter(turn.speaker for turn in word.turns) == {"Interviewer": 26, "Participant": 26}


def test_hard_wrapped_text_is_joined() -> None:
    """The interview wrapped at 79 columns becomes paragraphs; header and end matter are outside the 44 turns."""
    document = read_transcript(DATA / "synthetic" / "test_interview.txt").document
    assert Counter(turn.speaker for turn in document.turns) == {"Interviewer": 22, "Interviewee": 22}
    assert not any("\n" in document.said(turn) for turn in document.turns)
    assert document.said(document.turns[-1]).endswith("We know things.")


def test_the_five_formats_of_one_recognition_agree() -> None:
    """Whisper's JSON, VTT, SRT, TSV and text hold the same words and, to the millisecond, the same turns."""
    paths = sorted((DATA / "whisper").iterdir())
    documents = [read_transcript(path).document for path in paths]
    assert len(paths) == 5
    assert len({document.text for document in documents}) == 1
    assert len({document.turns for document in documents}) == 1
    assert all(len(documents[0].said(turn).split()) < 180 for turn in documents[0].turns)


def test_broken_captions_are_read_with_a_warning() -> None:
    """A header that is missing, a time that is broken or absent: a warning, and the other captions remain."""
    found = {path.stem: read_transcript(path) for path in (DATA / "webvtt").glob("*.vtt")}
    codes = {name: [problem.code for problem in read.problems] for name, read in found.items()}
    assert codes["invalid"] == ["F127"]
    assert codes["invalid_timeframe"] == ["F125"]
    assert codes["missing_timeframe"] == ["F126"]
    assert found["sample"].document.text.count("Caption text") == 16
    assert found["invalid_timeframe"].document.text.count("Caption text") == 6
    assert found["youtube_dl"].document.text == "yeah what this will happen is I'm telling"
    assert found["comments"].document.text.startswith("- Ta en kopp varmt te.\n- Det är inte varmt.\n")


def test_elan_annotations_become_turns_of_their_tiers() -> None:
    """Four annotations on three tiers, in the order of their times; the tier without annotations says nothing."""
    document = read_transcript(DATA.parent / "formats" / "MaureenMarvinRobin.eaf").document
    assert [(turn.speaker, turn.from_ms, turn.to_ms) for turn in document.turns] == [
        ("Maureen", 1006, 1896),
        ("Marvin", 2401, 3422),
        ("Maureen", 3738, 4926),
        ("Robin", 5294, 5781),
    ]
