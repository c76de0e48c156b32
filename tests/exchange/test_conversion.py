"""Cells become values of fields, or problems with row, column, value and reason."""

from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.tables import TODAY, column, constant, converted, profile_of, recognised
from tests.laws import examples
from werkakademie.errors import InvalidFieldsError
from werkakademie.exchange.participants_import import FIELDS_BY_KEY, ProblemCollector, RowConverter, problems_of
from werkakademie.exchange.participants_import.converters import ConversionSettings, converter_for
from werkakademie.exchange.participants_import.texts import BadCellError, Noted, clean_text, split_name
from werkakademie.records.enums import GermanLevel, OutcomeCategory, Sex
from werkakademie.records.importing import Cell, DateOrder, ImportValue, ProblemReason, Severity
from werkakademie.records.importing_texts import reason_sentence

GERMAN = ConversionSettings(today=TODAY)


def value(key: str, cell: Cell, settings: ConversionSettings = GERMAN, **values: str) -> ImportValue | None:
    found = converter_for(FIELDS_BY_KEY[key], settings, values)(cell)
    return found.value if isinstance(found, Noted) else found


def reason(key: str, cell: Cell, settings: ConversionSettings = GERMAN) -> ProblemReason:
    with pytest.raises(BadCellError) as caught:
        value(key, cell, settings)
    return caught.value.reason


@pytest.mark.parametrize(
    ("key", "cell", "stored"),
    [
        ("family_name", "  Müller ", "Müller"),
        ("family_name", "Mu\u0308ller", "M\u00fcller"),
        ("given_names", "Anna\nMaria", "Anna Maria"),
        ("given_names", "سارة", "سارة"),
        ("given_names", "פנינה", "פנינה"),
        ("birth_date", "03.04.1985", date(1985, 4, 3)),
        ("birth_date", "3.4.1985", date(1985, 4, 3)),
        ("birth_date", "1985-04-03", date(1985, 4, 3)),
        ("birth_date", "1985-04-03T00:00:00", date(1985, 4, 3)),
        ("birth_date", "03/04/1985", date(1985, 4, 3)),
        ("birth_date", datetime(1985, 4, 3, 0, 0), date(1985, 4, 3)),
        ("birth_date", 31140.0, date(1985, 4, 3)),
        ("birth_date", "31140", date(1985, 4, 3)),
        ("birth_date", "03.04.85", date(1985, 4, 3)),
        ("birth_date", "unbekannt", None),
        ("entry_on", "01.03.26", date(2026, 3, 1)),
        ("age", "34,9", 34),
        ("age", 34.0, 34),
        ("sex", "W", Sex.FEMALE),
        ("sex", "männlich", Sex.MALE),
        ("sex", "divers", Sex.DIVERSE),
        ("german_level", "b1", GermanLevel.B1),
        ("outcome", 9.0, OutcomeCategory.SEEKING),
        ("outcome", "Teilzeit", OutcomeCategory.INSURED_PART_TIME),
        ("single_parent", "x", True),
        ("single_parent", "Nein", False),
        ("single_parent", 1.0, True),
        ("single_parent", False, False),
        ("single_parent", "k. A.", None),
        ("postcode", 30159.0, "30159"),
        ("postcode", "30159.0", "30159"),
        ("postcode", 4109, "04109"),
        ("postcode", "CH-8001", "CH-8001"),
        ("phone", "0511 / 123-45", "0511 / 123-45"),
        ("phone", 4915112345678.0, "4915112345678"),
        ("email", "anna@example.org", "anna@example.org"),
        ("own_number", 17.0, "17"),
        ("own_number", "0017", "0017"),
        ("languages", "Türkisch, Deutsch", "Türkisch, Deutsch"),
    ],
)
def test_good_cells(key: str, cell: Cell, stored: ImportValue | None) -> None:
    assert value(key, cell) == stored


