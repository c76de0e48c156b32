"""Finds for each row of a file the surest double: in an earlier row, or among the people who are stored."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from werkakademie.exchange.participants_import import DoubleFinder, KnownPerson, RowConverter
from werkakademie.exchange.spreadsheets import rows_numbered
from werkakademie.records.ids import ParticipantId
from werkakademie.records.import_run import DoubleDecision, DoubleDecisions, DoubleIndex, DoublePerson, DoubleRow
from werkakademie.records.importing import Double, DoubleKind, ImportValue, RecognisedTable
from werkakademie.storage import importing
from werkakademie.storage.transaction import Transaction

#: The surest kind first; of equals a stored person comes before an earlier row.
_RANKS = {DoubleKind.SAME_NUMBER: 0, DoubleKind.SAME_NAME_AND_BIRTH: 2, DoubleKind.SAME_NAME: 4}
_KINDS = {rank: kind for kind, rank in _RANKS.items()}
_NONE = 255
_ID_BYTES = 16


class Doubles:
    """The surest double of each row, in 26 bytes a row."""

    def __init__(self, rows: "array[int]") -> None:
        self._rows = rows
        self._ranks = bytearray([_NONE]) * len(rows)
        self._earlier = array("I", bytes(4 * len(rows)))
        self._people = bytearray(_ID_BYTES * len(rows))
        self._several = bytearray(len(rows))

    def take(self, doubles: Iterable[Double]) -> None:
        """Keep what is surer than what is known so far."""
        for double in doubles:
            place = bisect_left(self._rows, double.row)
            rank = _RANKS[double.kind] + (double.earlier_row is not None)
            if rank == self._ranks[place]:
                self._several[place] = 1
            elif rank < self._ranks[place]:
                self._ranks[place] = rank
                self._several[place] = 0
                self._earlier[place] = double.earlier_row or 0
                person = UUID(double.person).bytes if double.person else bytes(_ID_BYTES)
                self._people[place * _ID_BYTES : (place + 1) * _ID_BYTES] = person

    def index(self) -> DoubleIndex:
        """Only the rows that have a double."""
        places = array("I", (place for place, rank in enumerate(self._ranks) if rank != _NONE))
        return DoubleIndex(
            rows=array("I", (self._rows[place] for place in places)),
            earlier=array("I", (self._earlier[place] for place in places)),
            people=b"".join(bytes(self._person(place)) for place in places),
            several=bytes(self._several[place] for place in places),
        )

    def kinds(self) -> Iterator[DoubleKind]:
        """The kind of each row of the index."""
        return (_KINDS[rank & ~1] for rank in self._ranks if rank != _NONE)

    def _person(self, place: int) -> bytearray:
        return self._people[place * _ID_BYTES : (place + 1) * _ID_BYTES]


def known_people(tx: Transaction) -> Iterator[KnownPerson]:
    """Everybody who is stored, as the finder of doubles wants them."""
    for person in importing.everybody(tx):
        yield KnownPerson(str(person.id), person.given_names, person.family_name, person.own_number, person.birth_date)


def find_doubles(tx: Transaction, rows: "array[int]", finder: DoubleFinder) -> Doubles:
    """The surest double of each of the rows that the finder knows; `rows` are their numbers, ascending."""
    found = Doubles(rows)
    found.take(finder.within_file())
    found.take(finder.against(known_people(tx)))
    return found


def double_rows(
    tx: Transaction, table: RecognisedTable, converter: RowConverter, doubles: Doubles, *, most: int
) -> tuple[DoubleRow, ...]:
    """The first doubles with both people, for a person to look at."""
    index = doubles.index()
    if not index.rows:
        return ()
    shown = range(min(most, len(index)))
    people = [person_of(index, place) for place in shown]
    stored = importing.people(tx, {person for person in people if person is not None})
    numbers = {index.rows[place] for place in shown} | {index.earlier[place] for place in shown}
    lines = {row.number: _described(converter.convert(row).values) for row in rows_numbered(table, numbers)}
    nobody = DoublePerson("", "", "", None)
    found = []
    for place, kind, person in zip(shown, doubles.kinds(), people, strict=False):
        known = stored.get(person) if person is not None else None
        earlier = index.earlier[place] or None
        other = DoublePerson(*known[1:]) if known else lines.get(earlier or 0, nobody)
        who = lines.get(index.rows[place], nobody)
        found.append(DoubleRow(index.rows[place], kind, who, other, earlier, bool(index.several[place])))
    return tuple(found)


def person_of(index: DoubleIndex, place: int) -> UUID | None:
    """The stored person of one double, or None where it is an earlier row."""
    if index.earlier[place]:
        return None
    return UUID(bytes=index.people[place * _ID_BYTES : (place + 1) * _ID_BYTES])


class DecidedDoubles:
    """What was decided about each row, and whom earlier rows have become."""

    def __init__(self, index: DoubleIndex, decisions: DoubleDecisions) -> None:
        self._index = index
        self._decisions = decisions
        self._asked = set(index.earlier)
        self._people: dict[int, ParticipantId] = {}
        self.left_out = self.same_people = 0

    def of(self, row: int) -> tuple[DoubleDecision, ParticipantId | None]:
        """The decision, and who the row is if it is somebody known."""
        index = self._index
        place = bisect_left(index.rows, row)
        if place == len(index) or index.rows[place] != row:
            return DoubleDecision.NEW_PERSON, None
        decision = self._decisions.rows.get(row, self._decisions.others)
        stored: UUID | None = person_of(index, place)
        known = ParticipantId(stored) if stored is not None else self._people.get(index.earlier[place])
        if decision is DoubleDecision.SAME_PERSON and index.several[place]:
            # Two stored people fit: to take one of them unseen could add to the wrong one.
            return DoubleDecision.SKIP, None
        return decision, known

    def note(self, row: int, person: ParticipantId) -> None:
        """Who a row has become, if a later one asks."""
        if row in self._asked:
            self._people[row] = person


def _described(values: Mapping[str, ImportValue]) -> DoublePerson:
    birth = values.get("birth_date")
    return DoublePerson(
        str(values.get("given_names", "")),
        str(values.get("family_name", "")),
        str(values.get("own_number", "")),
        birth if isinstance(birth, date) else None,
    )
