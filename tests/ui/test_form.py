"""Forms: values by field, checking on demand, the summary on top that leads to the field."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts, pseudo_localise
from tests.ui.driving import click, type_into
from werkakademie.errors import FieldProblem
from werkakademie.ui.widgets.fields import (
    CheckField,
    ChoiceField,
    DateField,
    DecimalField,
    LongTextField,
    MultiChoiceField,
    NumberField,
    TextField,
)
from werkakademie.ui.widgets.forms import Form


def person_form() -> Form:
    return Form(
        [
            TextField("given_names", "Vornamen"),
            DateField("birth_date", "Geburtsdatum", optional=True),
            ChoiceField("sex", "Geschlecht", [("w", "weiblich"), ("m", "männlich")], optional=True),
            NumberField("hours", "Wochenstunden", optional=True, most=60),
            LongTextField("note", "Notiz", optional=True),
            MultiChoiceField("languages", "Sprachen", [("de", "Deutsch"), ("tr", "Türkisch")], optional=True),
            CheckField("single_parent", "Alleinerziehend"),
        ],
        columns=2,
    )


def shown(qtbot: QtBot) -> Form:
    form = person_form()
    qtbot.addWidget(form)
    form.resize(720, 640)
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    return form


def test_values_come_back_by_the_name_of_their_field(qtbot: QtBot, themed: QApplication) -> None:  # noqa: ARG001
    form = shown(qtbot)
    type_into(form, "Vornamen", " Olena ")
    type_into(form, "Geburtsdatum", "1.2.90")
    type_into(form, "Wochenstunden", "20")
    type_into(form, "Notiz", "Fahrzeiten mit Kita")
    form.field("languages").set_value(("tr",))
    assert form.check()
    assert form.values() == {
        "given_names": "Olena",
        "birth_date": date(1990, 2, 1),
        "sex": None,
        "hours": 20,
        "note": "Fahrzeiten mit Kita",
        "languages": ("tr",),
        "single_parent": False,
    }


def test_nothing_is_checked_before_the_person_asks_for_it(qtbot: QtBot, themed: QApplication) -> None:  # noqa: ARG001
    form = shown(qtbot)
    type_into(form, "Geburtsdatum", "morgen")
    QTest.keyClick(form.field("birth_date").control, Qt.Key.Key_Tab)
    assert form.field("birth_date").shown_problem() == ""
    assert not form.check()
    assert "Tag.Monat.Jahr" in form.field("birth_date").shown_problem()
    assert form.field("given_names").shown_problem() == "Bitte füllen Sie dieses Feld aus."
    assert form.field("birth_date").control.text() == "morgen"  # type: ignore[attr-defined]


def test_the_summary_leads_to_the_field(qtbot: QtBot, themed: QApplication) -> None:  # noqa: ARG001
    form = shown(qtbot)
    form.show_problems([FieldProblem("hours", "Das ist zu viel."), FieldProblem("", "Die Gruppe ist voll.")])
    assert form.summary.isVisible()
    form.field("given_names").control.setFocus()
    click(form, "Wochenstunden: Das ist zu viel.")
    assert form.field("hours").control.hasFocus()
    form.clear_problems()
    assert not form.summary.isVisible()
    assert form.field("hours").shown_problem() == ""


def test_a_problem_is_read_out_at_its_field(qtbot: QtBot, themed: QApplication) -> None:  # noqa: ARG001
    form = shown(qtbot)
    form.show_problems([FieldProblem("given_names", "Bitte ausfüllen.")])
    interface = QAccessible.queryAccessibleInterface(form.field("given_names").control)
    assert interface.text(QAccessible.Text.Description) == "Bitte ausfüllen."


def test_a_date_is_tidied_when_it_is_left(qtbot: QtBot, themed: QApplication) -> None:  # noqa: ARG001
    form = shown(qtbot)
    type_into(form, "Geburtsdatum", "2026-2-1")
    QTest.keyClick(form.field("birth_date").control, Qt.Key.Key_Return)
    assert form.field("birth_date").control.text() == "01.02.2026"  # type: ignore[attr-defined]


def test_every_control_has_a_name_a_target_and_a_place_in_the_walk(
    qtbot: QtBot,
    themed: QApplication,  # noqa: ARG001
) -> None:
    form = shown(qtbot)
    check_page(form)
    assert not_reached(form) == []


def test_a_wordier_language_still_fits(qtbot: QtBot, themed: QApplication) -> None:  # noqa: ARG001
    form = shown(qtbot)
    form.check()
    pseudo_localise(form)
    form.adjustSize()
    form.resize(720, form.heightForWidth(720))
    assert clipped_texts(form) == []


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("stored", "shown"), [(39.0, "39"), (19.5, "19,5"), (Decimal("7.25"), "7,25"), (100, "100"), (None, "")]
)
def test_a_decimal_number_is_written_by_its_own_digits(stored: object, shown: str) -> None:
    hours = DecimalField("hours", "Wochenstunden")
    hours.set_value(stored)
    assert hours.edit.text() == shown


def test_choices_and_check_marks_come_back_from_a_draft(themed: QApplication) -> None:  # noqa: ARG001
    def form() -> Form:
        return Form(
            [
                MultiChoiceField("roles", "Rollen", [("lead", "Leitung"), ("coach", "Coach")]),
                ChoiceField("sex", "Geschlecht", [(True, "ja"), (False, "nein")]),
                CheckField("noted", "Gemerkt"),
            ]
        )

    first, again = form(), form()
    first.set_values({"roles": ("coach",), "sex": False, "noted": True})
    again.restore_draft(first.draft_values())
    assert again.values() == {"roles": ("coach",), "sex": False, "noted": True}
