"""条文: the articles of the agreements, what each says of the settings, and its amendments beside it."""

from core.calc.agreements import held_against, wording_on
from core.calc.organisation import day_of
from core.model.operating.agreements import Article
from ui.look import theme
from ui.pages.agreements.article_side import ArticleSide
from ui.pages.editing import field_column
from ui.pages.table_page import TablePage
from ui.pages.table_view import Asked, TableView
from ui.session import Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, Column, Mark

AGREES, DIFFERS, UNREADABLE = "一致", "食い違い", "読めない"
_DIFFERENT = Mark(foreground=theme.ERROR, bold=True)


class ArticlesPage(TablePage):
    """The settings are held against the articles as they read on the day of the documents."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about, self._view(session))

    def _view(self, session: Session) -> TableView:
        def told(one: Article) -> str:
            held = held_against(session.book, one, day_of(session.book))
            if any(found.agrees is False for found in held):
                return DIFFERS
            if any(found.agrees is None for found in held):
                return UNREADABLE
            return AGREES if held else ""

        def text(one: Article) -> str:
            return "\n".join(found.text for found in held_against(session.book, one, day_of(session.book)))

        def wording(one: Article) -> str:
            return wording_on(session.look, one, day_of(session.book)).body

        return TableView(
            Article,
            noun="条",
            columns=(
                ("agreement_id", 220),
                lambda _: field_column(Article, "number", 92, align=CENTER),
                ("heading", 130),
                lambda _: Column(
                    "設定と",
                    told,
                    width=90,
                    align=CENTER,
                    tooltip=text,
                    mark=lambda one: _DIFFERENT if told(one) in {DIFFERS, UNREADABLE} else None,
                    key="held",
                    help="条が定めた値と、台帳の設定を比べた結果です。",
                ),
                lambda _: Column("今の本文", wording, width=260, tooltip=wording, key="wording"),
                ("setting", 170),
                ("agreed", 190),
                ("added_on", 150),
                lambda _: field_column(Article, "body", 260, tooltip=lambda one: one.body),
                ("note", 200),
            ),
            frozen=3,
            adding=(Asked("agreement_id", 200), Asked("number", 70), Asked("heading", 150)),
            form=ArticleSide,
            form_width=460,
            printing=("協定書を印刷", "reports/agreement"),
            needs=("amendments", "scenarios", "municipalities", "links"),
        )
