"""Give a person a PIN: typed or made by chance, read out or written down once, never shown again; and a card."""

from typing import Any

from werkakademie.i18n import _
from werkakademie.records.access import PinState
from werkakademie.records.drafts import DraftKey
from werkakademie.records.ids import ParticipantId
from werkakademie.services import participant_pins
from werkakademie.ui.groups.form_dialog import FormDialog, Run, Values
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.fields import TextField
from werkakademie.ui.widgets.layouts import row


class PinField(TextField):
    """Readable, because the coach tells it to the person; but kept in no draft."""

    def __init__(self) -> None:
        super().__init__("pin", _("Neue Geheimzahl"), help=_("Vier bis sechs Ziffern."), width=140)
        self.confidential = True


def pin_dialog(page: Page, participant_id: ParticipantId, name: str) -> FormDialog:
    """The old PIN, if there was one, holds no longer."""
    pin = PinField()

    def send(values: Values, run: Run) -> None:
        run(participant_pins.set_pin, page.context.workplace, participant_id, pin=values["pin"])

    def stored(_values: Values, _answer: Any) -> None:
        page.messages.success(_("Die neue Geheimzahl von {name} gilt ab jetzt.").format(name=name))

    dialog = FormDialog(
        page,
        _("Geheimzahl für {name}").format(name=name),
        _("Geheimzahl setzen"),
        [pin],
        send=send,
        stored=stored,
        intro=_(
            "Mit der Geheimzahl meldet sich die Person am PC im Raum an. Sie öffnet keine Datei. Bitte geben Sie sie "
            "der Person jetzt weiter: Sie wird nicht noch einmal gezeigt."
        ),
        draft=DraftKey.about("pin", participant_id),
    )
    suggest = Button(_("Vorschlagen"), icon="refresh-cw", run=lambda: pin.set_value(participant_pins.suggested_pin()))

    def open_card() -> None:
        dialog.reject()
        card_dialog(page, participant_id, name).open()

    card = Button(_("Nummer der Karte …"), icon="user", run=open_card)
    dialog.add(row(suggest, card, None))
    pin.set_value(participant_pins.suggested_pin())
    return dialog


def card_dialog(page: Page, participant_id: ParticipantId, name: str) -> FormDialog:
    """The number of the person's card, instead of looking for the name; the PIN is asked for all the same."""
    number = TextField(
        "card_number",
        _("Nummer der Karte"),
        optional=True,
        help=_("Wer eine Karte hat, tippt am Raum-PC ihre Nummer statt des Namens. Leer: keine Karte."),
        width=240,
    )

    def send(values: Values, run: Run) -> None:
        typed = values["card_number"] or ""
        run(participant_pins.set_card_number, page.context.workplace, participant_id, card_number=typed)

    def stored(_values: Values, _answer: Any) -> None:
        page.messages.success(_("Die Nummer der Karte von {name} ist gespeichert.").format(name=name))

    def show(state: PinState) -> None:
        if number.value() is None:
            number.set_value(state.card_number)

    dialog = FormDialog(
        page,
        _("Karte von {name}").format(name=name),
        _("Speichern"),
        [number],
        send=send,
        stored=stored,
        draft=DraftKey.about("card", participant_id),
    )
    dialog.ask(participant_pins.pin_state, page.context.workplace, participant_id, done=show)
    return dialog
