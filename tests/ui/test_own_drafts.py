"""What a participant typed is there again after a time-out, and after the PC lost its power in the middle of it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from tests.drafts.killing import type_and_die
from tests.drafts.own_forms import NEVER_KEPT, OWN_FORMS, WITHOUT_INPUT, shown_again
from tests.drafts.own_sitting import Seat
from tests.drafts.own_store import make_own_store
from tests.ui.driving import button, click, type_into
from werkakademie.demo.hands import settle
from werkakademie.records.enums import CourseCard
from werkakademie.ui.own.entries import OWN_PAGES
from werkakademie.ui.own.window import OwnWindow
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.drafts import keepers_in
from werkakademie.ui.widgets.fields import FormField

#: Forms that a real process is killed in here; `tests/soak` does it in each.
KILLED = ("application", "resume, job")


@pytest.fixture
def seat(tmp_path: Path, worker: Worker, appearance: Appearance) -> Seat:
    """Of somebody who has something of everything."""
    make_own_store(tmp_path)
    return Seat(tmp_path, worker, appearance)


def test_every_form_brings_back_what_was_typed(seat: Seat) -> None:
    """Also what is not seen at once: an answer three questions before."""
    typed, again, shown = {}, {}, {}
    with seat.taken(ids=5000) as desk:
        for name, form in OWN_FORMS.items():
            form.fill(desk, form.opened(desk))
            assert unkept(desk.window) == [], name
            typed[name] = values(desk.window, form.key)
        for key, opened in WITHOUT_INPUT.items():
            assert inputs(opened(desk)) == [], f"{key} takes input and is not tried"
    with seat.taken(ids=9000) as desk:
        for name, form in OWN_FORMS.items():
            shown[name] = shown_again(desk, name)
            again[name] = values(desk.window, form.key)
    assert shown == {name: form.expected for name, form in OWN_FORMS.items()}
    assert again == typed


def test_what_was_typed_survives_a_kill(tmp_path: Path, worker: Worker, appearance: Appearance) -> None:
    """At two places at once: each process waits for most of its time."""
    folders = {name: tmp_path / str(number) for number, name in enumerate(KILLED)}
    for folder in folders.values():
        make_own_store(folder)
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda name: type_and_die(folders[name], name, child="tests.drafts.own_child"), KILLED))
    for name, folder in folders.items():
        with Seat(folder, worker, appearance).taken(ids=9000) as desk:
            assert shown_again(desk, name) == OWN_FORMS[name].expected


# What is there to be tried


def inputs(root: QWidget) -> list[QWidget]:
    """Everything on a page that takes input and does not store it at a touch."""
    kinds = (FormField, QLineEdit, QPlainTextEdit, QComboBox)
    return [one for one in root.findChildren(QWidget) if isinstance(one, kinds) or hasattr(one, "draft_values")]


def values(window: OwnWindow, form: str) -> dict[str, Any]:
    """All that the draft of a form is about, as it stands now."""
    (keeper,) = [one for one in keepers_in(window) if one.key.form == form]
    return {name: value for part in keeper._parts for name, value in part.draft_values().items()}


def unkept(window: OwnWindow) -> list[str]:
    """The names of fields that somebody types into and no draft keeps."""
    kept = {name for keeper in keepers_in(window) for part in keeper._parts for name in part.draft_values()}
    typed = [
        one
        for one in window.findChildren(FormField)
        if isinstance(one.control, QLineEdit | QPlainTextEdit) and not one.confidential
    ]
    return [one.name for one in typed if one.name not in kept]


def test_no_page_with_input_is_without_a_trial() -> None:
    """A page that is added is added to `tests/drafts/own_forms.py`, too."""
    tried = {form.page for form in OWN_FORMS.values()}
    assert tried | NEVER_KEPT.keys() | WITHOUT_INPUT.keys() == OWN_PAGES.keys()
    assert not tried & WITHOUT_INPUT.keys()


def test_what_must_not_be_kept_is_not(seat: Seat) -> None:
    with seat.taken(ids=5000) as desk:
        page = desk.page("take_home")
        for label in ("Passwort", "Passwort noch einmal"):
            type_into(page, label, "streng geheim")
        card = desk.page("course_card", CourseCard.MAILBOX)
        type_into(card, "Passwort", "streng geheim")
        desk.page("home")
        settle(desk.worker)
        with desk.own.store.read() as tx:
            kept = [tuple(row) for row in tx.execute(sa.text("SELECT * FROM draft"))]
    assert "streng geheim" not in str(kept)


# The short course


def test_a_card_goes_on_in_another_language_and_after_a_time_out(seat: Seat) -> None:
    form = OWN_FORMS["keyboard"]
    with seat.taken(ids=5000) as desk:
        form.fill(desk, form.opened(desk))
        desk.window.choose_language("tr")
        settle(desk.worker)
        desk.window.choose_language("de")
        settle(desk.worker)
        assert form.shown(desk.window.current_page()) == form.expected
    with seat.taken(ids=9000) as desk:
        assert shown_again(desk, "keyboard") == form.expected
        click(desk.window, "Noch einmal")
        settle(desk.worker)
        assert form.shown(desk.window.current_page()) == "Schritt 1 von 6: "
    with seat.taken(ids=12000) as desk:
        assert shown_again(desk, "keyboard") == "Schritt 1 von 6: "


def test_a_card_that_is_done_begins_anew(seat: Seat) -> None:
    with seat.taken(ids=5000) as desk:
        page = desk.page("course_card", CourseCard.PRINT)
        for text in ("Drucker im Kursraum", "Nur Seite 1", "Drucken"):
            click(page, text)
        desk.window.choose_language("en")
        settle(desk.worker)
        desk.window.choose_language("de")
        settle(desk.worker)
        assert button(desk.window, "Weiter").isVisible(), "it is still done"
    with seat.taken(ids=9000) as desk:
        assert shown_again(desk, "printing") == "Schritt 1 von 3"
