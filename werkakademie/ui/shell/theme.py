"""Turns the tokens into what Qt paints with: a full palette and the one style sheet of the application."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from werkakademie.ui.shell import fonts
from werkakademie.ui.shell.style_sheet import style_sheet
from werkakademie.ui.shell.tokens import CONTRAST, DARK, LIGHT, THEMES, Theme

#: The choice that follows the platform.
SYSTEM = "system"


#: The application's property that says that its style was settled.
_STYLED = "werkakademie_styled"


class _Shown:
    """Holds the theme that the application shows, as Qt holds its palette, and its text size once it has one."""

    theme: Theme = LIGHT
    text_scale = 0


def styled_application(name: str) -> QApplication:
    """The application with its style from the start.

    To ask for the style afterwards, or to set it, makes PySide build its largest classes before the first paint.
    """
    application = QApplication([name, "-style", "Fusion"])
    application.setProperty(_STYLED, True)
    return application


def current() -> Theme:
    """The theme that the window shows now, for widgets that paint themselves."""
    return _Shown.theme


def colour(token: str) -> QColor:
    """A colour of the shown theme by the name of its token."""
    value: str = getattr(_Shown.theme, token)
    return QColor(value)


def wished_by_platform() -> Theme:
    """What the desktop asks for: high contrast first, then dark or light."""
    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility()  # kept in a name: PySide drops the owner of a chained call too early
    if accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def chosen(name: str) -> Theme:
    """The theme of that name; `system`, or a name from another version, follows the platform."""
    return THEMES.get(name) or wished_by_platform()


def apply(application: QApplication, theme: Theme, *, text_scale: int = 100) -> None:
    """Show `theme` with texts of `text_scale` per cent everywhere, now and for every later widget."""
    if (_Shown.theme, _Shown.text_scale) == (theme, text_scale):
        return  # Qt would ask every widget there is to draw its icons and measure its texts anew.
    _Shown.theme, _Shown.text_scale = theme, text_scale
    fonts.apply(application, text_scale)
    if not application.property(_STYLED):
        from PySide6.QtWidgets import QStyleFactory  # only for an application that somebody else made

        application.setStyle(QStyleFactory.create("Fusion"))
        application.setProperty(_STYLED, True)
    application.setPalette(palette_of(theme))
    application.setStyleSheet(style_sheet(theme))


def palette_of(theme: Theme) -> QPalette:
    """The full palette of a theme, so that also what the style sheet does not name fits."""
    role = QPalette.ColorRole
    roles = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.hover,
        role.ToolTipBase: theme.text,
        role.ToolTipText: theme.surface,
        role.PlaceholderText: theme.muted,
        role.Text: theme.text,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.on_accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent_hover,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Light: theme.surface,
        role.Midlight: theme.hover,
        role.Mid: theme.line,
        role.Dark: theme.control_line,
        role.Shadow: theme.line,
    }
    palette = QPalette()
    for one, value in roles.items():
        palette.setColor(one, QColor(value))
    for one in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(theme.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(theme.line))
    palette.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, QColor(theme.disabled))
    return palette
