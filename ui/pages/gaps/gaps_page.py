"""フィット&ギャップ: the items in a table, with what the members need and the request made of each."""

from PySide6.QtWidgets import QPushButton, QSizePolicy

from core.calc.gaps.fits import DEFINITION, Needs, count_of, show_rate
from core.calc.gaps.origins import requests_by_gap
from core.model.gaps import Fit, Gap
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.requests import Customization
from core.operations.editing.edit import edit_cells
from core.operations.gaps.requesting import make_requests, set_requests
from ui.look import theme
from ui.pages.editing import edits_through, field_column, together
from ui.pages.gaps.gap_side import GapSide
from ui.pages.table_page import TablePage
from ui.pages.table_view import Asked, TableView
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, CellEdit, Column, Mark, OnEdit
from ui.widgets.buttons import button
from ui.widgets.spaced_label import SpacedLabel

_REQUEST = "request"
FIT_MARKS = {
    Fit.FITS: Mark(foreground=theme.SUCCESS),
    Fit.PARTLY: Mark(foreground=theme.WARNING, bold=True),
    Fit.GAP: Mark(foreground=theme.ERROR, bold=True),
    Fit.OUT: Mark(foreground=theme.SECONDARY),
    Fit.OPEN: None,
}


def fit_column(width: int = 100) -> Column:
    """Return the column of the judgement: sign and word."""
    return field_column(
        Gap,
        "fit",
        width,
        show=lambda fit: f"{fit.mark} {fit.label}".strip(),
        plain=lambda fit: fit.label,
        mark=lambda gap: FIT_MARKS[gap.fit],
    )


class GapsPage(TablePage):
    """The rows of many requests and needs are read once for the whole table."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        self._requests: dict[int, list[int]] = {}
        self._needs = Needs(session.look)
        super().__init__(session, memory, title, about, self._view())
        self.summary = SpacedLabel()
        self.summary.setProperty("role", "help")
        self.summary.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.summary.setToolTip("\n".join(DEFINITION))
        self.body.insertWidget(0, self.summary)

    def reload(self, changed: Changed | None) -> None:
        if changed is None or changed.tables & self._changes_with:
            self._requests = requests_by_gap(self.session.book)
            self._needs = Needs(self.session.look)
            self.summary.setText(self._summed_up())
        super().reload(changed)

    def _summed_up(self) -> str:
        gaps = self.session.book.all(Gap).values()
        if not gaps:
            return ""
        count = count_of(gaps, self._requests)
        parts = "　".join(f"{fit.label} {count.by_fit[fit]:,}" for fit in Fit if count.by_fit[fit])
        rate = f"適合率 {show_rate(count.rate)}" if count.rate is not None else "適合率 －(適合・一部適合の項目なし)"
        return f"全{count.total:,}件　{parts}　{rate}　要望にした項目 {count.requests:,}"

    def _view(self) -> TableView:
        look = "業務・機能・現行・パッケージ標準・適合(○△×)などの見出しの一覧は、「取込・書出」から取り込めます。"
        return TableView(
            Gap,
            noun="項目",
            columns=(
                lambda _: field_column(Gap, "number", 56, show=str),
                ("system_id", 110),
                lambda _: field_column(Gap, "function", 220, tooltip=lambda one: one.function),
                lambda _: fit_column(),
                lambda _: self._request_column(),
                lambda _: self._needs_column(),
                ("proposal", 120),
                ("conclusion", 84),
                ("kind", 96),
                ("decided_on", 150),
                ("meeting_id", 190),
                lambda _: field_column(Gap, "present", 200, tooltip=lambda one: one.present),
                lambda _: field_column(Gap, "standard", 200, tooltip=lambda one: one.standard),
                ("importance", 96),
                ("proposed", 180),
                ("due_on", 150),
                ("person", 110),
                ("reference", 96),
                ("decided_at_id", 190),
                ("note", 200),
            ),
            frozen=3,
            adding=(Asked("system_id", 120), Asked("function", 240), Asked("fit", 110)),
            empty="まだ項目がありません。上の欄に業務と機能を入れて「項目を追加」を押すか、Excelの一覧を貼り付けてください。"
            + look,
            form=GapSide,
            form_width=440,
            printing=("結果表を印刷", "reports/gaps"),
            needs=("links", "customizations", "gap_needs", "municipalities", "participations"),
            edits=self._edits,
        )

    def _buttons(self) -> list[QPushButton]:
        help = "選んだ項目から新しい要望を作り、どの項目から生まれたかを残します。元に戻せます。"
        return [button("要望にする", self._make_requests, "primary", help=help), *super()._buttons()]

    def _make_requests(self) -> None:
        self.run(make_requests(self.session.book, self.sheet.selected_records))

    def _needs_column(self) -> Column:
        help = "「要」「不要」と答えた団体と、まだ答えていない団体の数です。"
        return Column("要否", lambda gap: self._needs.count(gap).text, width=150, help=help)

    def _request_column(self) -> Column:
        def items(gap: Gap) -> str:
            known = self.session.book.all(Customization)
            return "、".join(known[id].item for id in self._requests.get(gap.id, ()) if id in known)

        help = "この項目から生まれた要望の項です。すでにある要望のときは、その項を入力します。"
        return Column("要望(項)", items, width=84, align=CENTER, edit=_REQUEST, key=_REQUEST, help=help)

    def _edits(self, session: Session) -> OnEdit:
        def requests(edits: list[CellEdit]) -> ChangeSet | Faults:
            return set_requests(session.book, [(edit.record, edit.text) for edit in edits])

        def fields(edits: list[CellEdit]) -> ChangeSet | Faults:
            return edit_cells(session.book, [(edit.record, edit.column.edit, edit.text) for edit in edits])

        return edits_through(
            session, lambda edits: together(edits, lambda edit: edit.column.edit == _REQUEST, requests, fields)
        )
