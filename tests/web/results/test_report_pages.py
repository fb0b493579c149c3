"""The report in the browser: its plan, what is written between its parts, the checklist, documents, and frozen versions."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from teema.errors import Conflict
from teema.formats.folder import read_study, write_study
from teema.report.compose import compose, telling_of
from teema.report.html import policy_of
from teema.report.make import make_report
from teema.report.outline import outline
from teema.report.parts import pieces_of
from teema.report.plan import Answer, Plan, Written, plan_of, table_of
from teema.report.sections import CHAPTERS, COREQ
from teema.study import Study as PlainStudy
from teema.web.accounts.models import User
from teema.web.bridge import load, plain_study
from teema.web.bridge.standing import results_of
from teema.web.coding.actions.codebook import change_code
from teema.web.coding.models import Code
from teema.web.history.models import Act
from teema.web.history.undoing import undo
from teema.web.jobs.models import Job, JobFile
from teema.web.jobs.worker import Worker
from teema.web.reporting.actions.checklist import save_answer
from teema.web.reporting.actions.passages import passages_at, passages_seen, write_passages
from teema.web.reporting.actions.planning import plan_seen, save_plan
from teema.web.reporting.keeping import kept_plan
from teema.web.reporting.models import FrozenReport, Passage, ReportPlan
from teema.web.studies.actions.withdrawal import withdraw_person
from teema.web.studies.models import Person, Study

PLAN = Plan(
    ("material", "frame", COREQ),
    written=(Written("frame", "opening", "Teemat *näin*."),),
    coreq=(Answer(5, "Ensimmäinen tutkimus", "luku 3"),),
)


def of(study: Study, page: str, **where: object) -> str:
    return reverse(f"results:{page}", kwargs={"study": study.slug, **where})


def done(client: Client, url: str, **sent: str) -> Job:
    """Ask for a job, have it done, and see its page."""
    answer = client.post(url, sent)
    assert answer.status_code == 302, answer.content.decode()
    assert Worker().step()
    job = Job.objects.latest("made_at")
    assert job.state == "done", job.trouble
    assert client.get(answer.headers["Location"]).status_code == 200
    return job


def file_of(job: Job) -> bytes:
    return bytes(JobFile.objects.get(job=job, made=True).content)


@pytest.fixture
def planned(study: Study, lead: User) -> Study:
    """The example with a short plan."""
    save_plan(lead, study, parts=PLAN.parts, without=(), edition="working", language="", round="")
    write_passages(lead, study, "frame", {"opening": PLAN.written[0].text})
    save_answer(lead, study, 5, answer=PLAN.coreq[0].answer, where=PLAN.coreq[0].where)
    return study


def test_the_outline_names_what_the_report_tells(study: Study) -> None:
    """Every chapter and section that is told can be chosen, by the name under which it is told."""
    results = results_of(study)
    telling, parts = telling_of(results, "fi", "working", figures=False), outline(results, "fi")
    assert list(parts) == [*CHAPTERS, COREQ]
    for key, chapter in CHAPTERS.items():
        pieces = pieces_of(key, chapter(telling))
        assert bool(pieces) == parts[key].there
        sections = {one.part: one for one in pieces[1:]}
        assert sections.keys() <= {one.key for one in parts[key].sections}
        assert not pieces or pieces[0].heading[0].text == parts[key].title  # type: ignore[union-attr]


def test_a_plan_is_saved_by_the_page(study: Study, as_persona: Callable[[str], Client]) -> None:
    """Chapters left out and moved, a section left out, the edition: one act, undone as one."""
    order = [*CHAPTERS, COREQ]
    sent = {
        "order": order,
        "part": ["study", "material", "themes"],
        "offered": ["themes/theme-odotukset", "themes/theme-kokemukset"],
        "section": ["themes/theme-kokemukset"],
        "edition": "public",
        "up": "themes",
        "seen": plan_seen(study),
    }
    coder = as_persona("coder")
    assert coder.post(of(study, "report"), sent).status_code == 302
    plan = kept_plan(study)
    assert (plan.parts, plan.without, plan.edition) == (
        ("study", "themes", "material"),
        ("themes/theme-odotukset",),
        "public",
    )
    page = coder.get(of(study, "report")).content.decode()
    assert re.findall(r'name="order" value="([\w-]+)"', page)[:3] == ["study", "themes", "material"]
    assert "Jaksoja 6, pois jätettyjä 1" in page
    refused = coder.post(of(study, "report"), sent)
    assert (refused.status_code, "sillä välin, kun muokkasit" in refused.content.decode()) == (422, True)
    undo(User.objects.get(username="coder"), study.pk)
    assert kept_plan(study) == Plan()


def test_nothing_chosen_is_no_report_and_all_is_the_usual_one(
    study: Study, as_persona: Callable[[str], Client]
) -> None:
    """No chapter at all isn't taken for the usual ones; all of them in their order keep following Teema's own."""
    coder = as_persona("coder")
    coder.post(of(study, "report"), {"order": list(CHAPTERS), "edition": "working"})
    results = results_of(study)
    assert compose(telling_of(results, "fi", "working", figures=False), kept_plan(study)).blocks == ()
    coder.post(of(study, "report"), {"order": [*CHAPTERS, COREQ], "part": list(CHAPTERS), "edition": "working"})
    assert kept_plan(study).parts == ()


def test_what_is_written_is_not_written_over(study: Study, lead: User, as_persona: Callable[[str], Client]) -> None:
    """Two people at one part: the second is shown how it stands, with their own words still in the form."""
    seen = passages_seen(study, "frame")
    write_passages(lead, study, "frame", {"after": "Ensin."}, mark=seen)
    url = of(study, "report-part", part="frame")
    answer = as_persona("coder").post(url, {"after": "Toisin.", "seen": seen})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Toisin.</textarea>" in page
    assert "Ensin." in page
    assert passages_at(study, "frame")["after"] == "Ensin."
    assert as_persona("coder").post(url, {"after": "", "seen": passages_seen(study, "frame")}).status_code == 302
    assert not Passage.objects.exists()
    assert as_persona("coder").get(of(study, "report-part", part="nothing")).status_code == 404


def test_an_answer_is_saved_and_taken_away(study: Study, as_persona: Callable[[str], Client]) -> None:
    """The checklist shows counts and answers; an emptied answer is gone; there is no item 33."""
    coder = as_persona("coder")
    url = of(study, "answer", number=5)
    assert (
        coder.post(url, {"answer": "Ensimmäinen\r\nkerta", "where": "luku 3"}).headers["Location"].endswith("#item-5")
    )
    page = coder.get(of(study, "checklist")).content.decode()
    assert "Ensimmäinen\nkerta" in page
    assert "Asiakkaita 8, haastateltavia 13, haastatteluja 8." in page
    assert ">21/32<" in page
    coder.post(url, {"answer": "", "where": ""})
    assert kept_plan(study).coreq == ()
    assert coder.post(of(study, "answer", number=33), {"answer": "x"}).status_code == 404


@pytest.mark.parametrize(("form", "name"), [("docx", "report.docx"), ("xlsx", "tables.xlsx"), ("pdf", "report.pdf")])
def test_documents_are_those_of_the_command(
    form: str, name: str, planned: Study, as_persona: Callable[[str], Client], tmp_path: Path
) -> None:
    """What a page makes is, byte for byte, what ``teema report`` makes of the saved folder with its plan."""
    job = done(as_persona("reader"), of(planned, "make-report"), form=form)
    write_study(plain_study(planned), tmp_path / "t")
    make_report(read_study(tmp_path / "t").study, tmp_path / "out", formats=(form,))
    assert file_of(job) == (tmp_path / "out" / name).read_bytes()
    act = Act.objects.filter(verb="report.make").get()
    assert (act.params, act.state) == ({"form": form, "edition": "working"}, "erased")


@pytest.mark.parametrize("form", ["data", "all"])
def test_everything_can_be_taken_in_one_archive(form: str, planned: Study, as_persona: Callable[[str], Client]) -> None:
    """The data alone, or all that the command makes."""
    with zipfile.ZipFile(
        io.BytesIO(file_of(done(as_persona("coder"), of(planned, "make-report"), form=form)))
    ) as archive:
        names = {name.rpartition("/")[2] for name in archive.namelist()}
    assert "codings.csv" in names
    assert ({"report.docx", "report.pdf", "report.html", "tables.xlsx", "report.json"} <= names) == (form == "all")
    assert as_persona("coder").post(of(planned, "make-report"), {"form": "exe"}).status_code == 422


def test_a_preview_runs_in_a_sandbox_of_its_own(planned: Study, as_persona: Callable[[str], Client]) -> None:
    """The preview is its maker's; its policy allows its own style and script by their hashes, and no origin."""
    coder = as_persona("coder")
    assert coder.get(of(planned, "previewed")).status_code == 404
    done(coder, of(planned, "preview"))
    answer = coder.get(of(planned, "previewed"))
    page, policy = answer.content.decode(), answer.headers["Content-Security-Policy"]
    assert "Teemat <em>näin</em>." in page
    assert policy == f"{policy_of(page)}; sandbox allow-scripts; frame-ancestors 'self'"
    assert "script-src 'sha256-" in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert of(planned, "previewed") in coder.get(of(planned, "preview")).content.decode()
    assert as_persona("lead").get(of(planned, "previewed")).status_code == 404
    assert not Act.objects.filter(verb="report.make").exists()


