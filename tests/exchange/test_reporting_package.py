"""A reporting package: what is written is read, and nothing else is."""

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.exchange.packages import a_manifest, a_package, a_row, encrypted, members_of, parties
from tests.laws import examples
from werkakademie.exchange.reporting import members
from werkakademie.exchange.reporting.errors import (
    BrokenPackageError,
    ForgedPackageError,
    NewerPackageError,
    NoPackageError,
    NotForUsError,
    NotWrittenError,
    PackageError,
    UnknownSignerError,
    UnsignedPackageError,
)
from werkakademie.exchange.reporting.manifest import FORMAT
from werkakademie.exchange.reporting.members import MANIFEST, SIGNATURE
from werkakademie.exchange.reporting.package import write_package
from werkakademie.exchange.reporting.table import TABLE_PATH
from werkakademie.records.enums import EntryState, Focus, OutcomeCategory, Sex, TrainingPlace
from werkakademie.records.reporting import AgePrecision, Coarsening, DatePrecision, ReportRow

WHO = parties()
OTHER = parties()


def test_what_is_written_is_read(tmp_path: Path) -> None:
    rows = (a_row(1), a_row(2, due=None, sex=None, category=OutcomeCategory.UNKNOWN, cut_off_month=""))
    coarsening = Coarsening(DatePrecision.QUARTER, AgePrecision.UNDER_OR_OVER_50, sex=False)
    path = a_package(tmp_path, WHO, rows, coarsening=coarsening)
    read = WHO.read(path)
    assert read.rows == rows
    assert read.manifest == a_manifest(WHO.recipient, rows, coarsening=coarsening)
    assert read.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_manifest_names_every_member_with_its_size_and_hash(tmp_path: Path) -> None:
    inside = members_of(a_package(tmp_path, WHO), WHO)
    listed = json.loads(inside[MANIFEST])["members"]
    assert set(listed) == set(inside) - {MANIFEST, SIGNATURE}
    table = inside[TABLE_PATH]
    assert listed[TABLE_PATH] == {"bytes": len(table), "sha256": hashlib.sha256(table).hexdigest()}


def test_the_same_rows_make_the_same_members(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    first, second = a_package(tmp_path, WHO), a_package(tmp_path / "again", WHO)
    assert members_of(first, WHO) == members_of(second, WHO)


MONTHS = st.sampled_from(["", "2026", "2026-01", "2026-12", "2026-Q4"])
KNOWN = st.sampled_from([None, False, True])
NUMBERS = st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}")
ROWS = st.builds(
    ReportRow,
    pseudonym=NUMBERS,
    person=NUMBERS,
    group=NUMBERS,
    group_name=st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1, max_size=120),
    focus=st.sampled_from(Focus),
    entry=st.sampled_from(EntryState),
    due=KNOWN,
    category=st.sampled_from(OutcomeCategory),
    training_place=st.sampled_from([None, *TrainingPlace]),
    insured_at_entry=KNOWN,
    registered_unemployed=KNOWN,
    taken_up=KNOWN,
    follow_up_closed=st.booleans(),
    settled=st.booleans(),
    decided_month=MONTHS,
    allocated_month=MONTHS,
    exit_month=MONTHS,
    cut_off_month=MONTHS,
    sex=st.sampled_from([None, *Sex]),
    age_class=st.sampled_from(["", "25-49", "55+"]),
)


@examples(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROWS, max_size=5, unique_by=lambda row: row.pseudonym))
def test_any_rows_come_out_as_they_went_in(tmp_path: Path, rows: list[ReportRow]) -> None:
    path = a_package(tmp_path, WHO, rows)
    assert WHO.read(path).rows == tuple(rows)


@pytest.mark.parametrize("name", ["Straße \u202e3", "Zeile\r\nzwei", '"Kaffee"; =1+1, ß'])
def test_odd_names_of_groups_are_unharmed(tmp_path: Path, name: str) -> None:
    assert WHO.read(a_package(tmp_path, WHO, [a_row(group_name=name)])).rows[0].group_name == name


# What is refused, and by which sentence.


def test_only_the_centre_that_is_meant_can_open_it(tmp_path: Path) -> None:
    with pytest.raises(NotForUsError, match="nicht für diese Zentrale verschlüsselt"):
        OTHER.read(a_package(tmp_path, WHO))


def test_a_signature_of_somebody_unknown_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(UnknownSignerError, match=r"„Übungsstandort“ .* tragen Sie ihn ein"):
        WHO.read(a_package(tmp_path, WHO), trusted=[OTHER.key.public_key()])


def test_a_key_of_another_site_does_not_count_for_this_one(tmp_path: Path) -> None:
    path = a_package(tmp_path, WHO, site_id=a_manifest("", ()).package_id)
    with pytest.raises(UnknownSignerError):
        WHO.read(path)


def test_without_a_signature_it_is_refused(tmp_path: Path) -> None:
    path = a_package(tmp_path, WHO)
    inside = members_of(path, WHO)
    del inside[SIGNATURE]
    with pytest.raises(UnsignedPackageError, match="nicht unterschrieben"):
        WHO.read(encrypted(path, inside, WHO.recipient))


def test_another_key_under_the_same_number_is_a_forgery(tmp_path: Path) -> None:
    imitated = replace(OTHER.key, key_id=WHO.key.key_id)
    path = a_package(tmp_path, replace(WHO, key=imitated))
    with pytest.raises(ForgedPackageError, match="passt nicht zum Inhalt"):
        WHO.read(path)


