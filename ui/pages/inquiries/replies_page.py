"""情報提供の回答: the vendors of a round above, what they declare area by area side by side below."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from core.calc.inquiries.side_by_side import (
    Area,
    Declared,
    areas_of,
    counts_of,
    inquiries_of,
    replies_of,
    whole_of,
)
from core.model.selection.inquiries import Inquiry, Reply
from core.model.values.money import show_yen
from core.operations.editing.draft import Draft
from ui.look import theme
from ui.pages.editing import field_column, field_edits, row_appends, undo_point
from ui.pages.evaluation.choices import Choice
from ui.pages.page import Page, small_title
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import Column, Mark, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.spaced_label import SpacedLabel
from ui.widgets.tools.tool_line import named

_TABLES = {"inquiries", "inquiry_replies", "inquiry_estimates", "systems"}
MOST_ROWS = 8
_LEAST = Mark(foreground=theme.PRIMARY, bold=True)


class RepliesPage(Page):
    """Two tables of one round: the answers, and the declared figures."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.choice = Choice("依頼", self._show)
        self.tools.addWidget(named("依頼", self.choice))
        self.add_tool("業務別の概算を入力", lambda: self.open_page.emit("inquiry_estimates"), "primary")
        self.add_tool("削除", lambda: self.remove_selected(self.replies), help="選んだ事業者と、その概算を削除します。")
        self.add_tool("比較表を印刷", lambda: self.open_page.emit("reports/inquiries"))
        self.tools.addStretch(1)
        self.counts = SpacedLabel()
        self.body.addWidget(self.counts)
        self.replies = Sheet(
            tuple(field_column(Reply, name, width) for name, width in _REPLY_COLUMNS),
            name="情報提供の回答",
            frozen=1,
            on_edit=field_edits(session),
            on_append=row_appends(session, Reply, self._given),
            undo_point=undo_point(session),
            store=memory,
            empty=EmptyState(
                "まだ事業者がありません。依頼した事業者をExcelから貼り付けるか、「新しい行」に入力してください。",
                "情報提供依頼のページを開く",
                lambda: self.open_page.emit("inquiries"),
            ),
        )
        self.compared = Sheet(
            (),
            name="概算と適合率の比較",
            frozen=1,
            key=lambda one: one.system.id if one.system is not None else 0,
            store=memory,
            empty=EmptyState(
                "業務別の概算がまだありません。「業務別の概算」のページに、事業者と業務ごとの額と適合率を入力してください。"
            ),
        )
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(small_title("概算と適合率(業務別)"))
        column.addWidget(self.compared, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.replies)
        splitter.addWidget(below)
        splitter.setSizes([220, 330])
        splitter.setChildrenCollapsible(False)
        self.body.addWidget(splitter, 1)

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & _TABLES:
            return
        if changed is None:
            self.replies.forget()
            self.compared.forget()
        rounds = inquiries_of(self.session.book)
        named = next((one.id for one in rounds if self.session.book.children(Reply, one.id)), None)
        self.choice.offer([(one.name, one.id) for one in rounds], self.choice.key or named)
        self._show()

    def open_search(self) -> None:
        self.replies.open_search()

    @property
    def inquiry(self) -> Inquiry | None:
        """The round that is shown."""
        id = self.choice.key
        return self.session.book.all(Inquiry).get(id) if isinstance(id, int) else None

    def _show(self) -> None:
        book, inquiry = self.session.book, self.inquiry
        replies = replies_of(book, inquiry) if inquiry is not None else []
        self.replies.set_records(replies)
        self.replies.model.set_appendable(inquiry is not None)
        areas = areas_of(book, replies)
        declaring = [one for one in replies if whole_of(one, areas) != Declared()]
        self.compared.set_columns(_columns(declaring), areas)
        self.compared.set_totals((Totals("全体", _whole(declaring, areas)),) if declaring else ())
        self.counts.setText(self._told(inquiry) if inquiry is not None else "")

    def _told(self, inquiry: Inquiry) -> str:
        counts = counts_of(self.session.book, inquiry)
        if counts.asked is None:
            return "依頼した数が分かりません。事業者を登録するか、情報提供依頼のページで数を入力してください。"
        rate = f"(回答率 {counts.rate}%)" if counts.rate is not None else ""
        replied = f"、{counts.replied}者が回答{rate}" if counts.replied is not None else ""
        return f"{counts.asked}者に依頼{replied}"

    def _given(self, _: Draft) -> dict[str, int]:
        inquiry = self.inquiry
        assert inquiry is not None
        return {"inquiry_id": inquiry.id}


_REPLY_COLUMNS = (
    ("vendor", 200),
    ("state", 90),
    ("replied_on", 140),
    ("systems", 110),
    ("initial_yen", 130),
    ("yearly_yen", 130),
    ("fit_percent", 90),
    ("premises", 220),
    ("note", 160),
)


def _columns(replies: list[Reply]) -> tuple[Column, ...]:
    return (
        Column("業務", lambda one: one.system.name if one.system is not None else "その他", width=140, tells_rows=True),
        *(column for reply in replies for column in _of_reply(reply, replies)),
    )


def _of_reply(reply: Reply, replies: list[Reply]) -> tuple[Column, ...]:
    def yen(label: str, get: Callable[[Declared], int | None]) -> Column:
        def least(area: Area) -> Mark | None:
            figures = [get(area.declared.get(one.id, Declared())) for one in replies]
            known = [one for one in figures if one is not None]
            own = get(area.declared.get(reply.id, Declared()))
            return _LEAST if own is not None and len(known) > 1 and own == min(known) else None

        return Column(
            f"{reply.vendor}\n{label}",
            lambda area: show_yen(get(area.declared.get(reply.id, Declared()))),
            figure=True,
            width=130,
            key=f"{label}{reply.id}",
            mark=least,
            help="最も安い額は太字です。空欄は、回答に示されていないものです。",
        )

    return (
        yen("初期", lambda one: one.initial_yen),
        yen("年額", lambda one: one.yearly_yen),
        Column(
            f"{reply.vendor}\n適合率",
            lambda area: _percent(area.declared.get(reply.id, Declared()).fit_percent),
            figure=True,
            width=130,
            key=f"適合率{reply.id}",
        ),
    )


def _whole(replies: list[Reply], areas: list[Area]) -> dict[str, str]:
    cells = {}
    for reply in replies:
        whole = whole_of(reply, areas)
        cells[f"初期{reply.id}"] = show_yen(whole.initial_yen)
        cells[f"年額{reply.id}"] = show_yen(whole.yearly_yen)
        cells[f"適合率{reply.id}"] = _percent(whole.fit_percent)
    return cells


def _percent(figure: int | None) -> str:
    return "" if figure is None else f"{figure}%"
