"""What was erased, kept outside the database too, so that no backup brings anybody back.

`erasures.json` lies beside the vault and is sealed with a key made from the site's secret, which every backup holds:
whoever has only the file learns nothing, and nobody can put a person on it.
"""

import base64
import json
import os
import secrets
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlmodel import col, select

from werkakademie.errors import SituationError
from werkakademie.i18n import _
from werkakademie.models import ErasureItem, ErasureRun, ErasureSummary
from werkakademie.records.enums import ErasureDrop, ErasureState, RetentionKind
from werkakademie.records.ids import AccountId, ErasureRunId
from werkakademie.storage.durable import sync_folder
from werkakademie.storage.errors import situation_of_file
from werkakademie.storage.sites import PSEUDONYM_SECRET, site_key
from werkakademie.storage.transaction import Transaction

LOG_NAME: Final = "erasures.json"
_FORMAT: Final = 1
_BOUND: Final = b"werkakademie erasures 1"
_NONCE: Final = 12

#: A finished list as JSON takes it, by its id.
Runs = Mapping[str, Mapping[str, Any]]


class DamagedErasureLogError(SituationError):
    """The list of what was erased can't be read: it is of another site, or was changed."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path

    def sentence(self) -> str:
        return _(
            "Die Liste der früheren Löschungen {path} ist beschädigt oder gehört zu einem anderen Standort. Es wurde "
            "nichts geändert. Prüfen Sie anhand der Löschprotokolle, ob jemand wieder da ist, der schon gelöscht war, "
            "und löschen Sie diese Personen erneut."
        ).format(path=self.path)


def log_path(folder: Path) -> Path:
    """Where the list lies: beside database and vault."""
    return folder / LOG_NAME


def damaged_path(folder: Path) -> Path:
    """Where a list lies that could not be read; while it does, the window asks to compare with the certificates."""
    return folder / "erasures.damaged.json"


def finished_runs(tx: Transaction) -> Runs:
    """The lists that were carried out, as the database knows them."""
    found = {}
    for run in tx.scalars(select(ErasureRun).where(col(ErasureRun.state) == ErasureState.DONE)):
        items = tx.scalars(select(ErasureItem).where(col(ErasureItem.run_id) == run.id))
        summaries = tx.scalars(select(ErasureSummary).where(col(ErasureSummary.run_id) == run.id))
        found[run.id.hex] = {
            "proposed_at": run.proposed_at.isoformat(),
            "proposed_by": _hex(run.proposed_by),
            "confirmed_at": run.confirmed_at.isoformat() if run.confirmed_at else None,
            "confirmed_by": _hex(run.confirmed_by),
            "done_at": run.done_at.isoformat() if run.done_at else None,
            "certificate": run.certificate,
            "reason": run.reason,
            "items": sorted(
                [item.participant_id.hex, item.kind.value, _day(item.due_on), item.row_count, item.done, _drop(item)]
                for item in items
            ),
            "summaries": sorted(
                [one.kind.value, one.people, one.row_count, one.months, one.approved_by, _day(one.approved_on)]
                for one in summaries
            ),
        }
    return found


def read_log(tx: Transaction, folder: Path) -> Runs:
    """The lists of the file; empty without one. Raises DamagedErasureLogError."""
    path = log_path(folder)
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise situation_of_file(error, path) from error
    return _opened(text, path, _key(tx))


def _opened(text: bytes, path: Path, key: bytes) -> Runs:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        content = json.loads(text)
        sealed = base64.b64decode(content["sealed"], validate=True)
        if content["format"] != _FORMAT:
            raise DamagedErasureLogError(path)
        opened = AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], _BOUND)
        runs: Runs = json.loads(opened)
    except (ValueError, KeyError, TypeError, InvalidTag) as error:
        raise DamagedErasureLogError(path) from error
    return runs


def write_log(tx: Transaction, folder: Path, runs: Runs) -> None:
    """Put the lists in the file's place, whole or not at all."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    path = log_path(folder)
    nonce = secrets.token_bytes(_NONCE)
    opened = json.dumps(runs, sort_keys=True, separators=(",", ":")).encode()
    sealed = nonce + AESGCM(_key(tx)).encrypt(nonce, opened, _BOUND)
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("w", encoding="ascii") as file:
            json.dump({"format": _FORMAT, "sealed": base64.b64encode(sealed).decode()}, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(folder)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise situation_of_file(error, path) from error


def store_run(tx: Transaction, key: str, run: Mapping[str, Any]) -> None:
    """Write a finished list of the file into the database, which does not know it or has it only as proposed."""
    run_id = ErasureRunId(UUID(key))
    row = tx.find(ErasureRun, run_id) or ErasureRun(
        id=run_id, state=ErasureState.DONE, proposed_at=_moment(run["proposed_at"]) or tx.now
    )
    row.state = ErasureState.DONE
    row.proposed_by, row.confirmed_by = _account(run["proposed_by"]), _account(run["confirmed_by"])
    row.confirmed_at, row.done_at = _moment(run["confirmed_at"]), _moment(run["done_at"])
    row.certificate, row.reason = run["certificate"], run["reason"]
    tx.add(row)
    tx.flush()
    for person, kind, due_on, row_count, done, dropped in run["items"]:
        key_of_item = (run_id, UUID(person), RetentionKind(kind))
        item = tx.find(ErasureItem, key_of_item) or ErasureItem(
            run_id=run_id, participant_id=UUID(person), kind=RetentionKind(kind)
        )
        item.due_on, item.row_count, item.done = _read_day(due_on), row_count, done
        item.dropped = ErasureDrop(dropped) if dropped else None
        tx.add(item)
    for kind, people, row_count, months, approved_by, approved_on in run["summaries"]:
        if tx.find(ErasureSummary, (run_id, RetentionKind(kind))) is None:
            tx.add(
                ErasureSummary(
                    run_id=run_id,
                    kind=RetentionKind(kind),
                    people=people,
                    row_count=row_count,
                    months=months,
                    approved_by=approved_by,
                    approved_on=_read_day(approved_on),
                )
            )


def _key(tx: Transaction) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    secret = site_key(tx, PSEUDONYM_SECRET)
    assert secret is not None, "every site has its pseudonym secret from its first start"
    return HKDF(SHA256(), 32, salt=None, info=_BOUND).derive(bytes.fromhex(secret.secret))


def _hex(account_id: AccountId | None) -> str | None:
    return account_id.hex if account_id is not None else None


def _account(text: str | None) -> AccountId | None:
    return AccountId(UUID(text)) if text else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _read_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _drop(item: ErasureItem) -> str:
    return item.dropped.value if item.dropped is not None else ""