@pytest.mark.parametrize(
    ("key", "cell", "why"),
    [
        ("birth_date", "31.02.1985", ProblemReason.NO_DATE),
        ("birth_date", "00.00.0000", ProblemReason.NO_DATE),
        ("birth_date", "1985", ProblemReason.NO_DATE),
        ("birth_date", "im Mai", ProblemReason.NO_DATE),
        ("birth_date", "03.04.1885", ProblemReason.DATE_BEFORE_RANGE),
        ("birth_date", "23.11.2026", ProblemReason.DATE_AFTER_RANGE),
        ("birth_date", "#NV", ProblemReason.SPREADSHEET_ERROR),
        ("age", "alt", ProblemReason.NO_NUMBER),
        ("age", "134", ProblemReason.OUT_OF_RANGE),
        ("age", "-3", ProblemReason.OUT_OF_RANGE),
        ("months_in_need", "21,5", ProblemReason.NOT_WHOLE),
        ("months_in_need", "25", ProblemReason.OUT_OF_RANGE),
        ("sex", "vielleicht", ProblemReason.UNKNOWN_VALUE),
        ("single_parent", "manchmal", ProblemReason.UNKNOWN_VALUE),
        ("own_number", "1,23E+08", ProblemReason.SCIENTIFIC),
        ("phone", 4.9e17, ProblemReason.SCIENTIFIC),
        ("phone", "folgt", ProblemReason.NO_PHONE),
        ("email", "anna(at)example.org", ProblemReason.NO_EMAIL),
        ("postcode", "folgt", ProblemReason.NO_POSTCODE),
        ("family_name", "A\x07B", ProblemReason.CONTROL_CHARACTER),
        ("family_name", "A\ufffdB", ProblemReason.DAMAGED_CHARACTER),
        ("family_name", "M\udcfcller", ProblemReason.DAMAGED_CHARACTER),
        ("family_name", "\u200b\u200b", ProblemReason.INVISIBLE),
        ("family_name", "\u202eellüM", ProblemReason.DIRECTION_SIGN),
        ("family_name", "x" * 201, ProblemReason.TOO_LONG),
    ],
)
def test_bad_cells(key: str, cell: Cell, why: ProblemReason) -> None:
    assert reason(key, cell) is why


def test_month_first_only_if_recognised() -> None:
    settings = ConversionSettings(today=TODAY, date_order=DateOrder.MONTH_FIRST)
    assert value("birth_date", "04/03/1985", settings) == date(1985, 4, 3)
    assert value("birth_date", "03.04.1985", settings) == date(1985, 4, 3)


def test_mapped_values_go_before_words() -> None:
    assert value("sex", "1", GERMAN, **{"1": "female", "0": "male"}) is Sex.FEMALE
    assert value("sex", 0.0, GERMAN, **{"1": "female", "0": "male"}) is Sex.MALE
    assert value("sex", "w", GERMAN, w="male") is Sex.MALE
    assert value("sex", "?", GERMAN, **{"?": ""}) is None
    assert value("single_parent", "allein", GERMAN, allein="ja") is True


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Müller, Anna", ("Anna", "Müller")),
        ("Anna Müller", ("Anna", "Müller")),
        ("Anna Maria Müller", ("Anna Maria", "Müller")),
        ("Ursula von der Heide", ("Ursula", "von der Heide")),
        ("Müller", ("", "Müller")),
    ],
)
def test_two_names_in_one_cell(written: str, names: tuple[str, str]) -> None:
    assert split_name(written) == names


def test_a_bad_optional_cell_stays_out_alone(tmp_path: Path) -> None:
    table = recognised(
        tmp_path,
        [
            ["Nachname", "Vorname", "Geburtsdatum"],
            ["Müller", "Anna", "03.04.1985"],
            ["Groß", "Jörg", "gestern"],
            ["", "", "01.01.1990"],
        ],
    )
    good, spoilt, nobody = converted(table)
    assert (good.accepted, good.problems) == (True, ())
    assert spoilt.accepted
    assert spoilt.values == {"family_name": "Groß", "given_names": "Jörg"}
    problem = spoilt.problems[0]
    assert (problem.row, problem.column, problem.value) == (3, "Geburtsdatum", "gestern")
    assert reason_sentence(problem) == "Das ist kein Datum."
    assert not nobody.accepted
    assert nobody.problems[0].reason is ProblemReason.NO_IDENTITY


def test_a_bad_name_keeps_the_row_out(tmp_path: Path) -> None:
    row = converted(recognised(tmp_path, [["Nachname", "Vorname"], ["Mül\x07ler", "Anna"], ["Groß", "Jörg"]]))[0]
    assert (row.accepted, row.problems[0].severity) == (False, Severity.ROW_LEFT_OUT)


def test_a_row_that_slipped_stays_out(tmp_path: Path) -> None:
    people: list[list[object]] = [[f"Name{place}", "Anna", "Celle"] for place in range(40)]
    table = recognised(tmp_path, [["Nachname", "Vorname", "Ort"], *people, ["Groß", "Jörg", "Weg 1", "Celle"]])
    last = converted(table)[-1]
    assert (last.accepted, last.problems[0].reason) == (False, ProblemReason.MORE_CELLS)


def test_a_repaired_postcode_is_noted(tmp_path: Path) -> None:
    row = converted(recognised(tmp_path, [["Nachname", "PLZ"], ["Müller", "4109"], ["Groß", "30159"]]))[0]
    assert (row.accepted, row.values["postcode"]) == (True, "04109")
    assert (row.problems[0].severity, row.problems[0].detail) == (Severity.NOTE, "04109")


