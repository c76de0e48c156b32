"""Undo and redo against a list of pictures of the whole store: two coaches who edit, take back and do again."""

import json
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.factories import a_group, a_participant, a_session, an_application, an_enrolment, make_workplace
from tests.laws import examples
from werkakademie.errors import SituationError
from werkakademie.models import Account, AccountRole
from werkakademie.records.enums import ApplicationStage, AttendanceMark, Role, Sex
from werkakademie.records.ids import AccountId, ParticipantId
from werkakademie.services import attendance, enrolments, groups, job_search, participants, undo
from werkakademie.services.workplace import Workplace
from werkakademie.storage.journal.chain import verify
from werkakademie.storage.journal.triggers import journalled_tables
from werkakademie.storage.journal.undo_errors import UndoRefusedError
from werkakademie.storage.transaction import Store

Picture = dict[str, dict[str, Any]]
NAMES = ("Olena", "Ali", "Zoë")
WHO = st.sampled_from((0, 1))


def picture(store: Store, *, bin_too: bool = False) -> Picture:
    """All rows that a person could see: a row marked as deleted is as good as none."""
    found: Picture = {}
    with store.read() as tx:
        for table in journalled_tables(tx.driver):
            columns = [column for column in table.columns if column != "deleted"]
            shown = " WHERE NOT deleted" if "deleted" in table.columns and not bin_too else ""
            key = table.row_id(f'"{table.name}"')
            names = ", ".join(f'"{column}"' for column in columns)
            rows = tx.driver.execute(f'SELECT {key}, {names} FROM "{table.name}"{shown}').fetchall()
            found[table.name] = {row[0]: dict(zip(columns, row[1:], strict=True)) for row in rows}
    return found


def whole(store: Store) -> str:
    """Every row of every journalled table, deleted ones too, to tell whether anything at all was changed."""
    with store.read() as tx:
        return json.dumps(
            {
                table.name: sorted(
                    map(repr, tx.driver.execute(f'SELECT {", ".join(table.columns)} FROM "{table.name}"').fetchall())
                )
                for table in journalled_tables(tx.driver)
            }
        )


