"""After an erasure the person's words are found nowhere: in no page, no log, no file beside the store."""

import logging
import random
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from tests.factories import COACH, PASSWORD, QUICK, a_group, a_paper, a_session, an_enrolment
from tests.unit.services.erasable import IN_AUTUMN, a_colleague, approve, everything_due, somebody
from tests.unit.services.family_words import OF_CHILDREN, OF_NOTES, OF_VISITS, a_family, with_a_job
from tests.unit.services.own_words import at_their_place
from tests.unit.services.raw_pages import everything
from werkakademie.records.backups import BackupReason
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import (
    AccessKind,
    ApplicationStage,
    AttendanceMark,
    ContactChannel,
    ContactResult,
    ErasureReason,
    Evidence,
    ExitReason,
    ExitType,
    OutcomeCategory,
    PaperKind,
    RetentionKind,
)
from werkakademie.records.ids import ParticipantId
from werkakademie.records.site import NewSite
from werkakademie.services import (
    access_log,
    attendance,
    drafts,
    enrolments,
    erasure,
    exits,
    follow_ups,
    job_search,
    papers,
    participant_pins,
    participants,
    person_rights,
    retention,
    sessions,
    site,
)
from werkakademie.services.workplace import Workplace
from werkakademie.storage.backup import back_up
from werkakademie.storage.backup_file import backups_folder
from werkakademie.storage.erasure_plan import OWNED
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.storage.vault import open_with_password
from werkakademie.storage.vault_file import vault_accounts


class Words:
    """Words that stand nowhere else; each remembers what it is for."""

    def __init__(self) -> None:
        self._random = random.Random(20261122)
        self.given: dict[str, str] = {}

    def __call__(self, what: str, length: int = 12) -> str:
        word = "".join(self._random.choice("abcdefghijklmnopqrstuvwxyz") for _sign in range(length))
        self.given[what] = word
        return word

    def found_in(self, content: bytes) -> set[str]:
        """What the words are for that are found; the index keeps only small letters, and shared beginnings once."""
        lowered = content.lower()
        return {what for what, word in self.given.items() if word[3:].encode() in lowered}


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[tuple[Workplace, SteppedClock]]:
    clock = SteppedClock(IN_AUTUMN)
    new = NewSite("Übungsstandort", "NI", COACH, PASSWORD)
    workplace, _key = site.create_site(tmp_path / "store", new, clock=clock, ids=CountingIds(), hardness=QUICK)
    yield workplace, clock
    workplace.store.close()


def key_of(workplace: Workplace) -> bytes:
    folder = workplace.store.path.parent
    return open_with_password(folder, vault_accounts(folder)[0].account_id, PASSWORD)


