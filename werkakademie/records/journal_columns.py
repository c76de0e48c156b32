"""The German words for the journal's tables and columns, as the forms call them."""

from collections.abc import Mapping

from werkakademie.i18n import _, pgettext

#: Columns that no person reads: they name rows, or say what the entry itself says (who and when).
TECHNICAL = frozenset(
    {
        *("id", "created_at", "created_by", "recorded_at", "recorded_by", "deleted", "changed_at", "changed_by"),
        *("proposed_at", "proposed_by", "confirmed_at", "confirmed_by", "done_at"),
        *("attachment_sha256", "sha256", "media_type", "mapping", "definition_version", "run_id"),
    }
)

#: Tables that only count; their rows are about nobody and no form shows them.
COUNTING_TABLES = frozenset({"anonymous_outcome", "attendance_count", "erasure_summary"})


def table_word(table: str) -> str:
    """What a row of the table is called; a table of a newer program is called by its name."""
    return _tables().get(table, table)


def column_word(table: str, column: str) -> str:
    """What a column is called in the form of this table."""
    return _own_words().get(table, {}).get(column) or _common_words().get(column) or column


def has_words(table: str, column: str) -> bool:
    """Whether the column bears German words."""
    return column in _own_words().get(table, {}) or column in _common_words()


def columns_called(words: str) -> frozenset[tuple[str, str]]:
    """The (table, column) whose words hold all of the typed ones; with column "" where the table's do."""
    typed = words.casefold().split()

    def fits(*texts: str) -> bool:
        text = " ".join(texts).casefold()
        return all(word in text for word in typed)

    found = {(table, "") for table, word in _tables().items() if fits(word)}
    for table, word in _tables().items():
        columns = {**_common_words(), **_own_words().get(table, {})}
        found |= {(table, column) for column, own in columns.items() if fits(word, own)}
    return frozenset(found)


def known_tables() -> Mapping[str, str]:
    """The tables that a person may choose, with their words."""
    return _tables()


def _tables() -> Mapping[str, str]:
    return {
        "participant": _("Person"),
        "small_group": _("Gruppe"),
        "group_coach": _("Leitung der Gruppe"),
        "time_slot": _("Zeitfenster"),
        "coaching_session": _("Termin"),
        "enrolment": _("Teilnahme"),
        "slot_choice": _("Gewähltes Zeitfenster"),
        "suspension": _("Unterbrechung"),
        "attendance": _("Anwesenheit"),
        "stand_in": _("Vertretung"),
        "job_application": _("Bewerbung"),
        "application_event": _("Stand der Bewerbung"),
        "employer": _("Arbeitgeber"),
        "application_document": _("Unterlage"),
        "document_version": _("Fassung"),
        "placement": _("Arbeitsaufnahme"),
        "follow_up": _("Nachfrage"),
        "contact_attempt": _("Kontaktversuch"),
        "outcome": _("Verbleib"),
        "import_profile": _("Zuordnung für den Import"),
        "reporting_package": _("Paket"),
        "site": _("Standort"),
        "account": _("Zugang"),
        "account_role": _("Rolle"),
        "retention_rule": _("Löschfrist"),
        "erasure_hold": _("Aussetzung der Löschung"),
        "erasure_run": _("Löschliste"),
        "erasure_item": _("Posten der Löschliste"),
        "restriction": _("Einschränkung der Verarbeitung"),
        "dispute_note": _("Bestrittene Angabe"),
        "child": _("Kind"),
        "collector": _("Abholberechtigung"),
        "care_room": _("Betreuungsraum"),
        "carer": _("Betreuungskraft"),
        "carer_shift": _("Dienstzeit"),
        "carer_day": _("Tag der Betreuungskraft"),
        "childcare_policy": _("Betreuungsregel"),
        "group_childcare": _("Kinderbetreuung der Gruppe"),
        "childcare_slot": _("Betreuungszeit"),
        "childcare_booking": _("Betreuungsplatz"),
        "childcare_visit": _("Kommen und Gehen"),
        "permanent_care_search": _("Platzsuche"),
        "care_hours": _("Zeiten des Platzes"),
        "placement_hours": _("Arbeitszeiten"),
        "care_agreement": _("Absprache zur Betreuung"),
        "own_settings": _("Eigener Platz"),
        "presence_claim": _("„Ich bin da“"),
        "search_activity": _("Suche nach Arbeit"),
        "resume": _("Lebenslauf"),
        "cover_letter": _("Anschreiben"),
        "paper_comment": _("Anmerkung"),
        "sent_paper": _("Verschickte Unterlage"),
        "interview": _("Vorstellungsgespräch"),
        "interview_answer": _("Antwort für das Gespräch"),
        "practice_talk": _("Übungsgespräch"),
        "course_progress": _("Karte des Kurzkurses"),
        "job_portal": _("Stellensuche im Netz"),
        "event": _("Vorgang"),
    }


