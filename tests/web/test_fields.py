"""How a form's field is written."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.template.loader import render_to_string

from teema.web.speaking import speaking


class Asked(forms.Form):
    """A field of each kind."""

    name = forms.CharField(label="Nimi", help_text="Näkyy raportissa.")
    memo = forms.CharField(label="Muistiinpano", required=False)
    consent = forms.BooleanField(label="Lupa", help_text="Kysytään ensin.")
    way = forms.ChoiceField(label="Tapa", widget=forms.RadioSelect, choices=[("near", "Kasvokkain"), ("far", "Etänä")])
    file = forms.FileField(label="Litteraatti")


def written(name: str, data: dict[str, str] | None = None) -> str:
    return render_to_string("parts/field.html", {"field": Asked(data)[name]})


def test_a_field_has_its_label_and_its_hint() -> None:
    """The label names the control, and the hint describes it."""
    field = written("name")
    assert '<label for="id_name">Nimi' in field
    assert 'aria-describedby="id_name_helptext"' in field
    assert 'id="id_name_helptext">Näkyy raportissa.' in field


def test_only_what_is_required_is_said_to_be() -> None:
    """A field that may stay empty says nothing of it."""
    assert "pakollinen" in written("name")
    assert "pakollinen" not in written("memo")


class Limited(forms.Form):
    """Fields with limits."""

    minutes = forms.IntegerField(min_value=5)
    title = forms.CharField(max_length=3)
    way = forms.ChoiceField(choices=[("near", "Kasvokkain")])
    day = forms.DateField()
    key = forms.SlugField()


def test_errors_are_in_good_finnish_and_in_english() -> None:
    """A form says what is wrong in Teema's words, in the language being spoken, with the limits."""
    data = {"minutes": "4", "title": "pitkä", "way": "far", "day": "x", "key": "ä ö"}
    with speaking("fi"):
        said = [errors[0] for errors in Limited(data).errors.values()]
        assert Asked({}).errors["name"] == ["Kenttä on pakollinen."]
    assert said == [
        "Anna vähintään 5.",
        "Kirjoita enintään 3 merkkiä.",
        "Valitse jokin luettelon vaihtoehdoista.",
        "Kirjoita päivämäärä muodossa 3.8.2016.",
        "Käytä vain kirjaimia a–z, numeroita sekä viivoja - ja _.",
    ]
    with speaking("en"):
        assert Asked({}).errors["name"] == ["This field is required."]
        assert Limited(data).errors["minutes"] == ["Give at least 5."]


@pytest.mark.parametrize("name", ["name", "consent", "way", "file"])
def test_an_error_describes_its_field(name: str) -> None:
    """Whoever hears the field hears its error: every id that describes it is on the page, and the error's is among them."""
    field = written(name, {})
    described = re.search(r'aria-describedby="([^"]+)"', field)
    assert described is not None
    ids = described[1].split()
    assert f"id_{name}_error" in ids
    assert all(f'id="{one}"' in field for one in ids)


def test_a_group_of_choices_is_a_fieldset_with_its_legend() -> None:
    """Radio buttons are read as one question."""
    field = written("way")
    assert re.search(r"<fieldset[^>]*>\s*<legend>Tapa", field)
    assert field.count('type="radio"') == 2
