"""One application: its facts, the history of its stages, and the next stage in one step."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from werkakademie.i18n import _
from werkakademie.records.enums import ApplicationStage
from werkakademie.records.job_search import ApplicationRecord, StageRecord
from werkakademie.records.labels import label
from werkakademie.ui.job_search.texts import application_facts, stage_day, stage_tone
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.buttons import Button, Kind, icon_button
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.flow import FlowLayout
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column
from werkakademie.ui.widgets.text import ElidedLabel, Pill, TextLabel, muted

_STAGE = ApplicationStage
#: What usually comes next, as one button each; every other stage stands in the dialog.
USUAL_NEXT = {
    _STAGE.RESEARCHED: (_STAGE.APPLIED,),
    _STAGE.APPLIED: (_STAGE.ANSWER, _STAGE.INVITATION, _STAGE.REFUSAL, _STAGE.NO_ANSWER),
    _STAGE.ANSWER: (_STAGE.INVITATION, _STAGE.REFUSAL),
    _STAGE.INVITATION: (_STAGE.INTERVIEW, _STAGE.TRIAL_WORK, _STAGE.REFUSAL),
    _STAGE.INTERVIEW: (_STAGE.TRIAL_WORK, _STAGE.OFFER, _STAGE.REFUSAL),
    _STAGE.TRIAL_WORK: (_STAGE.OFFER, _STAGE.REFUSAL),
    _STAGE.OFFER: (),
    _STAGE.REFUSAL: (),
    _STAGE.NO_ANSWER: (_STAGE.ANSWER, _STAGE.INVITATION, _STAGE.REFUSAL),
}


@dataclass(frozen=True, slots=True)
class HistoryActions:
    """What can be done with an application; the page gives the functions."""

    change: Callable[[], object]
    remove: Callable[[], object]
    add_stage: Callable[[ApplicationStage | None], object]
    change_stage: Callable[[StageRecord], object]
    remove_stage: Callable[[StageRecord], object]
    history: Callable[[], object]


class ApplicationCard(Card):
    """`show_application` fills it."""

    def __init__(self, actions: HistoryActions) -> None:
        super().__init__(icon="history")
        self._actions = actions
        self.add_action(icon_button("history", _("Verlauf: wer wann was geändert hat"), run=actions.history))
        self.add_action(Button(_("Entfernen"), icon="trash-2", kind=Kind.QUIET, run=actions.remove))
        self.add_action(Button(_("Ändern"), icon="pencil", kind=Kind.QUIET, run=actions.change))
        self._position = TextLabel("", TextRole.STRONG, wrap=True)
        self._facts = muted()
        self._history = QGridLayout()
        self._history.setHorizontalSpacing(2 * GRID)
        self._history.setVerticalSpacing(4)
        self._history.setColumnStretch(2, 1)
        next_stages = QWidget()
        self._next = FlowLayout()
        next_stages.setLayout(self._next)
        self.add(self._position, self._facts, self._history)
        self.add(column(TextLabel(_("Wie ging es weiter?"), TextRole.STRONG), next_stages, spacing=4))

    def show_application(self, application: ApplicationRecord) -> None:
        """Show an application, or the same one anew; the keyboard stays here although the buttons are others."""
        focused = self.focusWidget()
        had_focus = focused is not None and focused.hasFocus()
        self.set_title(application.employer_name)
        self._position.setText(application.position)
        facts = application_facts(application)
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))
        clear_layout(self._history)
        for line, stage in enumerate(application.stages):
            self._add_stage_row(line, stage)
        clear_layout(self._next)
        for coming in USUAL_NEXT[application.current_stage]:
            self._next.addWidget(Button(label(coming), icon="plus", run=partial(self._actions.add_stage, coming)))
        self._next.addWidget(
            Button(_("Anderer Stand oder Tag …"), kind=Kind.QUIET, run=partial(self._actions.add_stage, None))
        )
        if had_focus and (first := self._next.itemAt(0)) is not None and (button := first.widget()) is not None:
            button.show()  # a layout shows it later, and until then it can't take the focus
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_stage_row(self, line: int, stage: StageRecord) -> None:
        day = TextLabel(stage_day(stage), TextRole.STRONG, tone="muted")
        what = f"{label(stage.stage)}, {stage_day(stage)}"
        change = icon_button(
            "pencil", _("Eintrag ändern: {entry}").format(entry=what), run=lambda: self._actions.change_stage(stage)
        )
        remove = icon_button(
            "trash-2", _("Eintrag entfernen: {entry}").format(entry=what), run=lambda: self._actions.remove_stage(stage)
        )
        widgets = (day, Pill(label(stage.stage), stage_tone(stage.stage)), ElidedLabel(stage.note), change, remove)
        for place, widget in enumerate(widgets):
            self._history.addWidget(widget, line, place, Qt.AlignmentFlag.AlignVCenter)
