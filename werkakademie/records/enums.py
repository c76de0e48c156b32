"""The closed lists of the field (domain terms in English, stored by value; their German labels are in labels.py)."""

from enum import Enum, IntEnum


class Role(Enum):
    """What an account may do."""

    LEAD = "lead"
    COACH = "coach"
    CARER = "carer"
    #: Marks attendance and nothing else.
    ATTENDANCE = "attendance"
    PARTICIPANT = "participant"


class Land(Enum):
    """The sixteen Länder by the code that public holidays are looked up with."""

    BW = "BW"
    BY = "BY"
    BE = "BE"
    BB = "BB"
    HB = "HB"
    HH = "HH"
    HE = "HE"
    MV = "MV"
    NI = "NI"
    NW = "NW"
    RP = "RP"
    SL = "SL"
    SN = "SN"
    ST = "ST"
    SH = "SH"
    TH = "TH"


class Sex(Enum):
    """Sex as the person states it."""

    FEMALE = "female"
    MALE = "male"
    DIVERSE = "diverse"
    NOT_STATED = "not_stated"


class ClientKind(Enum):
    """New to the benefit, or there for longer."""

    NEW = "new"
    EXISTING = "existing"


class ApplicantType(Enum):
    """The situation in which the person applied for the benefit."""

    UNEMPLOYED = "unemployed"
    EMPLOYED = "employed"
    SELF_EMPLOYED = "self_employed"
    TRAINING = "training"
    PARENTAL_LEAVE = "parental_leave"
    OTHER = "other"


class SchoolLeaving(Enum):
    """The highest school leaving certificate."""

    NONE = "none"
    SPECIAL = "special"
    FIRST = "first"
    MIDDLE = "middle"
    ADVANCED_TECHNICAL = "advanced_technical"
    UNIVERSITY_ENTRANCE = "university_entrance"
    ABROAD = "abroad"


class VocationalQualification(Enum):
    """The highest vocational qualification, usable on the labour market or not."""

    NONE = "none"
    ABROAD_UNRECOGNISED = "abroad_unrecognised"
    DUAL = "dual"
    SCHOOL_BASED = "school_based"
    MASTER = "master"
    UNIVERSITY = "university"


class GermanLevel(Enum):
    """Command of German by the European framework (CEFR)."""

    NONE = "none"
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"
    NATIVE = "native"


class PcSkill(Enum):
    """Practice with a PC."""

    NONE = "none"
    BASIC = "basic"
    SAFE = "safe"


class Focus(Enum):
    """Whom a group is for (Zielgruppe)."""

    NEW_CLIENTS = "new_clients"
    EXISTING_CLIENTS = "existing_clients"
    SINGLE_PARENTS = "single_parents"
    OLDER = "older"
    NO_QUALIFICATION = "no_qualification"
    MINIJOB = "minijob"
    MIXED = "mixed"


class AttendanceMark(Enum):
    """The key of one person at one session. NOT_RECORDED, NOT_BOOKED and CANCELLED are derived, never stored."""

    PRESENT = "A"
    ONLINE = "O"
    LATE = "V"
    LEFT_EARLY = "F"
    EXCUSED = "E"
    SICK = "K"
    SICK_PENDING = "M"
    INTERVIEW = "T"
    AUTHORITY = "B"
    CHILDCARE = "C"
    UNEXCUSED = "U"
    CANCELLED = "X"
    NOT_BOOKED = "–"
    NOT_RECORDED = "?"


class NonEntryReason(Enum):
    """Why somebody who was allocated did not enter."""

    DID_NOT_APPEAR = "did_not_appear"
    DECLINED_BY_PERSON = "declined_by_person"
    DECLINED_BY_PROVIDER = "declined_by_provider"
    TOOK_UP_WORK = "took_up_work"
    TOOK_UP_TRAINING = "took_up_training"
    NOT_REACHED = "not_reached"
    MISSING_CHILDCARE = "missing_childcare"
    HEALTH = "health"
    LANGUAGE = "language"
    LOST_BENEFIT = "lost_benefit"
    MOVED = "moved"
    NO_PLACE = "no_place"


class ExitType(Enum):
    """How an enrolment ended."""

    PLANNED = "planned"
    EARLY = "early"
    BROKEN_OFF = "broken_off"
    CANCELLED_BEFORE_START = "cancelled_before_start"


class ExitReason(Enum):
    """Why an enrolment ended; not the outcome."""

    COMPLETED = "completed"
    TOOK_UP_WORK = "took_up_work"
    TOOK_UP_TRAINING = "took_up_training"
    SELF_EMPLOYMENT = "self_employment"
    OTHER_MEASURE = "other_measure"
    MISSING_CHILDCARE = "missing_childcare"
    HEALTH = "health"
    MOVED = "moved"
    LOST_BENEFIT = "lost_benefit"
    UNEXCUSED_ABSENCE = "unexcused_absence"
    DECLINED = "declined"
    DIED = "died"
    OTHER = "other"


