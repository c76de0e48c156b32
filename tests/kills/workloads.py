"""What the killed processes do: endless loops of one kind of action, each acknowledged after the store confirmed it."""

import csv
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from sqlmodel import col, select

from tests.factories import a_group, a_participant, an_enrolment
from tests.kills.harness import opened
from werkakademie.models import Account, Participant
from werkakademie.records.enums import RetentionKind, Role
from werkakademie.records.ids import AccountId
from werkakademie.services import backups, importing, participants
from werkakademie.services.workplace import Workplace
from werkakademie.storage import erasure
from werkakademie.storage.transaction import Store

#: People in each imported list.
LIST_LENGTH = 60


def workplace_of(store: Store) -> Workplace:
    """The site's first account at the store, as lead and coach."""
    with store.read() as tx:
        account = tx.scalars(select(Account).order_by(col(Account.id)))[0]
    return Workplace(store, AccountId(account.id), account.name, frozenset({Role.LEAD, Role.COACH}))


def edit(folder: Path, first: int, told: Connection) -> None:
    """Change one person's city again and again."""
    workplace = workplace_of(opened(folder))
    with workplace.store.read() as tx:
        person = tx.scalars(select(Participant))[0].id
    told.send(first - 1)
    for number in count(first):
        fields = {"given_names": "Olena", "family_name": "Kovalenko", "city": f"Ort {number}"}
        participants.change_participant(workplace, person, fields=fields)
        told.send(number)


def import_lists(folder: Path, first: int, told: Connection) -> None:
    """Take in one list of people after the other."""
    workplace = workplace_of(opened(folder))
    told.send(first - 1)
    for number in count(first):
        path = write_list(folder.parent / f"Liste {number}.csv", number)
        file = importing.recognise_file(workplace, path)
        importing.import_file(workplace, importing.check_file(workplace, file.table, file.profile))
        told.send(number)


def write_list(path: Path, number: int) -> Path:
    """A list of people nobody else has."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(("Nachname", "Vorname", "Geburtsdatum", "Gruppe", "Eintritt"))
        for place in range(LIST_LENGTH):
            writer.writerow((f"Name {number} {place}", "Anna", "01.02.1990", f"Gruppe {number}", "02.11.2026"))
    return path


def back_up(folder: Path, first: int, told: Connection) -> None:
    """Make one backup after the other, with a change before each."""
    workplace = workplace_of(opened(folder))
    with workplace.store.read() as tx:
        person = tx.scalars(select(Participant))[0].id
    told.send(first - 1)
    for number in count(first):
        fields = {"given_names": "Olena", "family_name": "Kovalenko", "city": f"Ort {number}"}
        participants.change_participant(workplace, person, fields=fields)
        backups.create(workplace)
        told.send(number)


def erase(folder: Path, first: int, told: Connection) -> None:
    """Take a person into a group, and erase everybody who came before."""
    workplace = workplace_of(opened(folder))
    group = a_group(workplace, f"Gruppe ab {first}")
    told.send(first - 1)
    for number in count(first):
        with workplace.store.read() as tx:
            earlier = [person.id for person in tx.scalars(select(Participant))]
        an_enrolment(workplace, group, a_participant(workplace, f"Vorname{number}x", own_number=str(number)))
        with workplace.store.write(None) as tx:
            erasure.erase(tx, {person: [RetentionKind.PERSON] for person in earlier})
        erasure.fold_log(workplace.store)
        told.send(number)
