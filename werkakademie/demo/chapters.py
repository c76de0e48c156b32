"""The walk: all chapters in their order."""

from werkakademie.demo import (
    bringing_in,
    childcare,
    endings,
    group_work,
    opening,
    own_place,
    reporting,
    safekeeping,
    searching,
)
from werkakademie.demo.hands import settle
from werkakademie.demo.stage import Stage
from werkakademie.services import exporting


def walk(stage: Stage) -> None:
    """From the first name to the exported three-month result."""
    settle(stage.program.worker)
    opening.first_start(stage)
    bringing_in.import_new_people(stage)
    group_work.make_group(stage)
    group_work.enrol_people(stage)
    group_work.plan_sessions(stage)
    childcare.set_up_care(stage)
    bringing_in.import_earlier_groups(stage)
    childcare.at_the_door(stage)
    group_work.record_first_session(stage)
    own_place.write_own_papers(stage)
    group_work.attend_to_the_end(stage)
    searching.search_for_work(stage)
    searching.keep_papers(stage)
    safekeeping.take_back(stage)
    endings.end_enrolments(stage)
    endings.ask_after_three_months(stage)
    endings.look_at_result(stage)
    centre = reporting.set_up_centre(stage).opened_centre()
    assert centre is not None
    package = reporting.write_package(stage, centre.record.recipient)
    reporting.take_in(stage, package, exporting.site_line(stage.workplace()))
    safekeeping.back_up_and_check(stage)
    safekeeping.read_log(stage)
    opening.look_at_settings(stage)
    opening.lock_and_unlock(stage)
