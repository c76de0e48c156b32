"""Language, theme and text size: chosen at once, for the person at this PC."""

from werkakademie.i18n import LANGUAGES, _
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.preferences import TEXT_SCALES
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.fields import ChoiceField
from werkakademie.ui.widgets.layouts import GRID, row


class AppearanceCard(Card):
    """Three choices; each works as soon as it is made."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(_("Darstellung"), icon="contrast")
        chosen = appearance.preferences()
        self.language = ChoiceField("language", _("Sprache"), list(LANGUAGES.items()))
        self.theme = ChoiceField(
            "theme",
            _("Farben"),
            [
                ("system", _("wie auf diesem PC eingestellt")),
                ("light", _("hell")),
                ("dark", _("dunkel")),
                ("contrast", _("hoher Kontrast")),
            ],
        )
        self.text_scale = ChoiceField("text_scale", _("Schriftgröße"), [(scale, f"{scale} %") for scale in TEXT_SCALES])
        for field, value in (
            (self.language, chosen.language),
            (self.theme, chosen.theme),
            (self.text_scale, chosen.text_scale),
        ):
            field.set_value(value)
        self.language.changed.connect(lambda: _apply(self.language, appearance.set_language))
        self.theme.changed.connect(lambda: _apply(self.theme, appearance.set_theme))
        self.text_scale.changed.connect(lambda: _apply(self.text_scale, appearance.set_text_scale))
        fields = row(self.language, self.theme, self.text_scale, spacing=2 * GRID)
        for place in range(3):
            fields.setStretch(place, 1)
        self.add(fields)


def _apply(field: ChoiceField, use: object) -> None:
    """„Bitte wählen“ changes nothing."""
    value = field.value()
    if value is not None and callable(use):
        use(value)
