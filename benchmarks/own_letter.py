"""How long a person who writes a cover letter waits for it: from the key to the repainted sheet beside the text."""

import io
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.harness import Figure, medians_of_turns, seconds_of, without_garbage
from tests.factories import a_participant, an_application, an_own_place, make_workplace
from werkakademie.services.own import letters
from werkakademie.services.own.place import OwnPlace
from werkakademie.ui.own.letters.page import LetterPage
from werkakademie.ui.shell import theme
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.pages import Opener, PageContext
from werkakademie.ui.shell.preferences import Preferences
from werkakademie.ui.shell.tokens import LIGHT
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.files import AnsweredFiles

MOST_SECONDS = 0.150
_TURNS = 30
#: A page full of text.
_TEXT = "\n\n".join(["Ich bin zuverlässig, pünktlich und lerne gern dazu. Waren annehmen, prüfen und sortieren."] * 7)


def measure() -> Sequence[Figure]:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, LIGHT)
    with tempfile.TemporaryDirectory() as name:
        workplace = make_workplace(Path(name, "store"))
        person = a_participant(workplace, street="Lindenweg 4", postcode="10117", city="Berlin", phone="0151 2345678")
        an_application(workplace, person, "Logistik Nord GmbH", "20457 Hamburg", contact="Frau Müller")
        own = an_own_place(workplace, person)
        worker = Worker()
        page = _page(own, worker, Appearance(application, Path(name, "settings"), Preferences(theme="light")))
        width = page.pane.view.pixels()
        ours, floor = medians_of_turns(_TURNS, lambda: _key(page), lambda: seconds_of(lambda: _bare(width)))
        page.hide()
        worker.stop()
        workplace.store.close()
    how = (
        "eine Taste in einem Anschreiben von einer Seite, bis das Blatt daneben neu gezeichnet ist, Median von "
        f"{_TURNS}; Vergleich: derselbe Text ohne Absätze auf ein leeres Blatt und als Bild, ohne Fenster"
    )
    return (Figure("Anschreiben: Taste bis Vorschau", ours, floor, how, most_seconds=MOST_SECONDS),)


def _page(own: OwnPlace, worker: Worker, appearance: Appearance) -> LetterPage:
    """The page as it stands on a screen of 1280 by 800, with a letter that fills its sheet."""
    number = letters.begin_letter(own, letters.letter_targets(own)[0].application_id).value
    fields = letters.letter(own, number).fields.values()
    letters.save_letter(own, number, fields={**fields, "body": _TEXT})
    context = PageContext(
        worker=worker,
        navigator=Opener(),
        files=AnsweredFiles(),
        appearance=appearance,
        workplace=own,
        now=lambda: datetime(2026, 11, 23, 8, 42, tzinfo=UTC),
    )
    page = LetterPage(context)
    page.resize(1280, 620)
    page.show()
    page.enter(number)
    _until_painted(page)
    page.step_buttons[1].click()
    page.text.edit.setFocus()
    page.text.edit.moveCursor(QTextCursor.MoveOperation.End)
    return page


def _key(page: LetterPage) -> float:
    with without_garbage():
        begun = perf_counter()
        QTest.keyClicks(page.text.edit, "a")
        _until_painted(page)
        return perf_counter() - begun


def _until_painted(page: LetterPage) -> None:
    """Let the window work until the newest sheet is on the screen."""
    loop = QEventLoop()
    page.pane.view.painted.connect(loop.quit)
    QTimer.singleShot(10_000, loop.quit)
    loop.exec()
    page.pane.view.painted.disconnect(loop.quit)


def _bare(width: int) -> None:
    """The same lines by the canvas alone, and their picture."""
    import pypdfium2
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for line, text in enumerate(_TEXT.split("\n")):
        canvas.drawString(70, 560 - 15 * line, text)
    canvas.save()
    document = pypdfium2.PdfDocument(target.getvalue())
    page = document[0]
    page.render(scale=width / page.get_width(), prefer_bgrx=True).close()
    document.close()
