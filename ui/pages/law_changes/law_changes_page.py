"""制度改正: the changes of laws in a table, what municipalities do beside it, and the button that makes cost lines."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QPushButton

from core.calc.law_changes import Board, board_of, progress_of, subsidy_of
from core.calc.organisation import day_of
from core.documents.law_changes.sheet import subsidy_text
from core.model.council import System
from core.model.law_changes.records import LawChange, LawChangeSystem
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.naming import in_order
from core.model.values.money import show_yen
from core.operations.editing.edit import edit_cells
from core.operations.editing.listed import append_with_lists, write_lists
from core.operations.law_changes.costing import make_cost_lines
from core.operations.law_changes.listing import LISTS, SYSTEMS
from ui.look import theme
from ui.pages.editing import appends_through, edits_through, field_column, together
from ui.pages.law_changes.law_side import LawSide
from ui.pages.table_page import TablePage
from ui.pages.table_view import Asked, TableView
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, CellEdit, Column, Mark, OnAppend, OnEdit
from ui.widgets.buttons import button

GetBoard = Callable[[], Board]
_LATE = Mark(foreground=theme.ERROR, bold=True)


def _day(session: Session) -> str:
    return day_of(session.look) or date.today().isoformat()


def _systems(session: Session) -> Column:
    def told(change: LawChange) -> str:
        ids = [one.system_id for one in session.look.children(LawChangeSystem, change.id).values()]
        return "、".join(one.name for one in in_order(session.look, [session.look.all(System)[id] for id in ids]))

    return Column(
        "業務",
        told,
        show=lambda text: text or "すべての業務",
        plain=str,
        width=140,
        edit=SYSTEMS,
        key=SYSTEMS,
        tooltip=told,
        help="改正する業務です(住民税、固定資産税)。空欄はすべての業務です。",
    )


def _progress(session: Session) -> Column:
    def late(change: LawChange) -> Mark | None:
        return _LATE if progress_of(change, _day(session)).is_late else None

    return Column(
        "状態",
        lambda change: progress_of(change, _day(session)).label,
        width=104,
        align=CENTER,
        mark=late,
        key="progress",
        help="資料日付(なければ基準日)の現在の状態です。施行日や対応予定を過ぎても済んでいなければ遅れです。",
    )


def _done(board: GetBoard) -> Column:
    def told(change: LawChange) -> str:
        done, concerned = board().done(change)
        return f"{done}/{concerned}"

    return Column("団体確認", told, width=84, align=CENTER, key="done", help="確認日の入っている団体の数です。")


def _subsidy(_: Session) -> Column:
    return Column(
        "補助額(円)",
        subsidy_of,
        show=lambda yen: "未定" if yen is None else show_yen(yen),
        sort=lambda yen: (yen is None, yen or 0),
        figure=True,
        width=110,
        tooltip=subsidy_text,
        key="subsidy_yen",
        help="初期費用×補助率(円未満切捨て)と、補助の上限の小さい方です。",
    )


def _lines(board: GetBoard) -> Column:
    def told(change: LawChange) -> str:
        return "、".join(one.name for one in board().made.get(change.id, ()))

    return Column("経費明細", told, width=150, tooltip=told, key="cost_lines", help="この改正から作った経費明細です。")


def _edits(session: Session) -> OnEdit:
    def lists(edits: list[CellEdit]) -> ChangeSet | Faults:
        return write_lists(session.book, LISTS, [(edit.record, edit.column.edit, edit.text) for edit in edits])

    def fields(edits: list[CellEdit]) -> ChangeSet | Faults:
        return edit_cells(session.book, [(edit.record, edit.column.edit, edit.text) for edit in edits])

    return edits_through(session, lambda edits: together(edits, lambda edit: edit.column.edit in LISTS, lists, fields))


def _appends(session: Session) -> OnAppend:
    return appends_through(session, lambda cells, rows: append_with_lists(session.book, LawChange, LISTS, cells, rows))


def _view(board: GetBoard) -> TableView:
    return TableView(
        LawChange,
        columns=(
            lambda _: field_column(LawChange, "number", 88, align=CENTER),
            lambda _: field_column(LawChange, "name", 220, tooltip=lambda one: one.name),
            ("effective_on", 140),
            _progress,
            ("payment", 100),
            ("one_off_yen", 120),
            ("yearly_yen", 110),
            ("subsidy", 90),
            _subsidy,
            _systems,
            lambda _: _done(board),
            ("vendor_due_on", 140),
            ("vendor_done_on", 140),
            ("applied_on", 140),
            lambda _: _lines(board),
        ),
        frozen=2,
        adding=(Asked("name", 300), Asked("effective_on", 150), Asked("payment", 130)),
        form=LawSide,
        form_width=440,
        printing=("制度改正一覧を印刷", "reports/law-changes"),
        needs=(
            *("law_change_systems", "law_change_members", "systems", "participations", "municipalities"),
            *("links", "cost_lines"),
        ),
        edits=_edits,
        appends=_appends,
        empty=(
            "まだ制度改正がありません。上の欄に法令や改正の名前と施行日を入れて「制度改正を追加」を押してください。"
        ),
    )


class LawChangesPage(TablePage):
    """The list with the current change beside it; costs become cost lines by one button."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        self._board = board_of(session.look)
        super().__init__(session, memory, title, about, _view(lambda: self._board))

    def reload(self, changed: Changed | None) -> None:
        self._board = board_of(self.session.look)
        super().reload(changed)

    def _buttons(self) -> list[QPushButton]:
        help = "選んだ制度改正の費用を、その年度の経費明細にします。国庫補助は財源になります。元に戻せます。"
        return [button("経費明細にする", self._make_lines, "primary", help=help), *super()._buttons()]

    def _make_lines(self) -> None:
        self.run(make_cost_lines(self.session.book, self.sheet.selected_records))
