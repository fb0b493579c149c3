"""Gives cases to a warm worker, watches the folders around it, and begins a new worker where one is lost."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from types import TracebackType

import teema
from fuzz.archives import OUTSIDE
from fuzz.material import Material
from fuzz.worker import SECONDS
from fuzz.xml import SECRET, SECRET_FILE

MEGABYTES = 500
"""What a case may take at its peak, Python and the reader's libraries included."""
_PATIENCE = 30
"""Seconds by the clock after which a worker that uses no processor's time is taken to hang."""
_CASES_A_WORKER = 400
_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a case ended: ``refused`` with a code, ``read``, ``warned`` (read, with warnings), or a failure."""

    verdict: str
    code: str = ""
    detail: str = ""
    seconds: float = 0.0
    peak: float = 0.0

    @property
    def failed(self) -> bool:
        """Tell whether the case ended as no case may."""
        return self.verdict not in ("refused", "read", "warned")


class Watch:
    """A worker of one reader, and a place where each case has a folder that is looked through afterwards.

    ``warm_up`` is a whole file that each worker reads first; ``program`` is what Python is told to run as the worker.
    """

    def __init__(self, reader: str, warm_up: Material, program: Sequence[str] = ("-m", "fuzz.worker")) -> None:
        self._reader, self._warm_up, self._program, self._done = reader, warm_up, program, 0
        self._place = Path(mkdtemp(prefix="teema-fuzz-"))
        self._process: subprocess.Popen[str] | None = None
        Path(SECRET_FILE).write_text(SECRET, encoding="utf-8")

    def __enter__(self) -> Watch:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        shutil.rmtree(self._place, ignore_errors=True)

    def outcome(self, material: Material) -> Outcome:
        """Let the worker read a case and judge how it ended."""
        if self._process is None or self._done >= _CASES_A_WORKER:
            self._begin()
        self._done += 1
        around = self._place / "around"
        path = material.write(around / "a" / "b" / "received")
        before = _listing(around)
        outcome = self._asked(path)
        outside = sorted(_listing(self._place) - {f"around/{name}" for name in before} - {"around", "empty", "own"})
        if outside or os.path.lexists(OUTSIDE):
            outcome = Outcome("outside", detail="\n".join(outside) or OUTSIDE)
            self._stop()
        shutil.rmtree(around)
        return outcome

    def _begin(self) -> None:
        """Start a worker in an empty folder of its own and let it read a whole file, which loads what it needs."""
        self._stop()
        shutil.rmtree(self._place)
        for name in ("empty", "own"):
            (self._place / name).mkdir(parents=True)
        environment = {
            **os.environ,
            "TMPDIR": str(self._place / "own"),
            "PYTHONPATH": os.pathsep.join(map(str, _paths())),
        }
        self._process = subprocess.Popen(
            [sys.executable, *self._program, self._reader],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=self._place / "empty",
            env=environment,
            text=True,
        )
        self._done = 0
        first = self._asked(self._warm_up.write(self._place / "around" / "a" / "b" / "received"), patience=120)
        shutil.rmtree(self._place / "around")
        if first.verdict not in ("read", "warned"):
            raise RuntimeError(
                f"{self._reader}: a whole file is not read: {first.verdict} {first.code}\n{first.detail}"
            )

    def _asked(self, path: Path, patience: float = _PATIENCE) -> Outcome:
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(str(path)) + "\n")
        process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], patience)
        line = process.stdout.readline() if ready else ""
        return _judged(json.loads(line)) if line else self._lost(hangs=not ready)

    def _lost(self, *, hangs: bool) -> Outcome:
        """Judge by what ended it a worker that gives no answer."""
        assert self._process is not None
        if hangs:
            self._process.kill()
        status = self._process.wait()
        self._process = None
        if hangs:
            return Outcome("time", detail=f"no answer in {_PATIENCE} s", seconds=_PATIENCE)
        if status == -signal.SIGPROF:
            return Outcome("time", detail=f"over {SECONDS} s of the processor", seconds=SECONDS)
        named = signal.Signals(-status).name if status < 0 else f"status {status}"
        return Outcome("crash", detail=named)

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def _judged(answer: dict[str, object]) -> Outcome:
    outcome = Outcome(**answer)  # type: ignore[arg-type]
    if outcome.peak > MEGABYTES and outcome.verdict in ("refused", "read", "warned", "traceback"):
        return Outcome(
            "memory",
            outcome.code,
            f"{outcome.verdict} at {outcome.peak:.0f} MB\n{outcome.detail}",
            outcome.seconds,
            outcome.peak,
        )
    return outcome


def _paths() -> tuple[Path, Path]:
    """Return where Python finds these cases and the program."""
    return _ROOT, Path(teema.__file__).parents[1]


def _listing(place: Path) -> set[str]:
    return {path.relative_to(place).as_posix() for path in place.rglob("*")}
