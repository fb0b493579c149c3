"""simplemma's dictionaries: read in Teema's way they say what simplemma's own reading says."""

from __future__ import annotations

import lzma
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simplemma.strategies import StreamDictionaryFactory

from teema.language import dictionary, restart_points
from teema.language.dictionary import Dictionaries, dictionary_lemma, in_dictionary, release
from teema.language.front_coding import FrontCoded, OtherFormat

LEMMAS = {"kala": "kala", "kalaa": "kala", "kalan": "kala", "kana": "kana", "kuu": "kuu", "kuuta": "kuu", "yö": "yö"}


def shared(one: bytes, other: bytes) -> int:
    """Return how many bytes two strings begin with together."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def front_coded(lemmas: dict[str, str]) -> bytes:
    """Write forms and lemmas as simplemma does: each form by its difference from the one before, each lemma by its from the form."""
    records = sorted((form.encode(), lemma.encode()) for form, lemma in lemmas.items())
    assert len(records) < 128
    stream = b"SMFC1\x00" + bytes((len(records),))
    for (before, lemma_before), (form, lemma) in pairwise([(b"", b""), *records]):
        same, kept = shared(before, form), shared(form, lemma)
        given_up = len(form) - kept if kept else 255
        stream += bytes((same, len(form) - same)) + form[same:]
        stream += b"\xfe" if lemma == lemma_before else bytes((given_up, len(lemma) - kept)) + lemma[kept:]
    return stream


words = st.text(alphabet="aäkny", min_size=1, max_size=6)


@given(lemmas=st.dictionaries(words, words, max_size=100), others=st.lists(words), stretch=st.integers(1, 200))
def test_every_form_is_found_and_nothing_else(lemmas: dict[str, str], others: list[str], stretch: int) -> None:
    """Each form has its lemma, what isn't a form has none, and both hold wherever the stream is cut into stretches."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(restart_points, "_STRETCH", stretch)
        read = FrontCoded(front_coded(lemmas))
    assert dict(read) == lemmas
    assert [read.get(word) for word in others] == [lemmas.get(word) for word in others]
    assert len(read) == len(lemmas)


def test_a_missing_form_is_a_missing_key() -> None:
    """The dictionary is a mapping like any other."""
    read = FrontCoded(front_coded(LEMMAS))
    assert read["kuuta"] == "kuu"
    assert read.get("kuun", "?") == "?"
    assert "kuun" not in read
    with pytest.raises(KeyError):
        read["kuun"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        front_coded(LEMMAS)[:6],
        b"SMFC2" + front_coded(LEMMAS)[5:],
        b"SMFC1\x01" + front_coded(LEMMAS)[6:],
        front_coded(LEMMAS)[:-4],
        front_coded(LEMMAS)[:6] + b"\x08" + front_coded(LEMMAS)[7:],
        front_coded({"k" * 130: "k"}),
    ],
    ids=["empty", "without a count", "another version", "written backwards", "cut short", "wrong count", "a long form"],
)
def test_another_format_is_refused(data: bytes) -> None:
    """What isn't written as expected is refused as a whole, never read half."""
    with pytest.raises(OtherFormat):
        FrontCoded(data)


def test_simplemmas_own_way_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file is missing, damaged or in another format, simplemma reads its dictionary itself, and lemmas stay the same."""
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(dictionary, "files", lambda _: tmp_path)
    assert dictionary.dictionary("en")["children"] == "child"
    for content in (b"no archive", lzma.compress(b"SMFC2"), lzma.compress(front_coded(LEMMAS))[:-20]):
        (tmp_path / "data" / "en.plzma").write_bytes(content)
        assert dictionary.dictionary("en")["children"] == "child"


def test_the_finnish_dictionary_is_read_as_simplemma_reads_it() -> None:
    """There are as many forms, and look-ups agree on forms from all over the dictionary and on what looks like them."""
    ours, theirs = Dictionaries().get_dictionary("fi"), StreamDictionaryFactory().get_dictionary("fi")
    assert isinstance(ours, FrontCoded)
    assert len(ours) == len(theirs)
    forms = list(islice(ours, None, None, 500))
    assert [ours[form] for form in forms] == [theirs[form] for form in forms]
    others = [other for form in forms for other in (form[:-1], f"{form}s", form.capitalize(), form[1:])]
    assert [ours.get(form) for form in others] == [theirs.get(form) for form in others]
    assert [ours.get(form) for form in ("", "\0", "😀", "ÿ")] == [None] * 4


def test_memory_is_given_back_and_taken_anew() -> None:
    """After a release the next word is looked up as before."""
    assert dictionary_lemma("children", "en") == "child"
    release()
    assert in_dictionary("children", "en")
