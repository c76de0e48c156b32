"""Every action of the participant's place, asked with the ids of somebody else: refused, and nothing is changed.

An action that takes an id and is not among `ACTIONS` fails `test_every_action_with_an_id_is_tried`.
"""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
import sqlalchemy as sa

from tests.drafts.own_store import have_one_of_everything
from tests.factories import a_participant, an_own_place, make_workplace
from werkakademie.errors import NotAllowedError
from werkakademie.records.cover_letter import comment_places
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import ApplicationStage, CommentOn, NextStep, SearchActivityKind
from werkakademie.records.ids import (
    ApplicationDocumentId,
    CoverLetterId,
    DocumentVersionId,
    InterviewId,
    JobApplicationId,
    PaperCommentId,
    PracticeTalkId,
    SearchActivityId,
    SentPaperId,
)
from werkakademie.records.own_log import AddedStage
from werkakademie.records.progress import Unwatched
from werkakademie.services import drafts, own, paper_comments
from werkakademie.services.own import comments, folders, interviews, letters, log, papers, place, practice
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace
from werkakademie.storage.transaction import Transaction

TODAY = date(2026, 11, 23)
EMPLOYER = "Nord GmbH"


@dataclass(frozen=True)
class Ids:
    """One id of each kind of thing that somebody has."""

    application: JobApplicationId
    letter: CoverLetterId
    interview: InterviewId
    comment: PaperCommentId
    document: ApplicationDocumentId
    version: DocumentVersionId
    sent: SentPaperId
    activity: SearchActivityId
    talk: PracticeTalkId
    stage: AddedStage


Action = Callable[[OwnPlace, Ids, Path], object]
#: Each action with all else as it should be; those that take something away come last.
ACTIONS: Mapping[str, Action] = {
    "comments.my_comments": lambda me, ids, _: comments.my_comments(me, CommentOn.LETTER, ids.letter),
    "comments.tick_off": lambda me, ids, _: comments.tick_off(me, ids.comment),
    "folders.folder_papers": lambda me, ids, _: folders.folder_papers(me, ids.application),
    "folders.make_folder": lambda me, ids, _: folders.make_folder(
        me, ids.application, [ids.version], megabytes=5, progress=Unwatched()
    ),
    "folders.mark_sent": lambda me, ids, _: folders.mark_sent(me, ids.application, [ids.version]),
    "folders.take_back_sent": lambda me, ids, _: folders.take_back_sent(me, [ids.sent]),
    "interviews.interview": lambda me, ids, _: interviews.interview(me, ids.interview),
    "interviews.add_interview": lambda me, ids, _: interviews.add_interview(
        me, ids.application, fields={"held_on": TODAY}
    ),
    "interviews.change_interview": lambda me, ids, _: interviews.change_interview(
        me, ids.interview, fields={"place": "Hof 2"}
    ),
    "interviews.note_afterwards": lambda me, ids, _: interviews.note_afterwards(me, ids.interview, how_it_went="gut"),
    "interviews.begin_thanks": lambda me, ids, _: interviews.begin_thanks(me, ids.interview),
    "letters.letter": lambda me, ids, _: letters.letter(me, ids.letter),
    "letters.begin_letter": lambda me, ids, _: letters.begin_letter(me, ids.application),
    "letters.save_letter": lambda me, ids, _: letters.save_letter(me, ids.letter, fields=_letter()),
    "letters.finish_letter": lambda me, ids, _: letters.finish_letter(me, ids.letter, fields=_letter()),
    "letters.letter_file": lambda me, ids, _: letters.letter_file(me, ids.letter),
    "log.own_application": lambda me, ids, _: log.own_application(me, ids.application),
    "log.change_application": lambda me, ids, _: log.change_application(
        me, ids.application, employer_name="West KG", position="Koch", sent_on=TODAY
    ),
    "log.add_stage": lambda me, ids, _: log.add_stage(me, ids.application, stage=ApplicationStage.ANSWER),
    "log.take_back_stage": lambda me, ids, _: log.take_back_stage(me, ids.stage),
    "log.plan_next": lambda me, ids, _: log.plan_next(me, ids.application, next_step=NextStep.WAIT, next_on=TODAY),
    "log.asked_again": lambda me, ids, _: log.asked_again(me, ids.application),
    "log.change_activity": lambda me, ids, _: log.change_activity(
        me, ids.activity, fields={"kind": SearchActivityKind.FAIR}
    ),
    "papers.add_certificate": lambda me, ids, path: papers.add_certificate(me, path=path, document_id=ids.document),
    "papers.rename_paper": lambda me, ids, _: papers.rename_paper(me, ids.document, title="Zeugnis Lager"),
    "papers.paper_file": lambda me, ids, _: papers.paper_file(me, ids.version),
    "papers.remove_paper": lambda me, ids, _: papers.remove_paper(me, ids.document),
    "practice.remove_talk": lambda me, ids, _: practice.remove_talk(me, ids.talk),
    "log.remove_activity": lambda me, ids, _: log.remove_activity(me, ids.activity),
    "interviews.remove_interview": lambda me, ids, _: interviews.remove_interview(me, ids.interview),
    "letters.remove_letter": lambda me, ids, _: letters.remove_letter(me, ids.letter),
    "log.remove_application": lambda me, ids, _: log.remove_application(me, ids.application),
}
#: Answer about whatever is the person's own among what was asked for: nothing, then.
ANSWER_NOTHING = {"comments.my_comments": ()}


