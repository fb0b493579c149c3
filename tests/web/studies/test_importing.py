import io
from collections.abc import Callable

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.history.models import Act, RowChange
from teema.web.history.undoing import undo
from teema.web.studies.actions.importing import import_register
from teema.web.studies.models import Customer, Group, Identity, Membership, Person, Service, Study
from teema.web.studies.registers.headers import FIELDS, known, proposed_mapping
from teema.web.studies.registers.planning import Known, KnownCustomer, KnownPerson, Plan, planned

MAPPING = ("name", "group", "since", "services", "shareholder", "person_name", "person_role", "person_email")
ROWS = [
    [
        "Uusikylän kunta",
        "Kunnat",
        "3/2016",
        "HR ja talous",
        "kyllä",
        "Maija Malli",
        "talousjohtaja",
        "maija@example.fi",
    ],
    ["Uusikylän kunta", "", "", "", "", "Pekka Peltola", "HR-päällikkö", "pekka(at)example"],
    ["koivukorven kunta", "kunta", "2015-11", "", "", "", "", ""],
    ["", "Kunnat", "2010", "hr", "ei", "", "", ""],
    ["Seurakuntayhtymä", "Seurakunnat", "joskus", "hr, IT", "ei", "", "", ""],
]


def plan_of(rows: list[list[str]], mapping: tuple[str, ...] = MAPPING, study: Known | None = None) -> Plan:
    return planned(rows, mapping, study or Known())


def test_columns_are_known_by_their_headers_in_finnish_and_english() -> None:
    """A header is known whole or by its words; a second representative's columns by their number; others are left out."""
    finnish = [
        "Nimi",
        "Asiakasryhmä",
        "Asiakkuus alkanut",
        "Palvelut",
        "Omistaja",
        "Edustaja 1",
        "Rooli 1",
        "Edustaja 2",
        "Rooli 2",
    ]
    assert proposed_mapping(finnish) == (
        *("name", "group", "since", "services", "shareholder"),
        *("person_name", "person_role", "person_name_2", "person_role_2"),
    )
    english = ["Customer name", "Type", "Since", "Services used", "Owner", "Contact person", "E-mail", "Shoe size"]
    expected = ("name", "group", "since", "services", "shareholder", "person_name", "person_email", "")
    assert proposed_mapping(english) == expected


@given(st.lists(st.sampled_from(list(known())) | st.text("a2 (*é", max_size=6), max_size=9))
def test_any_headers_give_a_mapping_without_repeats(headers: list[str]) -> None:
    """Whatever a header row holds, each column is one known thing or nothing, and no two are the same."""
    mapping = proposed_mapping(headers)
    chosen = [one for one in mapping if one]
    assert len(mapping) == len(headers)
    assert len(chosen) == len(set(chosen))
    assert set(chosen) <= set(FIELDS)


@given(st.lists(st.lists(st.text("a1;@. ", max_size=4), max_size=8), max_size=4))
def test_any_rows_give_a_plan(rows: list[list[str]]) -> None:
    """No row breaks a plan: each is a customer's or a problem."""
    plan = plan_of(rows)
    told = {row for one in plan.customers for row in one.rows} | {one.row for one in plan.problems}
    assert told == set(range(2, len(rows) + 2))


def test_bad_rows_are_told_and_the_rest_goes_on() -> None:
    """A row without a customer is left out, an odd date and address are left empty, each with its row as a spreadsheet counts."""
    plan = plan_of(ROWS)
    assert [(one.row, one.code) for one in plan.problems] == [(3, "B224"), (5, "B220"), (6, "B221")]
    assert [one.values.get("since", "") for one in plan.customers] == ["2016-03", "2015-11", ""]


def test_one_without_rights_brings_no_names_and_makes_no_groups() -> None:
    """Who may not see names leaves them out, who may not design makes no groups or services; the rest comes."""
    allowed = Known(may_design=False, may_name=False, groups={"kunta": "Kunnat"})
    plan = plan_of(ROWS[:1], study=allowed)
    assert [one.code for one in plan.problems] == ["B223", "B223", "B225"]
    (customer,) = plan.customers
    assert customer.values["group"] == "kunta"
    assert [(one.name, one.contact, one.role) for one in customer.people] == [("", "", "talousjohtaja")]


def test_who_is_in_the_study_already_is_completed_and_not_doubled() -> None:
    """A customer is known by key or name, a representative by pseudonym, name or role; services that a file doesn't name stay."""
    person = KnownPerson("K1a", "talousjohtaja", "Maija Malli")
    there = KnownCustomer("K1", {"name": "Uusikylän kunta", "services": ["it"]}, (person,))
    plan = plan_of(ROWS[:1], study=Known((there,), {}, {"hr": "HR", "talous": "Taloushallinto"}))
    (customer,) = plan.customers
    assert (customer.status, customer.changed["services"]) == ("changed", ["it", "hr", "talous"])
    assert [one.known for one in customer.people] == ["K1a"]


