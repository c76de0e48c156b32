"""Nobody at a place reaches a row of somebody else, by whichever service and whichever number: all are tried."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import werkakademie.services.own
from tests.factories import (
    a_group,
    a_participant,
    a_session,
    an_application,
    an_enrolment,
    an_own_place,
    make_workplace,
)
from tests.full_places import TODAY, FullPlace, a_full_place
from werkakademie.errors import NotAllowedError, SituationError
from werkakademie.records.enums import ApplicationStage, CommentOn, NextStep
from werkakademie.records.ids import JobApplicationId
from werkakademie.records.progress import Unwatched
from werkakademie.services.own import comments, folders, interviews, letters, log, papers, practice
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace
from werkakademie.storage.journal.triggers import journalled_tables

Try = Callable[[OwnPlace, FullPlace, JobApplicationId], object]

#: Each service that takes the number of a row, asked for a row of somebody else; `mine` is an application of one's own.
TRIES: Mapping[str, Try] = {
    "comments.tick_off": lambda own, other, _mine: comments.tick_off(own, other.comment),
    "folders.folder_papers": lambda own, other, _mine: folders.folder_papers(own, other.application),
    "folders.make_folder": lambda own, other, _mine: folders.make_folder(
        own, other.application, [papers.my_papers(own)[0].versions[0].id], megabytes=5, progress=Unwatched()
    ),
    "folders.make_folder of a paper": lambda own, other, mine: folders.make_folder(
        own, mine, [other.version], megabytes=5, progress=Unwatched()
    ),
    "folders.mark_sent": lambda own, other, _mine: folders.mark_sent(own, other.application, [other.version]),
    "folders.mark_sent of a paper": lambda own, other, mine: folders.mark_sent(own, mine, [other.version]),
    "folders.take_back_sent": lambda own, other, _mine: folders.take_back_sent(own, [other.sent]),
    "interviews.interview": lambda own, other, _mine: interviews.interview(own, other.interview),
    "interviews.add_interview": lambda own, other, _mine: interviews.add_interview(
        own, other.application, fields={"held_on": TODAY}
    ),
    "interviews.change_interview": lambda own, other, _mine: interviews.change_interview(
        own, other.interview, fields={"held_on": TODAY}
    ),
    "interviews.note_afterwards": lambda own, other, _mine: interviews.note_afterwards(
        own, other.interview, how_it_went="x", next_step=None, next_on=None
    ),
    "interviews.begin_thanks": lambda own, other, _mine: interviews.begin_thanks(own, other.interview),
    "interviews.remove_interview": lambda own, other, _mine: interviews.remove_interview(own, other.interview),
    "letters.letter": lambda own, other, _mine: letters.letter(own, other.letter),
    "letters.begin_letter": lambda own, other, _mine: letters.begin_letter(own, other.application),
    "letters.save_letter": lambda own, other, _mine: letters.save_letter(own, other.letter, fields={"subject": "x"}),
    "letters.finish_letter": lambda own, other, _mine: letters.finish_letter(
        own, other.letter, fields=dict.fromkeys(("recipient", "subject", "salutation", "body", "closing"), "x")
    ),
    "letters.remove_letter": lambda own, other, _mine: letters.remove_letter(own, other.letter),
    "letters.letter_file": lambda own, other, _mine: letters.letter_file(own, other.letter, kind="pdf"),
    "log.own_application": lambda own, other, _mine: log.own_application(own, other.application),
    "log.change_application": lambda own, other, _mine: log.change_application(
        own, other.application, employer_name="x", employer_city="", position="", sent_on=None
    ),
    "log.add_stage": lambda own, other, _mine: log.add_stage(
        own, other.application, stage=ApplicationStage.OFFER, happened_on=TODAY
    ),
    "log.take_back_stage": lambda own, other, _mine: log.take_back_stage(own, other.stage),
    "log.plan_next": lambda own, other, _mine: log.plan_next(
        own, other.application, next_step=NextStep.NOTHING, next_on=None
    ),
    "log.asked_again": lambda own, other, _mine: log.asked_again(own, other.application),
    "log.remove_application": lambda own, other, _mine: log.remove_application(own, other.application),
    "log.change_activity": lambda own, other, _mine: log.change_activity(own, other.activity, fields={"place": "x"}),
    "log.remove_activity": lambda own, other, _mine: log.remove_activity(own, other.activity),
    "papers.add_certificate": lambda own, other, _mine: papers.add_certificate(
        own, path=other_file(own), document_id=other.paper
    ),
    "papers.rename_paper": lambda own, other, _mine: papers.rename_paper(own, other.paper, title="x"),
    "papers.remove_paper": lambda own, other, _mine: papers.remove_paper(own, other.paper),
    "papers.paper_file": lambda own, other, _mine: papers.paper_file(own, other.version),
    "practice.remove_talk": lambda own, other, _mine: practice.remove_talk(own, other.talk),
}
#: Asked within another service, which is tried above.
WITHIN = {"papers.file_within", "papers.titles_within", "place.require_own_application", "place.require_own"}
#: Answers with nothing instead of refusing: it looks among the person's own.
EMPTY = {"comments.my_comments"}


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store")
    yield opened
    opened.store.close()


@pytest.fixture
def other(workplace: Workplace, tmp_path: Path) -> FullPlace:
    return a_full_place(workplace, tmp_path)


@pytest.fixture
def own(workplace: Workplace, other: FullPlace) -> OwnPlace:
    """Somebody of the same group and session as the neighbour."""
    person = a_participant(workplace, "Olena", "Kovalenko")
    group = a_group(workplace)
    for each in (person, other.own.participant_id):
        an_enrolment(workplace, group, each)
    a_session(workplace, group, TODAY)
    return an_own_place(workplace, person)


def other_file(own: OwnPlace) -> Path:
    """A file that lies about in the room."""
    return own.store.path.parent.parent / "Zimtstern.pdf"


def services() -> Iterator[tuple[str, Callable[..., Any], list[inspect.Parameter]]]:
    """Each service of the place: its name, itself, and what it takes beside the place."""
    package = werkakademie.services.own
    for found in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{found.name}")
        for name, service in vars(module).items():
            if name.startswith("_") or not inspect.isfunction(service) or service.__module__ != module.__name__:
                continue
            takes = list(inspect.signature(service).parameters.values())
            if takes and takes[0].annotation is OwnPlace:
                yield f"{found.name}.{name}", service, takes[1:]


def refused(attempt: Try, own: OwnPlace, other: FullPlace, mine: JobApplicationId) -> bool:
    try:
        attempt(own, other, mine)
    except NotAllowedError:
        return True
    return False


def rows(workplace: Workplace) -> dict[str, list[Any]]:
    with workplace.store.read() as tx:
        return {
            table.name: tx.driver.execute(f'SELECT * FROM "{table.name}" ORDER BY 1').fetchall()
            for table in journalled_tables(tx.driver)
        }


def test_every_service_that_takes_a_number_is_tried() -> None:
    taking = {name for name, _service, takes in services() if any("Id" in str(one.annotation) for one in takes)}
    tried = {name.split(" ")[0] for name in TRIES}
    # Its stage holds a number.
    assert tried - {"log.take_back_stage"} == taking - WITHIN - EMPTY


def test_a_row_of_somebody_else_is_refused_and_stays_as_it_was(
    workplace: Workplace, own: OwnPlace, other: FullPlace
) -> None:
    mine = an_application(workplace, own.participant_id)
    papers.add_certificate(own, path=other_file(own))
    before = rows(workplace)
    assert [name for name, attempt in TRIES.items() if not refused(attempt, own, other, mine)] == []
    assert comments.my_comments(own, CommentOn.LETTER, other.letter) == ()
    assert rows(workplace) == before


def test_what_is_not_asked_by_a_number_tells_of_nobody_else(own: OwnPlace, other: FullPlace) -> None:
    asked = []
    for name, service, takes in services():
        if any(one.default is inspect.Parameter.empty for one in takes):
            continue
        try:
            told = repr(service(own))
        except SituationError as error:
            told = error.sentence()
        assert other.mark not in told, name
        assert "Fatma" not in told, name
        asked.append(name)
    assert len(asked) > 15
    for subject in CommentOn:
        assert comments.my_comments(own, subject) == ()
    assert log.earlier_at(own, f"{other.mark} GmbH") == ()
    assert other.mark in repr(log.own_log(other.own)), "the mark is where it would be found"
