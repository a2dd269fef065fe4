"""団体: the members, with their codes, names, labels and the days they joined and left."""

from core.calc.members import is_member
from core.model.council import Municipality
from core.model.faults import Faults
from core.operations.editing.adding import add_row
from ui.pages.editing import field_column, field_edits, row_appends
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, Column
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar

_TABLES = {"municipalities", "consortium"}


class MunicipalitiesPage(Page):
    """A table to type into; a line above it adds a municipality."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        fields = (("code", "団体コード(6桁)", 150), ("name", "団体名", 200), ("kana", "ふりがな", 200))
        self.adding = AddBar(fields, "団体を追加", self._add)
        self.tools.addWidget(self.adding)
        self.tools.addStretch(1)
        self.add_tool("上へ", lambda: self.move_current(self.sheet, -1), help="選んだ団体を1つ上に移します。")
        self.add_tool("下へ", lambda: self.move_current(self.sheet, 1), help="選んだ団体を1つ下に移します。")
        self.add_tool(
            "削除",
            lambda: self.remove_selected(self.sheet),
            help="選んだ団体を、その人口や回答とともに削除します。元に戻せます。",
        )
        self.sheet = Sheet(
            self._columns(),
            name="団体",
            frozen=2,
            on_edit=field_edits(session),
            on_append=row_appends(session, Municipality),
            store=memory,
            empty=EmptyState(
                "まだ団体がありません。上の欄に団体コードと団体名を入れて「団体を追加」を押してください。"
            ),
        )
        self.body.addWidget(self.sheet)

    def reload(self, changed: Changed | None) -> None:
        if changed is None or changed.tables & _TABLES:
            found = self.session.book.all(Municipality).values()
            self.sheet.set_records(sorted(found, key=lambda one: (one.position, one.code)))

    def open_search(self) -> None:
        self.sheet.open_search()

    def _columns(self) -> tuple[Column, ...]:
        return (
            field_column(Municipality, "code", 110),
            field_column(Municipality, "name", 160),
            field_column(Municipality, "kana", 160),
            field_column(Municipality, "kind", 80),
            field_column(Municipality, "label", 70, align=CENTER),
            Column(
                "基準日の加入",
                lambda one: "加入" if is_member(one, self.session.book.consortium.base_date) else "非加入",
                width=120,
                align=CENTER,
                help="協議会の基準日に加入している団体が計算の対象です。",
            ),
            field_column(Municipality, "joined_on", 150),
            field_column(Municipality, "left_on", 150),
            field_column(Municipality, "note", 220),
        )

    def _add(self, texts: dict[str, str]) -> Faults | None:
        return self.session.run(add_row(self.session.book, Municipality, {**texts}))
