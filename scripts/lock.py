"""Renew requirements.lock from pyproject.toml: for every platform, with hashes, without an index address."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = "requirements.lock"
HEADER = "# Made by `make lock` from pyproject.toml; installed by `make` and by `pip install --require-hashes -r`.\n"


def main() -> int:
    command = [
        *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
        *("--generate-hashes", "--no-header", "--no-annotate", "--group", "dev", "--output-file", LOCK),
        *("pyproject.toml", *sys.argv[1:]),
    ]
    # Local indexes and wheel folders of this machine must not decide what everybody gets.
    surroundings = {name: value for name, value in os.environ.items() if name not in {"UV_INDEX", "UV_FIND_LINKS"}}
    result = subprocess.run(command, cwd=ROOT, env=surroundings)
    if result.returncode == 0:
        text = (ROOT / LOCK).read_text(encoding="utf-8").removeprefix(HEADER)
        (ROOT / LOCK).write_text(HEADER + text, encoding="utf-8")
    return result.returncode


if __name__ == "__main__":
    sys.exit(main())
