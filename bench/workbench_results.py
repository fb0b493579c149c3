"""How quick the workbench's results are: matrix, co-occurrence, gap, network, search, the grid of expressions, and moving many.

Every run asks for something else than the run before (another property, filter, order, word or threshold), so that what is
measured is the answer and not the memory of the last one. Pages are whole requests, from middleware to html.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle
from time import perf_counter
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bench.measures import Measurement, timed
from bench.references import crosstab_by_sql, loaded, turns_by_sql

if TYPE_CHECKING:
    from django.test import Client

    from teema.web.studies.models import Study

RUNS = 15
_MANY = 1_000
_GRID = """
    select c.*, d.key, t.name from coding_coding c join material_document d on d.id = c.document_id
    left join coding_topic t on t.id = c.topic_id where c.study_id = ? order by t.name limit 100
"""


def measure_results(client: Client, study: Study) -> Iterator[Measurement]:
    """Measure the pages on a study that stands, then after a change, and moving a thousand codings there and back."""
    from teema.web.bridge.standing import results_of

    database = loaded(results_of(study).codings)
    page = f"/s/{study.slug}"
    matrices = _asked(f"{page}/tables/matrix/", *_matrices())
    yield _of_pages(client, "matrix", matrices, 80, "SQL", lambda: crosstab_by_sql(database))
    pairs = _asked(f"{page}/network/together/", *_pairs())
    yield _of_pages(client, "co-occurrence", pairs, 150, "SQL", lambda: turns_by_sql(database))
    yield _of_pages(client, "gap", [f"{page}/gap/", f"{page}/gap/customers/"], 100)
    networks = _asked(f"{page}/network/", *({"least": str(least)} for least in range(1, 8)))
    yield _of_pages(client, "network", networks, 200)
    searches = _asked(f"{page}/words/", *({"q": word} for word in _words(study)))
    yield _of_pages(client, "lemma search", searches, 60)
    grids = _asked(f"{page}/expressions/", *_grids(study))
    yield _of_pages(client, "grid, any filter and order", grids, 100, "SQLite", lambda: _grid_alone(study))
    yield from _of_moving(client, study)
    yield _of_changes(client, study, f"{page}/tables/matrix/")


def _of_pages(
    client: Client,
    name: str,
    pages: list[str],
    target: float,
    reference: str = "",
    theirs: Callable[[], object] | None = None,
) -> Measurement:
    """Measure pages in turn, each asked for once before; ValueError when one isn't answered."""
    for page in pages:
        if client.get(page).status_code != 200:
            raise ValueError(page)
    turn = cycle(pages)
    values, _ = timed(lambda: client.get(next(turn)), max(RUNS, len(pages)))
    beside = timed(theirs, RUNS)[0] if theirs else ()
    return Measurement(f"{name}, at the server", "ms", values, target, reference, beside)


def _asked(page: str, *choices: Mapping[str, str]) -> list[str]:
    return [f"{page}?{urlencode(choice)}" for choice in choices]


def _matrices() -> Iterator[dict[str, str]]:
    """Every property that the corpus has by groups, and sub-themes by every other, in each unit."""
    pairs = [(rows, "group") for rows in ("sub_theme", "theme", "topic", "customer")]
    pairs += [("sub_theme", columns) for columns in ("service", "length", "customer", "time", "whose")]
    yield from (
        {"rows": rows, "columns": columns, "unit": unit}
        for rows, columns in pairs
        for unit in ("customers", "interviews", "segments")
    )


def _pairs() -> Iterator[Mapping[str, str]]:
    from teema.web.comparison.word_selections import KEYS, WITHIN

    yield from ({"key": key, "within": within} for key in KEYS for within in WITHIN)


def _words(study: Study) -> list[str]:
    """Return the words that are searched for: the most frequent of a document, and every hundredth after them."""
    from teema.web.material.models import Document

    held = Counter(Document.objects.filter(study=study)[0].text.lower().split())
    words = [word for word, _ in held.most_common() if word.isalpha()]
    return [*words[:RUNS], *words[RUNS::100]]


