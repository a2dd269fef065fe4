"""案件と規則: what is procured, what points are given for, and the rule, which is frozen before the notice."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from core.calc.evaluation.frame import acts_of, frame_of, is_frozen, version_of
from core.calc.evaluation.tree import branches_of
from core.model.book import Book
from core.model.evaluation import ActKind, Criterion, Procurement, Stage, is_sealed
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.naming import in_order
from core.model.values.dates import show_moment
from core.operations.editing.draft import Draft
from core.operations.editing.edit import edit, edit_cells
from core.operations.evaluation.acting import add_procurement, decide_change, freeze, rule_words, seal_prices
from core.words.sentences import sentence
from ui.dialogs.questions import ask, ask_for_text
from ui.pages.editing import field_column, field_edits, row_appends, undo_point
from ui.pages.evaluation.choices import ProcurementChoice
from ui.pages.page import Page, small_title
from ui.pages.side import Side
from ui.session import Changed, Session
from ui.shell import late
from ui.shell.memory import Memory
from ui.tables.columns import Column, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.form import Commit, RecordForm, field_of
from ui.widgets.spaced_label import SpacedLabel

Act = Callable[[Book, Procurement, str, str], ChangeSet | Faults]

_TABLES = {"procurements", "criteria", "bidders", "reviewers", "scores", "acts", "systems"}
_FORM = ("name", "method", "limit_yen", "notice_on", "deadline", "decided_on", "term", "note")
_NO_PROCUREMENT = "まだ案件がありません。上の「案件を追加」で、調達する案件を登録してください。"
_NO_CRITERIA = "まだ評価項目がありません。項目名と配点をExcelから貼り付けるか、「新しい行」に入力してください。"


class ProcurementsPage(Page):
    """The criteria at the left, the procurement and its rule at the right."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.choice = ProcurementChoice(session, memory, self._show)
        self.tools.addWidget(QLabel("案件"))
        self.tools.addWidget(self.choice)
        self.add_tool("案件を追加", self._add, help="新しい案件を登録します。価格は、技術採点の締切まで封印されます。")
        self.add_tool("規則を組み立てる", self._compose, "primary", "価格点の式や集計を選び、結果の例を見て決めます。")
        self.freezing = self.add_tool("規則を凍結", self._freeze, help="公告の前に、規則と評価項目を確定します。")
        self.deciding = self.add_tool(
            "規則を変える決定", self._decide, help="凍結した規則を、名称のある決定によって変えられるようにします。"
        )
        self.sealing = self.add_tool(
            "価格を封印", self._seal, help="登録した提案額を、技術採点を締め切って開封するまで、どこにも出しません。"
        )
        self.tools.addStretch(1)
        self._is_staged = False
        self._nothing = EmptyState("")
        self.criteria = Sheet(
            self._columns(),
            name="評価項目",
            frozen=1,
            on_edit=field_edits(session),
            on_append=row_appends(session, Criterion, self._given),
            undo_point=undo_point(session),
            store=memory,
            empty=self._nothing,
        )
        self.side = _Facts(session, self._commit)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        self._criteria_title = small_title("評価項目")
        column.addWidget(self._criteria_title)
        column.addWidget(self.criteria, 1)
        splitter.addWidget(left)
        splitter.addWidget(self.side)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([720, 400])
        splitter.setChildrenCollapsible(False)
        self.body.addWidget(splitter)

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & _TABLES:
            return
        if changed is None:
            self.criteria.forget()
        self.choice.reload()
        self._show()

    def open_search(self) -> None:
        self.criteria.open_search()

    def _columns(self) -> tuple[Column, ...]:
        """Return the columns of the criteria: the stage only where there are two."""
        return (
            field_column(Criterion, "name", 230),
            field_column(Criterion, "points", 80),
            field_column(Criterion, "part", 160),
            *([field_column(Criterion, "stage", 110)] if self._is_staged else []),
            field_column(Criterion, "panel", 110),
            field_column(Criterion, "system_id", 130, self.session.look),
            field_column(Criterion, "heading", 120),
            field_column(Criterion, "scale", 150),
            field_column(Criterion, "factor", 70),
            field_column(Criterion, "required", 70),
            field_column(Criterion, "note", 200),
        )

    def _show(self) -> None:
        book, chosen = self.session.book, self.choice.procurement
        rows = in_order(book, book.children(Criterion, chosen.id).values()) if chosen else []
        is_staged = chosen is not None and chosen.is_staged
        if is_staged is not self._is_staged:
            self._is_staged = is_staged
            self.criteria.set_columns(self._columns(), rows)
        self.criteria.set_records(rows)
        self.criteria.model.set_appendable(chosen is not None)
        self.criteria.set_totals((Totals("合計", {"points": sum(one.points for one in rows)}),) if rows else ())
        self.freezing.setVisible(chosen is not None and not is_frozen(book, chosen))
        self.deciding.setVisible(chosen is not None and is_frozen(book, chosen))
        self.sealing.setVisible(chosen is not None and not is_sealed(book, chosen))
        self.side.show_record(chosen)
        for part in (self.side, self._criteria_title):
            part.setVisible(chosen is not None)
        self._nothing.say(_NO_PROCUREMENT if chosen is None else _NO_CRITERIA)

    def _given(self, _: Draft) -> dict[str, int]:
        chosen = self.choice.procurement
        assert chosen is not None
        return {"procurement_id": chosen.id}

    def _commit(self, name: str, text: str) -> str | None:
        chosen = self.choice.procurement
        if chosen is None:
            return None
        faults = self.session.run(edit(self.session.book, chosen, name, text))
        return None if faults is None else " ".join(sentence(fault) for fault in faults)

    def _add(self) -> None:
        name = ask_for_text(self, "案件を追加", "案件の名称を入力してください。", "")
        before = self.session.book.last_id(Procurement)
        if name and self.run(add_procurement(self.session.book, name, self.session.who, self.session.now())):
            self.choice.choose(before + 1)

    def _compose(self) -> None:
        chosen = self.choice.procurement
        if chosen is None:
            return
        if is_frozen(self.session.book, chosen):
            self.run(Faults.of("", "rule_frozen", procurement=chosen.name))
            return
        texts = late.composed_evaluation_rule(self, frame_of(self.session.book, chosen))
        if texts is not None:
            self.run(edit_cells(self.session.book, [(chosen, name, text) for name, text in texts.items()]))

    def _freeze(self) -> None:
        self._act(freeze)

    def _seal(self) -> None:
        text = (
            "提案額を封印します。技術採点を締め切って開封するまで、どこにも「封印」としか出ません。"
            "すでに見た人や、これまでの控えと印刷物には及びません。よろしいですか。"
        )
        if self.choice.procurement is not None and ask(self, "価格を封印", text, ("封印する", "やめる")) == "封印する":
            self._act(seal_prices)

    def _decide(self) -> None:
        text = "規則を変えることを決めた会議や決裁の名称を入力してください。記録に残り、凍結し直すと次の版になります。"
        chosen = self.choice.procurement
        name = ask_for_text(self, "規則を変える決定", text, "") if chosen is not None else ""
        if name and chosen is not None:
            self.run(decide_change(self.session.book, chosen, name, self.session.who, self.session.now()))
            self.criteria.focus_cells()

    def _act(self, do: Act) -> None:
        chosen = self.choice.procurement
        if chosen is not None:
            wish: ChangeSet | Faults = do(self.session.book, chosen, self.session.who, self.session.now())
            self.run(wish)
            self.criteria.focus_cells()