def _common_words() -> Mapping[str, str]:
    """Columns that are called the same wherever they are."""
    return {
        "participant_id": _("Person"),
        "group_id": _("Gruppe"),
        "enrolment_id": _("Teilnahme"),
        "session_id": _("Termin"),
        "slot_id": _("Zeitfenster"),
        "account_id": _("Zugang"),
        "application_id": _("Bewerbung"),
        "employer_id": _("Arbeitgeber"),
        "document_id": _("Unterlage"),
        "follow_up_id": _("Nachfrage"),
        "child_id": _("Kind"),
        "collector_id": _("Abholberechtigung"),
        "room_id": _("Betreuungsraum"),
        "carer_id": _("Betreuungskraft"),
        "placement_id": _("Arbeitsaufnahme"),
        "name": _("Name"),
        "room": _("Raum"),
        "note": _("Notiz"),
        "reason": _("Grund"),
        "kind": _("Art"),
        "ends_on": _("Ende"),
        "starts_on": _("Beginn"),
        "weekly_hours": _("Wochenstunden"),
        "occupation_code": _("Beruf (KldB 2010)"),
        "industry_code": _("Wirtschaftszweig (WZ)"),
        "industry_edition": _("Ausgabe der WZ"),
        "subsidised": _("Mit Zuschuss gefördert"),
        "fixed_term": _("Befristet"),
        "temporary_agency": _("Zeitarbeit"),
        "since": _("Seit"),
    }


def _own_words() -> Mapping[str, Mapping[str, str]]:
    return {
        "participant": _person(),
        **_groups(),
        **_job_search(),
        **_follow_up(),
        **_childcare(),
        **_lasting_care(),
        **_own_place(),
        **_house(),
    }


def _person() -> Mapping[str, str]:
    return {
        "given_names": _("Vornamen"),
        "family_name": _("Familienname"),
        "own_number": _("Eigene Nummer"),
        "birth_date": _("Geburtsdatum"),
        "age": _("Alter"),
        "age_as_of": _("Alter galt am"),
        "sex": _("Geschlecht"),
        "client_kind": _("Leistungsbezug"),
        "applicant_type": _("Lage bei der Antragstellung"),
        "school_leaving": _("Schulabschluss"),
        "vocational_qualification": _("Berufsabschluss"),
        "german_level": _("Deutsch"),
        "pc_skill": _("Übung am PC"),
        "languages": _("Weitere Sprachen"),
        "minijob_at_entry": _("Minijob beim Eintritt"),
        "single_parent": _("Alleinerziehend"),
        "months_in_need": _("Monate im Leistungsbezug"),
        "months_in_need_as_of": _("Stand dieser Angabe"),
        "months_in_need_source": _("Woher bekannt"),
        "unemployed_since": _("Arbeitslos seit"),
        "phone": _("Telefon"),
        "email": _("E-Mail"),
        "street": _("Straße und Hausnummer"),
        "postcode": _("Postleitzahl"),
        "city": _("Ort"),
    }