def _grids(study: Study) -> Iterator[dict[str, str]]:
    """Every order both ways, and every kind of filter."""
    from teema.web.coding.models import Code, Coding, Topic
    from teema.web.coding.queries.expressions import SORTS
    from teema.web.studies.models import Customer, Group

    yield from ({"sort": sign + sort} for sort in SORTS for sign in ("", "-"))
    sub_theme = Code.objects.filter(study=study, parent__isnull=False)[0]
    coded = Coding.objects.select_related("document").filter(study=study)[0]
    filters = {
        "q": coded.document.text[coded.start : coded.end].split()[0],
        "group": str(Group.objects.filter(study=study)[0].pk),
        "customer": str(Customer.objects.filter(study=study)[0].pk),
        "code": str(sub_theme.pk),
        "topic": str(Topic.objects.filter(study=study)[0].pk),
        "valence": "1",
        "aspect": "experience",
        "reduced": "without",
        "layer": "record",
    }
    yield from ({name: value, "sort": "topic"} for name, value in filters.items())


def _grid_alone(study: Study) -> list[tuple[object, ...]]:
    with sqlite3.connect(os.environ["TEEMA_WORKSPACE"]) as database:
        return database.execute(_GRID, (study.pk.hex,)).fetchall()


def _of_moving(client: Client, study: Study) -> Iterator[Measurement]:
    """Move a thousand codings to another sub-theme and undo it, by what the grid's own form sends."""
    from teema.web.coding.models import Code, Coding

    first, second = Code.objects.filter(study=study, parent__isnull=False)[:2]
    chosen = [str(pk) for pk in Coding.objects.filter(study=study).exclude(code=second).values_list("pk", flat=True)]
    sent = {"do": "move", "to_code": str(second.pk), "chosen": chosen[:_MANY]}
    moved, undone = [], []
    for _ in range(RUNS // 3):
        moved.append(_posted(client, f"/s/{study.slug}/expressions/change/", sent))
        if Coding.objects.filter(pk__in=chosen[:_MANY], code=second).count() != _MANY:
            raise ValueError("not all were moved")
        undone.append(_posted(client, f"/s/{study.slug}/undo/", {}))
    alone, _ = timed(lambda: _moved_alone(chosen[:_MANY], first.pk.hex), RUNS // 3)
    yield Measurement(f"moving {_MANY:,} codings", "ms", tuple(moved), 300, "SQLite", alone)
    yield Measurement("  undoing it", "ms", tuple(undone), 300, "SQLite", alone)


def _posted(client: Client, address: str, sent: Mapping[str, object]) -> float:
    begun = perf_counter()
    response = client.post(address, urlencode(sent, doseq=True), content_type="application/x-www-form-urlencoded")
    taken = (perf_counter() - begun) * 1000
    if response.status_code != 302:
        raise ValueError(f"{address}: {response.status_code}")
    return taken


def _moved_alone(chosen: list[str], code: str) -> None:
    """Write a thousand rows durably and take it back, so that the study stays as it was."""
    with sqlite3.connect(os.environ["TEEMA_WORKSPACE"], isolation_level=None) as database:
        database.execute("pragma synchronous = full")
        database.execute("create table if not exists moved (id text primary key, code text)")
        database.execute("begin")
        rows = [(one, code) for one in chosen]
        database.executemany("insert or replace into moved values (?, ?)", rows)
        database.execute("commit")


def _of_changes(client: Client, study: Study, page: str) -> Measurement:
    """Change one coding each time, then ask for the matrix: what has to be read anew is read."""
    from teema.web.accounts.actions import workspace_keeper
    from teema.web.coding.actions.expressions import Chosen, give_valence
    from teema.web.coding.models import Coding

    rows, taken = list(Coding.objects.filter(study=study)[: RUNS // 3]), []
    for place, row in enumerate(rows):
        give_valence(workspace_keeper(), study, Chosen([row.pk]), -1 if row.valence != -1 else place % 2)
        begun = perf_counter()
        client.get(page)
        taken.append((perf_counter() - begun) * 1000)
    return Measurement("matrix, first after a change", "ms", tuple(taken))
