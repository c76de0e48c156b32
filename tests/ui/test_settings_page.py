"""The settings: the look, the accounts, and what only the lead may change."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.factories import QUICK, make_workplace
from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts, pseudo_localise
from tests.ui.conftest import NOW
from tests.ui.driving import button, click, field, press, show_page, type_into, visible, wait_idle
from werkakademie.exchange.reporting import keys
from werkakademie.records.backups import BackupReason
from werkakademie.records.enums import Role
from werkakademie.records.ids import AccountId
from werkakademie.records.site import NewSite
from werkakademie.services import account_removal, accounts, backups, organisation_key, site
from werkakademie.services.workplace import Workplace
from werkakademie.storage import vault
from werkakademie.storage.errors import WrongPasswordError
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.ui.groups.form_dialog import ServiceDialog
from werkakademie.ui.settings.dialogs import RecoveryKeyDialog
from werkakademie.ui.settings.page import SettingsPage
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.fields import ChoiceField, MultiChoiceField
from werkakademie.ui.widgets.files import AnsweredFiles
from werkakademie.ui.widgets.text import ElidedLabel

OWN = "vier ganz beliebige Worte"
OTHER = "noch einmal andere Worte"
Show = Callable[..., SettingsPage]


@pytest.fixture
def quick_vault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are wrapped in no time; how hard it is on a real site is the vault's own test."""
    actions = (accounts.add_account, accounts.change_password, accounts.new_recovery_key, account_removal.give_password)
    for action in actions:
        monkeypatch.setitem(action.__kwdefaults__ or {}, "hardness", QUICK)


@pytest.fixture
def workplace(tmp_path: Path, quick_vault: None) -> Iterator[Workplace]:  # noqa: ARG001
    new = NewSite("Musterstadt", "NI", "Petra Wagner", OWN, practice=True)
    opened, _key = site.create_site(tmp_path / "store", new, clock=SteppedClock(NOW), ids=CountingIds(), hardness=QUICK)
    yield opened
    opened.store.close()


@pytest.fixture
def show(
    qtbot: QtBot, worker: Worker, workplace: Workplace, context_of: Callable[[object], PageContext]
) -> Callable[..., SettingsPage]:
    def shown(by: Workplace | None = None) -> SettingsPage:
        return show_page(qtbot, worker, SettingsPage(context_of(by or workplace)))

    return shown


@pytest.fixture
def coach(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "coach", clock=SteppedClock(NOW), roles=[Role.COACH])
    yield opened
    opened.store.close()


def dialog_of(page: SettingsPage) -> ServiceDialog:
    (dialog,) = visible(page, ServiceDialog)
    return dialog


def fill(dialog: ServiceDialog, **texts: str) -> None:
    for label, text in texts.items():
        type_into(dialog, label.replace("_", " "), text)


def opens(workplace: Workplace, password: str) -> bool:
    """Whether the own password is this one."""
    try:
        vault.open_with_password(workplace.store.path.parent, workplace.account_id, password)
    except WrongPasswordError:
        return False
    return True


def test_the_look_changes_at_once(show: Show, appearance: Appearance) -> None:
    page = show()
    page.appearance.theme.combo.setFocus()
    QTest.keyClicks(page.appearance.theme.combo, "dunkel")
    page.appearance.theme.combo.activated.emit(page.appearance.theme.combo.currentIndex())
    assert appearance.preferences().theme == "dark"
    page.appearance.text_scale.combo.setFocus()
    QTest.keyClick(page.appearance.text_scale.combo, Qt.Key.Key_Down)
    assert appearance.preferences().text_scale == 115
    appearance.set_text_scale(100)


def test_the_language_changes_at_once(show: Show, appearance: Appearance) -> None:
    page = show()
    language = page.appearance.language
    language.combo.setFocus()
    QTest.keyClick(language.combo, Qt.Key.Key_Down)
    assert appearance.preferences().language == "en"


