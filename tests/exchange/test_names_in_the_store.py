"""Names of the world through the import into the store: unharmed in the list, and found again by search."""

import json
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.exchange.sheets import write_csv
from tests.factories import make_workplace
from werkakademie.records.import_run import DoubleDecision, DoubleDecisions
from werkakademie.records.importing import FieldMapping, MappingProfile
from werkakademie.records.participants import ParticipantQuery
from werkakademie.rules.folding import fold
from werkakademie.services import importing, participants
from werkakademie.services.workplace import Workplace


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path)
    yield opened
    opened.store.close()


def brought_in(workplace: Workplace, path: Path, *columns: str) -> int:
    """Imports a list by its columns; everybody counts as a person of their own."""
    table = importing.recognise_file(workplace, path).table
    fields = dict(zip(("own_number", "family_name", "given_names"), columns, strict=False))
    profile = MappingProfile(name="", fields={key: FieldMapping(column=name) for key, name in fields.items()})
    check = importing.check_file(workplace, table, profile)
    doubles = DoubleDecisions(DoubleDecision.NEW_PERSON)
    return importing.import_file(workplace, check, doubles=doubles).value.people


def found(workplace: Workplace, typed: str) -> Sequence[tuple[str, str]]:
    rows = participants.participant_page(workplace, ParticipantQuery(text=typed)).rows
    return [(row.family_name, row.given_names) for row in rows]


def test_names_of_22_locales_are_found_with_and_without_diacritics(workplace: Workplace, real_data: Path) -> None:
    path = real_data / "messy" / "faker_namen.csv"
    lines = [line.split(";") for line in path.read_text("utf-8").splitlines()[1:]]
    assert brought_in(workplace, path, "locale", "nachname", "vorname") == 264
    for _locale, family, given in lines:
        name = (unicodedata.normalize("NFC", family), unicodedata.normalize("NFC", given))
        for typed in (f"{given} {family}", fold(f"{family} {given}"), unicodedata.normalize("NFD", family)):
            assert name in found(workplace, typed), typed


def test_letters_of_din_91379_are_found_again(workplace: Workplace, real_data: Path, tmp_path: Path) -> None:
    letters = []
    for line in (real_data / "messy" / "din91379_latin_list_1.3.txt").read_text("utf-8").splitlines():
        kind, _, points, *_ = line.split("; ")
        if kind == "bll":
            letters.append("".join(chr(int(point, 16)) for point in points.split()))
    table = [("Nr", "Nachname"), *((f"D{place:04}", f"X{sign}y") for place, sign in enumerate(letters))]
    assert brought_in(workplace, write_csv(tmp_path / "din.csv", table), "Nr", "Nachname") == len(letters)
    for place, sign in enumerate(letters):
        name = unicodedata.normalize("NFC", f"X{sign}y")
        assert (name, "") in found(workplace, f"D{place:04}"), f"number of {name}"
        assert (name, "") in found(workplace, f"D{place:04} X{sign}y"), f"name {name}"


def test_naughty_strings_come_out_as_they_went_in(workplace: Workplace, real_data: Path, tmp_path: Path) -> None:
    strings = json.loads((real_data / "messy" / "blns.json").read_text("utf-8"))
    table = [("Nr", "Nachname"), *((f"Z{place:04}", text) for place, text in enumerate(strings))]
    assert brought_in(workplace, write_csv(tmp_path / "blns.csv", table), "Nr", "Nachname") > len(strings) - 25
    for place, text in enumerate(strings):
        for family, _given in found(workplace, f"Z{place:04}"):
            assert family.split() == unicodedata.normalize("NFC", text).split()
