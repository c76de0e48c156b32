"""Rows that mean the same person, within the file and among the people who are there already."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from werkakademie.exchange.participants_import.doubles import DoubleFinder, KnownPerson, name_key
from werkakademie.records.importing import Double, DoubleKind, ImportValue

BORN, LATER = date(1985, 4, 3), date(1990, 1, 1)


def row(given_names: str, family_name: str, birth: date | None = None, number: str = "") -> dict[str, ImportValue]:
    values: dict[str, ImportValue] = {"given_names": given_names, "family_name": family_name, "own_number": number}
    return values | ({"birth_date": birth} if birth else {})


def doubles(*rows: dict[str, ImportValue]) -> list[Double]:
    finder = DoubleFinder()
    for number, values in enumerate(rows, start=2):
        finder.add(number, values)
    return list(finder.within_file())


def test_the_same_name_written_in_another_way() -> None:
    assert doubles(row("Ömer", "Yıldız", BORN), row("OMER", "Yildiz", BORN)) == [
        Double(3, DoubleKind.SAME_NAME_AND_BIRTH, earlier_row=2)
    ]
    assert doubles(row("Jörg", "Groß", BORN), row("Jorg", "Gross", BORN)) != []
    assert doubles(row("Anna-Maria", "Ortiz", BORN), row("Anna Maria", "Ortiz", BORN)) != []


def test_names_swapped() -> None:
    assert doubles(row("Müller", "Anna", BORN), row("Anna", "Müller", BORN)) == [
        Double(3, DoubleKind.SAME_NAME_AND_BIRTH, earlier_row=2)
    ]


def test_another_birth_date_is_another_person() -> None:
    assert doubles(row("Anna", "Müller", BORN), row("Anna", "Müller", LATER)) == []


def test_a_missing_birth_date_is_possible() -> None:
    assert doubles(row("Anna", "Müller", BORN), row("Anna", "Müller")) == [
        Double(3, DoubleKind.SAME_NAME, earlier_row=2)
    ]
    assert doubles(row("Anna", "Müller"), row("Anna", "Müller", BORN)) == [
        Double(3, DoubleKind.SAME_NAME, earlier_row=2)
    ]


def test_the_same_own_number() -> None:
    assert doubles(row("", "", number="A17"), row("", "", number=" a17 ")) == [
        Double(3, DoubleKind.SAME_NUMBER, earlier_row=2)
    ]
    assert doubles(row("", "", number="A17"), row("", "", number="A18")) == []


def test_people_who_are_there_already() -> None:
    finder = DoubleFinder()
    finder.add(2, row("Anna", "Müller", BORN))
    finder.add(3, row("Jörg", "Groß"))
    finder.add(4, row("Ute", "Klein", LATER, "K1"))
    people = [
        KnownPerson("p1", "Mueller", "Anna", "", BORN),
        KnownPerson("p2", "Muller", "Anna", "", BORN),
        KnownPerson("p3", "Jorg", "Gross", "", BORN),
        KnownPerson("p4", "Ute", "Klein", "", BORN),
        KnownPerson("p5", "", "", "k1", None),
    ]
    assert sorted(finder.against(people), key=lambda double: double.row) == [
        Double(2, DoubleKind.SAME_NAME_AND_BIRTH, person="p2"),
        Double(3, DoubleKind.SAME_NAME, person="p3"),
        Double(4, DoubleKind.SAME_NUMBER, person="p5"),
    ]


PEOPLE = st.lists(
    st.tuples(st.sampled_from(["Anna", "ANNA", "Ömer", "Omer"]), st.sampled_from(["Groß", "gross", "Anna"]),
              st.sampled_from([None, BORN, LATER])),
    max_size=12,
)  # fmt: skip


@given(PEOPLE)
def test_as_comparing_each_with_each(people: list[tuple[str, str, date | None]]) -> None:
    found = {double.row for double in doubles(*(row(*person) for person in people))}
    slow = {
        later + 2
        for later, (given_names, family, birth) in enumerate(people)
        for other_given, other_family, other_birth in people[:later]
        if name_key(given_names, family) == name_key(other_given, other_family)
        and (birth == other_birth or birth is None or other_birth is None)
    }
    assert found == slow


def test_a_hundred_thousand_rows_of_one_name() -> None:
    """A pairwise comparison would not end; a count of groups does."""
    finder = DoubleFinder()
    for number in range(2, 100_002):
        finder.add(number, row("Anna", "Müller", date.fromordinal(700_000 + number % 20_000)))
    assert sum(1 for _ in finder.within_file()) == 80_000
