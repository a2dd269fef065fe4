"""現況調査: what each member has in use, out as a sheet for each of them and back, and into 現行経費 and 違約金."""

from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QFileDialog

from core.calc.members import members_of
from core.jobs.survey import StoppedWriting, write_survey
from core.model.council import Municipality
from core.model.machine.faults import Fault, Faults
from core.model.selection.present_systems import PresentSystem
from core.operations.present_systems.surveying import feed, prepare
from core.words.sentences import sentence
from ui.files.writing import done_or_told
from ui.pages.page import Page
from ui.pages.table_page import TablePage
from ui.pages.table_view import Asked, TableView, Tool
from ui.session import Session
from ui.shell.memory import Memory
from ui.widgets.progress import Progress

_FOLDER = "survey_folder"


class SurveyPage(TablePage):
    """The table of the present systems, with the acts of the survey above it."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about, _VIEW)

    def prepare(self) -> None:
        """Add the rows that are missing."""
        self.message.hide()
        self.run(prepare(self.session.book))

    def hand_out(self) -> None:
        """Ask for a folder and write a sheet for each member."""
        self.message.hide()
        folder = QFileDialog.getExistingDirectory(self, "調査票の保存先", self.memory.text(_FOLDER))
        if not folder:
            return
        session = self.session
        ids = {one.id for one in members_of(session.book)}
        members = [one for one in session.book.all(Municipality).values() if one.id in ids]
        with Progress("調査票を作成しています…", self) as progress:
            try:
                made = done_or_told(
                    lambda: write_survey(session.file.store, session.book, members, Path(folder), progress.stop)
                )
            except StoppedWriting:
                return
        if isinstance(made, Faults):
            self._tell("error", made)
            return
        self.memory.set_text(_FOLDER, folder)
        text = f"{len(made)}件の調査票を {folder} に作りました。"
        self.message.show_message("info", f"{text}記入されたものは「取込・書出」のページで取り込んでください。")

    def feed(self) -> None:
        """Take over what is known into 現行経費 and 違約金, and say what is not."""
        self.message.hide()
        made = feed(self.session.book)
        if isinstance(made, Faults):
            self._tell("warning", made)
            return
        if self.session.run(made.change_set) is None:
            told = f"現行経費と違約金に反映しました({len(made.change_set.changes):,}件)。"
            left = "".join(map(sentence, made.left_out))
            kind = "warning" if left else "info"
            self.message.show_message(kind, told + left, "元に戻す", self.session.undo)

    def _tell(self, kind: str, faults: Faults | tuple[Fault, ...]) -> None:
        self.message.show_message(kind, " ".join(map(sentence, faults)))


def _page(page: Page) -> SurveyPage:
    return cast(SurveyPage, page)


_VIEW = TableView(
    PresentSystem,
    noun="現行システム",
    columns=(
        ("municipality_id", 100),
        ("system_id", 130),
        ("vendor", 150),
        ("product", 150),
        ("contract_ends_on", 140),
        ("yearly_yen", 120),
        ("tax_mode", 80),
        ("penalty_yen", 120),
        ("interfaces", 180),
        ("answered_by", 120),
        ("note", 160),
    ),
    frozen=2,
    adding=(Asked("municipality_id"), Asked("system_id"), Asked("vendor")),
    totals=("yearly_yen", "penalty_yen"),
    tools=(
        Tool(
            "調査の行を用意",
            "団体ごとに、参加する業務の行を加えます。もうある行はそのままです。",
            lambda page: _page(page).prepare(),
        ),
        Tool(
            "調査票を書き出す",
            "団体ごとに1つのExcelブックを作ります。記入して戻ったものは取り込めます。",
            lambda page: _page(page).hand_out(),
        ),
        Tool("調査票を取り込む", "取込・書出のページを開きます。", lambda page: page.open_page.emit("exchange")),
        Tool(
            "経費・違約金に反映",
            "年額を契約期間の各年度の現行経費に、違約金の額を違約金に入れます。1回で元に戻せます。",
            lambda page: _page(page).feed(),
        ),
    ),
    empty=("まだ現行システムがありません。「調査の行を用意」を押すと、団体と業務の行ができ、調査票を書き出せます。"),
)
