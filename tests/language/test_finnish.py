"""Finnish lemmas: conventions, lists, spoken forms, and what happens without Voikko."""

from __future__ import annotations

import doctest
import re
import threading
from pathlib import Path

import pytest

from teema.language import Analyser, Reading, analyser
from teema.language.finnish import find_voikko, finnish, reader
from teema.language.finnish.names import name_base
from teema.language.finnish.reader import Finnish
from teema.language.finnish.spoken import analysed_candidate, written_candidates
from teema.language.word_lists import lines

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "finnish.md"
needs_voikko = pytest.mark.skipif(find_voikko() is None, reason="Voikko isn't installed")
ALONE = Finnish(None, "")
BOTH = [pytest.param("with", marks=needs_voikko, id="with Voikko"), pytest.param("without", id="without Voikko")]


@pytest.fixture
def words(request: pytest.FixtureRequest) -> Analyser:
    """Return the analyser that a test asks for by name."""
    return analyser("fi") if request.param == "with" else ALONE


@pytest.mark.parametrize("words", BOTH, indirect=True)
@pytest.mark.parametrize(
    ("forms", "lemmas"),
    [
        ("mä oon", "minä olla"),
        ("tää meiän juttu", "tämä minä juttu"),
        ("niinku semmonen", "niin kuin|semmoinen"),
        ("sä oot menny", "sinä olla mennä"),
        ("mut emmä tiiä", "mutta ei tietää"),
        ("mulki mäkin", "minä minä"),
        ("yks kaks", "yksi kaksi"),
    ],
)
def test_spoken_forms_go_with_written_ones(words: Analyser, forms: str, lemmas: str) -> None:
    """Pronouns, verbs, particles and numerals of speech have the written lemma, clitics included."""
    expected = lemmas.split("|") if "|" in lemmas else lemmas.split()
    assert [words.lemma(form) for form in forms.split()] == expected


@pytest.mark.parametrize("words", BOTH, indirect=True)
@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("meitä", "minä"),
        ("heille", "hän"),
        ("niitä", "se"),
        ("jotka", "joka"),
        ("mitään", "mikään"),
        ("on", "olla"),
        ("voi", "voida"),
        ("tuli", "tulla"),
        ("sen", "se"),
        ("kun", "kun"),
        ("kuin", "kuin"),
        ("vain", "vain"),
        ("kanssani", "kanssa"),
        ("vuotta", "vuosi"),
        ("eivät", "ei"),
        ("tehnyt", "tehdä"),
        ("tekeminen", "tekeminen"),
        ("nopeasti", "nopeasti"),
        ("haastatteluissa", "haastattelu"),
        ("NBC:n", "NBC"),
        ("2016", "2016"),
    ],
)
def test_conventions(words: Analyser, form: str, lemma: str) -> None:
    """Pronouns go to the singular, participles to verbs; adverbs and -minen nouns stay; one reading of a frequent form wins."""
    assert words.lemma(form) == lemma


@needs_voikko
@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("kiinnostuneita", "kiinnostua"),
        ("tehdyssä", "tehdä"),
        ("lukenutkaan", "lukea"),
        ("tekemisestä", "tekeminen"),
        ("nopeammin", "nopeammin"),
        ("nopeastikin", "nopeasti"),
        ("haastatteluaineistossa", "haastatteluaineisto"),
        ("Teams-palaverissa", "Teams-palaveri"),
        ("koulus", "koulu"),
        ("hirveetä", "hirveä"),
        ("mentiinki", "mennä"),
        ("kirjottaa", "kirjoittaa"),
        ("punanen", "punainen"),
        ("kysyttii", "kysyä"),
        ("tehrä", "tehdä"),
        ("mettässä", "metsä"),
    ],
)
def test_what_voikko_brings(form: str, lemma: str) -> None:
    """Participles in every case, compounds that no dictionary lists, and spoken forms undone by rule."""
    assert analyser("fi").lemma(form) == lemma


def test_a_capital_tells_a_name_within_a_sentence_only() -> None:
    """Lists and spoken rules hold for a capital where a sentence begins; within one it is a name's."""
    assert ALONE.lemma("Meen", initial=True) == "mennä"
    assert ALONE.lemma("Meen") != "mennä"


@needs_voikko
def test_names_keep_their_capital() -> None:
    """A name's reading wins for a capital letter, a common word's for a small one; unknown names lose their endings."""
    words = analyser("fi")
    assert words.lemma("Matille") == "Matti"
    assert words.lemma("helsingissä") == words.lemma("Helsingissä") == "Helsinki"
    assert words.lemma("Schulmanille") == "Schulman"
    assert {one.kind for one in words.readings("Matille")} >= {"given_name"}


def test_name_endings() -> None:
    """A foreign name's ending begins with i after a consonant; a vowel doubles before n."""
    assert [name_base(form) for form in ("Trumpin", "Obaman", "Oslossa", "Tokioon", "Rex")] == [
        "Trump",
        "Obama",
        "Oslo",
        "Tokio",
        "Rex",
    ]


