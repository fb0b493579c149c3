"""After a kill: is the workspace sound, and is everything there that was acknowledged?"""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

from fuzz.kills.clients import Ledger


def places_in(workspace: Path) -> dict[str, Any]:
    """Return the study's address, its documents with their lengths, and its codes."""
    with closing(sqlite3.connect(workspace)) as database:
        (slug,) = database.execute("SELECT slug FROM studies_study").fetchone()
        documents = database.execute("SELECT id, length(text), revision FROM material_document").fetchall()
        codes = database.execute("SELECT id FROM coding_code WHERE parent_id IS NOT NULL").fetchall()
    return {
        "study": f"/s/{slug}/",
        "documents": [(str(UUID(one)), length, revision) for one, length, revision in documents],
        "codes": [str(UUID(one)) for (one,) in codes],
    }


def lost(workspace: Path, ledger: Ledger) -> list[str]:
    """Return what is wrong; nothing when the workspace is sound and holds all that was acknowledged."""
    with closing(sqlite3.connect(workspace, timeout=30)) as database:
        (sound,) = database.execute("PRAGMA integrity_check").fetchone()
        orphans = database.execute("PRAGMA foreign_key_check").fetchall()
        codings = {str(UUID(one)): memo for one, memo in database.execute("SELECT id, memo FROM coding_coding")}
        memos = {str(UUID(one)) for (one,) in database.execute("SELECT id FROM coding_memo")}
        titles = {title for (title,) in database.execute("SELECT title FROM studies_study")}
        jobs = {str(UUID(one)) for (one,) in database.execute("SELECT id FROM jobs_job")}
        rows = database.execute("SELECT count(*) FROM history_rowchange WHERE act_id IS NULL").fetchone()[0]
    wrong = [f"integrity: {sound}"] if sound != "ok" else []
    wrong += [f"orphans: {len(orphans)}"] if orphans or rows else []
    for identity, (done, sent) in list(ledger.codings.items()):
        if not (identity in codings and done <= int(codings[identity]) <= sent):
            wrong.append(f"coding {identity}: {codings.get(identity)}, not {done}–{sent}")
    for kind, acknowledged, there in (
        ("memo", ledger.memos, memos),
        ("study", ledger.studies, titles),
        ("job", ledger.jobs, jobs),
    ):
        wrong += [f"{kind} {one} is gone" for one in set(acknowledged) - there]
    return wrong


def jobs_in(workspace: Path) -> Counter[str]:
    """Count the jobs by state."""
    with closing(sqlite3.connect(workspace, timeout=30)) as database:
        return Counter(dict(database.execute("SELECT state, count(*) FROM jobs_job GROUP BY state").fetchall()))


def imports_twice(workspace: Path) -> int:
    """Count the transcripts that became more than one study, and the finished imports whose study isn't there."""
    with closing(sqlite3.connect(workspace, timeout=30)) as database:
        opened = database.execute("SELECT count(*) FROM studies_study WHERE title LIKE 'opened %'").fetchone()[0]
        done = database.execute(
            "SELECT count(*) FROM jobs_job WHERE kind = 'exchange.open' AND state = 'done'"
        ).fetchone()[0]
        again = database.execute("SELECT count(*) FROM jobs_job WHERE attempts > 1 AND state = 'done'").fetchone()[0]
    print(f"imports done {done}, studies of them {opened}, jobs done at a later attempt {again}")
    return abs(int(opened) - int(done))
