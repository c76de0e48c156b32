"""The header of the window: the page's title, the search field, and the page's actions."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import PageAction
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.layouts import clear_layout, row
from werkakademie.ui.widgets.text import ElidedLabel

HEIGHT = 60


class PageHeader(QFrame):
    """Title at the start, search and actions at the end."""

    def __init__(self, search: QWidget) -> None:
        super().__init__()
        self.setObjectName("header")
        self._title = ElidedLabel("", TextRole.TITLE)
        self._actions: QHBoxLayout = row(spacing=12)
        self._buttons: list[tuple[Button, PageAction]] = []
        layout = row(self._title, search, self._actions, spacing=12)
        layout.setContentsMargins(20, 11, 20, 11)
        layout.setStretch(0, 1)
        layout.setStretch(1, 3)
        self.setLayout(layout)
        self.setMinimumHeight(HEIGHT)

    def show_page(self, title: str, actions: Sequence[PageAction]) -> None:
        """Show title and actions; buttons that say the same as before stay, so that focus is not lost."""
        self._title.set_text(title)
        if [action.text for _button, action in self._buttons] == [action.text for action in actions]:
            self._buttons = [(button, action) for (button, _old), action in zip(self._buttons, actions, strict=True)]
            return
        clear_layout(self._actions)
        self._buttons = [(self._button(place, action), action) for place, action in enumerate(actions)]

    def title(self) -> str:
        return self._title.whole_text()

    def run_primary(self) -> bool:
        """Run the page's primary action; False if it has none."""
        for button, action in self._buttons:
            if action.primary and button.isEnabled():
                action.run()
                return True
        return False

    def button(self, text: str) -> Button:
        """The button that says `text`."""
        return next(button for button, action in self._buttons if action.text == text)

    def _button(self, place: int, action: PageAction) -> Button:
        kind = Kind.PRIMARY if action.primary else Kind.PLAIN
        button = Button(action.text, icon=action.icon, kind=kind, run=lambda: self._buttons[place][1].run())
        self._actions.addWidget(button)
        return button
