"""Stands in for the job search: a server on this PC that notes each byte it gets and answers as it is told."""

import json
import socketserver
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from werkakademie.records.job_portal import PortalSettings

KEY = "schluessel-der-probe"


@dataclass(frozen=True)
class Answer:
    """What goes back. `raw` replaces everything; `waits` says nothing until the server goes, `trickles` hardly more."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    raw: bytes | None = None
    waits: bool = False
    trickles: bool = False

    def sent(self) -> bytes:
        if self.raw is not None:
            return self.raw
        lines = [f"HTTP/1.1 {self.status} X", *(f"{name}: {value}" for name, value in self.headers.items())]
        if "Content-Length" not in self.headers:
            lines.append(f"Content-Length: {len(self.body)}")
        return "\r\n".join((*lines, "", "")).encode("latin-1") + self.body


def as_json(body: Any, status: int = 200) -> Answer:
    return Answer(status, json.dumps(body).encode())


class StandIn(socketserver.ThreadingTCPServer):
    """`answers` says what is answered to the target of a request; `requests` are the bytes that came."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[bytes] = []
        self.arrived = threading.Semaphore(0)
        self.let_go = threading.Event()
        self.answers: Callable[[str], Answer] = lambda _target: as_json({"maxErgebnisse": 0})

    def answer(self, answer: Answer) -> None:
        """Answer all that comes with this."""
        self.answers = lambda _target: answer

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def portal(self) -> PortalSettings:
        return PortalSettings(True, f"http://{self.host}/dienst", "/pc/v6/jobs", "/pc/v4/jobdetails/{reference}", KEY)

    def targets(self) -> list[str]:
        """What the requests asked for."""
        return [request.split(b" ")[1].decode("ascii") for request in self.requests]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The other side hung up: that is what it may do."""


class _Handler(socketserver.StreamRequestHandler):
    server: StandIn

    def handle(self) -> None:
        request = b""
        while b"\r\n\r\n" not in request:
            part = self.request.recv(4096)
            if not part:
                return
            request += part
        self.server.requests.append(request)
        self.server.arrived.release()
        answer = self.server.answers(request.split(b" ")[1].decode("ascii"))
        if answer.waits:
            self.server.let_go.wait(60)
            return
        with suppress(OSError):
            if answer.trickles:
                self._trickle(answer.sent())
            else:
                self.request.sendall(answer.sent())

    def _trickle(self, content: bytes) -> None:
        """A byte now and then, each in time: only a limit to the whole ends this."""
        for place in range(len(content)):
            self.request.sendall(content[place : place + 1])
            if self.server.let_go.wait(0.02):
                return


@contextmanager
def standing_in() -> Iterator[StandIn]:
    """A server for one test."""
    with StandIn() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.let_go.set()
            server.shutdown()
            thread.join()
