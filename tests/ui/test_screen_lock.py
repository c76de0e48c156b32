"""The PC's screen lock: by a D-Bus of the test's own, and by a message as Windows sends it."""

import ctypes
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools import require_tool
from werkakademie.ui.shell.screen_lock import WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK, _Message, is_screen_lock

ROOT = Path(__file__).resolve().parents[2]

LISTEN = """
import sys
from PySide6.QtCore import SLOT
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication, QWidget
from werkakademie.ui.shell.screen_lock import ScreenLock

application = QApplication([])
window = QWidget()
lock = ScreenLock(window)
print(*lock.sources, flush=True)
lock.locked.connect(lambda: (print("locked", flush=True), application.quit()))
bus = QDBusConnection.sessionBus()
for active in (False, True):
    signal = QDBusMessage.createSignal("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged")
    signal.setArguments([active])
    bus.send(signal)
application.exec()
"""


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """The address of a session bus that nobody else is on."""
    daemon = require_tool("dbus-daemon")
    address = f"unix:path={tmp_path / 'bus'}"
    with subprocess.Popen(
        [daemon, "--session", "--nofork", "--print-address", f"--address={address}"],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(address)
        yield address
        process.terminate()


def listening(bus: str, tmp_path: Path) -> list[str]:
    """What a process says that listens on this bus while a screen saver starts."""
    environment = {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    if bus:
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus
    run = subprocess.run(
        [sys.executable, "-c", LISTEN if bus else LISTEN.partition("lock.locked")[0]],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=environment,
        text=True,
        timeout=60,
    )
    return run.stdout.splitlines()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="D-Bus is Linux's way")
def test_the_screen_saver_locks_the_program(bus: str, tmp_path: Path) -> None:
    sources, *said = listening(bus, tmp_path)
    assert "org.freedesktop.ScreenSaver" in sources
    assert said == ["locked"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="D-Bus is Linux's way")
def test_without_a_bus_nothing_is_heard_and_nothing_fails(tmp_path: Path) -> None:
    [sources] = listening("", tmp_path)
    assert "ScreenSaver" not in sources


@pytest.mark.parametrize(
    ("kind", "number", "first", "locks"),
    [
        (b"windows_generic_MSG", WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK, True),
        (b"windows_generic_MSG", WM_WTSSESSION_CHANGE, 0x8, False),
        (b"windows_generic_MSG", 0x0100, WTS_SESSION_LOCK, False),
        (b"xcb_generic_event_t", WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK, False),
    ],
)
def test_of_windows_messages_only_the_locked_session_counts(kind: bytes, number: int, first: int, locks: bool) -> None:
    message = _Message(None, number, first)
    assert is_screen_lock(kind, ctypes.addressof(message)) is locks
