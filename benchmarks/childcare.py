"""What it costs that places follow the parents: a whole term booked by one action, and one more family beside it."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, time
from pathlib import Path
from typing import Any

from benchmarks.harness import Figure, medians_of_turns, seconds_of
from tests.factories import (
    a_care_room,
    a_carer,
    a_group,
    a_participant,
    an_enrolment,
    care_for_group,
    make_workplace,
)
from werkakademie.models import Child
from werkakademie.records.enums import SuspensionKind
from werkakademie.records.groups import SlotDraft
from werkakademie.records.ids import ChildId, EnrolmentId, GroupId
from werkakademie.records.sessions import SessionProposal
from werkakademie.services import enrolments, sessions
from werkakademie.services.workplace import Workplace
from werkakademie.storage.engine import WRITES
from werkakademie.storage.journal import triggers

#: 20 weeks of 5 days, and a place for each of so many children.
WEEKS, DAYS, CHILDREN = 20, 5, 30
MOST_SECONDS = 2.0
_TURNS = 5
_WRITTEN = ("coaching_session", "childcare_slot", "childcare_booking")


def measure() -> Sequence[Figure]:
    with tempfile.TemporaryDirectory() as name, ExitStack() as closing:
        turns = iter([_Site(Path(name) / str(number), closing) for number in range(_TURNS + 1)])
        bare = _Site(Path(name) / "bare", closing)
        with bare.driver() as driver:
            triggers.remove(driver)
        rows: dict[str, list[tuple[Any, ...]]] = {}
        last: list[_Site] = []

        def term() -> float:
            site = next(turns)
            proposals = site.proposals()
            seconds = seconds_of(lambda: sessions.take_over(site.workplace, site.group, proposals=proposals))
            rows.update(site.rows())
            last[:] = [site]
            return seconds

        ours, floor = medians_of_turns(_TURNS, term, lambda: bare.insert(rows))
        edits = _edits(last[0], Path(name) / "plain", closing)
    booked = len(rows["childcare_booking"])
    how = (
        f"{len(rows['coaching_session'])} Termine werden übernommen, {CHILDREN} Kinder haben danach {booked} Plätze; "
        "Vergleich: executemany derselben Zeilen ohne Journal"
    )
    return (Figure("ein Halbjahr Betreuungsplätze", ours, floor, how, most_seconds=MOST_SECONDS), edits)


def _edits(site: "_Site", folder: Path, closing: ExitStack) -> Figure:
    """An action that concerns a child beside a booked term, against the same at a site without childcare."""
    folder.mkdir()
    plain = make_workplace(folder)
    closing.enter_context(plain.store)
    alone = an_enrolment(plain, a_group(plain))

    def resting(workplace: Workplace, enrolment: EnrolmentId) -> Callable[[], float]:
        days = iter(range(1, 28))

        def rest() -> None:
            day = date(2027, 1, next(days))
            enrolments.suspend(workplace, enrolment, kind=SuspensionKind.OTHER, starts_on=day, ends_on=day)

        return lambda: seconds_of(rest)

    ours, floor = medians_of_turns(9, resting(site.workplace, site.enrolments[0]), resting(plain, alone))
    how = "eine Unterbrechung eintragen, durch die ein Platz frei wird; Vergleich: an einem Standort ohne Betreuung"
    return Figure("eine Unterbrechung neben dem Halbjahr", ours, floor, how)


class _Site:
    """A group of parents with room and carers enough, and no sessions yet."""

    def __init__(self, folder: Path, closing: ExitStack) -> None:
        folder.mkdir()
        self.workplace = make_workplace(folder)
        closing.enter_context(self.workplace.store)
        room = a_care_room(self.workplace, places=CHILDREN)
        for number in range(CHILDREN // 5):
            a_carer(self.workplace, room, f"Betreuungskraft {number}")
        slots = [SlotDraft(weekday, time(9), time(12)) for weekday in range(DAYS)]
        self.group: GroupId = a_group(self.workplace, slots=slots, capacity=CHILDREN, ends_on=date(2027, 12, 31))
        people = [a_participant(self.workplace, f"Vorname {number}", "Name") for number in range(CHILDREN)]
        with self.workplace.store.write(self.workplace.account_id) as tx:
            tx.add(
                *(
                    Child(
                        id=ChildId(tx.new_id()),
                        participant_id=person,
                        given_name="Kind",
                        birth_month=date(2023, 5, 1),
                        consent_on=date(2026, 11, 2),
                        created_at=tx.now,
                    )
                    for person in people
                )
            )
        care_for_group(self.workplace, self.group, room)
        self.enrolments = enrolments.enrol(
            self.workplace,
            self.group,
            participants=people,
            allocated_on=date(2026, 11, 2),
            entry_on=date(2026, 11, 2),
        ).value

    def proposals(self) -> Sequence[SessionProposal]:
        """The sessions of the term, holidays left out and made up for at its end."""
        found = sessions.propose_sessions(
            self.workplace, self.group, first=date(2026, 11, 24), last=date(2027, 6, 30)
        ).proposals
        return found[: WEEKS * DAYS]

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """What the action wrote, by table."""
        with self.workplace.store.read() as tx:
            return {table: tx.driver.execute(f"SELECT * FROM {table}").fetchall() for table in _WRITTEN}

    @contextmanager
    def driver(self) -> Iterator[Any]:
        """The driver's connection in a writing transaction."""
        with self.workplace.store.engine.execution_options(**{WRITES: True}).begin() as connection:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            yield connection.connection.driver_connection

    def insert(self, rows: dict[str, list[tuple[Any, ...]]]) -> float:
        """The same rows, bare; they go again afterwards."""

        def work() -> None:
            with self.driver() as driver:
                for table, values in rows.items():
                    places = ", ".join("?" * len(values[0]))
                    driver.executemany(f"INSERT INTO {table} VALUES ({places})", values)

        seconds = seconds_of(work)
        with self.driver() as driver:
            for table in reversed(_WRITTEN):
                driver.execute(f"DELETE FROM {table}")
        return seconds
