"""Every string of a study is walked, so that no name is forgotten in a corner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from tests.formats.folder.test_identity import studies

from teema.pseudonyms.texts import mapped, texts
from teema.study import Code, Codebook, Document, Kept, Memo, Settings, Study, Turn

FIXED = {
    ("Aim", "kind"),
    ("Asked", "asked"),
    ("Code", "aspect"),
    ("Code", "color"),
    ("Coding", "aspect"),
    ("Coding", "time"),
    ("Coding", "whose"),
    ("Customer", "since"),
    ("Document", "text"),
    ("Finding", "kind"),
    ("Finding", "verdict"),
    ("FindingLink", "relation"),
    ("Judgement", "state"),
    ("Kept", "kind"),
    ("Kept", "origin"),
    ("Material", "kind"),
    ("Measure", "status"),
    ("Relevance", "status"),
    ("Study", "language"),
}
"""Values of lists that Teema knows, dates and colours; documents' texts are walked apart."""


def strings(value: Any) -> Iterator[str]:
    """Yield every string in a study by looking into everything."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from (*strings(key), *strings(one))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from strings(one)
    elif is_dataclass(value):
        for one in fields(value):
            if (type(value).__name__, one.name) not in FIXED:
                yield from strings(getattr(value, one.name))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(studies())
def test_no_string_is_passed_over(study: Study) -> None:
    """What is walked is every string that there is; of what is kept of other programs, which is JSON, the words in it."""
    study = replace(study, kept=tuple(replace(one, content=f"sana {one.id}") for one in study.kept))
    assert Counter(text.words for text in texts(study)) == Counter(strings(study))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(studies())
def test_changing_nothing_gives_the_same_study(study: Study) -> None:
    """A study whose strings stay is returned as it is."""
    assert mapped(study, lambda address, role, words: words) is study


def test_what_a_string_is_and_where() -> None:
    """Keys, words for people and what a memo is about are told apart; a member of a list is known by its own name."""
    study = Study(
        "s",
        "T",
        codebook=Codebook((Code("a", "A", children=(Code("b", "B", id="1"),)),)),
        documents=(Document("d", "H: joo", (Turn(0, 6, "H"),)),),
        memos=(Memo("m", "x", "document:d"),),
        extra={"huom": ["y"]},
    )
    found = {text.address: (text.role, text.words) for text in texts(study) if text.words}
    assert found[("documents", "d", "turns", "0", "speaker")] == ("text", "H")
    assert found[("documents", "d", "name")] == ("key", "d")
    assert found[("codebook", "themes", "a", "children", "1", "key")] == ("key", "b")
    assert found[("memos", "m", "about")] == ("about", "document:d")
    assert found[("extra", "huom", "0")] == ("text", "y")


def test_equal_names_in_a_list_have_addresses_of_their_own() -> None:
    """Two records of one name are two records."""
    twice = Study("s", "T", extra={"a": [{"b": "x"}]}, codebook=Codebook((Code("k", "x"), Code("k", "y"))))
    addresses = [text.address for text in texts(twice)]
    assert len(addresses) == len(set(addresses))


def test_settings_hold_names_too() -> None:
    """Interviewers are named in the settings."""
    changed = mapped(_with_interviewer(), lambda address, role, words: words.upper() if role == "text" else words)
    assert changed.design.settings.interviewers == ("ANNA",)


def _with_interviewer() -> Study:
    study = Study("s", "T")
    return replace(study, design=replace(study.design, settings=Settings(interviewers=("Anna",))))


def test_words_are_found_in_what_is_kept_while_its_structure_stays() -> None:
    """Names in a link or graph are words; identities and the format's own values are none, or it couldn't go back."""
    own = "0A1B2C3D-0000-4000-8000-000000000000"
    content = f'{{"element": "Link", "attributes": {{"guid": "{own}", "name": "Virtanen", "direction": "OneWay"}}}}'
    study = Study("s", "T", kept=(Kept("K", "refi", "Link", "", content),))
    assert [text.words for text in texts(study) if "content" in text.address] == ["Virtanen"]
    changed = mapped(study, lambda address, role, words: words.replace("Virtanen", "[henkilö A]"))
    assert changed.kept[0].content == content.replace("Virtanen", "[henkilö A]")
