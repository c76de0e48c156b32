"""The fields that a spreadsheet may fill: the person's, the contact data, one enrolment and its outcome.

What is not in this list, or not mapped, is never stored.
"""

from werkakademie.records.enums import (
    ApplicantType,
    ClientKind,
    Evidence,
    ExitReason,
    ExitType,
    Focus,
    GermanLevel,
    NonEntryReason,
    OutcomeCategory,
    PcSkill,
    SchoolLeaving,
    Sex,
    VocationalQualification,
)
from werkakademie.records.importing import FieldKind, FieldPart, ImportField, Need

#: Years before and after today in which a date can lie.
_LIFE, _CAREER, _AHEAD = 120, 60, 3

_PERSON = (
    ImportField(
        key="given_names",
        kind=FieldKind.NAME,
        part=FieldPart.PERSON,
        need=Need.IDENTITY,
        aliases=("Vorname", "Vornamen", "Rufname", "first name", "given name", "given names", "firstname"),
    ),
    ImportField(
        key="family_name",
        kind=FieldKind.NAME,
        part=FieldPart.PERSON,
        need=Need.IDENTITY,
        aliases=("Nachname", "Familienname", "Name", "Zuname", "last name", "surname", "family name", "lastname"),
    ),
    ImportField(
        key="full_name",
        kind=FieldKind.NAME,
        part=FieldPart.PERSON,
        need=Need.IDENTITY,
        aliases=(
            "Name, Vorname",
            "Vor- und Nachname",
            "Vor- und Zuname",
            "Vorname Name",
            "Teilnehmer",
            "Teilnehmerin",
            "Teilnehmer/in",
            "Teilnehmende",
            "TN",
            "full name",
        ),
    ),
    ImportField(
        key="own_number",
        kind=FieldKind.NUMBER_TEXT,
        part=FieldPart.PERSON,
        need=Need.IDENTITY,
        longest=60,
        # Not "lfd. Nr.": a running number means somebody else in each list.
        aliases=("Nummer", "TN-Nr.", "Teilnehmernummer", "eigene Nummer", "Kennung", "Kennziffer", "Pseudonym"),
    ),
    ImportField(
        key="birth_date",
        kind=FieldKind.DATE,
        part=FieldPart.PERSON,
        lowest=_LIFE,
        aliases=("Geburtsdatum", "Geb.-Datum", "Geb. Datum", "geb.", "geboren", "geb. am", "Geburtstag", "birth date"),
    ),
    ImportField(
        key="age",
        kind=FieldKind.WHOLE,
        part=FieldPart.PERSON,
        highest=120,
        aliases=("Alter", "Lebensalter", "age", "Alter in Jahren"),
    ),
    ImportField(
        key="age_as_of",
        kind=FieldKind.DATE,
        part=FieldPart.PERSON,
        lowest=_CAREER,
        aliases=("Alter am", "Stichtag Alter", "Alter Stand"),
    ),
    ImportField(
        key="sex",
        kind=FieldKind.CHOICE,
        part=FieldPart.PERSON,
        choices=Sex,
        aliases=("Geschlecht", "Geschl.", "m/w", "w/m", "m/w/d", "w/m/d", "Anrede", "sex", "gender"),
    ),
    ImportField(
        key="client_kind",
        kind=FieldKind.CHOICE,
        part=FieldPart.PERSON,
        choices=ClientKind,
        aliases=("Neukunde/Bestandskunde", "Kundenart", "Neu oder Bestand", "Neu im Leistungsbezug"),
    ),
    ImportField(
        key="applicant_type",
        kind=FieldKind.CHOICE,
        part=FieldPart.PERSON,
        choices=ApplicantType,
        aliases=("Antragstellertyp", "Antragsart", "Situation bei Antrag", "Antragsteller"),
    ),
    ImportField(
        key="school_leaving",
        kind=FieldKind.CHOICE,
        part=FieldPart.PERSON,
        choices=SchoolLeaving,
        aliases=("Schulabschluss", "Schulabschluß", "höchster Schulabschluss", "Schulbildung"),
    ),
    ImportField(
        key="vocational_qualification",
        kind=FieldKind.CHOICE,
        part=FieldPart.PERSON,
        choices=VocationalQualification,
        aliases=("Berufsabschluss", "Berufsabschluß", "Berufsausbildung", "Ausbildung", "höchster Berufsabschluss"),
    ),
    ImportField(
        key="german_level",
        kind=FieldKind.CHOICE,
        part=FieldPart.PERSON,
        choices=GermanLevel,
        aliases=("Deutsch", "Deutschkenntnisse", "Sprachniveau", "Sprachstand", "Sprachniveau Deutsch", "GER", "CEFR"),
    ),
    ImportField(
        key="pc_skill",
        kind=FieldKind.CHOICE,
        part=FieldPart.PERSON,
        choices=PcSkill,
        aliases=("PC-Kenntnisse", "EDV-Kenntnisse", "EDV", "Computerkenntnisse"),
    ),
    ImportField(
        key="languages",
        kind=FieldKind.TEXT,
        part=FieldPart.PERSON,
        aliases=("Sprachen", "Fremdsprachen", "Sprachkenntnisse", "languages"),
    ),
    ImportField(
        key="minijob_at_entry",
        kind=FieldKind.YES_NO,
        part=FieldPart.PERSON,
        aliases=("Minijob", "Minijob bei Eintritt", "geringfügig beschäftigt"),
    ),
    ImportField(
        key="single_parent",
        kind=FieldKind.YES_NO,
        part=FieldPart.PERSON,
        aliases=("alleinerziehend", "Alleinerziehend", "AE"),
    ),
    ImportField(
        key="months_in_need",
        kind=FieldKind.WHOLE,
        part=FieldPart.PERSON,
        highest=24,
        aliases=("Monate im Leistungsbezug", "Monate Leistungsbezug", "Bezugsmonate", "Monate Hilfebedürftigkeit"),
    ),
    ImportField(
        key="months_in_need_as_of",
        kind=FieldKind.DATE,
        part=FieldPart.PERSON,
        lowest=_CAREER,
        aliases=("Stand Leistungsbezug", "Stichtag Leistungsbezug"),
    ),
    ImportField(
        key="months_in_need_source",
        kind=FieldKind.TEXT,
        part=FieldPart.PERSON,
        longest=120,
        aliases=("Quelle Leistungsbezug",),
    ),
    ImportField(
        key="unemployed_since",
        kind=FieldKind.DATE,
        part=FieldPart.PERSON,
        lowest=_CAREER,
        aliases=("arbeitslos seit", "Beginn Arbeitslosigkeit", "alo seit"),
    ),
)

