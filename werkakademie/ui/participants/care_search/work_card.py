"""Work held against care: per job the picture of the week, the gaps, and what was agreed about them."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Any

from PySide6.QtWidgets import QLayout, QWidget

from werkakademie.errors import WerkakademieError
from werkakademie.i18n import _, format_date, ngettext
from werkakademie.records.care_search import Agreement, ChildMatch, DayHours, MatchGap, Matching, WorkHours
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.ids import ParticipantId
from werkakademie.services import care_matching
from werkakademie.ui.participants.care_search.actions import act, quiet, side_by_side
from werkakademie.ui.participants.care_search.dialogs import (
    agreement_dialog,
    change_agreement_dialog,
    work_hours_dialog,
)
from werkakademie.ui.participants.care_search.texts import days_words, hours_words, minutes_words, week_words
from werkakademie.ui.participants.care_search.week_picture import week_picture
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.drawing import DrawingView
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import Pill, TextLabel, muted

_SHOWN = frozenset({Noun.CHILD, Noun.CARE_SEARCH, Noun.PLACEMENT, Noun.ENROLMENT})


class WorkAndCareCard(Card):
    """Hidden while the person has no job start; loads itself, and again when something of it changes."""

    def __init__(self, context: PageContext, page: Page, participant_id: ParticipantId) -> None:
        super().__init__(_("Arbeit und Betreuung"), icon="briefcase")
        self._page = page
        self._workplace = context.workplace
        self._participant_id = participant_id
        self._jobs = column(spacing=3 * GRID)
        self.add(self._jobs)
        self.hide()
        context.worker.changed.connect(self._refresh)
        self.load()

    def load(self) -> None:
        """Read the jobs and the care anew."""
        self._page.context.worker.run(
            care_matching.matchings_of_person,
            self._workplace,
            self._participant_id,
            done=self._show,
            failed=self._refused,
            owner=self,
        )

    def _refused(self, _error: WerkakademieError) -> None:
        """A restricted record, or one that somebody has removed: nothing to show."""
        self.hide()

    def _refresh(self, changes: ChangeSet) -> None:
        if changes.nouns & _SHOWN:
            self.load()

    def _show(self, found: tuple[Matching, ...]) -> None:
        clear_layout(self._jobs)
        for matching in found:
            self._jobs.addWidget(self._job(matching))
        self.setVisible(bool(found))

    def _job(self, matching: Matching) -> QWidget:
        work = matching.work
        name = TextLabel(work.employer_name, TextRole.STRONG, wrap=True)
        words = _("Arbeitszeiten ändern …") if work.hours else _("Arbeitszeiten eintragen …")
        change = Button(words, icon="clock", kind=Kind.QUIET, run=partial(self._change_hours, work))
        change.setAccessibleName(f"{words}: {work.employer_name}")
        head = row(name, change)
        head.setStretch(0, 1)
        parts: list[QWidget | QLayout] = [head, muted(_work_line(work))]
        if work.hours:
            parts.append(column(*(self._child(work, child) for child in matching.children), spacing=3 * GRID))
            if not matching.children:
                parts.append(muted(_("Es ist kein Kind eingetragen.")))
        holder = QWidget()
        holder.setLayout(column(*parts, spacing=GRID))
        return holder

    def _child(self, work: WorkHours, child: ChildMatch) -> QWidget:
        parts: list[QWidget | QLayout] = [self._child_head(child)]
        if child.comparable:
            parts.append(DrawingView(week_picture(work, child), largest=1.3))
            parts += [self._gaps(work, child, same) for same in _same_hours(child.gaps)]
        else:
            parts.append(TextLabel(_why_not(work, child), tone="warn", wrap=True))
        parts += [self._agreement(same) for same in _same_words(child.agreements)]
        holder = QWidget()
        holder.setLayout(column(*parts, spacing=GRID))
        return holder

    def _child_head(self, child: ChildMatch) -> QLayout:
        where = ", ".join(child.places)
        title = _("{child}: {places}").format(child=child.child_name, places=where) if where else child.child_name
        head = row(TextLabel(title, TextRole.STRONG, wrap=True))
        if child.comparable:
            head.addWidget(_gaps_pill(child))
        head.setStretch(0, 1)
        return head

    def _gaps(self, work: WorkHours, child: ChildMatch, gaps: Sequence[MatchGap]) -> QWidget:
        """Gaps of the same hours on some days, and what to do about them."""
        first = gaps[0]
        text = _("{when}: {minutes} ohne Betreuung").format(
            when=f"{days_words([gap.weekday for gap in gaps])} {hours_words(first)}",
            minutes=minutes_words(first.minutes),
        )
        line = row(TextLabel(text, wrap=True))
        line.setStretch(0, 1)
        if first.agreed:
            line.addWidget(Pill(_("vereinbart"), Tone.GOOD))
        else:
            about = [DayHours(gap.weekday, gap.starts, gap.ends) for gap in gaps]
            agree = Button(_("Absprache eintragen …"), icon="plus", run=partial(self._agree, work, child, about))
            agree.setAccessibleName(f"{agree.text()}: {text}")
            line.addWidget(agree)
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def _agreement(self, agreements: Sequence[Agreement]) -> QWidget:
        first = agreements[0]
        when = f"{days_words([one.weekday for one in agreements])} {hours_words(first)}"
        settled = _("steht seit {day}").format(day=format_date(first.done_on)) if first.done_on else _("noch offen")
        ids = [one.id for one in agreements]
        buttons = [
            quiet(_("Wieder offen") if first.done_on else _("Steht"), partial(self._settle, ids, first), icon="check"),
            quiet(_("Ändern …"), partial(self._change, agreements), icon="pencil"),
            quiet(_("Entfernen"), partial(self._remove, ids, first), icon="trash-2"),
        ]
        actions = side_by_side(buttons, first.text)
        state = Pill(settled, Tone.GOOD if first.done_on else Tone.WARN)
        head = row(TextLabel(first.text, wrap=True), state)
        head.setStretch(0, 1)
        holder = QWidget()
        holder.setLayout(column(head, muted(_("Absprache für {when}").format(when=when)), actions, spacing=2))
        return holder

    def _change_hours(self, work: WorkHours) -> None:
        said = _("Die Arbeitszeiten bei {employer} sind gespeichert.").format(employer=work.employer_name)
        work_hours_dialog(self._page, work, lambda _values, _answer: self._page.messages.success(said)).open()

    def _agree(self, work: WorkHours, child: ChildMatch, gaps: Sequence[DayHours]) -> None:
        said = _("Die Absprache ist eingetragen.")
        agreement_dialog(
            self._page, work, child, gaps, lambda _values, _answer: self._page.messages.success(said)
        ).open()

    def _change(self, agreements: Sequence[Agreement]) -> None:
        said = _("Die Absprache ist geändert.")
        change_agreement_dialog(
            self._page, agreements, lambda _values, _answer: self._page.messages.success(said)
        ).open()

    def _settle(self, ids: Sequence[Any], first: Agreement) -> None:
        undo = partial(act, self._page, care_matching.settle_agreements, ids, stands=first.done_on is not None)
        said = _("Die Absprache ist wieder offen.") if first.done_on else _("Die Absprache steht.")
        act(self._page, care_matching.settle_agreements, ids, stands=first.done_on is None, said=said, undo=undo)

    def _remove(self, ids: Sequence[Any], first: Agreement) -> None:
        undo = partial(act, self._page, care_matching.remove_agreements, ids, removed=False)
        said = _("Die Absprache „{text}“ ist entfernt.").format(text=first.text)
        act(self._page, care_matching.remove_agreements, ids, removed=True, said=said, undo=undo)


def _work_line(work: WorkHours) -> str:
    parts = [_("ab {day}").format(day=format_date(work.starts_on))]
    if work.hours:
        parts.append(week_words(work.hours))
        parts.append(
            _("Weg unbekannt")
            if work.travel_minutes is None
            else _("Weg {minutes}").format(minutes=minutes_words(work.travel_minutes))
        )
    else:
        parts.append(_("Arbeitszeiten sind noch nicht eingetragen"))
    return " · ".join(parts)


def _why_not(work: WorkHours, child: ChildMatch) -> str:
    """Why there is no picture."""
    if child.later_from is not None:
        return _("Der Platz bei {place} beginnt erst am {day}, die Arbeit schon am {start}.").format(
            place=child.later_place, day=format_date(child.later_from), start=format_date(work.starts_on)
        )
    if child.places:
        return _("Die Zeiten des Platzes fehlen noch. Tragen Sie sie bitte in der Platzsuche ein.")
    return _("Bei Arbeitsbeginn gibt es noch keine Dauerbetreuung.")


def _gaps_pill(child: ChildMatch) -> Pill:
    left = sum(not gap.agreed for gap in child.gaps)
    if left:
        return Pill(ngettext("{count} Lücke", "{count} Lücken", left).format(count=left), Tone.WARN)
    return Pill(_("alles vereinbart") if child.gaps else _("passt"), Tone.GOOD)


def _same_hours(gaps: Sequence[MatchGap]) -> list[list[MatchGap]]:
    """Gaps of the same hours together, those of the earliest hours first."""
    ordered = sorted(gaps, key=lambda gap: (gap.starts, gap.ends, gap.agreed, gap.weekday))
    return [list(same) for _key, same in groupby(ordered, key=lambda gap: (gap.starts, gap.ends, gap.agreed))]


def _same_words(agreements: Sequence[Agreement]) -> list[list[Agreement]]:
    """The same agreement on several days together."""

    def same(one: Agreement) -> tuple[Any, ...]:
        return one.starts, one.ends, one.text, str(one.done_on)

    return [list(group) for _key, group in groupby(sorted(agreements, key=lambda one: (*same(one), one.weekday)), same)]