@pytest.mark.parametrize("name", [TABLE_PATH, MANIFEST, "datapackage.json"])
def test_a_changed_member_is_a_forgery(tmp_path: Path, name: str) -> None:
    path = a_package(tmp_path, WHO)
    inside = members_of(path, WHO)
    inside[name] = inside[name].replace(b"2026", b"2027", 1)
    with pytest.raises(ForgedPackageError):
        WHO.read(encrypted(path, inside, WHO.recipient))


def test_a_package_that_was_opened_and_sent_on_is_a_forgery(tmp_path: Path) -> None:
    path = a_package(tmp_path, WHO)
    forwarded = encrypted(tmp_path / "weiter.werkpaket", members_of(path, WHO), OTHER.recipient)
    with pytest.raises(ForgedPackageError):
        replace(OTHER, key=WHO.key).read(forwarded)


def test_a_changed_trusted_comment_is_a_forgery(tmp_path: Path) -> None:
    path = a_package(tmp_path, WHO)
    inside = members_of(path, WHO)
    inside[SIGNATURE] = inside[SIGNATURE].replace(b"2026-07-01", b"2026-07-02")
    with pytest.raises(ForgedPackageError):
        WHO.read(encrypted(path, inside, WHO.recipient))


def test_a_newer_format_is_refused_with_both_numbers(tmp_path: Path) -> None:
    path = a_package(tmp_path, WHO)
    inside = members_of(path, WHO)
    inside[MANIFEST] = inside[MANIFEST].replace(b'"format": 1', b'"format": 9')
    with pytest.raises(NewerPackageError, match=f"das Format 9; dieses Programm kennt Formate bis {FORMAT}"):
        WHO.read(encrypted(path, inside, WHO.recipient))


def _with_extra_member(inside: dict[str, bytes]) -> bytes:
    return members.packed(inside | {"../../.bashrc": b"#"})


def _with_a_member_twice(inside: dict[str, bytes]) -> bytes:
    stream = io.BytesIO(members.packed(inside))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(MANIFEST, b"{}")
    return stream.getvalue()


def _with_a_bomb(inside: dict[str, bytes]) -> bytes:
    return members.packed(inside | {MANIFEST: b" " * 900_000})


def _without_table(inside: dict[str, bytes]) -> bytes:
    return members.packed({name: content for name, content in inside.items() if name != TABLE_PATH})


def _no_archive(inside: dict[str, bytes]) -> bytes:
    return inside[TABLE_PATH]


@pytest.mark.parametrize("spoil", [_with_extra_member, _with_a_member_twice, _with_a_bomb, _without_table, _no_archive])
def test_an_archive_of_another_shape_is_refused(tmp_path: Path, spoil: Callable[[dict[str, bytes]], bytes]) -> None:
    path = a_package(tmp_path, WHO)
    content = spoil(members_of(path, WHO))
    with pytest.raises(BrokenPackageError, match="entspricht nicht dem Format"):
        WHO.read(encrypted(path, content, WHO.recipient))


def test_a_signed_table_that_breaks_the_rules_of_its_columns_is_refused(tmp_path: Path) -> None:
    path = a_package(tmp_path, WHO, [a_row(exit_month="2026-13")])
    with pytest.raises(BrokenPackageError, match="line 2, exit_month"):
        WHO.read(path)


@pytest.mark.parametrize("name", ["Herbst\0", "x" * 201])
def test_names_that_a_database_can_not_hold_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BrokenPackageError):
        WHO.read(a_package(tmp_path, WHO, [a_row(group_name=name)]))
    with pytest.raises(BrokenPackageError):
        WHO.read(a_package(tmp_path, WHO, site_name=name))


def test_a_signed_count_that_is_not_the_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenPackageError):
        WHO.read(a_package(tmp_path, WHO, row_count=2))


def test_files_that_are_no_packages_are_refused_by_name(tmp_path: Path) -> None:
    for content in (b"", b"Name;Ort\n", b"age-encryption.org/v1\nkaputt"):
        path = tmp_path / "Liste.csv"
        path.write_bytes(content)
        with pytest.raises(NoPackageError, match=r"„Liste\.csv“ ist kein vollständiges Berichtspaket"):
            WHO.read(path)
    with pytest.raises(NoPackageError):
        WHO.read(tmp_path / "nicht da.werkpaket")


@examples(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10_000), bit=st.integers(0, 7), cut=st.booleans())
def test_every_cut_and_every_flipped_bit_is_a_named_error(tmp_path: Path, place: int, bit: int, cut: bool) -> None:
    content = bytearray(a_package(tmp_path, WHO).read_bytes())
    # The length differs from one encryption to the next.
    place %= len(content)
    if cut:
        del content[place:]
    else:
        content[place] ^= 1 << bit
    spoiled = tmp_path / "spoiled.werkpaket"
    spoiled.write_bytes(content)
    with pytest.raises(PackageError):
        WHO.read(spoiled)


# Writing.


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(NotWrittenError, match="gilt als nicht gesendet"):
        a_package(tmp_path, WHO)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    rows = (a_row(),)
    with pytest.raises(NotWrittenError, match="weg"):
        write_package(tmp_path / "weg" / "x.werkpaket", a_manifest(WHO.recipient, rows), rows, WHO.key)