_CONTACT = (
    ImportField(
        key="phone",
        kind=FieldKind.PHONE,
        part=FieldPart.CONTACT,
        longest=60,
        aliases=("Telefon", "Tel.", "Telefonnummer", "Tel.-Nr.", "Handy", "Mobil", "Mobilnummer", "Rufnummer", "phone"),
    ),
    ImportField(
        key="email",
        kind=FieldKind.EMAIL,
        part=FieldPart.CONTACT,
        aliases=("E-Mail", "Email", "Mail", "E-Mail-Adresse", "Mailadresse"),
    ),
    ImportField(
        key="street",
        kind=FieldKind.TEXT,
        part=FieldPart.CONTACT,
        aliases=("Straße", "Strasse", "Str.", "Straße und Hausnummer", "Straße, Nr.", "Anschrift", "Adresse", "street"),
    ),
    ImportField(
        key="postcode",
        kind=FieldKind.POSTCODE,
        part=FieldPart.CONTACT,
        longest=12,
        aliases=("PLZ", "Postleitzahl", "zip", "postcode", "postal code"),
    ),
    ImportField(
        key="city",
        kind=FieldKind.TEXT,
        part=FieldPart.CONTACT,
        longest=120,
        aliases=("Ort", "Wohnort", "Stadt", "city", "Gemeinde"),
    ),
)

