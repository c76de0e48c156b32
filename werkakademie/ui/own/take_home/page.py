"""„Alles mitnehmen“: one file with everything of mine, on a stick or in the upload folder, with or without password."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _, ngettext
from werkakademie.records.own_papers import TakeHomeOffer, TakeHomePart
from werkakademie.services.own import take_home
from werkakademie.ui.own.choice_button import ChoiceButton
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.shell.worker import Job
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.fields import TextField
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.progress import ProgressPanel
from werkakademie.ui.widgets.text import TextLabel, heading


class TakeHomePage(OwnPage):
    """Everything is chosen at first. A password is never kept as a draft."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._chosen: set[TakeHomePart] = set()
        self._buttons: dict[TakeHomePart, ChoiceButton] = {}
        self._job: Job | None = None
        self._parts = column(spacing=GRID)
        holder = QWidget()
        holder.setLayout(self._parts)
        self.password = TextField("password", _("Passwort"), optional=True, secret=True)
        self.again = TextField("again", _("Passwort noch einmal"), optional=True, secret=True)
        self._form = Form([self.password, self.again], columns=2)
        self.progress = ProgressPanel()
        self.pack_button = BigButton(_("Mitnehmen"), icon="usb", kind=Kind.PRIMARY, run=self._pack)
        self._asks = QWidget()
        self._asks.setLayout(
            column(
                heading(_("Mit Passwort?")),
                TextLabel(
                    _(
                        "Ein Stick geht leicht verloren. Ein Passwort schützt Ihre Papiere. "
                        "Zum Öffnen brauchen Sie dann ein Programm wie 7-Zip. Windows allein kann es nicht."
                    ),
                    wrap=True,
                ),
                # Above both fields, which then stand on one line.
                TextLabel(
                    _("Mindestens 8 Zeichen. Schreiben Sie es auf. Ohne das Passwort öffnet niemand die Datei."),
                    wrap=True,
                ),
                self._form,
                spacing=2 * GRID,
            )
        )
        self._asks.hide()
        self.pack_button.hide()
        self.body.addWidget(holder)
        self.body.addWidget(self._asks)
        self.body.addStretch(1)
        self.foot.addWidget(self.progress)
        self.foot.addLayout(row(self.pack_button, None))

    def title(self) -> str:
        return _("Alles mitnehmen")

    def enter(self, target: object = None) -> None:
        chosen, password, again = target if isinstance(target, tuple) else (None, "", "")
        self.password.set_value(password)
        self.again.set_value(again)
        self.run(take_home.offered_parts, self.own, done=partial(self._show, chosen))

    def carried(self) -> object:
        """The choice and the password over a change of language, in memory only."""
        return (frozenset(self._chosen), self.password.text(), self.again.text())

    def go_back(self) -> bool:
        if self._job is not None:
            self._job.cancel()
            return True
        return False

    def _show(self, chosen: frozenset[TakeHomePart] | None, offers: Sequence[TakeHomeOffer]) -> None:
        clear_layout(self._parts)
        if not offers:
            self._parts.addWidget(TextLabel(_("Hier ist noch nichts zum Mitnehmen."), wrap=True))
            return
        self._parts.addWidget(heading(_("Was möchten Sie mitnehmen?")))
        found = {offer.part for offer in offers}
        self._chosen = found if chosen is None else set(chosen) & found
        for offer in offers:
            button = ChoiceButton(offer_words(offer), run=partial(self._toggle, offer.part))
            self._buttons[offer.part] = button
            self._parts.addWidget(button)
            self._show_choice(offer.part)
        self._asks.show()
        self.pack_button.show()
        self._buttons[offers[0].part].setFocus()

    def _toggle(self, part: TakeHomePart) -> None:
        self._chosen ^= {part}
        self._show_choice(part)

    def _show_choice(self, part: TakeHomePart) -> None:
        self._buttons[part].set_chosen(part in self._chosen)
        self.pack_button.setEnabled(bool(self._chosen))

    def _pack(self) -> None:
        if self._job is not None:
            return
        self._form.clear_problems()
        if self.password.text() != self.again.text():
            self.again.show_problem(_("Die zwei Passwörter sind nicht gleich."))
            self.again.control.setFocus()
            return
        try:
            take_home.check_password(self.password.text())
        except InvalidFieldsError as error:
            self._form.show_problems(error.problems)
            return
        self.run(take_home.suggested_name, self.own, done=self._choose_place)

    def _choose_place(self, name: str) -> None:
        path = self.context.files.save_file(self, _("Wo soll die Datei hin?"), name, [(_("ZIP-Datei"), ("zip",))])
        if path is None:
            return
        self.pack_button.setEnabled(False)
        self._job = self.run(
            take_home.take_home,
            self.own,
            frozenset(self._chosen),
            password=self.password.text(),
            path=path,
            progress=self.progress.advance,
            done=partial(self._packed, path.name),
            failed=self._not_packed,
        )
        self.progress.start(_("Ihre Unterlagen werden eingepackt"), self._job.cancel)

    def _packed(self, name: str, count: int) -> None:
        self._end()
        text = ngettext("Fertig: {name} mit {count} Datei.", "Fertig: {name} mit {count} Dateien.", count)
        self.messages.success(text.format(name=name, count=count))

    def _not_packed(self, error: WerkakademieError) -> None:
        self._end()
        self.show_error(error)

    def _end(self) -> None:
        self._job = None
        self.progress.end()
        self.pack_button.setEnabled(bool(self._chosen))


def offer_words(offer: TakeHomeOffer) -> str:
    """A part and how much there is of it."""
    match offer.part:
        case TakeHomePart.PAPERS:
            text = ngettext("{count} Papier", "{count} Papiere", offer.count)
        case TakeHomePart.FOLDERS:
            text = ngettext("{count} Mappe", "{count} Mappen", offer.count)
        case TakeHomePart.LOG:
            text = ngettext("Meine Bewerbungen: {count} Eintrag", "Meine Bewerbungen: {count} Einträge", offer.count)
        case TakeHomePart.RESUME:
            text = _("Mein Lebenslauf als Datei für andere Programme")
    return text.format(count=offer.count)
