"""ひな形から資料を作る: the chapters of a template put into the ledger; and a handout kept as a template file."""

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.jobs.handouts import begin, keep
from core.model.council import Municipality
from core.model.machine.faults import Faults
from core.model.machine.naming import in_order
from core.model.meetings import Meeting, meeting_name
from core.model.papers.handouts import Handout, Template
from core.model.papers.template_file import SUFFIX
from core.model.values.dates import show_date
from core.words.sentences import sentence
from ui.dialogs.questions import ask_where_to_save, let_go
from ui.files.writing import done_or_told
from ui.look import theme
from ui.pages.page import Page
from ui.widgets.buttons import button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.fields import TextInput

_KIND = "資料のひな形"
_FILTER = f"{_KIND} (*{SUFFIX})"
_FOLDER = "template_folder"
_FROM_FILE = "ファイルのひな形…"


def begin_handout(page: Page) -> None:
    """Ask for a template and what it needs, and put its chapters into the ledger as one action."""
    with let_go(BeginDialog(page)) as dialog:
        dialog.exec()


def keep_handout(page: Page) -> None:
    """Ask for a file and write the handout that is the current row there."""
    current = page.main_sheet.current if page.main_sheet else None
    if current is None or not isinstance(current[0], Handout):
        page.message.show_message("info", "書き出す資料の行を選んでください。")
        return
    handout = current[0]
    folder = Path(page.memory.text(_FOLDER) or Path.home())
    path = ask_where_to_save(page, "ひな形として書き出す", folder / f"{handout.name}{SUFFIX}", _KIND)
    if path is None:
        return
    page.memory.set_text(_FOLDER, str(path.parent))
    keep_at(page, handout, path)


def keep_at(page: Page, handout: Handout, path: Path) -> None:
    """Write a handout as a template and say what came of it."""
    pictures = done_or_told(lambda: keep(page.session.book, handout, path))
    if isinstance(pictures, Faults):
        page.message.show_message("error", " ".join(map(sentence, pictures)))
        return
    left = f"図{pictures:,}件は台帳のものなので入っていません。" if pictures else ""
    page.message.show_message("info", f"{path.name} に書き出しました。{left}")


class BeginDialog(QDialog):
    """Which template, of which session, for which town, under which name; a file is asked for when it is chosen."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setWindowTitle("ひな形から資料を作る")
        self._page = page
        self.file: Path | None = None
        book = page.session.book
        self._meetings = sorted(book.all(Meeting).values(), key=lambda one: (one.held_on, one.id), reverse=True)
        self._towns = in_order(book, book.all(Municipality).values())
        self.template = _choice("ひな形", [*(one.label for one in Template), _FROM_FILE])
        self.template.activated.connect(self._ask_file)
        self.template.currentIndexChanged.connect(lambda _: self._show_needed())
        held = [f"{meeting_name(book, one)}({show_date(one.held_on)})" for one in self._meetings]
        self.meeting = _choice("会議", held or ["会議がありません"])
        self.town = _choice("団体", ["すべての団体", *(one.name for one in self._towns)])
        self.name = TextInput()
        self.name.setAccessibleName("名称")
        self.name.setPlaceholderText("空欄のときは、ひな形の名称になります。")
        self.told, self.error = QLabel(), QLabel()
        for label, role in ((self.told, "help"), (self.error, "error")):
            label.setProperty("role", role)
            label.setWordWrap(True)
        self.error.hide()
        self.start = button("資料を作る", self._begin, "primary")
        self.start.setDefault(True)
        grid = QGridLayout()
        grid.setSpacing(theme.GAP)
        self._labels: dict[QWidget, QLabel] = {}
        fields: tuple[tuple[str, QWidget], ...] = (
            ("ひな形", self.template),
            ("会議", self.meeting),
            ("団体", self.town),
            ("名称", self.name),
        )
        for row, (text, field) in enumerate(fields):
            self._labels[field] = QLabel(text)
            grid.addWidget(self._labels[field], row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button("キャンセル", self.reject))
        buttons.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(grid)
        column.addWidget(self.told)
        column.addWidget(self.error)
        column.addLayout(buttons)
        self.setMinimumWidth(520)
        self._show_needed()

    @property
    def source(self) -> Template | Path | None:
        """The template that is chosen; None while a file is still to be chosen."""
        at = self.template.currentIndex()
        return list(Template)[at] if at < len(Template) else self.file

    def _ask_file(self, at: int) -> None:
        if at < len(Template):
            return
        folder = self._page.memory.text(_FOLDER) or str(Path.home())
        name, _ = QFileDialog.getOpenFileName(self, "ひな形のファイルを選ぶ", folder, _FILTER)
        if name:
            self._page.memory.set_text(_FOLDER, str(Path(name).parent))
            self.choose_file(Path(name))
        self._show_needed()

    def choose_file(self, path: Path) -> None:
        """Begin with the template of a file."""
        self.file = path
        self.template.setCurrentIndex(len(Template))
        self.template.setItemText(len(Template), f"ファイル: {path.name}")
        self._show_needed()

    def _show_needed(self) -> None:
        for field, template in ((self.meeting, Template.MEETING), (self.town, Template.TOWN)):
            for one in (field, self._labels[field]):
                one.setVisible(self.source == template)
        about = {
            Template.SOURCE: "公表された資料の目次(経緯、参加市町村、目的、概要、実施体制、スケジュール)の章です。",
            Template.MEETING: "次第と、議題ごとの資料1、2、3…の章です。",
            Template.TOWN: "負担金の説明、安全性の説明、サービス一覧、要望と負担の章です。",
        }
        chosen = self.source
        self.told.setText(about[chosen] if isinstance(chosen, Template) else "受け取ったひな形の章です。")
        self.start.setEnabled(chosen is not None)

    def _begin(self) -> None:
        source, session = self.source, self._page.session
        if source is None:
            return
        meeting = self._meetings[self.meeting.currentIndex()] if self._meetings else None
        at = self.town.currentIndex()
        town = self._towns[at - 1].id if at > 0 and source == Template.TOWN else None
        begun = done_or_told(lambda: begin(session.book, source, self.name.text(), meeting, town))
        faults = begun if isinstance(begun, Faults) else session.run(begun.change_set)
        if faults is not None or isinstance(begun, Faults):
            self.error.setText("エラー: " + " ".join(map(sentence, faults or ())))
            self.error.show()
            return
        left = "".join(f"{one}はこの台帳にないため、空欄にしました。" for one in begun.left)
        told = f"{begun.change_set.label}しました。{left}"
        self._page.message.show_message("warning" if left else "info", told, "元に戻す", session.undo)
        self.accept()


def _choice(name: str, choices: list[str]) -> QComboBox:
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.addItems(choices)
    return box
