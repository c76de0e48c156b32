"""The coach's side of „Ich bin da“: who says it, and confirming it by a mark."""

from werkakademie.models import PresenceClaim
from werkakademie.records.attendance_sheets import MarkChange, MarkRecord
from werkakademie.records.changes import Done
from werkakademie.records.enums import AttendanceMark, ClaimState
from werkakademie.records.ids import CoachingSessionId, PresenceClaimId
from werkakademie.records.own_sign_in import ClaimRow
from werkakademie.records.permissions import Permission
from werkakademie.services import attendance
from werkakademie.services.workplace import Workplace
from werkakademie.storage.own import sign_in as queries
from werkakademie.storage.transaction import Transaction


def open_claims(workplace: Workplace, session_id: CoachingSessionId) -> tuple[ClaimRow, ...]:
    """Who says to be there and has no mark yet."""
    workplace.require(Permission.SETTLE_CLAIMS)
    with workplace.store.read() as tx:
        return queries.open_claims(tx, session_id)


def confirm(workplace: Workplace, claim: ClaimRow) -> Done[tuple[MarkChange, ...]]:
    """They are there: mark them present. Raises what giving a mark raises."""
    workplace.require(Permission.SETTLE_CLAIMS)
    present = MarkRecord(AttendanceMark.PRESENT)
    with workplace.store.write(workplace.account_id) as tx:
        change = attendance.mark_inside(workplace, tx, claim.session_id, claim.enrolment_id, record=present)
        _settle(tx, claim.id, ClaimState.CONFIRMED)
    return Done((change,), tx.changes)


def decline(workplace: Workplace, claim: ClaimRow) -> Done[PresenceClaimId]:
    """They are not there; no mark is given."""
    workplace.require(Permission.SETTLE_CLAIMS)
    with workplace.store.write(workplace.account_id) as tx:
        _settle(tx, claim.id, ClaimState.DECLINED)
    return Done(claim.id, tx.changes)


def _settle(tx: Transaction, claim_id: PresenceClaimId, state: ClaimState) -> None:
    row = tx.get(PresenceClaim, claim_id)
    row.state, row.settled_by, row.settled_at = state, tx.actor, tx.now
    tx.add(row)
