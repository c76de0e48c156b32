"""Several pieces in one line, in languages that are read from the left and from the right."""

from werkakademie.i18n import language_chosen
from werkakademie.ui.own.lines import breakable, in_line, said_of


def test_pieces_stand_side_by_side_and_empty_ones_are_left_out() -> None:
    assert in_line("Koch", "", "Bremen") == "Koch · Bremen"
    assert in_line("", "") == ""
    assert said_of("26.11.2026", "Nord GmbH") == "26.11.2026: Nord GmbH"


def test_each_piece_keeps_to_itself_where_lines_begin_on_the_right() -> None:
    """U+200F begins the line on the right; what stands between U+2068 and U+2069 is ordered by itself."""
    with language_chosen("ar"):
        assert in_line("Koch", "", "+49 441 5550") == "\u200f\u2068Koch\u2069 · \u2068+49 441 5550\u2069"
        assert said_of("26.11.2026", "Nord (Mitte)") == "\u200f\u206826.11.2026\u2069: \u2068Nord (Mitte)\u2069"
        assert in_line("", "") == ""


def test_a_long_link_may_go_on_in_the_next_line_and_stays_the_same_link() -> None:
    link = "https://www.firma.example/stellen/koch-in?ort=bremen&seite=2"
    shown = breakable(link)
    assert shown.replace("\u200b", "") == link
    assert shown.split("\u200b")[:3] == ["https://", "www.", "firma."]
    assert max(len(part) for part in shown.split("\u200b")) <= 10
    assert breakable("") == ""
