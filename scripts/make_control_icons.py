"""Makes resources/icons/controls: the small pictures that the style sheet shows inside check boxes and combo boxes.

A style sheet can't colour an SVG, so each theme has its own. Run it after a change of the tokens; a test compares.
"""

from pathlib import Path

from werkakademie.ui.shell.tokens import THEMES, Theme

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">'
    '<circle cx="12" cy="12" r="5" fill="currentColor"/></svg>\n'
)


def control_icons(theme: Theme) -> dict[str, str]:
    """The pictures of one theme by file name."""
    check = (ICONS / "check.svg").read_text(encoding="utf-8").replace('stroke-width="2"', 'stroke-width="3.5"')
    chevron = (ICONS / "chevron-down.svg").read_text(encoding="utf-8")
    return {
        f"{theme.name}-check.svg": check.replace("currentColor", theme.on_accent),
        f"{theme.name}-dot.svg": DOT.replace("currentColor", theme.on_accent),
        f"{theme.name}-chevron-down.svg": chevron.replace("currentColor", theme.muted),
    }


def main() -> None:
    folder = ICONS / "controls"
    folder.mkdir(exist_ok=True)
    for theme in THEMES.values():
        for name, text in control_icons(theme).items():
            (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
