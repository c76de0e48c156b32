"""The bundled fonts, and sizes derived from the user's own text size."""

from enum import Enum

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from werkakademie.resources import resource_path

FAMILIES = ["Noto Sans", "Noto Sans Arabic"]
#: Shown before anything else; the others are read when the main window opens.
FIRST_FILES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf")
FURTHER_FILES = ("NotoSans-Bold.ttf", "NotoSans-Italic.ttf", "NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf")
SMALLEST_POINTS = 10.0


class TextRole(Enum):
    """What a text is for; value is (size as a factor of the body text, weight)."""

    BRAND = (2.2, QFont.Weight.DemiBold)
    DISPLAY = (2.2, QFont.Weight.Bold)
    TITLE = (1.65, QFont.Weight.DemiBold)
    HEADING = (1.3, QFont.Weight.DemiBold)
    CARD_TITLE = (1.08, QFont.Weight.DemiBold)
    STRONG = (1.0, QFont.Weight.DemiBold)
    BODY = (1.0, QFont.Weight.Normal)
    SMALL = (0.92, QFont.Weight.Normal)
    SMALL_STRONG = (0.85, QFont.Weight.DemiBold)


class _Registered:
    """Font files are handed to Qt once in a process; `points` is the platform's own size, read once."""

    files: frozenset[str] = frozenset()
    points = 0.0


def register(files: tuple[str, ...] = FIRST_FILES) -> None:
    """Hand font files to Qt; each one is read only once."""
    for name in files:
        if name not in _Registered.files:
            QFontDatabase.addApplicationFont(str(resource_path("fonts", name)))
    _Registered.files = _Registered.files.union(files)


def apply(application: QApplication, text_scale: int = 100) -> None:
    """Make Noto Sans the application's font, at the platform's text size (at least 10 pt) times `text_scale` %."""
    register()
    if not _Registered.points:
        _Registered.points = max(application.font().pointSizeF(), SMALLEST_POINTS)
    font = QFont(FAMILIES)
    font.setPointSizeF(_Registered.points * text_scale / 100)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    application.setFont(font)


def font_of(role: TextRole) -> QFont:
    """The application's font in the size and weight of a role."""
    factor, weight = role.value
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * factor)
    font.setWeight(weight)
    return font


def is_font_change(event: QEvent) -> bool:
    """Whether the application's text size may have changed: a widget with a font of its own hears only of a style."""
    return event.type() == QEvent.Type.StyleChange
