"""協議会: the settings that figures and printouts depend on."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.calc.members import members_of
from core.model.costs import TaxRate
from core.model.council import UNITS, Consortium, Population
from core.model.machine.faults import Faults
from core.model.machine.records import abouts
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.rows import remove
from core.words.sentences import sentence
from ui.pages.editing import field_column, field_edits, row_appends, undo_point
from ui.pages.page import Page, panel, scrolled, small_title
from ui.pages.ruling import composer
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar
from ui.widgets.buttons import button
from ui.widgets.form import Field, RecordForm, field_of


class ConsortiumPage(Page):
    """Four groups of fields, each written when it is left, and the rates of consumption tax."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.forms = [
            RecordForm(fields, self._commit, columns=2)
            for fields in (self._identity(), self._calculation(), self._printing(), self._letters())
        ]
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        headings = ("協議会", "計算の前提", "印刷と期限", "文書(通知・照会・督促)")
        for heading, form in zip(headings, self.forms, strict=True):
            frame = panel()
            inside = QVBoxLayout(frame)
            inside.setContentsMargins(16, 12, 16, 16)
            inside.setSpacing(12)
            inside.addWidget(small_title(heading))
            inside.addWidget(form)
            column.addWidget(frame)
        column.addWidget(self._tax_panel(memory))
        column.addStretch(1)
        self.body.addWidget(scrolled(content), 1)

    def reload(self, changed: Changed | None) -> None:
        if changed is None or changed.tables & {"consortium", "municipalities", "populations"}:
            for form in self.forms:
                form.show_record(self.session.book.consortium)
        if changed is None or "tax_rates" in changed.tables:
            rates = self.session.book.all(TaxRate).values()
            if changed is None:
                self.tax_rates.forget()
            self.tax_rates.set_records(sorted(rates, key=lambda rate: rate.start_date))

    def _tax_panel(self, memory: Memory) -> QWidget:
        """The rates of consumption tax by date, by which amounts of other tax modes are converted."""
        self.tax_rates = Sheet(
            (field_column(TaxRate, "start_date", 200), field_column(TaxRate, "percent", 100, figure=True)),
            name="消費税率",
            on_edit=field_edits(self.session),
            on_append=row_appends(self.session, TaxRate),
            undo_point=undo_point(self.session),
            store=memory,
            empty=EmptyState("税率がありません。下の欄から追加してください。"),
        )
        self.tax_rates.setMinimumHeight(230)
        fields = (("start_date", "適用開始日", 180), ("percent", "税率(%)", 110))
        self.adding_rate = AddBar(fields, "税率を追加", self._add_rate)
        frame = panel()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(16, 12, 16, 16)
        inside.setSpacing(12)
        inside.addWidget(small_title("消費税率(適用開始日ごと)"))
        inside.addWidget(self.tax_rates)
        line = QHBoxLayout()
        line.addWidget(self.adding_rate)
        line.addWidget(button("選んだ税率を削除", self._remove_rate))
        inside.addLayout(line)
        return frame

    def _add_rate(self, texts: dict[str, str]) -> Faults | None:
        return self.session.run(
            add_row(self.session.book, TaxRate, {"start_date": texts["start_date"], "percent": texts["percent"]})
        )

    def _remove_rate(self) -> None:
        if self.tax_rates.selected_records:
            self.run(remove(self.session.book, self.tax_rates.selected_records))

    def _commit(self, name: str, text: str) -> str | None:
        faults = self.session.run(edit(self.session.book, self.session.book.consortium, name, text))
        return None if faults is None else " ".join(sentence(fault) for fault in faults)

    def _identity(self) -> tuple[Field, ...]:
        return (
            field_of(Consortium, "name"),
            field_of(Consortium, "secretariat"),
            field_of(Consortium, "representative_id", self.session.look, choices=self._members),
            field_of(Consortium, "fiscal_year"),
            field_of(Consortium, "note"),
        )

    def _calculation(self) -> tuple[Field, ...]:
        return (
            field_of(Consortium, "base_date"),
            field_of(Consortium, "population_date", choices=self._population_dates, show=show_date),
            field_of(
                Consortium,
                "rule",
                help=f"{abouts(Consortium)['rule'].help}{RULE_HELP}",
                assist=composer(self.session),
            ),
            field_of(
                Consortium,
                "request_rule",
                help=f"{abouts(Consortium)['request_rule'].help}{RULE_HELP}",
                assist=composer(self.session),
            ),
            field_of(Consortium, "remainder"),
            field_of(Consortium, "difference_id", self.session.look, choices=self._members),
            field_of(Consortium, "unit", choices=[show_yen(unit) for unit in UNITS], show=show_yen),
            field_of(Consortium, "tax_mode"),
            field_of(Consortium, "estimate"),
        )

    def _printing(self) -> tuple[Field, ...]:
        return (
            field_of(Consortium, "document_date"),
            field_of(Consortium, "answer_deadline"),
            field_of(Consortium, "anonymous"),
        )

    def _letters(self) -> tuple[Field, ...]:
        names = ("sender_title", "sender_name", "addressing", "seal_omitted")
        contact = ("contact_person", "contact_phone", "contact_fax", "contact_mail")
        return tuple(field_of(Consortium, name) for name in (*names, *contact))

    def _members(self, _: object) -> Sequence[str]:
        return ["", *(member.name for member in members_of(self.session.book))]

    def _population_dates(self, _: object) -> Sequence[str]:
        dates = {one.reference_date for one in self.session.book.all(Population).values()}
        return ["", *(show_date(date) for date in sorted(dates, reverse=True))]


RULE_HELP = "3:7、均等30%・人口70%などと書くか、「組み立てる」で選びます。"
