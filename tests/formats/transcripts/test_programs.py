"""What Teams, Zoom, noScribe, Otter, oTranscribe and ELAN write, each in the layout that the program gives its files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument

from teema.errors import ReadFailed
from teema.formats.folder import read_study
from teema.formats.transcripts import Transcript, is_transcript, read_transcript
from teema.formats.transcripts.elan import _between

Reader = Callable[[str, str], Transcript]
Told = tuple[str, int | None, int | None, str]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def reader(name: str, text: str) -> Transcript:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_transcript(path)

    return reader


def told(transcript: Transcript) -> list[Told]:
    """Return the turns: speaker, from, to, words."""
    document = transcript.document
    return [(turn.speaker, turn.from_ms, turn.to_ms, document.said(turn)) for turn in document.turns]


def codes(transcript: Transcript) -> list[str]:
    return [problem.code for problem in transcript.problems]


TEAMS = """WEBVTT

0d6d5f3a-4f0b-4a4f-9c55-0a4d1e3a9c1b/12-0
00:00:09.120 --> 00:00:11.000
<v Matti Meikäläinen (Vieras)>No joo, hyvinhän se.

0d6d5f3a-4f0b-4a4f-9c55-0a4d1e3a9c1b/11-1
00:00:06.010 --> 00:00:08.900
<v Virtanen, Anna>miten asiointi
on sujunut?</v>

0d6d5f3a-4f0b-4a4f-9c55-0a4d1e3a9c1b/11-0
00:00:03.120 --> 00:00:06.010
<v Virtanen, Anna>Kertoisitko aluksi,</v>

0d6d5f3a-4f0b-4a4f-9c55-0a4d1e3a9c1b/13-0
00:00:10.500 --> 00:00:10.900
<v Virtanen, Anna>Aivan.</v>
"""


def test_teams_captions_by_their_ids(read: Reader) -> None:
    """Parts are put together by the number before the hyphen; what is out of order or overlaps goes by where it begins."""
    found = read("kokous.vtt", TEAMS)
    assert told(found) == [
        ("Virtanen, Anna", 3120, 8900, "Kertoisitko aluksi, miten asiointi on sujunut?"),
        ("Matti Meikäläinen (Vieras)", 9120, 11000, "No joo, hyvinhän se."),
        ("Virtanen, Anna", 10500, 10900, "Aivan."),
    ]
    assert not found.problems


def test_teams_captions_without_ids(read: Reader) -> None:
    """Newer files have no ids: each caption stands for itself, and consecutive ones of a speaker merge."""
    bare = "\n".join(line for line in TEAMS.split("\n") if "/1" not in line)
    words = [words for _, _, _, words in told(read("kokous.vtt", bare))]
    assert words == ["Kertoisitko aluksi, miten asiointi on sujunut?", "No joo, hyvinhän se.", "Aivan."]


def teams_document(*turns: tuple[str, ...]) -> WordDocument:
    document = docx.Document()
    document.add_paragraph("Palautekeskustelu-20240110_140012-Kokouksen tallenne")
    document.add_paragraph("10. tammikuuta 2024, 12.00")
    document.add_paragraph("Virtanen, Anna aloitti litteroinnin")
    for lines in turns:
        paragraph = document.add_paragraph()
        for number, line in enumerate(lines):
            paragraph.add_run(("\n" if number else "") + line).bold = line == "Virtanen, Anna"
    document.add_paragraph("Virtanen, Anna stopped transcription")
    return document


@pytest.mark.parametrize(
    ("turns", "ends"),
    [
        (
            [("Virtanen, Anna   0:03", "Kerro."), ("Matti M   0:07", "No joo."), ("Virtanen, Anna   1:10", "Hyvä.")],
            None,
        ),
        (
            [
                ("0:0:3.0 --> 0:0:5.900", "Virtanen, Anna", "Kerro."),
                ("0:0:7.0 --> 0:0:9.150", "Matti M", "No joo."),
                ("0:1:10.0 --> 0:1:12.0", "Virtanen, Anna", "Hyvä."),
            ],
            72_000,
        ),
    ],
    ids=["name and time", "from and to"],
)
def test_teams_documents(tmp_path: Path, turns: list[tuple[str, ...]], ends: int | None) -> None:
    """Both layouts of the downloaded document give speakers and times; what was started and stopped is nobody's speech."""
    teams_document(*turns).save(str(tmp_path / "kokous.docx"))
    found = told(read_transcript(tmp_path / "kokous.docx"))
    assert [(speaker, begins, words) for speaker, begins, _, words in found] == [
        ("Virtanen, Anna", 3000, "Kerro."),
        ("Matti M", 7000, "No joo."),
        ("Virtanen, Anna", 70_000, "Hyvä."),
    ]
    assert found[-1][2] == ends


