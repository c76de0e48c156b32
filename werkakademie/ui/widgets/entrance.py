"""What first start and unlock look like: a narrow column in the middle, language and theme at the foot."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from werkakademie.i18n import LANGUAGES, _
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, column, row
from werkakademie.ui.widgets.text import TextLabel

COLUMN_WIDTH = 460


class EntranceFrame(QWidget):
    """Puts a page into the middle of the first window; `body` takes its widgets."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._brand = TextLabel("", TextRole.BRAND, tone="accent")
        self._brand.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.card = QFrame()
        self.card.setObjectName("card")
        self.body: QVBoxLayout = column(margins=3 * GRID, spacing=2 * GRID)
        self.card.setLayout(self.body)
        self.card.setFixedWidth(COLUMN_WIDTH)
        pane = ScrollPane(margins=2 * GRID)
        pane.body.addStretch(1)
        pane.body.addWidget(self._brand)
        pane.body.addLayout(row(None, self.card, None))
        pane.body.addStretch(1)
        self.foot = AppearanceFoot(appearance)
        self.setLayout(column(pane, self.foot, spacing=0))
        self.retranslate()

    def retranslate(self) -> None:
        self._brand.setText(_("Werkakademie"))
        self.foot.retranslate()


class AppearanceFoot(QWidget):
    """Language and theme, before anybody signed in; `retranslate` fills it."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._language_label, self._theme_label = TextLabel(tone="muted"), TextLabel(tone="muted")
        self.language = QComboBox()
        self.language.addItems(list(LANGUAGES.values()))
        self.theme = QComboBox()
        self._language_label.setBuddy(self.language)
        self._theme_label.setBuddy(self.theme)
        self.language.activated.connect(lambda index: appearance.set_language(list(LANGUAGES)[index]))
        self.theme.activated.connect(lambda index: appearance.set_theme(theme_choices()[index][0]))
        self.setLayout(
            row(None, self._language_label, self.language, 2 * GRID, self._theme_label, self.theme, None, margins=12)
        )

    def retranslate(self) -> None:
        chosen = self._appearance.preferences()
        self._language_label.setText(_("Sprache"))
        self._theme_label.setText(_("Darstellung"))
        self.language.setAccessibleName(_("Sprache"))
        self.theme.setAccessibleName(_("Darstellung"))
        codes = list(LANGUAGES)
        self.language.setCurrentIndex(codes.index(chosen.language) if chosen.language in codes else 0)
        keys = [key for key, _words in theme_choices()]
        self.theme.clear()
        self.theme.addItems([words for _key, words in theme_choices()])
        self.theme.setCurrentIndex(keys.index(chosen.theme) if chosen.theme in keys else 0)


def theme_choices() -> Sequence[tuple[str, str]]:
    """The themes that can be chosen, with their names."""
    return (
        ("system", _("wie das System")),
        ("light", _("hell")),
        ("dark", _("dunkel")),
        ("contrast", _("hoher Kontrast")),
    )
