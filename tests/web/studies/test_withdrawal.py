import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from teema.errors import Conflict, Forbidden
from teema.web.accounts.models import User
from teema.web.bridge import plain_study
from teema.web.coding.models import Coding, Memo
from teema.web.history.erasing import recorded
from teema.web.history.models import Act, RowChange
from teema.web.history.undoing import undo
from teema.web.insight.models import Finding, Judgement
from teema.web.jobs.models import Job, JobFile
from teema.web.material.models import Document
from teema.web.studies import erasing
from teema.web.studies.access import act
from teema.web.studies.actions.consents import record_consent, remove_consent
from teema.web.studies.actions.names import keep_name
from teema.web.studies.actions.people import change_person
from teema.web.studies.actions.withdrawal import erase_customer, withdraw_person
from teema.web.studies.models import Customer, Person, Study, Tombstone


def person(study: Study, key: str = "K4a") -> Person:
    return Person.objects.get(study=study, key=key)


def everything() -> Iterator[str]:
    """Yield every value of every column of every table, as text."""
    for model in apps.get_models(include_auto_created=True):
        for row in model._default_manager.values_list():
            yield from (
                value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False) for value in row
            )


def said_by(study: Study, document: str, label: str) -> list[str]:
    """Return what a label said in a document, turn by turn, where it is long enough to be nobody else's."""
    plain = Document.objects.get(study=study, key=document).plain()
    return [words for turn in plain.turns if turn.speaker == label and len(words := plain.said(turn).strip()) > 40]


def test_nothing_of_a_withdrawn_person_remains_in_any_table(study: Study, lead: User) -> None:
    """Name, contact, role and words are gone from every column of every table, from rows changed or removed long ago too."""
    row = person(study)
    words = said_by(study, "kunta-4", "K4a")
    assert words
    coding = Coding.objects.filter(document__key="kunta-4").first()
    assert coding is not None
    keep_name(lead, row, name="Väärin Kirjoitettu", contact="", notes="")
    keep_name(lead, row, name="Maija Malli", contact="maija@example.fi", notes="soita keskiviikkoiltana")
    change_person(lead, row, key="K4a", role="harvinainen nimike")
    record_consent(lead, row, given_on=date(1999, 8, 3), way="oral", recording=True, quoting=True, archiving=True)
    remove_consent(
        lead,
        record_consent(lead, row, given_on=date(1999, 8, 4), way="oral", recording=True, quoting=True, archiving=True),
    )
    with act(lead, study, "coding.change") as changes:
        changes.update(coding, reduced=words[0])
    Memo.objects.create(study=study, key="m-k4a", text="Hermostui kysymyksestä 4.", about="person:K4a")
    done = Job.objects.create(owner=lead, study=study.pk, kind="export", state="done", result={"said": words[0]})
    JobFile.objects.create(job=done, made=True, name="a.txt", content=words[0].encode())
    withdraw_person(lead, row, confirmed="K4a", reason="pyysi itse")
    left = "\n".join(everything())
    names = [
        "Maija",
        "maija@",
        "Kirjoitettu",
        "keskiviikkoiltana",
        "harvinainen",
        "1999-08",
        "Hermostui",
        "talous- ja hallintojohtaja",
    ]
    assert [one for one in [*names, *words] if one in left] == []
    assert not Job.objects.exists()


def test_a_tombstone_says_when_why_and_how_much_and_no_more(study: Study, lead: User) -> None:
    """The pseudonym, the reason, who did it and counts stay."""
    foreseen = erasing.held(erasing.of_person(person(study)))
    stone = withdraw_person(lead, person(study), confirmed="K4a", reason="pyysi itse")
    assert (stone.kind, stone.key, stone.reason, stone.by) == ("person", "K4a", "pyysi itse", lead)
    assert stone.counts == foreseen
    assert foreseen["turns"] > 0
    assert foreseen["codings"] > 0
    assert Act.objects.filter(verb="person.withdraw", state="erased").count() == 1


def test_the_rest_of_the_study_stands(study: Study, lead: User) -> None:
    """Others' words, the interview and every other document stay as they were, and the study is whole: nothing points at what is gone."""
    others = {one.key: one.text for one in Document.objects.exclude(key="kunta-4")}
    withdraw_person(lead, person(study), confirmed="K4a", reason="")
    assert {one.key: one.text for one in Document.objects.exclude(key="kunta-4")} == others
    kept = plain_study(study)
    keys = {one.id for one in kept.codings}
    assert all({*one.evidence, *one.counter_evidence} <= keys for one in kept.findings)
    assert "K4a" not in {name for one in kept.interviews for name in one.people}


def test_one_of_two_interviewees_leaves_alone(study: Study, lead: User) -> None:
    """Of an interview with two people only the withdrawn one's words go."""
    gone, stays = said_by(study, "kunta-1", "K1a"), said_by(study, "kunta-1", "K1b")
    withdraw_person(lead, person(study, "K1a"), confirmed="K1a", reason="")
    text = Document.objects.get(study=study, key="kunta-1").text
    assert [one for one in gone if one in text] == []
    assert [one for one in stays if one not in text] == []


def test_acts_that_touched_what_is_gone_cant_be_undone(study: Study, lead: User) -> None:
    """They stay in history without content, and undo passes them over."""
    change_person(lead, person(study), key="K4a", role="toinen rooli")
    withdraw_person(lead, person(study), confirmed="K4a", reason="")
    assert {
        json.dumps(one) for one in RowChange.objects.filter(model="studies.person").values_list("after", flat=True)
    } == {"{}"}
    with pytest.raises(Conflict, match="B501"):
        undo(lead, study.pk)


