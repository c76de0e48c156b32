"""The colours of the window as named tokens: light, dark and high contrast."""

from typing import NamedTuple


class Theme(NamedTuple):
    """One set of colours as #rrggbb. Every text token reaches 4.5:1 on the surfaces that it is drawn on.

    A named tuple, because the first paint does without the dataclasses module.
    """

    name: str
    dark: bool
    window: str
    surface: str
    sidebar: str
    hover: str
    line: str
    control_line: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    neutral: str
    neutral_soft: str


LIGHT = Theme(
    name="light",
    dark=False,
    window="#f4f6f8",
    surface="#ffffff",
    sidebar="#e9ecf1",
    hover="#f0f3f6",
    line="#d5dbe3",
    control_line="#56637a",
    text="#16202e",
    muted="#4e5b6b",
    disabled="#7d8896",
    accent="#0f5c8e",
    accent_hover="#0b4a74",
    on_accent="#ffffff",
    accent_soft="#dcebf7",
    good="#0a6644",
    good_soft="#dff3ea",
    warn="#7a4d00",
    warn_soft="#fcefd4",
    bad="#a3171f",
    bad_soft="#fbe3e4",
    neutral="#4b5766",
    neutral_soft="#e9ecf1",
)

DARK = Theme(
    name="dark",
    dark=True,
    window="#14181f",
    surface="#1c2229",
    sidebar="#171d24",
    hover="#242b34",
    line="#343d48",
    control_line="#a7b2bf",
    text="#e9edf2",
    muted="#a9b4c0",
    disabled="#77828f",
    accent="#6cb9ec",
    accent_hover="#8fcbf3",
    on_accent="#0c1a26",
    accent_soft="#1f3a50",
    good="#82dfb6",
    good_soft="#163a2c",
    warn="#f2cb6c",
    warn_soft="#40310f",
    bad="#f8a9a9",
    bad_soft="#4b1d20",
    neutral="#b4bec9",
    neutral_soft="#2b333d",
)

CONTRAST = Theme(
    name="contrast",
    dark=True,
    window="#000000",
    surface="#000000",
    sidebar="#000000",
    hover="#1f1f1f",
    line="#ffffff",
    control_line="#ffffff",
    text="#ffffff",
    muted="#ffffff",
    disabled="#a6a6a6",
    accent="#ffe14d",
    accent_hover="#fff0a0",
    on_accent="#000000",
    accent_soft="#332c00",
    good="#7dffb9",
    good_soft="#00331c",
    warn="#ffd36b",
    warn_soft="#332400",
    bad="#ffb3b3",
    bad_soft="#4a0000",
    neutral="#ffffff",
    neutral_soft="#262626",
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}
