"""How quick the workbench is on the corpus: ``python -m bench.workbench CORPUS`` prints its measurements as JSON.

Its process has a workspace of its own, with the whole corpus in it. The server is measured within the process, through every layer
from middleware to database; the browser against a server in a thread. References of the same run: the same rows read by SQLite alone and
written as JSON, a coding's row written and made lasting by SQLite alone, and the same words as a page without codings.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bench.measures import ROOT, Measurement, timed
from bench.taguette_server import serving, taguette_command
from bench.workbench_results import measure_results

if TYPE_CHECKING:
    from django.test import Client

    from teema.web.coding.models import Code
    from teema.web.material.models import Document

RUNS = 15
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_QUIET = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync"
_PAINTED = """async key => {
    const pressed = performance.now();
    document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - pressed;
}"""


def measure_workbench(corpus: Path) -> Iterator[Measurement]:
    """Measure in a process of its own, as Django is set up once a process."""
    import subprocess

    told = subprocess.check_output([sys.executable, "-m", "bench.workbench", str(corpus)], cwd=ROOT)
    for one in json.loads(told):
        yield Measurement(**{**one, "values": tuple(one["values"]), "reference_values": tuple(one["reference_values"])})


def main(corpus: Path) -> None:
    """Measure everything; print it as JSON."""
    with TemporaryDirectory() as folder:
        os.environ |= {
            "TEEMA_WORKSPACE": str(Path(folder) / "bench.db"),
            "DJANGO_SETTINGS_MODULE": "teema.web.settings",
        }
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
            "true"  # Playwright's loop runs in this thread, and no code of ours on it
        )
        import django

        django.setup()
        import teema.web.wsgi  # noqa: F401 – memory is kept as the server keeps it

        print(json.dumps([asdict(one) for one in _measured(corpus)]))


def _measured(corpus: Path) -> Iterator[Measurement]:
    client, document = _workspace(corpus)
    yield from _of_server(client, document)
    yield from _of_import(client, document)
    yield from _of_browser(client, document)
    yield from measure_results(client, document.study)


def _workspace(corpus: Path) -> tuple[Client, Document]:
    """Load the corpus; return its keeper's client and the document with the most codings."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from teema.formats.folder import read_study
    from teema.web.accounts.actions import workspace_keeper
    from teema.web.bridge import load
    from teema.web.material.models import Document

    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    study = load(read_study(corpus).study, workspace_keeper())
    client = Client(headers={"Accept-Encoding": "gzip"})
    client.force_login(workspace_keeper())
    return client, Document.objects.select_related("study").filter(study=study)[0]


def _of_server(client: Client, document: Document) -> Iterator[Measurement]:
    from teema.web.coding.models import Code

    page = f"/s/{document.study.slug}/read/{document.pk}/"
    values, response = timed(lambda: client.get(page), RUNS)
    theirs, _ = timed(lambda: _rows_alone(document), RUNS)
    yield Measurement("reading view, at the server", "ms", values, 60, "SQLite and JSON", theirs)
    yield Measurement("  its page, compressed", "KB", (len(response.content) / 1024,), 150)
    code = Code.objects.filter(study=document.study, parent__isnull=False)[0]
    values, _ = timed(lambda: _coded(client, document, page, code), RUNS)
    theirs, _ = timed(lambda: _written_alone(document), RUNS)
    yield Measurement("adding a coding, at the server", "ms", values, 15, "SQLite", theirs)
    yield from _beside_taguette(client, document, page, code)
    values, _ = timed(lambda: client.get(f"/s/{document.study.slug}/"), RUNS)
    yield Measurement("study page, at the server", "ms", values, 60)


def _beside_taguette(client: Client, document: Document, page: str, code: Code) -> Iterator[Measurement]:
    """Measure the same two things and Taguette's own server in turn, where it is installed."""
    from teema.web.bridge import plain_study

    command = taguette_command()
    if command is None:
        return
    plain = plain_study(document.study)
    codings = [one for one in plain.codings if one.document == document.key]
    with serving(command, document.plain(), codings) as peer:
        values, _ = timed(lambda: client.get(page), RUNS)
        theirs, _ = timed(peer.open, RUNS)
        yield Measurement("reading view, beside Taguette's", "ms", values, 60, "Taguette", theirs)
        values, _ = timed(lambda: _coded(client, document, page, code), RUNS)
        theirs, _ = timed(peer.add, RUNS)
        yield Measurement("adding a coding, beside Taguette's", "ms", values, 15, "Taguette", theirs)


