"""A cover letter's words: what is proposed, how sentences are put in, how days and names are written."""

from datetime import date

import pytest

from werkakademie.records.cover_letter import (
    LetterFields,
    LetterTarget,
    Sender,
    contact_in,
    position_of,
    proposed,
    sheet_of,
    start_words,
    with_block,
)
from werkakademie.records.ids import JobApplicationId
from werkakademie.storage.practice_identity import CountingIds

TODAY = date(2026, 11, 23)
OLENA = Sender("Olena Kovalenko", "Lindenweg 4", "10117 Berlin", city="Berlin")
NORD = LetterTarget(
    JobApplicationId(CountingIds().new_id()), "Logistik Nord GmbH", "20457 Hamburg", "Lagerhelferin (m/w/d)",
    "Frau Sabine Müller", "4711",
)  # fmt: skip


def inserted(text: str, place: int, block: str) -> str:
    written, before = with_block(text, place, block)
    return text[: place - before] + written + text[place:]


def test_a_letter_begins_with_what_the_log_knows() -> None:
    letter = proposed(NORD, OLENA, TODAY)
    assert letter.recipient == "Logistik Nord GmbH\nFrau Sabine Müller\n20457 Hamburg"
    assert letter.subject == "Bewerbung als Lagerhelferin (m/w/d)"
    assert letter.salutation == "Sehr geehrte Frau Müller,"
    sheet = sheet_of(letter, OLENA)
    assert sheet.subject == "Bewerbung als Lagerhelferin (m/w/d), Ref. 4711"
    assert sheet.place_and_day == "Berlin, 23.11.2026"


def test_without_an_application_it_greets_everybody() -> None:
    letter = proposed(None, Sender("Ali Yıldız"), TODAY)
    assert (letter.recipient, letter.subject, letter.salutation) == ("", "", "Sehr geehrte Damen und Herren,")
    assert sheet_of(letter, Sender("Ali Yıldız")).place_and_day == "23.11.2026"


@pytest.mark.parametrize(
    ("text", "place", "wanted"),
    [
        ("", 0, "ich packe gern an."),
        ("  \n", 0, "ich packe gern an.  \n"),
        ("guten Tag.", 10, "guten Tag.\n\nIch packe gern an."),
        ("guten Tag.\n\n", 12, "guten Tag.\n\nIch packe gern an."),
        ("guten Tag. Bis bald.", 10, "guten Tag. Ich packe gern an. Bis bald."),
        ("guten Tag. Bis bald.", 11, "guten Tag. Ich packe gern an. Bis bald."),
        ("guten Tag.\n\nBis bald.", 10, "guten Tag.\n\nIch packe gern an.\n\nBis bald."),
        ("guten Tag.\n\nBis bald.", 12, "guten Tag.\n\nIch packe gern an.\n\nBis bald."),
        ("Bis bald.", 0, "ich packe gern an.\n\nBis bald."),
    ],
)
def test_a_sentence_stands_where_the_cursor_was(text: str, place: int, wanted: str) -> None:
    assert inserted(text, place, "ich packe gern an.") == wanted


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", ""),
        ("sofort", "ab sofort"),
        ("ab sofort", "ab sofort"),
        ("1.2.2027", "ab dem 1. Februar 2027"),
        ("01.02.27", "ab dem 1. Februar 2027"),
        ("1.12.", "ab dem 1. Dezember 2026"),
        ("1.2.", "ab dem 1. Februar 2027"),
        ("ab dem 1.2.2027", "ab dem 1. Februar 2027"),
        ("31.31.2027", "ab 31.31.2027"),
        ("im Februar", "im Februar"),
        ("Februar", "ab Februar"),
    ],
)
def test_the_beginning_is_written_as_a_sentence_needs_it(typed: str, words: str) -> None:
    assert start_words(typed, TODAY) == words


@pytest.mark.parametrize(
    ("typed", "position"),
    [
        ("Lagerhelferin (m/w/d)", "Lagerhelferin"),
        ("Koch (w/m/x) in Teilzeit", "Koch in Teilzeit"),
        ("Fahrer (M / W / D)", "Fahrer"),
        ("Pflegehelfer (Nachtdienst)", "Pflegehelfer (Nachtdienst)"),
    ],
)
def test_a_job_within_a_sentence_has_no_bracket_of_sexes(typed: str, position: str) -> None:
    assert position_of(LetterFields(subject=f"Bewerbung als {typed}, Ref. 4711"), None) == position


@pytest.mark.parametrize(
    ("recipient", "contact"),
    [
        ("Nord GmbH\nFrau Sabine Müller\n20457 Hamburg", "Frau Müller"),
        ("Nord GmbH\nHerrn Dr. Ali Yıldız", "Herrn Dr. Yıldız"),
        ("Frauenhaus Nord\nHafenstraße 12", ""),
        ("Frau\nHafenstraße 12", ""),
    ],
)
def test_the_name_to_greet_is_found_in_the_address(recipient: str, contact: str) -> None:
    assert contact_in(recipient) == contact
