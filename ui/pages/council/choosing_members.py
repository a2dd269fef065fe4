"""団体を選ぶ: members chosen from all municipalities and prefectures, many at once."""

import re
from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QVBoxLayout, QWidget

from core.gazetteer.places import Place, codes_meant, meant, municipalities, place_of, prefectures, search
from core.model.council import Municipality
from core.model.values.codes import search_key
from core.model.values.place_names import prefecture_of
from core.operations.council.choosing import add_places
from ui.dialogs.picking import Pick, PickDialog
from ui.look import theme
from ui.pages.page import Page
from ui.widgets.fields import TextInput

ALL = "全国"


def choose_members(page: Page) -> None:
    """Ask for members and add them as one action; a refusal is said at the top of the page."""
    book = page.session.book
    dialog = MembersDialog([one.code for one in book.all(Municipality).values()], page)
    if dialog.exec():
        page.run(add_places(book, dialog.chosen))


class MembersDialog(PickDialog):
    """Typing narrows the list, Enter ticks its current row and begins anew, Enter in the empty line adds what is
    ticked. Several names in a row, typed or pasted, are ticked at once."""

    def __init__(self, there: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__("団体を選ぶ", "団体", parent)
        self._there = frozenset(there)
        self.line = TextInput()
        self.line.setAccessibleName("名前、ふりがな、コードの一部")
        self.line.setPlaceholderText("名前、ふりがな、コードの一部(Enterで選ぶ。射水市、滑川市、… と並べても選べます)")
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.told = QLabel()
        self.told.setProperty("role", "error")
        self.told.setWordWrap(True)
        self.told.hide()
        self.upper.addWidget(self.line)
        self.upper.addWidget(self.told)
        self.prefectures = QListWidget()
        self.prefectures.setObjectName("list")
        self.prefectures.setAccessibleName("都道府県")
        self.prefectures.setFixedWidth(theme.STEP * 36)
        names = [ALL, *(one.name for one in prefectures())]
        within = {prefecture_of(code) for code in there}
        self.prefectures.addItems(names)
        self.prefectures.setCurrentRow(names.index(within.pop()) if len(within) == 1 else 0)
        self.prefectures.currentRowChanged.connect(lambda _row: self._search())
        self.picked = QListWidget()
        self.picked.setObjectName("list")
        self.picked.setAccessibleName("選んだ団体")
        self.picked.itemActivated.connect(lambda item: self.list.tick([item.data(Qt.ItemDataRole.UserRole)], on=False))
        self._picked_title = QLabel()
        self._picked_title.setProperty("role", "label")
        right = QVBoxLayout()
        right.setSpacing(theme.STEP)
        right.addWidget(self._picked_title)
        right.addWidget(self.picked)
        self.middle.insertWidget(0, self.prefectures)
        self.middle.addLayout(right)
        self.picked.setFixedWidth(theme.STEP * 56)
        self.list.changed.connect(self._show_picked)
        self._search()
        self._show_picked()
        self.resize(940, 600)
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._enter()
                return True
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                move = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(max(0, min(self.list.currentRow() + move, self.list.count() - 1)))
                return True
        return super().eventFilter(watched, event)

    def belongs_to_all(self, key: str) -> bool:
        """A prefecture is chosen as itself only: who wants all of its municipalities does not mean it."""
        place = place_of(key)
        return place is not None and not place.is_prefecture

    def _within(self) -> str:
        item = self.prefectures.currentItem()
        return item.text() if item is not None and item.text() != ALL else ""

    def _search(self, _text: str = "") -> None:
        self.told.hide()
        text, within = self.line.text(), self._within()
        found = search(text) if text.strip() else [*prefectures(), *municipalities()]
        near = [one for one in found if one.prefecture == within]
        self.list.show_picks(map(self._pick, near or found))
        self.everything.setEnabled(bool(within or text.strip()))

    def _pick(self, one: Place) -> Pick:
        text = f"{one.name}　{one.kana}　{one.kind.label}　{one.code}"
        text += "" if one.prefecture in {self._within(), one.name} else f"　{one.prefecture}"
        return Pick(one.code, text, one.code in self._there)

    def _enter(self) -> None:
        text = self.line.text().strip()
        names = [name for name in re.split(r"[、，,;；\t\r\n\u2028\u2029]+", text) if name.strip()]
        if len(names) == 1 and not self.list.count():
            names = text.split()
        if not text:
            if self.add.isEnabled():
                self.accept()
        elif len(names) > 1:
            self._tick_named(names)
        elif self.list.current():
            self.list.tick([self.list.current()])
            self.line.clear()

    def _tick_named(self, names: list[str]) -> None:
        """Tick every name or code that means one place; what means none or several stays in the line and is told."""
        left, told = [], []
        for name in names:
            places = _meant(name, self._within())
            if len(places) == 1:
                self.list.tick([one.code for one in places if one.code not in self._there])
                continue
            left.append(name.strip())
            several = "、".join(f"{one.prefecture} {one.code}" for one in places)
            told.append(f"「{name.strip()}」は{f'複数あります({several})。' if places else '一覧にありません。'}")
        self.line.setText("、".join(left))
        self.told.setText(f"エラー: {''.join(told)}")
        self.told.setVisible(bool(told))

    def _show_picked(self) -> None:
        self.picked.clear()
        for code in self.chosen:
            place = place_of(code)
            assert place is not None
            self.picked.addItem(f"{place.name}　{place.code}")
            self.picked.item(self.picked.count() - 1).setData(Qt.ItemDataRole.UserRole, code)
        self._picked_title.setText(f"選んだ団体({len(self.chosen)})")


def _meant(text: str, within: str) -> tuple[Place, ...]:
    """Return what a name or a code means, among several the one of the prefecture that is shown."""
    code = search_key(text).strip()
    known = [one for one in map(place_of, (*codes_meant(code), code)) if one is not None]
    return tuple(known) or meant(text, within) or meant(text)
