"""Set up the checkout: system libraries, virtual environment, locked dependencies, the project itself.

Standard library only, and readable by an old Python down to the sentence that says it is too old.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (this sentence is for the Python that does not fit)
    sys.exit(
        "Python {}.{} ist zu alt: bitte installieren Sie Python 3.11 oder neuer "
        "und rufen Sie damit auf, zum Beispiel: make PYTHON=python3.12 demo".format(*sys.version_info[:2])
    )

import hashlib
import os
import platform
import re
import shutil
import subprocess
import time
from pathlib import Path

from scripts import system_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
LOCK = ROOT / "requirements.lock"
LOG = ROOT / "build" / "set-up.log"
STAMP = VENV / "set-up.stamp"
OLDEST_GLIBC = (2, 34)


class SetUpError(Exception):
    """A sentence for the person at the keyboard: what is missing and what to do."""


def fingerprint() -> str:
    """Changes with everything that decides what the environment looks like, the checkout's place included."""
    digest = hashlib.sha256(f"{ROOT}\n{sys.version}\n".encode())
    catalogues = sorted((ROOT / "resources" / "translations").glob("*/LC_MESSAGES/*.po"))
    for path in (LOCK, ROOT / "pyproject.toml", ROOT / "hatch_build.py", *catalogues):
        digest.update(f"{path.relative_to(ROOT).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def check_platform() -> None:
    """Qt comes ready-made for 64-bit systems with a glibc of 2022 or newer; the installer's own words are obscure."""
    name, version = platform.libc_ver()
    if name == "glibc" and tuple(int(part) for part in version.split(".")[:2]) < OLDEST_GLIBC:
        raise SetUpError(
            f"Dieses Linux ist zu alt (glibc {version}): nötig ist glibc 2.34 oder neuer, zum Beispiel Debian 12 "
            "oder Ubuntu 22.04."
        )


def run(command: list[str], advice: str) -> None:
    """Run a step with its output in the log; a failure becomes one sentence."""
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("ab") as log:
        log.write(f"\n$ {' '.join(command)}\n".encode())
        log.flush()
        result = subprocess.run(
            command, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
    if result.returncode:
        raise SetUpError(f"{advice} Einzelheiten stehen in {LOG.relative_to(ROOT)}.")


def environment() -> dict[str, str]:
    """The surroundings of each step: uv trusts the machine's certificates and asks the index that pip is set to."""
    surroundings = {**os.environ, "UV_SYSTEM_CERTS": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_RETRIES": "2"}
    surroundings.pop("VIRTUAL_ENV", None)
    index = index_of_pip()
    if index:
        surroundings.setdefault("UV_DEFAULT_INDEX", index)
    return surroundings


def index_of_pip() -> str:
    """The package index that this machine's pip is set to; empty where it uses the public one."""
    if not (BIN / "pip").exists():
        return ""
    command = [str(BIN / "python"), "-m", "pip", "config", "get", "global.index-url"]
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()


def make_environment() -> None:
    """Create .venv; a failed attempt leaves one without pip behind, so pip is what is asked for."""
    if (BIN / "pip").exists() and (BIN / "python").exists():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    run(
        [sys.executable, "-m", "venv", str(VENV)],
        "Die Python-Umgebung ließ sich nicht anlegen: meist fehlt das Paket python3-venv "
        "(Debian, Ubuntu: apt-get install python3-venv).",
    )


def locked(name: str) -> str:
    """One package's lines of the lock, so that pip takes the same version and checks the same hashes."""
    _, _, rest = LOCK.read_text(encoding="utf-8").partition(f"\n{name}==")
    return f"{name}==" + re.split(r"\n(?=\S)", rest)[0] + "\n"


def install() -> None:
    """Bring the environment to exactly what the lock says, and the project into it."""
    python = str(BIN / "python")
    offline = (
        "Die Bibliotheken ließen sich nicht laden: bitte prüfen Sie die Verbindung zum Internet "
        "(oder den Paketspiegel Ihres Hauses) und rufen Sie denselben Befehl noch einmal auf."
    )
    installer = LOG.with_name("uv.lock")
    installer.parent.mkdir(exist_ok=True)
    installer.write_text(locked("uv"))
    run([python, "-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", str(installer)], offline)
    uv = [python, "-m", "uv", "pip"]
    run([*uv, "sync", "--python", python, "--require-hashes", str(LOCK)], offline)
    run(
        [*uv, "install", "--python", python, "--no-deps", "--no-build-isolation", "--editable", "."],
        "Das Programm selbst ließ sich nicht in die Umgebung eintragen.",
    )


def set_up() -> None:
    """Do what is still missing; nothing when the stamp fits."""
    wanted = fingerprint()
    if STAMP.is_file() and STAMP.read_text() == wanted:
        return
    start = time.monotonic()
    print("Einrichten (einmalig, etwa eine Minute) …", flush=True)
    LOG.unlink(missing_ok=True)
    STAMP.unlink(missing_ok=True)
    check_platform()
    make_environment()
    install()
    STAMP.write_text(wanted)
    print(f"Eingerichtet in {time.monotonic() - start:.0f} s.", flush=True)


def main(arguments: list[str]) -> int:
    try:
        system_packages.ensure_libraries()
        if "--tests" in arguments:
            system_packages.ensure_test_tools()
        set_up()
    except (SetUpError, system_packages.MissingPackagesError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