class SuspensionKind(Enum):
    """Why an enrolment rests for a while without ending."""

    PARENTAL_LEAVE = "parental_leave"
    SICK_PAY = "sick_pay"
    OTHER = "other"


class OutcomeCategory(IntEnum):
    """The status on the cut-off day; the lowest number that applies (domain section 5)."""

    INSURED_FULL_TIME = 1
    INSURED_PART_TIME = 2
    VOCATIONAL_TRAINING = 3
    SELF_EMPLOYED = 4
    MARGINAL = 5
    PUBLICLY_FUNDED = 6
    OTHER_MEASURE = 7
    SCHOOL = 8
    SEEKING = 9
    NOT_SEEKING = 10
    DIED = 11
    UNKNOWN = 12


class TrainingPlace(Enum):
    """Where a fully qualifying vocational training takes place (category 3)."""

    COMPANY = "company"
    SCHOOL = "school"


class FundingKind(Enum):
    """The kind of publicly funded work (category 6); the paragraphs are labels, not logic."""

    PARTICIPATION = "16i"
    WORK_OPPORTUNITY = "16d"


class BenefitChange(Enum):
    """The benefit on the cut-off day against the month of entry."""

    ENDED = "ended"
    REDUCED = "reduced"
    UNCHANGED = "unchanged"
    HIGHER = "higher"
    NONE_AT_ENTRY = "none_at_entry"


class Evidence(Enum):
    """Where an outcome is known from."""

    OWN_STATEMENT = "own_statement"
    EMPLOYER_CONFIRMED = "employer_confirmed"
    CONTRACT_SEEN = "contract_seen"
    CASE_SYSTEM = "case_system"


class FollowUpState(Enum):
    """Where the work of finding an outcome out stands."""

    OPEN = "open"
    ANSWERED = "answered"
    NOT_REACHED = "not_reached"
    CLOSED_BY_DEATH = "closed_by_death"


class ContactChannel(Enum):
    """How somebody tried to reach the person."""

    PHONE = "phone"
    LETTER = "letter"
    EMAIL = "email"
    VISIT = "visit"
    EMPLOYER = "employer"
    CASE_SYSTEM = "case_system"


class ContactResult(Enum):
    """What came of one attempt."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    WRONG_NUMBER = "wrong_number"
    CALL_BACK = "call_back"
    DECLINED = "declined"


class ApplicationStage(Enum):
    """The stages of one application."""

    RESEARCHED = "researched"
    APPLIED = "applied"
    ANSWER = "answer"
    INVITATION = "invitation"
    INTERVIEW = "interview"
    TRIAL_WORK = "trial_work"
    OFFER = "offer"
    REFUSAL = "refusal"
    NO_ANSWER = "no_answer"


class SearchActivityKind(Enum):
    """What counts as looking for work beside an application."""

    CALL = "call"
    VISIT = "visit"
    FAIR = "fair"
    PORTAL = "portal"
    #: Asking people one knows.
    ACQUAINTANCE = "acquaintance"
    OTHER = "other"


class NextStep(Enum):
    """What a person means to do next about an application."""

    WAIT = "wait"
    ASK_AGAIN = "ask_again"
    SEND_PAPERS = "send_papers"
    PREPARE_INTERVIEW = "prepare_interview"
    NOTHING = "nothing"
    OTHER = "other"


class ClaimState(Enum):
    """What became of somebody's word that they are there."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class CommentOn(Enum):
    """What a coach's comment is about."""

    RESUME = "resume"
    LETTER = "letter"


class ResumeLayout(Enum):
    """The looks of a CV; each has one column and is tabular."""

    CLASSIC = "classic"
    CLEAR = "clear"
    COMPACT = "compact"


class CourseCard(Enum):
    """The cards of the short course."""

    MOUSE = "mouse"
    KEYBOARD = "keyboard"
    SAVE = "save"
    PRINT = "print"
    MAILBOX = "mailbox"
    UPLOAD = "upload"


class VacancySource(Enum):
    """Where the person found the vacancy."""

    JOB_PORTAL = "job_portal"
    EMPLOYMENT_AGENCY = "employment_agency"
    NEWSPAPER = "newspaper"
    COMPANY_SITE = "company_site"
    ACQUAINTANCE = "acquaintance"
    COACH = "coach"
    FAIR = "fair"
    SPECULATIVE = "speculative"
    OTHER = "other"


class ApplicationChannel(Enum):
    """How an application reached the employer."""

    EMAIL = "email"
    ONLINE_FORM = "online_form"
    LETTER = "letter"
    IN_PERSON = "in_person"
    PHONE = "phone"
    OTHER = "other"


class PaperKind(Enum):
    """The kinds of application papers."""

    CV = "cv"
    COVER_LETTER = "cover_letter"
    CERTIFICATE = "certificate"
    PHOTO = "photo"
    FOLDER = "folder"
    OTHER = "other"


class PaperStatus(Enum):
    """How far a paper has come."""

    MISSING = "missing"
    DRAFT = "draft"
    CHECKED = "checked"
    READY = "ready"