def _rows_alone(document: Document) -> bytes:
    with sqlite3.connect(os.environ["TEEMA_WORKSPACE"]) as database:
        rows = database.execute("select * from coding_coding where document_id = ?", (document.pk.hex,)).fetchall()
    return gzip.compress((document.text + json.dumps(rows)).encode(), 6)


_places = iter(range(10**6))


def _coded(client: Client, document: Document, page: str, code: Code) -> None:
    """Code other words each time."""
    start = next(_places)
    content = {
        "id": str(uuid4()),
        "start": start,
        "end": start + 40,
        "revision": document.revision,
        "code_id": str(code.pk),
    }
    response = client.post(f"{page}codings/", json.dumps(content), content_type="application/json")
    if response.status_code != 200:
        raise ValueError(response.content)


def _written_alone(document: Document) -> None:
    with sqlite3.connect(os.environ["TEEMA_WORKSPACE"], isolation_level=None) as database:
        database.executescript("pragma synchronous = full; create table if not exists alone (row text)")
        database.execute("insert into alone values (?)", (str(document.pk) * 10,))


def _of_import(client: Client, document: Document) -> Iterator[Measurement]:
    """Measure a transcript of 10,000 words coming in as docx, from the file's bytes to the rows of the study."""
    from teema.web.accounts.actions import workspace_keeper
    from teema.web.material.actions.importing import Received, import_files

    files = iter([Received(f"tuotu-{place}.docx", _docx(document, place)) for place in range(RUNS + 1)])
    values, outcomes = timed(lambda: import_files(workspace_keeper(), document.study, [next(files)]), RUNS)
    if outcomes[0].document is None:
        raise ValueError(outcomes[0].error)
    yield Measurement("importing 10,000 words of docx", "ms", values, 200)


def _docx(document: Document, place: int) -> bytes:
    """Write a transcript's turns as paragraphs; the first tells it from the others, as the same words aren't taken twice."""
    from docx import Document as Word

    word, file = Word(), BytesIO()
    word.add_paragraph(f"H: Haastattelu {place}.")
    for turn in document.plain().turns:
        word.add_paragraph(document.text[turn.start : turn.end])
    word.save(file)
    return file.getvalue()


def _of_browser(client: Client, document: Document) -> Iterator[Measurement]:
    chromium = next((found for name in _CHROMIUM if (found := shutil.which(name))), None)
    if chromium is None:
        return
    from django.conf import settings
    from playwright.sync_api import sync_playwright

    address = _serve()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_QUIET.split())
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        cookie = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": cookie, "value": client.cookies[cookie].value, "url": address}])
        reading = f"{address}/s/{document.study.slug}/read/{document.pk}/"
        ready = tuple(_ready(page, reading) for _ in range(RUNS // 3))
        plain = tuple(_plain(page, document) for _ in range(RUNS // 3))
        yield Measurement("reading view, ready to select", "ms", ready, 700, "words alone", plain)
        page.goto(reading)
        yield Measurement("coding, painted after the key", "ms", tuple(_painted(page) for _ in range(RUNS)), 50)
        browser.close()


def _ready(page: Any, address: str) -> float:
    page.goto(address)
    return float(page.evaluate("performance.getEntriesByName('selection-ready')[0].startTime"))


def _plain(page: Any, document: Document) -> float:
    """Show the same words as paragraphs and nothing else."""
    paragraphs = "".join(f"<p>{line}</p>" for line in document.text.splitlines() if line)
    begun = perf_counter()
    page.set_content(f"<!doctype html>{paragraphs}", wait_until="load")
    return (perf_counter() - begun) * 1000


def _painted(page: Any) -> float:
    """Code the next sentence with the likeliest code; return how long its being painted took."""
    page.keyboard.press("j")
    page.keyboard.press("s")
    page.wait_for_timeout(150)
    return float(page.evaluate(_PAINTED, "1"))


def _serve() -> str:
    """Serve the workspace in a thread; return the address."""
    from waitress import create_server

    from teema.web.wsgi import application

    server = create_server(application, host="127.0.0.1", port=0, threads=4)
    Thread(target=server.run, daemon=True).start()
    return f"http://127.0.0.1:{server.effective_port}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
