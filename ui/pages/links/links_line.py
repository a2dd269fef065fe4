"""What the current row is tied to, in one line below a table: 決定: 第3回協議会. A click leads there."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from core.calc.linked import links_of
from core.model.machine.anywhere import row_at
from core.model.machine.kinds import place_of_any
from core.model.machine.naming import title_of
from core.model.machine.records import Record
from ui.look import theme
from ui.session import Session
from ui.tables.sheet.sheet import Sheet


class LinksLine(QLabel):
    """Hidden while the row is tied to nothing."""

    def __init__(self, session: Session, sheet: Sheet, open_place: Callable[[str], object]) -> None:
        super().__init__()
        self._session = session
        self._sheet = sheet
        self._is_short = False
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByKeyboard | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.setAccessibleName("つながり")
        self.linkActivated.connect(open_place)
        sheet.current_changed.connect(self._follow)
        session.changed.connect(self._follow)
        self.hide()

    def set_short(self, short: bool) -> None:
        """Tell the first tie alone and count the rest, where there is room for one line only."""
        if short != self._is_short:
            self._is_short = short
            self._follow()

    def _follow(self, *_: object) -> None:
        """Show the current row as the ledger has it now."""
        record = self._sheet.current[0] if self._sheet.current else None
        self.show_record(self._session.book.all(type(record)).get(record.id) if record is not None else None)

    def show_record(self, record: Record | None) -> None:
        """Show what a row is tied to, or nothing for None."""
        book = self._session.book
        links = links_of(book, record) if record is not None else []
        self.setVisible(bool(links))
        if not links or record is None:
            return
        told = []
        for one in links:
            place = place_of_any(one.value)
            row = row_at(book, one.value)
            title = title_of(book, row) if row is not None and not one.forth else ""
            more = f"「{escape(title)}」" if title and title not in one.text else ""
            name = f"{place[0]}/{place[1]}" if place else ""
            told.append(f'<a href="{escape(name)}" style="color:{theme.PRIMARY}">{escape(one.text)}</a>{more}')
        if self._is_short:
            rest = f"　ほか{len(told) - 1}件" if len(told) > 1 else ""
            self.setText(f"つながり　{told[0]}{rest}")
        else:
            self.setText(f"{escape(title_of(book, record))}のつながり　" + "　".join(told))
        plain = "、".join(one.text for one in links)
        self.setAccessibleDescription(plain)
