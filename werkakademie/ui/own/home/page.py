"""Home: a greeting, what is next, four cards, the week."""

from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from werkakademie.errors import WerkakademieError
from werkakademie.i18n import _, format_date, format_time, ngettext
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.enums import ClaimState, NextStep
from werkakademie.records.own_log import OwnHome, WeekGoal, employer_words
from werkakademie.records.own_sign_in import OwnSession
from werkakademie.services.own import home, presence
from werkakademie.ui.own.home.goal_dialog import GoalDialog
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.widgets import ActionCard, BigButton, flowing
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.text import TextLabel

_MORNING_ENDS, _EVENING_BEGINS = 11, 18
_SHOWN = frozenset(
    {
        Noun.JOB_APPLICATION,
        Noun.SEARCH_ACTIVITY,
        Noun.OWN_PLACE,
        Noun.ATTENDANCE,
        Noun.INTERVIEW,
        Noun.COACHING_SESSION,
        Noun.JOB_PORTAL,
        Noun.CARE_SEARCH,
        Noun.COVER_LETTER,
        Noun.RESUME,
    }
)


class HomePage(OwnPage):
    """Where somebody is after signing in, and from where everything goes on."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._next = TextLabel("", wrap=True)
        self._here = QWidget()
        self._here.setLayout(column(spacing=0))
        self._week = TextLabel("", wrap=True)
        self._group = TextLabel("", tone="muted", wrap=True)
        self._goal = BigButton(_("Ziel wählen"), icon="target", run=self._choose_goal)
        self._shown_goal: int | None = None
        self.cards = {
            "entry": ActionCard(
                _("Bewerbung eintragen"),
                _("Eine neue Bewerbung aufschreiben"),
                icon="pencil",
                run=lambda: self.context.go("entry"),
                filled=True,
            ),
            "log": ActionCard(_("Meine Bewerbungen"), icon="list-checks", run=lambda: self.context.go("log")),
            "papers": ActionCard(
                _("Meine Unterlagen"),
                _("Lebenslauf, Anschreiben, Zeugnisse"),
                icon="file-user",
                run=lambda: self.context.go("papers"),
            ),
            "jobs": ActionCard(
                _("Stellen suchen"), _("Arbeit finden und merken"), icon="search", run=lambda: self.context.go("jobs")
            ),
        }
        grid = QGridLayout()
        grid.setSpacing(2 * GRID)
        for place, card in enumerate(self.cards.values()):
            grid.addWidget(card, place // 2, place % 2)
        further: list[BigButton] = []
        for key, text, icon in (
            ("interviews", _("Vorstellungsgespräche"), "messages-square"),
            ("course", _("PC-Kurs"), "mouse-pointer-click"),
            ("take_home", _("Mitnehmen"), "usb"),
        ):
            further.append(BigButton(text, icon=icon, run=partial(self.context.go, key)))
        week = row(column(self._week, self._group, spacing=4), self._goal, spacing=2 * GRID)
        week.setStretch(0, 1)
        for item in (self._next, self._here):
            self.body.addWidget(item)
        self.body.addLayout(grid)
        self.body.addLayout(week)
        self.body.addWidget(flowing(*further))
        self.body.addStretch(1)

    def title(self) -> str:
        name = self.own.given_name.split(" ")[0]
        hour = self.context.local_now().hour
        if hour < _MORNING_ENDS:
            return _("Guten Morgen, {name}!").format(name=name)
        if hour >= _EVENING_BEGINS:
            return _("Guten Abend, {name}!").format(name=name)
        return _("Guten Tag, {name}!").format(name=name)

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - home shows always the same
        # Painted once, with what it has to say.
        self.setUpdatesEnabled(False)
        self._load()

    def refresh(self, changes: ChangeSet) -> None:
        if changes.nouns & _SHOWN:
            self._load()

    def first_focus(self) -> QWidget | None:
        return self.cards["entry"]

    def _load(self) -> None:
        self.run(home.own_home, self.own, done=self._show, failed=self._not_loaded)

    def _not_loaded(self, error: WerkakademieError) -> None:
        self.setUpdatesEnabled(True)
        self.show_error(error)

    def _show(self, found: OwnHome) -> None:
        self._next.setText(_next_words(found, self.context.today().isoformat()))
        self._next.setVisible(bool(self._next.text()))
        waiting = ngettext("{count} wartet auf Antwort", "{count} warten auf Antwort", found.waiting)
        asked = ngettext("{count} zum Nachfragen", "{count} zum Nachfragen", found.reminders)
        parts = [waiting.format(count=found.waiting)] if found.waiting else []
        parts += [asked.format(count=found.reminders)] if found.reminders else []
        self.cards["log"].set_text(" · ".join(parts) or _("Ansehen und ändern"))
        comments = ngettext("{count} Hinweis für Sie", "{count} Hinweise für Sie", found.open_comments)
        self.cards["papers"].set_text(
            comments.format(count=found.open_comments)
            if found.open_comments
            else _("Lebenslauf, Anschreiben, Zeugnisse")
        )
        self._shown_goal = found.week.goal
        self._week.setText(_week_words(found.week))
        group = found.week.group
        self._group.setVisible(group is not None)
        if group is not None:
            text = ngettext("Ihre Gruppe: {count} Bewerbung.", "Ihre Gruppe: {count} Bewerbungen.", group)
            self._group.setText(text.format(count=group))
        self.cards["jobs"].set_text(_("Arbeit finden und merken") if found.search_open else _("Hier ausgeschaltet"))
        self._show_presence(found.running)
        self.setUpdatesEnabled(True)

    def _show_presence(self, session: OwnSession | None) -> None:
        layout = self._here.layout()
        assert layout is not None
        clear_layout(layout)
        self._here.setVisible(session is not None)
        if session is None:
            return
        if session.marked_present or session.claim is ClaimState.CONFIRMED:
            layout.addWidget(TextLabel(_("Sie sind heute als anwesend eingetragen."), tone="good", wrap=True))
        elif session.claim is ClaimState.OPEN:
            layout.addWidget(
                TextLabel(_("Sie haben gesagt: Ich bin da. Ihre Coachin oder Ihr Coach bestätigt es."), wrap=True)
            )
        else:
            button = BigButton(_("Ich bin da"), icon="hand", kind=Kind.PRIMARY, run=self._claim)
            holder = QWidget()
            holder.setLayout(row(button, None))
            layout.addWidget(holder)

    def _claim(self) -> None:
        self.run(presence.claim_presence, self.own)

    def _choose_goal(self) -> None:
        GoalDialog(self, self._shown_goal).open()


def _next_words(found: OwnHome, today: str) -> str:
    """What comes next, in a sentence each."""
    said = []
    if found.session is not None:
        starts, ends = format_time(found.session.starts_at), format_time(found.session.ends_at)
        if found.session.starts_at.date().isoformat() == today:
            text = _("Heute ist Kurs von {starts} bis {ends} Uhr.").format(starts=starts, ends=ends)
        else:
            text = _("Der nächste Kurs ist am {day} um {starts} Uhr.").format(
                day=format_date(found.session.starts_at.date()), starts=starts
            )
        said.append(text)
    if found.interview is not None:
        employer = employer_words(found.interview.employer_name)
        day = format_date(found.interview.held_on)
        if found.interview.starts_at is not None:
            text = _("Vorstellungsgespräch am {day} um {time} Uhr: {employer}.")
            said.append(text.format(day=day, time=format_time(found.interview.starts_at), employer=employer))
        else:
            said.append(_("Vorstellungsgespräch am {day}: {employer}.").format(day=day, employer=employer))
    if found.next_step is not None and found.next_step.next_on is not None:
        employer = employer_words(found.next_step.employer_name)
        text = _planned_words(found.next_step.next_step)
        said.append(text.format(day=format_date(found.next_step.next_on), employer=employer))
    said += [_("Noch zu klären: {text}.").format(text=text.rstrip(".")) for text in found.agreements]
    return " ".join(said)


def _planned_words(step: NextStep | None) -> str:
    """What the person means to do on a day about an employer."""
    match step:
        case NextStep.ASK_AGAIN:
            return _("Nachfragen am {day}: {employer}.")
        case NextStep.WAIT:
            return _("Auf Antwort warten bis {day}: {employer}.")
        case NextStep.SEND_PAPERS:
            return _("Unterlagen schicken am {day}: {employer}.")
        case NextStep.PREPARE_INTERVIEW:
            return _("Gespräch vorbereiten am {day}: {employer}.")
        case _other:
            return _("Daran denken am {day}: {employer}.")


def _week_words(week: WeekGoal) -> str:
    done = ngettext("Diese Woche: {count} Bewerbung.", "Diese Woche: {count} Bewerbungen.", week.applications)
    text = done.format(count=week.applications)
    if week.activities:
        more = ngettext("Und {count} andere Suche.", "Und {count} andere Suchen.", week.activities)
        text += " " + more.format(count=week.activities)
    if week.goal:
        text += " " + _("Mein Ziel: {goal}.").format(goal=week.goal)
        if week.applications >= week.goal:
            text += " " + _("Geschafft!")
    return text
