"""The tables of questions, counted answers and comments: what there is to say beyond their records."""

from core.model.operating.surveys import SurveyComment, SurveyQuestion, SurveyTally
from ui.pages.editing import field_column
from ui.pages.table_view import Asked, TableView
from ui.session import Session
from ui.tables.columns import CENTER, Column

_COUNTS = ("first", "second", "third", "fourth", "fifth", "unknown", "blank")


def _asked(session: Session) -> Column:
    """The words of the question beside its number."""

    def text(one: SurveyTally) -> str:
        return session.look.all(SurveyQuestion)[one.survey_question_id].text

    return Column("設問の文", text, width=220, tooltip=text)


VIEWS = (
    TableView(
        SurveyQuestion,
        columns=(
            ("survey_id", 280),
            lambda _: field_column(SurveyQuestion, "number", 84, align=CENTER),
            lambda _: field_column(SurveyQuestion, "text", 420, tooltip=lambda one: one.text),
            ("scale", 130),
            ("note", 200),
        ),
        frozen=2,
        adding=(Asked("survey_id", 240), Asked("text", 320), Asked("scale", 130)),
    ),
    TableView(
        SurveyTally,
        columns=(
            ("survey_question_id", 300),
            _asked,
            ("municipality_id", 110),
            ("system_id", 120),
            *((name, 100) for name in _COUNTS),
        ),
        frozen=1,
        adding=(Asked("survey_question_id", 300), Asked("municipality_id", 120), Asked("system_id", 120)),
        needs=("surveys",),
    ),
    TableView(
        SurveyComment,
        noun="記述",
        columns=(
            ("survey_question_id", 300),
            ("municipality_id", 110),
            ("system_id", 120),
            lambda _: field_column(SurveyComment, "comment", 520, tooltip=lambda one: one.comment),
        ),
        frozen=1,
        adding=(Asked("survey_question_id", 300), Asked("municipality_id", 120), Asked("comment", 300)),
        needs=("surveys",),
    ),
)