def captions(*words: str) -> str:
    """Write numbered captions of two seconds, one after another."""
    blocks = (f"{n + 1}\n00:00:{2 * n:02}.000 --> 00:00:{2 * n + 2:02}.000\n{each}" for n, each in enumerate(words))
    return "WEBVTT\n\n" + "\n\n".join(blocks) + "\n"


def test_zoom_labels_are_speakers_whatever_they_look_like(read: Reader) -> None:
    """A user name or a telephone number before every caption names its speaker, though it looks like no name."""
    text = captions(
        "Anna V: Kerro.", "matti (hän): No: joo.", "matti (hän): Hyvin.", "+358 40 123: Ja minä!", "Anna V: 10:30 vai?"
    )
    assert [(speaker, words) for speaker, _, _, words in told(read("a.vtt", text))] == [
        ("Anna V", "Kerro."),
        ("matti (hän)", "No: joo. Hyvin."),
        ("+358 40 123", "Ja minä!"),
        ("Anna V", "10:30 vai?"),
    ]


def test_a_colon_here_and_there_labels_nothing(read: Reader) -> None:
    """Where most captions have no label, a word before a colon is a word."""
    assert read("a.vtt", captions("Siis näin:", "Huom: ei", "muuta.", "Niin.")).document.speakers == ()


NOSCRIBE = """WEBVTT haastattelu 1

NOTE
Litteroitu noScribella. Äänitiedosto: /home/anna/haastattelu 1.mp3
(Aloitus: 00:00:00 | Lopetus: 00:10:00)

NOTE media: /home/anna/haastattelu 1.mp3

1
00:00:00.000 --> 00:00:02.000
<v >(..)

2
00:00:02.000 --> 00:00:04.000
<v S00>S00: [00:00:02] Miten asiointi sujui?

3
00:00:04.000 --> 00:00:06.000
<v S01>S01: No siis &quot;hyvin&quot; //S00: Joo.// meni

4
00:00:05.000 --> 00:00:06.000
<v //S00> //S00: Niin just.

5
00:00:06.000 --> 00:00:08.000
<v S01>// ja sitten odoteltiin.

6
00:00:07.000 --> 00:00:08.000
<v //S00> //S00: Aivan.//
"""


def test_noscribe_overlaps_are_turns_of_those_who_speak(read: Reader) -> None:
    """The file's notes are no speech, a label isn't said twice, marks of overlap go, and an overlap inside a caption stays."""
    assert [(speaker, words) for speaker, _, _, words in told(read("a.vtt", NOSCRIBE))] == [
        ("", "(..)"),
        ("S00", "Miten asiointi sujui?"),
        ("S01", 'No siis "hyvin" //S00: Joo.// meni'),
        ("S00", "Niin just."),
        ("S01", "ja sitten odoteltiin."),
        ("S00", "Aivan."),
    ]


def test_a_voice_that_says_its_own_name_keeps_it(read: Reader) -> None:
    """Only a label with a colon repeats the voice; a name that is said is a word."""
    assert (
        read("a.vtt", captions("<v Anna>Anna tässä hei.", "<v Matti>Matti")).document.text
        == "Anna: Anna tässä hei.\nMatti: Matti"
    )


def test_otter_text(read: Reader) -> None:
    """A name and a time on a line of its own; the header and the line that tells who transcribed are outside the turns."""
    text = """Haastattelu 3
Wed, Jan 10, 2024 12:00PM • 34:05

SPEAKERS
Anna Virtanen, Speaker 2, Unknown Speaker

Anna Virtanen  00:03
Kerro.

Unknown Speaker  00:07
No joo.

Speaker 2  1:02:12
Hyvä.

Transcribed by https://otter.ai
"""
    assert told(read("a.txt", text)) == [
        ("Anna Virtanen", 3000, None, "Kerro."),
        ("Unknown Speaker", 7000, None, "No joo."),
        ("Speaker 2", 3_732_000, None, "Hyvä."),
    ]


def mark(seconds: float, shown: str) -> str:
    return f'<span class="timestamp" contenteditable="false" data-timestamp="{seconds}">{shown}</span>'


def otr(html: str) -> str:
    return json.dumps({"text": html, "media": "haastattelu 1.mp3", "media-time": 12.11}, ensure_ascii=False)


