"""The speaker rules: which lines open a turn, in the ways people and programs write them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teema.formats.transcripts.turns import find_turns
from teema.study.documents import turn_over


def spoken(text: str) -> list[tuple[str, str]]:
    return [(turn.speaker, text[turn.speech : turn.end]) for turn in find_turns(text)]


LAYOUTS = {
    "codes": "H: Miten menee?\nH1: No joo.\nH: Kiva.",
    "roles": "Haastattelija: Miten menee?\nHaastateltava 1: No joo.\nHaastattelija: Kiva.",
    "names": "Jonas Rosland: Miten menee?\nÖrjan Åker: No joo.\nJonas Rosland: Kiva.",
    "label on its own line": "Interviewer:\nMiten menee?\nParticipant:\nNo joo.\nInterviewer:\nKiva.",
    "bold": "**Anna Aalto:** Miten menee?\n\n**Matti M:** No joo.\n\n**Anna Aalto:** Kiva.",
    "bold without the colon": "**Anna Aalto**: Miten menee?\n\n**Matti M**: No joo.\n\n**Anna Aalto**: Kiva.",
    "bold and time": "**Anna:** [00:00:01] Miten menee?\n\n**Matti:** [00:01:02] No joo.\n\n**Anna:** Kiva.",
    "time first": "[00:00:01] Anna: Miten menee?\n[00:00:03] Matti: No joo.\n[00:00:05] Anna: Kiva.",
    "time before the colon": "Anna [00:01]: Miten menee?\nMatti [00:03]: No joo.\nAnna [00:05]: Kiva.",
    "time in brackets, no colon": "Anna (0:01) Miten menee?\nMatti (0:03) No joo.\nAnna (0:05) Kiva.",
    "Rev": "Speaker 1 (00:03):\nMiten menee?\n\nSpeaker 2 (00:05):\nNo joo.\n\nSpeaker 1 (00:09):\nKiva.\n",
    "Otter": "Anna Aalto  0:21  \nMiten menee?\n\nUnknown Speaker  1:24:07  \nNo joo.\n\nAnna Aalto  1:25:00  \nKiva.\n",
    "Otter without times": "Anna Aalto  \nMiten menee?\n\nMatti M  \nNo joo.\n\nAnna Aalto\nKiva.\n\nMatti M  \nNiin.",
    "Teams": "0:0:0.0 --> 0:0:3.40\nAnna Aalto\nMiten menee?\n0:0:3.40 --> 0:0:8.0\nMatti M\nNo joo.",
    "Zoom": "[Anna Aalto] 10:15:32\nMiten menee?\n\n[Matti M] 10:15:40\nNo joo.",
    "time on the line above": "00:00:05\nAnna: Miten menee?\n\n00:00:12\nMatti: No joo.",
    "tabs": "Haastattelija\tMiten menee?\nH1\tNo joo.\nHaastattelija\tKiva.",
    "lower case": "anna: Miten menee?\nmatti: No joo.\nanna: Kiva.\nmatti: Niin.\nanna: Joo.\nmatti: Juu.",
    "no space": "H:Miten menee?\nH1:No joo.\nH:Kiva.",
    "bullets": "- Anna: Miten menee?\n- Matti: No joo.\n- Anna: Kiva.",
    "notes in brackets": "Haastattelija (Anna): Miten menee?\nH1 (johtaja): No joo.\nHaastattelija (Anna): Kiva.",
    "names with a place": "Anna, haastattelija: Miten menee?\nMatti M, kunta A: No joo.\nAnna, haastattelija: Kiva.\nMatti M, kunta A: Joo.",
    "everyone once": "Anna: Miten menee?\nMatti: No joo.",
    "numbered": "1. Haastattelija: Miten menee?\n2. H1: No joo.\n3. Haastattelija: Kiva.",
    "brackets": "[SPEAKER_00] Miten menee?\n[SPEAKER_01] No joo.\n[SPEAKER_00] Kiva.\n[SPEAKER_01] (naurahtaa)",
    "Happy Scribe": "[00:00:03.12] - Speaker 1\nMiten menee?\n\n[00:00:09.02] - Speaker 2\nNo joo.\n",
    "diarised": "SPEAKER_00: Miten menee?\nSPEAKER_01: No joo.\nSPEAKER_00: Kiva.",
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_gives_two_speakers_and_their_words_without_labels_and_times(layout: str) -> None:
    """However a label is written, the first turns are the question and the answer, by two speakers."""
    first, second, *_ = spoken(LAYOUTS[layout])
    assert (first[1], second[1]) == ("Miten menee?", "No joo.")
    assert first[0] != second[0]
    assert all(name and not name.endswith(":") and "0:" not in name for name in (first[0], second[0]))


def test_times_beside_labels_become_milliseconds() -> None:
    """A time in any place beside the label is the turn's beginning; a range gives its end too; else the end is unknown."""
    text = "Anna [00:01]: Hei.\n[1:02:03] Matti: Moi.\nAnna: [00:00:05.5] Joo."
    assert [(turn.from_ms, turn.to_ms) for turn in find_turns(text)] == [(1000, None), (3723000, None), (5500, None)]
    assert [(turn.from_ms, turn.to_ms) for turn in find_turns(LAYOUTS["Teams"])] == [(0, 3400), (3400, 8000)]


