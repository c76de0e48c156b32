"""My CV: who, work, learning, skills, done; the sheet beside it as it will be printed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import CommentOn, ResumeLayout
from werkakademie.records.ids import PaperCommentId
from werkakademie.records.labels import label
from werkakademie.records.letter_blocks import occupation_groups, occupation_words
from werkakademie.records.own_resume import ResumeRecord, ResumeReview
from werkakademie.records.resume import Month, ResumeDocument
from werkakademie.records.skills import suggested_skills
from werkakademie.services.own import comments, resume
from werkakademie.ui.own.comments import CommentsPanel
from werkakademie.ui.own.keeping import save_copy
from werkakademie.ui.own.letters.beside import SideBySide, StepPane
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.printing import print_document
from werkakademie.ui.own.questions import BigChoice
from werkakademie.ui.own.resume.entry_dialogs import course_dialog, gap_dialog, language_dialog, station_dialog
from werkakademie.ui.own.resume.photo_page import KEY as PHOTO
from werkakademie.ui.own.resume.photo_page import PhotoToCut, choose_photo
from werkakademie.ui.own.resume.sections import EntryList
from werkakademie.ui.own.resume.texts import course_lines, language_lines, missing_words, station_lines
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.widgets.basic_fields import CheckField, ChoiceField, TextField
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.drafts import DraftKeeper
from werkakademie.ui.widgets.fields import LongTextField
from werkakademie.ui.widgets.flow import FlowLayout
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column
from werkakademie.ui.widgets.sheet_view import Deliver, LivePreview, Refuse, SheetPane
from werkakademie.ui.widgets.text import TextLabel, muted

#: Fields that are plain texts of the document.
_PERSON = ("name", "street", "postcode", "city", "phone", "email")
_VOLUNTARY = ("birth_date", "birth_place", "nationality", "family_status")
_WORDS = ("skills", "licences", "interests")
Deal = Callable[[Page, str, bytes], object]


@dataclass(frozen=True, slots=True)
class AtStep:
    """Target of the page: the step where somebody was; without one it begins at the first."""

    step: int


class ResumePage(OwnPage):
    """Every change is kept at once; nothing voluntary is asked for twice."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._document = ResumeDocument()
        self._layout_choice = ResumeLayout.CLEAR
        self._with_photo = self._has_photo = False
        self._keeper: DraftKeeper | None = None
        self.person = Form(self._person_fields())
        self.words = Form(self._word_fields())
        self._make_lists()
        self.comments = CommentsPanel(CommentOn.RESUME, tick=self._tick)
        self.pane = SheetPane(name=_("So sieht Ihr Lebenslauf aus"))
        self.preview = LivePreview(self.pane.view, self._draw)
        self._steps = QStackedWidget()
        for step in (self._who(), self._work(), self._learning(), self._skills(), self._end()):
            self._steps.addWidget(step)
        words = (_("1. Person"), _("2. Arbeit"), _("3. Schule"), _("4. Können"), _("5. Fertig"))
        self.step_buttons = [BigButton(text, run=partial(self._go_to, step)) for step, text in enumerate(words)]
        self._put_together()
        for form in (self.person, self.words):
            form.changed.connect(self._typed)
        self._show_step(0)

    def title(self) -> str:
        return _("Mein Lebenslauf")

    def first_focus(self) -> QWidget | None:
        return self.step_buttons[self._steps.currentIndex()]

    def enter(self, target: object = None) -> None:
        if isinstance(target, AtStep):
            self._show_step(target.step)
        self.run(resume.my_resume, self.own, done=self._show)

    def carried(self) -> object:
        return AtStep(self._steps.currentIndex())

    def refresh(self, changes: ChangeSet) -> None:
        if Noun.COVER_LETTER in changes:
            self.run(comments.my_comments, self.own, CommentOn.RESUME, done=self.comments.show_comments)

    def go_back(self) -> bool:
        step = self._steps.currentIndex()
        if step:
            self._go_to(step - 1)
        return step > 0

    # Built once

    def _person_fields(self) -> tuple[Any, ...]:
        return (
            TextField("name", _("Vorname und Familienname")),
            TextField("street", _("Straße und Hausnummer")),
            TextField("postcode", _("Postleitzahl"), width=160),
            TextField("city", _("Ort")),
            TextField("phone", _("Telefon")),
            TextField("email", _("E-Mail")),
            TextField("birth_date", _("Geburtsdatum"), optional=True),
            TextField("birth_place", _("Geburtsort"), optional=True),
            TextField("nationality", _("Staatsangehörigkeit"), optional=True),
            TextField("family_status", _("Familienstand"), optional=True),
        )

    def _word_fields(self) -> tuple[Any, ...]:
        return (
            LongTextField("skills", _("Das kann ich gut"), help=_("Jedes auf einer neuen Zeile."), lines=4),
            LongTextField(
                "licences", _("Führerschein"), help=_("Zum Beispiel: B, Staplerschein"), optional=True, lines=2
            ),
            LongTextField("interests", _("Interessen"), optional=True, lines=2),
        )

    def _make_lists(self) -> None:
        self.work = EntryList(
            _("Wo haben Sie gearbeitet?"),
            _("Arbeit eintragen"),
            change=partial(self._change_station, "work"),
            remove=partial(self._remove, "work"),
        )
        self.education = EntryList(
            _("Schule und Ausbildung"),
            _("Schule oder Ausbildung eintragen"),
            change=partial(self._change_station, "education"),
            remove=partial(self._remove, "education"),
        )
        self.courses = EntryList(
            _("Kurse und Scheine"),
            _("Kurs eintragen"),
            change=self._change_course,
            remove=partial(self._remove, "courses"),
        )
        self.languages = EntryList(
            _("Sprachen"),
            _("Sprache eintragen"),
            change=self._change_language,
            remove=partial(self._remove, "languages"),
        )
        self._gaps = column(spacing=GRID)

    def _who(self) -> QWidget:
        hint = muted(_("Was „freiwillig“ heißt, können Sie leer lassen. Es gehört nicht in jeden Lebenslauf."))
        self._photo_button = BigButton(_("Foto wählen"), icon="image", run=self._choose_photo)
        self._photo_check = CheckField("with_photo", _("Foto im Lebenslauf zeigen"))
        self._photo_check.changed.connect(self._photo_changed)
        return self._step(
            self.person, hint, muted(_("Ein Foto ist freiwillig.")), self._photo_button, self._photo_check, self._on(1)
        )

    def _work(self) -> QWidget:
        holder = QWidget()
        holder.setLayout(self._gaps)
        return self._step(self.work, holder, self._on(2))

    def _learning(self) -> QWidget:
        return self._step(self.education, self.courses, self._on(3))

    def _skills(self) -> QWidget:
        groups = [(key, occupation_words(key)) for key in occupation_groups()]
        self.group = ChoiceField("group", _("Vorschläge für welchen Beruf?"), groups, optional=True)
        self.group.changed.connect(self._propose)
        self._proposals = FlowLayout(gap=GRID)
        holder = QWidget()
        holder.setLayout(self._proposals)
        return self._step(self.languages, self.words, self.group, holder, self._on(4))

    def _end(self) -> QWidget:
        self.look = BigChoice("layout", _("Aussehen"), [(one, label(one)) for one in ResumeLayout])
        self.look.changed.connect(self._look_changed)
        self._review = TextLabel("", wrap=True)
        return self._step(
            TextLabel(_("Wie soll er aussehen?"), TextRole.HEADING),
            self.look,
            self._review,
            BigButton(
                _("Als PDF speichern"), icon="file-down", kind=Kind.PRIMARY, run=partial(self._finish, resume.PDF)
            ),
            BigButton(_("Als Word-Datei speichern"), icon="file-down", run=partial(self._finish, resume.DOCX)),
            BigButton(_("Drucken"), icon="printer", run=partial(self._finish, resume.PDF, _print)),
            BigButton(_("PDF mitnehmen"), icon="usb", run=partial(self._finish, resume.PDF, save_copy)),
            BigButton(_("Datei von früher öffnen (JSON Resume)"), icon="file-up", kind=Kind.QUIET, run=self._bring_in),
            BigButton(_("Als JSON Resume mitnehmen"), icon="file-down", kind=Kind.QUIET, run=self._take_out),
        )

    def _on(self, step: int) -> QWidget:
        return BigButton(_("Weiter"), icon="arrow-right", kind=Kind.PRIMARY, run=partial(self._go_to, step))

    def _step(self, *items: QWidget) -> QWidget:
        pane = StepPane()
        for item in items:
            pane.body.addWidget(item)
        pane.body.addStretch(1)
        return pane

    def _put_together(self) -> None:
        head, flow = QWidget(), FlowLayout(gap=GRID)
        for button in self.step_buttons:
            button.setCheckable(True)
            flow.addWidget(button)
        head.setLayout(flow)
        written, seen = QWidget(), QWidget()
        layout = column(head, self._steps, spacing=2 * GRID)
        layout.setStretch(1, 1)
        written.setLayout(layout)
        written.setMinimumHeight(360)
        beside = column(self.comments, self.pane, spacing=2 * GRID)
        beside.setStretch(1, 1)
        seen.setLayout(beside)
        self.body.addWidget(SideBySide(written, seen), 1)

    # Shown

    def _show(self, record: ResumeRecord) -> None:
        self._document, self._layout_choice = record.document, record.layout
        self._with_photo, self._has_photo = record.with_photo, record.has_photo
        self.comments.show_comments(record.comments)
        self._fill()
        if self._keeper is None:
            self._keeper = self.keep_draft(DraftKey("own_resume"), self.person, self.words)
            self._keeper.begin()

    def _fill(self) -> None:
        document = self._document
        self.person.set_values({name: getattr(document, name) for name in (*_PERSON, *_VOLUNTARY)})
        self.words.set_values({name: "\n".join(getattr(document, name)) for name in _WORDS})
        self.look.set_value(self._layout_choice)
        self._photo_check.set_value(self._with_photo)
        self._photo_check.setVisible(self._has_photo)
        self._show_lists()

    def _show_lists(self) -> None:
        document = self._document
        self.work.show_entries(station_lines(document.work))
        self.education.show_entries(station_lines(document.education))
        self.courses.show_entries(course_lines(document.courses))
        self.languages.show_entries(language_lines(document.languages))
        self.preview.ask()
        self.run(resume.review, self.own, document, done=self._show_review)

    def _show_review(self, found: ResumeReview) -> None:
        clear_layout(self._gaps)
        for starts, ends in found.gaps:
            text = _("Von {starts} bis {ends} steht nichts. Das ist in Ordnung. Sie können der Zeit einen Namen geben.")
            self._gaps.addWidget(TextLabel(text.format(starts=starts, ends=ends), wrap=True))
            name_it = partial(self._name_gap, starts, ends)
            button = BigButton(_("Der Zeit einen Namen geben"), icon="pencil", run=name_it)
            self._gaps.addWidget(button)
        for place, gap in enumerate(self._document.gaps):
            text = _("„{name}“ von {starts} bis {ends} löschen")
            words = text.format(name=gap.name, starts=gap.starts or "?", ends=gap.ends or "?")
            self._gaps.addWidget(BigButton(words, icon="trash-2", run=partial(self._remove, "gaps", place)))
        lines = [_("Ihr Lebenslauf ist zu {percent} % fertig.").format(percent=found.percent)]
        lines += [f"• {missing_words(one)}" for one in found.missing]
        self._review.setText("\n".join(lines))

    def _draw(self, width: int, deliver: Deliver, refuse: Refuse) -> None:
        self.run(
            resume.preview,
            self.own,
            document=self._document,
            layout=self._layout_choice,
            with_photo=self._with_photo,
            width=width,
            done=deliver,
            failed=refuse,
        )

    # Typed

    def _typed(self) -> None:
        texts = {name: self.person.field(name).value() or "" for name in (*_PERSON, *_VOLUNTARY)}
        words = {name: _lines(self.words.field(name).value()) for name in _WORDS}
        self._document = self._document.with_(**texts, **words)
        self.preview.ask()

    def _go_to(self, step: int) -> None:
        self._store()
        self._show_step(step)
        self.step_buttons[step].setFocus(Qt.FocusReason.OtherFocusReason)
        self.run(resume.review, self.own, self._document, done=self._show_review)

    def _show_step(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        for number, button in enumerate(self.step_buttons):
            button.setChecked(number == step)

    def _store(self) -> None:
        def stored(_answer: object) -> None:
            if self._keeper is not None:
                self._keeper.drop()

        self.run(
            resume.save_resume,
            self.own,
            document=self._document,
            layout=self._layout_choice,
            with_photo=self._with_photo,
            done=stored,
        )

    def _changed(self, **changes: Any) -> None:
        """Another list; kept and shown at once."""
        self._document = self._document.with_(**changes)
        self._store()
        self._show_lists()

    def _change_station(self, kind: str, place: int | None) -> None:
        stations = list(getattr(self._document, kind))
        known = stations[place] if place is not None else None

        def done(station: Any) -> None:
            self._changed(**{kind: _with(stations, place, station)})

        station_dialog(self, kind, known, done, number=-1 if place is None else place).open()

    def _change_course(self, place: int | None) -> None:
        known = list(self._document.courses)

        def done(course: Any) -> None:
            self._changed(courses=_with(known, place, course))

        one = known[place] if place is not None else None
        course_dialog(self, one, done, number=-1 if place is None else place).open()

    def _change_language(self, place: int | None) -> None:
        known = list(self._document.languages)

        def done(language: Any) -> None:
            self._changed(languages=_with(known, place, language))

        one = known[place] if place is not None else None
        language_dialog(self, one, done, number=-1 if place is None else place).open()

    def _remove(self, kind: str, place: int) -> None:
        before = getattr(self._document, kind)
        self._changed(**{kind: (*before[:place], *before[place + 1 :])})
        self.messages.success(_("Gelöscht."), undo=lambda: self._changed(**{kind: before}))

    def _name_gap(self, starts: Month, ends: Month) -> None:
        gap_dialog(self, starts, ends, lambda gap: self._changed(gaps=(*self._document.gaps, gap))).open()

    def _propose(self) -> None:
        while (item := self._proposals.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for skill in suggested_skills(self.group.value() or ""):
            self._proposals.addWidget(BigButton(skill, icon="plus", run=partial(self._take_skill, skill)))

    def _take_skill(self, skill: str) -> None:
        if skill not in self._document.skills:
            field = self.words.field("skills")
            field.set_value("\n".join((*self._document.skills, skill)))
            self._typed()

    def _look_changed(self) -> None:
        self._layout_choice = self.look.value() or ResumeLayout.CLEAR
        self._store()
        self.preview.ask()

    # Photo, files

    def _photo_changed(self) -> None:
        self._with_photo = bool(self._photo_check.value())
        self._store()
        self.preview.ask()

    def _choose_photo(self) -> None:
        path = choose_photo(self)
        if path is not None:
            self._store()
            self.context.go(PHOTO, PhotoToCut(path))

    def _finish(self, kind: str, then: Deal | None = None) -> None:
        self.run(
            resume.finish_resume,
            self.own,
            document=self._document,
            layout=self._layout_choice,
            with_photo=self._with_photo,
            kind=kind,
            done=lambda _version: self._finished(kind, then),
            failed=self._refused,
        )

    def _finished(self, kind: str, then: Deal | None) -> None:
        if self._keeper is not None:
            self._keeper.drop()
        if then is None:
            papers = BigButton(_("Meine Unterlagen"), icon="folder-open", run=lambda: self.context.go("papers"))
            self.messages.success(_("Ihr Lebenslauf ist gespeichert. Er liegt bei Ihren Unterlagen."), action=papers)
        else:
            deal = then
            self.run(resume.resume_file, self.own, kind=kind, done=lambda file: deal(self, *file))

    def _refused(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            self._show_step(0)
            self.person.show_problems(error.problems)
        else:
            self.show_error(error)

    def _bring_in(self) -> None:
        path = self.context.files.open_file(self, _("Datei von früher öffnen"), [("JSON", ("json",))])
        if path is not None:
            self.run(resume.import_resume, self.own, path=path, done=self._brought)

    def _brought(self, document: ResumeDocument) -> None:
        before = self._document
        self._document = document
        self._fill()
        self._store()

        def take_back() -> None:
            self._document = before
            self._fill()
            self._store()

        self.messages.success(_("Der Lebenslauf aus der Datei ist da."), undo=take_back)

    def _take_out(self) -> None:
        self._store()
        self.run(resume.export_resume, self.own, done=lambda file: save_copy(self, *file))

    def _tick(self, comment_id: PaperCommentId, done: bool) -> None:
        self.run(comments.tick_off, self.own, comment_id, ticked=done)


def _print(page: Page, name: str, content: bytes) -> None:
    print_document(page, content, Path(name).stem)


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").split("\n") if line.strip())


def _with(entries: list[Any], place: int | None, entry: Any) -> tuple[Any, ...]:
    if place is None:
        return (*entries, entry)
    return (*entries[:place], entry, *entries[place + 1 :])
