"""The system libraries that Qt needs and the tools that tests call: found, installed by apt, or named."""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

#: Library -> Debian package; without these no window paints, not even offscreen.
PAINTING = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
#: What a screen and a printer need beside them.
SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libcups.so.2": "libcups2",
}
#: Program that a test calls -> Debian packages.
TEST_TOOLS = {
    "pdftotext": ["poppler-utils"],
    "qpdf": ["qpdf"],
    "age": ["age"],
    "minisign": ["minisign"],
    "soffice": ["libreoffice-calc-nogui", "libreoffice-writer-nogui"],
    "postgres": ["postgresql"],
    "dbus-daemon": ["dbus-daemon"],
    "git": ["git"],
}
#: Debian keeps the server's programs out of the search path, one folder for each version.
POSTGRES_FOLDERS = Path("/usr/lib/postgresql")


class MissingPackagesError(Exception):
    """Says which packages are missing and the one line that installs them."""


def ensure_libraries() -> None:
    """Make the libraries of Qt available, or say how; a screen's libraries are asked for where there is one."""
    if not sys.platform.startswith("linux"):
        return
    with_screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    needed = {**PAINTING, **SCREEN} if with_screen or can_install() else PAINTING
    missing = [package for library, package in needed.items() if not loads(library)]
    if not missing:
        return
    if can_install():
        install(missing)
        return
    line = f"sudo apt-get install {' '.join(current_names(missing))}"
    if shutil.which("apt-get"):
        raise MissingPackagesError(f"Es fehlen Systembibliotheken für die Fenster, bitte einmal eingeben: {line}")
    libraries = ", ".join(library for library in needed if not loads(library))
    raise MissingPackagesError(
        f"Es fehlen Systembibliotheken für die Fenster, bitte mit der Paketverwaltung installieren: {libraries}"
    )


def ensure_test_tools() -> None:
    """Install the tools that tests call where that is possible; elsewhere their tests skip and name the tool."""
    missing = [package for tool, packages in TEST_TOOLS.items() if not has_tool(tool) for package in packages]
    if not missing or not sys.platform.startswith("linux"):
        return
    if can_install():
        if "postgresql" in missing:
            prevent_postgres_cluster()
        install(missing)
    elif shutil.which("apt-get"):
        line = f"sudo apt-get install --no-install-recommends {' '.join(missing)}"
        print(f"Einige Tests werden übersprungen; mit diesen Paketen laufen alle: {line}")


def loads(library: str) -> bool:
    """Whether the loader finds a library: the one answer that is right on every distribution."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_tool(tool: str) -> bool:
    return shutil.which(tool) is not None or any(POSTGRES_FOLDERS.glob(f"*/bin/{tool}"))


def can_install() -> bool:
    """Root on Debian, Ubuntu and their relatives."""
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def current_names(packages: list[str]) -> list[str]:
    """Newer releases carry some libraries as NAMEt64 (64-bit time); take that name where it exists."""
    return [f"{package}t64" if is_known(f"{package}t64") else package for package in packages]


def is_known(package: str) -> bool:
    found = subprocess.run(["apt-cache", "show", package], capture_output=True, text=True)
    return found.returncode == 0 and bool(found.stdout.strip())


def prevent_postgres_cluster() -> None:
    """Tests start a server of their own; the package shall not set up and start one for the whole machine."""
    settings = Path("/etc/postgresql-common/createcluster.d/werkakademie.conf")
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("create_main_cluster = false\n")


def install(packages: list[str]) -> None:
    """Install by apt without recommendations and without questions."""
    print(f"Systempakete installieren: {' '.join(packages)} …", flush=True)
    apt_get("update")
    apt_get("install", "--yes", "--no-install-recommends", *current_names(packages))


def apt_get(*arguments: str) -> None:
    result = subprocess.run(
        ["apt-get", "-qq", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if result.returncode:
        last = (result.stderr.strip().splitlines() or ["ohne Meldung"])[-1]
        raise MissingPackagesError(
            "Systempakete ließen sich nicht installieren: bitte prüfen Sie die Verbindung zum Internet "
            f"und rufen Sie denselben Befehl noch einmal auf (apt-get {arguments[0]}: {last})"
        )
