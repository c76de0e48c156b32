"""The tab „Kinder“ of a person's record: each child with its places, the search for a lasting one, and the sheet."""

from functools import partial

from PySide6.QtWidgets import QWidget

from werkakademie.errors import WerkakademieError
from werkakademie.i18n import _, ngettext
from werkakademie.records.children import FamilyRecord
from werkakademie.records.ids import ChildId, ParticipantId
from werkakademie.records.permissions import Permission
from werkakademie.services import children
from werkakademie.ui.groups.form_dialog import Values
from werkakademie.ui.participants.care_search.card import CareSearchCard
from werkakademie.ui.participants.care_search.work_card import WorkAndCareCard
from werkakademie.ui.participants.children.child_card import ChildCard
from werkakademie.ui.participants.children.dialogs import ChildDialog
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.flow import FlowLayout
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column
from werkakademie.ui.widgets.styling import Tone


class ChildrenPanel(QWidget):
    """Shows the children of one person; `load` asks for them."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._workplace = page.context.workplace
        self._person: ParticipantId | None = None
        self._name = ""
        self._single_parent = False
        self._cards: dict[ChildId, ChildCard] = {}
        self.add_button = Button(_("Kind hinzufügen"), icon="plus", run=self._add)
        self.sheet_button = Button(_("Notfallblatt drucken"), icon="printer", run=self._save_sheet)
        self._head = QWidget()
        flow = FlowLayout(gap=GRID)
        flow.addWidget(self.add_button)
        flow.addWidget(self.sheet_button)
        self._head.setLayout(flow)
        self._hint = Banner(tone=Tone.INFO)
        self._hint.hide()
        self._families = column(spacing=2 * GRID)
        self._below = column(spacing=2 * GRID)
        self.setLayout(column(self._head, self._hint, self._families, self._below, None, spacing=2 * GRID))
        self._head.hide()

    def load(self, participant_id: ParticipantId, name: str, *, single_parent: bool) -> None:
        """Show this person's children as soon as the answer comes."""
        if participant_id != self._person:
            self._clear()
        self._person, self._name, self._single_parent = participant_id, name, single_parent
        self._page.run(
            children.family,
            self._workplace,
            participant_id,
            done=partial(self._show, participant_id),
            failed=self._refused,
        )

    def _show(self, participant_id: ParticipantId, family: FamilyRecord) -> None:
        if participant_id != self._person:
            return
        if tuple(self._cards) != tuple(child.id for child in family.children) or not family.children:
            self._build(family)
        for child in family.children:
            self._cards[child.id].show_child(child, family)
        count = len(family.children)
        self._head.setVisible(bool(count))
        self.add_button.setVisible(family.may_edit)
        self.sheet_button.setVisible(family.may_read_notes)
        self._hint.setVisible(not family.may_read_notes and bool(count))
        if not family.may_read_notes:
            self._hint.set_text(_("Was die Betreuung wissen muss, sehen nur die Coachs dieser Person und die Leitung."))

    def _build(self, family: FamilyRecord) -> None:
        """Other children than before: lay out anew. The same ones keep their cards, and with them the focus."""
        self._clear()
        searching = self._workplace.may(Permission.CARE_SEARCH)
        for child in family.children:
            self._cards[child.id] = card = ChildCard(self._page)
            self._families.addWidget(card)
            if searching:
                self._families.addWidget(CareSearchCard(self._page.context, self._page, child.id))
        if family.children and searching:
            self._below.addWidget(WorkAndCareCard(self._page.context, self._page, family.participant_id))
        if not family.children:
            self._families.addWidget(self._nobody(may_edit=family.may_edit))

    def _nobody(self, *, may_edit: bool) -> QWidget:
        text = _("Tragen Sie Kinder ein, die während der Termine betreut werden sollen oder einen Kitaplatz suchen.")
        if self._single_parent:
            text = _("Die Person ist als alleinerziehend eingetragen. Fragen Sie nach Kindern, die Betreuung brauchen.")
        buttons = [Button(_("Kind hinzufügen"), icon="plus", run=self._add)] if may_edit else []
        return EmptyState("baby", _("Noch keine Kinder eingetragen"), text, *buttons)

    def _clear(self) -> None:
        self._cards.clear()
        clear_layout(self._families)
        clear_layout(self._below)

    def _refused(self, error: WerkakademieError) -> None:
        self._clear()
        self._head.hide()
        self._hint.setVisible(True)
        self._hint.set_text(error.sentence())

    def _add(self) -> None:
        if self._person is not None:
            ChildDialog(self._page, self._person, self._added).open()

    def _added(self, values: Values, _child_id: object) -> None:
        text = _("{child} ist eingetragen.")
        if values["care_wanted"] and values["consent_on"] is None:
            text = _("{child} ist eingetragen. Ohne Einwilligung wird noch kein Betreuungsplatz gebucht.")
        self._page.messages.success(text.format(child=values["given_name"]))

    def _save_sheet(self) -> None:
        suggested = _("Notfallblatt {name}").format(name=self._name) + ".pdf"
        kinds = [("PDF", ("pdf",))]
        path = self._page.context.files.save_file(self, _("Notfallblatt speichern"), suggested, kinds)
        if path is not None:
            said = _("Das Notfallblatt ist gespeichert. Bitte löschen Sie die Datei nach dem Drucken.")
            self._page.run(
                children.save_emergency_sheet,
                self._workplace,
                self._person,
                path,
                done=lambda _nothing: self._page.messages.success(said),
            )


def children_words(children_count: int, *, single_parent: bool) -> str:
    """What the overview says; empty where there is nothing to say."""
    if children_count:
        return ngettext("{count} Kind eingetragen.", "{count} Kinder eingetragen.", children_count).format(
            count=children_count
        )
    if single_parent:
        return _("Als alleinerziehend eingetragen. Fragen Sie nach Kindern, die Betreuung brauchen.")
    return ""