class SessionKind(Enum):
    """A meeting of the group or of one person."""

    GROUP = "group"
    SINGLE = "single"


class EntryState(Enum):
    """What is known about an allocated person's entry (domain section 5: A, N, Q)."""

    ENTERED = "entered"
    NOT_ENTERED = "not_entered"
    UNCLEAR = "unclear"


class Basis(Enum):
    """Whom a figure counts: those who entered, or all who were allocated (for comparisons by assignment)."""

    ENTERED = "entered"
    ALLOCATED = "allocated"


class Unit(Enum):
    """What a figure counts: enrolments, or persons by their last exit in the period."""

    ENROLMENTS = "enrolments"
    PERSONS = "persons"


class DeviceState(Enum):
    """Whether a line of the journal goes on: only the present PC's newest epoch does."""

    PRESENT = "present"
    PAST = "past"


class JournalOperation(Enum):
    """What happened to a row."""

    INSERT = "I"
    UPDATE = "U"
    DELETE = "D"
    #: A person's values were erased for good.
    ERASE = "X"
    #: Something happened that changed no row.
    EVENT = "E"


class AccessKind(Enum):
    """Why looking at a record is written down."""

    OUTSIDE_OWN_GROUPS = "outside_own_groups"
    RECORD_HANDED_OUT = "record_handed_out"


class RetentionKind(Enum):
    """Kinds of data with a period of their own (domain section 11)."""

    PAPERS = "papers"
    JOB_SEARCH = "job_search"
    NOTES = "notes"
    CONTACT = "contact"
    NEVER_ENTERED = "never_entered"
    ATTENDANCE = "attendance"
    OUTCOME = "outcome"
    #: What carers must know of a child, and who may collect it.
    CARE_NOTES = "care_notes"
    #: Bookings and who came and went when.
    CARE_VISITS = "care_visits"
    #: The children themselves with the search for a lasting place.
    CHILDREN = "children"
    #: Everything about a person, on their own wish or by the lead's decision.
    PERSON = "person"


class ErasureState(Enum):
    """How far a list of what is to be deleted has come."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class ErasureReason(Enum):
    """Why everything about one person is deleted before its time; a closed list, for free words might name somebody."""

    OWN_WISH = "own_wish"
    NOT_NEEDED = "not_needed"
    NOT_ALLOWED = "not_allowed"


class ErasureDrop(Enum):
    """Why something that was proposed was not deleted after all."""

    HELD = "held"
    RESTRICTED = "restricted"
    NOT_DUE = "not_due"
    NOT_APPROVED = "not_approved"
    GONE = "gone"


class AgeBand(Enum):
    """Ages that may weigh differently in a carer's hands (domain section 6)."""

    UNDER_TWO = "under_two"
    UNDER_THREE = "under_three"
    #: From the third birthday until the sixth.
    PRESCHOOL = "preschool"
    SCHOOL = "school"


class CarerQualification(Enum):
    """What a carer has learned."""

    PROFESSIONAL = "professional"
    CHILD_MINDER = "child_minder"
    TRAINED = "trained"
    OTHER = "other"


class CarerDayKind(Enum):
    """How a carer's day differs from the weekly shifts; why somebody is absent is stored nowhere."""

    ABSENT = "absent"
    EXTRA = "extra"


class OverCapacity(Enum):
    """What the site does about more children than its policy allows."""

    #: Allowed with a recorded reason.
    WARN = "warn"
    STOP = "stop"


class BookingState(Enum):
    """Where a child's place at one slot stands."""

    BOOKED = "booked"
    WAITING = "waiting"
    #: A place became free and is held until a deadline.
    OFFERED = "offered"
    #: The parent does not need it this time.
    RELEASED = "released"
    #: The parent is not expected any more; nobody needs the place.
    FREED = "freed"
    #: The parent is expected, and care cannot be given.
    FALLEN_THROUGH = "fallen_through"


class BookingCause(Enum):
    """Why a booking is not simply there."""

    NO_ROOM = "no_room"
    #: The session was moved to where the place does not fit.
    MOVED = "moved"
    OFFER_LAPSED = "offer_lapsed"
    SESSION_CANCELLED = "session_cancelled"
    SESSION_REMOVED = "session_removed"
    #: Another slot was chosen, the enrolment rests or has ended.
    NOT_EXPECTED = "not_expected"
    #: The child needs no care any more, or the consent is missing or withdrawn.
    NO_CARE_WANTED = "no_care_wanted"
    #: The group has no care beside its sessions any more.
    NO_CARE_OFFERED = "no_care_offered"
    BY_PARENT = "by_parent"
    #: The slot was cancelled, or too few carers were there.
    CARE_CANCELLED = "care_cancelled"


class CareKind(Enum):
    """The kinds of a lasting place."""

    KITA = "kita"
    CHILD_MINDER = "child_minder"
    AFTER_SCHOOL = "after_school"
    FAMILY = "family"


class CareAnswer(Enum):
    """What came of asking for a lasting place."""

    OPEN = "open"
    WAITING_LIST = "waiting_list"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