def test_the_site_is_shown_and_changed(show: Show, workplace: Workplace, qtbot: QtBot, worker: Worker) -> None:
    page = show()
    assert field(page, "Name des Standorts").value() == "Musterstadt"
    land = field(page, "Land")
    assert isinstance(land, ChoiceField)
    assert land.combo.currentText() == "Niedersachsen"
    type_into(page, "Name des Standorts", "Beispielhausen")
    assert page.has_unsaved_input()
    click(page, "Speichern: Standort")
    wait_idle(qtbot, worker)
    assert site.site_record(workplace).name == "Beispielhausen"
    assert page.messages.text() == "Die Einstellungen sind gespeichert."
    assert not page.has_unsaved_input()


def test_the_way_of_counting_is_changed(show: Show, workplace: Workplace, qtbot: QtBot, worker: Worker) -> None:
    page = show()
    marks = field(page, "Zählt nicht gegen die Anwesenheit")
    assert isinstance(marks, MultiChoiceField)
    assert marks.value() == ("T", "C")
    marks.list.setFocus()
    marks.list.setCurrentRow(2)
    press(page, Qt.Key.Key_Space)
    type_into(page, "Vorläufig, Wochen nach dem Stichtag", "12")
    click(page, "Speichern: Zählweise")
    wait_idle(qtbot, worker)
    values = site.site_record(workplace).values
    assert (values["neutral_marks"], values["provisional_weeks"]) == ("TCB", 12)


def test_problems_stand_at_their_field(show: Show, workplace: Workplace, qtbot: QtBot, worker: Worker) -> None:
    page = show()
    type_into(page, "Nachfrage nach Monaten", "99")
    click(page, "Speichern: Zählweise")
    assert "von 1 bis 24" in field(page, "Nachfrage nach Monaten").shown_problem()
    type_into(page, "Schlüssel der Zentrale", "age1mistyped")
    click(page, "Speichern: Bericht an die Zentrale")
    wait_idle(qtbot, worker)
    assert "Er beginnt mit age1" in field(page, "Schlüssel der Zentrale").shown_problem()
    assert site.site_record(workplace).values["centre_recipient"] == ""


def test_a_change_elsewhere_leaves_what_is_being_typed(
    show: Show, workplace: Workplace, qtbot: QtBot, worker: Worker
) -> None:
    page = show()
    type_into(page, "Name des Standorts", "Noch nicht fertig")
    page.run(site.change_site, workplace, fields={"alarm_after": 3})
    wait_idle(qtbot, worker)
    assert field(page, "Name des Standorts").value() == "Noch nicht fertig"
    assert field(page, "„Bitte nachfragen“ nach Fehlterminen").value() == 3


def test_a_coach_reads_but_does_not_change(show: Show, coach: Workplace) -> None:
    page = show(coach)
    assert not field(page, "Name des Standorts").control.isEnabled()
    said = [one.accessibleName() or one.text() for one in visible(page, Button)]
    assert said == ["Eigenes Passwort ändern"]


def test_somebody_gets_an_account(show: Show, workplace: Workplace, qtbot: QtBot, worker: Worker) -> None:
    page = show()
    click(page, "Zugang anlegen")
    dialog = dialog_of(page)
    fill(dialog, Name="Tom Beispiel", Erstes_Passwort=OTHER, Noch_einmal=OTHER, Ihr_jetziges_Passwort=OWN)
    press(dialog, Qt.Key.Key_Return)
    wait_idle(qtbot, worker)
    assert [row.name for row in accounts.account_rows(workplace)] == ["Petra Wagner", "Tom Beispiel"]
    assert "Tom Beispiel" in [label.text() for label in visible(page.accounts, ElidedLabel)]