def test_nothing_of_an_erased_customer_remains(study: Study, lead: User) -> None:
    """Its name, people, interviews, documents, codings and judgements are gone; other customers' stay."""
    row = Customer.objects.get(study=study, key="K4")
    words = [said for label in ("K4a", "H") for said in said_by(study, "kunta-4", label)]
    keep_name(lead, row, name="Salattu kunta", contact="kirjaamo@example.fi", notes="")
    judged = Judgement.objects.exclude(customer=row).count()
    erase_customer(lead, row, confirmed="K4", reason="sopimus päättyi")
    left = "\n".join(everything())
    assert [one for one in ["Hallasalmen", "Salattu", "kirjaamo@", *words] if one in left] == []
    assert Judgement.objects.count() == judged
    assert not Document.objects.filter(key="kunta-4").exists()
    assert set(Finding.objects.filter(study=study)) == set(Finding.objects.all())
    assert plain_study(study).customers[-1].id == "Y2"


@pytest.mark.parametrize("key", ["K1a", "K1b", "K2a", "KY1a", "KY2b", "Y1a", "Y2a"])
def test_anyone_may_withdraw(key: str, study: Study, lead: User) -> None:
    """Every representative of the example can be erased, whoever sat beside them."""
    withdraw_person(lead, person(study, key), confirmed=key, reason="")
    assert Tombstone.objects.get().key == key


@pytest.mark.parametrize("key", ["K1", "KY1", "Y2"])
def test_any_customer_may_be_erased(key: str, study: Study, lead: User) -> None:
    """Every customer of the example can be erased, followed up or not."""
    erase_customer(lead, Customer.objects.get(study=study, key=key), confirmed=key, reason="")
    assert not Customer.objects.filter(key=key).exists()


def test_the_key_is_asked_and_only_a_lead_may(study: Study, lead: User, persona: Callable[[str], User]) -> None:
    """Another key erases nothing (B207), nor does one without the right (B102)."""
    with pytest.raises(Conflict, match="B207"):
        withdraw_person(lead, person(study), confirmed="K4", reason="")
    with pytest.raises(Forbidden, match="B102"):
        withdraw_person(persona("coder"), person(study), confirmed="K4a", reason="")
    assert person(study).customer is not None


def test_what_will_go_is_shown_first(study: Study, as_persona: Callable[[str], Client]) -> None:
    """The page tells the counts and the interviews, and asks for the pseudonym."""
    address = reverse("studies:person-withdraw", args=[study.slug, person(study).pk])
    page = as_persona("lead").get(address).content.decode()
    assert all(word in page for word in ("Puheenvuoroja", "Koodauksia", "kunta-4", "Kirjoita vahvistukseksi K4a."))
    assert as_persona("lead").post(address, {"confirm": "väärin"}).status_code == 422
    assert as_persona("lead").post(address, {"confirm": "K4a"}).status_code == 302


def test_an_erasure_waits_for_work_that_may_hold_the_words(study: Study, lead: User) -> None:
    """While a job of the study is waiting or running nothing is erased (B215): it could bring the words back."""
    job = Job.objects.create(owner=lead, study=study.pk, kind="export")
    with pytest.raises(Conflict, match="B215"):
        withdraw_person(lead, person(study), confirmed="K4a", reason="")
    Job.objects.filter(pk=job.pk).update(state="cancelled")
    withdraw_person(lead, person(study), confirmed="K4a", reason="")


def test_history_is_asked_by_what_rows_held(study: Study, lead: User) -> None:
    """Rows are found by a value that they have or had, in one study only."""
    row = person(study)
    change_person(lead, row, key="K4x")
    assert recorded(study.pk, "studies.person", key=["K4a"]) == {row.pk}
    assert recorded(study.pk, "studies.person", key=["K9"]) == set()
    assert recorded(row.pk, "studies.person", key=["K4a"]) == set()


def test_the_database_overwrites_what_it_frees(db: None) -> None:
    """SQLite is told to overwrite freed content, so that the file's free pages hold nothing of it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)


_IN_A_FILE = """
import sys, django
django.setup()
from django.core.management import call_command
from teema.formats.folder import read_study
from teema.web.accounts.actions import workspace_keeper
from teema.web.bridge import load
from teema.web.material.models import Document
from teema.web.studies.actions.names import keep_name
from teema.web.studies.actions.withdrawal import withdraw_person
from teema.web.studies.models import Person
call_command("migrate", verbosity=0)
keeper = workspace_keeper()
study = load(read_study("examples/palvelukeskus").study, keeper)
person, plain = Person.objects.get(key="K4a"), Document.objects.get(key="kunta-4").plain()
keep_name(keeper, person, name="Maija Mallikas", contact="", notes="")
said = [words for turn in plain.turns if turn.speaker == "K4a" and len(words := plain.said(turn).strip()) > 40]
withdraw_person(keeper, person, confirmed="K4a", reason="")
sys.stdout.buffer.write("\\n".join(["Mallikas", *said]).encode())
"""


def test_nothing_of_it_remains_in_the_files_bytes(tmp_path: Path) -> None:
    """Neither the workspace's file nor its log holds a word of it or the name, free pages included, as soon as it is erased."""
    environment = os.environ | {
        "TEEMA_WORKSPACE": str(tmp_path / "w.db"),
        "DJANGO_SETTINGS_MODULE": "teema.web.settings",
        "PYTHONPATH": os.pathsep.join(one for one in sys.path if one),
    }
    ran = subprocess.run([sys.executable, "-c", _IN_A_FILE], env=environment, capture_output=True, check=True)
    lines = ran.stdout.splitlines()
    assert len(lines) > 20
    files = [one.read_bytes() for one in tmp_path.iterdir()]
    assert [one for one in lines if any(one[:60] in kept for kept in files)] == []