class _Facts(Side):
    """The rule in words, what was done to it, and the other facts of the procurement as fields."""

    def __init__(self, session: Session, commit: Commit) -> None:
        super().__init__()
        self._session = session
        self.state, self.rule, self.acts = SpacedLabel(), SpacedLabel(), SpacedLabel()
        self.tree = SpacedLabel()
        self.fields = RecordForm([field_of(Procurement, name, session.look) for name in _FORM], commit)
        self._content = content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(8)
        for widget in (
            small_title("評価規則"),
            self.state,
            self.rule,
            small_title("配点の構成"),
            self.tree,
            small_title("記録"),
            self.acts,
        ):
            column.addWidget(widget)
        column.addWidget(small_title("案件"))
        column.addWidget(self.fields)
        column.addStretch(1)
        self.setWidget(content)

    def show_record(self, record: Procurement | None) -> None:
        book = self._session.book
        self._content.setVisible(record is not None)
        self.fields.show_record(record)
        if record is None:
            return
        version, frozen = version_of(book, record), is_frozen(book, record)
        acts = acts_of(book, record)
        if frozen:
            when = next(one.acted_at for one in reversed(acts) if one.kind is ActKind.FREEZE)
            self.state.setText(f"第{version}版 {show_moment(when)}に凍結。変えるには名称のある決定が要ります。")
        else:
            self.state.setText(f"第{version + 1}版の案です。公告の前に凍結してください。")
        self.rule.setText("\n".join(f"{label}: {text}" for label, text in rule_words(record)))
        criteria = in_order(book, book.children(Criterion, record.id).values())
        self.tree.setText("\n".join(_tree(record, criteria)) or "評価項目がまだありません。")
        told = (
            f"{show_moment(one.acted_at)} {one.kind.label}{f'「{one.name}」' if one.name else ''} {one.acted_by}"
            for one in acts
        )
        self.acts.setText("\n".join(told) or "まだありません。")


def _tree(procurement: Procurement, criteria: Sequence[Criterion]) -> Iterator[str]:
    """Yield a line for each branch of the criteria, of two stages below the stage."""
    if not procurement.is_staged:
        yield from _branches(criteria, 0)
        return
    for stage in Stage:
        some = [one for one in criteria if one.stage is stage]
        yield f"{stage.label} {sum(one.points for one in some):,}点"
        yield from _branches(some, 1)


def _branches(criteria: Sequence[Criterion], depth: int) -> Iterator[str]:
    for one in branches_of(criteria):
        if not one.is_criterion:
            yield f"{'　' * (one.depth + depth)}{one.name} {one.points:,}点"
