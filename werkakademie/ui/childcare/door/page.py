"""The page „Kinder heute“ of a carer: it says what will stand here, and shows nothing of anybody."""

from werkakademie.i18n import _
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.empty_state import EmptyState


class ChildrenPage(Page):
    """Until childcare is recorded in this program, a carer has nothing to do here but the own password."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.settings = Button(_("Zu den Einstellungen"), icon="settings", run=lambda: context.go("settings"))
        text = _(
            "Hier werden die Kinder stehen, die heute betreut werden, mit dem, was Sie dafür wissen müssen. Noch "
            "erfasst dieses Programm keine Kinderbetreuung. Von Teilnehmenden sehen Sie mit Ihrem Zugang nichts."
        )
        self.set_content(EmptyState("baby", _("Noch keine Kinder erfasst"), text, self.settings))

    def title(self) -> str:
        return _("Kinder heute")
