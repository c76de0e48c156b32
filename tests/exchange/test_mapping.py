"""Columns are suggested by their names, profiles are kept and found again."""

from pathlib import Path

import pytest

from tests.exchange.tables import column, constant, profile_of, recognised
from werkakademie.exchange.participants_import import (
    FIELDS,
    best_profile,
    fits,
    profile_from_json,
    profile_to_json,
    suggest_profile,
    suggest_values,
)
from werkakademie.exchange.participants_import.fields import FIELDS_BY_KEY
from werkakademie.exchange.participants_import.profiles import ProfileDamagedError
from werkakademie.exchange.participants_import.words import normal, words_of
from werkakademie.i18n import language_chosen
from werkakademie.records.importing import DateOrder, FieldMapping, MappingProfile, ProblemReason
from werkakademie.records.importing_texts import field_label
from werkakademie.records.labels import label


@pytest.mark.parametrize(
    ("header", "sample", "field"),
    [
        ("Nachname", "Müller", "family_name"),
        ("NAME", "Müller", "family_name"),
        ("Familienname", "Müller", "family_name"),
        ("Vornamen", "Anna", "given_names"),
        ("Name, Vorname", "Müller, Anna", "full_name"),
        ("Geb.-Datum", "03.04.1985", "birth_date"),
        ("geb. am", "03.04.1985", "birth_date"),
        ("Geburtsdatm", "03.04.1985", "birth_date"),
        ("Geschlecht", "w", "sex"),
        ("PLZ", "30159", "postcode"),
        ("Wohnort", "Celle", "city"),
        ("Strasse", "Weg 1", "street"),
        ("Tel.-Nr.", "0511 1", "phone"),
        ("E-Mail-Adresse", "a@example.org", "email"),
        ("Alleinerziehend?", "ja", "single_parent"),
        ("Deutschkenntnisse", "B1", "german_level"),
        ("Eintrittsdatum", "01.03.2026", "entry_on"),
        ("Austrittsgrund", "Arbeit", "exit_reason"),
    ],
)
def test_a_column_is_suggested_by_its_name(tmp_path: Path, header: str, sample: str, field: str) -> None:
    table = recognised(tmp_path, [["Merkmal", header], ["a", sample], ["b", sample]])
    assert {key: mapping.column for key, mapping in suggest_profile(table).fields.items()} == {field: header}


@pytest.mark.parametrize("header", ["Kundennummer", "lfd. Nr.", "Diagnose", "Staatsangehörigkeit", "Bemerkung", "Art"])
def test_what_means_no_field_is_left_alone(tmp_path: Path, header: str) -> None:
    assert suggest_profile(recognised(tmp_path, [["Merkmal", header], ["a", "1"], ["b", "2"]])).fields == {}


def test_one_column_for_both_names(tmp_path: Path) -> None:
    table = recognised(tmp_path, [["Name", "Ort"], ["Anna Müller", "Celle"], ["Jörg Groß", "Peine"]])
    assert suggest_profile(table).fields["full_name"].column == "Name"


def test_values_that_have_a_known_word_are_suggested() -> None:
    found = suggest_values(FIELDS_BY_KEY["sex"], ["w", "Herr", "1", "?"])
    assert found == {"w": "female", "Herr": "male"}


def test_the_words_of_the_screen_are_known_too() -> None:
    for field in FIELDS:
        for member in field.choices or ():
            assert suggest_values(field, [label(member)]) == {label(member): str(member.value)}, (field.key, member)


def test_a_value_as_it_is_stored_is_known() -> None:
    for field in FIELDS:
        if field.choices is not None:
            values = {normal(str(member.value)) for member in field.choices}
            assert values <= set(words_of(field.choices)), field.key


def test_a_profile_survives_json() -> None:
    profile = MappingProfile(
        name="Liste „Nord“",
        fields={
            "family_name": FieldMapping(column="Nachname"),
            "sex": FieldMapping(column="m/w", values={"1": "female", "0": "male"}),
            "group": FieldMapping(constant="März"),
        },
        header=("Nachname", "m/w"),
        decimal_sign=",",
        date_order=DateOrder.MONTH_FIRST,
    )
    assert profile_from_json(profile_to_json(profile)) == profile


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2, "name": "x", "fields": {}, "header": []}', "null"])
def test_a_damaged_profile_is_named(text: str) -> None:
    with pytest.raises(ProfileDamagedError, match="ordnen Sie die Spalten neu zu"):
        profile_from_json(text)


def test_a_profile_fits_the_next_file_of_the_same_shape(tmp_path: Path) -> None:
    table = recognised(tmp_path, [["NACHNAME", "Ort", "Neu"], ["Müller", "Celle", "x"]])
    small = MappingProfile(name="klein", fields={"family_name": column("Nachname")}, header=("Nachname",))
    same = MappingProfile(name="gleich", fields={"family_name": column("Nachname")}, header=("Nachname", "Ort", "neu"))
    other = profile_of(family_name=column("Zuname"))
    assert [fits(profile, table) for profile in (small, same, other)] == [True, True, False]
    assert best_profile([same, small, other], table) == same
    assert best_profile([other], table) is None
    assert not fits(profile_of(group=constant("März")), table)


def test_every_field_and_reason_has_a_name() -> None:
    for language in ("de", "en"):
        with language_chosen(language):
            for field in FIELDS:
                assert field_label(field.key) != field.key
    assert len({reason.value for reason in ProblemReason}) == len(ProblemReason)
