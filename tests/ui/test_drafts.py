"""What is typed into any form is there again after the program ended without it being stored."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

import werkakademie.ui
from tests.drafts.forms import FORMS, Desk
from tests.drafts.killing import type_and_die
from tests.drafts.own_forms import OWN_FORMS
from tests.ui.driving import field, free, type_into
from tests.ui.running import make_filled_store, running, unlock
from werkakademie.demo.hands import click, settle
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.participants.dialog import ParticipantDialog
from werkakademie.ui.settings.dialogs import change_password_dialog
from werkakademie.ui.widgets.drafts import DraftKeeper, keepers_in
from werkakademie.ui.widgets.fields import FormField

NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(NOW)


@pytest.fixture
def folder(tmp_path: Path, clock: SteppedClock) -> Path:
    make_filled_store(tmp_path, clock)
    return tmp_path


@pytest.fixture
def desk(qapp: QApplication, folder: Path, clock: SteppedClock) -> Iterator[Desk]:
    with running(qapp, folder, clock, ids=5000) as program:
        yield unlock(program, folder)


def shown(root: QWidget, label: str) -> str:
    """What stands in a field, readable or not."""
    return str(field(root, label).draft())


def close(root: QWidget) -> None:
    """Take a dialog away as a lock would: nobody answered it."""
    if root.isWindow():
        free(root)


def test_every_form_brings_back_what_was_typed(qapp: QApplication, folder: Path, clock: SteppedClock) -> None:
    with running(qapp, folder, clock, ids=5000) as program:
        first = unlock(program, folder)
        for name, form in FORMS.items():
            root = form.opened(first)
            type_into(root, form.label, form.typed)
            first.window.save_drafts()
            first.settle()
            assert shown(root, form.label) == form.typed, name
            close(root)
    with running(qapp, folder, clock, ids=7000) as program:
        again = unlock(program, folder)
        for name, form in FORMS.items():
            root = form.opened(again)
            assert shown(root, form.label) == form.typed, name
            banners = [keeper.banner() for keeper in root.findChildren(DraftKeeper) if keeper.banner()]
            assert any("Entwurf von 09:42 wiederhergestellt" in banner.text() for banner in banners if banner), name
            close(root)


@pytest.mark.parametrize("name", ["person changed", "site"])
def test_what_was_typed_survives_a_kill(qapp: QApplication, folder: Path, clock: SteppedClock, name: str) -> None:
    """Two of the forms; `tests/soak` kills the program in each of them."""
    type_and_die(folder, name)
    with running(qapp, folder, clock, ids=7000) as program:
        form = FORMS[name]
        assert shown(form.opened(unlock(program, folder)), form.label) == form.typed


def test_an_import_goes_on_where_it_was(qapp: QApplication, folder: Path, clock: SteppedClock) -> None:
    with running(qapp, folder, clock, ids=5000) as program:
        page = unlock(program, folder).imported()
        click(page, "Weiter zur Zuordnung")
        page.mapping.fields["own_number"].combo.setCurrentText("Vorname")
        page.mapping.fields["own_number"].changed.emit()
        mapping = page.mapping.draft_values()
        assert program.window is not None
        program.window.close()
        settle(program.worker)
    with running(qapp, folder, clock, ids=7000) as program:
        page = unlock(program, folder).imported()
        assert page.step() == 2
        assert page.mapping.draft_values() == mapping
        assert page.status_text() == "liste.csv"
        click(page, "Verwerfen")
        assert page.step() == 0


def test_a_lock_keeps_what_was_typed_a_moment_ago(qapp: QApplication, folder: Path, clock: SteppedClock) -> None:
    with running(qapp, folder, clock, ids=5000) as program:
        desk = unlock(program, folder)
        dialog = ParticipantDialog(desk.page, lambda _id: None)
        dialog.open()
        settle(program.worker)
        type_into(dialog, "Vornamen", "Nour")
        desk.window.lock()
        settle(program.worker)
        desk = unlock(program, folder)
        again = ParticipantDialog(desk.page, lambda _id: None)
        again.open()
        settle(program.worker)
        assert shown(again, "Vornamen") == "Nour"


def opened(desk: Desk) -> ParticipantDialog:
    dialog = ParticipantDialog(desk.page, lambda _id: None)
    dialog.open()
    desk.settle()
    return dialog


def test_what_is_stored_is_no_draft_any_more(desk: Desk) -> None:
    dialog = opened(desk)
    type_into(dialog, "Familienname", "Haddad")
    desk.window.save_drafts()
    click(dialog, "Aufnehmen")
    desk.settle()
    again = opened(desk)
    assert shown(again, "Familienname") == ""
    assert again.drafts is not None
    assert again.drafts.banner() is None


def test_what_is_cancelled_stays_until_it_is_discarded(desk: Desk) -> None:
    dialog = opened(desk)
    type_into(dialog, "Familienname", "Haddad")
    click(dialog, "Abbrechen")
    dialog = opened(desk)
    assert shown(dialog, "Familienname") == "Haddad"
    click(dialog, "Verwerfen")
    desk.settle()
    assert shown(dialog, "Familienname") == ""
    click(dialog, "Rückgängig")
    assert shown(dialog, "Familienname") == "Haddad"
    click(dialog, "Abbrechen")
    dialog = opened(desk)
    click(dialog, "Verwerfen")
    desk.settle()
    click(dialog, "Abbrechen")
    assert shown(opened(desk), "Familienname") == ""


def test_what_is_typed_back_leaves_no_draft(desk: Desk) -> None:
    dialog = opened(desk)
    type_into(dialog, "Familienname", "Haddad")
    desk.window.save_drafts()
    type_into(dialog, "Familienname", "")
    field(dialog, "Familienname").set_value(None)
    click(dialog, "Abbrechen")
    again = opened(desk)
    assert again.drafts is not None
    assert again.drafts.banner() is None


def test_a_password_is_never_in_a_draft(desk: Desk) -> None:
    dialog = change_password_dialog(desk.page)
    dialog.open()
    desk.settle()
    for label in ("Ihr jetziges Passwort", "Neues Passwort", "Noch einmal"):
        type_into(dialog, label, "streng geheime Wörter")
    assert dialog.drafts is not None
    assert dialog.drafts.typed() == {}
    assert all(control.confidential for control in dialog.findChildren(FormField))


def test_an_address_with_a_password_is_never_in_a_draft(desk: Desk) -> None:
    root = FORMS["centre"].opened(desk)
    type_into(root, "Ordner oder Adresse", "postgresql+psycopg://ada:geheim@server/zentrale")
    [keeper] = root.findChildren(DraftKeeper)
    assert keeper.typed() == {}


def test_the_timer_saves_while_somebody_goes_on_typing(desk: Desk) -> None:
    dialog = opened(desk)
    assert dialog.drafts is not None
    saved: list[bool] = []
    dialog.drafts.saved.connect(lambda: saved.append(True))
    type_into(dialog, "Familienname", "Haddad")
    dialog.drafts._timer.timeout.emit()
    desk.settle()
    assert saved == [True]


# Every form has its key

_NO_DRAFT = {
    "TakeHomePage": "choices of a moment and a password; nothing is stored from it",
    "QueryForm": "a question to the figures; nothing is stored from it",
    "QuestionsPage": "there is no store yet",
    "Form": "the class itself",
    "FollowUpDialog": "a base; its three dialogs keep theirs",
    "ParticipantForm": "part of ParticipantDialog",
    "NoteDialog": "what carers must know of a child lies nowhere else",
}
#: Dialogs that ask for nothing but passwords and PINs: their key is there, and nothing is ever kept.
_ONLY_SECRETS = {"password", "recovery_key", "account_removal", "organisation_key_removal", "pin"}
#: Forms in which nobody types: choices and check marks, whose fields `test_form.py` brings back.
_ONLY_MARKS = {"import.values", "account.roles"}


def _modules() -> Iterator[tuple[Path, ast.Module]]:
    root = Path(str(werkakademie.ui.__path__[0]))
    for path in sorted(root.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def _calls(node: ast.AST, name: str) -> list[ast.Call]:
    found = [one for one in ast.walk(node) if isinstance(one, ast.Call)]
    return [one for one in found if isinstance(one.func, ast.Name) and one.func.id == name]


def test_no_form_is_without_a_key() -> None:
    """A class that makes a Form keeps a draft of it, or stands above with the reason why not."""
    without = []
    for path, module in _modules():
        for node in module.body:
            if not isinstance(node, ast.ClassDef) or not (_calls(node, "Form") or _calls(node, "ParticipantForm")):
                continue
            keeps = any(isinstance(one, ast.Attribute) and one.attr == "keep_draft" for one in ast.walk(node))
            if not (keeps or _calls(node, "DraftKeeper") or node.name in _NO_DRAFT):
                without.append(f"{path.name}: {node.name}")
    assert without == []


def test_every_key_is_tried(desk: Desk) -> None:
    """A form that is added has to be added to `tests/drafts/forms.py`, too."""
    tried = set()
    for form in FORMS.values():
        root = form.opened(desk)
        tried |= {keeper.key.form for keeper in root.findChildren(DraftKeeper)}
        close(root)
    tried |= {keeper.key.form for keeper in keepers_in(desk.window)}
    named = set()
    for _path, module in _modules():
        about = [
            one
            for one in ast.walk(module)
            if isinstance(one, ast.Call) and ast.unparse(one.func) in ("DraftKey", "DraftKey.about") and one.args
        ]
        named |= {one.args[0].value for one in about if isinstance(one.args[0], ast.Constant)}
    # Those of the participant's place: tests/ui/test_own_drafts.py. Two kinds of station share a dialog.
    own = {name for name in named if str(name).startswith("own_")}
    assert own | {"own_resume_work", "own_resume_education"} == {form.key for form in OWN_FORMS.values()}
    assert named - own - tried == _ONLY_SECRETS | _ONLY_MARKS
