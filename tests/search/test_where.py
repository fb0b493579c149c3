"""Narrowing a search to a speaker, a group, a theme or a topic."""

from __future__ import annotations

import pytest

from teema.errors import UsageError
from teema.search import Index, Where, index_of, kwic, search
from teema.study import Document, Study


@pytest.mark.parametrize(
    ("where", "hits"),
    [
        (Where(speaker="H1"), ["Puhelimeen", "puhelimella"]),
        (Where(speaker="a1"), ["Puhelimeen", "puhelimella"]),
        (Where(speaker="haastattelija"), ["puhelinpalvelu"]),
        (Where(group="yhteiso"), ["puhelimessa"]),
        (Where(group="Yhteisöt"), ["puhelimessa"]),
        (Where(theme="kokemukset"), ["Puhelimeen"]),
        (Where(theme="odotukset-palvelut"), ["puhelimessa"]),
        (Where(theme="Palvelut"), ["Puhelimeen", "puhelimessa"]),
        (Where(topic="tavoitettavuus"), ["Puhelimeen"]),
        (Where(group="kunta", theme="odotukset"), []),
    ],
)
def test_a_search_looks_only_where_it_is_told(index: Index, where: Where, hits: list[str]) -> None:
    """Speakers go by label, pseudonym or role; groups, themes and topics by key, name or label, whatever the capitals."""
    assert [line.hit for line in kwic(index, "puhel*", where).lines] == hits


def test_operators_work_within_what_is_looked_at(index: Index) -> None:
    """Two words are both in a theme only if both are coded so; without one, only turns with such words match."""
    assert search(index, "puhelin vastata", Where(theme="kokemukset")).turns == 1
    assert search(index, "puhelin soittaa", Where(theme="kokemukset")).turns == 0
    assert search(index, "NOT soittaa", Where(theme="kokemukset")).turns == 1


@pytest.mark.parametrize(
    ("where", "code", "known"),
    [
        (Where(speaker="Nemo"), "W111", "Haastattelija, H1, A2"),
        (Where(group="Nemo"), "W112", "kunta, yhteiso"),
        (Where(theme="Nemo"), "W113", "odotukset, kokemukset"),
        (Where(topic="Nemo"), "W114", "tavoitettavuus"),
    ],
)
def test_what_the_study_does_not_have_is_told_with_what_it_has(
    index: Index, where: Where, code: str, known: str
) -> None:
    """An unknown name is an error that lists the known ones."""
    with pytest.raises(UsageError) as refused:
        search(index, "puhelin", where)
    assert (refused.value.code, refused.value.params["known"]) == (code, known)


def test_a_study_without_anything_names_nothing() -> None:
    """Where there are no groups, the list of known ones is a dash."""
    index = index_of(Study("s", "S", documents=(Document("d", "Talo."),)))
    with pytest.raises(UsageError) as refused:
        search(index, "talo", Where(group="kunta"))
    assert refused.value.params["known"] == "–"