def used_for_weeks(workplace: Workplace, clock: SteppedClock, word: Words) -> ParticipantId:
    """A person with a word in every text field, many of them changed or deleted since."""
    fields = {
        name: word(name)
        for name in ("given_names", "family_name", "own_number", "languages", "phone", "email", "street", "city")
    }
    fields |= {"postcode": word("postcode"), "months_in_need_source": word("months_in_need_source")}
    person = participants.add_participant(workplace, fields=fields).value
    for name in ("phone", "street", "family_name"):
        participants.change_participant(workplace, person, fields={name: word(f"{name} changed")})
    group_id = a_group(workplace, starts_on=date(2026, 10, 1))
    enrolment_id = an_enrolment(workplace, group_id, person)
    enrolments.confirm_entry(workplace, enrolment_id, entry_on=date(2026, 11, 2), reason=word("confirmed because"))
    attendance.give_mark(
        workplace, a_session(workplace, group_id, date(2026, 11, 9)), enrolment_id, mark=AttendanceMark.LATE
    )
    single = a_session(workplace, group_id, date(2026, 11, 18), room=word("single room"), enrolment_id=enrolment_id)
    sessions.cancel_session(workplace, single, reason=word("single cancelled"))
    family = a_family(workplace, group_id, person, word)
    applied(workplace, person, word)
    with_papers(workplace, person, word)
    at_their_place(workplace, person, word)
    drafts.save_draft(workplace, DraftKey.about("participant.change", person), {"note": word("draft about")})
    drafts.save_draft(workplace, DraftKey("elsewhere"), {
        "text": word("draft naming"), "who": f"{fields['given_names']} {word.given['family_name changed']}",
    })  # fmt: skip
    access_log.note(workplace, AccessKind.RECORD_HANDED_OUT, person)
    participant_pins.set_pin(workplace, person, pin="482913")
    participant_pins.set_card_number(workplace, person, card_number=word("card number"))
    person_rights.note_dispute(workplace, person, about=word("about"), statement=word("statement"))
    restriction = person_rights.restrict(workplace, person, reason=word("restriction")).value
    person_rights.lift_restriction(workplace, restriction)
    retention.lift_hold(workplace, retention.hold(workplace, person, reason=word("hold")).value)
    done = exits.record_exit(
        workplace, enrolment_id,
        fields={"exit_on": date(2026, 11, 20), "exit_type": ExitType.PLANNED, "exit_reason": ExitReason.COMPLETED},
    )  # fmt: skip
    job = {
        "employer_name": word("placement"), "starts_on": date(2026, 11, 19),
        "category": OutcomeCategory.INSURED_FULL_TIME, "industry_code": "B",
    }  # fmt: skip
    with_a_job(workplace, family, exits.add_placement(workplace, enrolment_id, fields=job).value, word)
    follow_up = done.value.follow_up_id
    assert follow_up is not None
    tried = {"channel": ContactChannel.PHONE, "result": ContactResult.REACHED, "attempted_on": date(2026, 11, 20)}
    follow_ups.record_attempt(workplace, follow_up, fields={**tried, "note": word("attempt")})
    clock.set(datetime(2027, 2, 22, 9, 0, tzinfo=UTC))
    told = {"category": OutcomeCategory.INSURED_FULL_TIME, "observed_on": date(2027, 2, 22)}
    told |= {"evidence": Evidence.OWN_STATEMENT}
    outcome = follow_ups.record_outcome(workplace, follow_up, fields={**told, "note": word("outcome withdrawn")}).value
    follow_ups.withdraw_outcome(workplace, outcome)
    follow_ups.record_outcome(workplace, follow_up, fields={**told, "note": word("outcome")})
    return person


def applied(workplace: Workplace, person: ParticipantId, word: Callable[[str], str]) -> None:
    for turn in ("", " removed"):
        texts = {name: word(name + turn) for name in ("position", "reference", "contact", "link", "note")}
        application = job_search.add_application(
            workplace, person, employer_name=word("employer" + turn), employer_city=word("employer city" + turn),
            stage=ApplicationStage.APPLIED, happened_on=date(2026, 11, 9), fields=texts,
        ).value  # fmt: skip
        job_search.add_stage(
            workplace,
            application,
            stage=ApplicationStage.REFUSAL,
            happened_on=date(2026, 11, 11),
            note=word("stage" + turn),
        )
        if turn:
            job_search.remove_application(workplace, application)
        else:
            job_search.change_application(
                workplace, application, employer_name=word("employer changed"), fields={"note": word("note changed")}
            )


def with_papers(workplace: Workplace, person: ParticipantId, word: Callable[[str], str]) -> None:
    for turn in ("", " removed"):
        paper = a_paper(workplace, person, title=word("paper" + turn))
        papers.change_paper(workplace, paper, kind=PaperKind.OTHER, title=word("paper changed" + turn))
        for version in ("1", "2"):
            # Long enough for pages of its own, and the word at many places of them.
            data = (word(f"file {version}{turn}") + " ").encode() * 900
            papers.add_version(
                workplace, paper, file_name=word(f"file name {version}{turn}") + ".txt", media_type="text/plain",
                data=data, note=word(f"version note {version}{turn}"),
            )  # fmt: skip
        if turn:
            papers.remove_paper(workplace, paper)


def test_every_text_field_of_a_person_has_its_word(opened: tuple[Workplace, SteppedClock]) -> None:
    """So that the tests below look for all of them: a new text field fails here."""
    workplace, clock = opened
    word = Words()
    used_for_weeks(workplace, clock, word)
    words = set(word.given.values())
    closed = {
        *("media_type", "industry_edition", "industry_code", "occupation_code", "attachment_sha256", "pin_hash"),
        *("passed_over", "language", "question", "ratings", "occupation_group", "situation", "next_step"),
        "paper_comment.place",
    }
    missing, looked_at = [], []
    with workplace.store.read() as tx:
        for table in [*OWNED, "employer"]:
            for column in SQLModel.metadata.tables[table].columns:
                if not is_text(column.type) or closed & {column.name, f"{table}.{column.name}"}:
                    continue
                looked_at.append(f"{table}.{column.name}")
                values = [row[0] for row in tx.driver.execute(f'SELECT "{column.name}" FROM {table}')]
                if not any(value and any(word in value for word in words) for value in values):
                    missing.append(f"{table}.{column.name}")
    assert missing == []
    assert {"participant.given_names", "cover_letter.body", "child_note.needs", "employer.name"} <= set(looked_at)


