"""Names of files: names of every script become letters that each upload form takes."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkakademie.rules.file_names import folder_file_name, name_part, plain_letters

PEOPLE = (
    ("Großmüller", "Jörg", "Bewerbung_Grossmueller_Joerg_Logistik_Nord_GmbH.pdf"),
    ("Коваленко", "Олена", "Bewerbung_Kovalenko_Olena_Logistik_Nord_GmbH.pdf"),
    ("Yıldız", "Ömer", "Bewerbung_Yildiz_Oemer_Logistik_Nord_GmbH.pdf"),
    ("Nguyễn", "Thị Mai", "Bewerbung_Nguyen_Thi_Mai_Logistik_Nord_GmbH.pdf"),
    ("Παπαδόπουλος", "Νίκος", "Bewerbung_Papadopoylos_Nikos_Logistik_Nord_GmbH.pdf"),
    ("Łęcka-Żuk", "Izabela", "Bewerbung_Lecka-Zuk_Izabela_Logistik_Nord_GmbH.pdf"),
    ("", "山田", "Bewerbung_Logistik_Nord_GmbH.pdf"),
)


@pytest.mark.parametrize(("family", "given_names", "name"), PEOPLE)
def test_a_folder_is_named_after_person_and_employer(family: str, given_names: str, name: str) -> None:
    found = folder_file_name(family_name=family, given_names=given_names, employer="Logistik Nord GmbH")
    assert found == name


def test_arabic_names_leave_letters() -> None:
    assert re.fullmatch(
        r"Bewerbung_[A-Z][A-Za-z]+_[A-Z][A-Za-z]+\.pdf",
        folder_file_name(family_name="البخاري", given_names="ثائر", employer=""),
    )


def test_names_of_22_locales_become_names_of_files(real_data: Path) -> None:
    lines = (real_data / "messy" / "faker_namen.csv").read_text("utf-8").splitlines()[1:]
    people = [line.split(";")[1:] for line in lines]
    names = [
        folder_file_name(family_name=family, given_names=given_names, employer="") for family, given_names in people
    ]
    assert len(names) == 264
    assert [name for name in names if not re.fullmatch(r"Bewerbung_[A-Z][A-Za-z_-]*_[A-Z][A-Za-z_-]*\.pdf", name)] == []
    assert len(set(names)) >= len({tuple(person) for person in people}) - 3


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_no_text_leads_to_a_name_that_a_computer_refuses(family: str, given_names: str, employer: str) -> None:
    name = folder_file_name(family_name=family, given_names=given_names, employer=employer)
    assert re.fullmatch(r"Bewerbung(_[A-Za-z0-9-]+)*\.pdf", name)
    assert len(name) <= 140


@given(st.text(max_size=60))
def test_plain_letters_are_ascii_and_stay_as_they_are(text: str) -> None:
    plain = plain_letters(text)
    assert plain.isascii()
    assert plain_letters(plain) == plain


def test_what_a_path_could_mean_is_gone() -> None:
    assert name_part("../../etc/passwd") == "Etc_Passwd"
    assert name_part("CON:*?<>|") == "CON"
