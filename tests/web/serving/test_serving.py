"""The workbench as processes: it answers, refuses, migrates after a copy, survives kills, and ends with its worker."""

from __future__ import annotations

import http.client
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fuzz.kills.__main__ import kill_again_and_again
from fuzz.kills.clients import signed_in
from fuzz.kills.workbench import Workbench, alive

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="the worker is found by Linux's list of children"
)


def teema(*given: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command."""
    return subprocess.run(
        [sys.executable, "-m", "teema", *given, "--language", "en"],
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | environment,
    )


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """A workbench with a new workspace."""
    one = Workbench(tmp_path_factory.mktemp("bench") / "w.db")
    one.start()
    yield one
    one.stop()


def status(bench: Workbench, place: str, **headers: str) -> int:
    """Ask for a page and return the answer's status."""
    connection = http.client.HTTPConnection("127.0.0.1", bench.port, timeout=30)
    connection.request("GET", place, headers=headers)
    return connection.getresponse().status


def test_the_link_signs_in_once(bench: Workbench) -> None:
    """What was printed opens the workbench, once."""
    cookies = signed_in(bench.port, bench.link)
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    assert status(bench, "/", Cookie=cookie) == 200
    assert status(bench, bench.link) == 403


def test_other_names_are_refused(bench: Workbench) -> None:
    """A page elsewhere that points a name of its own at this machine gets nothing."""
    assert status(bench, "/sign-in/", Host="evil.example") == 400


def test_too_large_a_request_is_refused_before_it_is_read(bench: Workbench) -> None:
    """The declared length is enough: not a byte of the body is sent here."""
    connection = http.client.HTTPConnection("127.0.0.1", bench.port, timeout=30)
    connection.putrequest("POST", "/open/")
    connection.putheader("Content-Length", str(10**10))
    connection.endheaders()
    assert connection.getresponse().status == 413


@pytest.mark.parametrize(("language", "words"), [("fi", "Lähetys on liian suuri"), ("en", "too much at once")])
def test_what_is_too_large_is_told_in_the_senders_language(bench: Workbench, language: str, words: str) -> None:
    """The server stops at the headers; the workbench's own page tells why, in the language that it speaks with the sender."""
    connection = http.client.HTTPConnection("127.0.0.1", bench.port, timeout=30)
    connection.putrequest("POST", "/open/")
    connection.putheader("Content-Length", str(10**10))
    connection.putheader("Cookie", f"teema_language={language}")
    connection.endheaders()
    answer = connection.getresponse()
    said = answer.read().decode()
    assert (answer.status, words in said) == (413, True)


def test_a_second_server_is_refused(bench: Workbench) -> None:
    """It is told where the first answers; a new link can be had, and a restore waits."""
    told = teema("serve", str(bench.workspace), "--no-browser")
    assert told.returncode == 1
    assert "B605" in told.stderr
    assert f"http://127.0.0.1:{bench.port}" in told.stderr
    assert f":{bench.port}/sign-in/" in teema("serve", str(bench.workspace), "--link").stdout
    assert "B605" in teema("restore", str(bench.workspace), str(bench.workspace)).stderr


def test_a_killed_worker_is_replaced_and_a_killed_servers_worker_ends(bench: Workbench) -> None:
    """Neither leaves the other behind, and the workspace is free and sound at once."""
    bench.kill_worker()
    bench.kill_both()
    with closing(sqlite3.connect(bench.workspace)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    bench.start()
    bench.kill_server()
    bench.start()
    worker = bench.worker()
    bench.stop()
    assert not alive(worker)
    assert "closed" in bench.output.read_text(encoding="utf-8")
    bench.start()


def test_an_interrupt_ends_both(tmp_path: Path) -> None:
    """SIGTERM ends the workbench as Ctrl+C does."""
    one = Workbench(tmp_path / "w.db")
    one.start()
    assert one.server is not None
    worker = one.worker()
    one.server.send_signal(signal.SIGTERM)
    assert one.server.wait(30) == 0
    assert not alive(worker)


def test_a_study_goes_through_a_workspace(tmp_path: Path) -> None:
    """Loaded, backed up, restored and saved: the folder is the same, file by file."""
    workspace, out = tmp_path / "w.db", tmp_path / "out"
    assert teema("load", "examples/palvelukeskus", str(workspace)).returncode == 0
    assert teema("backup", str(workspace), str(tmp_path / "b.db")).returncode == 0
    assert teema("restore", str(tmp_path / "b.db"), str(workspace)).returncode == 0
    assert "B613" in teema("save", "nothing", str(out), str(workspace)).stderr
    title = "Mitä asiakkaat odottavat ja kokevat – keksitty esimerkkitutkimus"
    assert teema("save", title, str(out), str(workspace)).returncode == 0
    for path in (one for one in out.rglob("*") if one.is_file()):
        assert path.read_bytes() == (Path("examples/palvelukeskus") / path.relative_to(out)).read_bytes(), path


def test_an_old_workspace_is_copied_before_it_changes(tmp_path: Path) -> None:
    """Migrations that are missing run after a copy; the copy is as it was; a workspace of a later Teema is refused."""
    workspace = tmp_path / "w.db"
    assert teema("load", "examples/palvelukeskus", str(workspace)).returncode == 0
    with closing(sqlite3.connect(workspace)) as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'jobs'")
        database.execute("DROP TABLE jobs_jobfile")
        database.execute("DROP TABLE jobs_job")
        database.commit()
    assert "before" in teema("load", "examples/palvelukeskus", str(workspace)).stdout
    (copy,) = tmp_path.glob("w.before-jobs-*.db")
    with closing(sqlite3.connect(copy)) as database:
        assert not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'jobs_job'").fetchone()
        assert database.execute("SELECT count(*) FROM studies_study").fetchone() == (1,)
    with closing(sqlite3.connect(workspace)) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('studies', '0099_later', '2030-01-01')"
        )
        database.commit()
    assert "B607" in teema("load", "examples/palvelukeskus", str(workspace)).stderr


def test_a_teams_server_passes_djangos_own_check(tmp_path: Path) -> None:
    """With names to answer under, ``check --deploy`` finds nothing to say."""
    done = subprocess.run(
        [sys.executable, "-m", "teema.web.manage", "check", "--deploy", "--fail-level", "WARNING"],
        capture_output=True,
        text=True,
        timeout=60,
        env={name: one for name, one in os.environ.items() if name not in ("TEEMA_SECRET", "DJANGO_ALLOW_ASYNC_UNSAFE")}
        | {
            "TEEMA_HOSTS": "teema.example.fi",
            "TEEMA_WORKSPACE": str(tmp_path / "w.db"),
            "DJANGO_SETTINGS_MODULE": "teema.web.settings",
        },
    )
    assert done.returncode == 0, done.stderr


def test_what_was_acknowledged_outlives_kills(tmp_path: Path) -> None:
    """Four people at work, server and worker killed a few times: nothing acknowledged is lost. ``python -m fuzz.kills`` does it a hundred times."""
    assert kill_again_and_again(tmp_path, times=3, seed=7) == []
