"""要望の来歴: one line for each request, from the session at which it was born to the decision."""

from collections.abc import Callable

from core.calc.gaps.origins import Origin, origins
from core.documents.gaps.wording import (
    answers_text,
    decision_text,
    gaps_text,
    option_text,
    quote_text,
    session_text,
    traced_text,
)
from core.model.papers.printouts import report_title
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, RIGHT, Column
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.spaced_label import SpacedLabel

_TABLES = {
    *("gaps", "links", "meetings", "meeting_series", "bodies", "decisions"),
    *("customizations", "options", "quotes", "answers"),
    *("municipalities", "consortium", "participations", "systems"),
}


class OriginsPage(Page):
    """Every line leads to the item, the request, the answers and the amounts."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.tools.addStretch(1)
        self.add_tool("F&&G項目", self._open_gap, help="選んだ要望のもとになった項目を開きます。")
        for word, page in (("要望と見積", "customizations"), ("意向", "answers"), ("費用按分", "allocation")):
            self.add_tool(word, self._lead_to(page), help=f"選んだ要望の{word}を開きます。")
        self.add_tool("来歴を印刷", lambda: self.open_page.emit("reports/origins"))
        self.sheet = Sheet(
            self._columns(),
            name=report_title("origins"),
            frozen=2,
            key=lambda one: one.request.id,
            store=memory,
            empty=EmptyState(
                "要望がまだありません。フィット&ギャップのページで項目を選び「要望にする」を押すか、要望を登録してください。",
                "フィット&ギャップのページを開く",
                lambda: self.open_page.emit("gaps"),
            ),
        )
        self.sheet.activated.connect(lambda one, _: self.open_page.emit(f"customizations/{one.request.id}"))
        self.traced = SpacedLabel()
        self.traced.setProperty("role", "help")
        self.body.addWidget(self.sheet, 1)
        self.body.addWidget(self.traced)

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & _TABLES and not changed.customizations:
            return
        found = origins(self.session.book, self.session.allocation())
        self.sheet.set_records(found)
        self.traced.setText(traced_text(found))
        self.go_where_wanted(self.sheet)

    def show_part(self, name: str) -> None:
        """Go to the request with this id."""
        self.want_row(self.sheet, name)

    def open_search(self) -> None:
        self.sheet.open_search()

    @property
    def origin(self) -> Origin | None:
        """The current line."""
        current = self.sheet.current
        return current[0] if current is not None else None

    def _columns(self) -> tuple[Column, ...]:
        look = self.session.look

        def sessions(one: Origin) -> str:
            return "、".join(session_text(look, session) for session in one.sessions)

        def decision(one: Origin) -> str:
            return decision_text(look, one).replace("\n", "、")

        def gaps(one: Origin) -> str:
            return gaps_text(one).replace("\n", "、")

        def quote(one: Origin) -> str:
            return quote_text(self.session.book, one)

        return (
            Column("項", lambda one: one.request.item, width=46, align=CENTER, key="item"),
            Column(
                "要望", lambda one: one.request.title, width=180, tooltip=lambda one: one.request.title, key="title"
            ),
            Column("会議", sessions, width=230, tooltip=sessions, key="sessions"),
            Column("差", gaps, width=130, tooltip=gaps, key="gaps"),
            Column("案", lambda one: option_text(self.session.book, one), width=70, whole=True, key="option"),
            Column("見積", quote, width=250, align=RIGHT, tooltip=quote, key="quote"),
            Column("意向", answers_text, width=160, tooltip=answers_text, key="answers"),
            Column("決定", decision, width=230, tooltip=decision, key="decision"),
            Column("方針", lambda one: one.request.disposition, width=120, key="disposition"),
        )

    def _open_gap(self) -> None:
        if self.origin is not None and self.origin.gaps:
            self.open_page.emit(f"gaps/{self.origin.gaps[0].id}")
        elif self.origin is not None:
            self.message.show_message("info", "この要望のもとになったF&G項目は登録されていません。")

    def _lead_to(self, page: str) -> Callable[[], None]:
        def lead() -> None:
            if self.origin is not None:
                self.open_page.emit(f"{page}/{self.origin.request.id}")

        return lead
