"""履歴: every change of the ledger, by record, person and date; what an import or a take-back changed; print."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from core import heavy
from core.documents.ledger import history as history_sheet
from core.model.machine.history import LogEntry, LogFilter, Row
from core.model.registry import TABLES
from core.model.values.codes import search_key
from core.model.values.words import Word
from core.operations.telling.history import belonging, by_save, moment_text, saved_text
from core.operations.telling.history_lines import LINES, Finder, lines_of
from core.operations.telling.past import Past
from core.operations.telling.values import row_name
from ui.files.printer import print_pdf
from ui.pages.page import Page, small_title
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import Column
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.tools.flow import Flow
from ui.widgets.tools.tool_line import named

ENTRIES = 500
RECORDS = 5_000
WAIT_MS = 250
"""Most entries that are shown, most records to choose from, and how long typing rests before the log is asked
again."""

RECORD_WIDTH = 220


class Period(Word):
    ALL = "all", "すべての期間"
    TODAY = "0", "今日"
    WEEK = "6", "7日間"
    MONTH = "30", "31日間"
    YEAR = "365", "1年間"

    @property
    def since(self) -> str | None:
        """The first day, ISO; None for all."""
        return None if self is Period.ALL else (date.today() - timedelta(days=int(self.value))).isoformat()


class Grouping(Word):
    ACTION = "action", "操作ごと"
    SAVE = "save", "保存ごと"


class HistoryPage(Page):
    """The actions above, what the chosen one changed below."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.person = ChoiceBox()
        self.table = ChoiceBox()
        self.record = ChoiceBox()
        self.period = ChoiceBox()
        self.grouping = ChoiceBox()
        self.text = QLineEdit()
        self.text.setPlaceholderText("操作や内容の文字で絞り込む")
        self.text.setClearButtonEnabled(True)
        self._shown: tuple[LogEntry, ...] = ()
        self._gone: Mapping[str, Mapping[int, Row]] | None = None
        self._finder = Finder(self._past())
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._read)
        self.entries = Sheet(
            _entry_columns(),
            name="変更の一覧",
            key=lambda entry: entry.id,
            store=memory,
            empty=EmptyState("当てはまる変更はありません。絞り込みをゆるめてください。"),
        )
        self.lines = Sheet(
            _line_columns(),
            name="変更の内容",
            key=lambda line: line.id,
            store=memory,
            empty=EmptyState("上の一覧で操作を選ぶと、何がどう変わったかが出ます。"),
        )
        self._chosen = small_title("変更の内容")
        self._lay_out()
        self.entries.current_changed.connect(lambda *_: self._show_lines())
        session.saved.connect(self._on_saved)

    def reload(self, changed: Changed | None) -> None:
        if changed is None or changed.tables:
            self._gone = None
            self._finder = Finder(self._past())
        self._fill()
        self._read()

    def open_search(self) -> None:
        self.entries.open_search()

    def print_lines(self) -> list[history_sheet.Line]:
        """Return what is printed: the actions shown, each with what it changed, and one line more than fits."""
        return list(islice(self._printed(), LINES + 1))

    def _printed(self) -> Iterator[history_sheet.Line]:
        for entry in self._shown:
            when, who, label = moment_text(entry), entry.who, entry.label
            for line in lines_of(self._past(), entry):
                what = f"{line.what} {line.column}".strip()
                yield when, who, label, what, line.before, line.after
                when = who = label = ""
            if label:
                yield when, who, label, "", "", ""

    def _on_saved(self) -> None:
        """What was not saved yet is saved now."""
        self._on_changed(Changed(frozenset(), frozenset()))

    def _fill(self) -> None:
        """Offer everybody who stands in the log, and every table; keep the choice where it still exists."""
        people = [("すべての人", None), *((who or "(名前なし)", who) for who in self.session.log_people())]
        tables = [("すべての記録", None), *((table.label, name) for name, table in TABLES.items() if not table.lazy)]
        periods = [(period.label, period.value) for period in Period]
        groupings = [(grouping.label, grouping.value) for grouping in Grouping]
        for box, choices in (
            (self.person, people),
            (self.table, tables),
            (self.period, periods),
            (self.grouping, groupings),
        ):
            _offer(box, choices)
        self._offer_records()

    def _offer_records(self) -> None:
        """Offer the records of the chosen table by name, then those that the log says were deleted, where there are not
        too many to choose from."""
        name, book = self.table.currentData(), self.session.book
        records: Mapping[int, Any] = book.all(TABLES[name].record) if name else {}
        deleted = self._deleted().get(name, {}) if name else {}
        gone = {id: row for id, row in deleted.items() if id not in records}
        is_offered = 0 < len(records) + len(gone) <= RECORDS
        named = [(row_name(book, name, id), id) for id in records] if is_offered else []
        if is_offered:
            named += [(f"{row_name(book, name, id, row)}(削除済み)", id) for id, row in gone.items()]
        _offer(self.record, [("すべて", None), *named])
        self.record.setEnabled(is_offered)

    def _deleted(self) -> Mapping[str, Mapping[int, Row]]:
        """Return what the log saw deleted, which is looked for when a record is to be chosen."""
        if self._gone is None:
            self._gone = self.session.log_deleted()
        return self._gone

    def _past(self) -> Past:
        """Return the ledger in which rows that are gone still have their names."""
        return Past(self.session.book, self._deleted)

    def _read(self) -> None:
        table, record = self.table.currentData(), self.record.currentData()
        wanted = LogFilter(
            who=self.person.currentData(),
            table=table if record is None else None,
            since=Period(self.period.currentData() or "all").since,
            rows=None if record is None else belonging(self.session.book, table, record, self._deleted()),
        )
        text = search_key(self.text.text().strip())
        # Of one record an entry shows a part only.
        finder = self._finder if record is None else Finder(self._past())
        found = self.session.log(wanted, ENTRIES, (lambda entry: finder.shows(entry, text)) if text else None)
        self._shown = by_save(found) if self.grouping.currentData() == Grouping.SAVE else found
        self.entries.set_records(self._shown)
        if len(found) == ENTRIES:
            self.message.show_message("info", f"新しい方から{ENTRIES}件を表示しています。古い変更は絞り込むと出ます。")
        elif closed := self.session.log_closings():
            self.message.show_message("info", f"これより古い変更は台帳にありません。{'、'.join(closed)}")
        else:
            self.message.hide()
        self._show_lines()

    def _show_lines(self) -> None:
        current = self.entries.current
        entry: LogEntry | None = current[0] if current else None
        lines = list(islice(lines_of(self._past(), entry), LINES + 1)) if entry else []
        cut = f"(先頭の{LINES:,}行)" if len(lines) > LINES else ""
        self._chosen.setText(f"変更の内容: {entry.label}{cut}" if entry else "変更の内容")
        self.lines.set_records(lines[:LINES])

    def _wanted_in_words(self) -> str:
        record = [self.record.currentText()] if self.record.currentData() is not None else []
        words = [*(box.currentText() for box in (self.period, self.person, self.table)), *record]
        text = self.text.text().strip()
        return "、".join([*words, f"「{text}」を含む"] if text else words)

    def _print(self) -> None:
        file_name = self.session.path.name if self.session.path else ""
        lines = self.print_lines()
        is_cut = len(lines) > LINES
        if is_cut:
            text = f"印刷するのは新しい方から{LINES:,}行です。残りは絞り込んで印刷してください。"
            self.message.show_message("warning", text)
        document = history_sheet.build(
            self.session.book.consortium.name,
            lines[:LINES],
            self._wanted_in_words(),
            date.today().isoformat(),
            file_name,
            is_cut=is_cut,
        )
        print_pdf(self, heavy.render(document), history_sheet.TITLE)

    def _lay_out(self) -> None:
        second = Flow(shrinks=True)
        second.setSpacing(8)
        for row, name, box in (
            (self.tools, "期間", self.period),
            (self.tools, "変更した人", self.person),
            (self.tools, "まとめ方", self.grouping),
            (second, "記録", self.table),
            (second, "どの記録", self.record),
        ):
            box.setAccessibleName(name)
            box.currentIndexChanged.connect(lambda _: self._timer.start())
            row.addWidget(named(name, box))
        self.table.currentIndexChanged.connect(lambda _: self._offer_records())
        self.record.setMinimumWidth(RECORD_WIDTH)
        self.record.setToolTip("選んだ記録と、それに属する記録(要望なら案、見積、意向)の変更だけを表示します。")
        self.tools.addStretch(1)
        self.add_tool("印刷", self._print)
        self.text.setAccessibleName("文字で絞り込む")
        self.text.textChanged.connect(lambda _: self._timer.start())
        second.addWidget(self.text, 1)
        self.body.addLayout(second)
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._chosen)
        column.addWidget(self.lines, 1)
        self.body.addWidget(self.entries, 1)
        self.body.addWidget(lower, 1)


def _entry_columns() -> tuple[Column, ...]:
    return (
        Column("日時", moment_text, width=210),
        Column("変更した人", lambda entry: entry.who, width=120),
        Column("PC", lambda entry: entry.pc, width=130),
        Column("操作", lambda entry: entry.label, width=360),
        Column("変更した行", lambda entry: len(entry.changes), figure=True, width=100, filter=False),
        Column("保存", saved_text, width=210),
    )


def _line_columns() -> tuple[Column, ...]:
    return (
        Column("対象", lambda line: line.what, width=240),
        Column("項目", lambda line: line.column, width=140),
        Column("変更前", lambda line: line.before, width=350),
        Column("変更後", lambda line: line.after, width=350),
    )


def _offer(box: QComboBox, choices: Sequence[tuple[str, object]]) -> None:
    """Offer words for values; the choice stays where it still exists, and nobody is told."""
    if [(box.itemText(row), box.itemData(row)) for row in range(box.count())] == list(choices):
        return
    before = box.currentData()
    box.blockSignals(True)
    box.clear()
    for text, value in choices:
        box.addItem(text, value)
    box.setCurrentIndex(max(box.findData(before), 0))
    box.blockSignals(False)
