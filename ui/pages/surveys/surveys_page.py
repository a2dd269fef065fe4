"""満足度調査: the surveys, the forms that go out for the chosen one and what comes back."""

from PySide6.QtWidgets import QPushButton

from core.calc.members import members_of
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults
from core.model.operating.forms import FilledForm
from core.model.operating.surveys import Survey, SurveyQuestion
from core.operations.surveys.forms import survey_forms, take_survey
from core.words.sentences import sentence
from ui.files.forms import take_returned, write_forms
from ui.pages.editing import field_column
from ui.pages.table_page import TablePage
from ui.pages.table_view import Asked, TableView
from ui.session import Session
from ui.shell.memory import Memory
from ui.tables.columns import Column
from ui.widgets.buttons import button


class SurveysPage(TablePage):
    """The forms are those of the current survey."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about, _view())

    def _buttons(self) -> list[QPushButton]:
        out = "選んだ調査の、団体ごとに1つのExcelの調査票を作ります。"
        back = "書き込まれて戻った調査票を数えて取り込みます。同じ団体の前の人数と入れ替えます。元に戻せます。"
        return [
            button("調査票を作る", self._write, help=out),
            button("戻った調査票を取り込む", self._take, help=back),
            button("結果を見る", lambda: self.open_page.emit("survey_results")),
            *super()._buttons(),
        ]

    def _write(self) -> None:
        session, current = self.session, self.sheet.current
        survey = session.book.all(Survey).get(current[0].id) if current else None
        if survey is None:
            self.message.show_message("error", sentence(Fault("", "no_survey_chosen")))
            return
        members = [session.book.all(Municipality)[one.id] for one in members_of(session.look)]
        forms = survey_forms(session.book, session.file.store.document_id, survey, members)
        write_forms(self, self.memory, self.message, forms)

    def _take(self) -> None:
        def decide(forms: list[FilledForm], _day: str) -> ChangeSet | Faults:
            return take_survey(self.session.book, self.session.file.store.document_id, forms)

        take_returned(self, self.session, self.memory, self.message, decide)


def _questions(session: Session) -> Column:
    def count(one: Survey) -> int:
        return len(session.look.children(SurveyQuestion, one.id))

    return Column("設問数", count, show=lambda number: f"{number:,}" if number else "", figure=True, width=76)


def _view() -> TableView:
    return TableView(
        Survey,
        noun="調査",
        columns=(
            lambda _: field_column(Survey, "name", 320, tooltip=lambda one: one.name),
            ("held_from", 150),
            ("held_until", 150),
            _questions,
            ("audience", 160),
            ("asked", 100),
            ("shares", 170),
            ("mean_of", 170),
            ("note", 220),
        ),
        frozen=1,
        adding=(Asked("name", 260), Asked("held_from", 130), Asked("held_until", 130)),
        printing=("結果を印刷", "reports/survey"),
        needs=("survey_questions",),
    )
