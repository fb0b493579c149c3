"""People at work: codings added and changed, memos written, studies begun, jobs asked for, each remembered once acknowledged."""

from __future__ import annotations

import http.client
import json
import random
import re
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode


@dataclass
class Ledger:
    """What was sent and what was acknowledged, in memory and in a log outside the workspace. A value sent and not acknowledged may stand or not."""

    log: Path
    codings: dict[str, tuple[int, int]] = field(default_factory=dict)
    memos: set[str] = field(default_factory=set)
    studies: set[str] = field(default_factory=set)
    jobs: set[str] = field(default_factory=set)
    refused: int = 0
    lost_answers: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def acknowledge(self, kind: str, what: str, number: int = 0) -> None:
        """Write down what the server said that it had done."""
        with self.lock, self.log.open("a", encoding="utf-8") as log:
            log.write(f"{kind} {what} {number}\n")

    @property
    def acknowledged(self) -> int:
        """Count what was acknowledged."""
        return sum(1 for _ in self.log.open(encoding="utf-8")) if self.log.exists() else 0


class Client(threading.Thread):
    """One person, signed in, who works until told to stop; an answer that doesn't come is asked for no more."""

    def __init__(self, port: int, cookies: dict[str, str], places: dict[str, Any], ledger: Ledger, seed: int) -> None:
        super().__init__(daemon=True)
        self.port, self.cookies, self.places, self.ledger = port, dict(cookies), places, ledger
        self.random = random.Random(seed)
        self.mine: list[tuple[str, int]] = []
        self.ending = threading.Event()
        self.fault: BaseException | None = None

    def run(self) -> None:
        """Work without a pause."""
        works = [self.code] * 10 + [self.change] * 6 + [self.note] * 4 + [self.save] * 2 + [self.open, self.begin]
        while not self.ending.is_set():
            try:
                self.random.choice(works)()
            except (OSError, http.client.HTTPException):  # the server was killed: the answer is lost
                self.ledger.lost_answers += 1
                self.ending.wait(0.1)
            except BaseException as fault:  # noqa: BLE001 - told by the main thread
                self.fault = fault
                return

    def send(self, place: str, body: bytes, kind: str) -> tuple[int, dict[str, str], bytes]:
        """Post something and return the status, headers and body of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {
            "Content-Type": kind,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": next(value for name, value in self.cookies.items() if "csrf" in name),
            "Accept": "application/json",
        }
        try:
            connection.request("POST", place, body, headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def post(self, place: str, content: dict[str, Any]) -> bool:
        """Post JSON; tell whether it was acknowledged."""
        status, _, _ = self.send(place, json.dumps(content).encode(), "application/json")
        return self._taken(status)

    def _taken(self, status: int) -> bool:
        if status == 409:  # the words have the code already
            self.ledger.refused += 1
        elif status >= 400:
            raise AssertionError(f"status {status}")
        return status < 400

    def code(self) -> None:
        """Code some words."""
        document, length, revision = self.random.choice(self.places["documents"])
        start = self.random.randrange(length - 50)
        content = {
            "id": (identity := str(uuid.uuid4())),
            "start": start,
            "end": start + self.random.randrange(2, 50),
            "code_id": self.random.choice(self.places["codes"]),
            "revision": revision,
            "memo": "1",
        }
        if self.post(f"{self.places['study']}read/{document}/codings/", content):
            self.mine.append((identity, 1))
            self.ledger.codings[identity] = (1, 1)
            self.ledger.acknowledge("coding", identity, 1)

    def change(self) -> None:
        """Write the next number into the memo of a coding of one's own."""
        if not self.mine:
            return
        identity, number = self.mine[place := self.random.randrange(len(self.mine))]
        self.mine[place] = (identity, number + 1)
        done, _ = self.ledger.codings[identity]
        self.ledger.codings[identity] = (done, number + 1)
        if self.post(f"{self.places['study']}codings/{identity}/change/", {"memo": str(number + 1)}):
            self.ledger.codings[identity] = (number + 1, number + 1)
            self.ledger.acknowledge("change", identity, number + 1)

    def note(self) -> None:
        """Write a memo on a document."""
        document, _, _ = self.random.choice(self.places["documents"])
        identity = str(uuid.uuid4())
        if self.post(f"{self.places['study']}read/{document}/memos/", {"id": identity, "text": "muistio", "title": ""}):
            self.ledger.memos.add(identity)
            self.ledger.acknowledge("memo", identity)

    def begin(self) -> None:
        """Begin a study."""
        title = f"kills {uuid.uuid4()}"
        body = urlencode({"title": title, "preset": "blank", "language": "fi"}).encode()
        status, _, _ = self.send("/new/", body, "application/x-www-form-urlencoded")
        if status == 302:
            self.ledger.studies.add(title)
            self.ledger.acknowledge("study", title)

    def save(self) -> None:
        """Ask for the study in a form."""
        body = urlencode({"form": self.random.choice(["qdc", "folder"])}).encode()
        self._asked(*self.send(f"{self.places['study']}transfer/", body, "application/x-www-form-urlencoded"))

    def open(self) -> None:
        """Ask for a transcript to be made a study."""
        name, mark = f"opened {uuid.uuid4()}", uuid.uuid4().hex
        body = (
            f'--{mark}\r\nContent-Disposition: form-data; name="sources"; filename="{name}.txt"\r\n'
            f"Content-Type: text/plain\r\n\r\nH: Hei.\nV: Moi.\nH: Joo.\n\r\n--{mark}--\r\n"
        ).encode()
        self._asked(*self.send("/open/", body, f"multipart/form-data; boundary={mark}"))

    def _asked(self, status: int, headers: dict[str, str], _: bytes) -> None:
        if status == 302 and (found := re.search(r"/jobs/([0-9a-f-]{36})/", headers.get("Location", ""))):
            self.ledger.jobs.add(found[1])
            self.ledger.acknowledge("job", found[1])
        time.sleep(0.3)


def signed_in(port: int, link: str) -> dict[str, str]:
    """Sign in by a link and return the cookies."""
    cookies: dict[str, str] = {}
    for place in (link, "/account/"):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", place, headers={"Cookie": "; ".join(f"{n}={v}" for n, v in cookies.items())})
        answer = connection.getresponse()
        answer.read()
        for value in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = value.partition("=")
            cookies[name] = rest.partition(";")[0]
        connection.close()
    return cookies
