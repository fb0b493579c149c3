import pytest

from teema.web.coding.queries.codebook import codebook_of
from teema.web.coding.queries.finding import answering
from teema.web.coding.queries.topics import topics_of
from teema.web.studies.models import Study

CODES = [
    "Asiakasodotukset › palvelut",
    "Asiakaskokemukset › palvelut",
    "Yhteistyö › päivittäinen yhteistyö",
    "Tiedottaminen › häiriö- ja virhetilanteet",
]


@pytest.mark.parametrize(
    ("query", "found"),
    [("odot palv", {0}), ("palv", {0, 1}), ("hairio", {3}), ("pvtn", {2}), (" ", {0, 1, 2, 3}), ("xyz", set())],
)
def test_a_search_finds_what_the_palette_finds(query: str, found: set[int]) -> None:
    """The rule is that of the reading view's palette, whose own tests say the same of the same codes."""
    assert answering(query, dict(enumerate(CODES))) == found


def test_the_codebook_and_the_topics_are_found_without_dots(study: Study) -> None:
    """A code and a topic are found by parts of their name, dots left out."""
    assert "päivittäinen yhteistyö" in [row.node.code.name for row in codebook_of(study, search="paiv yht").rows]
    assert [row.topic.name for row in topics_of(study, search="tavoit")] == ["tavoitettavuus"]


def test_a_definition_is_found_by_its_words_alone(study: Study) -> None:
    """Letters strewn over a definition find nothing: it is long."""
    assert codebook_of(study, search="qzxw").rows == []
