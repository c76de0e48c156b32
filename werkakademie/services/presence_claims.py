"""The coach's side of „Ich bin da“: who says it, and confirming it by a mark."""

from werkakademie.models import PresenceClaim
from werkakademie.records.attendance_sheets import MarkChange
from werkakademie.records.changes import Done
from werkakademie.records.enums import AttendanceMark, ClaimState
from werkakademie.records.ids import CoachingSessionId, PresenceClaimId
from werkakademie.records.own_sign_in import ClaimRow
from werkakademie.records.permissions import Permission
from werkakademie.services import attendance
from werkakademie.services.workplace import Workplace
from werkakademie.storage.own import sign_in as queries


def open_claims(workplace: Workplace, session_id: CoachingSessionId) -> tuple[ClaimRow, ...]:
    """Who says to be there and has no mark yet."""
    workplace.require(Permission.SETTLE_CLAIMS)
    with workplace.store.read() as tx:
        return queries.open_claims(tx, session_id)


def confirm(workplace: Workplace, claim: ClaimRow) -> Done[tuple[MarkChange, ...]]:
    """They are there: mark them present. Raises what giving a mark raises."""
    workplace.require(Permission.SETTLE_CLAIMS)
    done = attendance.give_mark(workplace, claim.session_id, claim.enrolment_id, mark=AttendanceMark.PRESENT)
    settled = _settle(workplace, claim.id, ClaimState.CONFIRMED)
    return Done(done.value, done.changes | settled.changes)


def decline(workplace: Workplace, claim: ClaimRow) -> Done[PresenceClaimId]:
    """They are not there; no mark is given."""
    workplace.require(Permission.SETTLE_CLAIMS)
    return _settle(workplace, claim.id, ClaimState.DECLINED)


def _settle(workplace: Workplace, claim_id: PresenceClaimId, state: ClaimState) -> Done[PresenceClaimId]:
    with workplace.store.write(workplace.account_id) as tx:
        row = tx.get(PresenceClaim, claim_id)
        row.state, row.settled_by, row.settled_at = state, tx.actor, tx.now
        tx.add(row)
    return Done(claim_id, tx.changes)