def test_a_wrong_own_password_adds_nobody(show: Show, workplace: Workplace, qtbot: QtBot, worker: Worker) -> None:
    page = show()
    click(page, "Zugang anlegen")
    dialog = dialog_of(page)
    fill(dialog, Name="Tom Beispiel", Erstes_Passwort=OTHER, Noch_einmal="anders", Ihr_jetziges_Passwort="falsch")
    click(dialog, "Anlegen")
    assert "nicht gleich" in field(dialog, "Noch einmal").shown_problem()
    type_into(dialog, "Noch einmal", OTHER)
    click(dialog, "Anlegen")
    wait_idle(qtbot, worker)
    assert "stimmt nicht" in field(dialog, "Ihr jetziges Passwort").shown_problem()
    assert len(accounts.account_rows(workplace)) == 1


def test_the_own_password_changes(show: Show, workplace: Workplace, qtbot: QtBot, worker: Worker) -> None:
    page = show()
    click(page, "Eigenes Passwort ändern")
    dialog = dialog_of(page)
    fill(dialog, Ihr_jetziges_Passwort=OWN, Neues_Passwort="kurz", Noch_einmal="kurz")
    click(dialog, "Ändern")
    wait_idle(qtbot, worker)
    assert "mindestens 10 Zeichen" in field(dialog, "Neues Passwort").shown_problem()
    fill(dialog, Neues_Passwort=OTHER, Noch_einmal=OTHER)
    click(dialog, "Ändern")
    wait_idle(qtbot, worker)
    assert (opens(workplace, OTHER), opens(workplace, OWN)) == (True, False)


@pytest.fixture
def tom(workplace: Workplace) -> AccountId:
    return accounts.add_account(workplace, own_password=OWN, account_name="Tom Beispiel", password=OTHER).value


@pytest.mark.usefixtures("tom")
def test_somebody_loses_their_access(show: Show, workplace: Workplace, qtbot: QtBot, worker: Worker) -> None:
    page = show()
    click(page, "Zugang von Tom Beispiel entfernen")
    dialog = dialog_of(page)
    fill(dialog, Ihr_jetziges_Passwort="falsch")
    click(dialog, "Entfernen")
    wait_idle(qtbot, worker)
    assert "stimmt nicht" in field(dialog, "Ihr jetziges Passwort").shown_problem()
    fill(dialog, Ihr_jetziges_Passwort=OWN)
    click(dialog, "Entfernen")
    wait_idle(qtbot, worker)
    assert [row.name for row in accounts.account_rows(workplace)] == ["Petra Wagner"]
    assert "Tom Beispiel" not in [label.text() for label in visible(page.accounts, ElidedLabel)]
    assert "nicht mehr anmelden" in page.messages.text()
    assert [account.name for account in site.accounts_of(workplace.store.path.parent)] == ["Petra Wagner"]
    assert opens(workplace, OWN)
    (backup,) = backups.listed(workplace)
    assert backup.reason is BackupReason.ROTATION
    assert vault.open_with_password(backup.folder, workplace.account_id, OWN) == accounts.own_key(workplace, OWN)


def test_nobody_removes_themselves_here(show: Show) -> None:
    said = [one.accessibleName() or one.text() for one in visible(show(), Button)]
    assert not [text for text in said if "entfernen" in text or "Neues Passwort" in text]


def test_somebody_gets_a_new_password(
    show: Show, workplace: Workplace, tom: AccountId, qtbot: QtBot, worker: Worker
) -> None:
    page = show()
    click(page, "Neues Passwort für Tom Beispiel")
    dialog = dialog_of(page)
    fill(dialog, Neues_Passwort="fünf neue Wörter", Noch_einmal="fünf andere", Ihr_jetziges_Passwort=OWN)
    click(dialog, "Setzen")
    assert "nicht gleich" in field(dialog, "Noch einmal").shown_problem()
    fill(dialog, Noch_einmal="fünf neue Wörter")
    click(dialog, "Setzen")
    wait_idle(qtbot, worker)
    assert vault.open_with_password(workplace.store.path.parent, tom, "fünf neue Wörter")
    assert "Tom Beispiel" in page.messages.text()