def test_problems_are_counted_and_only_the_first_kept(tmp_path: Path) -> None:
    people: list[list[object]] = [["Müller", "gestern", "4109"], ["", "morgen", ""], ["Groß", "", "30159"]] * 5
    rows = converted(recognised(tmp_path, [["Nachname", "geb.", "PLZ"], *people]))
    collector = ProblemCollector(most_kept=4)
    for row in rows:
        collector.add(row)
    summary = collector.summary()
    assert len(summary.first) == 4
    assert (summary.notes, summary.cells_left_out, summary.rows_left_out) == (5, 10, 5)
    assert len(list(problems_of(rows))) == 20


def test_what_is_not_mapped_is_never_there(tmp_path: Path) -> None:
    table = recognised(tmp_path, [["Nachname", "Diagnose"], ["Müller", "geheim"], ["Groß", "geheim"]])
    for row in converted(table):
        assert set(row.values) == {"family_name"}
        assert row.problems == ()


def test_an_age_needs_its_day(tmp_path: Path) -> None:
    table = recognised(tmp_path, [["Nummer", "Alter"], ["A1", "34"], ["A2", "51"]])
    profile = profile_of(own_number=column("Nummer"), age=column("Alter"))
    with pytest.raises(InvalidFieldsError, match="für welchen Tag das Alter gilt"):
        converted(table, profile)
    with_day = profile_of(own_number=column("Nummer"), age=column("Alter"), age_as_of=constant("01.03.2026"))
    assert converted(table, with_day)[0].values == {"own_number": "A1", "age": 34, "age_as_of": date(2026, 3, 1)}


def test_a_birth_date_goes_before_an_age(tmp_path: Path) -> None:
    table = recognised(tmp_path, [["Name", "geb.", "Alter"], ["A", "03.04.1985", "34"], ["B", "", "51"]])
    profile = profile_of(
        family_name=column("Name"), birth_date=column("geb."), age=column("Alter"), age_as_of=constant("2026-03-01")
    )
    first, second = converted(table, profile)
    assert first.values == {"family_name": "A", "birth_date": date(1985, 4, 3)}
    assert second.values == {"family_name": "B", "age": 51, "age_as_of": date(2026, 3, 1)}


def test_who_did_not_enter_has_no_entry_and_who_entered_no_reason_against(tmp_path: Path) -> None:
    table = recognised(tmp_path, [["Name", "da"], ["A", "ja"], ["B", "nein"]])
    profile = profile_of(
        family_name=column("Name"),
        group=constant("März"),
        entry_confirmed=column("da"),
        entry_on=constant("01.03.2026"),
        non_entry_reason=constant("did_not_appear"),
        non_entry_on=constant("02.03.2026"),
    )
    entered, absent = converted(table, profile)
    assert entered.values["entry_on"] == date(2026, 3, 1)
    assert "non_entry_reason" not in entered.values
    assert "entry_on" not in absent.values
    assert absent.values["non_entry_on"] == date(2026, 3, 2)


def test_an_exit_before_the_entry_takes_the_outcome_with_it(tmp_path: Path) -> None:
    table = recognised(tmp_path, [["Name", "von", "bis", "Verbleib"], ["A", "01.03.2026", "01.02.2026", "Vollzeit"]])
    profile = profile_of(
        family_name=column("Name"),
        group=constant("März"),
        entry_on=column("von"),
        exit_on=column("bis"),
        exit_type=constant("planned"),
        outcome=column("Verbleib"),
        outcome_evidence=constant("case_system"),
    )
    row = converted(table, profile)[0]
    assert row.accepted
    assert set(row.values) == {"family_name", "group", "entry_on"}
    assert [problem.reason for problem in row.problems] == [
        ProblemReason.EXIT_BEFORE_ENTRY,
        ProblemReason.OUTCOME_WITHOUT_EXIT,
    ]


def test_an_exit_needs_its_type_and_an_enrolment_its_group(tmp_path: Path) -> None:
    cells = [
        ["Name", "Gruppe", "von", "bis", "Art"],
        ["A", "März", "01.03.2026", "31.03.2026", ""],
        ["B", "", "01.03.2026", "31.03.2026", "planmäßig"],
    ]
    profile = profile_of(
        family_name=column("Name"),
        group=column("Gruppe"),
        entry_on=column("von"),
        exit_on=column("bis"),
        exit_type=column("Art"),
    )
    without_type, without_group = converted(recognised(tmp_path, cells), profile)
    assert set(without_type.values) == {"family_name", "group", "entry_on"}
    assert [problem.reason for problem in without_type.problems] == [ProblemReason.EXIT_WITHOUT_TYPE]
    assert without_group.accepted
    assert set(without_group.values) == {"family_name"}
    assert [problem.reason for problem in without_group.problems] == [ProblemReason.WITHOUT_GROUP]