def _letter() -> Mapping[str, object]:
    return {
        "recipient": f"{EMPLOYER}\n28195 Bremen",
        "subject": "Bewerbung als Koch",
        "salutation": "Guten Tag,",
        "body": "ich koche gern.",
        "closing": "Mit freundlichen Grüßen",
        "letter_on": TODAY,
    }


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    one = make_workplace(tmp_path / "store")
    yield one
    one.store.close()


@pytest.fixture
def mine(workplace: Workplace, tmp_path: Path) -> tuple[OwnPlace, Ids]:
    return _somebody(workplace, tmp_path, "Mira", "Adler")


@pytest.fixture
def theirs(workplace: Workplace, tmp_path: Path) -> tuple[OwnPlace, Ids]:
    return _somebody(workplace, tmp_path, "Olena", "Kovalenko")


def _somebody(workplace: Workplace, folder: Path, given: str, family: str) -> tuple[OwnPlace, Ids]:
    me = an_own_place(workplace, a_participant(workplace, given, family))
    have_one_of_everything(me, folder)
    application = log.own_log(me).applications[0].id
    letter = letters.my_letters(me)[0].id
    paper = papers.my_papers(me)[0]
    where, _words = comment_places(CommentOn.LETTER)[0]
    comment = paper_comments.add_comment(
        workplace, me.participant_id, subject=CommentOn.LETTER, letter_id=letter, text="Gut.", place=where
    ).value
    return me, Ids(
        application=application,
        letter=letter,
        interview=interviews.my_interviews(me).past[0].id,
        comment=comment,
        document=paper.id,
        version=paper.versions[0].id,
        sent=folders.mark_sent(me, application, [paper.versions[0].id]).value[0],
        activity=log.add_activity(me, fields={"kind": SearchActivityKind.CALL}).value,
        talk=practice.add_talk(me, ratings={"greeting": 3}).value,
        stage=log.add_stage(me, application, stage=ApplicationStage.ANSWER).value,
    )


def ids_in(annotation: object) -> set[str]:
    """The kinds of ids that an argument of this type carries, also inside a record."""
    found = set(re.findall(r"records\.ids\.(\w+)", str(annotation)))
    for each in get_args(annotation):
        found |= ids_in(each)
    if is_dataclass(annotation):
        hints = inspect.get_annotations(annotation, eval_str=True)  # type: ignore[arg-type]
        for name in hints:
            found |= ids_in(hints[name])
    return found