def _groups() -> Mapping[str, Mapping[str, str]]:
    return {
        "small_group": {
            "focus": _("Zielgruppe"),
            "capacity": _("Plätze"),
            "slots_per_week": _("Zeitfenster je Woche"),
            "appointments_total": _("Termine insgesamt"),
        },
        "time_slot": {"weekday": _("Wochentag"), "starts": _("Beginn"), "ends": _("Ende")},
        "coaching_session": {
            "proposed_for": _("Vorgeschlagen für"),
            "held_on": _("Tag"),
            "starts_at": _("Beginn"),
            "ends_at": _("Ende"),
            "cancelled_because": _("Abgesagt, Grund"),
        },
        "enrolment": {
            "allocated_on": _("Zugewiesen am"),
            "entry_on": _("Eintritt am"),
            "entry_confirmed_because": _("Eintritt bestätigt durch"),
            "insured_at_entry": _("Beim Eintritt sozialversicherungspflichtig beschäftigt"),
            "non_entry_reason": _("Grund für keinen Eintritt"),
            "non_entry_on": _("Kein Eintritt, entschieden am"),
            "exit_on": _("Letzter Tag"),
            "exit_type": _("Art des Endes"),
            "exit_reason": _("Grund des Endes"),
            "cut_off_on": _("Stichtag"),
        },
        "suspension": {"starts_on": _("Von"), "ends_on": _("Bis"), "kind": _("Grund")},
        "attendance": {
            "mark": _("Zeichen"),
            "minutes_late": _("Minuten zu spät"),
            "reported_at": _("Gemeldet um"),
        },
        "stand_in": {"day": _("Tag")},
    }


def _job_search() -> Mapping[str, Mapping[str, str]]:
    return {
        "job_application": {
            "position": _("Stelle"),
            "source": _("Gefunden über"),
            "channel": _("Beworben per"),
            "reference": _("Kennziffer"),
            "contact": _("Ansprechperson"),
            "link": _("Adresse der Anzeige"),
            "next_step": _("Nächster Schritt"),
            "next_on": _("Nächster Schritt am"),
        },
        "application_event": {
            "stage": pgettext("Bewerbung", "Stand"),
            "happened_on": _("Tag"),
            "day_known": _("Tag bekannt"),
        },
        "employer": {"city": _("Ort")},
        "application_document": {"title": _("Name"), "status": pgettext("Papier", "Stand")},
        "document_version": {"number": _("Nummer"), "file_name": _("Datei")},
    }


def _follow_up() -> Mapping[str, Mapping[str, str]]:
    return {
        "placement": {
            "employer_name": _("Arbeitgeber"),
            "starts_on": _("Beginn der Arbeit"),
            "category": _("Art der Arbeit"),
            "travel_minutes": _("Wegezeit in Minuten"),
        },
        "follow_up": {
            "months": _("Monate nach dem Ende"),
            "due_on": _("Fällig am"),
            "state": pgettext("Nachfrage", "Stand"),
            "employer_permission_on": _("Arbeitgeber fragen erlaubt am"),
            "closed_on": _("Abgeschlossen am"),
        },
        "contact_attempt": {
            "attempted_on": _("Versucht am"),
            "channel": _("Weg"),
            "result": _("Ergebnis"),
        },
        "outcome": {
            "as_of": _("Stichtag"),
            "category": _("Verbleib"),
            "observed_on": _("Erfahren am"),
            "evidence": _("Nachweis"),
            "says_what_was": _("Sagt, was am Stichtag war"),
            "training_place": _("Wo ist die Ausbildung?"),
            "funding_kind": _("Art der Förderung"),
            "registered_unemployed": _("Arbeitslos gemeldet"),
            "benefit_change": _("Leistung im Vergleich zum Eintritt"),
            "started_on": _("Beginn der Arbeit"),
            "withdrawn": _("Zurückgezogen"),
        },
    }


