"""``python -m fuzz``: gives every reader damaged and hostile files, and tells how each ended."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bench.run import machine

from fuzz.cases import case
from fuzz.material import Reader
from fuzz.readers import READERS, reader
from fuzz.watch import MEGABYTES, Outcome, Watch
from fuzz.worker import SECONDS

FAILURES = Path(__file__).parent / "failures"
_CASES = 2000
_HEADER = ("reader", "cases", "refused", "warned", "read", "failed", "slowest s", "peak MB", "took s")
_COMMON_CODES = 6


@dataclass(slots=True)
class Tally:
    """How the cases of one reader ended."""

    reader: str
    verdicts: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[int, Outcome]] = field(default_factory=list)
    slowest: float = 0.0
    peak: float = 0.0
    seconds: float = 0.0

    def count(self, number: int, outcome: Outcome) -> None:
        """Count a case."""
        self.verdicts["failed" if outcome.failed else outcome.verdict] += 1
        self.slowest, self.peak = max(self.slowest, outcome.seconds), max(self.peak, outcome.peak)
        if outcome.verdict == "refused":
            self.codes[outcome.code] += 1
        if outcome.failed:
            self.failures.append((number, outcome))

    def row(self) -> tuple[str, ...]:
        """Return the table's row."""
        counts = (self.verdicts[name] for name in ("refused", "warned", "read", "failed"))
        return (
            self.reader,
            *map(str, (self.verdicts.total(), *counts)),
            f"{self.slowest:.1f}",
            f"{self.peak:.0f}",
            f"{self.seconds:.0f}",
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Run the cases, print the table, and return 1 where a case failed."""
    asked = _parser().parse_args(argv)
    if asked.replay:
        return _replayed(asked.replay)
    wanted = [name for name in READERS if not asked.only or name in asked.only.split(",")]
    print(f"{machine()}\nEach case: at most {SECONDS} s of the processor and {MEGABYTES} MB\n\n{_line(_HEADER)}")
    tallies = list(_all(wanted, range(asked.first, asked.first + asked.cases)))
    if asked.results:
        asked.results.write_text(_results(tallies, asked.first, asked.cases), encoding="utf-8")
    failed = sum(len(tally.failures) for tally in tallies)
    print(
        f"\nFailed: {failed}. They are kept in {FAILURES}; again: python -m fuzz --replay READER:NUMBER"
        if failed
        else "\nNone failed."
    )
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Give every reader damaged and hostile files.")
    parser.add_argument("--cases", type=int, default=_CASES, metavar="N", help=f"cases a reader; {_CASES} unless told")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="the number of the first case; 0 unless told")
    parser.add_argument("--only", metavar="READERS", help=f"only these, with commas between: {', '.join(READERS)}")
    parser.add_argument("--replay", metavar="READER:NUMBER", help="one case again; its files are kept")
    parser.add_argument("--results", type=Path, metavar="FILE", help="write the table as Markdown too")
    return parser


def _all(wanted: Sequence[str], numbers: range) -> Iterator[Tally]:
    """Run each reader's cases and print its row when they are done."""
    for name in wanted:
        known = reader(name)
        if known is None:
            print(f"{name:<14} no such reader in this version", flush=True)
            continue
        tally = _tally(known, numbers)
        print(_line(tally.row()), flush=True)
        yield tally


def _tally(known: Reader, numbers: range) -> Tally:
    tally, seeds, begun = Tally(known.name), known.seeds(), time.perf_counter()
    with Watch(known.name, seeds[0]) as watch:
        for number in numbers:
            outcome = watch.outcome(case(known.name, number, seeds, links=known.links))
            tally.count(number, outcome)
            if outcome.failed:
                _keep(known, number, outcome)
                print(
                    f"  {known.name}:{number} {outcome.verdict} {_last_line(outcome.detail)}",
                    file=sys.stderr,
                    flush=True,
                )
    tally.seconds = time.perf_counter() - begun
    return tally


def _last_line(detail: str) -> str:
    return (detail.strip().split("\n") or [""])[-1][:160]


def _keep(known: Reader, number: int, outcome: Outcome) -> Path:
    """Keep a case's files and how it ended."""
    place = FAILURES / f"{known.name}-{number}"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    case(known.name, number, known.seeds(), links=known.links).write(place / "received")
    (place / "outcome.txt").write_text(f"{outcome.verdict} {outcome.code}\n{outcome.detail}\n", encoding="utf-8")
    return place


def _replayed(written: str) -> int:
    name, _, number = written.rpartition(":")
    known = reader(name)
    if known is None:
        raise SystemExit(f"no such reader: {name}")
    seeds = known.seeds()
    with Watch(name, seeds[0]) as watch:
        outcome = watch.outcome(case(name, int(number), seeds, links=known.links))
    place = _keep(known, int(number), outcome)
    print(
        f"{outcome.verdict} {outcome.code} in {outcome.seconds:.2f} s at {outcome.peak:.0f} MB\n{outcome.detail}\n{place}"
    )
    return 1 if outcome.failed else 0


def _line(cells: Sequence[str]) -> str:
    return f"{cells[0]:<14}" + "".join(f"{cell:>10}" for cell in cells[1:])


def _results(tallies: Sequence[Tally], first: int, cases: int) -> str:
    """Write the table and the commonest refusals as Markdown."""
    rows = "\n".join(f"| {' | '.join(tally.row())} |" for tally in tallies)
    codes = "\n".join(f"- {tally.reader}: {_commonest(tally)}" for tally in tallies if tally.codes)
    failures = [
        f"- {tally.reader}:{number}: {outcome.verdict}" for tally in tallies for number, outcome in tally.failures
    ]
    return f"""# What damaged and hostile files do to the readers

{machine()}, {date.today().isoformat()}. Written by `make fuzz FUZZ="--results fuzz/RESULTS.md"`; cases {first}–{first + cases - 1} of each reader.

A case is a whole file with one to three wounds: cut, bytes flipped, pieces repeated, lost or swapped, other encodings, NUL bytes, endless lines, deep nesting, huge numbers;
inside archives, tables and databases too; entities that multiply or come from outside, archives that burst, names that lead out. It must end in an error with a code
(*refused*) or be read (*warned*: with warnings), within {SECONDS} s of the processor and {MEGABYTES} MB of memory, Python and all libraries included, and leave no file anywhere.

| {" | ".join(_HEADER)} |
|---|{"---:|" * (len(_HEADER) - 1)}
{rows}

Failures: {len(failures) or "none"}.

{chr(10).join(failures)}

The commonest refusals:

{codes}
""".replace("\n\n\n", "\n")


def _commonest(tally: Tally) -> str:
    return ", ".join(f"{code} {count}" for code, count in tally.codes.most_common(_COMMON_CODES))


if __name__ == "__main__":
    raise SystemExit(main())
