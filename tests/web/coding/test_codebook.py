"""Writing the codebook: what changes, what follows, and what is refused."""

from __future__ import annotations

import pytest

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.coding.actions.codebook import add_code, change_code, move_code, place_code, remove_code
from teema.web.coding.models import Code, Coding, Memo
from teema.web.coding.queries.codebook import LAYERS, codebook_of
from teema.web.coding.queries.tree import code_of, nodes_of
from teema.web.history.undoing import undo
from teema.web.insight.models import Finding, Judgement
from teema.web.studies.models import Asked, Customer, Study


def code(study: Study, key: str) -> Code:
    """Return a code by its key."""
    return code_of(study, Code.objects.get(study=study, key=key).pk)


def keys(study: Study) -> list[str]:
    """Return the codes' keys as the codebook is read."""
    return [node.code.key for node in nodes_of(study)]


def test_counts_are_of_record_or_of_all_layers(study: Study) -> None:
    """Another coder's codings count in all layers only; a theme counts what is below it, each document and customer once."""
    theme = code(study, "odotukset")
    before, before_every = (codebook_of(study, layers=layers).rows[0].count for layers in LAYERS)
    coding = Coding.objects.filter(code__parent=theme).first()
    assert coding is not None
    Coding.objects.create(
        study=study, key="x", document=coding.document, start=0, end=4, code=coding.code, coder="toinen", position=9999
    )
    record, every = codebook_of(study).rows[0].count, codebook_of(study, layers="all").rows[0].count
    assert (record.segments, every.segments) == (before.segments, before_every.segments + 1)
    assert record.documents == before.documents


def test_a_label_is_counted_across_themes(study: Study) -> None:
    """The same label under several themes is told by the number of themes."""
    themes = {row.node.code.key: row.themes for row in codebook_of(study).rows}
    assert (themes["odotukset-palvelut"], themes["yhteistyo-tapaamiset"]) == (3, 1)


def test_colour_and_aspect_come_from_above(study: Study, lead: User) -> None:
    """What a code has none of its own of, it has from what it stands under."""
    change_code(lead, code(study, "odotukset"), color="c7")
    rows = {row.node.code.key: row.look for row in codebook_of(study).rows}
    assert rows["odotukset-palvelut"].colour == "c7"
    assert (rows["odotukset-palvelut"].aspect, rows["odotukset-palvelut"].inherited) == ("expectation", True)


def test_a_search_keeps_what_a_code_stands_under(study: Study) -> None:
    """What is found is shown under its theme."""
    found = codebook_of(study, search="TAPAAMISET").rows
    assert [row.node.code.key for row in found] == ["yhteistyo", "yhteistyo-tapaamiset"]


def test_a_thin_sub_theme_is_marked(study: Study, lead: User) -> None:
    """A new sub-theme is thin; a theme never is."""
    made = add_code(lead, study, name="uusi", parent=code(study, "odotukset"))
    thin = [row.node.code.pk for row in codebook_of(study).rows if row.is_thin]
    assert thin == [made.pk]


def test_a_key_stays_when_the_name_changes(study: Study, lead: User) -> None:
    """What refers to a code by key still finds it."""
    changed = change_code(lead, code(study, "odotukset-palvelut"), name="Palvelut yleensä")
    assert (changed.key, changed.name) == ("odotukset-palvelut", "Palvelut yleensä")


@pytest.mark.parametrize("values", [{"aspect": "hope"}, {"color": "#ff0000"}, {"color": "c10"}])
def test_a_value_must_be_one_of_those_to_choose(study: Study, lead: User, values: dict[str, str]) -> None:
    """An aspect or a colour that isn't known is refused."""
    with pytest.raises(Conflict) as refused:
        change_code(lead, code(study, "odotukset"), **values)
    assert refused.value.code == "B450"


def test_siblings_have_different_names(study: Study, lead: User) -> None:
    """A name that a sibling has is refused, in whatever case."""
    with pytest.raises(Conflict) as refused:
        change_code(lead, code(study, "odotukset-palvelut"), name="ASIAKKUUS")
    assert refused.value.code == "B406"


