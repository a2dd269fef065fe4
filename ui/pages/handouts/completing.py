"""Figures of the ledger offered in a text as soon as a brace is typed: {五 → 五年間.現行経費."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPlainTextEdit

from core.calc.handouts.completing import Offered, brace_before, offered
from core.calc.handouts.figures import Source
from ui.widgets.offers import Offer, OfferList


class BraceOffers(OfferList):
    """Follows the cursor in a text of several lines; what is chosen takes the place of what was typed behind the
    brace, which is closed once nothing more is needed."""

    def __init__(self, text: QPlainTextEdit, source: Callable[[], Source | None]) -> None:
        super().__init__(text)
        self._text = text
        self._source = source
        self._found: list[Offered] = []
        text.textChanged.connect(self._typed)
        self.chosen.connect(self._put)

    def beside(self) -> tuple[QPoint, QPoint, int]:
        place = self._text.cursorRect()
        corner = self._text.viewport().mapToGlobal(place.bottomLeft())
        return corner, self._text.viewport().mapToGlobal(place.topLeft()), 0

    def _open(self) -> tuple[int, str] | None:
        """Return where the text behind the brace at the cursor begins, and what was typed there."""
        text, cursor = self._text.toPlainText(), self._text.textCursor().position()
        brace = brace_before(text, cursor)
        return None if brace is None else (brace + 1, text[brace + 1 : cursor])

    def _typed(self) -> None:
        place, source = self._open() if self._text.hasFocus() else None, self._source()
        self._found = [] if place is None or source is None else offered(source, place[1])
        if place is not None and any(one.text == place[1] and one.is_whole for one in self._found):
            self._found = []
        self.offer([Offer(f"{one.text}　{one.told}", str(at), {}) for at, one in enumerate(self._found)], 0)

    def _put(self, offer: Offer) -> None:
        place = self._open()
        if place is None:
            return
        one, cursor = self._found[int(offer.cell)], self._text.textCursor()
        behind = self._text.toPlainText()[cursor.position() : cursor.position() + 1]
        cursor.setPosition(place[0])
        cursor.setPosition(place[0] + len(place[1]), cursor.MoveMode.KeepAnchor)
        cursor.insertText(f"{one.text}}}" if one.is_whole and behind != "}" else one.text)
        if one.is_whole and behind == "}":
            cursor.movePosition(cursor.MoveOperation.NextCharacter)
        self._text.setTextCursor(cursor)
