"""改善要望: what the members ask for in the system in use, with who supports it and the request made of each."""

from datetime import date

from PySide6.QtWidgets import QPushButton, QSizePolicy

from core.calc.improvements import Backers, is_overdue, requests_by_improvement, summary_of, summary_pairs
from core.calc.members import members_of
from core.calc.organisation import day_of
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.operating.forms import FilledForm
from core.model.operating.improvements import Improvement
from core.model.requests import Customization
from core.operations.improvements.forms import improvement_forms, take_improvements
from core.operations.improvements.requesting import make_requests
from ui.files.forms import take_returned, write_forms
from ui.look import theme
from ui.pages.editing import field_column
from ui.pages.improvements.improvement_side import ImprovementSide
from ui.pages.table_page import TablePage
from ui.pages.table_view import Asked, TableView
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, Column, Mark
from ui.widgets.buttons import button
from ui.widgets.spaced_label import SpacedLabel

_LATE = Mark(foreground=theme.ERROR, bold=True)


class ImprovementsPage(TablePage):
    """Who says what is read once for the whole table."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        self._requests: dict[int, list[int]] = {}
        self._backers = Backers(session.look)
        self._day = ""
        super().__init__(session, memory, title, about, self._view())
        self.summary = SpacedLabel()
        self.summary.setProperty("role", "help")
        self.summary.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.body.insertWidget(0, self.summary)

    def reload(self, changed: Changed | None) -> None:
        if changed is None or changed.tables & self._changes_with:
            book = self.session.book
            self._requests = requests_by_improvement(book)
            self._backers = Backers(self.session.look)
            self._day = day_of(book) or date.today().isoformat()
            rows = book.all(Improvement).values()
            told = summary_pairs(summary_of(rows, self._day)) if rows else ()
            self.summary.setText("　".join(f"{name} {value}" for name, value in told))
        super().reload(changed)

    def _view(self) -> TableView:
        def late(one: Improvement) -> Mark | None:
            return _LATE if is_overdue(one, self._day) else None

        return TableView(
            Improvement,
            columns=(
                lambda _: field_column(Improvement, "number", 92, align=CENTER),
                lambda _: field_column(Improvement, "title", 220, tooltip=lambda one: one.title),
                lambda session: field_column(Improvement, "municipality_id", 126, session.look, blank="事務局"),
                ("urgency", 76),
                lambda _: self._backing_column(),
                ("vendor", 126),
                ("verdict", 150),
                lambda _: self._request_column(),
                lambda _: field_column(Improvement, "due_on", 140, mark=late),
                ("done_on", 140),
                ("system_id", 120),
                ("estimate_yen", 116),
                ("raised_on", 140),
                ("release", 110),
                ("answered_on", 140),
                ("decided_on", 140),
                lambda _: field_column(Improvement, "content", 220, tooltip=lambda one: one.content),
                lambda _: field_column(Improvement, "answer", 220, tooltip=lambda one: one.answer),
                ("note", 180),
            ),
            frozen=2,
            adding=(Asked("municipality_id", 110, "団体"), Asked("system_id", 120), Asked("title", 240)),
            empty=(
                "まだ改善要望がありません。上の欄に件名を入れて「改善要望を追加」を押してください。"
                "団体を空けると事務局からの要望になります。"
            ),
            form=ImprovementSide,
            form_width=440,
            printing=("改善要望一覧を印刷", "reports/improvements"),
            needs=("links", "customizations", "improvement_supports", "municipalities", "participations"),
        )

    def _buttons(self) -> list[QPushButton]:
        out = "団体ごとに1つ、要望と賛否を書き込むExcelを作ります。"
        back = "書き込まれて戻ったExcelをまとめて取り込みます。元に戻せます。"
        forms = [
            button("用紙を作る", self._write_forms, help=out),
            button("戻った用紙を取り込む", self._take_forms, help=back),
        ]
        help = "選んだ改善要望から新しいカスタマイズ要望を作り、どれから生まれたかを残します。元に戻せます。"
        return [button("要望にする", self._make_requests, "primary", help=help), *forms, *super()._buttons()]

    def _make_requests(self) -> None:
        self.run(make_requests(self.session.book, self.sheet.selected_records))

    def _write_forms(self) -> None:
        session = self.session
        members = [session.book.all(Municipality)[one.id] for one in members_of(session.look)]
        forms = improvement_forms(session.book, session.file.store.document_id, members)
        write_forms(self, self.memory, self.message, forms)

    def _take_forms(self) -> None:
        def decide(forms: list[FilledForm], day: str) -> ChangeSet | Faults:
            return take_improvements(self.session.book, self.session.file.store.document_id, forms, day)

        take_returned(self, self.session, self.memory, self.message, decide)

    def _backing_column(self) -> Column:
        help = "賛同した団体、どちらでもよいとした団体、賛同しない団体、まだ答えていない団体の数です。"
        return Column("賛否", lambda one: self._backers.backing(one).text, width=150, help=help)

    def _request_column(self) -> Column:
        def items(one: Improvement) -> str:
            known = self.session.book.all(Customization)
            return "、".join(known[id].item for id in self._requests.get(one.id, ()) if id in known)

        return Column(
            "要望(項)", items, width=84, align=CENTER, help="この改善要望から生まれたカスタマイズ要望の項です。"
        )
