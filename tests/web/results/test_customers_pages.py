"""Each customer's page in the workbench: the report's own, why it is so, and as a file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from django.test import Client
from django.urls import reverse

from teema.report.make import make_report
from teema.study import Study as PlainStudy
from teema.web.accounts.models import User
from teema.web.bridge import load
from teema.web.history.models import Act
from teema.web.history.sentences import said
from teema.web.improvement.models import Measure
from teema.web.insight.models import Finding
from teema.web.jobs.models import Job
from teema.web.jobs.work import Work
from teema.web.results.queries.pages import explained
from teema.web.results.tasks import PAGES, make_pages
from teema.web.studies.models import Customer, Study


def of(study: Study, page: str, **where: object) -> str:
    return reverse(f"results:{page}", kwargs={"study": study.slug, **where})


def customer(study: Study, key: str) -> Customer:
    return Customer.objects.get(study=study, key=key)


def test_the_page_is_the_reports_to_the_byte(
    study: Study, example: PlainStudy, as_persona: Callable[[str], Client], tmp_path: Path
) -> None:
    """The preview, the file and the archive's member are what ``teema report`` writes."""
    make_report(example, tmp_path, formats=())
    written = {path.name: path.read_bytes() for path in (tmp_path / "customers").iterdir()}
    coder = as_persona("coder")
    archive = coder.post(of(study, "save-customers-pages"))
    with zipfile.ZipFile(io.BytesIO(b"".join(archive.streaming_content))) as packed:  # type: ignore[attr-defined]
        assert {name: packed.read(name) for name in packed.namelist()} == written
    row = customer(study, "K1")
    assert coder.get(of(study, "customers-page-itself", customer=row.pk)).content == written["K1.html"]
    saved = coder.post(of(study, "save-customers-page", customer=row.pk))
    assert b"".join(saved.streaming_content) == written["K1.html"]  # type: ignore[attr-defined]
    assert saved.headers["Content-Disposition"] == 'attachment; filename="K1.html"'


def test_what_leaves_is_on_record(study: Study, as_persona: Callable[[str], Client]) -> None:
    """History says how many pages were taken, and that can't be undone."""
    as_persona("coder").post(of(study, "save-customers-pages"))
    act = Act.objects.filter(study=study.pk)[0]
    assert (said(act, "fi"), act.state) == ("asiakkaiden sivuja tallennettu: 8", "erased")


def test_the_page_says_why_each_thing_stands_on_it(study: Study) -> None:
    """Each measure and finding has its reason, and what is shown is what the page tells."""
    Measure.objects.filter(study=study, key="T1").update(status="dropped")
    Measure.objects.filter(study=study, key="T2").update(visible_to=[])
    Measure.objects.filter(study=study, key="T4").update(visible_to=["all"])
    Finding.objects.filter(study=study, key="P1").update(status="draft")
    Finding.objects.filter(study=study, key="P2").update(evidence=[])
    told = explained(customer(study, "Y1"))
    assert told
    measures = {one.key: (one.reason, one.shown) for one in told.measures}
    findings = {one.key: (one.reason, one.shown) for one in told.findings}
    assert measures["T1"] == ("dropped", False)
    assert measures["T2"] == ("not_shown", False)
    assert measures["T3"] == ("shown_to_customer", True)
    assert measures["T4"] == ("shown_to_all", True)
    assert measures["T5"] == ("shown_to_group", True)
    assert findings["P1"] == ("unconfirmed", False)
    assert findings["P2"] == ("no_evidence", False)
    assert findings["P4"] == ("other_group", False)
    assert findings["P5"] == ("concerns_all", True)
    assert not told.counts


def test_names_that_are_covered_are_told(study: Study) -> None:
    """Who reads why the page is so sees that a name in a measure's title is covered on it."""
    Measure.objects.filter(study=study, key="T5").update(title="Koivukorven kunnalle oma kalenteri")
    told = explained(customer(study, "K1"))
    assert told
    assert [one.key for one in told.measures if one.masked] == ["T5"]


def test_a_customer_who_was_not_interviewed_has_no_page(study: Study, as_persona: Callable[[str], Client]) -> None:
    """The workbench says so, and there is no page to give (B843)."""
    row = Customer.objects.create(study=study, key="uusi")
    reader = as_persona("reader")
    assert "ei vielä ole sivua" in reader.get(of(study, "customers-page", customer=row.pk)).content.decode()
    assert reader.get(of(study, "customers-page-itself", customer=row.pk)).status_code == 404
    assert as_persona("coder").post(of(study, "save-customers-page", customer=row.pk)).status_code == 404


def test_a_page_runs_nothing_in_the_workbenchs_name(study: Study, as_persona: Callable[[str], Client]) -> None:
    """It is shown in a sandbox, framed by the workbench alone."""
    answer = as_persona("reader").get(of(study, "customers-page-itself", customer=customer(study, "K1").pk))
    policy = answer.headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_many_pages_are_made_beside(study: Study, lead: User) -> None:
    """The worker makes the same archive, and asks for the right again."""
    given = {"kind": PAGES, "params": {"study": study.slug}, "state": Job.State.RUNNING, "worker": "w"}
    outcome = make_pages(Work(Job.objects.create(owner=lead, study=study.pk, **given), "w"))
    (content,) = outcome.files.values()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert len(packed.namelist()) == 8


def test_without_findings_and_measures_the_list_teaches(lead: User, as_persona: Callable[[str], Client]) -> None:
    """It says how pages come about."""
    empty = load(PlainStudy("s", "Tyhjä"), lead)
    assert "Kerrottavaa ei vielä ole" in as_persona("lead").get(of(empty, "customers-pages")).content.decode()