def test_f4_writes_the_time_at_the_end_of_a_turn() -> None:
    """``#00:00:05-0#`` closes a turn and begins the next one."""
    turns = find_turns("I: Hei, miten? #00:00:05-0#\nB: No joo. #00:00:12-3#\nI: Ok.")
    assert [(turn.from_ms, turn.to_ms) for turn in turns] == [(None, 5000), (5000, 12300), (12300, None)]


def test_a_turn_goes_on_over_paragraphs_until_the_next_label() -> None:
    """Paragraph breaks, colons in prose and times in the flow of speech end no turn."""
    text = "H: Kerro.\n\nH1: Muistan yhden asian: se oli hyvä.\n\nSitten [00:05:00] vielä: näin.\n\nH: Aha.\nH1: Joo: 12:30."
    assert [speaker for speaker, _ in spoken(text)] == ["H", "H1", "H", "H1"]
    assert spoken(text)[1][1].endswith("vielä: näin.")


PROSE = [
    "Muistan yhden asian: se oli hyvä.\n\nMutta: ei aina.\n\nSe siitä.",
    "Full interview available at https://example.org/watch?v=1\n\nDetails: none\n\nDuration: approximately 34 minutes",
    "Date: 1.1.2020\nPlace: Lahti\nSector: kunta\nSize: 100",
    "Taustatiedot: kerro itsestäsi\nMiten yhteistyö sujuu?\nOdotukset: mitä odotat?\nMitä toivot?\nEntä riskit?",
    "Tausta\nYritys on vanha.\nTulokset\nHyvin meni.\nPohdinta\nJoo.",
    "Joo\nNiin\nSe oli hyvä\nJoo\nkyllä se niin on\nNiin\nniin no joo\nJoo",
    "Kysymys 1: Miten?\nNäin se on.\nKysymys 2: Miksi?\nNiin vain.",
    "Interviewer: Jonas Rosland\nInterviewee: Alex Rushdy\n\nThis is prose about it.\n\nMore prose.\n\nAnd more.",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_and_headings_have_no_speakers(text: str) -> None:
    """Where nobody is named each paragraph is a turn of nobody."""
    assert {turn.speaker for turn in find_turns(text)} == {""}
    assert [text[turn.start : turn.end] for turn in find_turns(text)] == [line for line in text.split("\n") if line]


HEADERS = [
    "Interview Transcript: AI in Daily Work\nConducted: 22 March 2026\nDuration: approximately 34 minutes\n\n",
    "Haastattelu 3\nHaastattelija: Maija Meikäläinen\nHaastateltava: kunta A, H1 ja H2\nPäivämäärä: 3.8.2016\n\n",
    "H = haastattelija\nH1: haastateltava\n\n",
    "Haastattelija: Anna Virtanen\nHaastateltava: Matti Meikäläinen\n",
    "Päivämäärä: 3.8.2016\nH: Anna Virtanen\nH1: Talousjohtaja, kunta A\n\n",
    "Sector: long-haul trucking\nParticipant background: driver\n",
    "Details\n\nFull interview available at https://example.org.\n\n",
]


@pytest.mark.parametrize("header", HEADERS)
def test_the_header_belongs_to_no_turn(header: str) -> None:
    """Titles, metadata and explanations of labels before the first words are nobody's."""
    text = header + "H: Miten menee?\nH1: No joo.\nH: Kiva.\nH1: Niin."
    assert find_turns(text)[0].start == len(header)
    assert [speaker for speaker, _ in spoken(text)] == ["H", "H1", "H", "H1"]


def test_one_who_speaks_once_joins_those_who_recur_but_a_note_does_not() -> None:
    """Among recurring labels a single name, role or code of the same kind is a speaker; Huom and Kyllä are not."""
    text = "H: Kerro.\nH1: No.\nHuom: tauko.\nH: Ja?\nH1: Joo.\nKyllä: niin on.\nSihteeri: Anteeksi.\nH2: Hei.\nH: Ok."
    assert [speaker for speaker, _ in spoken(text)] == ["H", "H1", "H", "H1", "Sihteeri", "H2", "H"]


def test_a_habit_of_writing_is_no_speaker() -> None:
    """A recurring capitalised word before a colon is no speaker in a text that is not otherwise labelled."""
    text = "\n".join(["Se alkoi hyvin ja jatkui niin."] * 30 + ["Lopputulos: hyvä.", "Lopputulos: huono."])
    assert {turn.speaker for turn in find_turns(text)} == {""}


def test_spellings_of_one_label_are_one_speaker() -> None:
    """Letter case makes no new speaker; the most frequent spelling is the name."""
    assert {speaker for speaker, _ in spoken("Anna: a.\nanna: b.\nMatti: c.\nAnna: d.\nMatti: e.")} == {"Anna", "Matti"}


def test_end_matter_belongs_to_no_turn() -> None:
    """A closing rule or a line that says who transcribed ends the last turn; rules between turns belong to none."""
    text = "A: Hei.\nB: Moi.\n-----\nA: Jatkuu.\nB: Loppu.\n\n=====\nEnd of transcript."
    assert [words for _, words in spoken(text)] == ["Hei.", "Moi.", "Jatkuu.", "Loppu."]
    assert spoken("A: Hei.\nB: Moi.\n\nTranscribed by https://example.org")[-1] == ("B", "Moi.")


def test_times_alone_stand_before_paragraphs_of_nobody() -> None:
    """A line with a time alone, or a time in brackets, times the paragraph that follows; it is not part of the words."""
    text = "00:00:05\nHei kaikille.\n\n[00:12] Toinen kappale."
    assert [(turn.from_ms, text[turn.speech : turn.end]) for turn in find_turns(text)] == [
        (5000, "Hei kaikille."),
        (12000, "Toinen kappale."),
    ]


@pytest.mark.parametrize("text", ["", "\n\n  \n", "Anna:", ":", "[00:12]"])
def test_texts_with_next_to_nothing_in_them_do_not_fail(text: str) -> None:
    """An empty text has no turns; a label without words makes a turn without words."""
    assert len(find_turns(text)) == bool(text.strip())


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(["H: ", "H1:", "Anna  0:12", "[0:01] ", "\n", "\n\n", "sana ", "äiti. ", "**", "—", "1:2"]),
        max_size=40,
    )
)
def test_turns_are_in_order_apart_and_trimmed(parts: list[str]) -> None:
    """Turns never overlap, never begin or end in white space, and their words lie inside them."""
    text = "".join(parts)
    turns = find_turns(text)
    assert all(before.end <= after.start for before, after in pairwise(turns))
    for turn in turns:
        assert text[turn.start : turn.end] == text[turn.start : turn.end].strip()
        assert turn.start <= turn.speech <= turn.end <= len(text)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_speech_can_be_found_again_from_a_stored_turn(layout: str) -> None:
    """Start, end and speaker are enough to tell the label from the words, so nothing else needs storing."""
    text = LAYOUTS[layout]
    for turn in find_turns(text):
        assert turn_over(text, turn.start, turn.end, turn.speaker, turn.from_ms, turn.to_ms) == turn
