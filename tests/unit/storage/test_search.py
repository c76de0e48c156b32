"""The database folds names as we fold what is typed, and finds people by the beginnings of words."""

import unicodedata
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2
from sqlmodel import col

from werkakademie.models import Participant
from werkakademie.records.ids import ParticipantId
from werkakademie.rules.folding import fold
from werkakademie.storage.folding_sql import fold_stored, folded_expression
from werkakademie.storage.migrate import steps_in
from werkakademie.storage.search import FOLDED, found_by, match_expression
from werkakademie.storage.transaction import Store

#: A Vietnamese name as some programs write it: letters and accents apart.
DECOMPOSED = unicodedata.normalize("NFD", "Đặng")


def add(store: Store, *names: tuple[str, str]) -> None:
    with store.write(None) as tx:
        for given_names, family_name in names:
            tx.add(
                Participant(
                    id=ParticipantId(tx.new_id()),
                    given_names=given_names,
                    family_name=family_name,
                    created_at=tx.now,
                )
            )


def find(store: Store, typed: str) -> list[str]:
    with store.read() as tx:
        query = sa.select(col(Participant.family_name)).where(found_by(typed)).order_by(FOLDED, col(Participant.id))
        return list(tx.scalars(query))


def letters_of_authorities(real_data: Path) -> list[str]:
    """Column 3 of the official list holds the code points of each letter."""
    text = (real_data / "messy" / "din91379_latin_list_1.3.txt").read_text(encoding="utf-8")
    points = [line.split(";")[2].split() for line in text.splitlines() if line.strip()]
    return ["".join(chr(int(point, 16)) for point in letter) for letter in points]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("groß", ["Großmann"]),
        ("GROSS", ["Großmann"]),
        ("grossm", ["Großmann"]),
        ("jurgen", ["Großmann"]),
        ("mann", []),
        ("isik", ["Işık"]),
        ("ışık", ["Işık"]),
        ("müller-l", ["Müller-Lüdenscheidt"]),
        ("lüdensch", ["Müller-Lüdenscheidt"]),
        ("lud mul eva", ["Müller-Lüdenscheidt"]),
        ("lodz", ["Łódźkiewicz"]),
        ("sorensen", ["Sørensen"]),
        ("ðang", [DECOMPOSED]),
        ("o'br", ["O’Brien"]),
        ("ївано", ["Іванов"]),
        ("ІВАН", ["Іванов"]),
        ("παπα", ["Παπαδόπουλος"]),
        ("احمد", ["أحمد"]),
        ("محم", ["أحمد"]),
        ("社會", ["社會科學院"]),
        ("नी", ["नीला"]),
        ("😀", ["<?>"]),
        ("<?", ["<?>"]),
        ("nobody", []),
    ],
)
def test_people_are_found_as_they_are_typed(store: Store, typed: str, expected: list[str]) -> None:
    add(
        store,
        ("Jürgen", "Großmann"),
        ("Ayşe", "Işık"),
        ("Eva", "Müller-Lüdenscheidt"),
        ("Paweł", "Łódźkiewicz"),
        ("Åse", "Sørensen"),
        ("Thị", DECOMPOSED),
        ("Sean", "O’Brien"),
        ("Їванка", "Іванов"),
        ("Ελένη", "Παπαδόπουλος"),
        ("محمد", "أحمد"),
        ("", "社會科學院"),
        ("दीपक", "नीला"),
        ("😀", "<?>"),
    )
    assert find(store, typed) == expected
    assert len(find(store, "")) == len(find(store, "  ")) == 13


@pytest.mark.parametrize(
    "typed", ['"', "*", "AND", "a OR b", "NEAR(", "^x", "col:", "{", "-", "\0", "\ud800", "'; --", "%"]
)
def test_what_means_something_to_the_index_is_only_text(store: Store, typed: str) -> None:
    add(store, ("Eva", "Klar"))
    assert find(store, typed) in ([], ["Klar"])


def test_the_index_follows_changes_and_deletions(store: Store) -> None:
    add(store, ("Eva", "Klar"), ("Ida", "Kron"))
    with store.write(None) as tx:
        person = tx.scalars(sa.select(Participant).where(col(Participant.family_name) == "Klar"))[0]
        person.family_name = "Weiß"
    assert (find(store, "klar"), find(store, "weiss")) == ([], ["Weiß"])
    with store.write(None) as tx:
        tx.execute(sa.update(Participant).values(city="Łomża"))
        tx.execute(sa.delete(Participant).where(col(Participant.family_name) == "Kron"))
        tx.connection.exec_driver_sql(
            "INSERT INTO participant_fts (participant_fts, rank) VALUES ('integrity-check', 1)"
        )
    assert (find(store, "lomza"), find(store, "kron")) == (["Weiß"], [])


def test_every_letter_of_an_authority_is_found_with_and_without_its_marks(store: Store, real_data: Path) -> None:
    letters = [
        letter for letter in letters_of_authorities(real_data) if unicodedata.category(letter[0]) in ("Lu", "Ll")
    ]
    assert len(letters) > 700
    add(store, *((f"a{letter}b", f"Nr{number:04}") for number, letter in enumerate(letters)))
    lost = [
        letter
        for number, letter in enumerate(letters)
        for typed in (f"a{letter}b", fold(f"a{letter}b"), unicodedata.normalize("NFD", f"A{letter}B"))
        if find(store, f"nr{number:04} {typed}") != [f"Nr{number:04}"]
    ]
    assert lost == []


def test_database_and_rule_fold_the_letters_of_an_authority_alike(real_data: Path) -> None:
    different = [
        letter
        for letter in letters_of_authorities(real_data)
        if unicodedata.category(letter[0]) in ("Lu", "Ll") and letter != "µ" and fold(letter) != fold_stored(letter)
    ]
    assert different == []


def test_the_column_does_what_the_function_says(real_data: Path) -> None:
    database = dbapi2.connect(":memory:")
    database.execute(
        "CREATE TABLE person (family_name, given_names DEFAULT '', own_number DEFAULT '', city DEFAULT '', folded TEXT"
        f" GENERATED ALWAYS AS ({folded_expression()}) STORED)"
    )
    letters = letters_of_authorities(real_data)
    # Each letter alone, beside a letter of the longest chain, and all of them at once.
    texts = [*letters, *(letter + "Ж" for letter in letters), "".join(letters), "Plain ASCII 4711"]
    database.executemany("INSERT INTO person (family_name) VALUES (?)", [(text,) for text in texts])
    stored = [row[0] for row in database.execute("SELECT folded FROM person ORDER BY rowid")]
    database.close()
    assert stored == [fold_stored(text) + "\t\t\t" for text in texts]


def test_the_frozen_schema_holds_this_expression() -> None:
    script = (Path(steps_in.__code__.co_filename).parent / "migrations" / "0001_schema.sql").read_text(encoding="utf-8")
    assert folded_expression() in script


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold_stored(fold_stored(text)) == fold_stored(text)


@given(st.text(max_size=40))
def test_every_word_becomes_one_quoted_beginning(typed: str) -> None:
    expression = match_expression(typed)
    assert expression.replace('""', "").count('"') % 2 == 0
    assert "\0" not in expression
    expression.encode("utf-8")


def test_all_names_of_the_world_are_found_again(store: Store, real_data: Path) -> None:
    lines = (real_data / "messy" / "faker_namen.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    people = [(line.split(";")[2], line.split(";")[1]) for line in lines]
    add(store, *people)
    for given_names, family_name in people:
        assert family_name in find(store, family_name)
        assert family_name in find(store, unicodedata.normalize("NFD", f"{given_names} {family_name}").upper())
