"""Where the workbench answers: on this machine only, at the port wished for or the next free one."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager

DEFAULT_PORT = 8765
_TRIED = 40
_LOOPBACK = "127.0.0.1"


@contextmanager
def listening(port: int) -> Iterator[tuple[list[socket.socket], str]]:
    """Give a socket that listens on the loopback interface, and its address."""
    with closing(_bound(port)) as bound:
        yield [bound], f"http://{_LOOPBACK}:{bound.getsockname()[1]}"


def _bound(port: int) -> socket.socket:
    """Bind the first free port from the one wished for; after many, any that the system gives."""
    for wanted in (*range(port, min(port + _TRIED, 65_536)), 0):
        one = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name != "nt":  # there it would let two servers share a port
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((_LOOPBACK, wanted))
            one.listen(64)
        except OSError:
            one.close()
        else:
            return one
    raise OSError("no free port")
