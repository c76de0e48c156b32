"""Who may do what: the one table that services ask."""

from collections.abc import Iterable, Mapping

from werkakademie.records.enums import Role
from werkakademie.records.permissions import Permission

__all__ = ["ALLOWED", "Permission", "allowed", "reaches_all_groups"]

_PARTICIPANT = frozenset({Role.PARTICIPANT})
_EVERYBODY = frozenset({Role.LEAD, Role.COACH, Role.CARER, Role.ATTENDANCE})
_ROOM = frozenset({Role.LEAD, Role.COACH, Role.ATTENDANCE})
_STAFF = frozenset({Role.LEAD, Role.COACH})
_DOOR = _STAFF | {Role.CARER}
_LEAD = frozenset({Role.LEAD})
#: Who only marks attendance coaches no group, and so would reach none.
_MARKING_EVERYWHERE = frozenset({Role.LEAD, Role.ATTENDANCE})

#: Participants have no account of their own: they sign in at their place inside a store that a coach opened.
ALLOWED: Mapping[Permission, frozenset[Role]] = {
    Permission.USE_SITE: _EVERYBODY,
    Permission.KEEP_DRAFTS: _EVERYBODY | _PARTICIPANT,
    Permission.OWN_PLACE: _PARTICIPANT,
    Permission.OPEN_ROOM: _ROOM,
    Permission.SETTLE_CLAIMS: _ROOM,
    Permission.SIT_BESIDE: _STAFF,
    Permission.READ_ROSTERS: _ROOM,
    Permission.MARK_ATTENDANCE: _ROOM,
    Permission.READ_PEOPLE: _STAFF,
    Permission.EDIT_PEOPLE: _STAFF,
    Permission.READ_GROUPS: _STAFF,
    Permission.EDIT_GROUPS: _STAFF,
    Permission.CARE_DOOR: _DOOR,
    Permission.CARE_PLAN: _STAFF,
    Permission.CARE_SEARCH: _STAFF,
    Permission.CARE_REPORTS: _STAFF,
    Permission.CARE_SETTINGS: _LEAD,
    Permission.JOB_SEARCH: _STAFF,
    Permission.PAPERS: _STAFF,
    Permission.EXITS: _STAFF,
    Permission.FOLLOW_UPS: _STAFF,
    Permission.RESULTS: _STAFF,
    Permission.IMPORT: _STAFF,
    Permission.STAND_IN: _STAFF,
    Permission.ARRANGE_STAND_IN: _LEAD,
    Permission.RESET_PIN: _STAFF,
    Permission.CHECK_PIN: _ROOM,
    Permission.READ_HISTORY: _STAFF,
    Permission.UNDO_OWN: _ROOM,
    Permission.RESTORE_DELETED: _STAFF,
    Permission.NOTE_DISPUTE: _STAFF,
    Permission.HAND_OUT_RECORD: _STAFF,
    Permission.RESTRICT: _LEAD,
    Permission.RETENTION: _LEAD,
    Permission.ERASURE_PROPOSE: _LEAD,
    # The second pair of eyes may be a coach's: small sites have one lead.
    Permission.ERASURE_CONFIRM: _STAFF,
    Permission.EXPORT: _LEAD,
    Permission.CENTRAL: _LEAD,
    Permission.SETTINGS: _LEAD,
    Permission.ACCOUNTS: _LEAD,
    Permission.BACKUPS: _LEAD,
    Permission.CHECK_STORE: _LEAD,
    Permission.READ_JOURNAL: _LEAD,
    Permission.READ_ACCESS_LOG: _LEAD,
}


def allowed(roles: Iterable[Role], permission: Permission) -> bool:
    """Whether one of the roles is enough."""
    return not ALLOWED[permission].isdisjoint(roles)


def reaches_all_groups(roles: Iterable[Role], permission: Permission) -> bool:
    """Whether the roles reach every group and person, whoever coaches them; coaches reach their own and shared ones."""
    everywhere = _MARKING_EVERYWHERE if permission is Permission.MARK_ATTENDANCE else _LEAD
    return not everywhere.isdisjoint(roles)
