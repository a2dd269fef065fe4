"""図を入れる: a picture from a file into a chapter, seen before it is put in, with the words for who cannot see it."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.jobs.pictures import take_picture_file
from core.model.machine.faults import Faults
from core.model.machine.naming import describe, in_order
from core.model.papers.handouts import HandoutChapter, HandoutPicture
from core.model.values.pictures import TakenPicture
from core.operations.handouts.pictures import add_picture
from core.words.sentences import sentence
from ui.dialogs.questions import let_go
from ui.look import theme
from ui.pages.handouts.images import PictureLabel
from ui.pages.page import Page
from ui.widgets.buttons import button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.fields import TextInput

_FILTER = "図(PNG、JPEG) (*.png *.jpg *.jpeg)"
_FOLDER = "picture_folder"


def put_picture(page: Page) -> None:
    """Ask for a file and for its chapter and words, and put it in as one action; a refusal is said on the page."""
    chapters = in_order(page.session.book, page.session.book.all(HandoutChapter).values())
    if not chapters:
        page.message.show_message("info", "先に資料の章を登録してください。")
        return
    folder = page.memory.text(_FOLDER) or str(Path.home())
    name, _ = QFileDialog.getOpenFileName(page, "図を選ぶ", folder, _FILTER)
    if not name:
        return
    page.memory.set_text(_FOLDER, str(Path(name).parent))
    taken = take_picture_file(Path(name))
    if isinstance(taken, Faults):
        page.message.show_message("error", " ".join(map(sentence, taken)))
        return
    with let_go(PictureDialog(page, taken, chapters, current_chapter(page))) as dialog:
        if dialog.exec():
            page.message.show_message("info", "図を入れました。", "元に戻す", page.session.undo)


def current_chapter(page: Page) -> int:
    """Return the id of the chapter that is the current row of the page, or to which its current row belongs; else 0."""
    current = page.main_sheet.current if page.main_sheet else None
    match current:
        case (HandoutChapter(id=id), _) | (HandoutPicture(chapter_id=id), _):
            return id
    return 0


class PictureDialog(QDialog):
    """The picture as it will be kept, its chapter, its caption, and the words for who cannot see it. It is put in when
    nothing is refused."""

    def __init__(self, page: Page, taken: TakenPicture, chapters: list[HandoutChapter], current: int) -> None:
        super().__init__(page)
        self.setWindowTitle("図を入れる")
        self._page = page
        self._taken = taken
        self._chapters = chapters
        self.chapter = ChoiceBox()
        self.chapter.setAccessibleName("資料の章")
        self.chapter.addItems([describe(page.session.book, one) for one in chapters])
        self.chapter.setCurrentIndex(next((at for at, one in enumerate(chapters) if one.id == current), 0))
        self.words, self.caption = TextInput(), TextInput()
        self.words.setAccessibleName("代替テキスト")
        self.words.setPlaceholderText("例: 参加6市町村の位置を示した地図")
        self.caption.setAccessibleName("図の題")
        self.caption.setPlaceholderText("例: 図1 参加市町村")
        self.error = QLabel()
        self.error.setProperty("role", "error")
        self.error.setWordWrap(True)
        self.error.hide()
        self.put = button("図を入れる", self._put, "primary")
        self.put.setDefault(True)
        shown = PictureLabel(480, 260)
        shown.show_content(taken.content, "")
        size = QLabel(f"{taken.width:,}×{taken.height:,}ピクセル。撮影場所などの付いていた情報は除きました。")
        size.setProperty("role", "help")
        size.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(theme.GAP)
        column.addWidget(shown)
        column.addWidget(size)
        fields: tuple[tuple[str, QWidget], ...] = (
            ("資料の章", self.chapter),
            ("代替テキスト(図を見られない人に、図の中身を伝える文)", self.words),
            ("図の題(図の下に印刷します。空欄でもかまいません)", self.caption),
        )
        for text, field in fields:
            label = QLabel(text)
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field)
        column.addWidget(self.error)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button("キャンセル", self.reject))
        buttons.addWidget(self.put)
        column.addLayout(buttons)
        self.words.setFocus()

    def _put(self) -> None:
        chapter = self._chapters[self.chapter.currentIndex()]
        session = self._page.session
        wish = add_picture(session.book, chapter, self._taken, self.words.text(), self.caption.text())
        faults = session.run(wish)
        if faults is None:
            self.accept()
            return
        self.error.setText("エラー: " + " ".join(map(sentence, faults)))
        self.error.show()