def test_a_plan_moves_with_its_study(planned: Study, lead: User) -> None:
    """Saved and loaded the report is the same; somebody's own table of the same name stays as it is."""
    plain = plain_study(planned)
    assert plan_of(plain) == PLAN
    again = load(replace(plain, title="Toinen"), lead)
    assert kept_plan(again) == PLAN
    assert plain_study(again).extra == plain.extra
    odd = load(PlainStudy("x", "X", extra={"report": {"mine": 1}}), lead)
    assert plain_study(odd).extra == {"report": {"mine": 1}}
    assert not ReportPlan.objects.filter(study=odd).exists()
    assert table_of(kept_plan(odd)) == {}


def test_what_is_written_at_a_theme_follows_it(study: Study, lead: User) -> None:
    """A theme that is renamed keeps its text; one that is made one with another takes it along."""
    codes = {one.key: one for one in Code.objects.filter(study=study)}
    write_passages(lead, study, "themes/theme-yhteistyo", {"after": "Tulkinta."})
    change_code(lead, codes["yhteistyo"], name="Yhdessä")
    assert passages_at(study, "themes/theme-yhteistyo")["after"] == "Tulkinta."


def test_a_frozen_version_makes_the_same_report_again(
    planned: Study, lead: User, as_persona: Callable[[str], Client]
) -> None:
    """Freezing keeps folder, plan, program and digests; made again, every byte is the same, whatever happened to the study since."""
    client = as_persona("lead")
    done(client, of(planned, "frozen"), name="Tarkastettavaksi")
    row = FrozenReport.objects.get(study=planned)
    assert (row.name, row.plan, row.made_by) == ("Tarkastettavaksi", table_of(PLAN), lead)
    assert {"report.docx", "report.pdf", "report.html", "tables.xlsx", "report.json"} <= row.digests.keys()
    save_plan(lead, planned, parts=("themes",), without=(), edition="public", language="", round="")
    job = done(client, of(planned, "frozen-again", frozen=row.pk))
    assert (job.result["same"], job.result["differing"]) == (len(row.digests), [])
    assert "tavulleen samat" in client.get(reverse("jobs:job", args=[job.pk])).content.decode()
    page = client.get(of(planned, "frozen")).content.decode()
    assert "Tarkastettavaksi" in page
    given = b"".join(client.get(of(planned, "frozen-file", frozen=row.pk)).streaming_content)  # type: ignore[attr-defined]
    assert given == bytes(row.content)
    assert plan_of(plain_study(planned)).parts == ("themes",)
    assert client.post(of(planned, "frozen-remove", frozen=row.pk), {"confirm": "x"}).status_code == 409
    assert client.post(of(planned, "frozen-remove", frozen=row.pk), {"confirm": row.name}).status_code == 302
    assert not FrozenReport.objects.exists()
    with pytest.raises(Conflict):
        undo_all(lead, planned)


def undo_all(actor: User, study: Study) -> None:
    """Undo until nothing is left: what was frozen and removed stays as it is."""
    for _ in range(10):
        undo(actor, study.pk)
        assert not FrozenReport.objects.exists()


def test_no_frozen_version_survives_erasure(study: Study, lead: User, as_persona: Callable[[str], Client]) -> None:
    """Whoever withdraws takes the frozen versions along, is told so beforehand, and so is history."""
    FrozenReport.objects.create(study=study, name="v1", size=1, content=b"sanat")
    person = Person.objects.filter(study=study)[0]
    url = reverse("studies:person-withdraw", kwargs={"study": study.slug, "person": person.pk})
    assert "Jäädytettyjä versioita" in as_persona("lead").get(url).content.decode()
    tombstone = withdraw_person(lead, person, confirmed=person.key, reason="")
    assert tombstone.counts["frozen"] == 1
    assert not FrozenReport.objects.exists()
