"""What stands beside chapters and pictures: the text with its figures offered, and as it is printed; the picture."""

from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout

from core.calc.handouts.figures import Source, bind, source_of
from core.model.machine.naming import in_order
from core.model.papers.handouts import HandoutChapter, HandoutPicture
from ui.pages.handouts.completing import BraceOffers
from ui.pages.handouts.images import PictureLabel
from ui.pages.page import small_title
from ui.pages.side import FormSide
from ui.session import Session
from ui.shell.memory import Memory

CHAPTER_FIELDS = ("body_text",)
PICTURE_FIELDS = ("words", "caption", "share")
_BODY = 220


class ChapterSide(FormSide):
    """The text of the current chapter; while a brace is open, what the ledger has is offered. Below stands the text as
    it will be printed, with what is missing, and the pictures of the chapter."""

    def __init__(self, session: Session, _: Memory) -> None:
        super().__init__(session, HandoutChapter, CHAPTER_FIELDS)
        body = self.fields.boxes["body_text"].input
        body.setFixedHeight(_BODY)
        self.offers = BraceOffers(body, self._source)  # type: ignore[arg-type]
        self.bound = QLabel()
        self.bound.setWordWrap(True)
        self.missing = QLabel()
        self.missing.setProperty("role", "error")
        self.missing.setWordWrap(True)
        self._bound_title, self._pictures_title = small_title("印刷される本文"), small_title("図")
        self._pictures = QVBoxLayout()
        self.shown: list[PictureLabel] = []
        column = _column_of(self)
        at = column.count() - 1
        for place, part in enumerate((self._bound_title, self.missing, self.bound, self._pictures_title)):
            column.insertWidget(at + place, part)
        column.insertLayout(column.count() - 1, self._pictures)

    def show_record(self, record: Any) -> None:
        super().show_record(record)
        source = self._source()
        bound = bind(source, record.body_text) if source is not None else None
        self.bound.setText(bound.text if bound and bound.figures else "")
        missing = bound.missing if bound else ()
        self.missing.setText("、".join(f"{{{name}}}" for name in missing) + "が台帳にありません。")
        self.missing.setVisible(bool(missing))
        for part in (self.bound, self._bound_title):
            part.setVisible(bool(bound and bound.figures))
        self._show_pictures(record)

    def _show_pictures(self, chapter: HandoutChapter | None) -> None:
        book = self._session.book
        rows = in_order(book, book.children(HandoutPicture, chapter.id).values()) if chapter else []
        while len(self.shown) < len(rows):
            label = PictureLabel(360, 200)
            self.shown.append(label)
            self._pictures.addWidget(label)
        for at, label in enumerate(self.shown):
            label.show_picture(self._session, rows[at] if at < len(rows) else None)
        self._pictures_title.setVisible(bool(rows))

    def _source(self) -> Source | None:
        """Ask with signs for names where the council prints signs."""
        record, book = self._record, self._session.book
        return source_of(book, record, book.consortium.anonymous) if isinstance(record, HandoutChapter) else None


class PictureSide(FormSide):
    """The picture that is the current row, and its words."""

    def __init__(self, session: Session, _: Memory) -> None:
        super().__init__(session, HandoutPicture, PICTURE_FIELDS)
        self.picture = PictureLabel(380, 280)
        _column_of(self).insertWidget(1, self.picture)

    def show_record(self, record: Any) -> None:
        super().show_record(record)
        self.picture.show_picture(self._session, record)


def _column_of(side: FormSide) -> QVBoxLayout:
    content = side.widget()
    assert content is not None
    column = content.layout()
    assert isinstance(column, QVBoxLayout)
    return column
