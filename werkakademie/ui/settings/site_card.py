"""The settings of the site: the lead changes them, everybody reads them."""

from collections.abc import Callable, Mapping
from typing import Any

from werkakademie.errors import FieldProblem
from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import Land
from werkakademie.records.labels import label
from werkakademie.records.site import NEUTRAL_CHOICES
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.drafts import DraftKeeper
from werkakademie.ui.widgets.fields import ChoiceField, DateField, FormField, MultiChoiceField, NumberField, TextField
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.layouts import GRID, row
from werkakademie.ui.widgets.text import muted


class SiteCard(Card):
    """A form of some settings under one heading; `save` gets the values as they are stored."""

    def __init__(
        self,
        title: str,
        icon: str,
        fields: list[FormField],
        *,
        context: PageContext,
        draft: DraftKey,
        save: Callable[["SiteCard", dict[str, Any]], object],
        writable: bool,
    ) -> None:
        super().__init__(title, icon=icon)
        self._save = save
        self._stored: dict[str, Any] = {}
        self.form = Form(fields, columns=2)
        self.drafts = DraftKeeper(self, draft, self.form, context=context, place=self.body) if writable else None
        self.add(self.form)
        self.button = Button(_("Speichern"), kind=Kind.PRIMARY, run=self.submit)
        self.button.setAccessibleName(_("Speichern: {what}").format(what=title))
        if writable:
            self.add(row(self.button, None, spacing=GRID))
        else:
            self.button.setParent(None)
            self.add(muted(_("Nur die Leitung kann das ändern.")))
            for field in fields:
                field.set_read_only(True)

    def show_values(self, values: Mapping[str, object]) -> None:
        """Show what is stored; what somebody has typed and not saved stays."""
        fresh = {name: _shown(name, values[name]) for name in self.form.field_names()}
        untouched = not self.has_unsaved_input()
        self._stored = fresh
        if untouched:
            self.form.set_values(fresh)
        if self.drafts is not None:
            if untouched:
                self.drafts.restart()
            self.drafts.begin()

    def has_unsaved_input(self) -> bool:
        """Whether a field shows something else than what is stored."""
        return bool(self._stored) and self.form.values() != self._stored

    def submit(self) -> None:
        """Hand the values on if each can be read."""
        if self.form.check():
            self._save(self, {name: _stored(name, value) for name, value in self.form.values().items()})

    def saved(self) -> None:
        """The values are in the store now."""
        self._stored = self.form.values()
        self.form.clear_problems()
        if self.drafts is not None:
            self.drafts.drop()

    def refused(self, problems: tuple[FieldProblem, ...]) -> None:
        self.form.show_problems(problems)


def _shown(name: str, value: object) -> Any:
    """Letters become a choice of marks, an empty text an empty field."""
    if name == "neutral_marks":
        return tuple(mark.value for mark in NEUTRAL_CHOICES if mark.value in str(value))
    return None if value == "" else value


def _stored(name: str, value: Any) -> object:
    if name == "neutral_marks":
        return "".join(value)
    return "" if value is None and name in ("benefit_name", "legal_basis", "centre_recipient") else value


def site_fields() -> list[FormField]:
    """Who we are."""
    return [
        TextField("name", _("Name des Standorts")),
        ChoiceField("land", _("Land"), [(land, label(land)) for land in Land], help=_("Für die Feiertage.")),
        TextField("benefit_name", _("Bezeichnung der Leistung"), optional=True),
        NumberField(
            "lock_after_minutes",
            _("Von selbst sperren nach Minuten"),
            least=1,
            most=60,
            help=_("Ohne Tastatur und Maus. Empfohlen: 5."),
        ),
        NumberField(
            "backup_days",
            _("Sicherungen behalten, Tage"),
            least=7,
            most=365,
            help=_("So lange stehen auch Gelöschte noch in alten Sicherungen. Empfohlen: 90."),
        ),
    ]


def counting_fields() -> list[FormField]:
    """How attendance and results are counted."""
    marks = [(mark.value, f"{mark.value}  {label(mark)}") for mark in NEUTRAL_CHOICES]
    return [
        NumberField(
            "follow_up_months",
            _("Nachfrage nach Monaten"),
            least=1,
            most=24,
            help=_("Gilt für Austritte, die ab jetzt eingetragen werden."),
        ),
        NumberField(
            "provisional_weeks",
            _("Vorläufig, Wochen nach dem Stichtag"),
            least=0,
            most=52,
            help=_("So lange dürfen Antworten noch eintreffen."),
        ),
        NumberField(
            "alarm_after",
            _("„Bitte nachfragen“ nach Fehlterminen"),
            least=1,
            most=10,
            help=_("Unentschuldigt in Folge."),
        ),
        MultiChoiceField(
            "neutral_marks",
            _("Zählt nicht gegen die Anwesenheit"),
            marks,
            optional=True,
            help=_("Diese Termine bleiben in der Anwesenheitsquote außer Betracht."),
        ),
    ]


def transfer_fields() -> list[FormField]:
    """What a report to the centre needs."""
    return [
        TextField(
            "legal_basis", _("Rechtsgrundlage der Übermittlung"), optional=True, help=_("Steht in jedem Bericht.")
        ),
        DateField("legal_basis_as_of", _("Stand der Rechtsgrundlage"), optional=True),
        TextField(
            "centre_recipient",
            _("Schlüssel der Zentrale"),
            optional=True,
            help=_("Die Zentrale nennt ihn Ihnen. Er beginnt mit age1."),
        ),
    ]
