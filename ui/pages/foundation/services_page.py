"""住民サービス: which municipality does what since when, what a case costs there, and how much it is used."""

from collections.abc import Sequence

from core.calc.foundation.services import BREAK_EVEN_TERMS, COST_TERMS, Board, board_of, fee_on, show_share, use_of
from core.calc.organisation import day_of
from core.documents.foundation.services import HALF, NEVER, fee_text
from core.documents.foundation.wording import status_text
from core.model.book import Book
from core.model.council import Municipality
from core.model.foundation.services import NOT_HEARD, Channel, Service, ServiceState, ServiceStatus
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.values.dates import show_date, show_fiscal_year
from core.model.values.money import show_yen
from core.operations.foundation.matrices import status_cells
from ui.pages.editing import field_column
from ui.pages.foundation.matrix_page import FAINT, FIRM, Head, Matrix, MatrixPage
from ui.pages.foundation.matrix_side import CellWords
from ui.session import Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, Column, Mark, Totals


class ServicesPage(MatrixPage):
    matrix = Matrix(
        Service,
        "サービス",
        ServiceState,
        NOT_HEARD,
        (("name", "サービス名", 240), ("kind", "種類", 130), ("covers", "対象(税目・証明書)", 200)),
        "まだ住民サービスがありません。上の欄にサービス名(コンビニ交付など)を入れて「サービスを追加」を押してください。",
        frozenset({"municipalities", "consortium"}),
        frozenset({"municipalities", "consortium", "services", "service_statuses", "service_fees", "service_counts"}),
        (("隣はやっているのかを印刷", "reports/neighbours"), ("サービス一覧を印刷", "reports/services")),
        CellWords(
            Service,
            ServiceStatus,
            ("service_id", "municipality_id"),
            "団体",
            "団体の状況",
            ("state", "since", "ended_on", "covers", "fixed_yen", "case_yen", "counter_case_yen", "note"),
            ("covers", "basis", "note"),
            "先に団体のページで団体を登録してください。",
        ),
    )

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        self._board: Board = Board(Book({}), (), ())
        super().__init__(session, memory, title, about)

    def read(self) -> Sequence[Service]:
        self._board = board_of(self.session.book)
        return self._board.services

    def heads(self) -> Sequence[Head]:
        return [Head(one.id, one.name, one.code) for one in self._board.members]

    def word(self, line: Service, head_id: int) -> ServiceState | None:
        return self._board.state(line, head_id)

    def cell_mark(self, line: Service, head_id: int) -> Mark | None:
        marks = {ServiceState.RUNNING: FIRM, ServiceState.REFUSED: FAINT, ServiceState.UNDECIDED: FAINT}
        word = self.word(line, head_id)
        return marks.get(word) if word is not None else None

    def said(self, line: Service, head_id: int) -> str:
        since = status_text(self._board.rows(line).get(head_id)).partition("\n")[2]
        return f"{super().said(line, head_id)}{f'({since})' if since else ''}"

    def lead(self) -> Sequence[Column]:
        return (
            field_column(Service, "name", 220, tooltip=lambda one: one.name),
            Column(
                "実施中",
                lambda one: self._board.count(one, ServiceState.RUNNING),
                show=lambda count: f"{count}/{len(self._board.members)}",
                width=84,
                align=CENTER,
                help="実施中の団体の数です。",
                key="running",
            ),
        )

    def rest(self) -> Sequence[Column]:
        return (
            field_column(Service, "kind", 110),
            field_column(Service, "covers", 180),
            field_column(Service, "basis", 180),
            field_column(Service, "note", 280, tooltip=lambda one: one.note),
        )

    def totals(self, lines: Sequence[Service]) -> Sequence[Totals]:
        states = {one.code: [self._board.state(line, one.id) for line in lines] for one in self._board.members}
        counts = {code: f"{said.count(ServiceState.RUNNING)}/{len(lines)}" for code, said in states.items()}
        return (Totals("実施中", counts, {code: f"実施中のサービス {text}" for code, text in counts.items()}),)

    def told(self, line: Service, head_id: int) -> str:
        """Return the fees of the day, and of the last year cases, share, cost per case and break-even."""
        book, day = self.session.book, day_of(self.session.book)
        lines = []
        for channel in Channel:
            fee = fee_on(book, line.id, head_id, channel, day) if day else None
            if fee is not None:
                text = fee_text(fee).replace("\n", "円", 1).replace("\n", " ")
                lines.append(f"{channel.label}の手数料({show_date(day)}): {text}{'' if fee.reduction else '円'}")
        use = use_of(book, line.id, head_id)
        if use.count is not None:
            counted = (("窓口", use.count.counter), ("コンビニ等", use.count.elsewhere))
            cases = "、".join(f"{name} {show_yen(count) or '不明'}件" for name, count in counted)
            share = f"、利用率 {show_share(use.share)}" if use.share is not None else ""
            lines.append(f"{show_fiscal_year(use.count.fiscal_year)}の件数: {cases}{share}")
        if use.case_cost is not None:
            lines.append(f"1件の経費: {show_yen(int(use.case_cost + HALF))}円")
        if use.never_pays or use.break_even is not None:
            even = NEVER if use.never_pays else f"{show_yen(use.break_even)}件/年"
            pays = {True: "(超えている)", False: "(届いていない)", None: ""}[None if use.never_pays else use.pays]
            lines.append(f"損益分岐: {even}{pays}")
        if use.loss:
            lines.append(f"減額による減収: {show_yen(use.loss)}円")
        if use.case_cost is not None or use.break_even is not None:
            lines += [COST_TERMS, BREAK_EVEN_TERMS]
        return "\n".join(lines)

    def write_cells(self, cells: list[tuple[Service, int, str]]) -> ChangeSet | Faults:
        known = self.session.book.all(Municipality)
        return status_cells(self.session.book, [(line, known[id], text) for line, id, text in cells])

    def describe_cell(self, line: Service, head_id: int, name: str, text: str) -> ChangeSet | Faults:
        one = self.session.book.all(Municipality)[head_id]
        return status_cells(self.session.book, [(line, one, text)], name)
