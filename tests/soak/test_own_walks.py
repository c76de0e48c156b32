"""Ten people whose names are written in ten ways sit down one after the other, by keyboard and by mouse."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.factories import MONDAY_MORNING, make_workplace
from tests.ui.driving import free
from tests.ui.own_walk import ByKeyboard, ByMouse, Seat, Walker, Way, names_of_the_world, seat_people, seated, walk
from tests.ui.walked_papers import check_folder, listen_to_folder, open_in_office, save
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.shell import theme
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.preferences import Preferences
from werkakademie.ui.shell.tokens import LIGHT
from werkakademie.ui.shell.worker import Worker


@pytest.mark.parametrize("way", [ByKeyboard, ByMouse])
def test_ten_people_one_after_the_other(
    way: Callable[[Seat], Way], real_data: Path, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    """In one room: each finds nothing of the person before."""
    theme.apply(qapp, LIGHT)
    workplace = make_workplace(tmp_path / "store", clock=SteppedClock(MONDAY_MORNING))
    people = seat_people(workplace, names_of_the_world(real_data))
    worker = Worker()
    appearance = Appearance(qapp, tmp_path / "settings", Preferences(theme="light"))
    carried: list[tuple[Walker, Path, tuple[Path, ...]]] = []
    with seated(tmp_path, workplace, worker=worker, appearance=appearance, qtbot=qtbot) as seat:
        for number, person in enumerate(people):
            files = walk(way(seat), person)
            carried.append((person, *save(files, tmp_path / f"carried_{number}")))
    worker.stop()
    free(appearance)
    workplace.store.close()
    assert len(carried) == 10
    for person, folder, documents in carried:
        check_folder(folder, person)
        assert len(documents) == 2, "CV and letter"
        open_in_office(documents, person)
    for _person, folder, _documents in carried:
        listen_to_folder(folder)
