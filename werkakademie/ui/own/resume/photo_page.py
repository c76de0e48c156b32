"""The photo of the CV: which part of it stays."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.records.photo_cut import PhotoCut
from werkakademie.services.own import resume
from werkakademie.ui.own.letters.beside import SideBySide
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.resume.photo_frame import STEP, PhotoFrame
from werkakademie.ui.own.widgets import BigButton, flowing
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.layouts import GRID, column
from werkakademie.ui.widgets.text import TextLabel

KEY: Final = "resume_photo"


@dataclass(frozen=True, slots=True)
class PhotoToCut:
    """Target of the page: a file that the person chose, and the part that was marked before."""

    path: Path
    cut: PhotoCut = field(default_factory=PhotoCut)


class PhotoPage(OwnPage):
    """Nothing is stored before „So verwenden“; the file stays where it is."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._target: PhotoToCut | None = None
        self.frame = PhotoFrame()
        words = TextLabel(
            _(
                "Der helle Teil kommt in den Lebenslauf. Schieben Sie ihn mit der Maus an die richtige Stelle. "
                "Oder drücken Sie die Knöpfe."
            ),
            wrap=True,
        )
        self.use = BigButton(_("So verwenden"), icon="check", kind=Kind.PRIMARY, run=self._use)
        self.other = BigButton(_("Anderes Foto wählen"), icon="image", run=self._choose)
        self._moves = self._move_buttons()
        beside = QWidget()
        beside.setLayout(column(words, flowing(*self._moves), flowing(self.use, self.other), None, spacing=2 * GRID))
        self.body.addWidget(SideBySide(self.frame, beside), 1)
        self._offer(False)

    def title(self) -> str:
        return _("Foto für den Lebenslauf")

    def first_focus(self) -> QWidget | None:
        return self.frame if self._target is not None else self.other

    def enter(self, target: object = None) -> None:
        if isinstance(target, PhotoToCut):
            self._target = target
            self.run(resume.photo_to_cut, self.own, target.path, done=self._show)

    def carried(self) -> object:
        return None if self._target is None else PhotoToCut(self._target.path, self.frame.cut)

    def _move_buttons(self) -> tuple[BigButton, ...]:
        frame = self.frame
        icons = ("arrow-left", "arrow-right")
        # Left in a photo is left in every language, but arrows turn over where one writes from the right.
        to_left, to_right = reversed(icons) if self.isRightToLeft() else icons
        return (
            BigButton(_("Nach links"), icon=to_left, run=lambda: frame.move_by(-STEP, 0)),
            BigButton(_("Nach rechts"), icon=to_right, run=lambda: frame.move_by(STEP, 0)),
            BigButton(_("Nach oben"), icon="arrow-up", run=lambda: frame.move_by(0, -STEP)),
            BigButton(_("Nach unten"), icon="arrow-down", run=lambda: frame.move_by(0, STEP)),
            BigButton(_("Näher heran"), icon="plus", run=lambda: frame.choose(frame.cut.nearer())),
            BigButton(_("Weiter weg"), icon="minus", run=lambda: frame.choose(frame.cut.farther())),
            BigButton(_("Foto drehen"), icon="refresh-cw", run=lambda: frame.choose(frame.cut.turned())),
        )

    def _show(self, photo: bytes) -> None:
        assert self._target is not None
        self.frame.show_photo(photo, self._target.cut)
        self._offer(True)
        self.frame.setFocus()

    def _offer(self, there: bool) -> None:
        self.frame.setVisible(there)
        for button in (*self._moves, self.use):
            button.setEnabled(there)

    def _choose(self) -> None:
        path = choose_photo(self)
        if path is not None:
            self.enter(PhotoToCut(path))

    def _use(self) -> None:
        if self._target is not None:
            self.run(
                resume.set_photo,
                self.own,
                path=self._target.path,
                cut=self.frame.cut,
                done=lambda _id: self.done_here("resume"),
            )


def choose_photo(page: OwnPage) -> Path | None:
    """Ask for a picture; HEIC of a telephone is offered, too, to say what to do with it."""
    kinds = [(_("Bilder"), ("jpg", "jpeg", "png", "heic"))]
    return page.context.files.open_file(page, _("Foto wählen"), kinds)
