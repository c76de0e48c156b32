"""What somebody hostile tries on a page, and everything that the program could tell them by it."""

import gc
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cache, partial
from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QMetaType,
    QMimeData,
    QModelIndex,
    QObject,
    QPoint,
    QPointF,
    Qt,
    QUrl,
)
from PySide6.QtGui import (
    QClipboard,
    QCloseEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QTextBrowser, QTextEdit, QWidget
from shiboken6 import isValid

from tests.ui.driving import visible
from werkakademie.app import Program
from werkakademie.demo.hands import settle
from werkakademie.i18n import chosen_language
from werkakademie.ui.own.window import OwnWindow

CTRL, ALT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYS = (
    *((Qt.Key(Qt.Key.Key_F1 + number), NONE) for number in range(12)),
    *((getattr(Qt.Key, f"Key_{letter}"), CTRL) for letter in "KZYNLWQOPFSTACVX"),
    (Qt.Key.Key_Menu, NONE),
    (Qt.Key.Key_F10, SHIFT),
    (Qt.Key.Key_Tab, CTRL),
    (Qt.Key.Key_Down, ALT),
    (Qt.Key.Key_F4, ALT),
    (Qt.Key.Key_Left, ALT),
    (Qt.Key.Key_Backspace, NONE),
    (Qt.Key.Key_Escape, NONE),
)
#: More steps than there are controls on any page.
_MOST_STEPS = 120
_ROLES = (*range(15), *range(Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 4))
_MOST_ROWS = 200


def all_said() -> str:
    """All that any window holds, visible or not, in whatever property: on the screen, for a screen reader, to copy."""
    clipboard = QGuiApplication.clipboard()
    copied = [clipboard.text(mode) for mode in QClipboard.Mode if clipboard.mimeData(mode) is not None]
    roots: list[QObject] = [*QApplication.topLevelWidgets(), *QGuiApplication.topLevelWindows()]
    things = {id(one): one for root in roots for one in (root, *root.findChildren(QObject))}
    return "\n".join([*copied, *(text for one in things.values() if isValid(one) for text in _said(one))]).lower()


def _said(thing: QObject) -> Iterator[str]:
    for name in _texts_of(cast("Hashable", type(thing))):
        value = thing.property(name)
        yield "\n".join(value) if isinstance(value, list) else str(value or "")
    if isinstance(thing, QAbstractItemModel):
        yield from _held(thing)
    model = getattr(thing, "model", None)
    if callable(model) and isinstance(found := model(), QAbstractItemModel):
        yield from _held(found)


@cache
def _texts_of(kind: Hashable) -> tuple[str, ...]:
    """The names of the properties of a class that are texts: the classes say it themselves, whatever comes."""
    meta = kind.staticMetaObject  # type: ignore[attr-defined] # of a class of Qt
    texts = (QMetaType.Type.QString.value, QMetaType.Type.QStringList.value, QMetaType.Type.QUrl.value)
    properties = [meta.property(number) for number in range(meta.propertyCount())]
    return tuple(one.name() for one in properties if one.metaType().id() in texts)


def _held(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    """Everything that a view, or who asks it, gets from a model."""
    within = parent if parent is not None else QModelIndex()
    # Lists hide that they have one column, and no row below another.
    is_list = isinstance(model, QAbstractListModel)
    columns = 1 if is_list else model.columnCount(within)
    for line in range(min(model.rowCount(within), _MOST_ROWS)):
        for across in range(columns):
            index = model.index(line, across, within)
            yield from (str(value) for role in _ROLES if (value := index.data(role)) is not None)
            if across == 0 and not is_list and model.hasChildren(index):
                yield from _held(model, index)


def records_said() -> str:
    """What the records and rows say that are still alive: nobody could come by them but through a view."""
    gc.collect()
    parts = ("werkakademie.records.", "werkakademie.models.")
    alive = [one for one in gc.get_objects() if not isinstance(one, type) and type(one).__module__.startswith(parts)]
    return "\n".join(map(repr, alive)).lower()


# The ways


def press_keys(program: Program, window: QWidget, again: Callable[[], object] = lambda: None) -> None:
    """Each key where the keyboard is; `again` goes back to the page that a key led away from."""
    for key, modifier in KEYS:
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)
        settle(program.worker)
        close_menus()
        again()


def close_menus() -> None:
    for menu in [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()]:
        menu.close()


def walk_by_tab(program: Program, window: QWidget) -> None:
    """Round by Tab, and round the other way: nothing outside the window gets the keyboard."""
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        seen: set[int] = set()
        for _step in range(_MOST_STEPS):
            QTest.keyClick(QApplication.focusWidget() or window, key)
            focused = QApplication.focusWidget()
            assert focused is None or focused.window() is window, focused
            if focused is None or id(focused) in seen:
                break
            seen.add(id(focused))
    settle(program.worker)


def ask_for_menus(program: Program, window: QWidget) -> None:
    """The right mouse button on whatever a person sees; a menu of a field copies and pastes, and opens nothing."""
    for one in visible(window, QWidget):
        if isinstance(one, QLineEdit | QTextEdit | QLabel | QAbstractButton):
            where = one.rect().center()
            event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, one.mapToGlobal(where), NONE)
            QApplication.sendEvent(one, event)
            close_menus()
    settle(program.worker)


def drop_things(program: Program, window: QWidget) -> None:
    """A file, a link and a text over the window and everything that takes a text."""
    for data in (_file(), _text()):
        for target in (window, *(one for one in visible(window, QWidget) if one.acceptDrops())):
            action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
            QApplication.sendEvent(target, QDragEnterEvent(QPoint(5, 5), action, data, button, NONE))
            QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), action, data, button, NONE))
    settle(program.worker)


def _file() -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/"), QUrl("file:///etc/passwd"), QUrl("https://example.org/")])
    return data


def _text() -> QMimeData:
    data = QMimeData()
    data.setText("<a href='file:///'>Alle</a>")
    data.setHtml("<a href='file:///'>Alle</a>")
    return data


def look_for_links(program: Program, window: QWidget) -> None:  # noqa: ARG001 - as the other ways
    """No text opens what it names."""
    assert [one.text() for one in visible(window, QLabel) if one.openExternalLinks()] == []
    assert [one for one in visible(window, QTextBrowser) if one.openExternalLinks() or one.openLinks()] == []


def ask_to_close(program: Program, window: QWidget) -> None:
    """As the window manager does."""
    event = QCloseEvent()
    QApplication.sendEvent(window, event)
    assert not event.isAccepted()
    settle(program.worker)


def other_language(program: Program, window: QWidget) -> None:
    """The page is built anew, for every second one from the right to the left; what follows is tried in that one."""
    assert isinstance(window, OwnWindow)
    window.choose_language("de" if chosen_language() == "ar" else "ar")
    settle(program.worker)


#: In the order in which they are tried on each page; keys come last, for they lead away.
WAYS: Mapping[str, Callable[[Program, QWidget], None]] = {
    "looking at links": look_for_links,
    "Tab, round and back": walk_by_tab,
    "menus of the right mouse button": ask_for_menus,
    "dragging a file, a link, a text": drop_things,
    "closing by the window manager": ask_to_close,
    "another language": other_language,
}


def try_everything(program: Program, place: OwnWindow, key: str, target: object) -> Iterator[str]:
    """Try each way on a page, and say which one it was."""

    def again() -> None:
        if place.current_key != key:
            place.go(key, target)
            settle(program.worker)

    ways: dict[str, Callable[[Program, QWidget], None]] = {**WAYS, "keys": partial(press_keys, again=again)}
    for name, way in ways.items():
        again()
        way(program, place)
        yield name
