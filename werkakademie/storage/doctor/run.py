"""Runs all checks one after the other; what can't be read is a finding too, never an error."""

from collections.abc import Mapping
from typing import Final

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from werkakademie.errors import Cancelled, WerkakademieError
from werkakademie.records.doctor import CheckKind, CheckReport, Finding, FindingKind, Gravity
from werkakademie.records.doctor_words import check_name
from werkakademie.records.progress import Progress
from werkakademie.storage.doctor import database, files, journal, surroundings
from werkakademie.storage.doctor.examined import Check, Examined, Stepper
from werkakademie.storage.transaction import Store

CHECKS: Final[Mapping[CheckKind, Check]] = {
    CheckKind.SQLITE: database.sqlite,
    CheckKind.PAGES: database.pages,
    CheckKind.ENCRYPTION: database.encryption,
    CheckKind.SCHEMA: database.schema,
    CheckKind.REFERENCES: database.references,
    CheckKind.SEARCH: database.search,
    CheckKind.TRIGGERS: journal.journal_triggers,
    CheckKind.CHAIN: journal.journal_chain,
    CheckKind.CONTENT: journal.journal_content,
    CheckKind.FILES: files.files,
    CheckKind.VAULT: surroundings.vault,
    CheckKind.BACKUPS: surroundings.backups,
    CheckKind.SPACE: surroundings.space,
    CheckKind.CLOCK: surroundings.clock,
    CheckKind.PLACE: surroundings.place,
    CheckKind.LEFTOVERS: surroundings.leftovers,
}

_GRAVEST_FIRST: Final = tuple(Gravity)


def examine(store: Store, progress: Progress) -> CheckReport:
    """Run every check. Raises Cancelled only; nothing is changed."""
    stepper = Stepper(progress, len(CHECKS))
    now = store.clock.now()
    found: list[Finding] = []
    for number, (kind, check) in enumerate(CHECKS.items()):
        stepper.begin(number, check_name(kind))
        found += _findings(store, kind, check, stepper)
    progress.advance(len(CHECKS), len(CHECKS))
    found.sort(key=lambda finding: _GRAVEST_FIRST.index(finding.gravity))
    return CheckReport(now, tuple(CHECKS), tuple(found))


def _findings(store: Store, kind: CheckKind, check: Check, stepper: Stepper) -> list[Finding]:
    """What one check finds, in a transaction of its own: an unreadable page must not stop the others."""
    found: list[Finding] = []
    try:
        with store.read() as tx:
            for finding in check(Examined(store, tx.driver, tx.now, stepper)):
                found.append(finding)
    except Cancelled:
        raise
    except (WerkakademieError, sa.exc.SQLAlchemyError, dbapi2.Error, OSError, ValueError, TypeError) as error:
        found.append(Finding(FindingKind.CHECK_STOPPED, {"check": kind.value, "reason": str(error)[:200]}))
    return found
