"""Taguette's own server beside Teema's in the same run: where ``taguette`` is installed, or ``TAGUETTE`` names the command.

It serves the same document with the same codings, from a database of its own making, on loopback. What is measured is what its page asks
for when a document is opened (the page, the highlights, the text), and a highlight being added. Importing docx takes Calibre besides.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from html import escape
from http.cookiejar import CookieJar
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from teema.study import Coding, Document

_TOKEN = re.compile(r"token=([0-9a-f]+)")


class Taguette:
    """A running server with one document."""

    def __init__(self, address: str, token: str) -> None:
        self._jar = CookieJar()
        self._address, self._places = address, count(1)
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(self._jar))
        self._get(f"/?token={token}")
        self._get("/project/1")

    def _get(self, path: str) -> bytes:
        with self._opener.open(self._address + path) as response:
            return bytes(response.read())

    def open(self) -> int:
        """Ask for all that a document's page asks for; return how many bytes came."""
        paths = ("/project/1/document/1", "/api/project/1/document/1", "/api/project/1/document/1/contents")
        return sum(len(self._get(path)) for path in paths)

    def add(self) -> None:
        """Highlight other words each time, under a tag."""
        start = next(self._places)
        content = json.dumps({"start_offset": start, "end_offset": start + 40, "tags": [1]}).encode()
        token = next(cookie.value or "" for cookie in self._jar if cookie.name == "_xsrf")
        headers = {"Content-Type": "application/json", "X-XSRFToken": token}
        request = Request(f"{self._address}/api/project/1/document/1/highlight/new", content, headers)
        with self._opener.open(request) as response:
            response.read()


def taguette_command() -> str | None:
    """Return Taguette's command; None where it isn't installed."""
    return os.environ.get("TAGUETTE") or shutil.which("taguette")


@contextmanager
def serving(command: str, document: Document, codings: Sequence[Coding]) -> Iterator[Taguette]:
    """Serve a document with its codings for as long as one measures."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "taguette.sqlite3"
        with _started(command, database):  # makes its tables
            pass
        _fill(database, document, codings)
        with _started(command, database) as (address, token):
            yield Taguette(address, token)


@contextmanager
def _started(command: str, database: Path) -> Iterator[tuple[str, str]]:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [command, "--no-browser", "-p", str(port), "--database", str(database)]
    home = os.environ | {"HOME": str(database.parent)}
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=home)
    try:
        assert process.stdout is not None
        token = next(found[1] for line in process.stdout if (found := _TOKEN.search(line)))
        yield f"http://127.0.0.1:{port}", token
    finally:
        process.terminate()
        process.communicate()


def _fill(path: Path, document: Document, codings: Sequence[Coding]) -> None:
    """Put a project into its tables. Its positions are bytes of the text."""
    at = [0]
    for letter in document.text:
        at.append(at[-1] + len(letter.encode()))
    codes = {code: number for number, code in enumerate(dict.fromkeys(one.code for one in codings), 1)}
    contents = "\n".join(f"<p>{escape(line)}</p>" for line in document.text.split("\n"))
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("insert into projects values (1, 'corpus', '', '2026-01-01 00:00:00')")
        database.execute("insert into project_members values (1, 'admin', 'ADMIN')")
        database.execute(
            "insert into documents (id, name, description, filename, created, project_id, text_direction, contents)"
            " values (1, 'a', '', 'a.txt', '2026-01-01 00:00:00', 1, 'LEFT_TO_RIGHT', ?)",
            (contents,),
        )
        database.executemany(
            "insert into tags (id, project_id, path, description) values (?, 1, ?, '')",
            ((number, code) for code, number in codes.items()),
        )
        for number, one in enumerate(codings, 1):
            words = escape(one.span.of(document.text))
            place = (number, at[one.span.start], at[one.span.end], words)
            database.execute(
                "insert into highlights (id, document_id, start_offset, end_offset, snippet) values (?, 1, ?, ?, ?)",
                place,
            )
            database.execute(
                "insert into highlight_tags (highlight_id, tag_id) values (?, ?)", (number, codes[one.code])
            )
