"""The minutes of a session: what was said, since when they stand, and when people meet again."""

from typing import TYPE_CHECKING

from core.model.meetings import Meeting
from core.operations.editing.edit import edit
from core.words.sentences import sentence
from ui.pages.side import Side
from ui.widgets.form import RecordForm, field_of

if TYPE_CHECKING:
    from ui.pages.page import Page

_LINES = 8
"""Lines of the minutes that are seen at once."""
FIELDS = ("record", "minutes_on", "next_on", "next_at", "note")


class MinutesPart(Side):
    """A form, built when it is first opened."""

    def __init__(self, page: "Page") -> None:
        super().__init__()
        self._page = page
        self._meeting: Meeting | None = None
        self.form: RecordForm | None = None

    title = "議事録・次回"

    @property
    def heading(self) -> str:
        """Return the word on the button that shows it, ✓ where minutes have been written."""
        return f"{self.title} ✓" if self._meeting is not None and self._meeting.record else self.title

    def open(self) -> RecordForm:
        """Return the form; it is made now if it was never shown."""
        if self.form is None:
            fields = [field_of(Meeting, name, self._page.session.look) for name in FIELDS]
            self.form = RecordForm(fields, self._commit, columns=3)
            minutes = self.form.boxes["record"].input
            minutes.setFixedHeight(minutes.fontMetrics().lineSpacing() * _LINES)
            self.setWidget(self.form)
            self.form.show_record(self._meeting)
        return self.form

    def show_meeting(self, meeting: Meeting | None) -> None:
        """Show the minutes of a session; none for None."""
        self._meeting = meeting
        self.setEnabled(meeting is not None)
        if self.form is not None:
            self.form.show_record(meeting)

    def _commit(self, name: str, text: str) -> str | None:
        assert self._meeting is not None
        faults = self._page.session.run(edit(self._page.session.book, self._meeting, name, text))
        return None if faults is None else " ".join(sentence(fault) for fault in faults)
