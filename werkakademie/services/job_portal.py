"""The lead decides whether participants may search for jobs in the net, and where that search asks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.exchange.job_portal.errors import JobPortalError as JobPortalError
from werkakademie.exchange.job_portal.errors import SlowPortalError as SlowPortalError
from werkakademie.exchange.job_portal.line import Line as Line
from werkakademie.i18n import _
from werkakademie.models import JobPortal
from werkakademie.records.changes import Done
from werkakademie.records.job_portal import PORTAL_AS_DELIVERED, JobQuery, PortalSettings
from werkakademie.records.permissions import Permission
from werkakademie.services.workplace import Workplace
from werkakademie.storage.own.jobs import PORTAL_ID, portal_settings
from werkakademie.storage.transaction import Transaction

#: Asks about nobody: any answer shows that the address, the path and the key are right.
_TRIAL: Final = JobQuery(what="Verkauf", where="Berlin", radius_km=10, page=1, size=1)
_THIS_PC: Final = frozenset({"127.0.0.1", "localhost"})
_PATH: Final = re.compile(r"/[A-Za-z0-9._~/{}-]*")
_LONGEST: Final = {"base_address": 300, "search_path": 200, "detail_path": 200, "api_key": 200}


def settings(workplace: Workplace) -> PortalSettings:
    """What is stored; as delivered, and off, until the lead saves something."""
    workplace.require(Permission.SETTINGS)
    with workplace.store.read() as tx:
        return portal_settings(tx)


def change_settings(workplace: Workplace, *, fields: Mapping[str, object]) -> Done[PortalSettings]:
    """Write the settings named; all others stay. Raises InvalidFieldsError."""
    workplace.require(Permission.SETTINGS)
    with workplace.store.write(workplace.account_id) as tx:
        portal = _checked(portal_settings(tx), fields)
        _write(tx, portal)
    return Done(portal, tx.changes)


def reset_settings(workplace: Workplace) -> Done[PortalSettings]:
    """Address, paths and key as delivered; on or off stays."""
    workplace.require(Permission.SETTINGS)
    with workplace.store.write(workplace.account_id) as tx:
        portal = replace(PORTAL_AS_DELIVERED, enabled=portal_settings(tx).enabled)
        _write(tx, portal)
    return Done(portal, tx.changes)


def try_out(workplace: Workplace, *, fields: Mapping[str, object], line: Line) -> int | None:
    """Ask with settings that need not be stored yet; gives how many postings a trial finds.

    It waits for the net and does not touch the store: never run it in the thread of either. Raises
    InvalidFieldsError, JobPortalError, and Cancelled after `line` was hung up.
    """
    workplace.require(Permission.SETTINGS)
    from werkakademie.exchange.job_portal.client import fetch_jobs

    return fetch_jobs(_checked(PORTAL_AS_DELIVERED, fields), _TRIAL, line=line).total


def _write(tx: Transaction, portal: PortalSettings) -> None:
    row = tx.find(JobPortal, PORTAL_ID) or JobPortal(id=PORTAL_ID, changed_at=tx.now)
    row.enabled, row.base_address, row.api_key = portal.enabled, portal.base_address, portal.api_key
    row.search_path, row.detail_path = portal.search_path, portal.detail_path
    row.changed_at, row.changed_by = tx.now, tx.actor
    tx.add(row)


def _checked(before: PortalSettings, fields: Mapping[str, object]) -> PortalSettings:
    cleaned = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    portal = replace(before, **cleaned)  # type: ignore[arg-type] # the problems below look at each value
    problems = [*_missing(portal), *_address_problems(portal), *_path_problems(portal), *_key_problems(portal)]
    if problems:
        first = {problem.field: problem for problem in reversed(problems)}
        raise InvalidFieldsError(tuple(first.values()))
    return portal


def _missing(portal: PortalSettings) -> Sequence[FieldProblem]:
    problems = []
    for name, most in _LONGEST.items():
        value = getattr(portal, name)
        if not value:
            problems.append(FieldProblem(name, _("Bitte füllen Sie dieses Feld aus.")))
        elif len(value) > most:
            message = _("Bitte kürzen Sie den Text auf höchstens {most} Zeichen.").format(most=most)
            problems.append(FieldProblem(name, message))
    return problems


def _address_problems(portal: PortalSettings) -> Sequence[FieldProblem]:
    """Only a line that nobody else reads, to a host that the address names plainly."""
    try:
        parts = urlsplit(portal.base_address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    plain = bool(re.fullmatch(r"[A-Za-z0-9.:-]+", parts.netloc)) and not parts.query and not parts.fragment
    safe = parts.scheme == "https" or (parts.scheme == "http" and host in _THIS_PC)
    if plain and safe and (not parts.path or _PATH.fullmatch(parts.path)):
        return ()
    message = _("Bitte geben Sie eine Adresse ein, die mit https:// beginnt, ohne Fragezeichen und ohne Zugangsdaten.")
    return (FieldProblem("base_address", message),)


def _path_problems(portal: PortalSettings) -> Sequence[FieldProblem]:
    problems = []
    for name in ("search_path", "detail_path"):
        if not _PATH.fullmatch(getattr(portal, name)):
            message = _("Ein Pfad beginnt mit / und enthält weder Leerzeichen noch Fragezeichen.")
            problems.append(FieldProblem(name, message))
    if "{reference}" not in portal.detail_path:
        message = _("Bitte schreiben Sie {reference} dorthin, wo die Stelle genannt wird.")
        problems.append(FieldProblem("detail_path", message))
    return problems


def _key_problems(portal: PortalSettings) -> Sequence[FieldProblem]:
    if re.fullmatch(r"[!-~]*", portal.api_key):
        return ()
    return (FieldProblem("api_key", _("Ein Schlüssel besteht aus Buchstaben und Ziffern ohne Leerzeichen.")),)
