"""データセンターの要件: what every site shows for every requirement."""

from collections.abc import Sequence

from core.calc.foundation.requirements import MET_TERMS, Board, board_of, met_by
from core.calc.organisation import day_of
from core.documents.foundation.wording import check_mark, threshold_text
from core.model.book import Book
from core.model.foundation.requirements import NOT_CHECKED, Need, Requirement, Result, Site, SiteCheck
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.values.dates import show_date
from core.operations.foundation.matrices import check_cells
from ui.pages.editing import field_column
from ui.pages.foundation.matrix_page import FAINT, FIRM, WRONG, Head, Matrix, MatrixPage
from ui.pages.foundation.matrix_side import CellWords
from ui.session import Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, Column, Mark, Totals


class RequirementsPage(MatrixPage):
    matrix = Matrix(
        Requirement,
        "要件",
        Result,
        NOT_CHECKED,
        (("content", "要件", 300), ("kind", "分類", 130), ("threshold", "基準値", 120)),
        "まだ要件がありません。上の欄に要件(震度6以上の耐震性能など)を入れて「要件を追加」を押してください。",
        frozenset({"sites"}),
        frozenset({"sites", "requirements", "site_checks", "consortium"}),
        (("充足表を印刷", "reports/requirements"), ("安全性の説明を印刷", "reports/safety")),
        CellWords(
            Requirement,
            SiteCheck,
            ("requirement_id", "site_id"),
            "拠点",
            "拠点の確認",
            (
                "result",
                "value",
                "evidence",
                "method",
                "checked_on",
                "checked_by",
                "valid_until",
                "substitute",
                "note",
            ),
            ("threshold", "unit", "need", "basis", "note"),
            "先に「拠点」のページで、データセンターなどの拠点を登録してください。",
        ),
        110,
    )

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        self._board: Board = board_of(Book({}))
        super().__init__(session, memory, title, about)

    def read(self) -> Sequence[Requirement]:
        self._board = board_of(self.session.book, day_of(self.session.book))
        return self._board.requirements

    def heads(self) -> Sequence[Head]:
        return [Head(one.id, one.name, f"site{one.id}") for one in self._board.sites]

    def word(self, line: Requirement, head_id: int) -> Result | None:
        return self._board.result(line, head_id)

    def cell_text(self, line: Requirement, head_id: int) -> str:
        return check_mark(self._board.rows(line).get(head_id), self._board.is_expired(line, head_id))

    def cell_mark(self, line: Requirement, head_id: int) -> Mark | None:
        if self._board.is_expired(line, head_id):
            return WRONG
        marks = {Result.MET: FIRM, Result.UNMET: WRONG, Result.ASKING: FAINT}
        word = self.word(line, head_id)
        return marks.get(word) if word is not None else None

    def said(self, line: Requirement, head_id: int) -> str:
        row = self._board.rows(line).get(head_id)
        until = f"(有効期限 {show_date(row.valid_until)})" if row and row.valid_until else ""
        return f"{super().said(line, head_id)}{until}"

    def lead(self) -> Sequence[Column]:
        return (
            field_column(Requirement, "number", 72, align=CENTER),
            field_column(Requirement, "content", 330, tooltip=lambda one: one.content),
        )

    def rest(self) -> Sequence[Column]:
        return (
            field_column(Requirement, "kind", 110),
            Column("基準", threshold_text, width=140, help="基準値と単位です。右の欄で入力します。", key="asked"),
            field_column(Requirement, "need", 100),
            field_column(Requirement, "basis", 120),
            field_column(Requirement, "note", 240, tooltip=lambda one: one.note),
        )

    def totals(self, lines: Sequence[Requirement]) -> Sequence[Totals]:
        board = self._board
        found = []
        for need in Need:  # where one column is frozen, the label has the width of a number
            shares = {f"site{one.id}": met_by(board, one, need) for one in board.sites}
            if any(share.of for share in shares.values()):
                texts = {key: share.text.partition("(")[0] for key, share in shares.items()}
                told = {key: f"充足率({need.label}) {share.text}。{MET_TERMS}" for key, share in shares.items()}
                found.append(Totals(need.label, texts, told))
        return found

    def write_cells(self, cells: list[tuple[Requirement, int, str]]) -> ChangeSet | Faults:
        sites = self.session.book.all(Site)
        return check_cells(self.session.book, [(line, sites[id], text) for line, id, text in cells])

    def describe_cell(self, line: Requirement, head_id: int, name: str, text: str) -> ChangeSet | Faults:
        site = self.session.book.all(Site)[head_id]
        return check_cells(self.session.book, [(line, site, text)], name)