@needs_voikko
def test_every_reading_and_the_lemma_first() -> None:
    """An ambiguous form has all its readings, the chosen one first; an unknown form has none."""
    words = analyser("fi")
    assert {one.lemma for one in words.readings("kuusta")} >= {"kuu", "kuusi"}
    assert words.readings("tuli")[0].lemma == "tulla"
    assert words.readings("qwrtpsd") == ()


@needs_voikko
@pytest.mark.parametrize(
    ("form", "parts"),
    [
        ("kaupunginhallituksessa", ("kaupunki", "hallitus")),
        ("työttömyysturva", ("työttömyys", "turva")),
        ("asiakaspalvelusta", ("asiakas", "palvelu")),
        ("talo", ("talo",)),
        ("qwrtpsd", ("qwrtpsd",)),
    ],
)
def test_parts_of_compounds(form: str, parts: tuple[str, ...]) -> None:
    """Each part of a compound is a lemma; a simple or unknown word is its own only part."""
    assert analyser("fi").parts(form) == parts


def test_a_candidate_counts_only_when_known() -> None:
    """Rules only propose: what nobody knows is not taken, and the form itself is never proposed."""
    assert analysed_candidate("koulus", {"koulussa"}.__contains__) == "koulussa"
    assert analysed_candidate("koulus", set[str]().__contains__) == ""
    assert "menny" not in list(written_candidates("menny"))
    assert list(written_candidates("ab")) == []


def test_candidates_are_few() -> None:
    """However long a form is, a bounded number of candidates is tried."""
    assert len(list(written_candidates("aattooeeiittoo" * 20))) <= 60


def test_without_the_library_the_dictionary_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing native library or dictionary is no fault: another analyser, another version, and a note (L101) once."""
    libvoikko = pytest.importorskip("libvoikko")

    def missing(*_: object, **__: object) -> None:
        raise OSError("libvoikko.so.1: cannot open shared object file")

    def no_dictionary(*_: object, **__: object) -> None:
        raise libvoikko.VoikkoException("Initialization of Voikko failed")

    for trouble in (missing, no_dictionary):
        monkeypatch.setattr(
            libvoikko, "Voikko", type("Voikko", (), {"__init__": trouble, "setLibrarySearchPath": print})
        )
        words = finnish()
        assert [note.code for note in words.notes] == ["L101"]
        assert "voikko-none" in words.version
        assert words.lemma("taloissa") == "talo"
        assert words.parts("kaupunginhallitus") == ("kaupunginhallitus",)
        assert words.readings("taloissa") == (Reading("talo"),)


@needs_voikko
def test_with_the_library_there_is_nothing_to_note() -> None:
    """Notes are for what is missing."""
    assert analyser("fi").notes == ()
    assert "voikko-none" not in analyser("fi").version


@needs_voikko
def test_threads_share_an_analyser() -> None:
    """Each thread has its own Voikko, and all get the same answers."""
    found: list[str] = []
    words = Finnish(*(find_voikko() or (None, "")))
    threads = [
        threading.Thread(target=lambda: found.extend(map(words.lemma, ["taloissa", "kissoille"] * 50)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == ["kissa"] * 200 + ["talo"] * 200


@pytest.mark.parametrize("words", BOTH, indirect=True)
@pytest.mark.parametrize("form", ["", "-", "😀", "x" * 100_000, "ä\x00", "A:n", "a\u0304", "ß", "’"])
def test_no_form_is_too_odd(words: Analyser, form: str) -> None:
    """Any string has a lemma, readings and parts."""
    assert isinstance(words.lemma(form), str)
    assert isinstance(words.readings(form), tuple)
    assert words.parts(form)


def test_lists_set_each_form_once() -> None:
    """A form stands on one list, with one lemma, in small letters."""
    seen: list[str] = []
    for name in ("written.txt", "spoken.txt"):
        for line in lines(reader._LISTS, name):
            lemma, colon, forms = line.partition(":")
            seen += forms.split() if colon else line.split()
            assert colon or lemma
    assert sorted(seen) == sorted(set(seen))
    assert all(form == form.lower() for form in seen)


def test_examples_in_the_documentation_run() -> None:
    """The lines at a prompt in ``docs/finnish.md`` answer as printed."""
    failed, tried = doctest.testfile(str(DOCUMENTATION), module_relative=False, encoding="utf-8")
    assert tried
    assert failed == 0


@needs_voikko
def test_conventions_in_the_documentation_hold() -> None:
    """Each form in the table of ``docs/finnish.md`` has the lemma that stands beside it."""
    section = DOCUMENTATION.read_text(encoding="utf-8").partition("## Lemmas\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", section, flags=re.MULTILINE)
    told = [
        (forms.split(", "), lemmas.split(", "))
        for forms, lemmas in rows
        if "lemma" not in lemmas and not re.search(r"\d", lemmas)
    ]
    assert len(told) >= 5
    for forms, lemmas in told:
        spread = lemmas * len(forms) if len(lemmas) == 1 else lemmas
        for form, lemma in zip(forms, spread, strict=True):
            assert " ".join(map(analyser("fi").lemma, form.split())) == lemma