_ENROLMENT = (
    ImportField(
        key="group",
        kind=FieldKind.TEXT,
        part=FieldPart.ENROLMENT,
        longest=120,
        aliases=("Gruppe", "Gruppenname", "Kurs", "Maßnahme", "Kohorte", "group"),
    ),
    ImportField(
        key="focus",
        kind=FieldKind.CHOICE,
        part=FieldPart.ENROLMENT,
        choices=Focus,
        aliases=("Zielgruppe", "Schwerpunkt", "focus"),
    ),
    ImportField(
        key="allocated_on",
        kind=FieldKind.DATE,
        part=FieldPart.ENROLMENT,
        lowest=_CAREER,
        highest=_AHEAD,
        aliases=("zugewiesen am", "Zuweisung", "Zuweisungsdatum", "Zugewiesen"),
    ),
    ImportField(
        key="entry_on",
        kind=FieldKind.DATE,
        part=FieldPart.ENROLMENT,
        lowest=_CAREER,
        highest=_AHEAD,
        aliases=("Eintritt", "Eintrittsdatum", "Beginn", "Start", "Teilnahme von", "eingetreten am"),
    ),
    ImportField(
        key="entry_confirmed",
        kind=FieldKind.YES_NO,
        part=FieldPart.ENROLMENT,
        aliases=("eingetreten", "teilgenommen", "angetreten", "erschienen", "Teilnahme"),
    ),
    ImportField(
        key="non_entry_reason",
        kind=FieldKind.CHOICE,
        part=FieldPart.ENROLMENT,
        choices=NonEntryReason,
        aliases=("Grund Nichteintritt", "Grund des Nichteintritts", "nicht eingetreten weil"),
    ),
    ImportField(
        key="non_entry_on",
        kind=FieldKind.DATE,
        part=FieldPart.ENROLMENT,
        lowest=_CAREER,
        highest=_AHEAD,
        aliases=("Nichteintritt am", "Datum Nichteintritt"),
    ),
    ImportField(
        key="exit_on",
        kind=FieldKind.DATE,
        part=FieldPart.ENROLMENT,
        lowest=_CAREER,
        highest=_AHEAD,
        aliases=("Austritt", "Austrittsdatum", "Ende", "Teilnahme bis", "ausgetreten am", "Abgang"),
    ),
    ImportField(
        key="exit_type",
        kind=FieldKind.CHOICE,
        part=FieldPart.ENROLMENT,
        choices=ExitType,
        aliases=("Art des Austritts", "Austrittsart"),
    ),
    ImportField(
        key="exit_reason",
        kind=FieldKind.CHOICE,
        part=FieldPart.ENROLMENT,
        choices=ExitReason,
        aliases=("Austrittsgrund", "Grund des Austritts", "Abbruchgrund"),
    ),
)

_OUTCOME = (
    ImportField(
        key="outcome",
        kind=FieldKind.CHOICE,
        part=FieldPart.OUTCOME,
        choices=OutcomeCategory,
        aliases=("Verbleib", "Status nach 3 Monaten", "Verbleib nach drei Monaten", "Ergebnis"),
    ),
    ImportField(
        key="outcome_evidence",
        kind=FieldKind.CHOICE,
        part=FieldPart.OUTCOME,
        choices=Evidence,
        aliases=("Nachweis", "Nachweis Verbleib", "Beleg"),
    ),
    ImportField(
        key="outcome_observed_on",
        kind=FieldKind.DATE,
        part=FieldPart.OUTCOME,
        lowest=_CAREER,
        aliases=("Verbleib erhoben am", "erhoben am", "festgestellt am"),
    ),
    ImportField(
        key="insured_at_entry",
        kind=FieldKind.YES_NO,
        part=FieldPart.OUTCOME,
        aliases=("bei Eintritt beschäftigt", "sv-pflichtig bei Eintritt"),
    ),
)

FIELDS: tuple[ImportField, ...] = _PERSON + _CONTACT + _ENROLMENT + _OUTCOME
FIELDS_BY_KEY: dict[str, ImportField] = {field.key: field for field in FIELDS}
