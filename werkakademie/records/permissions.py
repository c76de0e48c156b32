"""What an account can be allowed to do; who is allowed what stands in `rules/permissions.py`."""

from enum import Enum


class Permission(Enum):
    """One thing that a service asks for before it touches the store."""

    #: Sign in, see the site's name and settings, change one's own password, keep unfinished input.
    USE_SITE = "use_site"
    #: The sessions of a day and the roster of each by name, nothing else of a person.
    READ_ROSTERS = "read_rosters"
    MARK_ATTENDANCE = "mark_attendance"
    READ_PEOPLE = "read_people"
    EDIT_PEOPLE = "edit_people"
    READ_GROUPS = "read_groups"
    #: Keep unfinished input of a form.
    KEEP_DRAFTS = "keep_drafts"
    #: What is a participant's own, at the place where they signed in; nothing of anybody else.
    OWN_PLACE = "own_place"
    #: Let participants sign in at this PC, and see who of the running session is offered.
    OPEN_ROOM = "open_room"
    #: Confirm or decline that somebody is there.
    SETTLE_CLAIMS = "settle_claims"
    #: Say something about somebody's CV or letter, and see their place beside them.
    SIT_BESIDE = "sit_beside"
    #: A group's fields, slots and coaches, its sessions, and who is enrolled in it.
    EDIT_GROUPS = "edit_groups"
    #: The children of today with what must be known of them, arriving and leaving.
    CARE_DOOR = "care_door"
    #: Children, who may collect them, bookings, the waiting list, days of carers.
    CARE_PLAN = "care_plan"
    #: The search for a lasting place, and matching it with work.
    CARE_SEARCH = "care_search"
    CARE_REPORTS = "care_reports"
    #: Rooms, carers and the policy.
    CARE_SETTINGS = "care_settings"
    JOB_SEARCH = "job_search"
    PAPERS = "papers"
    EXITS = "exits"
    FOLLOW_UPS = "follow_ups"
    RESULTS = "results"
    IMPORT = "import"
    STAND_IN = "stand_in"
    #: Enter a stand-in for somebody else.
    ARRANGE_STAND_IN = "arrange_stand_in"
    RESET_PIN = "reset_pin"
    #: Let a participant sign in inside the opened store.
    CHECK_PIN = "check_pin"
    READ_HISTORY = "read_history"
    UNDO_OWN = "undo_own"
    #: Bring back from the bin what was deleted.
    RESTORE_DELETED = "restore_deleted"
    NOTE_DISPUTE = "note_dispute"
    HAND_OUT_RECORD = "hand_out_record"
    RESTRICT = "restrict"
    RETENTION = "retention"
    ERASURE_PROPOSE = "erasure_propose"
    ERASURE_CONFIRM = "erasure_confirm"
    EXPORT = "export"
    CENTRAL = "central"
    SETTINGS = "settings"
    ACCOUNTS = "accounts"
    BACKUPS = "backups"
    CHECK_STORE = "check_store"
    #: Everybody's changes, not only the history of one record.
    READ_JOURNAL = "read_journal"
    READ_ACCESS_LOG = "read_access_log"
