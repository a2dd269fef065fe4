"""What is seen on the screen, on paper: looked at, then printed or saved as PDF."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from core.documents.paper.document import Document, Stopped
from core.jobs.printing import to_draw
from core.jobs.writing import name_on_disk
from core.model.values.paper import Paper
from core.words.sentences import sentence
from ui.dialogs.questions import ask_where_to_save
from ui.files.printer import print_pdf
from ui.files.writing import write_file
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.progress import Progress


class PrintDialog(QDialog):
    """Shows a document on the paper that is chosen."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self.setWindowTitle(f"{document.title}の印刷")
        self.resize(960, 640)
        self.message = Banner()
        self.preview = PdfPreview()
        self.paper = ChoiceBox()
        self.paper.setAccessibleName("用紙")
        self.paper.addItems([one.label for one in Paper])
        self.paper.currentIndexChanged.connect(lambda _: self.draw())
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(button("印刷", self._print, "primary"))
        tools.addWidget(button("PDFに保存", self._ask_and_save))
        tools.addWidget(self.paper)
        tools.addStretch(1)
        tools.addWidget(button("閉じる", self.reject))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(tools)
        layout.addWidget(self.message)
        layout.addWidget(self.preview, 1)
        self.draw()

    def draw(self) -> None:
        """Make the pages; characters that no font can print are named, and long work may be given up."""
        made = to_draw(replace(self._document, paper=list(Paper)[self.paper.currentIndex()]))
        with Progress("印刷するものを作成しています…", self) as progress:
            try:
                pdf = made.pdf(progress.stop)
            except Stopped:
                self.message.show_message("info", "作成を中止しました。", "もう一度作成する", self.draw)
                return
        self.preview.show_pdf(pdf)
        if made.missing:
            listed = "、".join(f"「{character}」({where})" for character, where in made.missing[:5])
            self.message.show_message("warning", f"印刷できない文字があります。〓で印刷します: {listed}")
        else:
            self.message.hide()

    def save(self, path: Path) -> bool:
        """Write the PDF that is shown; says so when it cannot."""
        faults = write_file(path, self.preview.pdf)
        if faults is not None:
            self.message.show_message("error", " ".join(sentence(fault) for fault in faults))
            return False
        self.message.show_message("info", f"{path.name} に保存しました。")
        return True

    def _print(self) -> None:
        if self.preview.pdf:
            print_pdf(self, self.preview.pdf, self._document.title)

    def _ask_and_save(self) -> None:
        proposed = Path.home() / f"{name_on_disk(self._document.title)}.pdf"
        path = ask_where_to_save(self, "PDFに保存", proposed, "PDF")
        if path is not None:
            self.save(path)
