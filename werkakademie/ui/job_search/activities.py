"""What a person did to find work beside applications, as they wrote it down at their own place."""

from collections.abc import Sequence

from werkakademie.i18n import _
from werkakademie.records.job_search import ActivityRecord
from werkakademie.ui.job_search.texts import activity_line
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.figures import Facts

#: So many are read at a glance; all of them stand in the proof.
_SHOWN = 12


class ActivitiesCard(Card):
    """Hidden while there is nothing."""

    def __init__(self) -> None:
        super().__init__(_("Andere Suche nach Arbeit"), icon="list-checks")
        self._facts = Facts()
        self.add(self._facts)
        self.hide()

    def show_activities(self, activities: Sequence[ActivityRecord]) -> None:
        self._facts.show_facts([activity_line(one) for one in activities[:_SHOWN]])
        self.setVisible(bool(activities))