def test_otranscribe_marks_tell_times_and_are_no_words(read: Reader) -> None:
    """A turn begins at the time of the mark that opens it, above the label or after it; other marks disappear."""
    html = (
        f"<p>{mark(12.11, '0:12')}&nbsp;Anna: Hei &amp; <b>kerro</b>.<br /></p><p>Matti: {mark(15, '0:15')}&nbsp;No joo "
        f"{mark(17.5, '0:17')}&nbsp;ja niin.</p><div>Anna: Hyvä.</div><p>{mark(3723.004, '1:02:03')}</p><p>Matti: Äiti 😀. {mark(9, '0:09')}</p>"
    )
    found = read("a.otr", otr(html))
    assert told(found) == [
        ("Anna", 12_110, None, "Hei & kerro."),
        ("Matti", 15_000, None, "No joo ja niin."),
        ("Anna", None, None, "Hyvä."),
        ("Matti", 3_723_004, None, "Äiti 😀."),
    ]
    assert not found.problems
    assert "0:" not in found.document.text


def test_otranscribe_without_speakers(read: Reader) -> None:
    """Each paragraph is a turn, with the time of its own mark; a mark without a number is read as it is shown."""
    html = f'<p><span class="timestamp">0:12</span> Yksi.</p><p>Kaksi.</p><p>{mark(1e30, "0:30")} Kolme.</p>'
    assert told(read("a.otr", otr(html))) == [
        ("", 12_000, None, "Yksi."),
        ("", None, None, "Kaksi."),
        ("", 30_000, None, "Kolme."),
    ]


def test_otranscribe_is_known_by_its_content(read: Reader) -> None:
    """The same file under another name is read alike (F121); other JSON or text under its suffix is what it is."""
    text = otr(f"<p>{mark(1, '0:01')} Hei.</p>")
    assert told(read("a.json", text)) == told(read("a.otr", text))
    assert codes(read("a.txt", text)) == ["F121"]
    assert codes(read("b.otr", '{"segments": [{"start": 0, "end": 1, "text": "Hei."}]}')) == ["F121"]
    assert read("c.otr", "H: Hei.\nA: Moi.").document.speakers == ("H", "A")


@pytest.mark.parametrize(
    "text",
    ['{"text": 1, "media-time": 0}', '{"media-time": 0', '[{"media-time": 0}]', '{"a": ' * 10_000 + '"media-time"'],
)
def test_what_is_no_otranscribe_file_is_told(read: Reader, text: str) -> None:
    """JSON that is broken or lacks the text ends in F130."""
    with pytest.raises(ReadFailed, match="F130"):
        read("a.otr", text)


def eaf(slots: dict[str, int | None], *tiers: str) -> str:
    order = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="{name}"' + ("/>" if time is None else f' TIME_VALUE="{time}"/>')
        for name, time in slots.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<ANNOTATION_DOCUMENT><TIME_ORDER>{order}</TIME_ORDER>{"".join(tiers)}</ANNOTATION_DOCUMENT>'


def tier(name: str, *annotations: str, attributes: str = "") -> str:
    held = "".join(f"<ANNOTATION>{annotation}</ANNOTATION>" for annotation in annotations)
    return f'<TIER TIER_ID="{name}" {attributes}>{held}</TIER>'


def aligned(name: str, first: str, last: str, words: str) -> str:
    return (
        f'<ALIGNABLE_ANNOTATION ANNOTATION_ID="{name}" TIME_SLOT_REF1="{first}" TIME_SLOT_REF2="{last}">'
        f"<ANNOTATION_VALUE>{words}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>"
    )


def referring(name: str, on: str, words: str) -> str:
    return f'<REF_ANNOTATION ANNOTATION_ID="{name}" ANNOTATION_REF="{on}"><ANNOTATION_VALUE>{words}</ANNOTATION_VALUE></REF_ANNOTATION>'


TIMES: dict[str, int | None] = {"1": 0, "2": 1000, "3": 900, "4": 2000, "5": 2100, "6": 3000}


def test_elan_tiers_are_speakers_and_overlaps_go_by_their_beginning(read: Reader) -> None:
    """A participant names the speaker, else the tier; consecutive annotations merge; translations are left out and counted."""
    text = eaf(
        TIMES,
        tier(
            "A-puhe",
            aligned("a1", "1", "2", "Hei &amp;\n moi."),
            aligned("a2", "5", "6", "Joo."),
            attributes='PARTICIPANT="Anna"',
        ),
        tier("Matti", aligned("a3", "3", "4", "Päällekkäin."), aligned("a4", "4", "5", "")),
        tier(
            "A-englanniksi",
            referring("a5", "a1", "Hello."),
            referring("a6", "a2", "Yes."),
            attributes='PARENT_REF="A-puhe" PARTICIPANT="Anna"',
        ),
    )
    found = read("a.eaf", text)
    assert told(found) == [
        ("Anna", 0, 1000, "Hei & moi."),
        ("Matti", 900, 2000, "Päällekkäin."),
        ("Anna", 2100, 3000, "Joo."),
    ]
    assert [(problem.code, problem.params) for problem in found.problems] == [("F133", {"tiers": 1, "count": 2})]


