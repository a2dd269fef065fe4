"""回答控え: what was answered, as it is printed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.documents.answers import record as answer_record
from core.documents.paper.document import Stopped
from core.jobs.printing import to_draw
from core.model.answer_file import AnswerFile
from ui.dialogs.questions import ask_where_to_save
from ui.files.printer import print_pdf
from ui.files.writing import write_file
from ui.pages.page import small_title
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.progress import Progress


class AnswerPaper(QWidget):
    """The very pages, with the buttons that print or save them."""

    def __init__(self, back: Callable[[], object]) -> None:
        super().__init__()
        self._folder = Path.home()
        self.message = Banner()
        self.preview = PdfPreview()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(small_title("回答控え"))
        head.addStretch(1)
        head.addWidget(button("回答に戻る", back))
        head.addWidget(button("PDFに保存", self._ask_and_save))
        head.addWidget(button("印刷する", self._print, "primary"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.message)
        layout.addWidget(self.preview, 1)

    def show_file(self, file: AnswerFile, folder: Path) -> None:
        """Draw the record of a file; `folder` is where a PDF is proposed to be saved."""
        self._folder = folder
        made = to_draw(answer_record.build(file))
        self.message.hide()
        if made.missing:
            listed = "、".join(f"「{character}」" for character, _ in made.missing[:10])
            self.message.show_message("warning", f"印刷できない文字があります。〓で印刷します: {listed}")
        with Progress("回答控えを作成しています…", self) as progress:
            try:
                self.preview.show_pdf(made.pdf(progress.stop))
            except Stopped:
                self.message.show_message("info", "回答控えの作成を中止しました。")

    def _print(self) -> None:
        if self.preview.pdf:
            print_pdf(self, self.preview.pdf, answer_record.TITLE)

    def _ask_and_save(self) -> None:
        path = ask_where_to_save(self, "PDFに保存", self._folder / f"{answer_record.TITLE}.pdf", "PDF")
        if path is None:
            return
        if write_file(path, self.preview.pdf) is not None:
            text = f"{path.name} に書き込めません。フォルダーと空き容量を確かめ、別の場所に保存してください。"
            self.message.show_message("error", text)
            return
        self.message.show_message("info", f"{path.name} に保存しました。")
