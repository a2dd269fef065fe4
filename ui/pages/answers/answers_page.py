"""意向: what every municipality answers to every request, and what that does to the amounts at once."""

from PySide6.QtWidgets import QComboBox

from core.calc.allocation.allocate import in_order
from core.calc.allocation.item import RANGE, ItemResult, View
from core.calc.members import Member
from core.calc.participation import Absences, absences, takes_part
from core.model.answers import AnswerState
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.requests import Customization
from core.model.values.money import show_yen
from core.operations.answers.answering import answer_cells
from ui.look import theme
from ui.pages.answers.answer_lookup import AnswerLookup
from ui.pages.answers.answer_panel import AnswerPanel
from ui.pages.beside import LEAST_COLUMNS
from ui.pages.editing import edits_through, undo_point, words_of
from ui.pages.page import Page
from ui.pages.pasting import blocks_of
from ui.pages.requests.optional_columns import request_columns
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, CellEdit, Column, Mark, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.spaced_label import SpacedLabel

WIDE_COLUMNS = 10
"""Up to so many members their totals are shown to the yen."""

KEYS = {"1": "実施", "2": "実施しない", "3": "未定", "0": "未回答"}
STEPS = {"そのまま": (0, 0), "下へ": (1, 0), "右へ": (0, 1)}
"""Where the cursor goes after a digit: rows, columns."""
_STEP = "answers/after_digits"
_NEXT = {
    AnswerState.UNANSWERED: AnswerState.YES,
    AnswerState.YES: AnswerState.NO,
    AnswerState.NO: AnswerState.UNDECIDED,
    AnswerState.UNDECIDED: AnswerState.UNANSWERED,
}
_MARKS = {
    AnswerState.YES: Mark(foreground=theme.PRIMARY, bold=True),
    AnswerState.NO: Mark(foreground=theme.SECONDARY),
    AnswerState.UNDECIDED: Mark(foreground=theme.WARNING, background=theme.LIGHT_WARNING, bold=True),
    AnswerState.UNANSWERED: None,
}
_ABSENT = Mark(foreground=theme.SECONDARY, background=theme.LIGHT_LINE)
"""Whoever does not take part in the request's system is not asked: the cell is grey."""
_FRAME = {"municipalities", "consortium", "participations", "systems"}


