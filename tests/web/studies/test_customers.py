from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.history.undoing import undo
from teema.web.studies.actions.customers import add_customer, change_customer, remove_customer
from teema.web.studies.actions.eligibility import judge
from teema.web.studies.models import Criterion, CriterionCheck, Customer, Group, Interview, Study
from teema.web.studies.queries.customers import Wanted, lines, narrowed, owns, quotas


def group(study: Study, key: str) -> Group:
    return Group.objects.get(study=study, key=key)


def customer(study: Study, key: str) -> Customer:
    return Customer.objects.get(study=study, key=key)


def test_quotas_count_customers_whose_interview_is_agreed_or_held_in_the_round(study: Study) -> None:
    """A customer fills its group's quota once, however many interviews it has, and not by one that is only planned or was cancelled."""
    assert [(one.group.key, one.secured, one.wanted, one.chosen) for one in quotas(study, lines(study))] == [
        ("kunta", 4, 4, 4),
        ("kuntayhtyma", 2, 2, 2),
        ("yhteiso", 2, 2, 2),
    ]
    Interview.objects.filter(study=study, key="kunta-4").update(status="cancelled")
    Interview.objects.filter(study=study, key="kunta-3").update(status="planned", minutes=None)
    Interview.objects.filter(study=study, key="kunta-2").update(status="agreed", minutes=None)
    assert quotas(study, lines(study))[0].secured == 2


def test_a_new_customer_gets_the_next_key_of_its_group(study: Study, lead: User) -> None:
    """Keys follow the group's fashion; a key that someone gives stands, unless another has it (B201)."""
    assert add_customer(lead, study, name="Uusi Oy", group=group(study, "yhteiso")).key == "Y3"
    assert add_customer(lead, study, name="Uusi kunta", group=group(study, "kunta")).key == "K5"
    with pytest.raises(Conflict, match="B201"):
        add_customer(lead, study, key="K1", name="Toinen")


def test_the_register_is_narrowed_and_ordered(study: Study) -> None:
    """Filters add up; what isn't known comes last in an order."""
    register = lines(study)
    keys = [one.customer.key for one in narrowed(register, Wanted(group="kunta", owner="no"))]
    assert keys == ["K4"]
    assert [one.customer.key for one in narrowed(register, Wanted(words="vesi"))] == ["Y1"]
    assert narrowed(register, Wanted(sort="since"))[0].customer.key == "K1"
    assert narrowed(register, Wanted(sort="-since"))[0].customer.key == "K4"


def test_a_customer_is_not_taken_for_a_shareholder() -> None:
    """Only what the register says counts: no and nothing are different, and a share is an owner's."""
    assert [owns(Customer(shareholder=one)) for one in ("yes", "no", "", "ei", "12 %")] == [
        True,
        False,
        None,
        False,
        True,
    ]


def test_a_change_is_one_act_that_is_undone(study: Study, lead: User) -> None:
    """What was changed comes back as it was."""
    change_customer(lead, customer(study, "K1"), key="K1", name="Toisin", since="2020")
    undo(lead, study.pk)
    assert customer(study, "K1").name == "Koivukorven kunta"


def test_a_customer_that_something_refers_to_stays(study: Study, lead: User) -> None:
    """An interviewed customer can't be removed (B204), and nothing of it is; one that nothing refers to goes and comes back."""
    with pytest.raises(Conflict, match="B204"):
        remove_customer(lead, customer(study, "K1"))
    assert customer(study, "K1").people.count() == 2
    row = add_customer(lead, study, name="Uusi")
    remove_customer(lead, row)
    undo(lead, study.pk)
    assert Customer.objects.filter(study=study, name="Uusi").exists()


def test_a_judgement_is_kept_once_and_taken_away_by_saying_nothing(study: Study, lead: User) -> None:
    """A later word takes the place of an earlier one; no word leaves none."""
    criterion = Criterion.objects.filter(study=study, rule="judged").first()
    assert criterion is not None
    row = customer(study, "K1")
    judge(lead, row, criterion, met=True)
    judge(lead, row, criterion, met=None, exception="Ainoa ryhmässään.")
    assert [(one.met, one.exception) for one in CriterionCheck.objects.all()] == [(None, "Ainoa ryhmässään.")]
    judge(lead, row, criterion, met=None)
    assert not CriterionCheck.objects.exists()


def test_an_example_study_knows_how_long_its_customers_have_been(study: Study) -> None:
    """The preset's sentence of a year is checked from the register without a hand laid on it."""
    assert Criterion.objects.get(study=study, position=0).rule == "years"
    assert {one.eligibility.checks[0].outcome for one in lines(study)} == {"met"}


def test_what_is_wrong_in_a_form_stands_beside_its_field(study: Study, as_persona: Callable[[str], Client]) -> None:
    """A key that is taken and a date that is none come back with what was written, and nothing is saved."""
    page = reverse("studies:customers", args=[study.slug])
    response = as_persona("coder").post(page, {"name": "Uusi", "key": "K1", "since": "2019"})
    assert response.status_code == 422
    assert "K1" in response.context["form"].errors["key"][0]
    response = as_persona("coder").post(page, {"name": "Uusi", "since": "joskus"})
    assert "since" in response.context["form"].errors
    assert not Customer.objects.filter(name="Uusi").exists()


def test_an_empty_register_teaches(study: Study, lead: User, as_persona: Callable[[str], Client]) -> None:
    """Without customers the page says what belongs there and offers the spreadsheet; a reader isn't offered what they may not do."""
    empty = Study.objects.create(key="e", slug="tyhja", title="Tyhjä")
    from teema.web.studies.models import Membership

    Membership.objects.create(study=empty, user=lead, role="lead", coder="l")
    page = as_persona("lead").get(reverse("studies:customers", args=["tyhja"])).content.decode()
    assert "ei ole vielä asiakkaita" in page
    assert reverse("studies:customers-import", args=["tyhja"]) in page


def test_a_customers_page_shows_what_it_is_of(study: Study, as_persona: Callable[[str], Client]) -> None:
    """People by pseudonym, whether it owns, and how it meets the criteria; a share of an owner survives an edit of something else."""
    row = customer(study, "K1")
    Customer.objects.filter(pk=row.pk).update(shareholder="12 %")
    address = reverse("studies:customer", args=[study.slug, row.pk])
    page = as_persona("reader").get(address).content.decode()
    assert "K1a" in page
    assert "omistaja ja asiakas" in page
    sent = {
        "name": "Koivukorpi",
        "key": "K1",
        "group": str(row.group_id),
        "since": "11/2015",
        "services": ["hr"],
        "shareholder": "yes",
    }
    as_persona("coder").post(address, sent)
    assert (customer(study, "K1").name, customer(study, "K1").shareholder) == ("Koivukorpi", "12 %")
