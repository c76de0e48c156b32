"""Whether a window can be shown here: Qt would end the whole process without a word where it can't."""

import os
import sys
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

PLATFORM_VARIABLE = "QT_QPA_PLATFORM"
#: Qt's plugin for X11 needs these beside libxcb itself; the first one is missing most often.
_X_LIBRARIES = ("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1", "libxkbcommon-x11.so.0")


class Display(Enum):
    """What was found."""

    USABLE = "usable"
    ABSENT = "absent"
    BROKEN = "broken"


def find_display(environment: Mapping[str, str] = os.environ) -> Display:
    """Look for a screen; a platform that is named from outside counts as usable."""
    if environment.get(PLATFORM_VARIABLE) or sys.platform in ("win32", "darwin"):
        return Display.USABLE
    if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        return Display.ABSENT
    if _wayland_answers(environment) or _x_answers(environment):
        return Display.USABLE
    return Display.USABLE if _window_opens() else Display.BROKEN


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY")
    return bool(name) and (Path(environment.get("XDG_RUNTIME_DIR", "/")) / str(name)).is_socket()


def _x_answers(environment: Mapping[str, str]) -> bool:
    """Connect to the X server in a millisecond, without starting Qt; and all that its plugin needs is there."""
    if not environment.get("DISPLAY"):
        return False
    import ctypes  # not needed where no X server is named, and a first paint counts each millisecond

    try:
        for name in _X_LIBRARIES:
            ctypes.CDLL(name)
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(environment["DISPLAY"].encode(), None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed


def _window_opens() -> bool:
    """Let another process try what might end it: libraries of a bundle lie where the quick look does not see them."""
    import subprocess

    program = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    tried = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, timeout=20)
    return tried.returncode == 0
