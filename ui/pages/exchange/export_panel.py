"""書き出す: everything into one workbook, or each table as CSV once it is known what an encoding would lose."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.jobs.export import csv_files, has_all_of, lost_characters, picture_files, workbook_of
from core.model.machine.faults import Faults
from core.model.machine.grids import Lost
from core.words.sentences import sentence
from ui.dialogs.questions import ask, ask_where_to_save
from ui.files.writing import write_file, write_files
from ui.pages.page import panel, small_title
from ui.session import Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, Column
from ui.tables.sheet.sheet import Sheet
from ui.widgets.background import in_background
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, mark_wrong
from ui.widgets.choice_box import ChoiceBox

_ENCODINGS = (("UTF-8(Excelで開けます)", "utf-8-sig"), ("CP932(シフトJIS、古いソフト用)", "cp932"))
REPLACEMENT = "〓"


class ExportPanel(QWidget):
    """Writes nothing into the ledger; what was written is said in `message`."""

    def __init__(self, session: Session, memory: Memory, message: Banner) -> None:
        super().__init__()
        self._session = session
        self._memory = memory
        self._message = message
        self.encoding = ChoiceBox()
        self.encoding.setAccessibleName("CSVの文字コード")
        self.encoding.addItems([label for label, _ in _ENCODINGS])
        self.encoding.currentIndexChanged.connect(lambda _at: self.reload())
        self.lost = Sheet(
            (
                Column("シート", lambda one: one.sheet, width=140),
                Column("セル", lambda one: one.cell, width=70, align=CENTER),
                Column("文字", lambda one: one.character, width=70, align=CENTER),
                Column("文字番号", lambda one: f"U+{ord(one.character):04X}", width=110, align=CENTER),
            ),
            name="失われる文字",
            key=lambda one: one,
        )
        self._lost_told = QLabel()
        self._lost_told.setWordWrap(True)
        self.replacement = QLineEdit(REPLACEMENT)
        self.replacement.setAccessibleName("置き換える文字")
        self.replacement.setMaxLength(2)
        self.replacement.setFixedWidth(72)
        self.replacement.textChanged.connect(lambda _text: self._tell_replacement())
        self._error = QLabel()
        self._error.setProperty("role", "error")
        self._error.setWordWrap(True)
        self.csv = button("CSVに書き出す", self._ask_and_write_csv)
        self._lay_out()
        self._show_lost([])

    def reload(self) -> None:
        """Look again for what the chosen encoding would lose."""
        if self._encoding == _ENCODINGS[0][1]:
            self._show_lost([])
        else:
            self._show_lost(lost_characters(self._session.book, self._encoding))

    def write_workbook(self, path: Path) -> bool:
        """Write everything into one workbook; returns whether it is there."""
        work = workbook_of(self._session.file.store, self._session.book)
        content = in_background("Excelブックを作成しています…", self, work)
        if content is None:
            self._message.show_message("info", "書き出しを中止しました。何も書き出していません。")
            return False
        return self._told(write_file(path, content), f"{path.name} に書き出しました。")

    def write_csv(self, folder: Path) -> bool:
        """Write each table as CSV; with characters that would be lost only if what replaces them can be written."""
        self.reload()
        replacement = self.replacement.text() if self._shown_lost else ""
        if self._shown_lost and not self._tell_replacement():
            return False
        book, encoding = self._session.book, self._encoding
        files = in_background("CSVを作成しています…", self, lambda: csv_files(book, encoding, replacement))
        if files is None:
            self._message.show_message("info", "書き出しを中止しました。何も書き出していません。")
            return False
        there = [name for name in files if (folder / name).exists()]
        if there:
            text = f"{folder} に同じ名前のCSVが{len(there)}個あります({'、'.join(there[:3])}など)。置き換えますか。"
            if ask(self, "CSVに書き出す", text, ("置き換える", "書き出さない")) != "置き換える":
                return False
        pictures = picture_files(self._session.file.store, book)
        also = f"と、資料の図{len(pictures)}個" if pictures else ""
        told = f"{folder} に{len(files)}個のCSV{also}を書き出しました。"
        return self._told(write_files(folder, {**files, **pictures}), told)

    @property
    def _encoding(self) -> str:
        return _ENCODINGS[self.encoding.currentIndex()][1]

    def _told(self, faults: Faults | None, done: str) -> bool:
        if faults is not None:
            self._message.show_message("error", " ".join(map(sentence, faults)))
        else:
            self._message.show_message("info", done)
        return faults is None

    def _show_lost(self, lost: list[Lost]) -> None:
        self._shown_lost = lost
        self.lost.set_records(lost)
        for part in (self.lost, self._lost_told, self._replacing):
            part.setVisible(bool(lost))
        self._lost_told.setText(
            f"この文字コードにない文字が{len(lost)}か所あります。まだ何も書き出していません。"
            "置き換えて書き出すか、UTF-8を選んでください。"
        )
        self._tell_replacement()

    def _tell_replacement(self) -> bool:
        """Name the button by what it does; say what is wrong with the replacement. Returns whether it can be used."""
        text = self.replacement.text()
        wrong = ""
        if self._shown_lost and not text:
            wrong = "置き換える文字を入力してください。"
        elif self._shown_lost and not has_all_of(self._encoding, text):
            wrong = f"「{text}」はこの文字コードにありません。別の文字にしてください。"
        self._error.setText(f"エラー: {wrong}" if wrong else "")
        self._error.setVisible(bool(wrong))
        mark_wrong(self.replacement, bool(wrong))
        self.csv.setText(f"「{text}」に置き換えてCSVに書き出す" if self._shown_lost and text else "CSVに書き出す")
        self.csv.setAccessibleName(self.csv.text())
        self.csv.setEnabled(not wrong)
        return not wrong

    def _ask_and_write_workbook(self) -> None:
        folder = Path(self._memory.text("folder") or Path.home())
        name = f"{self._session.book.consortium.name}_{date.today():%Y%m%d}.xlsx".replace("/", "_")
        path = ask_where_to_save(self, "Excelブックに書き出す", folder / name, "Excelブック")
        if path is not None:
            self.write_workbook(path)

    def _ask_and_write_csv(self) -> None:
        folder = self._memory.text("folder") or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, "CSVを書き出すフォルダー", folder)
        if chosen:
            self.write_csv(Path(chosen))

    def _lay_out(self) -> None:
        frame = panel()
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        self._replacing = QWidget()
        line = QHBoxLayout(self._replacing)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(QLabel("置き換える文字"))
        line.addWidget(self.replacement)
        line.addStretch(1)
        csv_line = QVBoxLayout()
        csv_line.setAlignment(Qt.AlignmentFlag.AlignLeft)
        csv_line.setSpacing(8)
        csv_line.addWidget(self.encoding)
        csv_line.addWidget(self.csv)
        column.addWidget(small_title("書き出す"))
        column.addWidget(
            _help(
                "すべての表と計算結果を1冊のExcelブックにします。編集して右の「取り込む」で戻すこともできます。"
                "団体コードの先頭の0や日付はそのまま残ります。"
            )
        )
        write = button("Excelブックに書き出す", self._ask_and_write_workbook)
        column.addWidget(write, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(12)
        column.addWidget(_help("表ごとにCSVにします。フォルダーを選ぶと、表の数だけファイルができます。"))
        column.addLayout(csv_line)
        column.addWidget(self._lost_told)
        column.addWidget(self.lost, 1)
        column.addWidget(self._replacing)
        column.addWidget(self._error)
        column.addStretch(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)


def _help(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "help")
    label.setWordWrap(True)
    return label
