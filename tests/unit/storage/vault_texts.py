"""What somebody does who writes in a vault.json and mends its check sums."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from werkakademie.storage.vault_file import vault_path
from werkakademie.storage.vault_records import canonical


def change_vault(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the file's content and make every check sum right again; the seals need the store's key."""
    path = vault_path(folder)
    body = json.loads(path.read_bytes())
    change(body)
    path.write_bytes(mended(body))


def mended(body: dict[str, Any]) -> bytes:
    """The text of a vault with check sums that fit, spelled as the program spells it."""
    parts = [*body.get("slots", ()), *([body["organisation"]] if body.get("organisation") else ())]
    for part in (*(part for part in parts if body["format"] != 1), body):
        part.pop("check_sum", None)
        part["check_sum"] = hashlib.sha256(canonical(part)).hexdigest()
    return json.dumps(body, ensure_ascii=False, indent=2).encode() + b"\n"