class Undoing(RuleBasedStateMachine):
    """Each coach has a list of (before, after, all rows then) for what could be taken back, and one for doing again."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        first = make_workplace(self.folder / "Standort")
        self.store = first.store
        other = AccountId(self.store.ids.new_id())
        with self.store.write(first.account_id) as tx:
            tx.add(Account(id=other, name="Renate Öz", created_at=tx.now))
            tx.flush()
            tx.add(AccountRole(account_id=other, role=Role.LEAD))
        self.coaches = (first, Workplace(self.store, other, "Renate Öz", frozenset({Role.LEAD})))
        self.group = a_group(first)
        self.session = a_session(first, self.group)
        self.people: list[ParticipantId] = [a_participant(first, name, "Alt") for name in NAMES]
        self.since = undo.newest_transaction(first)
        self.done: tuple[list[tuple[Picture, Picture, str]], ...] = ([], [])
        self.undone: tuple[list[tuple[Picture, Picture, str]], ...] = ([], [])

    @initialize()
    def begin(self) -> None:
        """The first enrolment is there from the beginning."""
        self.enrolments = [an_enrolment(self.coaches[0], self.group, self.people[0])]
        self.since = undo.newest_transaction(self.coaches[0])

    def act(self, who: int, action: Any) -> None:
        """Run a service; what changed something becomes the newest thing to take back."""
        before, number = picture(self.store), undo.newest_transaction(self.coaches[who])
        try:
            action(self.coaches[who])
        except SituationError:
            return
        if undo.newest_transaction(self.coaches[who]) == number:
            return
        self.done[who].append((before, picture(self.store), whole(self.store)))
        self.undone[who].clear()

    @rule(who=WHO, name=st.sampled_from(NAMES))
    def take_in(self, who: int, name: str) -> None:
        self.act(who, lambda workplace: self.people.append(a_participant(workplace, name, "Neu")))

    @rule(who=WHO, which=st.integers(0, 5), name=st.sampled_from(NAMES), sex=st.sampled_from(Sex))
    def change_person(self, who: int, which: int, name: str, sex: Sex) -> None:
        person = self.people[which % len(self.people)]
        fields = {"family_name": name, "sex": sex}
        self.act(who, lambda workplace: participants.change_participant(workplace, person, fields=fields))

    @rule(who=WHO, which=st.integers(0, 5), removed=st.booleans())
    def remove_person(self, who: int, which: int, removed: bool) -> None:
        person = self.people[which % len(self.people)]
        self.act(who, lambda workplace: participants.remove_participant(workplace, person, removed=removed))

    @rule(who=WHO, which=st.integers(0, 5))
    def enrol(self, who: int, which: int) -> None:
        person = self.people[which % len(self.people)]
        self.act(who, lambda workplace: self.enrolments.append(an_enrolment(workplace, self.group, person)))

    @rule(who=WHO, which=st.integers(0, 5))
    def remove_enrolment(self, who: int, which: int) -> None:
        one = self.enrolments[which % len(self.enrolments)]
        self.act(who, lambda workplace: enrolments.remove_enrolments(workplace, (one,)))

    @rule(
        who=WHO,
        which=st.integers(0, 5),
        mark=st.sampled_from((AttendanceMark.PRESENT, AttendanceMark.EXCUSED, AttendanceMark.NOT_RECORDED)),
    )
    def mark(self, who: int, which: int, mark: AttendanceMark) -> None:
        one = self.enrolments[which % len(self.enrolments)]
        self.act(who, lambda workplace: attendance.give_mark(workplace, self.session, one, mark=mark))

    @rule(who=WHO, which=st.integers(0, 5), employer=st.sampled_from(("Nord GmbH", "Süd AG")))
    def apply(self, who: int, which: int, employer: str) -> None:
        person = self.people[which % len(self.people)]
        self.act(who, lambda workplace: an_application(workplace, person, employer))

    @rule(who=WHO, which=st.integers(0, 5), stage=st.sampled_from((ApplicationStage.ANSWER, ApplicationStage.OFFER)))
    def next_stage(self, who: int, which: int, stage: ApplicationStage) -> None:
        known = job_search.job_search_log(self.coaches[who], self.people[which % len(self.people)]).applications
        if known:
            number, day = known[0].id, date(2026, 11, 20)
            self.act(who, lambda workplace: job_search.add_stage(workplace, number, stage=stage, happened_on=day))

    @rule(who=WHO, room=st.sampled_from(("Raum 1", "Raum 2")))
    def change_group(self, who: int, room: str) -> None:
        self.act(who, lambda workplace: groups.change_group(workplace, self.group, fields={"room": room}))

    @rule(who=WHO)
    def press_undo(self, who: int) -> None:
        self.press(who, undo.undo_last, self.done[who], self.undone[who], wanted=0)

    @rule(who=WHO)
    def press_redo(self, who: int) -> None:
        self.press(who, undo.redo_last, self.undone[who], self.done[who], wanted=1)

    @rule(who=WHO, which=st.integers(0, 1), names=st.permutations(NAMES))
    def quarrel(self, who: int, which: int, names: list[str]) -> None:
        """Both change the same field, one after the other, and the first one wants it back."""
        for each, name in ((who, names[0]), (1 - who, names[1])):
            self.change_person(each, which, name, Sex.DIVERSE)
        self.press_undo(who)

    def press(self, who: int, key: Any, here: list[Any], there: list[Any], *, wanted: int) -> None:
        """What comes is the picture of before (or after), as far as nobody else changed anything since."""
        before = picture(self.store)
        everything, with_bin = whole(self.store), picture(self.store, bin_too=True)
        try:
            told = key(self.coaches[who], since=self.since).value
        except UndoRefusedError:
            assert here
            assert whole(self.store) == everything, "a refused undo changes nothing"
            # All rows, because somebody may have changed one that lies in the bin.
            assert everything != here[-1][2], "nobody changed anything since, so it had to be possible"
            return
        assert (told is None) == (not here)
        if told is None:
            assert whole(self.store) == everything
            return
        pair = here.pop()
        after = picture(self.store)
        # What this press changed is what the other key gives back: another's change beside it stays as it is.
        there.append((*((after, before) if wanted == 0 else (before, after)), whole(self.store)))
        if everything == pair[2]:
            assert after == pair[wanted]
        for table, row, column in changed(pair[0], pair[1]):
            # An employer that others use by now stays, and is another's as much as one's own.
            if table != "employer":
                # A row that was taken to the bin since can still be changed there.
                was = pair[1 - wanted][table].get(row)
                is_now = (before if was is None else with_bin)[table].get(row)
                assert (was or {}).get(column) == (is_now or {}).get(column), "nobody had touched it since"
        assert changed(before, after) <= changed(pair[0], pair[1]), "only what the action had changed"

    def teardown(self) -> None:
        with self.store.read() as tx:
            assert verify(tx.driver) == (), "the chain holds at the end"
        self.store.close()
        shutil.rmtree(self.folder)


def changed(before: Picture, after: Picture) -> set[tuple[str, str, str]]:
    """(table, row, column) that differ; a row that came or went differs in all of them."""
    found = set()
    for table in before:
        for row in before[table].keys() | after[table].keys():
            old, new = before[table].get(row, {}), after[table].get(row, {})
            found |= {(table, row, column) for column in old.keys() | new.keys() if old.get(column) != new.get(column)}
            if not old or not new:
                found |= {(table, row, column) for column in {*old, *new}}
    return found


TestUndoing = Undoing.TestCase
TestUndoing.settings = examples(10, stateful_step_count=25)
