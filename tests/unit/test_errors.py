"""Errors carry facts and make their sentence when it is shown, in the language chosen then."""

import pytest

from werkakademie import errors

EXAMPLES = [
    errors.ProgramError("Index 3"),
    errors.NotAllowedError(),
    errors.MissingRecordError("Gruppe"),
    errors.InvalidFieldsError((errors.FieldProblem("family_name", "Bitte geben Sie einen Namen ein."),)),
]


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_what_is_shown_is_the_sentence(error: errors.WerkakademieError) -> None:
    assert str(error) == error.sentence()
    assert error.sentence()


def test_blame_is_told_apart() -> None:
    assert isinstance(errors.NotAllowedError(), errors.SituationError)
    assert not isinstance(errors.ProgramError(""), errors.SituationError)


def test_sentence_names_the_facts() -> None:
    assert "Gruppe" in str(errors.MissingRecordError("Gruppe"))
    assert "Index 3" in str(errors.ProgramError("Index 3"))


def test_refused_form_lists_each_problem() -> None:
    problems = (errors.FieldProblem("begin", "Der Beginn fehlt."), errors.FieldProblem("room", "Der Raum fehlt."))
    assert str(errors.InvalidFieldsError(problems)).endswith("Der Beginn fehlt. Der Raum fehlt.")


def test_problems_compare_by_what_they_say() -> None:
    problem = errors.FieldProblem("room", "Der Raum fehlt.")
    assert problem == errors.FieldProblem("room", "Der Raum fehlt.")
    assert len({problem, errors.FieldProblem("room", "Der Raum fehlt."), errors.FieldProblem("room", "Zu lang.")}) == 2


def test_a_report_names_kinds_and_places_but_nothing_that_was_typed() -> None:
    def fail() -> None:
        try:
            int("Kovalenko")
        except ValueError as error:
            raise KeyError("Olena") from error

    with pytest.raises(KeyError) as caught:
        fail()
    report = errors.fault_report(caught.value)
    assert "builtins.ValueError" in report
    assert "builtins.KeyError" in report
    assert "in fail" in report
    assert "Kovalenko'" not in report.replace('int("Kovalenko")', "")
    assert ": 'Olena'" not in report
    assert "Index 3" in errors.fault_report(errors.ProgramError("Index 3"))