def test_an_import_is_one_act_that_is_undone_whole(study: Study, lead: User) -> None:
    """Customers, groups, services, people and their real names come at once and go at once; names stand in the register alone."""
    before = [model.objects.count() for model in (Customer, Group, Service, Person, Identity)]
    import_register(lead, study, ROWS, MAPPING, groups=["Seurakunnat"], services=["IT"])
    added = Customer.objects.get(study=study, name="Uusikylän kunta")
    assert (added.key, added.group.key, added.services, added.shareholder) == ("K5", "kunta", ["hr", "talous"], "yes")  # type: ignore[union-attr]
    assert [(one.key, one.role) for one in added.people.all()] == [("K5a", "talousjohtaja"), ("K5b", "HR-päällikkö")]
    assert Identity.objects.get(person__key="K5a").name == "Maija Malli"
    assert Customer.objects.get(study=study, name="Seurakuntayhtymä").services == ["hr", "it"]
    assert Act.objects.get().params == {"added": 2, "changed": 0}
    undo(lead, study.pk)
    assert [model.objects.count() for model in (Customer, Group, Service, Person, Identity)] == before


def test_only_chosen_groups_and_services_are_made(study: Study, lead: User) -> None:
    """What isn't ticked isn't made, and customers come without it."""
    import_register(lead, study, ROWS, MAPPING)
    row = Customer.objects.get(study=study, name="Seurakuntayhtymä")
    assert (row.group, row.services) == (None, ["hr"])


def test_nothing_is_brought_in_without_a_column_that_names_customers(study: Study, lead: User) -> None:
    """B229, before anything is written."""
    with pytest.raises(Conflict, match="B229"):
        import_register(lead, study, ROWS, ("", *MAPPING[1:]))
    assert not RowChange.objects.exists()


def test_keys_of_the_file_and_given_ones_dont_meet(study: Study, lead: User) -> None:
    """A customer without a key doesn't take one that a later row has."""
    import_register(lead, study, [["", "Ensin", "kunta"], ["K5", "Sitten", "kunta"]], ("key", "name", "group"))
    assert {one.name: one.key for one in Customer.objects.filter(name__in=("Ensin", "Sitten"))} == {
        "Ensin": "K6",
        "Sitten": "K5",
    }


def _xlsx(rows: list[list[str]]) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return kept.getvalue()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_is_shown_before_it_is_brought_in(kind: str, study: Study, as_persona: Callable[[str], Client]) -> None:
    """Looking saves nothing; the same rows, carried by the page, come in when that is confirmed."""
    header = ["Asiakas", "Ryhmä", "Alkanut", "Palvelut", "Omistaja", "Edustaja", "Rooli", "Sähköposti"]
    table = [header, *ROWS]
    content = _xlsx(table) if kind == "xlsx" else "\r\n".join(map(";".join, table)).encode("cp1252")
    client, address = as_persona("lead"), reverse("studies:customers-import", args=[study.slug])
    preview = client.post(address, {"file": SimpleUploadedFile(f"rekisteri.{kind}", content)})
    assert (preview.context["counts"], len(preview.context["problems"])) == ({"new": 2, "changed": 0, "same": 1}, 3)
    assert not Customer.objects.filter(name="Uusikylän kunta").exists()
    form = preview.context["form"]
    sent = {one.html_name: one.value() for one in form} | {"confirm": "1", "new_group": "Seurakunnat"}
    assert client.post(address, sent).status_code == 302
    assert Customer.objects.get(name="Seurakuntayhtymä").group.name == "Seurakunnat"  # type: ignore[union-attr]


@pytest.mark.parametrize("content", [b"", b"Asiakas;Ryhm\xe4\r\n", b"PK\x03\x04nonsense"])
def test_a_file_that_is_no_register_says_so_beside_its_field(
    content: bytes, study: Study, as_persona: Callable[[str], Client]
) -> None:
    """Empty, headers only, damaged: the page comes back with what is wrong."""
    address = reverse("studies:customers-import", args=[study.slug])
    response = as_persona("lead").post(address, {"file": SimpleUploadedFile("a.xlsx", content)})
    assert response.status_code == 422
    assert response.context["form"].errors["file"]


def test_what_the_page_carried_must_come_back_whole(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Rows that were changed on the way are refused (B219)."""
    address = reverse("studies:customers-import", args=[study.slug])
    assert as_persona("lead").post(address, {"rows": "eyJ:x:y", "confirm": "1"}).status_code == 422


def test_a_coder_may_import_customers_but_not_their_peoples_names(study: Study, persona: Callable[[str], User]) -> None:
    """A coder without the permission brings the people by role alone; with it, their names too."""
    coder = persona("coder")
    import_register(coder, study, ROWS[:1], MAPPING)
    assert not Identity.objects.exists()
    Membership.objects.filter(study=study, user=coder).update(sees_names=True)
    import_register(coder, study, ROWS[:1], MAPPING)
    assert [(one.name, one.person.key) for one in Identity.objects.all()] == [("Maija Malli", "K5b")]  # type: ignore[union-attr]
