"""The one style sheet of the application: shapes, lines and states in the tokens of a theme.

It sets no font size, because that would override the text size the user asked for. A rule with a [property] stands
before the :focus rule of the same widget, so that focus is always to be seen.
"""

from string import Template

from werkakademie.resources import resource_path
from werkakademie.ui.shell.tokens import Theme


def style_sheet(theme: Theme) -> str:
    """The style sheet in the colours of a theme."""
    pictures = resource_path("icons", "controls").as_posix()
    return Template(_SHEET).substitute(theme._asdict(), pictures=f"{pictures}/{theme.name}")


_SHEET = """
QMainWindow, QDialog, #page, #unlock_page, #first_start_page, #page_stack { background: $window; }
QToolTip { background: $text; color: $surface; border: 0; padding: 4px 8px; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
QScrollArea, QScrollArea > QWidget > QWidget#scrolled { background: transparent; border: 0; }

#sidebar { background: $sidebar; }
#brand { color: $accent; }
#brand_rule, #rule { background: $line; border: 0; max-height: 1px; min-height: 1px; }
#header { background: $surface; border: 0; border-bottom: 1px solid $line; }
#list_pane { background: $surface; border: 0; }
#status_bar { background: $surface; border: 0; border-top: 1px solid $line; }
#status_bar QLabel { color: $muted; }
#status_bar QLabel#saved { color: $good; }
#status_bar QLabel#saved[waiting="true"] { color: $muted; }
#practice_banner { background: $warn; color: $surface; }
#practice_banner QLabel { color: $surface; }

TextLabel[tone="muted"] { color: $muted; }
TextLabel[tone="accent"] { color: $accent; }
TextLabel[tone="on_accent"] { color: $on_accent; }
TextLabel[tone="good"] { color: $good; }
TextLabel[tone="warn"] { color: $warn; }
TextLabel[tone="bad"] { color: $bad; }

#card { background: $surface; border: 1px solid $line; border-radius: 12px; }
#card[tone="warn"] { border-color: $warn; }
#card[tone="bad"] { border-color: $bad; }

#message { border: 1px solid $accent; border-radius: 8px; background: $accent_soft; }
#message[tone="good"] { border-color: $good; background: $good_soft; }
#message[tone="warn"] { border-color: $warn; background: $warn_soft; }
#message[tone="bad"] { border-color: $bad; background: $bad_soft; }

QPushButton { outline: 0; border: 1px solid $control_line; border-radius: 8px; padding: 0 14px; min-height: 34px;
    background: $surface; color: $text; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:disabled { color: $disabled; border-color: $line; background: $window; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:disabled { background: $neutral_soft; color: $disabled; border-color: $line; }
QPushButton[kind="danger"] { color: $bad; border-color: $bad; }
QPushButton[kind="danger"]:hover { background: $bad_soft; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $accent; padding: 0 10px;
    min-height: 28px; }
QPushButton[kind="quiet"]:hover { background: $accent_soft; }
QPushButton[kind="quiet"]:disabled { color: $disabled; }
QPushButton[kind="icon"] { background: transparent; border-color: transparent; padding: 0; min-width: 32px;
    min-height: 32px; }
QPushButton[kind="icon"]:hover { background: $hover; }
QPushButton[kind="link"] { background: transparent; border: 2px solid transparent; border-radius: 4px;
    text-align: left; text-decoration: underline; padding: 0 2px; min-height: 22px; }
QPushButton[kind="link"]:hover { background: $hover; }
QPushButton[touch="tall"] { min-height: 54px; }
QPushButton[touch="finger"], QLineEdit[touch="finger"] { min-height: 42px; }
QPushButton:focus { border: 2px solid $accent; padding: 0 13px; }
QPushButton[kind="quiet"]:focus { border: 2px solid $accent; padding: 0 9px; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; padding: 0 2px; }
QPushButton[kind="icon"]:focus { border: 2px solid $accent; padding: 0; }
QPushButton[kind="danger"]:focus { border: 2px solid $bad; }
QPushButton[kind="primary"]:focus { border: 2px solid $accent_hover; }

#own_window { background: $window; }
#own_window QPushButton[touch="tall"] { min-height: 54px; padding: 0 18px; }
#own_window QPushButton[touch="tall"]:focus { padding: 0 17px; }
#own_window QPushButton[touch="tall"][kind="plain"]:checked {
    background: $accent_soft; color: $accent; border-color: $accent; }
#own_window QLineEdit, #own_window QComboBox, #own_window QDateEdit, #own_window QSpinBox, #own_window QTimeEdit {
    min-height: 46px; }
#own_window QPushButton, #own_window QCheckBox, #own_window QRadioButton { min-height: 44px; }
#own_window QCheckBox::indicator, #own_window QRadioButton::indicator { width: 26px; height: 26px; }
#own_window QRadioButton::indicator { border-radius: 14px; }
#language_strip QPushButton { color: $text; border: 2px solid transparent; padding: 0 12px; }
#language_strip QPushButton:checked { background: $accent_soft; color: $accent; border-color: $accent;
    font-weight: 600; }
#language_strip QPushButton:focus { border: 2px solid $text; padding: 0 12px; }
#action_card, #action_card:pressed { background: $surface; border: 2px solid $line; border-radius: 16px; padding: 0; }
#action_card:hover { background: $hover; border-color: $accent; }
#action_card[filled="true"], #action_card[filled="true"]:hover { background: $accent; border-color: $accent; }
#action_card:focus { border: 4px solid $text; padding: 0; }
#action_tile { background: $accent_soft; border-radius: 16px; }
#action_tile[filled="true"] { background: $surface; }

NavigationButton { border: 1px solid transparent; border-radius: 8px; padding: 0 12px; text-align: left;
    background: transparent; color: $text; min-height: 40px; }
NavigationButton:hover { background: $hover; }
NavigationButton:checked { background: $accent_soft; color: $accent; font-weight: 600; }
NavigationButton[dense="true"] { min-height: 34px; }
NavigationButton[folded="true"] { padding: 0; text-align: center; }
NavigationButton:focus { border: 2px solid $accent; padding: 0 11px; }
NavigationButton[folded="true"]:focus { border: 2px solid $accent; padding: 0; }

FilterChip { border: 1px solid $line; border-radius: 14px; padding: 0 11px; min-height: 26px; background: $surface;
    color: $muted; }
FilterChip:hover { background: $hover; }
FilterChip:checked { border-color: $accent; background: $accent_soft; color: $accent; font-weight: 600; }
FilterChip:focus { border: 2px solid $accent; padding: 0 10px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QTimeEdit, QDateEdit {
    border: 1px solid $control_line; border-radius: 8px; padding: 0 10px; min-height: 34px; background: $surface;
    color: $text; selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $muted; }
QPlainTextEdit, QTextEdit { padding: 6px 8px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $disabled; background: $window;
    border-color: $line; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] { border: 2px solid $bad;
    padding: 0 9px; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QTimeEdit:focus, QDateEdit:focus { border: 2px solid $accent;
    padding: 0 9px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 5px 7px; }
QLineEdit#search { padding-left: 4px; }
QComboBox::drop-down { border: 0; width: 28px; }
QComboBox::down-arrow { image: url($pictures-chevron-down.svg); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $control_line; padding: 4px;
    selection-background-color: $accent_soft; selection-color: $accent; outline: 0; }

QCheckBox, QRadioButton { outline: 0; spacing: 8px; min-height: 26px; padding: 0 4px 0 0; border: 2px solid transparent;
    border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: 18px; height: 18px;
    border: 1px solid $control_line; border-radius: 4px; background: $surface; }
QRadioButton::indicator { border-radius: 10px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $accent; border-color: $accent;
    image: url($pictures-check.svg); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: url($pictures-dot.svg); }
QCheckBox::indicator:disabled { border-color: $line; }

QTabBar { background: transparent; border: 0; }
QTabBar::tab { padding: 8px 14px; min-height: 22px; color: $muted; background: transparent;
    border: 2px solid transparent; border-bottom: 3px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent; border-bottom: 3px solid $accent; }
QTabBar::tab:selected:focus { border: 2px solid $accent; border-bottom: 3px solid $accent; }
QTabWidget::pane { border: 0; }

QAbstractItemView { border: 0; background: $surface; color: $text; outline: 0;
    selection-background-color: $accent_soft; selection-color: $text; }
QTableView { gridline-color: $line; border: 1px solid $line; border-radius: 8px; }
QTableView:focus, QListWidget:focus, QTreeView:focus { border: 2px solid $accent; }
QListWidget { border: 1px solid $line; border-radius: 8px; padding: 4px; }
QTableView::item { padding: 0 8px; border-bottom: 1px solid $line; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QTableView::item:focus { background: $accent_soft; color: $text; border: 2px solid $accent; }
QListWidget::item { padding: 4px 8px; min-height: 26px; border-radius: 6px; }
QListWidget::item:selected { background: $accent_soft; color: $accent; }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section { background: $surface; color: $muted; border: 0; border-bottom: 1px solid $line;
    padding: 6px 11px; font-weight: 600; }
QTableCornerButton::section { background: $surface; border: 0; }

#palette { background: $surface; border: 1px solid $control_line; border-radius: 8px; }
#figure { background: transparent; }
QProgressBar { border: 0; border-radius: 4px; background: $neutral_soft; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { border-radius: 4px; background: $accent; }

QMenu { background: $surface; color: $text; border: 1px solid $control_line; border-radius: 8px; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $accent; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $disabled; border-radius: 4px; min-height: 32px; min-width: 32px; margin: 2px; }
QScrollBar::handle:hover { background: $control_line; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
