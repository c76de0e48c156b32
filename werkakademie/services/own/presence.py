"""„Ich bin da“: the person says it, a coach confirms it."""

from werkakademie.errors import SituationError
from werkakademie.i18n import _
from werkakademie.models import CoachingSession, PresenceClaim
from werkakademie.records.changes import Done
from werkakademie.records.clock import local_moment
from werkakademie.records.enums import ClaimState
from werkakademie.records.ids import PresenceClaimId
from werkakademie.records.own_sign_in import OwnSession
from werkakademie.records.permissions import Permission
from werkakademie.services.own.place import OwnPlace, require_writable
from werkakademie.storage.own import sign_in as queries
from werkakademie.storage.transaction import Transaction


class NoSessionNowError(SituationError):
    """Nobody can be there where nothing takes place."""

    def sentence(self) -> str:
        return _("Jetzt ist kein Termin für Sie. Bitte fragen Sie die Coachin oder den Coach.")


def claim_presence(own: OwnPlace) -> Done[PresenceClaimId]:
    """Say „Ich bin da“; saying it twice is saying it once. Raises NoSessionNowError."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        found = session_within(own, tx)
        if found is None:
            raise NoSessionNowError
        claim = queries.claim_of(tx, own.participant_id, found.session_id)
        if claim is None or claim.state is ClaimState.DECLINED:
            claim = PresenceClaim(
                id=PresenceClaimId(tx.new_id()),
                participant_id=own.participant_id,
                session_id=found.session_id,
                claimed_at=tx.now,
                state=ClaimState.OPEN,
                created_at=tx.now,
                created_by=tx.actor,
            )
            tx.add(claim)
    return Done(claim.id, tx.changes)


def session_within(own: OwnPlace, tx: Transaction) -> OwnSession | None:
    """The session that runs now and that the person belongs to, with what they said and what a coach wrote down."""
    found = queries.people_of_running_sessions(tx).get(own.participant_id)
    if found is None:
        return None
    session = tx.get(CoachingSession, found[0])
    claim = queries.claim_of(tx, own.participant_id, session.id)
    return OwnSession(
        session_id=session.id,
        starts_at=local_moment(session.starts_at),
        ends_at=local_moment(session.ends_at),
        room=session.room,
        claim=None if claim is None else claim.state,
        marked_present=queries.is_marked_present(tx, session.id, found[1]),
    )