def test_the_organisations_key_is_kept_shown_and_taken_back(
    show: Show, workplace: Workplace, qtbot: QtBot, worker: Worker
) -> None:
    recipient = keys.new_identity()[1]
    page = show()
    assert page.organisation is not None
    assert "Keiner hinterlegt" in page.organisation.state.text()
    click(page, "Schlüssel hinterlegen")
    fill(dialog_of(page), Schlüssel_der_Organisation="age1vertippt", Ihr_jetziges_Passwort=OWN)
    click(dialog_of(page), "Hinterlegen")
    wait_idle(qtbot, worker)
    assert "Er beginnt mit age1" in field(dialog_of(page), "Schlüssel der Organisation").shown_problem()
    fill(dialog_of(page), Schlüssel_der_Organisation=recipient)
    click(dialog_of(page), "Hinterlegen")
    wait_idle(qtbot, worker)
    word = organisation_key.fingerprint(recipient)
    assert page.organisation.word.text() == f"Prüfwort: {word}"
    assert word in page.messages.text()
    assert vault.organisation_recipient(workplace.store.path.parent) == recipient
    click(page, "Schlüssel entfernen")
    fill(dialog_of(page), Ihr_jetziges_Passwort=OWN)
    click(dialog_of(page), "Entfernen")
    wait_idle(qtbot, worker)
    assert "Keiner hinterlegt" in page.organisation.state.text()
    assert vault.organisation_recipient(workplace.store.path.parent) is None


def test_a_new_recovery_key_is_shown_once_and_saved(
    show: Show,
    workplace: Workplace,
    files: AnsweredFiles,
    tmp_path: Path,
    qtbot: QtBot,
    worker: Worker,
) -> None:
    page = show()
    click(page, "Neuer Wiederherstellungsschlüssel")
    fill(dialog_of(page), Ihr_jetziges_Passwort=OWN)
    click(dialog_of(page), "Schlüssel ausstellen")
    wait_idle(qtbot, worker)
    (dialog,) = visible(page, RecoveryKeyDialog)
    assert vault.open_with_recovery_key(workplace.store.path.parent, dialog.key.text())
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "nicht noch einmal" in dialog.messages.text()
    assert not button(dialog, "Fertig").isEnabled()
    files.answers = [tmp_path / "Blatt.pdf"]
    click(dialog, "Als PDF speichern")
    wait_idle(qtbot, worker)
    assert (tmp_path / "Blatt.pdf").read_bytes().startswith(b"%PDF")
    dialog.noted.box.setFocus()
    press(dialog, Qt.Key.Key_Space)
    click(dialog, "Fertig")
    assert visible(page, RecoveryKeyDialog) == []


@pytest.mark.usefixtures("tom")
def test_the_page_is_usable_by_everybody(show: Show, workplace: Workplace, qtbot: QtBot) -> None:
    organisation_key.set_organisation_key(workplace, own_password=OWN, recipient=keys.new_identity()[1])
    page = show()
    check_page(page)
    assert not_reached(page) == []
    page.resize(960, 512)
    qtbot.waitUntil(lambda: clipped_texts(page) == [])
    pseudo_localise(page)
    qtbot.waitUntil(lambda: clipped_texts(page) == [])


@pytest.mark.usefixtures("tom")
@pytest.mark.parametrize(
    "which",
    [
        "Zugang anlegen",
        "Eigenes Passwort ändern",
        "Neuer Wiederherstellungsschlüssel",
        "Zugang von Tom Beispiel entfernen",
        "Neues Passwort für Tom Beispiel",
        "Schlüssel hinterlegen",
    ],
)
def test_the_dialogs_are_usable_by_everybody(show: Show, which: str) -> None:
    page = show()
    click(page, which)
    check_page(dialog_of(page))
    assert not_reached(dialog_of(page)) == []
    assert clipped_texts(dialog_of(page)) == []


def test_the_list_of_neutral_marks_is_whole(show: Show) -> None:
    page = show()
    [marks] = [one for one in page.findChildren(MultiChoiceField) if one.name == "neutral_marks"]
    assert marks.list.geometry().bottom() < marks.height()
