"""What a participant typed is there again after a time-out, and after the PC lost its power in the middle of it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.drafts.killing import type_and_die
from tests.drafts.own_forms import OWN_FORMS, OwnDesk, make_own_store, reopened
from tests.ui.driving import field, free, type_into
from werkakademie.demo.hands import settle
from werkakademie.services import site
from werkakademie.services.own.settings import PlaceSettings
from werkakademie.ui.own.window import OwnWindow
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.files import AnsweredFiles

Sit = Callable[..., AbstractContextManager[OwnDesk]]


@pytest.fixture
def sit(worker: Worker, appearance: Appearance, files: AnsweredFiles) -> Sit:
    """Sits down at the place of the stored person, and signs out at the end of the block."""

    @contextmanager
    def sitting(folder: Path, *, ids: int) -> Iterator[OwnDesk]:
        workplace, own = reopened(folder, ids=ids)
        now = workplace.store.clock.now
        window = OwnWindow(own, worker=worker, files=files, appearance=appearance, now=now, chosen=PlaceSettings("de"))
        window.show()
        settle(worker)
        yield OwnDesk(window, worker, own)
        window.sign_out()
        settle(worker)
        free(window)
        appearance.show_own()
        site.lock(workplace)

    return sitting


def test_every_form_brings_back_what_was_typed(tmp_path: Path, sit: Sit) -> None:
    make_own_store(tmp_path)
    for name, form in OWN_FORMS.items():
        with sit(tmp_path, ids=5000) as desk:
            type_into(form.opened(desk), form.label, form.typed)
        with sit(tmp_path, ids=9000) as desk:
            assert _shown(desk, name) == form.typed, name


@pytest.mark.parametrize("name", ["own_application", "own_resume_work"])
def test_what_was_typed_survives_a_kill(name: str, tmp_path: Path, sit: Sit) -> None:
    """Two of the forms; `tests/soak` kills the place in each of them."""
    make_own_store(tmp_path)
    type_and_die(tmp_path, name, child="tests.drafts.own_child")
    with sit(tmp_path, ids=9000) as desk:
        assert _shown(desk, name) == OWN_FORMS[name].typed


def _shown(desk: OwnDesk, name: str) -> str:
    form = OWN_FORMS[name]
    root = form.opened(desk)
    settle(desk.worker)
    QApplication.processEvents()
    return str(field(root, form.label).draft())
