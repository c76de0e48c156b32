"""The page „Stellen suchen“: what, where, how far; a calm list; one posting; into the own log."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from werkakademie.errors import InvalidFieldsError, ProgramError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.ids import JobApplicationId
from werkakademie.records.job_portal import JobList, JobPosting, PortalSettings, PreparedSearch
from werkakademie.services.own import jobs
from werkakademie.services.own.jobs import JobsPlace, TakenOver
from werkakademie.ui.own.jobs.details import PostingDetails
from werkakademie.ui.own.jobs.form import SearchForm
from werkakademie.ui.own.jobs.outside import Outside
from werkakademie.ui.own.jobs.results import FoundList
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.banners import announce
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.text import TextLabel, muted


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form held when „Suchen“ was pressed; turning pages asks for the same again."""

    what: str
    where: str
    radius_km: int


@dataclass(frozen=True, slots=True)
class JobsState:
    """What survives a change of language or a look at another page, in memory only."""

    what: str
    where: str
    radius_km: int | None
    asked: Asked | None
    found: JobList | None
    posting: JobPosting | None


class JobsPage(OwnPage):
    """Off, nothing asked yet, searching, a list, nothing found, no network, one posting: one of them is shown."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._outside = Outside(self, faulty=context.worker.unhandled.emit)
        self._logged: Mapping[str, JobApplicationId] = {}
        self._asked: Asked | None = None
        self._found: JobList | None = None
        self._posting: JobPosting | None = None
        self._off = self._off_part()
        self.form = SearchForm(search=self.search)
        self.form.changed.connect(self._stop)
        self._waiting = self._waiting_part()
        self._problem = self._problem_part()
        self.results = FoundList(choose=self._choose, turn=self._turn)
        self._search = QWidget()
        self._search.setLayout(
            column(
                self.form,
                muted(
                    _(
                        "Wir suchen in der Jobsuche der Bundesagentur für Arbeit. Das hier ist kein amtliches Angebot. "
                        "Nur Beruf, Ort und Umkreis gehen ins Internet. Ihr Name bleibt hier."
                    )
                ),
                self._waiting,
                self._problem,
                self.results,
                spacing=2 * GRID,
            )
        )
        self.details = PostingDetails(take=self._take, back=self._show_list, log=partial(self.context.go, "log"))
        for part in (self._off, self._search, self.details):
            self.body.addWidget(part)
            part.hide()
        self.body.addStretch(1)

    def title(self) -> str:
        return _("Stellen suchen")

    def enter(self, target: object = None) -> None:
        state = target if isinstance(target, JobsState) else None
        self.run(jobs.jobs_place, self.own, done=partial(self._begin, state))

    def refresh(self, changes: ChangeSet) -> None:
        if changes.nouns & {Noun.JOB_APPLICATION, Noun.JOB_PORTAL}:
            self.run(jobs.jobs_place, self.own, done=self._show_place)

    def first_focus(self) -> QWidget | None:
        return self.form.what.control

    def carried(self) -> object:
        if not self._search.isVisible() and not self.details.isVisible():
            return None
        return JobsState(
            self.form.what.text(),
            self.form.where.text(),
            self.form.radius.value(),
            self._asked,
            self._found,
            self._posting,
        )

    def keep_now(self) -> None:
        """The page is about to go: nobody waits for an answer any more, and nothing is written down."""
        super().keep_now()
        self._outside.hang_up()

    def go_back(self) -> bool:
        if self._posting is None:
            return False
        self._show_list()
        return True

    def search(self) -> None:
        """Ask for the first page of what the form holds."""
        radius = self.form.radius.value()
        self._ask(Asked(self.form.what.text(), self.form.where.text(), 0 if radius is None else radius))

    def _begin(self, state: JobsState | None, place: JobsPlace) -> None:
        self._show_place(place)
        if not place.is_open:
            return
        self.form.where.set_value(place.where if state is None else state.where)
        if state is None:
            self._focus_if_free(self.form.what.control)
            return
        self.form.what.set_value(state.what)
        self.form.radius.set_value(state.radius_km)
        self._asked, self._found = state.asked, state.found
        if state.found is not None:
            self.results.show_found(state.found, self._logged)
        elif state.asked is not None:
            self._ask(state.asked)
        if state.posting is not None:
            self._show_posting(state.posting)
            self.details.show_text(state.posting.description)

    def _show_place(self, place: JobsPlace) -> None:
        self._logged = place.logged
        if not place.is_open:
            self._outside.hang_up()
        self._off.setVisible(not place.is_open)
        self._search.setVisible(place.is_open and self._posting is None)
        self.details.setVisible(place.is_open and self._posting is not None)
        if self._found is not None:
            self.results.show_found(self._found, self._logged)
        if self._posting is not None:
            self.details.show_logged(self._posting.reference in self._logged)

    def _ask(self, asked: Asked, page: int = 1) -> None:
        self._stop()
        self.messages.clear()
        self._problem.hide()
        self.run(
            jobs.prepare_search,
            self.own,
            what=asked.what,
            where=asked.where,
            radius_km=asked.radius_km,
            page=page,
            done=partial(self._send, asked),
            failed=self._refused,
        )

    def _send(self, asked: Asked, prepared: PreparedSearch) -> None:
        self._asked, self._found = asked, None
        self.results.hide()
        self._waiting.show()
        announce(self, _("Wir suchen …"))
        self._outside.ask(jobs.search_jobs, self.own, prepared, done=self._show_found, failed=self._failed)

    def _stop(self) -> None:
        """Somebody types anew, or had enough of waiting."""
        self._outside.hang_up()
        self._waiting.hide()
        if self._found is None:
            self._asked = None

    def _show_found(self, found: JobList) -> None:
        self._waiting.hide()
        self._found = found
        self.results.show_found(found, self._logged)
        if found.page > 1:
            self.results.focus_first()
        announce(self, self.results.headline())

    def _refused(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            self.form.show_problems(error.problems)
        else:
            self._failed(error)

    def _failed(self, error: WerkakademieError) -> None:
        self._waiting.hide()
        if isinstance(error, ProgramError):
            return
        self._why.setText(error.sentence())
        self._problem.show()
        announce(self, error.sentence())

    def _turn(self, page: int) -> None:
        if self._asked is not None:
            self._ask(self._asked, page)

    def _choose(self, posting: JobPosting) -> None:
        """Show at once what the list knows, and ask for the text."""
        self._stop()
        self._show_posting(posting)
        self.details.show_text(_("Der Text der Stelle kommt gleich …"))
        self.run(jobs.prepare_details, self.own, done=partial(self._ask_details, posting), failed=self._no_details)

    def _ask_details(self, posting: JobPosting, portal: PortalSettings) -> None:
        if self._posting is not None and self._posting.reference == posting.reference:
            self._outside.ask(
                jobs.job_details, self.own, portal, posting, done=self._show_details, failed=self._no_details
            )

    def _show_details(self, posting: JobPosting) -> None:
        self._show_posting(posting)
        self.details.show_text(posting.description or _("Diese Stelle hat keinen weiteren Text."))

    def _no_details(self, error: WerkakademieError) -> None:
        self.details.show_text(error.sentence())
        announce(self, error.sentence())

    def _show_posting(self, posting: JobPosting) -> None:
        fresh = self._posting is None
        self._posting = posting
        self._search.hide()
        self.details.show_posting(posting, logged=posting.reference in self._logged)
        self.details.show()
        if fresh:
            self.messages.clear()
            self._pane.verticalScrollBar().setValue(0)
            first = self.details.back if posting.reference in self._logged else self.details.take
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_list(self) -> None:
        chosen, self._posting = self._posting, None
        self._outside.hang_up()
        self.messages.clear()
        self.details.hide()
        self._search.show()
        if chosen is not None:
            self.results.focus_on(chosen)

    def _take(self) -> None:
        if self._posting is not None:
            self.run(jobs.take_over, self.own, self._posting, done=self._taken)

    def _taken(self, taken: TakenOver) -> None:
        self._logged = {**self._logged, taken.reference: taken.application_id}
        if self._posting is not None and self._posting.reference == taken.reference:
            self.details.show_logged(True)
            self.details.log.setFocus(Qt.FocusReason.OtherFocusReason)
        self.messages.success(
            _("Diese Stelle steht jetzt in Ihrer Liste. Haben Sie sich beworben? Ändern Sie es dort.")
        )

    def _off_part(self) -> QWidget:
        part = QWidget()
        part.setLayout(
            column(
                TextLabel(_("Die Stellensuche im Internet ist hier ausgeschaltet."), TextRole.HEADING, wrap=True),
                TextLabel(
                    _(
                        "Ihre Coachin oder Ihr Coach weiß mehr. Ihre Liste geht trotzdem. "
                        "Schreiben Sie Stellen selbst auf."
                    ),
                    wrap=True,
                ),
                row(self._entry_button(Kind.PRIMARY), self._log_button(), None, spacing=GRID),
                spacing=2 * GRID,
            )
        )
        return part

    def _waiting_part(self) -> QWidget:
        part = QWidget()
        text = TextLabel(_("Wir suchen …"), TextRole.STRONG)
        self.cancel = BigButton(_("Abbrechen"), icon="x", run=self._stop)
        part.setLayout(row(text, self.cancel, None, spacing=2 * GRID))
        part.hide()
        return part

    def _problem_part(self) -> QWidget:
        part = QWidget()
        self._why = TextLabel("", TextRole.STRONG, wrap=True)
        again = BigButton(_("Noch einmal suchen"), icon="refresh-cw", run=self.search)
        part.setLayout(column(self._why, row(again, self._entry_button(), None, spacing=GRID), spacing=2 * GRID))
        part.hide()
        return part

    def _entry_button(self, kind: Kind = Kind.PLAIN) -> BigButton:
        return BigButton(_("Bewerbung eintragen"), icon="pencil", kind=kind, run=lambda: self.context.go("entry"))

    def _log_button(self) -> BigButton:
        return BigButton(_("Meine Bewerbungen"), icon="list-checks", run=lambda: self.context.go("log"))

    def _focus_if_free(self, control: QWidget) -> None:
        """The form was hidden when the window gave the keyboard to the page."""
        focused = QApplication.focusWidget()
        if self.isActiveWindow() and (focused is None or not self.isAncestorOf(focused)):
            control.setFocus(Qt.FocusReason.OtherFocusReason)
