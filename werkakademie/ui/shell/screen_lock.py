"""Tells when the PC's own screen is locked, where the platform says so: by D-Bus on Linux, by WTS on Windows.

Import it only after the first paint: QtDBus takes its time, and nobody needs it before somebody signed in.
"""

import ctypes
import os
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

WM_WTSSESSION_CHANGE = 0x02B1
WTS_SESSION_LOCK = 0x7
_NOTIFY_FOR_THIS_SESSION = 0

LOGIN_SERVICE = "org.freedesktop.login1"
LOGIN_SESSION = "org.freedesktop.login1.Session"
SCREEN_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)


class ScreenLock(QObject):
    """`locked` is emitted when the screen is locked; `sources` says what is listened to, and may be empty."""

    locked = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.sources: tuple[str, ...] = ()
        self._listener: _WindowsSession | _Buses | None = None
        if sys.platform == "win32":
            session = _WindowsSession(window, self.locked.emit)
            self._listener, self.sources = session, session.sources
        elif sys.platform.startswith("linux"):
            buses = _Buses(self)
            buses.locked.connect(self.locked)
            self._listener, self.sources = buses, buses.listen()


class _Buses(QObject):
    """Listens to the session's Lock signal and to the screen savers; a bus that is not there is passed over."""

    locked = Signal()

    def listen(self) -> tuple[str, ...]:
        from PySide6.QtDBus import QDBusConnection

        heard = []
        # Without an address Qt would try to start a bus of its own.
        if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
            session = QDBusConnection.sessionBus()
            for interface, path in SCREEN_SAVERS:
                if session.isConnected() and _connect(
                    session, "", path, interface, "ActiveChanged", self, "saver_changed(bool)"
                ):
                    heard.append(interface)
        system = QDBusConnection.systemBus()
        # Any session's Lock: with several at one PC the program locks once too often, never once too few.
        if system.isConnected() and _connect(
            system, LOGIN_SERVICE, "", LOGIN_SESSION, "Lock", self, "session_locked()"
        ):
            heard.append(LOGIN_SESSION)
        return tuple(heard)

    @Slot(bool)
    def saver_changed(self, active: bool) -> None:
        if active:
            self.locked.emit()

    @Slot()
    def session_locked(self) -> None:
        self.locked.emit()


def _connect(bus: Any, service: str, path: str, interface: str, signal: str, receiver: QObject, slot: str) -> bool:
    """Connect to a signal of the bus; the stubs ask for bytes where only the text of SLOT is taken."""
    return bool(bus.connect(service, path, interface, signal, receiver, SLOT(slot)))


class _WindowsSession(QAbstractNativeEventFilter):
    """Asks Windows for messages about the session and hears WTS_SESSION_LOCK among them."""

    def __init__(self, window: QWidget, locked: Callable[[], object]) -> None:
        super().__init__()
        self._locked = locked
        self.sources: tuple[str, ...] = ()
        handle = int(window.winId())
        registered = ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(  # type: ignore[attr-defined]
            ctypes.c_void_p(handle), _NOTIFY_FOR_THIS_SESSION
        )
        application = QApplication.instance()
        if registered and application is not None:
            application.installNativeEventFilter(self)
            self.sources = ("WTS",)

    def nativeEventFilter(self, kind: Any, message: int) -> tuple[bool, int]:  # noqa: N802  (Qt's name)
        if is_screen_lock(bytes(kind), int(message)):
            self._locked()
        return False, 0


class _Message(ctypes.Structure):
    """The head of Windows' MSG: which window, which message, and its first parameter."""

    _fields_ = (("window", ctypes.c_void_p), ("message", ctypes.c_uint), ("first", ctypes.c_size_t))


def is_screen_lock(kind: bytes, address: int) -> bool:
    """Whether the native message at `address` says that the session was locked."""
    if kind not in (b"windows_generic_MSG", b"windows_dispatcher_MSG"):
        return False
    message = _Message.from_address(address)
    return bool(message.message == WM_WTSSESSION_CHANGE and message.first == WTS_SESSION_LOCK)
