"""What to do on a new site, and on a day on which nothing waits."""

from collections.abc import Callable

from werkakademie.i18n import _
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import NEW
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.layouts import row
from werkakademie.ui.widgets.text import TextLabel, muted


class FirstSteps(Card):
    """A new site: a group, people, sessions. What is done already has a tick instead of a button."""

    def __init__(self, go: Callable[..., object]) -> None:
        super().__init__(_("So fangen Sie an"), icon="flag")
        self.group = Button(_("Gruppe anlegen"), icon="plus", kind=Kind.PRIMARY, run=lambda: go("groups", NEW))
        self.importing = Button(_("Liste importieren"), icon="upload", run=lambda: go("importing"))
        self.person = Button(_("Person aufnehmen"), icon="user-plus", run=lambda: go("participants", NEW))
        self._group_done = TextLabel(_("✓ erledigt"), tone="good")
        self._people_done = TextLabel(_("✓ erledigt"), tone="good")
        self.add(
            TextLabel(_("1. Eine Gruppe mit ihren Zeitfenstern"), TextRole.STRONG),
            row(self.group, self._group_done, None),
            TextLabel(_("2. Die Teilnehmenden"), TextRole.STRONG),
            row(self.importing, self.person, self._people_done, None),
            TextLabel(_("3. Personen in die Gruppe aufnehmen und Termine vorschlagen lassen"), TextRole.STRONG),
            muted(_("Beides geht auf der Seite „Gruppen“. Danach steht hier jeden Tag, was ansteht.")),
        )

    def show_progress(self, *, people: int, groups: int) -> None:
        """Hide the card once there are people and groups."""
        self.setVisible(not (people and groups))
        self.group.setVisible(not groups)
        self._group_done.setVisible(bool(groups))
        for button in (self.importing, self.person):
            button.setVisible(not people)
        self._people_done.setVisible(bool(people))


class NothingToDo(Card):
    """A day on which nothing waits."""

    def __init__(self, go: Callable[[str], object]) -> None:
        super().__init__(_("Heute ist alles erledigt"), icon="circle-check")
        plan = Button(_("Termine planen"), icon="calendar-plus", run=lambda: go("groups"))
        look = Button(_("Stellensuche ansehen"), icon="briefcase", run=lambda: go("job_search"))
        text = muted(_("Es steht kein Termin an, niemand fehlt, und keine Nachfrage ist fällig."))
        self.add(text, row(plan, look, None))
