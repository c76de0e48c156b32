"""What the cards of this folder share: quiet buttons side by side, and saying what was done."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtWidgets import QWidget

from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.flow import FlowLayout


def quiet(text: str, run: Callable[[], object], *, icon: str) -> Button:
    """A button that does not stand out."""
    return Button(text, icon=icon, kind=Kind.QUIET, run=run)


def side_by_side(buttons: Iterable[Button], about: str) -> QWidget:
    """Buttons that break into the next line; each says to a screen reader what it is about."""
    flow = FlowLayout()
    for button in buttons:
        button.setAccessibleName(f"{button.text()}: {about}")
        flow.addWidget(button)
    holder = QWidget()
    holder.setLayout(flow)
    return holder


def act(
    page: Page,
    service: Callable[..., Any],
    *arguments: Any,
    said: str = "",
    undo: Callable[[], object] | None = None,
    **keywords: Any,
) -> None:
    """Run a service for the page and say what was done."""

    def done(_answer: object) -> None:
        if said:
            page.messages.success(said, undo=undo)

    page.run(service, page.context.workplace, *arguments, done=done, **keywords)