class AnswersPage(Page):
    """The matrix at the left, the selected request's panel at the right, the totals below."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self._answers = AnswerLookup(session)
        self._members: tuple[Member, ...] = ()
        self._is_reading = False
        self._absent: Absences = {}
        self._first = "municipalities"
        self._nothing = EmptyState("", "先に登録する", lambda: self.open_page.emit(self._first))
        self.sheet = Sheet(
            (),
            name="意向",
            frozen=2,
            on_edit=edits_through(session, self._decide),
            blocks=blocks_of(session, "answers", self, first=False),
            undo_point=undo_point(session),
            store=memory,
            empty=self._nothing,
        )
        self.whole = SpacedLabel()
        self.whole.setAccessibleName("全団体の合計")
        self.body.addWidget(self.whole)
        self.panel = AnswerPanel(session)
        self.sheet.current_changed.connect(self._show_current)
        self.side = self.show_beside(self.sheet, self.panel, "answers", 404, columns=2 + LEAST_COLUMNS)
        self.tools.addStretch(1)
        self.after_digits = self._offer_steps()
        self.tools.addWidget(self.side.button)
        self.add_tool("意向確認票を印刷", lambda: self.open_page.emit("reports/questionnaire"))
        self.show_links_below(self.sheet)

    def _offer_steps(self) -> QComboBox:
        """Return the choice of where a digit goes on to, as it was made last."""
        box = ChoiceBox()
        box.setAccessibleName("数字を入れたあと")
        box.setToolTip("1、2、3、0で答えたあと、次にどのセルへ進むかを決めます。")
        for text, step in STEPS.items():
            box.addItem(f"数字を入れたあと: {text}", step)
        box.setCurrentIndex(max(box.findText(f"数字を入れたあと: {self.memory.text(_STEP)}"), 0))
        self.sheet.keys.after_digits = box.currentData()

        def choose() -> None:
            self.memory.set_text(_STEP, list(STEPS)[box.currentIndex()])
            self.sheet.keys.after_digits = box.currentData()
            self.sheet.focus_cells()

        box.activated.connect(lambda _at: choose())
        self.tools.addWidget(box)
        return box

    def _say_what_is_first(self) -> None:
        """Lead to what is missing: members before requests."""
        self._first = "customizations" if self._members else "municipalities"
        what, page = ("カスタマイズ要望", "カスタマイズ") if self._members else ("団体", "団体")
        self._nothing.say(f"先に{what}を登録してください。", f"{page}のページを開く")

    def reload(self, changed: Changed | None) -> None:
        if changed is None:
            self.sheet.forget()
        book = self.session.book
        allocation = self.session.allocation()
        customizations = book.all(Customization)
        self._is_reading = True
        if changed is None or changed.tables & _FRAME or "customizations" in changed.tables:
            self._answers.forget()
            self._absent = absences(book)
            records = in_order(customizations.values())
            if changed is None or changed.tables & _FRAME:
                self._members = allocation.members
                self._say_what_is_first()
                self.sheet.set_columns(self._columns(), records)
                at = self.sheet.current
                if changed is None and at is not None and at[1].edit is None and self._members:
                    # The first cell is an answer, not the number of a request that is typed elsewhere.
                    self.sheet.select(at[0].id, self._members[0].code)
                self.side.refit()
            else:
                self.sheet.set_records(records)
        else:
            self._answers.forget(changed.customizations)
            self.sheet.refresh(customizations[id] for id in changed.customizations if id in customizations)
        self.sheet.set_totals(self._totals())
        self.whole.setText(self._whole())
        self._is_reading = False
        self.go_where_wanted(self.sheet)
        self._show_current()

    def show_part(self, name: str) -> None:
        """Go to the request with this id."""
        self.want_row(self.sheet, name)

    def open_search(self) -> None:
        self.sheet.open_search()

    def _columns(self) -> tuple[Column, ...]:
        width = 64 if self._are_many() else 80
        return (
            Column(
                "項",
                lambda one: one.item,
                width=46,
                align=CENTER,
                whole=True,
                tells_rows=True,
                also=words_of(Customization, "item"),
            ),
            Column(
                "要望",
                lambda one: one.title,
                width=186,
                wide=True,
                tooltip=lambda one: one.title,
                tells_rows=True,
                also=words_of(Customization, "title"),
            ),
            *(self._member_column(member, width) for member in self._members),
            *request_columns(self.session),
            Column("方針", lambda one: one.disposition, width=130, key="disposition"),
        )

    def _member_column(self, member: Member, width: int) -> Column:
        def key(customization: Customization, typed: str) -> str | None:
            if typed == " ":
                return _NEXT[self._answers.state(customization.id, member.id)].label
            return KEYS.get(typed)

        def absent(customization: Customization) -> bool:
            return not takes_part(self._absent, customization, member.id)

        def said(customization: Customization) -> str:
            label = self._answers.state(customization.id, member.id).label
            if absent(customization):
                label = f"{label}(この業務に参加していません)"
            comment = self._answers.comment(customization.id, member.id)
            return f"{label} コメント: {comment}" if comment else label

        return Column(
            member.name,
            lambda one: self._answers.state(one.id, member.id),
            show=lambda state: state.mark,
            plain=lambda state: state.label,
            width=width,
            align=CENTER,
            figure=True,
            edit=member.id,
            key=member.code,
            key_values=key,
            choices=tuple(KEYS.values()),
            mark=lambda one: _ABSENT if absent(one) else _MARKS[self._answers.state(one.id, member.id)],
            corner=lambda one: bool(self._answers.comment(one.id, member.id)),
            tooltip=said,
            spoken=said,
            help=f"{member.name}の意向。1=実施 2=実施しない 3=未定 0=未回答",
        )

    def _decide(self, edits: list[CellEdit]) -> ChangeSet | Faults:
        known = self.session.book.all(Municipality)
        cells = [(edit.record, known[edit.column.edit], edit.text) for edit in edits]
        return answer_cells(self.session.book, cells, self.session.who, self.session.now())

    def _are_many(self) -> bool:
        """Whether the members' columns are so narrow that totals are shown in 千円."""
        return len(self._members) > WIDE_COLUMNS

    def _totals(self) -> tuple[Totals, ...]:
        allocation = self.session.allocation()
        if not allocation.items:
            return ()
        rows = []
        for view in (View.MAX, View.ALL):
            show = thousands if self._are_many() else show_yen
            shown = {code: show(yen) for code, yen in allocation.by_code(view).items()}
            full = {code: f"{show_yen(yen)}円" for code, yen in allocation.by_code(view).items()}
            unit = "千円" if self._are_many() else "円"
            rows.append(Totals(f"{view.said}({unit})", shown, full))
        return tuple(rows)

    def _whole(self) -> str:
        """Return what all members pay together, in the words of the totals."""
        totals = self.session.allocation().totals
        if not self.session.allocation().items:
            return ""
        low, high = (show_yen(totals[view].total) for view in (View.LOW, View.HIGH))
        partial = "(一部未算定)" if totals[View.MAX].incomplete else ""
        said = [f"{view.said} {show_yen(totals[view].total)}円" for view in (View.MAX, View.ALL)]
        return f"全団体の合計: {'、'.join(said)}、{RANGE} {low}〜{high}円{partial}"

    def _show_current(self) -> None:
        if self._is_reading:
            return
        current = self.sheet.current
        if current is None:
            self.panel.show_item(None, None)
            return
        customization = current[0]
        result: ItemResult | None = self.session.allocation().by_id.get(customization.id)
        self.panel.show_item(self.session.book.all(Customization).get(customization.id), result)


def thousands(yen: int) -> str:
    """Return an amount in 千円 for narrow columns, halves up; what is shown is never calculated with."""
    return show_yen((yen + 500) // 1000)
