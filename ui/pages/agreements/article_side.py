"""What stands beside the articles: how the current one reads on the day, whether the settings are what it says, its
amendments and its fields."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.calc.agreements import amendments_of, held_against, wording_on
from core.calc.organisation import day_of
from core.model.links import LinkKind
from core.model.machine.faults import Faults
from core.model.machine.naming import describe
from core.model.operating.agreements import Amendment, Article
from core.model.values.dates import show_date
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.matrix import NOTHING
from core.operations.editing.rows import remove
from core.words.sentences import sentence
from ui.pages.editing import field_column, field_edits, row_appends, undo_point
from ui.pages.links.links_panel import LinksPanel
from ui.pages.page import small_title
from ui.pages.side import Side
from ui.session import Session
from ui.shell.memory import Memory
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar
from ui.widgets.buttons import button
from ui.widgets.form import RecordForm, field_of
from ui.widgets.spaced_label import SpacedLabel

FIELDS = ("body", "setting", "agreed", "added_on", "note")


class ArticleSide(Side):
    """The day is that of the documents, else the base date."""

    def __init__(self, session: Session, memory: Memory) -> None:
        super().__init__()
        self._session = session
        self._article: Article | None = None
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self.wording, self.held = SpacedLabel(), SpacedLabel()
        self.amendments = Sheet(
            [
                field_column(Amendment, "effective_on", 142),
                field_column(Amendment, "body", 190, tooltip=lambda one: one.body),
                field_column(Amendment, "agreed", 130),
                field_column(Amendment, "heading", 110),
                field_column(Amendment, "reason", 140),
            ],
            name="改正",
            frozen=1,
            on_edit=field_edits(session),
            on_append=row_appends(session, Amendment, lambda _: self._owner() or NOTHING),
            undo_point=undo_point(session),
            store=memory,
            empty=EmptyState("この条の改正はまだありません。"),
        )
        self.amendments.setMinimumHeight(170)
        fields = (("effective_on", "効力の生じる日", 136), ("body", "改正後の本文", 150))
        self.adding = AddBar(fields, "改正を追加", self._add)
        self.fields = RecordForm([field_of(Article, name, session.look) for name in FIELDS], self._commit)
        self.links = LinksPanel(session, LinkKind.BASIS)
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(12)
        for widget in (self._title, self.wording, self.held, small_title("改正"), self.adding, self.amendments):
            column.addWidget(widget)
        line = QHBoxLayout()
        line.addWidget(button("選んだ改正を削除", self._remove, help="選んだ改正を削除します。元に戻せます。"))
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.fields)
        column.addWidget(self.links)
        column.addStretch(1)
        self.setWidget(self._content)

    def show_record(self, record: Any) -> None:
        if record is None or self._article is None or record.id != self._article.id:
            self.amendments.forget()
        self._article = record
        self._content.setVisible(record is not None)
        if record is None:
            return
        book = self._session.book
        day = day_of(book)
        wording = wording_on(book, record, day)
        self._title.setText(f"{describe(book, record)}　{wording.heading}".rstrip("　"))
        when = f"{show_date(day)}現在" if day else "現在"
        since = f"({show_date(wording.since.effective_on)}改正)" if wording.since is not None else ""
        self.wording.setText(
            f"{when}{since}: {wording.body or '本文なし'}" if wording.is_there else f"{when}: 効力なし"
        )
        held = held_against(book, record, day)
        self.held.setText("\n".join(f"{'' if one.agrees else '食い違い: '}{one.text}" for one in held))
        self.held.setVisible(bool(held))
        self.amendments.set_records(amendments_of(book, record))
        self.fields.show_record(record)
        self.links.show_record(record)

    def _owner(self) -> Mapping[str, Any] | None:
        return {"article_id": self._article.id} if self._article is not None else None

    def _add(self, texts: dict[str, str]) -> Faults | None:
        typed = {name: text for name, text in texts.items() if text.strip()}
        return self._session.run(add_row(self._session.book, Amendment, typed, self._owner()))

    def _remove(self) -> None:
        if self.amendments.selected_records:
            self._session.run(remove(self._session.book, self.amendments.selected_records))

    def _commit(self, name: str, text: str) -> str | None:
        assert self._article is not None
        faults = self._session.run(edit(self._session.book, self._article, name, text))
        return None if faults is None else " ".join(sentence(fault) for fault in faults)
