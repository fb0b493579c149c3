from datetime import UTC, datetime

import pytest

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.history.undoing import redo, undo
from teema.web.material.models import Document
from teema.web.studies.access import act
from teema.web.studies.models import Customer, Group, Membership, Study


def test_an_act_is_undone_and_redone(study: Study, lead: User) -> None:
    """Undo puts every row back as it was, redo as the act left it."""
    with act(lead, study, "design.change") as changes:
        group = changes.create(Group(study=study, key="uusi", name="Uusi"))
    undo(lead, study.pk)
    assert not Group.objects.filter(pk=group.pk).exists()
    redo(lead, study.pk)
    assert Group.objects.get(pk=group.pk).name == "Uusi"


def test_what_another_built_upon_is_not_undone(study: Study, lead: User) -> None:
    """A row that changed after the act can't be put back: the later change would be lost."""
    with act(lead, study, "design.change") as changes:
        group = changes.create(Group(study=study, key="uusi", name="Uusi"))
    Group.objects.filter(pk=group.pk).update(name="Toinen")
    with pytest.raises(Conflict) as refused:
        undo(lead, study.pk)
    assert refused.value.code == "B504"


def _groups(study: Study) -> list[tuple[str, str, int]]:
    return list(Group.objects.filter(study=study).order_by("key").values_list("key", "name", "position"))


def test_rows_that_an_act_changed_in_every_way_are_put_back(study: Study, lead: User) -> None:
    """Rows added, changed twice, exchanged and taken away in one act stand after undo as before it, and after redo as it left them."""
    before = _groups(study)
    with act(lead, study, "design.change") as changes:
        made = changes.create_all([Group(study=study, key=f"uusi-{n}", name=f"Uusi {n}") for n in range(5)])
        for place, group in enumerate(made):
            changes.update(group, name=f"Nimi {place}")
            group.position = 10 - place
        changes.update_all(made, ["position"])
        changes.update(made[0], name="Viimeksi", position=3)
        changes.delete_all(made[3:])
    left = _groups(study)
    undo(lead, study.pk)
    assert _groups(study) == before
    redo(lead, study.pk)
    assert _groups(study) == left
    undo(lead, study.pk)
    assert _groups(study) == before


def test_one_row_built_upon_keeps_all_of_the_act(study: Study, lead: User) -> None:
    """When one of many rows was changed by somebody since, nothing is undone, and the one who changed it is named."""
    with act(lead, study, "design.change") as changes:
        made = changes.create_all([Group(study=study, key=f"uusi-{n}", name="Uusi") for n in range(5)])
    other = User.objects.create_user("toinen", name="Toini Toinen")
    Membership.objects.create(study=study, user=other, role="lead")
    with act(other, study, "design.change") as changes:
        changes.update(made[3], name="Toinen")
    with pytest.raises(Conflict) as refused:
        undo(lead, study.pk)
    assert (refused.value.code, refused.value.params["by"]) == ("B502", "Toini Toinen")
    assert Group.objects.filter(study=study, key__startswith="uusi-").count() == 5


def test_rows_that_others_refer_to_are_not_taken_away(study: Study, lead: User) -> None:
    """Undoing the addition of rows is refused for all when something refers to one; what refers isn't taken along."""
    with act(lead, study, "design.change") as changes:
        made = changes.create_all([Group(study=study, key=f"uusi-{n}", name="Uusi") for n in range(5)])
    Customer.objects.create(study=study, key="asiakas-uusi", group=made[2])
    with pytest.raises(Conflict) as refused:
        undo(lead, study.pk)
    assert refused.value.code == "B504"
    assert Group.objects.filter(study=study, key__startswith="uusi-").count() == 5


def test_what_was_taken_away_comes_back_as_it_was(study: Study, lead: User) -> None:
    """Rows taken away together come back with their dates, even where the database dates a new row itself."""
    with act(lead, study, "material.add") as changes:
        changes.create_all([Document(study=study, key=f"uusi-{n}", text="Sanoja.") for n in range(3)])
    rows = Document.objects.filter(study=study, key__startswith="uusi-")
    earlier = datetime(2016, 8, 3, tzinfo=UTC)
    rows.update(added_at=earlier)
    with act(lead, study, "material.remove") as changes:
        changes.delete_all(rows)
    undo(lead, study.pk)
    assert {row.added_at for row in rows} == {earlier}
    assert rows.count() == 3


def test_what_is_put_back_must_have_what_it_refers_to(study: Study, lead: User) -> None:
    """A row that refers to one taken away since doesn't come back; who took that away is named."""
    group = Group.objects.create(study=study, key="uusi", name="Uusi")
    customer = Customer.objects.create(study=study, key="asiakas-uusi", group=group)
    with act(lead, study, "customer.remove") as changes:
        changes.delete_all([customer])
    other = User.objects.create_user("toinen", name="Toini Toinen")
    Membership.objects.create(study=study, user=other, role="lead")
    with act(other, study, "design.change") as changes:
        changes.delete(group)
    with pytest.raises(Conflict) as refused:
        undo(lead, study.pk)
    assert (refused.value.code, refused.value.params["by"]) == ("B502", "Toini Toinen")
    assert not Customer.objects.filter(study=study, key="asiakas-uusi").exists()
