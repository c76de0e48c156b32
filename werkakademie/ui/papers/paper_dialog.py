"""Note a paper, or give it another kind or name."""

from collections.abc import Callable
from typing import Any

from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import PaperKind
from werkakademie.records.ids import ApplicationDocumentId, ParticipantId
from werkakademie.records.job_search import PaperRecord
from werkakademie.records.labels import label
from werkakademie.services import papers
from werkakademie.ui.groups.form_dialog import FormDialog, Run, Values
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.fields import ChoiceField, TextField


class PaperDialog(FormDialog):
    """The form of a new paper, or of `paper`; choosing a kind proposes its word as the name."""

    def __init__(
        self,
        page: Page,
        person: ParticipantId,
        *,
        paper: PaperRecord | None = None,
        stored: Callable[[ApplicationDocumentId], object] = lambda _number: None,
    ) -> None:
        self._kind = ChoiceField("kind", _("Art"), [(kind, label(kind)) for kind in PaperKind])
        self._title = TextField("title", _("Name"), help=_("Zum Beispiel „Anschreiben Logistik Nord“."))
        workplace = page.context.workplace

        def send(values: Values, run: Run) -> None:
            if paper is None:
                run(papers.add_paper, workplace, person, **values)
            else:
                run(papers.change_paper, workplace, paper.id, **values)

        super().__init__(
            page,
            _("Papier ändern") if paper else _("Papier hinzufügen"),
            _("Speichern") if paper else _("Hinzufügen"),
            [self._kind, self._title],
            send=send,
            stored=lambda _values, answer: stored(answer),
            draft=DraftKey.about("paper", *((person, paper.id) if paper else (person,))),
        )
        if paper is not None:
            self.form.set_values({"kind": paper.kind, "title": paper.title})
        self._proposed: Any = self._title.value()
        self._kind.changed.connect(self._propose)

    def _propose(self) -> None:
        """A name that somebody wrote stays."""
        kind = self._kind.value()
        if kind is not None and self._title.value() in (None, self._proposed):
            self._proposed = label(kind)
            self._title.set_value(self._proposed)
