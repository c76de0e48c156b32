"""Says before anybody types that a group, or a person's group, is coached by others."""

from werkakademie.records.access import ForeignGroup
from werkakademie.records.ids import GroupId, ParticipantId
from werkakademie.records.permissions import Permission
from werkakademie.services.workplace import Workplace
from werkakademie.storage import reach


def others_group(workplace: Workplace, group_id: GroupId) -> ForeignGroup | None:
    """The group, if a change of it would be refused because of its coaches."""
    workplace.require(Permission.READ_GROUPS)
    if workplace.reaches_all_groups():
        return None
    with workplace.store.read() as tx:
        return reach.group_outside(tx, workplace.account_id, (group_id,))


def others_person(workplace: Workplace, participant_id: ParticipantId) -> ForeignGroup | None:
    """The person's latest group, if a change of the person would be refused because of its coaches."""
    workplace.require(Permission.READ_PEOPLE)
    if workplace.reaches_all_groups():
        return None
    with workplace.store.read() as tx:
        return reach.person_outside(tx, workplace.account_id, (participant_id,))
