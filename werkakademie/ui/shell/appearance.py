"""Language, theme and text size as the person chose them: shown at once and kept for the next start."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from werkakademie import i18n
from werkakademie.ui.shell import preferences, theme
from werkakademie.ui.shell.preferences import Preferences

#: Per cent of the platform's text size.
_OWN_PLACE_TEXT = 140


class Appearance(QObject):
    """Changes how the whole application looks and speaks. `changed` is emitted after each change."""

    changed = Signal()

    def __init__(self, application: QApplication, folder: Path, chosen: Preferences) -> None:
        super().__init__(application)
        self._application = application
        self._folder = folder
        self._chosen = chosen
        self._translator: QTranslator | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._platform_changed)

    def preferences(self) -> Preferences:
        return self._chosen

    def show(self) -> None:
        """Make the application look and speak as chosen; before the first window."""
        i18n.choose(self._chosen.language)
        self._load_qt_texts()
        self._show_theme()

    def show_for(self, language: str, text_percent: int = 100) -> None:
        """Look and speak as a participant at this PC chose, until `show_own`; the PC's own choice stays stored.

        Their place is written larger than a coach's window: 14 points and more.
        """
        self._speak(language)
        theme.apply(
            self._application, theme.chosen(self._chosen.theme), text_scale=_OWN_PLACE_TEXT * text_percent // 100
        )

    def show_own(self) -> None:
        """Look and speak as chosen for this PC again."""
        self._speak(self._chosen.language)
        self._show_theme()

    def _speak(self, language: str) -> None:
        i18n.choose(language)
        self._load_qt_texts()
        mirrored = i18n.is_right_to_left(language)
        self._application.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        )

    def set_language(self, language: str) -> None:
        """All windows get a LanguageChange and say everything anew."""
        if language == self._chosen.language:
            return
        self._keep(self._chosen._replace(language=language))
        i18n.choose(language)
        self._load_qt_texts()
        for window in QApplication.topLevelWidgets():
            # Qt posts the same on a new translator and merges posted ones, so each window hears it once.
            QCoreApplication.postEvent(window, QEvent(QEvent.Type.LanguageChange))
        self.changed.emit()

    def set_theme(self, name: str) -> None:
        """`light`, `dark`, `contrast`, or `system` to follow the platform."""
        self._keep(self._chosen._replace(theme=name))
        self._show_theme()
        self.changed.emit()

    def set_text_scale(self, per_cent: int) -> None:
        self._keep(self._chosen._replace(text_scale=per_cent))
        self._show_theme()
        self.changed.emit()

    def remember_store(self, folder: Path) -> None:
        self._keep(self._chosen._replace(store=str(folder)))

    def _keep(self, chosen: Preferences) -> None:
        self._chosen = chosen
        preferences.save(self._folder, chosen)

    def _show_theme(self) -> None:
        theme.apply(self._application, theme.chosen(self._chosen.theme), text_scale=self._chosen.text_scale)

    def _platform_changed(self) -> None:
        if self._chosen.theme == theme.SYSTEM:
            self._show_theme()

    def _load_qt_texts(self) -> None:
        """Qt's own words (dialogs, context menus) in the same language, and its way to write dates."""
        language = i18n.chosen_language()
        # Arabic as it is written in the Emirates: Latin digits, as all dates and numbers here have.
        QLocale.setDefault(QLocale("ar_AE" if language == "ar" else language))
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
        self._translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{i18n.chosen_language()}", folder):
            self._application.installTranslator(self._translator)
