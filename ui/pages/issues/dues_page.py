"""期限一覧: what is late, and what is due this month and next, of every subject; each leads to its page."""

from datetime import date

from core.calc.dues.due import Due
from core.calc.dues.sources import dues_on
from core.calc.organisation import day_of
from core.documents.dues.sheet import TERMS
from core.model.machine.kinds import place_of_any
from core.model.papers.printouts import report_title
from core.model.values.partial_dates import show_partial_date
from ui.look import theme
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import Column, Mark
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.buttons import button
from ui.widgets.days.day_field import DayField
from ui.widgets.spaced_label import SpacedLabel

LATE, NOW, NEXT = "過ぎている", "今月", "来月"
_LATE = Mark(foreground=theme.ERROR, bold=True)
Line = tuple[int, str, Due]
"""The place in the list, the part to which it belongs, and what is due."""


class DuesPage(Page):
    """Nothing is typed here: a due date is changed on the page from which it comes."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.day = DayField("現在の日付")
        self.day.changed.connect(self._show)
        self.sheet = Sheet(
            (
                Column("時期", lambda line: line[1], width=110, mark=lambda line: _LATE if line[1] == LATE else None),
                Column("期限", lambda line: line[2].on, show=show_partial_date, width=150),
                Column("種類", lambda line: line[2].kind, width=160),
                Column("件名", lambda line: line[2].title, width=380, tooltip=lambda line: line[2].title),
                Column("担当・対象", lambda line: line[2].who, width=300, tooltip=lambda line: line[2].who),
            ),
            name=report_title("dues"),
            frozen=2,
            key=lambda line: line[0],
            store=memory,
            empty=EmptyState("期限の過ぎたものも、今月と来月の期限もありません。"),
        )
        self.tools.addWidget(self.day)
        self.tools.addWidget(button("今日", self._today, help="今日の日付にします。"))
        self.tools.addStretch()
        self.tools.addWidget(button("元の記録を開く", self._open, help="選んだ期限の記録を、そのページで開きます。"))
        self.tools.addWidget(button("期限一覧を印刷", lambda: self.open_page.emit("reports/dues")))
        self.body.addWidget(self.sheet, 1)
        self.body.addWidget(SpacedLabel(TERMS))

    def reload(self, changed: Changed | None) -> None:
        if changed is None:
            self.day.set_day(day_of(self.session.book) or date.today().isoformat())
        self._show()

    def open_search(self) -> None:
        self.sheet.open_search()

    def _show(self) -> None:
        found = dues_on(self.session.book, self.day.day)
        parts = ((LATE, found.late), (NOW, found.this_month), (NEXT, found.next_month))
        lines = [(part, due) for part, dues in parts for due in dues]
        self.sheet.set_records([(at, part, due) for at, (part, due) in enumerate(lines)])

    def _today(self) -> None:
        self.day.set_day(date.today().isoformat())
        self._show()

    def _open(self) -> None:
        place = place_of_any(self.sheet.current[0][2].value) if self.sheet.current else None
        if place is not None:
            self.open_page.emit(f"{place[0]}/{place[1]}")
