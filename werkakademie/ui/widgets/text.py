"""Texts in the sizes of the theme, and the soft pill that carries a status word."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from werkakademie.ui.shell import theme
from werkakademie.ui.shell.fonts import TextRole, font_of, is_font_change
from werkakademie.ui.widgets.mirrored_text import draw_from_right
from werkakademie.ui.widgets.styling import Tone, set_style_property

#: Where a label's lines begin; another alignment was wanted by somebody and stays.
_FROM_LEFT = Qt.AlignmentFlag.AlignLeft
_FROM_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


class TextLabel(QLabel):
    """A text for one purpose; it follows the user's text size. `tone` is muted, accent, good, warn, bad or empty."""

    def __init__(
        self, text: str = "", role: TextRole = TextRole.BODY, *, tone: str = "", wrap: bool = False, rich: bool = False
    ) -> None:
        super().__init__()
        self._role = role
        self.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        self.setProperty("tone", tone)
        self.setFont(font_of(role))
        self._begin_where_lines_begin()

    def minimumSizeHint(self) -> QSize:
        """One line for a text that wraps: how many it needs depends on its width, and layouts ask for that."""
        if not self.wordWrap():
            return super().minimumSizeHint()
        return QSize(60, self.fontMetrics().lineSpacing())

    def set_tone(self, tone: str) -> None:
        set_style_property(self, "tone", tone)

    def changeEvent(self, event: QEvent) -> None:
        if is_font_change(event) and self.font() != font_of(self._role):
            self.setFont(font_of(self._role))
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._begin_where_lines_begin()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        plain = self.textFormat() is Qt.TextFormat.PlainText
        if not (plain and self.wordWrap() and self.alignment() & _FROM_RIGHT == _FROM_RIGHT):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.drawFrame(painter)
        painter.setPen(self.palette().color(self.foregroundRole()))
        at_top = bool(self.alignment() & Qt.AlignmentFlag.AlignTop)
        draw_from_right(painter, QRectF(self.contentsRect()), self.text(), self.font(), top=at_top)
        painter.end()

    def _begin_where_lines_begin(self) -> None:
        """Qt would put a German name on an Arabic page where German begins."""
        alignment = self.alignment()
        if alignment & Qt.AlignmentFlag.AlignHorizontal_Mask in (_FROM_LEFT, _FROM_RIGHT):
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            upright = alignment & ~Qt.AlignmentFlag.AlignHorizontal_Mask
            self.setAlignment(upright | (_FROM_RIGHT if mirrored else _FROM_LEFT))


def title(text: str = "") -> TextLabel:
    """The title of a page or of a record."""
    return TextLabel(text, TextRole.TITLE)


def heading(text: str = "") -> TextLabel:
    """A heading inside a page."""
    return TextLabel(text, TextRole.HEADING)


def muted(text: str = "", *, wrap: bool = True) -> TextLabel:
    """A text that explains and may be passed over."""
    return TextLabel(text, tone="muted", wrap=wrap)


def paragraph(text: str = "") -> TextLabel:
    """Running text that wraps."""
    return TextLabel(text, wrap=True)


class ElidedLabel(TextLabel):
    """One line that ends with … where the room ends; the whole text is its tooltip and its accessible text."""

    def __init__(self, text: str = "", role: TextRole = TextRole.BODY, *, tone: str = "") -> None:
        self._whole = text
        super().__init__(text, role, tone=tone)

    def set_text(self, text: str) -> None:
        self._whole = text
        self.updateGeometry()
        self._elide()

    def whole_text(self) -> str:
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def sizeHint(self) -> QSize:
        """Room for the whole text, also while less of it is shown."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 40))
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class Pill(TextLabel):
    """A status word on a soft ground: `Pill("aktiv", Tone.GOOD)`."""

    def __init__(self, text: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        self._status = tone
        super().__init__(text, TextRole.SMALL_STRONG)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_status(self, text: str, tone: Tone) -> None:
        self._status = tone
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 20, metrics.height() + 5)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_pill(painter, QRectF(self.rect()), self.text(), self._status)
        painter.end()


_PILL_TOKENS = {
    Tone.NEUTRAL: ("neutral_soft", "neutral"),
    Tone.INFO: ("accent_soft", "accent"),
    Tone.GOOD: ("good_soft", "good"),
    Tone.WARN: ("warn_soft", "warn"),
    Tone.BAD: ("bad_soft", "bad"),
}


def paint_pill(painter: QPainter, box: QRectF, text: str, tone: Tone) -> None:
    """Draw a pill; the style sheet can't, its corners do not follow the height of the text."""
    ground, ink = _PILL_TOKENS[tone]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(theme.colour(ink))
    painter.setFont(font_of(TextRole.SMALL_STRONG))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
