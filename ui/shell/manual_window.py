"""取扱説明書: the manual in a window beside the main one; F1 opens the chapter of the page. Nothing is fetched."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QImage, QImageReader, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from core.documents.manual.chapters import (
    FOLDER,
    Chapter,
    Grid,
    Items,
    Part,
    Picture,
    Text,
    Title,
    chapters,
    of_page,
    words,
)
from ui.look import theme
from ui.widgets.buttons import button

PICTURE_WIDTH = 700


def _style() -> str:
    """Return how a chapter looks, in the colours that are shown."""
    return f"""
body {{ line-height: 150%; }}
h1 {{ font-size: {theme.TITLE_PX}px; }} h2 {{ font-size: {theme.HEADING_PX}px; }} h3 {{ font-size: {theme.FORM_PX}px; }}
li {{ margin-bottom: 6px; }}
a {{ color: {theme.PRIMARY}; }}
th {{ background: {theme.LIGHT_PRIMARY}; text-align: left; }}
code {{ background: {theme.LIGHT_PRIMARY}; }}
.words {{ color: {theme.SECONDARY}; font-size: {theme.SMALL_PX}px; }}
"""


class ManualWindow(QWidget):
    """Chapters at the left, with a search over all of them; the chosen one at the right."""

    def __init__(self, parent: QWidget | None = None, folder: Path = FOLDER) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("取扱説明書 — 按分帳")
        self.chapters = chapters(folder)
        self._shown = self.chapters
        self.search = QLineEdit()
        self.search.setPlaceholderText("言葉で探す")
        self.search.setAccessibleName("取扱説明書の中を探す")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName("list")
        self.list.setAccessibleName("章の一覧")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = QTextBrowser()
        self.text.setAccessibleName("章の内容")
        self.text.setOpenLinks(False)
        self.text.document().setDefaultStyleSheet(_style())
        self.text.document().setDocumentMargin(16)
        self.text.anchorClicked.connect(self._follow)
        self.search.textChanged.connect(self._find)
        self.list.currentRowChanged.connect(self._choose)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(side)
        parts.addWidget(self.text)
        parts.setSizes([310, 760])
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(button("閉じる", self.close))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(parts, 1)
        layout.addLayout(line)
        self.resize(QSize(1100, 700).boundedTo(self.screen().availableSize() * 0.9))
        self._find("")
        theme.dress(self)

    def open_page(self, page: str) -> None:
        """Show the chapter about a page of the main window."""
        self.open_chapter(of_page(self.chapters, page).key)

    def open_chapter(self, key: str) -> None:
        """Show the chapter with this key; what was searched for is forgotten."""
        self.search.clear()
        for row, one in enumerate(self.chapters):
            if one.key == key:
                self.list.setCurrentRow(row)
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    def _find(self, wanted: str) -> None:
        found = [one for one in self.chapters if wanted.lower() in " ".join(words(one)).lower()]
        self._shown = tuple(found)
        self.list.clear()
        self.list.addItems([one.title for one in found])
        self.list.setCurrentRow(0)
        if not found:
            self.text.setHtml(f"<p>「{escape(wanted)}」はどの章にもありません。別の言葉で探してください。</p>")

    def _choose(self, row: int) -> None:
        if row >= 0:
            chapter = self._shown[row]
            self._take_pictures(chapter)
            self.text.setHtml(chapter_html(chapter))
            if self.search.text():
                self.text.find(self.search.text())

    def _take_pictures(self, chapter: Chapter) -> None:
        """Give the text its pictures in the size at which they are shown: Qt itself would shrink them roughly."""
        ratio = self.devicePixelRatioF()
        for part in chapter.parts:
            if isinstance(part, Picture):
                image = QImage(str(part.path))
                if image.width() > PICTURE_WIDTH * ratio:
                    smooth = Qt.TransformationMode.SmoothTransformation
                    image = image.scaledToWidth(round(PICTURE_WIDTH * ratio), smooth)
                image.setDevicePixelRatio(ratio)
                url = QUrl.fromLocalFile(str(part.path))
                self.text.document().addResource(QTextDocument.ResourceType.ImageResource.value, url, image)

    def _follow(self, link: QUrl) -> None:
        self.open_chapter(link.path().rpartition(".")[0].partition("_")[2])


def chapter_html(chapter: Chapter) -> str:
    """Return a chapter as HTML for Qt."""
    return f"<h1>{escape(chapter.title)}</h1>" + "".join(map(_html, chapter.parts))


def _html(part: Part) -> str:
    match part:
        case Title(text, level):
            return f"<h{level}>{_line(text)}</h{level}>"
        case Text(text):
            return f"<p>{_line(text)}</p>"
        case Items(texts, numbered):
            kind = "ol" if numbered else "ul"
            return f"<{kind}>{''.join(f'<li>{_line(text)}</li>' for text in texts)}</{kind}>"
        case Grid(rows):
            head, *body = ["".join(f"<{{0}}>{_line(cell)}</{{0}}>" for cell in row) for row in rows]
            lines = [head.replace("{0}", "th"), *(line.replace("{0}", "td") for line in body)]
            inside = "".join(f"<tr>{line}</tr>" for line in lines)
            return f'<table border="1" cellspacing="0" cellpadding="6">{inside}</table>'
        case Picture(path, shown):
            width = min(QImageReader(str(path)).size().width(), PICTURE_WIDTH)
            source = QUrl.fromLocalFile(str(path)).toString()
            return f'<p><img src="{source}" width="{width}"></p><p class="words">{escape(shown)}</p>'


def _line(text: str) -> str:
    """Return a line with its marks as HTML."""
    pieces = []
    for place, piece in enumerate(text.split("`")):
        made = escape(piece)
        pieces.append(f"<code>{made}</code>" if place % 2 else _marked(made))
    return "".join(pieces)


def _marked(text: str) -> str:
    pieces = text.split("**")
    text = "".join(f"<b>{piece}</b>" if place % 2 else piece for place, piece in enumerate(pieces))
    while (start := text.find("](")) > 0 and (end := text.find(")", start)) > 0:
        opening = text.rindex("[", 0, start)
        label, target = text[opening + 1 : start], text[start + 2 : end]
        text = f'{text[:opening]}<a href="{target}">{label}</a>{text[end + 1 :]}'
    return text
