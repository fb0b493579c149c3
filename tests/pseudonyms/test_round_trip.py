"""Replace and take back: nothing of the study is lost, whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.formats.folder.test_identity import studies

from teema.pseudonyms.applying import pseudonymised
from teema.pseudonyms.positions import Edit, replaced
from teema.pseudonyms.replacer import Find, Pseudonym, Replacer
from teema.pseudonyms.undoing import undone
from teema.study import Span, Study

PARTS = ["a", "aZ", "Z9", "9 ", "ä", "Å😀", "👩", "<", "\n", "[]", "漢\u030c", "d"]
REPLACEMENTS = ["[kunta A]", "[henkilö B]", "[K1a]", "Maija", "[[x y]]", "漢"]


def anywhere(names: list[str]) -> Find:
    """Make a finder that finds names in any place, within words too: harder than any language."""

    def find(text: str) -> Iterator[tuple[int, int, str]]:
        for name in names:
            for match in re.finditer(re.escape(name), text):
                yield *match.span(), name

    return find


@st.composite
def replacers(draw: st.DrawFn) -> Replacer:
    """Draw names and what stands for them."""
    names = draw(st.lists(st.sampled_from(PARTS), min_size=1, max_size=4, unique=True))
    pseudonyms = [Pseudonym(name, draw(st.sampled_from(REPLACEMENTS))) for name in names]
    endings = draw(st.sampled_from(["", ":n", ":lle"]))
    return Replacer(pseudonyms, anywhere(names), lambda form, pseudonym: endings)


SLOWLY = settings(
    max_examples=60,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@SLOWLY
@given(studies(), replacers())
def test_taking_back_is_the_identity(study: Study, replacer: Replacer) -> None:
    """A study that was pseudonymised and taken back is the same study."""
    new, record = pseudonymised(study, replacer)
    back = undone(new, record)
    assert back.study == study
    assert back.lost == ()


@SLOWLY
@given(studies(), replacers())
def test_every_coding_stays_on_its_words(study: Study, replacer: Replacer) -> None:
    """Words that are coded or judged are the same words, with the names in them replaced."""
    new, _ = pseudonymised(study, replacer)
    texts = {one.name: one.text for one in study.documents}
    pairs = [*zip(study.codings, new.codings, strict=True), *zip(study.relevance, new.relevance, strict=True)]
    for old, one in pairs:
        expected = expected_words(texts[old.document], old.span, replacer)
        assert one.span.of(new.document_by_name[one.document].text) == expected


def expected_words(text: str, span: Span, replacer: Replacer) -> str:
    """Return the words of a span with the names in them, whole, replaced."""
    edits = [edit for edit in replacer.edits(text) if edit.start < span.end and span.start < edit.end]
    start, end = min([span.start, *(edit.start for edit in edits)]), max([span.end, *(edit.end for edit in edits)])
    return replaced(
        text[start:end], [Edit(edit.start - start, edit.end - start, edit.replacement, edit.ending) for edit in edits]
    )[0]


def as_words(names: list[str]) -> Find:
    """Make a finder that finds names as whole words, as languages have them."""
    whole = re.compile("|".join(rf"(?<![\w\u0300-\u036f]){re.escape(name)}(?![\w\u0300-\u036f])" for name in names))
    return lambda text: ((*match.span(), match.group()) for match in whole.finditer(text))


@SLOWLY
@given(studies(), st.lists(st.sampled_from(["a", "aZ", "Z9", "ä", "å", "漢"]), min_size=1, max_size=4, unique=True))
def test_replacing_again_changes_nothing(study: Study, names: list[str]) -> None:
    """What was replaced once isn't found again, in texts or in keys."""
    replacer = Replacer(
        [Pseudonym(name, f"[henkilö {'Q' * count}]") for count, name in enumerate(names, 1)], as_words(names)
    )
    new, _ = pseudonymised(study, replacer)
    again, record = pseudonymised(new, replacer)
    assert again == new
    assert record.changes == ()


@SLOWLY
@given(studies(), replacers(), replacers())
def test_rounds_are_taken_back_in_reverse(study: Study, first: Replacer, second: Replacer) -> None:
    """A later round leaves what the earlier one needs to be taken back."""
    once, one = pseudonymised(study, first, 1)
    twice, two = pseudonymised(once, second, 2)
    assert undone(undone(twice, two).study, one).study == study


@SLOWLY
@given(studies(), replacers())
def test_keys_stay_apart_and_references_hold(study: Study, replacer: Replacer) -> None:
    """Two keys never become one, and what referred to a document still does."""
    new, _ = pseudonymised(study, replacer)
    assert len({one.name.casefold() for one in new.documents}) == len({one.name.casefold() for one in study.documents})
    names = {old.name: one.name for old, one in zip(study.documents, new.documents, strict=True)}
    assert [names[one.document] for one in study.codings] == [one.document for one in new.codings]
