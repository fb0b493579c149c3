"""The interview guide: its text, versions, review, and the themes that it takes up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.history.undoing import redo, undo
from teema.web.studies.actions.guide import review_guide, save_guide
from teema.web.studies.guide_text import blocks, differences, topics
from teema.web.studies.models import GuideVersion, Study
from teema.web.studies.queries.guide import seen_as, themes_touched


def latest(study: Study) -> GuideVersion:
    """Return the guide as it is now."""
    found = GuideVersion.objects.filter(study=study).first()
    assert found is not None
    return found


def test_a_version_is_written_until_it_is_reviewed(study: Study, lead: User) -> None:
    """Then it stays, and what is written becomes the next one."""
    save_guide(lead, study, text="# Runko", seen=seen_as(latest(study)))
    assert (latest(study).number, latest(study).text) == (1, "# Runko")
    review_guide(lead, study, number=1, by="Ohjausryhmä", on=date(2026, 7, 25))
    save_guide(lead, study, text="# Uusi runko", seen=seen_as(latest(study)))
    assert list(GuideVersion.objects.filter(study=study).values_list("number", "text")) == [
        (2, "# Uusi runko"),
        (1, "# Runko"),
    ]


def test_a_new_version_can_be_asked_for(study: Study, lead: User) -> None:
    """The earlier text stays although nobody reviewed it."""
    save_guide(lead, study, text="# Toinen", seen=seen_as(latest(study)), as_new=True)
    assert GuideVersion.objects.filter(study=study).count() == 2


def test_what_another_wrote_meanwhile_is_not_lost(study: Study, lead: User) -> None:
    """Whoever saves says from which text they started."""
    started = seen_as(latest(study))
    save_guide(lead, study, text="# Toisen", seen=started)
    with pytest.raises(Conflict) as refused:
        save_guide(lead, study, text="# Oma", seen=started)
    assert refused.value.code == "B255"


def test_only_the_latest_is_reviewed_and_only_once(study: Study, lead: User) -> None:
    """An older version can't be stamped any more, nor a stamped one again."""
    review_guide(lead, study, number=1, by="A", on=date(2026, 7, 25))
    with pytest.raises(Conflict) as again:
        review_guide(lead, study, number=1, by="B", on=date(2026, 7, 26))
    save_guide(lead, study, text="# Uusi", seen=seen_as(latest(study)))
    with pytest.raises(Conflict) as older:
        review_guide(lead, study, number=1, by="B", on=date(2026, 7, 26))
    assert (again.value.code, older.value.code) == ("B257", "B256")


def test_a_version_is_undone_redone_and_undone_again(study: Study, lead: User) -> None:
    """Its day is the one when it was made, so that undoing finds it as it was."""
    save_guide(lead, study, text="# Uusi", seen=seen_as(latest(study)), as_new=True)
    undo(lead, study.pk)
    redo(lead, study.pk)
    undo(lead, study.pk)
    assert latest(study).number == 1


def test_the_page_escapes_what_the_guide_holds(study: Study, lead: User, as_persona: Callable[[str], Client]) -> None:
    """A guide brings no markup of its own."""
    save_guide(lead, study, text="## <b>x</b>\n- **<script>y</script>**", seen=seen_as(latest(study)))
    shown = as_persona("reader").get(reverse("studies:guide", kwargs={"study": study.slug})).content.decode()
    assert "&lt;b&gt;x&lt;/b&gt;" in shown
    assert "<strong>&lt;script&gt;y&lt;/script&gt;</strong>" in shown


def test_a_conflict_keeps_what_was_written(study: Study, as_persona: Callable[[str], Client]) -> None:
    """The page that tells of it still holds the text."""
    place = reverse("studies:guide-edit", kwargs={"study": study.slug})
    answer = as_persona("lead").post(place, {"text": "# Oma teksti", "seen": "0"})
    assert answer.status_code == 422
    assert "# Oma teksti" in answer.content.decode()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", []),
        ("Teksti\njatkuu\n\nToinen", ["paragraph", "paragraph"]),
        ("1. Yksi\n2) Kaksi\n- Kolme", ["numbers", "bullets"]),
        ("#Ei otsikko\n# Otsikko #", ["paragraph", "heading"]),
        ("**", ["paragraph"]),
    ],
)
def test_a_guide_is_read_into_blocks(text: str, kinds: list[str]) -> None:
    """What isn't known as markup is text."""
    assert [block.kind for block in blocks(text)] == kinds


def test_topics_are_the_headings_with_questions(study: Study) -> None:
    """The opening and the closing words are no topics."""
    assert topics(latest(study).text) == [
        "Odotukset",
        "Kokemukset",
        "Yhteistyö",
        "Tiedottaminen",
        "Kehitettävää ja riskejä",
        "Asiakaslähtöisyys ja arvostus",
    ]


def test_differences_of_the_same_text_are_none() -> None:
    """Two like versions differ in nothing; a first version adds every line."""
    assert list(differences("a\nb", "a\nb")) == []
    assert list(differences("", "a")) == [("added", "a")]


def test_themes_are_found_in_any_form(study: Study) -> None:
    """A sub-theme is taken up when the guide has one of its words inflected, or as a part of a compound."""
    themes = themes_touched(study, "Miten järjestelmiltä odotettu toimii virheiden sattuessa?")
    touched = {child.name for theme in themes for child in theme.children if child.touched}
    assert touched == {"järjestelmät", "häiriö- ja virhetilanteet"}
