"""Kill a workbench at work again and again: ``python -m fuzz.kills --times 100``."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path

from fuzz.kills.checking import imports_twice, jobs_in, lost, places_in
from fuzz.kills.clients import Client, Ledger, signed_in
from fuzz.kills.workbench import Workbench

CLIENTS = 4
EXAMPLE = Path(__file__).parents[2] / "examples" / "palvelukeskus"
_LONGEST = 6.0
_JOBS_STAND_STILL = 90
"""Seconds in which no job ends after which something is wrong."""


def main() -> int:
    """Run the kills and tell what was lost; the status is 1 when anything was."""
    parser = ArgumentParser(prog="python -m fuzz.kills")
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="teema-kills-") as folder:
        wrong = kill_again_and_again(Path(folder), asked.times, asked.seed)
    print("\n".join(wrong[:20]) or "nothing acknowledged was lost")
    return 1 if wrong else 0


def kill_again_and_again(folder: Path, times: int, seed: int) -> list[str]:
    """Let four people work while server and worker are killed; return what was lost."""
    workspace, ledger = folder / "teema.db", Ledger(folder / "acknowledged.log")
    load = [sys.executable, "-m", "teema", "load", str(EXAMPLE), str(workspace)]
    subprocess.run(load, check=True, capture_output=True)
    bench = Workbench(workspace)
    bench.start()
    try:
        kills, wrong = _at_work(bench, ledger, times, seed)
        wrong = wrong or _jobs_end(workspace) + lost(workspace, ledger)
    finally:
        bench.stop()
    _tell(kills, ledger, workspace)
    return wrong


def _at_work(bench: Workbench, ledger: Ledger, times: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Let people work amid kills, until something is lost or there were enough."""
    cookies, places = signed_in(bench.port, bench.link), places_in(bench.workspace)
    clients = [Client(bench.port, cookies, places, ledger, seed * 100 + n) for n in range(CLIENTS)]
    for client in clients:
        client.start()
    kills: Counter[str] = Counter()
    wrong: list[str] = []
    chance = random.Random(seed)
    while kills.total() < times and not wrong:
        time.sleep(chance.uniform(0, _LONGEST))
        kills[_kill(bench, chance)] += 1
        wrong = lost(bench.workspace, ledger) + [f"client: {one.fault!r}" for one in clients if one.fault]
        if bench.server is not None and bench.server.poll() is not None:
            bench.start()
        if kills.total() % 10 == 0:
            print(f"{kills.total()} kills, {ledger.acknowledged} acknowledged", flush=True)
    for client in clients:
        client.ending.set()
    for client in clients:
        client.join(60)
    return kills, wrong


def _kill(bench: Workbench, chance: random.Random) -> str:
    kind = chance.choice(("server", "worker", "both"))
    {"server": bench.kill_server, "worker": bench.kill_worker, "both": bench.kill_both}[kind]()
    return kind


def _jobs_end(workspace: Path) -> list[str]:
    """Wait until every job has ended: done, or saying that it was cut off. While some end, the others are waited for."""
    left, since = 0, time.monotonic()
    while time.monotonic() - since < _JOBS_STAND_STILL:
        states = jobs_in(workspace)
        if (now_left := states["queued"] + states["running"]) != left:
            left, since = now_left, time.monotonic()
        if not left:
            failed = states["failed"] + states["cancelled"]
            twice = imports_twice(workspace)
            return ([f"jobs failed: {failed}"] if failed else []) + ([f"imports twice: {twice}"] if twice else [])
        time.sleep(0.5)
    return [f"jobs don't end: {dict(jobs_in(workspace))}"]


def _tell(kills: Counter[str], ledger: Ledger, workspace: Path) -> None:
    acknowledged = Counter(line.split()[0] for line in ledger.log.read_text(encoding="utf-8").splitlines())
    print(
        f"kills: {dict(kills)}; acknowledged: {dict(acknowledged)}; answers lost: {ledger.lost_answers}; refused: {ledger.refused}"
    )
    print(f"jobs: {dict(jobs_in(workspace))}")


if __name__ == "__main__":
    raise SystemExit(main())