def test_elan_times_that_are_absent_lie_between_their_neighbours(read: Reader) -> None:
    """Unknown places are spread evenly and counted; words before the first known time or after the last have none."""
    slots: dict[str, int | None] = {"1": 0, "2": None, "3": None, "4": 900, "5": None, "6": None}
    text = eaf(
        slots,
        tier("A", aligned("a1", "1", "2", "Yksi.")),
        tier(
            "B",
            aligned("b1", "1", "2", "eka"),
            aligned("b2", "2", "3", "toka"),
            aligned("b3", "3", "4", "kolmas"),
            aligned("b4", "5", "6", "loppu"),
        ),
    )
    found = read("a.eaf", text)
    assert told(found) == [("B", None, None, "loppu"), ("A", 0, 0, "Yksi."), ("B", 0, 900, "eka toka kolmas")]
    assert [(problem.code, problem.params["count"]) for problem in found.problems] == [("F131", 4), ("F132", 1)]


def test_elan_reads_a_tier_below_where_the_one_above_holds_no_words(read: Reader) -> None:
    """Where numbers stand above the words, as some programs export them, the words are the transcript."""
    text = eaf(
        TIMES,
        tier("viite", aligned("a1", "1", "2", "001"), aligned("a2", "3", "4", "002"), attributes='PARTICIPANT="Anna"'),
        tier(
            "teksti",
            referring("a3", "a1", "Hei"),
            referring("a4", "a2", "kaikki."),
            attributes='PARENT_REF="viite" PARTICIPANT="Anna"',
        ),
        tier("selitys", referring("a5", "a3", "hello"), attributes='PARENT_REF="teksti"'),
    )
    found = read("a.eaf", text)
    assert told(found) == [("Anna", 0, 2000, "Hei kaikki.")]
    assert [(problem.code, problem.params) for problem in found.problems] == [("F133", {"tiers": 2, "count": 3})]


def test_elan_tells_of_a_speaker_with_several_tiers(read: Reader) -> None:
    """Gestures on a tier of their own may have been read as speech: only the researcher can tell."""
    tiers = (
        tier(name, aligned(name, *places, name), attributes='PARTICIPANT="Anna"')
        for name, places in (("puhe", "12"), ("ele", "34"))
    )
    assert codes(read("a.eaf", eaf(TIMES, *tiers))) == ["F134"]


@pytest.mark.parametrize(
    "tiers",
    [
        tier("A", referring("a1", "a2", "x"), referring("a2", "a1", "y")),
        tier("A", aligned("a1", "9", "9", "x y"), attributes='PARENT_REF="A"'),
        tier("A", referring("a1", "", "x y"), attributes='PARENT_REF="ei ole"'),
    ],
    ids=["in a circle", "below itself", "to nothing"],
)
def test_elan_references_that_lead_nowhere(read: Reader, tiers: str) -> None:
    """The words remain, without a time."""
    found = read("a.eaf", eaf(TIMES, tiers))
    assert told(found) == [("A", None, None, "x y")]
    assert codes(found) == ["F132"]


def test_estimated_times_meet_where_annotations_meet() -> None:
    """Two annotations that share a place share its time, and what is known doesn't move."""
    assert _between(["a", "b", "b", "c", "c", "d"], [0, -1, -1, -1, -1, 900]) == [0, 300, 300, 600, 600, 900]
    assert _between(["a", "b"], [-1, -1]) == [-1, -1]
    assert _between([], []) == []


def test_elan_is_known_by_its_content(read: Reader) -> None:
    """Under another name it is read alike (F121); other XML under its suffix is damaged (F108), and text is text."""
    text = eaf(TIMES, tier("Anna", aligned("a1", "1", "2", "Hei.")))
    assert codes(read("a.txt", text)) == ["F121"]
    with pytest.raises(ReadFailed, match="F108"):
        read("b.eaf", "<muu><a/></muu>")
    assert codes(read("c.eaf", "H: Hei.\nA: Moi.")) == ["F121"]


def test_a_folder_takes_the_richest_form(tmp_path: Path) -> None:
    """ELAN's times of every utterance come before captions, and captions before marks here and there."""
    (tmp_path / "h1.eaf").write_text(eaf(TIMES, tier("Anna", aligned("a1", "1", "2", "Hei."))), encoding="utf-8")
    (tmp_path / "h1.otr").write_text(otr("<p>Hei.</p>"), encoding="utf-8")
    (tmp_path / "h2.vtt").write_text(captions("Hei."), encoding="utf-8")
    (tmp_path / "h2.otr").write_text(otr("<p>Hei.</p>"), encoding="utf-8")
    assert all(is_transcript(path) for path in tmp_path.iterdir())
    assert [document.source for document in read_study(tmp_path).study.documents] == ["h1.eaf", "h2.vtt"]
