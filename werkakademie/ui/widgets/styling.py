"""Properties that the style sheet looks at."""

from enum import Enum

from PySide6.QtWidgets import QWidget


class Tone(Enum):
    """What a status means; the words beside it say it too, never the colour alone."""

    NEUTRAL = "neutral"
    INFO = "info"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


def set_style_property(widget: QWidget, name: str, value: str) -> None:
    """Set a dynamic property and let the style sheet look at the widget again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
