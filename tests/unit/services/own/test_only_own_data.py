"""What a place is told without asking for anything in particular: not a word of the neighbour, who has everything.

What is asked for by an id is tried in `test_others_ids.py`.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import werkakademie.services.own
from tests.factories import a_group, a_participant, a_session, an_enrolment, an_own_place, make_workplace
from tests.unit.services.own_words import at_their_place
from werkakademie.errors import SituationError
from werkakademie.records.enums import CommentOn
from werkakademie.services.own import comments, log
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace

#: Stands in each text of the neighbour.
MARK = "Zimtstern"


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store")
    yield opened
    opened.store.close()


@pytest.fixture
def other(workplace: Workplace) -> OwnPlace:
    """The neighbour."""
    person = a_participant(workplace, "Fatma", f"{MARK} Öztürk", phone=f"{MARK} 030", street=f"{MARK} Weg")
    at_their_place(workplace, person, lambda what: f"{MARK} {what}")
    return an_own_place(workplace, person)


@pytest.fixture
def own(workplace: Workplace, other: OwnPlace) -> OwnPlace:
    """Somebody of the same group and session as the neighbour."""
    person = a_participant(workplace, "Olena", "Kovalenko")
    group = a_group(workplace)
    for each in (person, other.participant_id):
        an_enrolment(workplace, group, each)
    a_session(workplace, group, date(2026, 11, 23))
    return an_own_place(workplace, person)


def services() -> Iterator[tuple[str, Callable[[OwnPlace], Any]]]:
    """Each service that takes the place alone, with its name."""
    package = werkakademie.services.own
    for found in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{found.name}")
        for name, service in vars(module).items():
            if name.startswith("_") or not inspect.isfunction(service) or service.__module__ != module.__name__:
                continue
            takes = list(inspect.signature(service).parameters.values())
            of_a_place = bool(takes) and takes[0].annotation is OwnPlace
            if of_a_place and all(one.default is not inspect.Parameter.empty for one in takes[1:]):
                yield f"{found.name}.{name}", service


def test_nobody_is_told_of_somebody_else(own: OwnPlace, other: OwnPlace) -> None:
    asked = []
    for name, service in services():
        try:
            told = repr(service(own))
        except SituationError as error:
            told = error.sentence()
        assert MARK not in told, name
        assert "Fatma" not in told, name
        asked.append(name)
    assert len(asked) > 15
    for subject in CommentOn:
        assert comments.my_comments(own, subject) == ()
    assert log.earlier_at(own, f"{MARK} own employer") == ()
    assert MARK in repr(log.own_log(other)), "the mark is where it would be found"