def taken() -> dict[str, set[str]]:
    """The kinds of ids that each action of the place takes; without the questions whose something is."""
    found = {}
    for module in pkgutil.iter_modules(own.__path__):
        loaded = importlib.import_module(f"{own.__name__}.{module.name}")
        for name, function in vars(loaded).items():
            if name.startswith("_") or not inspect.isfunction(function) or function.__module__ != loaded.__name__:
                continue
            first, *others = [each.annotation for each in inspect.signature(function).parameters.values()] or [None]
            if first is OwnPlace and Transaction not in others and loaded is not place:
                found[f"{module.name}.{name}"] = set[str]().union(*map(ids_in, others))
    return {name: kinds for name, kinds in found.items() if kinds}


KINDS = {each.name: ids_in(each.type) for each in fields(Ids)}


def test_every_action_with_an_id_is_tried() -> None:
    assert taken().keys() == ACTIONS.keys()
    known = set[str]().union(*KINDS.values())
    assert {name: kinds - known for name, kinds in taken().items() if kinds - known} == {}


def test_nothing_of_somebody_else_is_shown_or_changed(
    workplace: Workplace, mine: tuple[OwnPlace, Ids], theirs: tuple[OwnPlace, Ids], tmp_path: Path
) -> None:
    """Each id of each action by itself: all the others are one's own."""
    me, own_ids = mine
    path = tmp_path / "Zeugnis.png"
    before = everything(workplace)
    tried = 0
    for name, kinds in taken().items():
        for each in (one for one, of_it in KINDS.items() if of_it & kinds):
            mixed = replace(own_ids, **{each: getattr(theirs[1], each)})
            if name in ANSWER_NOTHING:
                assert ACTIONS[name](me, mixed, path) == ANSWER_NOTHING[name]
            else:
                with pytest.raises(NotAllowedError):
                    ACTIONS[name](me, mixed, path)
            assert everything(workplace) == before, f"{name} with the {each} of somebody else"
            tried += 1
    assert tried > len(ACTIONS), "some take two"


def test_with_ones_own_all_of_it_is_done(mine: tuple[OwnPlace, Ids], tmp_path: Path) -> None:
    """So that the refusals above are about whose it is, and about nothing else."""
    me, ids = mine
    for name, action in ACTIONS.items():
        assert action(me, ids, tmp_path / "Zeugnis.png") is not None, name


def test_a_draft_of_somebody_else_is_not_there(mine: tuple[OwnPlace, Ids], theirs: tuple[OwnPlace, Ids]) -> None:
    key = DraftKey.about("own_letter", theirs[1].letter)
    drafts.save_draft(theirs[0], key, {"body": "von Olena"})
    assert drafts.find_draft(mine[0], key) is None
    drafts.drop_draft(mine[0], key)
    drafts.save_draft(mine[0], key, {"body": "von Mira"})
    kept = drafts.find_draft(theirs[0], key)
    assert kept is not None
    assert kept.values == {"body": "von Olena"}


def test_lists_hold_only_ones_own(mine: tuple[OwnPlace, Ids], theirs: tuple[OwnPlace, Ids]) -> None:
    """Also asked for by the name of an employer at whom somebody else applied."""
    log.change_application(theirs[0], theirs[1].application, employer_name="Geheime AG", position="Koch")
    assert log.earlier_at(mine[0], "Geheime AG") == ()
    assert {one.id for one in log.own_log(mine[0]).applications} == {mine[1].application}
    assert {one.application_id for one in folders.folder_targets(mine[0])} == {mine[1].application}
    assert {one.application_id for one in letters.letter_targets(mine[0])} == {mine[1].application}
    assert {one.application_id for one in interviews.interview_targets(mine[0])} == {mine[1].application}


def everything(workplace: Workplace) -> dict[str, list[Any]]:
    """All rows of all tables."""
    with workplace.store.read() as tx:
        names = [row[0] for row in tx.execute(sa.text("SELECT name FROM sqlite_master WHERE type = 'table'"))]
        plain = [name for name in names if "fts" not in name and not name.startswith("sqlite_")]
        return {name: [tuple(row) for row in tx.execute(sa.text(f'SELECT * FROM "{name}"'))] for name in plain}
