"""One job, school, course, language or named gap: a short form over the page; what was typed survives a crash."""

from collections.abc import Callable, Iterable
from typing import Any

from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.records.resume import Course, Gap, Language, Month, Station
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.resume.fields import ResumeMonthField
from werkakademie.ui.widgets.basic_fields import ChoiceField, FormField
from werkakademie.ui.widgets.dialogs import DialogBase
from werkakademie.ui.widgets.fields import LongTextField, TextField
from werkakademie.ui.widgets.forms import Form

#: Levels as they stand in the CV.
LEVELS = ("Muttersprache", "fließend", "C2", "C1", "B2", "B1", "A2", "A1", "Grundkenntnisse")


class EntryDialog(DialogBase):
    """Gives its values to `done` when each can be read, and closes."""

    def __init__(
        self,
        page: OwnPage,
        title: str,
        fields: Iterable[FormField],
        *,
        draft: DraftKey,
        done: Callable[[dict[str, Any]], object],
    ) -> None:
        super().__init__(page, title, submit=_("Fertig"))
        self._done = done
        self.form = Form(fields)
        self.add(self.form)
        for button in (self.submit_button, self.cancel_button):
            button.setProperty("touch", "finger")
        self.keep_draft(draft, self.form)

    def submit(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        self.accept()
        self._done(values)


def station_dialog(
    page: OwnPage, kind: str, station: Station | None, done: Callable[[Station], object], *, number: int
) -> EntryDialog:
    """A job (`work`) or a time of learning (`education`)."""
    work = kind == "work"
    known = station or Station()
    fields = (
        TextField("title", _("Beruf oder Aufgabe") if work else _("Was haben Sie gelernt?")),
        TextField("organisation", _("Firma") if work else _("Schule oder Betrieb"), optional=True),
        TextField("place", _("Ort"), optional=True),
        ResumeMonthField("starts", _("Von")),
        ResumeMonthField("ends", _("Bis"), help=_("Leer lassen, wenn es noch läuft.")),
        LongTextField(
            "tasks",
            _("Was haben Sie dort gemacht?"),
            help=_("Jede Aufgabe auf einer neuen Zeile."),
            optional=True,
            lines=3,
        ),
    )
    dialog = EntryDialog(
        page,
        _("Arbeit") if work else _("Schule oder Ausbildung"),
        fields,
        draft=DraftKey(f"own_resume_{kind}", str(number)),
        done=lambda values: done(_station(known, values)),
    )
    dialog.form.set_values(
        {
            "title": known.title,
            "organisation": known.organisation,
            "place": known.place,
            "starts": known.starts,
            "ends": known.ends,
            "tasks": "\n".join(known.tasks),
        }
    )
    return dialog


def course_dialog(
    page: OwnPage, course: Course | None, done: Callable[[Course], object], *, number: int
) -> EntryDialog:
    known = course or Course()
    dialog = EntryDialog(
        page,
        _("Kurs oder Schein"),
        (
            TextField("title", _("Name"), help=_("Zum Beispiel: Deutsch B1, Staplerschein, Erste Hilfe")),
            TextField("issuer", _("Wo?"), optional=True),
            ResumeMonthField("when", _("Wann?")),
        ),
        draft=DraftKey("own_resume_course", str(number)),
        done=lambda values: done(Course(values["title"] or "", values["issuer"] or "", values["when"], known.rest)),
    )
    dialog.form.set_values({"title": known.title, "issuer": known.issuer, "when": known.when})
    return dialog


def language_dialog(
    page: OwnPage, language: Language | None, done: Callable[[Language], object], *, number: int
) -> EntryDialog:
    known = language or Language()
    levels = [(level, level) for level in LEVELS]
    if known.level and known.level not in LEVELS:
        levels.append((known.level, known.level))
    dialog = EntryDialog(
        page,
        _("Sprache"),
        (TextField("name", _("Welche Sprache?")), ChoiceField("level", _("Wie gut?"), levels, optional=True)),
        draft=DraftKey("own_resume_language", str(number)),
        done=lambda values: done(Language(values["name"] or "", values["level"] or "", known.rest)),
    )
    dialog.form.set_values({"name": known.name, "level": known.level or None})
    return dialog


def gap_dialog(page: OwnPage, starts: Month, ends: Month, done: Callable[[Gap], object]) -> EntryDialog:
    """A name for a time without a station; it may stay without one."""
    dialog = EntryDialog(
        page,
        _("Der Zeit einen Namen geben"),
        (
            TextField(
                "name",
                _("Was war in dieser Zeit?"),
                help=_("Zum Beispiel: Familienzeit, Arbeitssuche, Umzug nach Deutschland, Pflege von Angehörigen"),
            ),
            ResumeMonthField("starts", _("Von")),
            ResumeMonthField("ends", _("Bis")),
        ),
        draft=DraftKey("own_resume_gap", f"{starts.iso}:{ends.iso}"),
        done=lambda values: done(Gap(values["name"], values["starts"] or starts, values["ends"])),
    )
    dialog.form.set_values({"starts": starts, "ends": ends})
    return dialog


def _station(known: Station, values: dict[str, Any]) -> Station:
    tasks = tuple(line.strip() for line in (values["tasks"] or "").split("\n") if line.strip())
    return Station(
        title=values["title"] or "",
        organisation=values["organisation"] or "",
        place=values["place"] or "",
        starts=values["starts"],
        ends=values["ends"],
        tasks=tasks,
        rest=known.rest,
    )
