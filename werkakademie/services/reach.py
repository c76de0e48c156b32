"""Whose groups and people an account may change: its own, those that nobody coaches, and where it stands in today.

Names are read by all staff; what is called here stands before each change, inside its transaction.
"""

from collections.abc import Collection

from werkakademie.errors import NotAllowedError
from werkakademie.i18n import _
from werkakademie.records.access import ForeignGroup
from werkakademie.records.ids import EnrolmentId, GroupId, ParticipantId
from werkakademie.records.permissions import Permission
from werkakademie.services.workplace import Workplace
from werkakademie.storage import reach
from werkakademie.storage.transaction import Transaction


class OutsideOwnGroupsError(NotAllowedError):
    """The group, or the person's group, is coached by others."""

    def __init__(self, group_name: str, coaches: tuple[str, ...]) -> None:
        super().__init__(group_name, coaches)
        self.group_name = group_name
        self.coaches = coaches

    def sentence(self) -> str:
        return _(
            "Die Gruppe „{group}“ gehört zu {coaches}. Es wurde nichts geändert. Wenn Sie einspringen, wählen Sie "
            "bitte auf der Seite „Gruppen“ die Gruppe und dort „Vertretung übernehmen“."
        ).format(group=self.group_name, coaches=", ".join(self.coaches))


def require_group(
    workplace: Workplace, tx: Transaction, group_id: GroupId, *, to: Permission = Permission.EDIT_GROUPS
) -> None:
    """Raises OutsideOwnGroupsError for a group that others coach. `to` says what is to be done with it."""
    require_groups(workplace, tx, (group_id,), to=to)


def require_groups(
    workplace: Workplace,
    tx: Transaction,
    group_ids: Collection[GroupId],
    *,
    to: Permission = Permission.EDIT_GROUPS,
) -> None:
    """Raises OutsideOwnGroupsError if others coach one of the groups."""
    if not workplace.reaches_all_groups(to):
        _refuse(reach.group_outside(tx, workplace.account_id, group_ids))


def require_enrolments(workplace: Workplace, tx: Transaction, enrolment_ids: Collection[EnrolmentId]) -> None:
    """Raises OutsideOwnGroupsError if others coach the group of one of the enrolments."""
    if not workplace.reaches_all_groups():
        _refuse(reach.group_outside(tx, workplace.account_id, reach.groups_of(tx, enrolment_ids)))


def require_participant(workplace: Workplace, tx: Transaction, participant_id: ParticipantId) -> None:
    """Raises OutsideOwnGroupsError for a person who has been in other coaches' groups only."""
    require_participants(workplace, tx, (participant_id,))


def require_participants(workplace: Workplace, tx: Transaction, participant_ids: Collection[ParticipantId]) -> None:
    """Raises OutsideOwnGroupsError if one of the people has been in other coaches' groups only."""
    if not workplace.reaches_all_groups():
        _refuse(reach.person_outside(tx, workplace.account_id, participant_ids))


def require_free(workplace: Workplace, tx: Transaction, participant_ids: Collection[ParticipantId]) -> None:
    """Raises OutsideOwnGroupsError if one of the people holds a place today in other coaches' groups only.

    Whoever has left those groups may be enrolled by the next coach.
    """
    if not workplace.reaches_all_groups():
        _refuse(reach.person_placed_outside(tx, workplace.account_id, participant_ids))


def is_outside(workplace: Workplace, tx: Transaction, participant_id: ParticipantId) -> bool:
    """Whether opening the person's record is to be written down."""
    if workplace.reaches_all_groups():
        return False
    return reach.person_outside(tx, workplace.account_id, (participant_id,)) is not None


def _refuse(found: ForeignGroup | None) -> None:
    if found is not None:
        raise OutsideOwnGroupsError(found.name, found.coaches)
