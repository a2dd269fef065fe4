"""The table of requests: what there is to say beyond the record."""

from core.documents.paper.wording import rule_words
from core.model.council import consortium_of
from core.model.requests import Customization, Option
from ui.pages.editing import field_column
from ui.pages.requests.customization_form import CustomizationForm
from ui.pages.table_view import Asked, TableView
from ui.session import Session
from ui.tables.columns import CENTER, Column


def _request_rule(session: Session) -> Column:
    """The rule in words; where a request names none, that of the consortium, said to be the default."""

    def show(rule: str | None) -> str:
        return rule_words(rule) if rule else f"{rule_words(consortium_of(session.look).request_rule)}(既定)"

    return field_column(Customization, "rule", 200, show=show)


VIEWS = (
    TableView(
        Customization,
        noun="要望",
        columns=(
            lambda _: field_column(Customization, "item", 60, align=CENTER),
            lambda _: field_column(Customization, "title", 260, tooltip=lambda one: one.title),
            ("disposition", 130),
            ("system_id", 140),
            _request_rule,
            lambda session: Column("案", lambda one: len(session.look.children(Option, one.id)), figure=True, width=56),
            lambda _: field_column(
                Customization, "doubtful", 84, show=lambda value: "要確認" if value else "", align=CENTER
            ),
            ("deadline", 150),
            lambda _: field_column(Customization, "note", 240, tooltip=lambda one: one.note),
        ),
        frozen=2,
        adding=(Asked("title", 420, "新しい要望の名称"),),
        empty="まだ要望がありません。上の欄に要望の名称を入れて「要望を追加」を押してください。",
        form=CustomizationForm,
        form_width=560,
        needs=("options",),
    ),
)