def _childcare() -> Mapping[str, Mapping[str, str]]:
    span = {"starts_at": _("Beginn"), "ends_at": _("Ende")}
    hours = {"weekday": _("Wochentag"), "starts": _("Beginn"), "ends": _("Ende")}
    return {
        "child": {
            "given_name": _("Vorname"),
            "birth_month": _("Geburtsmonat"),
            "consent_on": _("Einwilligung vom"),
            "consent_withdrawn_on": _("Einwilligung widerrufen am"),
            "care_wanted": _("Betreuung gewünscht"),
        },
        "collector_picture": {"set_at": _("Hinterlegt am")},
        "collector": {"relation": _("Beziehung zum Kind"), "phone": _("Telefon"), "allowed": _("Darf abholen")},
        "care_room": {
            "places": _("Höchstens Kinder"),
            "square_metres": _("Größe in m²"),
            "opens": _("Offen ab"),
            "closes": _("Offen bis"),
        },
        "carer": {
            "qualification": _("Qualifikation"),
            "clearance_seen_on": _("Führungszeugnis gesehen am"),
            "phone": _("Telefon"),
        },
        "carer_shift": hours,
        "carer_day": {"day": _("Tag"), "kind": _("Was"), "starts": _("Beginn"), "ends": _("Ende")},
        "childcare_policy": {
            "most_per_carer": _("Höchstens Kinder je Betreuungskraft"),
            "fewest_carers": _("Mindestens Betreuungskräfte"),
            "weight_under_two": _("Gewicht unter 2 Jahren, in Hundertsteln"),
            "weight_under_three": _("Gewicht mit 2 Jahren, in Hundertsteln"),
            "weight_preschool": _("Gewicht von 3 bis 5 Jahren, in Hundertsteln"),
            "weight_school": _("Gewicht ab 6 Jahren, in Hundertsteln"),
            "over_capacity": _("Mehr Kinder als erlaubt"),
            "offer_hours": _("Frist eines Angebots in Stunden"),
            "late_after_minutes": _("Verspätete Abholung nach Minuten"),
            "clearance_months": _("Führungszeugnis neu ansehen nach Monaten"),
            "pictures_allowed": _("Bilder von Abholenden erlaubt"),
            "legal_note": _("Rechtlicher Hinweis"),
            "legal_note_as_of": _("Stand des Hinweises"),
            "site_id": _("Standort"),
        },
        "group_childcare": {"lead_minutes": _("Minuten vorher"), "tail_minutes": _("Minuten nachher")},
        "childcare_slot": {
            **span,
            "held_on": _("Tag"),
            "title": _("Anlass"),
            "cancelled_because": _("Abgesagt, Grund"),
        },
        "childcare_booking": {
            "slot_id": _("Betreuungszeit"),
            "state": pgettext("Betreuungsplatz", "Stand"),
            "cause": _("Grund"),
            "from_at": _("Platz ab"),
            "until_at": _("Platz bis"),
            "asked_at": _("Gebraucht seit"),
            "asked_again_at": _("Erneut angestellt"),
            "offer_until": _("Angebot gilt bis"),
            "passed_over": _("Vorgezogen, weil"),
            "over_reason": _("Über der Regel gebucht, Grund"),
            "by_hand": _("Von Hand gebucht"),
        },
        "childcare_visit": {
            "slot_id": _("Betreuungszeit"),
            "held_on": _("Tag"),
            "arrived_at": _("Gekommen um"),
            "arrived_with": _("Gebracht von"),
            "left_at": _("Gegangen um"),
            "left_with": _("Abgeholt von"),
            "collector_id": _("Abholberechtigung"),
            "word_known": _("Kennwort gewusst"),
            "allowed_by": _("Geklärt mit"),
            "allowed_because": _("Geklärt, weil"),
            "left_recorded_by": _("Gehen eingetragen von"),
        },
    }


def _lasting_care() -> Mapping[str, Mapping[str, str]]:
    hours = {"weekday": _("Wochentag"), "starts": _("Beginn"), "ends": _("Ende")}
    return {
        "permanent_care_search": {
            "provider_name": _("Einrichtung oder Person"),
            "street": _("Straße und Hausnummer"),
            "postcode": _("Postleitzahl"),
            "city": _("Ort"),
            "contact": _("Ansprechperson"),
            "applied_on": _("Angefragt am"),
            "wanted_from": _("Gebraucht ab"),
            "answer": _("Antwort"),
            "answered_on": _("Antwort vom"),
            "waiting_number": _("Platz auf der Warteliste"),
            "starts_on": _("Platz ab"),
            "ends_on": _("Platz bis"),
            "remind_on": _("Wieder nachfragen am"),
        },
        "care_hours": hours | {"search_id": _("Platzsuche")},
        "placement_hours": hours,
        "care_agreement": hours | {"text": _("Absprache"), "done_on": _("Erledigt am")},
    }


