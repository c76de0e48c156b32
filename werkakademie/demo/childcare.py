"""Care beside the sessions: a room and a team, a child whose place follows its parent, the day, and the door."""

from datetime import date, time, timedelta

from werkakademie.demo import story
from werkakademie.demo.group_work import the_group
from werkakademie.demo.hands import click
from werkakademie.demo.searching import olena
from werkakademie.demo.stage import Stage
from werkakademie.records.childcare import ShiftDraft
from werkakademie.records.ids import ChildId
from werkakademie.services import carers, childcare_settings, children
from werkakademie.ui.childcare.door.page import ChildrenPage
from werkakademie.ui.childcare.page import ChildcarePage
from werkakademie.ui.participants.page import ParticipantsPage

#: Invented, like everybody in the demo.
_CARERS = ("Meral Muster", "Inge Beispiel")
_CHILDREN = (("Mila", date(2022, 5, 1)), ("Tom", date(2023, 11, 1)))


def set_up_care(stage: Stage) -> None:
    """Room, team and rule; what is typed for the first of a kind is shown, the others come through the services."""
    with stage.step("Kinderbetreuung einrichten: Raum, Team, Regel, Gruppe"):
        workplace = stage.workplace()
        fields = {"name": "Sonnenzimmer", "places": 10, "square_metres": 38, "opens": time(7, 30), "closes": time(15)}
        room = childcare_settings.add_room(workplace, fields=fields).value
        for name in _CARERS:
            shifts = [ShiftDraft(weekday, time(8), time(13), room) for weekday in range(5)]
            seen = {"name": name, "clearance_seen_on": date(2026, 1, 12), "phone": "0000 0000 11"}
            carers.add_carer(workplace, fields=seen, shifts=shifts)
        childcare_settings.set_group_care(workplace, the_group(stage), room_id=room, lead_minutes=15, tail_minutes=15)
        stage.go("childcare", ChildcarePage, "settings")
        stage.photo("betreuung_team", "Räume und Team der Kinderbetreuung mit der Regel des Standorts")
    with stage.step("Geschwister eintragen; ihre Plätze folgen den Terminen"):
        _enter_children(stage)
        page = stage.go("participants", ParticipantsPage, olena(stage))
        page.tabs().choose("children")
        stage.settle()
        stage.photo("kinder", "Kinder mit dem Nötigsten: was die Betreuung wissen muss, wer abholen darf, ihre Plätze")
        page.tabs().choose("overview")


def at_the_door(stage: Stage) -> None:
    """The day as the coach sees it, and siblings who come and go with one touch each."""
    with stage.step("Der Betreuungstag, und Geschwister an der Tür"):
        stage.at(story.FIRST_DAY + timedelta(minutes=50))
        stage.go("childcare", ChildcarePage, "day")
        stage.photo("betreuung_tag", "Der Tag: Plätze, gebucht und frei in Schritten von fünf Minuten")
        page = stage.go("children", ChildrenPage)
        stage.photo("tuer_erwartet", "An der Tür: wer erwartet wird, mit dem Notfallhinweis")
        click(page, "Alle 2 sind da")
        stage.settle()
        stage.photo("tuer_da", "Geschwister sind mit einer Berührung da")
        stage.at(story.FIRST_SESSION)
        click(page, "Alle 2 gehen …")
        stage.settle()
        dialog = stage.dialog()
        stage.photo(
            "tuer_abholen", "Wer holt ab? Elternteil, jemand von der Liste, oder geklärt mit einer Coachin", dialog
        )
        click(dialog, "Elternteil: Olena K.")
        stage.settle()


def _enter_children(stage: Stage) -> None:
    workplace, parent = stage.workplace(), olena(stage)
    ids: list[ChildId] = []
    for name, month in _CHILDREN:
        fields = {"given_name": name, "birth_month": month, "consent_on": date(2026, 2, 23)}
        ids.append(children.add_child(workplace, parent, fields=fields).value)
    note = {"emergency_note": "Nussallergie (erfunden): Notfallspritze in der blauen Tasche", "collection_word": "Ente"}
    children.write_note(workplace, ids[0], fields=note)
    grandmother = {"name": "Vira Beispiel", "relation": "Großmutter", "phone": "0000 0000 12"}
    children.add_collector(workplace, ids[0], fields=grandmother, siblings=True)
