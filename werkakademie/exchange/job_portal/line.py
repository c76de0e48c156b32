"""The connection of one request, so that whoever waits for it can hang up at once."""

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

_CONNECTED: Final = frozenset({"connection.connect_tcp.complete", "connection.start_tls.complete"})


class Line:
    """Made in one thread, used up by one request in another; `hang_up` may be called from any, at any time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._ended = threading.Event()

    @property
    def is_ended(self) -> bool:
        return self._ended.is_set()

    def hang_up(self) -> None:
        """End the connection that there is, and any that comes."""
        with self._lock:
            self._ended.set()
            for one in self._sockets:
                _shut(one)

    def watch(self, event: str, facts: Mapping[str, Any]) -> None:
        """Follow the steps of the request: the `trace` extension of httpcore."""
        if event in _CONNECTED:
            taken = facts["return_value"].get_extra_info("socket")
            if isinstance(taken, socket.socket):
                self._take(taken)

    def _take(self, taken: socket.socket) -> None:
        with self._lock:
            self._sockets.append(taken)
            if self._ended.is_set():
                _shut(taken)


def _shut(one: socket.socket) -> None:
    """Wake whoever reads from it. Of the plain socket: the one for TLS would say goodbye first, and wait."""
    with suppress(OSError):
        socket.socket.shutdown(one, socket.SHUT_RDWR)
