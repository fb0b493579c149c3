"""The web server. What it would refuse by itself, in English and without a page, the workbench refuses in its own words."""

from __future__ import annotations

from socket import socket
from typing import Any

from waitress.channel import HTTPChannel
from waitress.server import create_server
from waitress.task import ErrorTask, WSGITask
from waitress.utilities import RequestEntityTooLarge

THREADS = 6
_EXPECTED = 1024 * 1024
"""What a form's own fields and the envelopes of its files may add to the limit."""


class _Refusal(WSGITask):  # type: ignore[misc]
    """Answers a request that the server stopped reading."""

    def execute(self) -> None:
        """Let the workbench answer by the headers alone where a request is too large; every other fault is the server's to tell."""
        self.set_close_on_finish()
        if isinstance(self.request.error, RequestEntityTooLarge) and not self.request.chunked:
            super().execute()
        else:
            ErrorTask.execute(self)


class _Channel(HTTPChannel):  # type: ignore[misc]
    error_task_class = _Refusal


def server_on(sockets: list[socket]) -> Any:
    """Return a server that answers on sockets, not yet running."""
    from django.conf import settings

    from teema.web.wsgi import application

    server = create_server(
        application,
        sockets=sockets,
        threads=THREADS,
        ident=None,
        clear_untrusted_proxy_headers=True,
        max_request_body_size=settings.UPLOAD_LIMIT_MB * 1024 * 1024 + _EXPECTED,
        asyncore_use_poll=True,
    )
    server.channel_class = _Channel
    return server
