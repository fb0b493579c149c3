"""Every form of a name that no dictionary knows, and forms without their suffixes."""

from __future__ import annotations

import pytest

from teema.language.finnish.inflection import forms_of, inhabitants_of, without_suffixes


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        (
            "Koivukorpi",
            "koivukorven koivukorpea koivukorpeen koivukorvessa koivukorvesta koivukorpena koivukorpien koivukorviin",
        ),
        ("Matti", "matin mattia mattiin matissa matille matteja mattien mattille"),
        ("Pekka", "pekan pekkaa pekkaan pekalla pekkoja"),
        ("Seppo", "sepon seppoa seppoon sepolta"),
        ("Lahti", "lahden lahtea lahteen lahdessa lahtena lahdelta"),
        ("Lampi", "lammen lampea lampeen lammella"),
        ("Kaupunki", "kaupungin kaupunkia kaupungissa kaupunkiin"),
        ("Ranta", "rannan rantaa rantaan rannalla rantoja rannoilla"),
        ("Valta", "vallan valtaa vallassa"),
        ("Parta", "parran partaa parrassa"),
        ("Kumpu", "kummun kumpua kummussa"),
        ("Riihimäki", "riihimäen riihimäkeä riihimäessä riihimäkeen riihimäellä"),
        ("Salmi", "salmen salmea salmeen salmessa"),
        ("Saari", "saaren saarta saareen saaressa"),
        ("Niemi", "niemen niemeä nientä niemessä"),
        ("Petäjävesi", "petäjäveden petäjävettä petäjäveteen petäjävedellä"),
        ("Virtanen", "virtasen virtasta virtaseen virtaselle virtasten virtasia virtaset"),
        ("Helle", "helteen helteessä hellettä helteeseen"),
        ("Kalle", "kallen kallea kalleen kallelle"),
        ("Kangas", "kankaan kangasta kankaassa kankaaseen"),
        ("Keskus", "keskuksen keskusta keskuksessa keskukseen"),
        ("Kontaktio", "kontaktion kontaktiota kontaktioon kontaktiolle"),
        ("Espoo", "espoon espoota espooseen espoossa"),
        ("Nordnet", "nordnetin nordnetiä nordnetissä nordnetiin nordnetille"),
        ("Teams", "teamsin teamsia teamsissa teamsiin"),
        ("Avain", "avaimen avainta avaimessa avaimeen"),
        ("Sanomat", "sanomien sanomissa sanomille sanomia"),
        ("Ii", "iin iissä iistä"),
    ],
)
def test_forms(name: str, forms: str) -> None:
    """The grades, stems and endings of each regular type are there, in both numbers."""
    assert set(forms.split()) - forms_of(name) == set()


def test_forms_are_of_the_name_alone() -> None:
    """What has another stem isn't there, and the base form stands once."""
    assert forms_of("Lahti").isdisjoint({"lahjat", "lahti-", "lahja", "lahna", "lah"})
    assert "mate" not in forms_of("Matti")
    assert forms_of("A") == {"a"}
    assert forms_of("") == {""}


@pytest.mark.parametrize(
    ("name", "forms"),
    [("Oulu", "oululainen oululaisten oululaisia"), ("Lahti", "lahtelaiset lahtelaisille"), ("Kemi", "kemiläinen")],
)
def test_inhabitants(name: str, forms: str) -> None:
    """Who comes from a place is named after it."""
    assert set(forms.split()) <= inhabitants_of(name)
    assert inhabitants_of("Nordnet") == frozenset()


@pytest.mark.parametrize(
    ("form", "bare"),
    [
        ("matillekin", "matille"),
        ("virtasenkaan", "virtasen"),
        ("koivukorvessahan", "koivukorvessa"),
        ("koivukorvessako", "koivukorvessa"),
        ("koivukorvessaan", "koivukorvessa"),
        ("koivukorvessammekin", "koivukorvessa"),
        ("koivukorpeensa", "koivukorpeen"),
        ("matilleen", "matille"),
    ],
)
def test_suffixes_go(form: str, bare: str) -> None:
    """Clitics go, then possessive suffixes; an illative and a genitive lose their n before one."""
    assert bare in without_suffixes(form)
    assert form in without_suffixes(form)
