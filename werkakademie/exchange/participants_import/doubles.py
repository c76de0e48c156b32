"""Finds rows that mean the same person: within the file, and against the people who are there already.

Names are compared folded and in either order, so that „Yıldız, Ömer" and „Omer Yildiz" are one. A row costs 28 bytes
of memory while the file is read, whatever its names are, and finding takes one sort: 100,000 rows need about 3 MB,
and 8 MB more during the sort.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from werkakademie.records.importing import Double, DoubleKind, ImportValue
from werkakademie.rules.folding import fold

#: The key of somebody without a name, or without an own number: never equal to anybody's.
_NOBODY = 0


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody who is stored already, as far as a double is concerned. `id` is given back as it came."""

    id: str
    given_names: str
    family_name: str
    own_number: str
    birth_date: date | None


def name_key(given_names: str, family_name: str) -> int:
    """The same number for the same names, whichever way they are written and whichever stands first; 0 for none."""
    names = sorted((_letters(given_names), _letters(family_name)))
    return _number("\t".join(names)) if any(names) else _NOBODY


def number_key(own_number: str) -> int:
    return _number(own_number.strip().casefold()) if own_number.strip() else _NOBODY


def _letters(name: str) -> str:
    """Folded, without hyphens and double blanks: „Anna-Maria" and „Anna Maria" are one."""
    return " ".join(fold(name).replace("-", " ").split())


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") or 1


class DoubleFinder:
    """Takes the rows in the order of the file, then names the doubles."""

    def __init__(self) -> None:
        self._rows = array("I")
        self._births = array("I")
        self._names = array("Q")
        self._numbers = array("Q")
        self._name_order: array[int] | None = None
        self._number_order: array[int] | None = None

    def add(self, row: int, values: Mapping[str, ImportValue]) -> None:
        """Remembers a converted row."""
        birth = values.get("birth_date")
        self._rows.append(row)
        self._births.append(birth.toordinal() if isinstance(birth, date) else 0)
        self._names.append(name_key(str(values.get("given_names", "")), str(values.get("family_name", ""))))
        self._numbers.append(number_key(str(values.get("own_number", ""))))
        self._name_order = self._number_order = None

    def within_file(self) -> Iterator[Double]:
        """Each row that may mean somebody of an earlier row, with that row: by own number, else by name."""
        doubles: dict[int, Double] = {}
        for group in _groups(self._numbers, self._by_number()):
            first = self._rows[group[0]]
            for place in group[1:]:
                row = self._rows[place]
                doubles[row] = Double(row, DoubleKind.SAME_NUMBER, earlier_row=first)
        for group in _groups(self._names, self._by_name()):
            for double in self._same_name(group):
                doubles.setdefault(double.row, double)
        return iter(sorted(doubles.values(), key=lambda double: double.row))

    def _same_name(self, group: list[int]) -> Iterator[Double]:
        """Within rows of one name: the same birth date is sure, a missing one is possible, another is none."""
        first_of_birth: dict[int, int] = {}
        first = self._rows[group[0]]
        for place in group:
            row, birth = self._rows[place], self._births[place]
            if birth and birth in first_of_birth:
                yield Double(row, DoubleKind.SAME_NAME_AND_BIRTH, earlier_row=first_of_birth[birth])
            elif birth and 0 in first_of_birth:
                yield Double(row, DoubleKind.SAME_NAME, earlier_row=first_of_birth[0])
            elif not birth and row != first:
                yield Double(row, DoubleKind.SAME_NAME, earlier_row=first)
            first_of_birth.setdefault(birth, row)

    def against(self, people: Iterable[KnownPerson]) -> Iterator[Double]:
        """Each row that may mean one of these people; they are read once, one after the other."""
        by_number, by_name = self._by_number(), self._by_name()
        for person in people:
            number, name = number_key(person.own_number), name_key(person.given_names, person.family_name)
            same_number = set(_places(self._numbers, by_number, number))
            for place in same_number:
                yield Double(self._rows[place], DoubleKind.SAME_NUMBER, person=person.id)
            birth = person.birth_date.toordinal() if person.birth_date else 0
            for place in _places(self._names, by_name, name):
                if place in same_number:
                    continue
                if birth and self._births[place] == birth:
                    yield Double(self._rows[place], DoubleKind.SAME_NAME_AND_BIRTH, person=person.id)
                elif not birth or not self._births[place]:
                    yield Double(self._rows[place], DoubleKind.SAME_NAME, person=person.id)

    def _by_name(self) -> "array[int]":
        if self._name_order is None:
            self._name_order = _order(self._names)
        return self._name_order

    def _by_number(self) -> "array[int]":
        if self._number_order is None:
            self._number_order = _order(self._numbers)
        return self._number_order


def _order(keys: "array[int]") -> "array[int]":
    """The places sorted by key, equal keys in the order of the file; those without a key are left out."""
    places = (place for place in range(len(keys)) if keys[place] != _NOBODY)
    return array("I", sorted(places, key=keys.__getitem__))


def _groups(keys: "array[int]", order: "array[int]") -> Iterator[list[int]]:
    """The places that share a key, in the order of the file; only those that are at least two."""
    group: list[int] = []
    for place in order:
        if group and keys[group[0]] != keys[place]:
            if len(group) > 1:
                yield group
            group = []
        group.append(place)
    if len(group) > 1:
        yield group


def _places(keys: "array[int]", order: "array[int]", key: int) -> Iterator[int]:
    if key == _NOBODY:
        return
    at = bisect_left(order, key, key=keys.__getitem__)
    while at < len(order) and keys[order[at]] == key:
        yield order[at]
        at += 1
