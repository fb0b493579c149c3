"""Captions: WebVTT, SRT and what Whisper writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from teema.errors import ReadFailed
from teema.formats.transcripts import Transcript, read_transcript

Reader = Callable[[str, str], Transcript]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def reader(name: str, text: str) -> Transcript:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_transcript(path)

    return reader


def cues(*parts: str, header: str = "WEBVTT\n\n") -> str:
    """Write cues of two seconds each without a pause; a part may begin with an id of its own on a line."""
    blocks = []
    for number, part in enumerate(parts):
        name, _, words = part.rpartition("|")
        blocks.append(f"{name}\n00:{2 * number:02}.000 --> 00:{2 * number + 2:02}.000\n{words}".lstrip("\n"))
    return header + "\n\n".join(blocks) + "\n"


def test_cues_of_one_speaker_become_one_turn(read: Reader) -> None:
    """Voices name the speakers, with or without a closing tag; consecutive cues merge, and times span them all."""
    found = read("a.vtt", cues("<v Anna>Hei &amp; moi.</v>", "<v Anna>Miten menee?", "<v.loud Matti>No joo.</v>"))
    document = found.document
    assert document.text == "Anna: Hei & moi. Miten menee?\nMatti: No joo."
    assert [(turn.speaker, turn.from_ms, turn.to_ms) for turn in document.turns] == [
        ("Anna", 0, 4000),
        ("Matti", 4000, 6000),
    ]
    assert document.said(document.turns[1]) == "No joo."


def test_zoom_writes_the_name_before_the_words(read: Reader) -> None:
    """``Name: words`` in cues is a label by the same rules as in running text; a cue without one goes on."""
    found = read("a.vtt", cues("1|Anna V: Hei.", "2|Anna V: Kerro: mitä?", "3|Matti M: Muistan: hyvin", "4|meni se."))
    assert found.document.text == "Anna V: Hei. Kerro: mitä?\nMatti M: Muistan: hyvin meni se."


def test_teams_cuts_utterances_and_mixes_their_order(read: Reader) -> None:
    """Parts ``<id>/11-0`` and ``<id>/11-1`` belong together in the order of their numbers; utterances go by time."""
    text = "WEBVTT\n\n" + "\n\n".join(
        f"ab-12/{name}\n00:00:{start:02}.000 --> 00:00:{start + 2:02}.000\n<v {who}>{words}</v>"
        for name, start, who, words in [
            ("11-1", 7, "Anna", "toinen osa."),
            ("12-0", 6, "Matti", "Joo."),
            ("11-0", 5, "Anna", "Ensimmäinen,"),
            ("9-0", 0, "Matti", "Alku."),
        ]
    )
    assert read("a.vtt", text).document.text == "Matti: Alku.\nAnna: Ensimmäinen, toinen osa.\nMatti: Joo."


def test_several_voices_in_one_cue_are_several_turns(read: Reader) -> None:
    """A cue may hold more than one voice."""
    assert read("a.vtt", cues("<v A>Hei</v> <v B>Moi</v>")).document.text == "A: Hei\nB: Moi"


def test_rolling_captions_show_each_line_once(read: Reader) -> None:
    """YouTube repeats the line before; words that a speaker repeats stay."""
    rolling = cues("joo", "joo\n<00:00:01.500><c> se on</c>", "se on\nniin", "niin")
    assert read("a.vtt", rolling).document.text == "joo se on niin"
    assert read("b.vtt", cues("Joo.", "Joo.", "Joo.")).document.text == "Joo. Joo. Joo."


def test_notes_styles_settings_and_tags_are_no_words(read: Reader) -> None:
    """What belongs to the file and not to the speech disappears; a smaller-than sign in the speech stays."""
    head = "WEBVTT - Title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\nnothing\n\n"
    text = head + "00:00:01.000 --> 00:00:02.000 align:start position:0%\n<i>Hei</i> 5 < 6 {\\an8}\n"
    assert read("a.vtt", text).document.text == "Hei 5 < 6"


def test_unnamed_speech_breaks_at_pauses_and_after_many_words(read: Reader) -> None:
    """Two seconds of silence end a turn, and so does the first full sentence after sixty words."""
    pause = "WEBVTT\n\n00:01.000 --> 00:02.000\nYksi.\n\n00:03.999 --> 00:05.000\nkaksi.\n\n00:07.000 --> 00:08.000\nKolme.\n"
    assert read("a.vtt", pause).document.text == "Yksi. kaksi.\nKolme."
    ten = "yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen"
    long = read("b.vtt", cues(*[ten] * 6, f"{ten}.", "Uusi.")).document
    assert [len(line.split()) for line in long.text.split("\n")] == [70, 1]
    assert [turn.from_ms for turn in long.turns] == [0, 14_000]


def test_dashes_mark_a_change_of_speaker(read: Reader) -> None:
    """Lines that begin with a dash or with ``>>`` are turns of their own."""
    assert read("a.vtt", cues("- Hei.\n- Moi.", ">> Joo.")).document.text == "- Hei.\n- Moi.\n>> Joo."


def test_a_broken_time_costs_one_cue(read: Reader) -> None:
    """A cue whose time cannot be read is left out, with its row; the rest is read."""
    text = cues("Yksi.", "Kaksi.", "Kolme.").replace("00:04.000\n", "00:0x.000\n")
    found = read("a.vtt", text)
    assert found.document.text == "Yksi.\nKolme."
    assert [(problem.code, problem.row) for problem in found.problems] == [("F125", 6)]


def test_srt_may_hold_blank_lines_inside_a_cue(read: Reader) -> None:
    """Text after a blank line belongs to the cue before; numbers of cues are no words."""
    text = (
        "1\n00:00:01,000 --> 00:00:02,500\nAnna: Hei\n\nmoi.\n\n2\n00:00:03,000 --> 00:00:04,000\nMatti: <b>Joo</b>.\n"
    )
    document = read("a.srt", text).document
    assert document.text == "Anna: Hei moi.\nMatti: Joo."
    assert document.turns[0].to_ms == 2500


def test_json_speakers_and_broken_segments(read: Reader) -> None:
    """Speakers of diarised JSON name turns; a segment without a usable time is left out with a warning."""
    segments = [
        {"start": 0.5, "end": 1.25, "text": " Hei.", "speaker": "SPEAKER_00"},
        {"start": float("nan"), "end": 2, "text": " Ei.", "speaker": "SPEAKER_00"},
        {"start": "2", "end": 3, "text": " Ei.", "speaker": "SPEAKER_00"},
        {"start": 3, "end": 4, "text": " Moi.", "speaker": "SPEAKER_01"},
    ]
    found = read("a.json", json.dumps({"segments": segments}))
    assert found.document.text == "SPEAKER_00: Hei.\nSPEAKER_01: Moi."
    assert (found.document.turns[0].from_ms, found.document.turns[0].to_ms) == (500, 1250)
    assert [(problem.code, problem.row) for problem in found.problems] == [("F125", 2), ("F125", 3)]


def test_json_with_text_alone_is_running_text(read: Reader) -> None:
    """Without segments the text is read by the speaker rules."""
    document = read("a.json", '{"text": "H: Hei.\\nA: Moi."}').document
    assert document.speakers == ("H", "A")


@pytest.mark.parametrize("text", ["[1, 2]", '{"a": 1}', '{"segments": [1]}', "{", "[" * 100_000, '"x"'])
def test_other_json_is_refused(read: Reader, text: str) -> None:
    """JSON that is no recognition result ends in F115."""
    with pytest.raises(ReadFailed, match="F115"):
        read("a.json", text)


def test_tsv_counts_in_milliseconds(read: Reader) -> None:
    """Whisper's TSV; another table is refused."""
    document = read("a.tsv", "start\tend\ttext\n0\t900\tHei.\n1000\t1900\tmoi\tvaan.\n5000\t6000\tLoppu.\n").document
    assert document.text == "Hei. moi vaan.\nLoppu."
    assert [(turn.from_ms, turn.to_ms) for turn in document.turns] == [(0, 1900), (5000, 6000)]
    with pytest.raises(ReadFailed, match="F115"):
        read("b.tsv", "a\tb\n1\t2\n")


def test_whisper_text_with_times_in_brackets(read: Reader) -> None:
    """Lines that begin with from and to are cues, not paragraphs."""
    document = read("a.txt", "[00:01.000 --> 00:02.500]  Hei\n[00:02.500 --> 00:03.000]  kaikki.\n").document
    assert document.text == "Hei kaikki."
    assert (document.turns[0].from_ms, document.turns[0].to_ms) == (1000, 3000)


def test_captions_in_which_nothing_is_said_are_an_error(read: Reader) -> None:
    """A header alone ends in F110."""
    with pytest.raises(ReadFailed, match="F110"):
        read("a.vtt", "WEBVTT\n\nNOTE nothing\n")