def _own_place() -> Mapping[str, Mapping[str, str]]:
    return {
        "participant_pin": {"card_number": _("Kartennummer")},
        "own_settings": {
            "language": _("Sprache"),
            "text_percent": _("Schriftgröße in Prozent"),
            "informed_at": _("Hinweis zum Datenschutz bestätigt am"),
            "informed_version": _("Fassung des Hinweises"),
            "goal_per_week": _("Ziel für die Woche"),
        },
        "presence_claim": {
            "claimed_at": _("Gesagt um"),
            "state": pgettext("Anwesenheit", "Stand"),
            "settled_by": _("Bestätigt von"),
            "settled_at": _("Bestätigt um"),
        },
        "search_activity": {
            "kind": _("Was"),
            "happened_on": _("Tag"),
            "day_known": _("Tag bekannt"),
            "place": _("Wo"),
        },
        "resume": {
            "document": _("Inhalt"),
            "layout": _("Aussehen"),
            "photo_version_id": _("Foto"),
            "with_photo": _("Mit Foto"),
        },
        "cover_letter": {
            "recipient": _("Empfänger"),
            "letter_city": _("Ort im Brief"),
            "letter_on": _("Datum im Brief"),
            "subject": _("Betreff"),
            "reference": _("Kennziffer"),
            "salutation": _("Anrede"),
            "body": _("Text"),
            "closing": _("Gruß"),
            "enclosures": _("Anlagen"),
            "occupation_group": _("Berufsgruppe"),
            "situation": _("Lebenslage"),
        },
        "paper_comment": {
            "subject": _("Worum es geht"),
            "letter_id": _("Anschreiben"),
            "place": _("Stelle"),
            "text": _("Text"),
            "ticked_at": _("Erledigt am"),
        },
        "sent_paper": {"version_id": _("Fassung"), "sent_on": _("Verschickt am")},
        "interview": {
            "held_on": _("Tag"),
            "starts_at": _("Beginn"),
            "place": _("Ort"),
            "with_whom": _("Mit wem"),
            "way_there": _("Weg dorthin"),
            "to_bring": _("Mitbringen"),
            "how_it_went": _("Wie es war"),
            "next_step": _("Nächster Schritt"),
            "next_on": _("Nächster Schritt am"),
            "thanked_on": _("Bedankt am"),
        },
        "interview_answer": {"question": _("Frage"), "answer": _("Antwort")},
        "practice_talk": {
            "held_on": _("Tag"),
            "ratings": _("Einschätzung"),
            "went_well": _("Was gut war"),
            "advice": _("Tipps"),
        },
        "course_progress": {"card": _("Karte")},
        "job_portal": {
            "enabled": _("Eingeschaltet"),
            "base_address": _("Adresse"),
            "search_path": _("Pfad der Suche"),
            "detail_path": _("Pfad einer Stelle"),
            "api_key": _("Schlüssel"),
        },
    }


def _house() -> Mapping[str, Mapping[str, str]]:
    return {
        "site": {
            "name": _("Name des Standorts"),
            "land": _("Land"),
            "benefit_name": _("Bezeichnung der Leistung"),
            "legal_basis": _("Rechtsgrundlage der Übermittlung"),
            "legal_basis_as_of": _("Stand der Rechtsgrundlage"),
            "centre_recipient": _("Empfängerschlüssel dieser Zentrale"),
            "follow_up_months": _("Monate bis zur Nachfrage"),
            "provisional_weeks": _("Wochen, in denen Zahlen vorläufig sind"),
            "neutral_marks": _("Zeichen, die nicht zählen"),
            "alarm_after": _("Fehlzeiten bis „Bitte nachfragen“"),
            "lock_after_minutes": _("Sperren nach Minuten"),
            "backup_days": _("Sicherungen behalten, Tage"),
            "practice": _("Übung"),
        },
        "account_role": {"role": _("Rolle")},
        "reporting_package": {
            "number": _("Nummer"),
            "as_of": _("Stand"),
            "file_name": _("Datei"),
            "row_count": _("Zeilen"),
            "legal_basis": _("Rechtsgrundlage der Übermittlung"),
        },
        "retention_rule": {
            "kind": _("Daten"),
            "months": _("Monate"),
            "approved_by": _("Freigegeben von"),
            "approved_on": _("Freigegeben am"),
        },
        "erasure_run": {"state": pgettext("Löschliste", "Stand"), "certificate": _("Nummer des Löschprotokolls")},
        "erasure_item": {
            "kind": _("Daten"),
            "due_on": _("Fällig am"),
            "row_count": _("Einträge"),
            "done": _("Gelöscht"),
            "dropped": _("Ausgelassen, weil"),
        },
        "restriction": {"lifted_on": _("Aufgehoben am")},
        "dispute_note": {"about": _("Worum es geht"), "statement": _("Was die Person sagt")},
    }
