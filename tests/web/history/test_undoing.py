import pytest

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.history.undoing import redo, undo
from teema.web.studies.access import act
from teema.web.studies.models import Group, Study


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
