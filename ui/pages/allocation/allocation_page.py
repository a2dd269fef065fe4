"""費用按分: the allocation table that the meeting decides on, and why each amount is what it is."""

from collections.abc import Callable
from operator import attrgetter

from PySide6.QtWidgets import QComboBox, QLabel

from core.calc.allocation.allocate import Allocation, in_order
from core.calc.allocation.explain import explain
from core.calc.allocation.item import RANGE, ItemResult, View
from core.calc.allocation.pricing import Money
from core.calc.members import Member
from core.dataclass import dataclass
from core.documents.paper.wording import UNCOSTED, amount, disposition_word, is_estimated
from core.model.answers import AnswerState
from core.model.requests import Customization
from core.model.values.money import show_yen
from core.words.requests import too_wide
from ui.look import theme
from ui.pages.allocation.group_columns import group_columns, group_sums, is_group
from ui.pages.answers.answer_lookup import AnswerLookup
from ui.pages.beside import LEAST_COLUMNS
from ui.pages.page import Page
from ui.pages.requests.optional_columns import request_columns
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, RIGHT, Column, Mark, Totals, yen_column
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.derivation_panel import DerivationPanel

_VIEWS: dict[str, View | None] = {View.MAX.said: View.MAX, View.ALL.said: View.ALL, RANGE: None}
SAID = attrgetter("said")
_FRAME = {"municipalities", "consortium"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """The selected amount: of one request, or of all (id None) in the totals row of `view`."""

    id: int | None
    column: str
    view: View | None


class AllocationPage(Page):
    """The table with its totals at the left, the derivation of the selected amount at the right."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self._answers = AnswerLookup(session)
        self._asked: _Asked | None = None
        self._money = Money.ONE_OFF
        self._is_reading = False
        self.view = self._choice("表示", list(_VIEWS), self._show_other)
        self.money = self._choice("金額", [money.label for money in Money], self._show_other)
        self.naming = self._choice("団体名", ["団体名で", "記号(A〜F)で"], self._show_other)
        self.tools.addStretch(1)
        self.sheet = Sheet(
            (),
            name="費用按分",
            frozen=2,
            store=memory,
            empty=EmptyState(
                "先にカスタマイズ要望と見積を登録してください。",
                "カスタマイズのページを開く",
                lambda: self.open_page.emit("customizations"),
            ),
        )
        self.derivation = DerivationPanel()
        self.sheet.current_changed.connect(self._ask)
        self.side = self.show_beside(self.sheet, self.derivation, "allocation", 254, columns=2 + LEAST_COLUMNS)
        self.tools.addWidget(self.side.button)
        self.add_tool("この表を印刷", lambda: self.open_page.emit("reports/allocation"))
        self.show_links_below(self.sheet)

    @property
    def shown(self) -> Allocation:
        """The allocation of the kind of money that is chosen."""
        return self.session.allocation(self._money)

    def reload(self, changed: Changed | None) -> None:
        customizations = self.session.book.all(Customization)
        self._is_reading = True
        self._answers.forget(None if changed is None else changed.customizations)
        if changed is None or changed.tables & _FRAME:
            self.naming.blockSignals(True)
            self.naming.setCurrentIndex(int(self.session.book.consortium.anonymous))
            self.naming.blockSignals(False)
            self._show_columns()
        elif "customizations" in changed.tables:
            self.sheet.set_records(in_order(customizations.values()))
        else:
            self.sheet.refresh(customizations[id] for id in changed.customizations if id in customizations)
        self.sheet.set_totals(self._totals())
        self._is_reading = False
        self.go_where_wanted(self.sheet)
        self._explain()

    def show_part(self, name: str) -> None:
        """Go to the request with this id."""
        self.want_row(self.sheet, name)

    def open_search(self) -> None:
        self.sheet.open_search()

    def _choice(self, label: str, choices: list[str], changed: Callable[[], None]) -> QComboBox:
        box = ChoiceBox()
        box.addItems(choices)
        box.setAccessibleName(label)
        box.currentIndexChanged.connect(lambda _: changed())
        self.tools.addWidget(QLabel(label))
        self.tools.addWidget(box)
        return box

    def _show_other(self) -> None:
        self._money = list(Money)[self.money.currentIndex()]
        self._show_columns()
        self.sheet.set_totals(self._totals())
        self._explain()

    def _show_columns(self) -> None:
        self.sheet.set_columns(self._columns(), in_order(self.session.book.all(Customization).values()))
        self.side.refit()

    def _columns(self) -> tuple[Column, ...]:
        view = _VIEWS[self.view.currentText()]
        return (
            Column(
                "項",
                lambda one: self._result(one).max.branch or one.item,
                width=56,
                align=CENTER,
                whole=True,
                key="item",
            ),
            Column("要望", lambda one: one.title, width=164, wide=True, tooltip=lambda one: one.title),
            self._total_column(view),
            *(self._member_column(member, place, view) for place, member in enumerate(self.shown.members)),
            *group_columns(self.shown, view, self._result),
            *self._secretariat_column(view),
            Column("状態", self._state, width=150),
            *request_columns(self.session),
            Column("方針", lambda one: one.disposition, width=120),
            Column("備考", lambda one: one.note, width=220, tooltip=lambda one: one.note),
        )

    def _total_column(self, view: View | None) -> Column:
        if view is None:
            return Column(
                "総額(円)",
                lambda one: (self._result(one).total_low, self._result(one).total_high),
                show=_show_range,
                align=RIGHT,
                figure=True,
                width=170,
                key="total",
            )
        return Column(
            "総額(円)",
            lambda one: self._whole(one, view),
            show=lambda value: value if isinstance(value, str) else show_yen(value),
            figure=True,
            width=116,
            key="total",
            mark=_bold,
        )

    def _whole(self, customization: Customization, view: View) -> int | str:
        result = self._result(customization)
        if not result.counted:
            return disposition_word(self.session.book, customization)
        outcome = result.all if view is View.ALL else result.max
        if outcome.total is None or is_estimated(outcome):
            return amount(outcome.total, outcome).replace("\n", " ")
        return outcome.total

    def _name(self, member: Member) -> str:
        return member.label if self.naming.currentIndex() and member.label else member.name

    def _member_column(self, member: Member, place: int, view: View | None) -> Column:
        label = self._name(member)
        if view is None:
            return Column(
                label,
                lambda one: (self._result(one).low[place], self._result(one).high[place]),
                show=_show_range,
                figure=True,
                width=170,
                key=member.code,
                help=f"{member.name}が負担することになり得る最小と最大です。",
            )
        return Column(
            label,
            lambda one: self._cell(one, member, place, view),
            show=lambda value: value if isinstance(value, str) else show_yen(value),
            figure=True,
            width=88,
            key=member.code,
        )

    def _cell(self, customization: Customization, member: Member, place: int, view: View) -> int | str:
        """Return the amount, or the word that stands for it; the same as on paper."""
        # Ten thousand cells are asked how wide they are: no further call where none is needed.
        result = self.session.allocation(self._money).by_id[customization.id]
        if not result.counted:
            return 0 if customization.disposition in UNCOSTED else ""
        state = self._answers.state(customization.id, member.id)
        if state is not AnswerState.YES and (view is not View.ALL or not state.is_open):
            return state.label if state.is_open else ""
        outcome = result.all if view is View.ALL else result.max
        share = outcome.shares[place]
        if share is None or is_estimated(outcome):
            return amount(share, outcome).replace("\n", " ")
        return share

    def _secretariat_column(self, view: View | None) -> tuple[Column, ...]:
        """Return the column of what stays with the secretariat, where the consortium has chosen that."""
        if not self.session.book.consortium.remainder.keeps:
            return ()
        chosen = view or View.HIGH
        return (
            yen_column(
                self.session.book.consortium.remainder.line_of_rest,
                lambda one: self._result(one).secretariat(chosen),
                key="secretariat",
                width=110,
            ),
        )

    def _result(self, customization: Customization) -> ItemResult:
        return self.shown.by_id[customization.id]

    def _state(self, customization: Customization) -> str:
        result = self._result(customization)
        words = [result.max.status.label]
        if result.max.implementers != result.all.implementers:
            words.append(f"未定{result.all.implementers - result.max.implementers}団体")
        if customization.doubtful:
            words.append("要確認")
        if result.spread.slack and _VIEWS[self.view.currentText()] is None:
            words.append(too_wide(result.spread.slack))
        return "・".join(words)

    def _totals(self) -> tuple[Totals, ...]:
        allocation = self.shown
        if not allocation.items:
            return ()
        rows = []
        for view in View:
            totals = allocation.totals[view]
            marks = [
                word for word, count in (("一部未算定", totals.incomplete), ("概算を含む", totals.estimated)) if count
            ]
            if totals.slack:
                marks.append(f"最大{show_yen(totals.slack)}円広め")
            label = f"{view.said}({'・'.join(marks)})" if marks else view.said
            figures = {code: show_yen(yen) for code, yen in allocation.by_code(view).items()}
            figures |= group_sums(allocation, view)
            kept = {"secretariat": show_yen(totals.secretariat)} if totals.secretariat else {}
            rows.append(Totals(label, {**figures, **kept, "total": show_yen(totals.total)}))
        return tuple(rows)

    def _ask(self, record: Customization | Totals | None, column: Column | None) -> None:
        """Remember which amount was selected: of a request, or in one of the rows of totals."""
        if record is None or column is None or is_group(column.key):
            self._asked = None
        elif isinstance(record, Totals):
            self._asked = _Asked(None, column.key, list(View)[self._totals().index(record)])
        else:
            self._asked = _Asked(record.id, column.key, None)
        if not self._is_reading:
            self._explain()

    def _explain(self) -> None:
        asked, allocation = self._asked, self.shown
        if asked is None or (asked.id is not None and asked.id not in allocation.by_id):
            self.derivation.clear_derivation()
            return
        view = asked.view or _VIEWS[self.view.currentText()] or View.HIGH
        code = asked.column if asked.column in allocation.places else None
        self.derivation.show_derivation(explain(self.session.book, allocation, asked.id, code, view, self._name, SAID))


def _bold(_: object) -> Mark:
    return Mark(foreground=theme.TEXT, bold=True)


def _show_range(value: tuple[int | None, int | None]) -> str:
    low, high = value
    if low is None and high is None:
        return ""
    if low == high:
        return show_yen(low)
    return f"{show_yen(low) or '?'}〜{show_yen(high) or '?'}"
