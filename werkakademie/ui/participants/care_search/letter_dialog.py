"""The letter to a provider: choose what it says, change its words, save it as PDF."""

from pathlib import Path
from typing import Any

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.care_letter import LetterChoices, LetterFacts, LetterText, letter_text, was_asked
from werkakademie.records.care_search import CareSearchRow
from werkakademie.records.drafts import DraftKey
from werkakademie.services import care_letter, care_search
from werkakademie.ui.groups.form_dialog import ServiceDialog
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.fields import CheckField, FormField, LongTextField, TextField
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.layouts import row
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import TextLabel


class LetterDialog(ServiceDialog):
    """The text follows the choices until somebody changes it by hand."""

    def __init__(self, page: Page, record: CareSearchRow, facts: LetterFacts) -> None:
        super().__init__(page, _("Brief an {place}").format(place=record.provider_name),
                         submit=_("Als PDF speichern"), wide=True)  # fmt: skip
        self._record = record
        self._facts = facts
        first = LetterChoices(follow_up=was_asked(facts))
        self._proposed = letter_text(facts, first)
        self.choices = Form(_choice_fields(facts), columns=2)
        self.choices.set_values({name: getattr(first, name) for name in self.choices.field_names()})
        self.words = Form([TextField("subject", _("Betreffzeile")), LongTextField("text", _("Text"), lines=13)])
        self._show(self._proposed)
        self._again = Button(_("Text neu vorschlagen"), icon="refresh-cw", kind=Kind.QUIET, run=self._propose)
        self._again.setAutoDefault(False)
        self._again.setEnabled(False)
        if not facts.sender_street or not facts.sender_place:
            text = _("Die Anschrift der Person fehlt. Tragen Sie sie bitte unter „Angaben ändern“ ein.")
            self.add(Banner(text, Tone.WARN))
        intro = _(
            "Der Brief kommt von der Person selbst und ist auf Deutsch. Er nennt einen Grund und das Jobcenter nur, "
            "wenn die Person es möchte."
        )
        self.add(TextLabel(intro, tone="muted", wrap=True), self.choices, self.words, row(self._again, None))
        self.choices.changed.connect(self._choices_changed)
        self.words.changed.connect(self._words_changed)
        self.keep_draft(DraftKey.about("care_letter", record.id), self.choices, self.words)

    def submit(self) -> None:
        """Ask where to, then write the PDF."""
        if not self.words.check():
            return
        suggested = _("Brief an {place}").format(place=self._record.provider_name).replace("/", "-") + ".pdf"
        kinds = [(_("PDF-Dokumente"), ("pdf",))]
        path = self.page.context.files.save_file(self, _("Brief speichern"), suggested, kinds)
        if path is None:
            return
        path = path if path.suffix.casefold() == ".pdf" else path.with_name(f"{path.name}.pdf")
        self.ask(
            care_letter.save_letter, self.workplace, self._record.id, letter=self._typed(), path=path,
            done=self._saved, failed=self._refused,
        )  # fmt: skip

    def _saved(self, path: Path) -> None:
        page, workplace, search_id = self.page, self.workplace, self._record.id
        self.accept()
        text = _("Der Brief ist gespeichert: {path}. Die Datei ist nicht verschlüsselt.").format(path=path)
        if was_asked(self._facts):
            page.messages.success(text)
            return

        def note() -> None:
            page.run(care_search.note_applied, workplace, search_id, done=lambda _id: page.messages.clear())

        asked = Button(_("Heute gefragt"), icon="check", kind=Kind.QUIET, run=note)
        page.messages.info(text, action=asked)

    def _refused(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            self.words.show_problems(error.problems)
        else:
            self.show_error(error)

    def _typed(self) -> LetterText:
        values = self.words.values()
        return LetterText(values["subject"] or "", values["text"] or "")

    def _choices_changed(self) -> None:
        """A text that nobody touched follows; a changed one stays until a new one is asked for."""
        untouched = self._typed() == self._proposed
        self._proposed = letter_text(self._facts, LetterChoices(**self._chosen()))
        if untouched:
            self._show(self._proposed)
        self._words_changed()

    def _words_changed(self) -> None:
        self._again.setEnabled(self._typed() != self._proposed)

    def _propose(self) -> None:
        self._show(self._proposed)
        self.words.changed.emit()

    def _show(self, letter: LetterText) -> None:
        self.words.set_values({"subject": letter.subject, "text": letter.text})

    def _chosen(self) -> dict[str, Any]:
        return {name: bool(value) for name, value in self.choices.values().items()}


def _choice_fields(facts: LetterFacts) -> list[FormField]:
    """What can be said; what is not known is not offered."""
    fields: list[FormField] = [CheckField("follow_up", _("Noch einmal nachfragen (schon gefragt)"))]
    if facts.hours:
        fields.append(CheckField("hours", _("Gewünschte Zeiten")))
    if facts.phone or facts.email:
        fields.append(CheckField("reach", _("Telefon und E-Mail")))
    return [
        *fields,
        CheckField("takes_part", _("Nimmt an einem Kurs teil")),
        CheckField("starts_work", _("Beginnt eine Arbeit")),
        CheckField("jobcenter", _("Das Jobcenter nennen")),
    ]
