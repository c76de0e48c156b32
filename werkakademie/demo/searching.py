"""Fourth chapter: one person's job search and papers."""

from datetime import date, datetime
from io import BytesIO

from werkakademie.demo.hands import choose, click, type_into
from werkakademie.demo.stage import Stage
from werkakademie.records.enums import ApplicationStage, PaperKind, PaperStatus
from werkakademie.records.ids import ParticipantId
from werkakademie.records.participants import ParticipantQuery
from werkakademie.services import job_search, papers, participants
from werkakademie.ui.job_search.page import JobSearchPage
from werkakademie.ui.papers.page import PapersPage

#: Further applications of the same person: employer, position, and the stages with their days.
_FURTHER = (
    (
        "Beispiel-Markt Süd",
        "Verkäuferin",
        ((ApplicationStage.APPLIED, "12.03"), (ApplicationStage.REFUSAL, "25.03")),
    ),
    (
        "Erfundene Logistik GmbH",
        "Fachkraft für Lagerlogistik",
        (
            (ApplicationStage.RESEARCHED, "18.03"),
            (ApplicationStage.APPLIED, "20.03"),
            (ApplicationStage.INVITATION, "31.03"),
            (ApplicationStage.INTERVIEW, "07.04"),
            (ApplicationStage.OFFER, "10.04"),
        ),
    ),
)


def search_for_work(stage: Stage) -> None:
    """An application with the history of its stages; the others through the services."""
    person = olena(stage)
    with stage.step("Stellensuche: eine Bewerbung mit Verlauf"):
        page = stage.go("job_search", JobSearchPage, person)
        stage.photo("stellensuche_leer", "Stellensuche, bevor etwas eingetragen ist")
        click(stage.window().header, "Bewerbung eintragen")
        stage.settle()
        dialog = stage.dialog()
        type_into(dialog, "Arbeitgeber", "Gartenbau Musterblatt")
        type_into(dialog, "Ort", "Musterstadt")
        type_into(dialog, "Stelle", "Helferin im Gartenbau")
        choose(dialog, "Gefunden über", "Stellenbörse")
        choose(dialog, "Beworben per", "E-Mail")
        choose(dialog, "Stand", "beworben")
        type_into(dialog, "Tag", "05.03.2026")
        stage.photo("bewerbung_eintragen", "Eine Bewerbung eintragen, auch rückwirkend", dialog)
        click(dialog, "Eintragen")
        stage.settle()
        for employer, position, steps in _FURTHER:
            _apply(stage, person, employer, position, steps)
        stage.go("job_search", JobSearchPage, person)
        page.applications.choose_first()
        stage.settle()
        stage.photo("stellensuche", "Die Bewerbungen einer Person mit dem Verlauf ihrer Stände")


def keep_papers(stage: Stage) -> None:
    """The usual papers, one of them with a file that lies encrypted in the store."""
    person = olena(stage)
    with stage.step("Unterlagen: anlegen, Datei hinzufügen, Stand setzen"):
        page = stage.go("papers", PapersPage, person)
        stage.photo("unterlagen_leer", "Unterlagen, bevor es welche gibt")
        click(page, "Übliche Unterlagen anlegen")
        stage.settle()
        kept = {paper.kind: paper.id for paper in papers.paper_folder(stage.workplace(), person).papers}
        for kind, name in ((PaperKind.CV, "Lebenslauf_Uebung.pdf"), (PaperKind.COVER_LETTER, "Anschreiben_Uebung.pdf")):
            papers.add_version(
                stage.workplace(),
                kept[kind],
                file_name=name,
                media_type="application/pdf",
                data=_practice_pdf(name),
            )
        papers.set_status(stage.workplace(), kept[PaperKind.CV], status=PaperStatus.READY)
        stage.go("papers", PapersPage, person)
        page.papers.choose_first()
        stage.settle()
        stage.photo("unterlagen", "Unterlagen mit Stand und Fassungen")


def _practice_pdf(title: str) -> bytes:
    """A page that says what it is: made up."""
    from reportlab.pdfgen.canvas import Canvas

    stream = BytesIO()
    canvas = Canvas(stream, invariant=1)
    canvas.drawString(72, 720, f"{title}: Uebung, alles erfunden")
    canvas.save()
    return stream.getvalue()


def _apply(
    stage: Stage, person: ParticipantId, employer: str, position: str, steps: tuple[tuple[ApplicationStage, str], ...]
) -> None:
    (first, day), *further = steps
    made = job_search.add_application(
        stage.workplace(),
        person,
        employer_name=employer,
        employer_city="Musterstadt",
        stage=first,
        happened_on=_day(day),
        fields={"position": position},
    )
    for each, on in further:
        job_search.add_stage(stage.workplace(), made.value, stage=each, happened_on=_day(on))


def _day(text: str) -> date:
    return datetime.strptime(f"{text}.2026", "%d.%m.%Y").date()


def olena(stage: Stage) -> ParticipantId:
    """The person whose way the story follows."""
    found = participants.participant_page(stage.workplace(), ParticipantQuery(text="kovalenko"))
    return found.rows[0].id
