from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from teema.errors import Conflict
from teema.web.accounts.actions import use_sign_in_link
from teema.web.accounts.models import User
from teema.web.history.undoing import undo
from teema.web.studies.actions.members import add_member, change_member, remove_member
from teema.web.studies.models import Membership, Study


def test_a_user_of_the_workspace_joins_with_a_layer_of_their_own(study: Study, lead: User) -> None:
    """The layer is the user's name unless another is given; two members never share one (B213), and nobody joins twice (B212)."""
    User.objects.create_user("aino", name="Aino")
    User.objects.create_user("aino2", name="Aino")
    member, token = add_member(lead, study, username="aino", role="coder")
    assert (member.coder, token) == ("Aino", "")
    with pytest.raises(Conflict, match="B212"):
        add_member(lead, study, username="aino", role="reader")
    with pytest.raises(Conflict, match="B213"):
        add_member(lead, study, username="aino2", role="coder")


def test_someone_new_gets_a_link_that_is_shown_once(study: Study, as_persona: Callable[[str], Client]) -> None:
    """An unknown username is refused until a name tells that someone is new; then the page shows a link, and no later page does."""
    address = reverse("studies:members", args=[study.slug])
    refused = as_persona("lead").post(address, {"username": "uusi", "role": "coder"})
    assert refused.status_code == 422
    assert not User.objects.filter(username="uusi").exists()
    shown = as_persona("lead").post(address, {"username": "uusi", "name": "Uusi Tutkija", "role": "coder"})
    token = shown.context["link"].rstrip("/").rsplit("/", 1)[1]
    assert "sign-in/" not in as_persona("lead").get(address).content.decode()
    assert use_sign_in_link(token).username == "uusi"


def test_a_study_keeps_a_lead(study: Study, lead: User) -> None:
    """The last lead can't leave or step down (B214); with another they can."""
    own = Membership.objects.get(study=study, user=lead)
    with pytest.raises(Conflict, match="B214"):
        remove_member(lead, own)
    with pytest.raises(Conflict, match="B214"):
        change_member(lead, own, role="coder", sees_names=True)
    add_member(lead, study, username="toinen", name="Toinen", role="lead")
    change_member(lead, own, role="coder", sees_names=True)
    assert Membership.objects.get(pk=own.pk).role == "coder"


def test_a_lost_role_is_not_undone_back(study: Study, lead: User) -> None:
    """Who stepped down can't undo it."""
    add_member(lead, study, username="toinen", name="Toinen", role="lead")
    change_member(lead, Membership.objects.get(study=study, user=lead), role="reader", sees_names=False)
    with pytest.raises(Conflict, match="B501"):
        undo(lead, study.pk)