def test_places_change_with_a_neighbour_and_end_at_the_ends(study: Study, lead: User) -> None:
    """One step up or down among siblings; what lies below goes along; the first stays first."""
    before = keys(study)
    place_code(lead, code(study, "odotukset"), step=-1)
    assert keys(study) == before
    place_code(lead, code(study, "odotukset"), step=1)
    assert keys(study)[:2] == ["kokemukset", before[before.index("kokemukset") + 1]]
    place_code(lead, code(study, "odotukset"), step=-1)
    assert keys(study) == before


def test_moving_takes_along_what_is_written_of_interviews_and_findings(study: Study, lead: User) -> None:
    """A sub-theme under another theme: what was asked of it stays, findings stand on its new theme, and undo brings all back."""
    before = sorted(Asked.objects.filter(study=study).values_list("interview", "theme", "sub_theme", "asked"))
    move_code(lead, code(study, "tiedottaminen-hairiot"), parent=code(study, "yhteistyo"))
    asked = Asked.objects.filter(study=study, sub_theme="tiedottaminen-hairiot").values_list("theme", flat=True)
    assert set(asked) == {"yhteistyo"}
    assert Finding.objects.get(study=study, key="P5").theme == "yhteistyo"
    undo(lead, study.pk)
    assert sorted(Asked.objects.filter(study=study).values_list("interview", "theme", "sub_theme", "asked")) == before
    assert Finding.objects.get(study=study, key="P5").theme == "tiedottaminen"


def test_a_code_does_not_go_below_itself(study: Study, lead: User) -> None:
    """Its own branch is no place for it."""
    with pytest.raises(Conflict) as refused:
        move_code(lead, code(study, "odotukset"), parent=code(study, "odotukset-palvelut"))
    assert refused.value.code == "B451"


def test_a_judged_sub_theme_stays_a_sub_theme(study: Study, lead: User) -> None:
    """A judgement of a cell can't follow where there would be no such cell; nothing changes."""
    before = keys(study)
    with pytest.raises(Conflict) as refused:
        move_code(lead, code(study, "kokemukset-palvelut"), parent=code(study, "odotukset-palvelut"))
    assert refused.value.code in ("B406", "B455")
    with pytest.raises(Conflict) as refused:
        move_code(lead, code(study, "kokemukset-palvelut"), parent=code(study, "yhteistyo-tapaamiset"))
    assert refused.value.code == "B455"
    assert keys(study) == before


def test_a_judgement_by_label_follows_the_label(study: Study, lead: User) -> None:
    """When the only code with a label gets another, the judgement speaks of that."""
    customer = Customer.objects.get(study=study, key="K1")
    Judgement.objects.create(study=study, customer=customer, sub_theme="tapaamiset", state="met")
    change_code(lead, code(study, "yhteistyo-tapaamiset"), name="kokoukset", label="")
    assert Judgement.objects.get(customer=customer).sub_theme == "kokoukset"


def test_only_what_nothing_rests_on_is_removed(study: Study, lead: User) -> None:
    """Codings and findings keep a code; one without them goes with its memos, and undo brings both back."""
    with pytest.raises(Conflict) as refused:
        remove_code(lead, code(study, "odotukset"))
    assert refused.value.code == "B452"
    made = add_code(lead, study, name="Tyhjä")
    finding = Finding.objects.filter(study=study).first()
    assert finding is not None
    Finding.objects.filter(pk=finding.pk).update(theme=made.key, sub_theme="")
    with pytest.raises(Conflict) as refused:
        remove_code(lead, code(study, made.key))
    assert refused.value.code == "B453"
    Finding.objects.filter(pk=finding.pk).update(theme="")
    Memo.objects.create(study=study, key="m", about=f"code:{made.key}", text="Miksi tämä on.")
    remove_code(lead, code(study, made.key))
    assert not Memo.objects.filter(key="m").exists()
    undo(lead, study.pk)
    assert Memo.objects.filter(key="m").exists()
    assert Code.objects.filter(pk=made.pk).exists()