def test_an_allocation_after_the_entry_stays_out(tmp_path: Path) -> None:
    table = recognised(tmp_path, [["Name", "zugewiesen", "von"], ["A", "05.03.2026", "01.03.2026"]])
    profile = profile_of(
        family_name=column("Name"), group=constant("März"), allocated_on=column("zugewiesen"), entry_on=column("von")
    )
    row = converted(table, profile)[0]
    assert set(row.values) == {"family_name", "group", "entry_on"}
    assert [problem.reason for problem in row.problems] == [ProblemReason.ENTRY_BEFORE_ALLOCATION]


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        (profile_of(city=column("Ort")), "Spalte für den Namen"),
        (profile_of(family_name=column("Weg")), "Die Spalte „Weg“"),
        (profile_of(family_name=constant("Müller")), "nicht für alle Zeilen gleich"),
        (profile_of(family_name=column("Name"), birth_date=constant("bald")), "Geburtsdatum: Das ist kein Datum"),
        (profile_of(family_name=column("Name"), sex=column("Ort", m="mann")), "kein gültiger Wert"),
        (profile_of(family_name=column("Name"), entry_on=column("Ort")), "ordnen Sie eine Gruppe zu"),
    ],
)
def test_a_profile_that_can_not_be_used(tmp_path: Path, profile: object, words: str) -> None:
    table = recognised(tmp_path, [["Name", "Ort"], ["Müller", "Celle"]])
    with pytest.raises(InvalidFieldsError, match=words):
        RowConverter(table, profile, today=TODAY)  # type: ignore[arg-type]


@given(st.dates(date(1930, 1, 1), date(2010, 12, 31)))
def test_every_way_of_writing_a_date_means_the_same(day: date) -> None:
    ways: list[Cell] = [
        f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year}", day.isoformat(), f"{day:%d/%m/%Y}", day,
        float((day - date(1899, 12, 30)).days),
    ]  # fmt: skip
    assert {value("birth_date", way) for way in ways} == {day}


@given(st.text(max_size=250))
def test_text_is_kept_but_for_blanks_and_form_or_refused(text: str) -> None:
    try:
        kept = clean_text(text, 200)
    except BadCellError:
        return
    assert len(kept) <= 200
    assert clean_text(kept, 200) == kept
    assert kept.replace(" ", "").casefold() == "".join(clean_text(text, 200).split(" ")).casefold()
    if text.isprintable() and text == text.strip() and text.isascii():
        assert kept == text


#: A good and a bad cell of each field, and what is stored of the good one.
CELLS: dict[str, tuple[str, str, ImportValue]] = {
    "birth_date": ("03.04.1985", "03.14.1985", date(1985, 4, 3)),
    "sex": ("weiblich", "grün", Sex.FEMALE),
    "german_level": ("B2", "Z9", GermanLevel.B2),
    "single_parent": ("ja", "halb", True),
    "phone": ("0511 12345", "keins", "0511 12345"),
    "email": ("a@example.org", "a@", "a@example.org"),
    "postcode": ("30159", "Celle", "30159"),
    "city": ("Celle", "Ce\x07lle", "Celle"),
}


@given(st.lists(st.fixed_dictionaries({key: st.sampled_from(["good", "bad", "blank"]) for key in CELLS}), min_size=1))
@examples(40)
def test_a_good_cell_is_never_lost_to_a_bad_neighbour(choices: list[dict[str, str]]) -> None:
    lines: list[list[object]] = [
        [
            f"P{number}",
            *({"good": good, "bad": bad, "blank": ""}[line[key]] for key, (good, bad, _) in CELLS.items()),
        ]
        for number, line in enumerate(choices)
    ]
    profile = profile_of(own_number=column("own_number"), **{key: column(key) for key in CELLS})
    with TemporaryDirectory() as folder:
        rows = converted(recognised(Path(folder), [["own_number", *CELLS], *lines]), profile)
    assert len(rows) == len(choices)
    for line, row in zip(choices, rows, strict=True):
        good = {key: CELLS[key][2] for key, kind in line.items() if kind == "good"}
        assert row.accepted
        assert {key: found for key, found in row.values.items() if key != "own_number"} == good
        assert {problem.field for problem in row.problems} == {key for key, kind in line.items() if kind == "bad"}
