"""Two people whose names are written differently go from the sign-in to the folder, one by keyboard, one by mouse."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.factories import MONDAY_MORNING, make_workplace
from tests.ui.own_walk import ByKeyboard, ByMouse, Seat, Way, names_of_the_world, seat_people, seated, walk
from tests.ui.walked_papers import check_folder, save
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.worker import Worker


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    made = make_workplace(tmp_path / "store", clock=SteppedClock(MONDAY_MORNING))
    yield made
    made.store.close()


@pytest.mark.parametrize(("locale", "way"), [("de_DE", ByMouse), ("uk_UA", ByKeyboard)])
def test_from_sign_in_to_the_folder(
    locale: str,
    way: Callable[[Seat], Way],
    real_data: Path,
    workplace: Workplace,
    worker: Worker,
    appearance: Appearance,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    (person,) = seat_people(workplace, names_of_the_world(real_data, (locale,)))
    with seated(tmp_path, workplace, worker=worker, appearance=appearance, qtbot=qtbot) as seat:
        files = walk(way(seat), person)
    folder, documents = save(files, tmp_path / "carried")
    check_folder(folder, person)
    assert len(documents) == 2, "CV and letter"