def is_text(kind: sa.types.TypeEngine[object]) -> bool:
    """The columns' own type of texts only wraps the one of the database, and does not say what it is in Python."""
    within = kind.impl if isinstance(kind, sa.types.TypeDecorator) else kind
    return isinstance(within, sa.String) and not isinstance(kind, sa.Enum)


def test_no_word_of_an_erased_person_is_left(
    opened: tuple[Workplace, SteppedClock], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    workplace, clock = opened
    word, folder = Words(), workplace.store.path.parent
    caplog.set_level(logging.DEBUG)
    person = used_for_weeks(workplace, clock, word)
    somebody(workplace, a_group(workplace, "Herbst 4"), "Marek", "Nowak")
    key = key_of(workplace)
    assert word.found_in(everything(folder, key)) == word.given.keys()

    run_id = erasure.propose_person(workplace, person, reason=ErasureReason.OWN_WISH).value
    assert erasure.confirm(a_colleague(workplace), run_id).value.log_folded
    erasure.save_certificate(workplace, run_id, tmp_path / "Löschprotokoll.pdf")
    before = backups_folder(folder)
    assert word.found_in(everything(before, key)) == word.given.keys(), "the backup from before holds them still"
    shutil.rmtree(before)
    back_up(workplace.store, reason=BackupReason.REQUEST)
    content = everything(tmp_path, key) + caplog.text.encode() + b"".join(_inner_pdf(tmp_path / "Löschprotokoll.pdf"))
    assert b"nowak" in content.lower(), "others are there"
    assert word.found_in(content) == set()


@pytest.mark.parametrize(
    ("kind", "gone", "stays"),
    [
        (RetentionKind.PAPERS, {"paper", "file 1", "file name 2 removed", "version note 1"}, {"note", "phone"}),
        (RetentionKind.JOB_SEARCH, {"note", "note removed", "employer", "employer changed", "stage"}, {"file 1"}),
        (
            RetentionKind.NOTES,
            {"outcome", "attempt", "version note 1", "stage", "note changed"},
            {"position", "file 1"},
        ),
        (RetentionKind.CONTACT, {"phone", "phone changed", "street", "attempt", "email"}, {"family_name", "outcome"}),
        (RetentionKind.ATTENDANCE, {"single room", "single cancelled"}, {"confirmed because", "emergency note"}),
        (RetentionKind.CARE_NOTES, OF_NOTES, OF_VISITS | OF_CHILDREN - {"draft child"}),
        (RetentionKind.CARE_VISITS, OF_VISITS, OF_NOTES | OF_CHILDREN),
        (RetentionKind.CHILDREN, OF_NOTES | OF_VISITS | OF_CHILDREN, {"phone", "placement"}),
    ],
    ids=lambda one: one.value if isinstance(one, RetentionKind) else "",
)
def test_of_a_kind_only_its_words_go(
    opened: tuple[Workplace, SteppedClock], kind: RetentionKind, gone: set[str], stays: set[str]
) -> None:
    workplace, clock = opened
    word, folder = Words(), workplace.store.path.parent
    used_for_weeks(workplace, clock, word)
    approve(workplace)
    clock.set(datetime(2027, 12, 1, 9, 0, tzinfo=UTC))
    with_drafts = {"draft about", "draft naming"}
    run_id = erasure.propose(workplace, everything_due(workplace, kind)).value
    erasure.confirm(a_colleague(workplace), run_id)
    shutil.rmtree(backups_folder(folder))
    found = word.found_in(everything(folder, key_of(workplace)))
    assert gone <= word.given.keys()
    assert found & gone == set()
    assert stays | with_drafts <= found


def _inner_pdf(path: Path) -> Iterator[bytes]:
    import pikepdf

    with pikepdf.open(path) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream):
                yield one.read_bytes()
