"""The letter to a provider of lasting places: what it can say, and saving it as PDF."""

from pathlib import Path

from werkakademie.errors import FieldProblem
from werkakademie.i18n import _, format_date
from werkakademie.models import Child, Participant, PermanentCareSearch
from werkakademie.records.care_letter import LetterFacts, LetterText
from werkakademie.records.ids import PermanentCareSearchId
from werkakademie.records.participants import display_name
from werkakademie.records.permissions import Permission
from werkakademie.services import access_log, person_rights
from werkakademie.services.documents import write_whole
from werkakademie.services.validation import refuse
from werkakademie.services.workplace import Workplace
from werkakademie.storage.childcare import matching, search
from werkakademie.storage.sites import the_site
from werkakademie.storage.transaction import Transaction

#: Far more than a page.
MOST_SIGNS = 6000


def letter_facts(workplace: Workplace, search_id: PermanentCareSearchId) -> LetterFacts:
    """What a letter about this place can say."""
    workplace.require(Permission.CARE_SEARCH)
    with workplace.store.read() as tx:
        row = tx.get(PermanentCareSearch, search_id)
        child = tx.get(Child, row.child_id)
        person_rights.require_readable(workplace, tx, child.participant_id)
        facts = _facts(tx, row, child)
        outside = access_log.is_to_note(workplace, tx, child.participant_id)
    access_log.note_outside(workplace, child.participant_id, wanted=outside)
    return facts


def save_letter(workplace: Workplace, search_id: PermanentCareSearchId, *, letter: LetterText, path: Path) -> Path:
    """Write the letter as PDF. Raises InvalidFieldsError, FileNotWrittenError."""
    from werkakademie.reports.kita_letter import Letter, kita_letter

    workplace.require(Permission.CARE_SEARCH)
    _check(letter)
    with workplace.store.read() as tx:
        row = tx.get(PermanentCareSearch, search_id)
        child = tx.get(Child, row.child_id)
        person_rights.require_readable(workplace, tx, child.participant_id)
        facts = _facts(tx, row, child)
        practice = the_site(tx).practice
        city, today = tx.get(Participant, child.participant_id).city, tx.today
    sender = [part for part in (facts.sender_name, facts.sender_street, facts.sender_place) if part]
    recipient = (row.provider_name, row.contact, row.street, f"{row.postcode} {row.city}".strip())
    content = kita_letter(
        Letter(
            sender=sender,
            recipient=recipient,
            place_and_day=f"{city}, {format_date(today)}" if city else format_date(today),
            subject=letter.subject.strip(),
            text=letter.text.strip(),
            footer="ÜBUNG: erfundene Personen" if practice else "",
        )
    )
    write_whole(path, content)
    return path


def _facts(tx: Transaction, row: PermanentCareSearch, child: Child) -> LetterFacts:
    person = tx.get(Participant, child.participant_id)
    jobs = matching.work_of_person(tx, child.participant_id)
    own_hours = search.hours_of(tx, [row.id]).get(row.id, ())
    return LetterFacts(
        kind=row.kind,
        provider_name=row.provider_name,
        contact=row.contact,
        child_name=child.given_name,
        birth_month=child.birth_month,
        wanted_from=row.wanted_from,
        applied_on=row.applied_on,
        answer=row.answer,
        waiting_number=row.waiting_number,
        hours=own_hours,
        work_from=jobs[0].starts_on if jobs else None,
        sender_name=display_name(person.given_names, person.family_name, person.own_number),
        sender_street=person.street,
        sender_place=f"{person.postcode} {person.city}".strip(),
        phone=person.phone,
        email=person.email,
    )


def _check(letter: LetterText) -> None:
    problems = [
        FieldProblem(name, _("Bitte füllen Sie dieses Feld aus."))
        for name, value in (("subject", letter.subject), ("text", letter.text))
        if not value.strip()
    ]
    if len(letter.text) > MOST_SIGNS:
        message = _("Bitte kürzen Sie den Text auf höchstens {most} Zeichen.").format(most=MOST_SIGNS)
        problems.append(FieldProblem("text", message))
    refuse(problems)
