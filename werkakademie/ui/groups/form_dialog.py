"""A dialog of one form whose values go to one service, and the base of dialogs that ask services."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.records.drafts import DraftKey
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.dialogs import DialogBase
from werkakademie.ui.widgets.fields import FormField
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.text import TextLabel

Values = Mapping[str, Any]
#: Calls a service: `run(enrolments.suspend, workplace, enrolment_id, **values)`.
Run = Callable[..., object]


class ServiceDialog(DialogBase):
    """A dialog of a page; an answer that comes after it was closed is dropped."""

    def __init__(self, page: Page, title: str, *, submit: str, wide: bool = False) -> None:
        super().__init__(page, title, submit=submit, wide=wide)
        self.page = page
        self.workplace = page.context.workplace

    def ask(
        self,
        service: Callable[..., Any],
        *arguments: Any,
        done: Callable[[Any], object],
        failed: Callable[[WerkakademieError], object] | None = None,
        **keywords: Any,
    ) -> None:
        """Run a service for this dialog; an error stands in the dialog unless `failed` takes it."""
        self.page.context.worker.run(
            service, *arguments, done=done, failed=failed or self.show_error, owner=self, **keywords
        )

    def show_error(self, error: WerkakademieError) -> None:
        self.messages.error(error.sentence())


class FormDialog(ServiceDialog):
    """Closes when `send` stored the values; `stored` then gets the values and the service's answer."""

    def __init__(
        self,
        page: Page,
        title: str,
        submit: str,
        fields: Iterable[FormField],
        *,
        send: Callable[[Values, Run], object],
        stored: Callable[[Values, Any], object] = lambda _values, _answer: None,
        draft: DraftKey,
        intro: str = "",
        columns: int = 1,
    ) -> None:
        super().__init__(page, title, submit=submit, wide=columns > 1)
        self._send = send
        self._stored = stored
        self.form = Form(fields, columns=columns)
        if intro:
            self.add(TextLabel(intro, tone="muted", wrap=True))
        self.add(self.form)
        self.keep_draft(draft, self.form)

    def submit(self) -> None:
        """Send the values if each can be read."""
        if not self.form.check():
            return
        values = self.form.values()

        def run(service: Callable[..., Any], *arguments: Any, **keywords: Any) -> None:
            self.ask(
                service, *arguments, done=lambda answer: self._done(values, answer), failed=self._refused, **keywords
            )

        self._send(values, run)

    def _done(self, values: Values, answer: Any) -> None:
        self.accept()
        self._stored(values, answer)

    def _refused(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            self.form.show_problems(error.problems)
        else:
            self.show_error(error)
