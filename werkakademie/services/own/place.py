"""A participant's place inside a store that a coach opened: whose it is, and what it may touch."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from werkakademie.errors import NotAllowedError
from werkakademie.models import Account, AccountRole, JobApplication, Participant
from werkakademie.records.enums import Role
from werkakademie.records.ids import AccountId, JobApplicationId, ParticipantId
from werkakademie.records.participants import display_name
from werkakademie.records.permissions import Permission
from werkakademie.services import person_rights
from werkakademie.services.workplace import Workplace
from werkakademie.storage.transaction import Transaction

#: The author of everything that participants write themselves: the journal names the person an entry is about, so one
#: account without a password and without a name of anybody is enough, the same on each PC of every site.
OWN_ACCOUNT: Final = AccountId(UUID("0197f000-0000-7000-8000-00000000e190"))
#: German, as all data is: it stands in the log of changes.
OWN_ACCOUNT_NAME: Final = "Teilnehmende am eigenen Platz"


@dataclass(frozen=True, slots=True)
class OwnPlace(Workplace):
    """Handed to every service of `services/own/`; other services refuse it, for its only role may do nothing there."""

    participant_id: ParticipantId
    #: As the person is greeted.
    given_name: str
    #: The whole name, for their own papers and for what to say on the telephone.
    full_name: str = ""

    @property
    def draft_owner(self) -> UUID:
        return self.participant_id


def own_place(workplace: Workplace, tx: Transaction, participant_id: ParticipantId) -> OwnPlace:
    """The place of a person, inside the writing transaction in which they signed in."""
    person = tx.get(Participant, participant_id)
    _have_account(tx)
    return OwnPlace(
        store=workplace.store,
        account_id=OWN_ACCOUNT,
        account_name=short_name(person),
        roles=frozenset({Role.PARTICIPANT}),
        participant_id=participant_id,
        given_name=person.given_names or person.own_number,
        full_name=display_name(person.given_names, person.family_name, person.own_number),
    )


def short_name(person: Participant) -> str:
    """First name and initial: „Olena K.“; the own number of somebody without a name."""
    given, family = person.given_names.split(" ")[0], person.family_name
    initial = f"{family[0]}." if family else ""
    return f"{given} {initial}".strip() or person.own_number


def require_own_application(own: OwnPlace, tx: Transaction, application_id: JobApplicationId) -> JobApplication:
    """The application, if it is the person's own; raises NotAllowedError, MissingRowError."""
    application = tx.get(JobApplication, application_id)
    require_own(own, application.participant_id)
    return application


def require_own(own: OwnPlace, owner: ParticipantId) -> None:
    """Raises NotAllowedError unless what was found belongs to the person who sits here."""
    own.require(Permission.OWN_PLACE)
    if owner != own.participant_id:
        raise NotAllowedError


def require_writable(own: OwnPlace, tx: Transaction) -> Participant:
    """The person, if their data may be changed: not in the bin, not restricted. Raises the error that says why not."""
    own.require(Permission.OWN_PLACE)
    person_rights.require_readable(own, tx, own.participant_id)
    return tx.get(Participant, own.participant_id)


def _have_account(tx: Transaction) -> None:
    if tx.find(Account, OWN_ACCOUNT) is None:
        tx.add(Account(id=OWN_ACCOUNT, name=OWN_ACCOUNT_NAME, created_at=tx.now))
        tx.flush()
        tx.add(AccountRole(account_id=OWN_ACCOUNT, role=Role.PARTICIPANT))
