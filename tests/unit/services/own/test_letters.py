"""Cover letters of a participant: theirs alone, proposed from the log, kept as versions of a paper; and comments."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.factories import a_participant, an_application, an_own_place, make_workplace
from werkakademie.errors import InvalidFieldsError, MissingRecordError, NotAllowedError
from werkakademie.records.changes import Noun
from werkakademie.records.cover_letter import sheet_of
from werkakademie.records.enums import CommentOn, PaperKind, PaperStatus
from werkakademie.records.ids import CoverLetterId
from werkakademie.services import paper_comments, papers, person_rights
from werkakademie.services.own import comments, letters, resume
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.storage.restricted import RestrictedError

TEXT = {"body": "ich arbeite gern im Lager."}


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store")
    yield opened
    opened.store.close()


@pytest.fixture
def own(workplace: Workplace) -> OwnPlace:
    person = a_participant(workplace, street="Lindenweg 4", postcode="10117", city="Berlin", phone="0151 2345678")
    an_application(workplace, person, "Logistik Nord GmbH", "20457 Hamburg", contact="Frau Müller", reference="4711")
    return an_own_place(workplace, person)


@pytest.fixture
def somebody_else(workplace: Workplace) -> OwnPlace:
    return an_own_place(workplace, a_participant(workplace, "Ali", "Yıldız"))


@pytest.fixture
def letter_id(own: OwnPlace) -> CoverLetterId:
    return letters.begin_letter(own, letters.letter_targets(own)[0].application_id).value


def written(own: OwnPlace, letter_id: CoverLetterId, **changed: object) -> dict[str, object]:
    return {**letters.letter(own, letter_id).fields.values(), **TEXT, **changed}


def test_a_letter_is_proposed_from_the_log(own: OwnPlace, letter_id: CoverLetterId) -> None:
    record = letters.letter(own, letter_id)
    sheet = sheet_of(record.fields, record.sender, footer=record.footer)
    assert sheet.recipient == ("Logistik Nord GmbH", "Frau Müller", "20457 Hamburg")
    assert sheet.subject == "Bewerbung als Lagerhelferin, Ref. 4711"
    assert sheet.salutation == "Sehr geehrte Frau Müller,"
    assert sheet.place_and_day == "Berlin, 23.11.2026"
    assert (sheet.sender.name, sheet.sender.place) == ("Olena Kovalenko", "10117 Berlin")
    assert "ÜBUNG" in sheet.footer


def test_letter_and_cv_name_one_address(own: OwnPlace, letter_id: CoverLetterId) -> None:
    stored = resume.my_resume(own)
    document = stored.document.with_(
        street="Am Hafen 1", postcode="20457", city="Hamburg", phone="", email="o@k.example"
    )
    resume.save_resume(own, document=document, layout=stored.layout, with_photo=False)
    sender = letters.letter(own, letter_id).sender
    assert (sender.street, sender.place, sender.email) == ("Am Hafen 1", "20457 Hamburg", "o@k.example")
    assert sender.phone == "0151 2345678", "what the CV leaves out is as the house knows it"
    assert letters.letter(own, letters.begin_letter(own).value).fields.letter_city == "Hamburg"
    resume.save_resume(
        own, document=document.with_(street="", postcode="", city=""), layout=stored.layout, with_photo=False
    )
    assert letters.letter(own, letter_id).sender.place == "10117 Berlin"


def test_what_is_saved_is_there_and_the_newest_letter_comes_first(own: OwnPlace, letter_id: CoverLetterId) -> None:
    clock = own.store.clock
    assert isinstance(clock, SteppedClock)
    clock.step(timedelta(minutes=5))
    second = letters.begin_letter(own).value
    assert [row.id for row in letters.my_letters(own)] == [second, letter_id]
    clock.step(timedelta(minutes=5))
    done = letters.save_letter(own, letter_id, fields=written(own, letter_id))
    assert Noun.COVER_LETTER in done.changes
    assert letters.letter(own, letter_id).fields.body == TEXT["body"]
    assert [row.id for row in letters.my_letters(own)] == [letter_id, second]
    clock.step(timedelta(minutes=5))
    letters.save_letter(own, second, fields=letters.letter(own, second).fields.values())
    assert letters.my_letters(own)[0].id == letter_id, "nothing was changed in the other"


def test_a_text_that_is_too_long_is_refused_at_its_field(own: OwnPlace, letter_id: CoverLetterId) -> None:
    with pytest.raises(InvalidFieldsError) as refused:
        letters.save_letter(own, letter_id, fields=written(own, letter_id, body="x" * 6001))
    assert [problem.field for problem in refused.value.problems] == ["body"]
    assert letters.letter(own, letter_id).fields.body == ""


def test_a_finished_letter_is_a_version_of_a_paper(
    own: OwnPlace, workplace: Workplace, letter_id: CoverLetterId
) -> None:
    papers.add_usual_papers(workplace, own.participant_id)
    first = letters.finish_letter(own, letter_id, fields=written(own, letter_id)).value
    assert letters.finish_letter(own, letter_id, fields=written(own, letter_id)).value == first
    letters.finish_letter(own, letter_id, fields=written(own, letter_id, body="Neuer Text."))
    letters.finish_letter(own, letter_id, fields=written(own, letter_id), kind=letters.DOCX)
    found = papers.paper_folder(workplace, own.participant_id).papers
    (paper,) = [one for one in found if one.kind is PaperKind.COVER_LETTER]
    assert paper.status is PaperStatus.DRAFT, "the paper that the coach missed"
    assert paper.title == "Anschreiben Logistik Nord GmbH"
    names = [version.file_name for version in paper.versions]
    assert names == ["Anschreiben_Kovalenko_Logistik_Nord_GmbH." + ending for ending in ("docx", "pdf", "pdf")]


def test_an_empty_letter_is_not_finished(own: OwnPlace) -> None:
    number = letters.begin_letter(own).value
    with pytest.raises(InvalidFieldsError) as refused:
        letters.finish_letter(own, number, fields=letters.letter(own, number).fields.values())
    assert [problem.field for problem in refused.value.problems] == ["recipient", "subject", "body"]


def test_names_of_files_are_those_that_upload_forms_take(workplace: Workplace) -> None:
    own = an_own_place(workplace, a_participant(workplace, "Юлія", "Ґалаґан"))
    number = letters.begin_letter(own).value
    fields = {**letters.letter(own, number).fields.values(), "recipient": "Müller & Söhne GmbH\n10115 Berlin"}
    letters.save_letter(own, number, fields=fields)
    assert letters.letter_file(own, number)[0] == "Anschreiben_Galagan_Mueller_Soehne_GmbH.pdf"


def test_a_removed_letter_comes_back(own: OwnPlace, letter_id: CoverLetterId) -> None:
    letters.remove_letter(own, letter_id)
    assert letters.my_letters(own) == ()
    letters.remove_letter(own, letter_id, removed=False)
    assert [row.id for row in letters.my_letters(own)] == [letter_id]


def test_nobody_touches_the_letter_of_somebody_else(
    own: OwnPlace, somebody_else: OwnPlace, workplace: Workplace, letter_id: CoverLetterId
) -> None:
    said = paper_comments.add_comment(
        workplace, own.participant_id, subject=CommentOn.LETTER, letter_id=letter_id, text="Gut."
    ).value
    application = letters.letter_targets(own)[0].application_id
    fields = written(own, letter_id)
    assert letters.my_letters(somebody_else) == ()
    assert letters.letter_targets(somebody_else) == ()
    assert comments.my_comments(somebody_else, CommentOn.LETTER, letter_id) == ()
    for action in (
        lambda: letters.letter(somebody_else, letter_id),
        lambda: letters.letter_file(somebody_else, letter_id),
        lambda: letters.save_letter(somebody_else, letter_id, fields=fields),
        lambda: letters.finish_letter(somebody_else, letter_id, fields=fields),
        lambda: letters.remove_letter(somebody_else, letter_id),
        lambda: letters.begin_letter(somebody_else, application),
        lambda: comments.tick_off(somebody_else, said),
    ):
        with pytest.raises((NotAllowedError, MissingRecordError)):
            action()
    assert letters.letter(own, letter_id).fields.body == ""


def test_who_is_restricted_writes_nothing(own: OwnPlace, workplace: Workplace, letter_id: CoverLetterId) -> None:
    fields = written(own, letter_id)
    person_rights.restrict(workplace, own.participant_id, reason="Adresse bestritten")
    with pytest.raises(RestrictedError):
        letters.save_letter(own, letter_id, fields=fields)


def test_a_preview_is_a_picture_of_each_page(own: OwnPlace, letter_id: CoverLetterId) -> None:
    record = letters.letter(own, letter_id)
    (page,) = letters.preview(own, sheet_of(record.fields, record.sender), width=400)
    assert (page.width, page.bytes_per_line) == (400, 1600)
    assert page.height == pytest.approx(400 * 297 / 210, abs=1)
    assert len(page.data) == page.height * page.bytes_per_line


def test_comments_are_read_beside_and_ticked_off(own: OwnPlace, workplace: Workplace, letter_id: CoverLetterId) -> None:
    person = own.participant_id

    def say(text: str, **about: object) -> None:
        paper_comments.add_comment(workplace, person, text=text, **about)  # type: ignore[arg-type]

    say("Schöner Anfang.", subject=CommentOn.LETTER, letter_id=letter_id, place="body")
    say("Die Hausnummer fehlt.", subject=CommentOn.LETTER, letter_id=letter_id, place="recipient")
    say("Bitte noch die Schule.", subject=CommentOn.RESUME, place="education")
    assert letters.my_letters(own)[0].open_comments == 2
    first, second = letters.letter(own, letter_id).comments
    assert (first.text, first.author) == ("Schöner Anfang.", ""), "no name of staff at the place"
    assert paper_comments.comments_of(workplace, person, CommentOn.LETTER, letter_id)[0].author == "Petra Wagner"
    assert [one.text for one in comments.my_comments(own, CommentOn.RESUME)] == ["Bitte noch die Schule."]
    comments.tick_off(own, first.id)
    assert [one.id for one in letters.letter(own, letter_id).comments] == [second.id, first.id]
    paper_comments.remove_comment(workplace, second.id)
    assert letters.my_letters(own)[0].open_comments == 0


def test_a_comment_is_short_and_about_something(own: OwnPlace, workplace: Workplace, letter_id: CoverLetterId) -> None:
    for text in (" ", "x" * 1001):
        with pytest.raises(InvalidFieldsError):
            paper_comments.add_comment(
                workplace, own.participant_id, subject=CommentOn.LETTER, letter_id=letter_id, text=text
            )
    with pytest.raises(ValueError, match="nothing in a letter"):
        paper_comments.add_comment(
            workplace, own.participant_id, subject=CommentOn.LETTER, letter_id=letter_id, place="photo", text="?"
        )


def test_the_coach_sees_the_letter_as_the_person_does(
    own: OwnPlace, workplace: Workplace, letter_id: CoverLetterId
) -> None:
    record = letters.letter(own, letter_id)
    seen = letters.preview(own, sheet_of(record.fields, record.sender, footer=record.footer), width=300)
    assert paper_comments.letter_pages(workplace, letter_id, width=300) == seen
    assert [row.id for row in paper_comments.papers_beside(workplace, own.participant_id).letters] == [letter_id]
