"""概要: how far the answers are, what it costs in all, and what needs attention."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.calc.allocation.allocate import Allocation
from core.calc.allocation.item import RANGE, View
from core.calc.answer_counts import Counts, answer_counts, answered
from core.calc.members import Member
from core.model.answers import AnswerState
from core.model.machine.faults import Fault
from core.model.requests import Customization, Disposition
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from core.operations.health.finding import Finding
from core.operations.health.steps import steps
from core.words.requests import too_wide
from core.words.sentences import sentence
from ui.pages.overview.checklist import Checklist
from ui.pages.overview.situation import Situation
from ui.pages.page import Page, small_title
from ui.session import Changed, Session
from ui.shell import late
from ui.shell.memory import Memory
from ui.tables.columns import Column, Totals, yen_column
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.spaced_items import SpacedItems
from ui.widgets.spaced_label import SpacedLabel

_ROOMY = 740
"""So wide the page is where its figures stand in large letters side by side."""
_ANSWERED = "費用のかかる要望のうち、実施、実施しない、未定のどれかを答えた件数です。"


class OverviewPage(Page):
    """Four figures, the members with their answers and amounts, and the list of findings."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self._counts: Counts = {}
        self._rest_is_due = False
        figures = QHBoxLayout()
        figures.setSpacing(12)
        self._figures = {name: _Figure(name) for name in ("構成団体", "カスタマイズ要望", "回答期限", View.MAX.said)}
        for figure in self._figures.values():
            figures.addWidget(figure, 2 if figure is self._figures[View.MAX.said] else 1)
        self.members = Sheet(
            self._columns(),
            name="団体別の状況",
            frozen=1,
            key=lambda member: member.id,
            store=memory,
            empty=EmptyState(
                "団体を登録すると、ここに回答と負担額の状況が出ます。", "団体を登録する", self._to_municipalities
            ),
        )
        self.findings = QListWidget()
        self.findings.setObjectName("list")
        self.findings.setAccessibleName("気をつけること")
        self.findings.setWordWrap(True)
        self.findings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.findings.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.findings.setSpacing(4)
        self.findings.setItemDelegate(SpacedItems(self.findings))
        self.findings.itemActivated.connect(self._open_finding)
        self.findings.itemClicked.connect(self._open_finding)
        self._findings_title = small_title("気をつけること")
        self.checklist = Checklist()
        self.checklist.chosen.connect(self.open_page)
        beside = _column(self.checklist, self._findings_title, self.findings)
        self.situation = Situation(self.members, beside, ("負担額の幅", "回答の集まり具合"))
        self.body.addLayout(figures)
        self.body.addWidget(self.situation, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for figure in self._figures.values():
            figure.set_small(event.size().width() < _ROOMY)

    def reload(self, changed: Changed | None) -> None:
        book, allocation = self.session.book, self.session.allocation()
        self._counts = answer_counts(book)
        customizations = book.all(Customization).values()
        counted = sum(one.disposition.costs for one in customizations)
        declined = sum(one.disposition is Disposition.DECLINE for one in customizations)
        self._figures["構成団体"].show_text(f"{len(allocation.members):,} 団体", book.consortium.name)
        self._figures["カスタマイズ要望"].show_text(
            f"{len(customizations):,} 件", f"費用計上 {counted:,} 件、実施しない {declined:,} 件"
        )
        deadline = book.consortium.answer_deadline
        self._figures["回答期限"].show_text(
            show_date(deadline) or "未定", f"基準日 {show_date(book.consortium.base_date)}"
        )
        self._show_total(allocation)
        self._show_steps()
        self.members.set_records(allocation.members)
        self._show_member_totals(allocation)
        if changed is None:
            # The window opens at once; what takes longer to load follows before anybody has read the figures.
            QTimer.singleShot(0, self, self._show_rest)
        else:
            self._show_rest()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_steps()
        if self._rest_is_due:
            QTimer.singleShot(0, self, self._show_rest)

    def _show_rest(self) -> None:
        """Whoever has gone to another page meanwhile does not wait for it: it follows when this one is seen again."""
        self._rest_is_due = not self.isVisible()
        if self._rest_is_due:
            return
        book, allocation = self.session.book, self.session.allocation()
        names = [member.name for member in allocation.members]
        counts = [self._counts[member.id] for member in allocation.members]
        self.situation.show_charts(late.situation_charts(book, allocation, names, counts), len(names))
        self._show_findings(late.findings(book, allocation))

    def open_search(self) -> None:
        self.situation.show_table()
        self.members.open_search()

    def _show_steps(self) -> None:
        self.checklist.show_steps(steps(self.session.book, self._counts, self.session.has_printed))

    def _show_total(self, allocation: Allocation) -> None:
        totals = allocation.totals
        low, high, slack = totals[View.LOW].total, totals[View.HIGH].total, totals[View.HIGH].slack
        partial = " 一部未算定" if totals[View.MAX].incomplete else ""
        self._figures[View.MAX.said].show_text(
            f"{show_yen(totals[View.MAX].total)} 円{partial}",
            f"{View.ALL.said} {show_yen(totals[View.ALL].total)} 円、{RANGE} {show_yen(low)}〜{show_yen(high)} 円"
            + (f"({too_wide(slack)})" if slack else ""),
        )

    def _show_member_totals(self, allocation: Allocation) -> None:
        if not allocation.members:
            self.members.set_totals(())
            return
        totals = allocation.totals
        asked = sum(sum(counts.values()) for counts in self._counts.values())
        states = {state: sum(counts.get(state, 0) for counts in self._counts.values()) for state in AnswerState}
        self.members.set_totals(
            (
                Totals(
                    "合計",
                    {
                        "answered": f"{answered(states):,}/{asked:,}",
                        "undecided": f"{states[AnswerState.UNDECIDED]:,}",
                        "unanswered": f"{states[AnswerState.UNANSWERED]:,}",
                        **{view.value: show_yen(totals[view].total) for view in View},
                    },
                ),
            )
        )

    def _show_findings(self, found: list[Finding]) -> None:
        self.findings.clear()
        self._findings_title.setText(f"気をつけること({len(found)}件)" if found else "気をつけること")
        for finding in found:
            item = QListWidgetItem(f"【{finding.severity.label}】{sentence(Fault('', finding.rule, finding.facts))}")
            item.setData(Qt.ItemDataRole.UserRole, finding.table)
            item.setToolTip("押すと、直すページを開きます。")
            self.findings.addItem(item)
        if not found:
            self.findings.addItem("ありません。")

    def _open_finding(self, item: QListWidgetItem) -> None:
        table = item.data(Qt.ItemDataRole.UserRole)
        if table:
            self.open_page.emit(table)

    def _to_municipalities(self) -> None:
        self.open_page.emit("municipalities")

    def _columns(self) -> tuple[Column, ...]:
        def count(state: AnswerState, label: str) -> Column:
            return Column(
                label,
                lambda member: self._counts[member.id].get(state, 0),
                figure=True,
                width=60,
                filter=False,
                key=state.value,
            )

        def total(view: View) -> Column:
            return yen_column(
                view.said, lambda member: self._total(member, view), width=100, filter=False, key=view.value
            )

        return (
            Column("団体", lambda member: member.name, width=84, filter=False),
            Column("回答済", self._answered, width=72, filter=False, figure=True, key="answered", help=_ANSWERED),
            count(AnswerState.UNDECIDED, "うち未定"),
            count(AnswerState.UNANSWERED, "未回答"),
            *map(total, View),
        )

    def _answered(self, member: Member) -> str:
        counts = self._counts[member.id]
        asked = sum(counts.values())
        return f"{answered(counts):,}/{asked:,}"

    def _total(self, member: Member, view: View) -> int:
        allocation = self.session.allocation()
        return allocation.totals[view].shares[allocation.places[member.code]]


class _Figure(QFrame):
    """One figure with its name above and a line below."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("surface", True)
        self._figure = QLabel()
        self._figure.setObjectName("figure")
        self._line = SpacedLabel()
        self._line.setProperty("role", "help")
        label = QLabel(name)
        label.setProperty("role", "label")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(4)
        for widget in (label, self._figure, self._line):
            layout.addWidget(widget)

    def set_small(self, small: bool) -> None:
        """Write the figure smaller, where four of them have no room side by side."""
        if self._figure.property("small") is not small:
            self._figure.setProperty("small", small)
            self._figure.style().unpolish(self._figure)
            self._figure.style().polish(self._figure)
            self._figure.updateGeometry()

    def show_text(self, figure: str, line: str) -> None:
        self._figure.setText(figure)
        self._line.setText(line)
        self._line.setToolTip(line)


def _column(*widgets: QWidget) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for widget in widgets:
        layout.addWidget(widget, 1 if widget is widgets[-1] else 0)
    return column
