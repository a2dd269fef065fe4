"""帳票: choose a printout, see the very pages, save or print them, and fix them as 確定版."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QListWidgetItem, QVBoxLayout, QWidget

from core.documents.ledger.listing import list_title
from core.documents.letters.numbering import last_number
from core.documents.paper.inputs import inputs_text
from core.documents.paper.settings import PrintSettings, settings_text
from core.documents.registry import REPORTS, Report
from core.jobs.printing import Kept, ToDraw, by_recipient, printout, to_draw
from core.model.machine.faults import Fault
from core.model.sheets import FixedSheet
from core.model.values.codes import code_of
from core.model.values.dates import show_date
from core.operations.sheets.fixing import fix_sheet
from core.words.sentences import sentence
from ui.dialogs.questions import ask_for_text, ask_where_to_save
from ui.files.printer import print_pdf
from ui.files.writing import write_file
from ui.pages.page import Page, scrolled, small_title
from ui.pages.reports.fixed_list import FixedList
from ui.pages.reports.parting import PARTED, write_parts
from ui.pages.reports.report_list import ReportSearch, report_list
from ui.pages.reports.report_settings import ReportSettings
from ui.pages.reports.words import NOTHING, missing_told
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.shell.preferences import read_preferences
from ui.widgets.background import Stop, until_given_up
from ui.widgets.buttons import button
from ui.widgets.pdf_preview import PdfPreview

R = TypeVar("R")
REDRAW_MS = 150
_SIDE, _BETWEEN = 300, 16
_OFFERED = {
    *("municipalities", "consortium", "fixed_sheets", "scenarios", "procurements", "reviewers", "bidders"),
    *("outages", "sla_results", "sla_reports", "sla_contracts"),
    *("handouts", "handout_chapters", "handout_pictures"),
    *("bodies", "meeting_series", "meetings", "systems"),
}
"""The tables whose rows the settings offer."""


class ReportsPage(Page):
    """The list of printouts and their settings at the left, the preview at the right."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.reports = report_list()
        self.search = ReportSearch(self.reports)
        self._about = QLabel()
        self._about.setProperty("role", "help")
        self._about.setWordWrap(True)
        self.options = ReportSettings(session)
        self.fixed = FixedList()
        self.preview = PdfPreview()
        self._passed: Fault | None = None
        self._timer = QTimer(self, singleShot=True, interval=REDRAW_MS)
        self._timer.timeout.connect(self.draw)
        self._lay_out()
        self.reports.currentRowChanged.connect(self._choose)
        self.options.changed.connect(self._timer.start)
        self.fixed.itemClicked.connect(self._show_fixed)
        self.fixed.itemActivated.connect(self._show_fixed)
        self.reports.setCurrentRow(0)
        preferences = read_preferences(memory)
        self.options.prefer(preferences.paper, preferences.names.anonymous)

    @property
    def least_width(self) -> int:
        """The buttons of the preview are one line, else the navigation gives way."""
        return max(super().least_width, _SIDE + _BETWEEN + self.preview.least_line())

    @property
    def report(self) -> Report:
        """The printout that is chosen."""
        return list(REPORTS.values())[max(self.reports.currentRow(), 0)]

    @property
    def paper_name(self) -> str:
        """What the printout is called: the list of a table as the table."""
        return list_title(self.options.settings()) if self.report.name == "list" else self.report.title

    def show_part(self, name: str) -> None:
        """Choose the printout of this name; after a slash the table that it is to list, or the id of the session that
        it is of: list/municipalities, agenda/3. It is drawn as soon as the page is looked at, though nothing has
        changed in the ledger since the last time."""
        report, _, part = name.partition("/")
        self.search.clear()
        self.reports.setCurrentRow(list(REPORTS).index(report))
        if part.isdecimal():
            self.options.reload(self.report)
            self.options.choose("outage" if report == "outage-report" else "meeting", int(part))
        elif part:
            self.options.choose("table", part)
        self._timer.start()

    def reload(self, changed: Changed | None) -> None:
        if changed is None or changed.tables & _OFFERED:
            self.options.reload(self.report)
            self.fixed.reload(self.session.book.all(FixedSheet).values())
            self._fixed_title.setText(self.fixed.title)
        self._timer.stop()
        self.draw()

    def draw(self) -> None:
        """Make the PDF anew and show it; list the characters that no font can print. The comparison of an adopted
        scenario is never made anew: its stored bytes are shown."""
        session, name, settings = self.session, self.report.name, self._settings()
        self.name_in_heading(self.options.heading(self.report))

        def work(stop: Stop) -> tuple[Kept | ToDraw, bytes]:
            made = printout(session.book, name, settings, session.fixed_file, session.picture)
            return made, made.pdf(stop) if isinstance(made, ToDraw) and not made.is_empty else b""

        done = self._beside(work)
        if done is None:
            return
        made, pdf = done
        if isinstance(made, Kept):
            self._passed = None
            if self._show_kept(made):
                told = f"採用したときに確定した「{made.sheet.name}」を、そのまま表示しています。"
                self.message.show_message("info", told)
            return
        self._passed = made.passed
        if made.is_empty:
            self.message.show_message("info", sentence(NOTHING))
        elif made.passed is not None:
            self.message.show_message("warning", sentence(made.passed), "新しい期限を入れる", self.ask_deadline)
        elif made.missing:
            self.message.show_message("warning", missing_told(made.missing))
        elif made.document.lacking:
            self.message.show_message("info", " ".join(made.document.lacking))
        else:
            self.message.hide()
        self.preview.show_pdf(pdf)

    def ask_deadline(self) -> bool:
        """Ask for the new deadline of letters whose own has passed; returns whether they may go out now."""
        if self._passed is None:
            return True
        typed = ask_for_text(self, "新しい期限", f"{sentence(self._passed)}(例: 令和8年12月18日)", "")
        if typed:
            self.options.type_text("deadline", typed)
            self._timer.stop()
            self.draw()
        return self._passed is None

    def _render(self, made: ToDraw, *, to_keep: bool = False) -> bytes | None:
        """Return the PDF; None when there is nothing to print, or when it took long and the clerk gave up."""
        if made.is_empty:
            self.message.show_message("info", sentence(NOTHING))
            self.preview.show_pdf(b"")
            return None
        return self._beside(made.pdf_to_keep if to_keep else made.pdf)

    def _beside(self, work: Callable[[Stop], R]) -> R | None:
        """Return what is made beside the window, which does not stand still for 1,400 pages; None, and a word about it,
        when it took long and the clerk gave up."""
        made = until_given_up("帳票を作成しています…", self, work)
        if made is None:
            self.message.show_message("info", "帳票の作成を中止しました。", "もう一度作成する", self.draw)
        return made

    def save(self, path: Path) -> bool:
        """Write the PDF that is shown; says so when it cannot."""
        if write_file(path, self.preview.pdf) is not None:
            text = f"{path.name} に書き込めません。フォルダーと空き容量を確かめ、別の場所に保存してください。"
            self.message.show_message("error", text)
            return False
        self.session.has_printed = True
        self.message.show_message("info", f"{path.name} に保存しました。")
        return True

    def fix(self, name: str) -> bool:
        """Keep the printout with its inputs, its result and the PDF itself under `name`."""
        settings = self._settings()
        document = self.report.build(self.session.book, settings)
        pdf = self._render(to_draw(document, self.session.picture), to_keep=True)
        if pdf is None:
            return False
        wish = fix_sheet(
            self.session.book,
            self.report.name,
            name,
            self.session.now()[:10],
            self.session.who,
            pdf,
            settings=settings_text(settings),
            inputs=inputs_text(self.session.book),
            result=self.report.result(self.session.book, settings),
            last_number=last_number(document) if self.report.is_counted else "",
        )
        code = code_of(hashlib.sha256(pdf).hexdigest())
        return self.run(wish, f"確定版「{name.strip()}」を保存しました。確認コードは {code} です。")

    def _settings(self) -> PrintSettings:
        """What is chosen; a letter that nothing else dates bears today's date."""
        name = self.session.path.name if self.session.path else ""
        settings = replace(self.options.settings(), file_name=name)
        return replace(settings, today=self.session.now()[:10]) if self.report.is_counted else settings

    def _choose(self, _row: int) -> None:
        self._about.setText(self.report.about)
        self.options.reload(self.report)
        self.options.propose_number(self.report)
        self._parting.setVisible(bool(self.report.parted_by))
        self._parting.setText(PARTED.get(self.report.parted_by, ("", ""))[0])
        self._parting.setAccessibleName(self._parting.text())
        self.fixed.clearSelection()
        if self.isVisible():
            self._timer.start()

    def _show_fixed(self, item: QListWidgetItem) -> None:
        """Show the stored bytes, whatever has changed since."""
        sheet = self.session.book.all(FixedSheet)[self.fixed.id_of(item)]
        self.name_in_heading("")
        if self._show_kept(Kept(sheet, self.session.fixed_file(sheet.id).content)):
            told = f"確定版「{sheet.name}」を表示しています(確定時のPDFそのもの)。確認コード: {code_of(sheet.sha256)}"
            self.message.show_message("info", told, "今の内容に戻す", self.draw)

    def _show_kept(self, kept: Kept) -> bool:
        """Show the PDF of a fixed sheet if it is the one that was fixed; else say that it is not."""
        self.preview.show_pdf(kept.pdf if kept.is_as_fixed else b"")
        if not self.preview.pdf:
            told = sentence(Fault("", "sheet_differs", {"name": kept.sheet.name}))
            self.message.show_message("error", told, "今の内容に戻す", self.draw)
        return bool(self.preview.pdf)

    def _lay_out(self) -> None:
        side = QWidget()
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._fixed_title = small_title("確定版")
        column.addWidget(self.search)
        column.addWidget(self.reports, 1)
        column.addWidget(self._about)
        column.addWidget(scrolled(self.options), 2)
        column.addWidget(self._fixed_title)
        column.addWidget(self.fixed)
        self.add_tool("印刷", self._print, "primary")
        self.add_tool("PDFに保存", self._ask_and_save)
        self._parting = self.add_tool(
            PARTED["municipality"][0], self._ask_and_part, help="1つずつのPDFに分けて、選んだフォルダーに保存します。"
        )
        self.tools.addWidget(button("確定版にする", self._ask_and_fix, help="今の内容とPDFをこの台帳に残します。"))
        self.tools.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(_BETWEEN)
        row.addWidget(side)
        row.addWidget(self.preview, 1)
        self.body.addLayout(row, 1)

    def _print(self) -> None:
        if self.preview.pdf and self.ask_deadline() and print_pdf(self, self.preview.pdf, self.paper_name):
            self.session.has_printed = True

    def save_parted(self, folder: Path) -> bool:
        """Write one PDF for each to whom the printout goes into `folder`; says so when it cannot."""
        parts = by_recipient(self.session.book, self.report.name, self._settings(), self.session.picture)
        done, told = write_parts(folder, parts, self._render, PARTED[self.report.parted_by][1])
        if told:
            self.message.show_message("info" if done else "error", told)
        self.session.has_printed |= done
        return done

    def _ask_and_part(self) -> None:
        if self.preview.pdf and self.ask_deadline():
            begin = self.memory.text("folder") or str(Path.home())
            if folder := QFileDialog.getExistingDirectory(self, self._parting.text(), begin):
                self.save_parted(Path(folder))

    def _ask_and_save(self) -> None:
        if not self.preview.pdf or not self.ask_deadline():
            return
        folder = Path(self.memory.text("folder") or Path.home())
        if path := ask_where_to_save(self, "PDFに保存", folder / f"{self.paper_name}.pdf", "PDF"):
            self.save(path)

    def _ask_and_fix(self) -> None:
        if not self.ask_deadline():
            return
        text = "確定版の名称を入力してください。あとで何を変えても、この版は同じPDFのまま残ります。"
        offered = f"{self.paper_name} {show_date(self.session.now()[:10])}"
        if name := ask_for_text(self, "確定版にする", text, offered):
            self.fix(name)
