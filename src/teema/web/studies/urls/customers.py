"""Addresses within a study: the register of customers, their representatives, and the study's members."""

from django.urls import URLPattern, path

from teema.web.studies.views import consents, customers, eligibility, importing, members, names, people, withdrawal

CUSTOMER = "customers/<uuid:customer>/"
PERSON = "people/<uuid:person>/"
urlpatterns: list[URLPattern] = [
    path("customers/", customers.customers, name="customers"),
    path("customers/import/", importing.importing, name="customers-import"),
    path(CUSTOMER, customers.customer, name="customer"),
    path(f"{CUSTOMER}remove/", customers.remove, name="customer-remove"),
    path(f"{CUSTOMER}criteria/", eligibility.judge_criterion, name="customer-judge"),
    path(f"{CUSTOMER}names/", names.of_customer, name="customer-names"),
    path(f"{CUSTOMER}name/", names.keep_customers, name="customer-name"),
    path(f"{CUSTOMER}erase/", withdrawal.erase, name="customer-erase"),
    path(f"{CUSTOMER}people/", people.add, name="person-add"),
    path(PERSON, people.person, name="person"),
    path(f"{PERSON}remove/", people.remove, name="person-remove"),
    path(f"{PERSON}names/", names.of_person, name="person-names"),
    path(f"{PERSON}name/", names.keep_persons, name="person-name"),
    path(f"{PERSON}consents/", consents.add, name="consent-add"),
    path(f"{PERSON}consents/<uuid:consent>/remove/", consents.remove, name="consent-remove"),
    path(f"{PERSON}withdraw/", withdrawal.withdraw, name="person-withdraw"),
    path("members/", members.members, name="members"),
    path("members/<uuid:member>/", members.change, name="member"),
    path("members/<uuid:member>/remove/", members.remove, name="member-remove"),
]
