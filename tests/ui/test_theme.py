"""The three themes: contrast of every pair that is drawn, pictures that fit the tokens, no fixed text sizes."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from scripts.make_control_icons import control_icons
from tests.ui.accessibility import contrast, weak_pairs
from werkakademie.resources import resource_path
from werkakademie.ui.shell import theme
from werkakademie.ui.shell.style_sheet import style_sheet
from werkakademie.ui.shell.tokens import THEMES, Theme
from werkakademie.ui.widgets.text import TextLabel

ALL = pytest.mark.parametrize("one", THEMES.values(), ids=THEMES)

#: Ink and the grounds that it stands on somewhere in the window.
DRAWN = {
    "text": ("window", "surface", "sidebar", "hover", "accent_soft", "good_soft", "warn_soft", "bad_soft"),
    "muted": ("window", "surface", "sidebar", "accent_soft"),
    "accent": ("window", "surface", "accent_soft"),
    "on_accent": ("accent", "accent_hover"),
    "good": ("surface", "window", "good_soft"),
    "warn": ("surface", "window", "warn_soft"),
    "bad": ("surface", "window", "bad_soft"),
    "neutral": ("surface", "neutral_soft"),
    "surface": ("warn", "text"),
}


@ALL
def test_every_text_reaches_four_and_a_half_to_one(one: Theme) -> None:
    weak = [
        f"{ink} on {ground}: {contrast(QColor(getattr(one, ink)), QColor(getattr(one, ground))):.2f}"
        for ink, grounds in DRAWN.items()
        for ground in grounds
        if contrast(QColor(getattr(one, ink)), QColor(getattr(one, ground))) < 4.5
    ]
    assert weak == []


@ALL
def test_the_line_around_a_control_reaches_three_to_one(one: Theme) -> None:
    for ground in (one.surface, one.window):
        assert contrast(QColor(one.control_line), QColor(ground)) >= 3


@ALL
def test_the_palette_has_no_weak_pair(qapp: QApplication, one: Theme) -> None:  # noqa: ARG001 - a palette needs Qt
    assert weak_pairs(theme.palette_of(one)) == []


@ALL
def test_the_style_sheet_sets_no_text_size(one: Theme) -> None:
    assert "font-size" not in style_sheet(one)
    assert "$" not in style_sheet(one)


@ALL
def test_pictures_of_controls_have_the_colours_of_the_tokens(one: Theme) -> None:
    for name, text in control_icons(one).items():
        assert resource_path("icons", "controls", name).read_text(encoding="utf-8") == text


def test_every_picture_that_the_style_sheet_names_is_there() -> None:
    for one in THEMES.values():
        for path in re.findall(r"url\(([^)]+)\)", style_sheet(one)):
            assert Path(path).is_file()


def test_texts_grow_with_the_wish_of_the_person(qapp: QApplication) -> None:
    theme.apply(qapp, THEMES["light"])
    ours, plain = TextLabel("Absprache"), QLabel("Absprache")
    before = (ours.sizeHint().width(), plain.sizeHint().width())
    theme.apply(qapp, THEMES["light"], text_scale=200)
    after = (ours.sizeHint().width(), plain.sizeHint().width())
    theme.apply(qapp, THEMES["light"])
    assert all(large > 1.8 * small for small, large in zip(before, after, strict=True))


def test_an_unknown_theme_follows_the_platform(qapp: QApplication) -> None:  # noqa: ARG001
    assert theme.chosen("from another version") in THEMES.values()
