"""A ledger in which every text is markup: on every page, in every dialog and in the window for answering it stands
letter for letter, in labels, tooltips, models, menus and titles, and no file that it names is opened."""

import ctypes
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QImage, QTextDocument
from PySide6.QtGui import Qt as GuessingQt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QInputDialog,
    QLabel,
    QMessageBox,
    QTabBar,
    QTextEdit,
    QToolTip,
    QWidget,
)

from core.jobs.issue import Wish
from core.model.answers import Medium
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet, Delete, Update
from core.model.machine.faults import Faults
from core.model.machine.kinds import Code, Kept, Kind, MunicipalityCode, NameInRules, Text
from core.model.machine.records import abouts
from core.model.registry import TABLES
from core.operations.merging.merge import compare
from core.storage.disk.places import Home
from core.storage.document.backups import backups_in
from core.storage.document.ledger_file import LedgerFile
from core.storage.document.outside import look_outside
from core.version import version
from tests.core.trial import full_ledger
from tests.ui.desk import Answers, paste, put_away, refusal, refusals, show, type_into
from tests.ui.post import open_answers
from tests.ui.tables.sheet.ledger import press
from ui.dialogs.about_dialog import AboutDialog
from ui.dialogs.crash_dialog import CrashDialog
from ui.dialogs.merging import MergeDialog
from ui.dialogs.questions import ask, ask_for_text
from ui.dialogs.restoring import Present, RestoreDialog
from ui.dialogs.settings_dialog import SettingsDialog
from ui.files.answer_files import issue_files
from ui.look.theme import dress
from ui.pages.meetings.meetings_page import MeetingsPage
from ui.pages.page import Page
from ui.pages.reports.reports_page import ReportsPage
from ui.session import Session
from ui.shell.main_window import MainWindow
from ui.shell.memory import Memory
from ui.shell.page_list import PAGES
from ui.shell.preferences import read_preferences
from ui.tables.sheet.sheet import Sheet

ROLES = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.WhatsThisRole, Qt.ItemDataRole.StatusTipRole)
ROWS = 100
IN_OPEN = 0x20
MARKED = "A&B"
LETTER_FOR_LETTER = "<b>太字</b>"


def markup(n: int, bait: Path) -> str:
    """Return the n-th text: every kind of markup that Qt knows and that loads, with what a menu would swallow."""
    return (
        f'<b>太字</b>{n}<img src="{bait.as_uri()}"><a href="{bait.as_uri()}">綴り</a>'
        f"<link rel='stylesheet' href='{bait.as_uri()}'>&amp;&lt; A&B [*] %1 \\n"
    )


def is_text(kind: Kind) -> bool:
    """Whether anything may be typed: text that the program keeps for itself and codes with a check digit are not."""
    return isinstance(kind, Text | Code | NameInRules) and not isinstance(kind, Kept | MunicipalityCode)


def marked(session: Session, bait: Path) -> ChangeSet:
    """Return what puts markup into every text column of every row."""
    changes, n = [], 0
    for name, table in TABLES.items():
        columns = [column for column, about in abouts(table.record).items() if is_text(about.kind)]
        for id in [] if table.lazy else session.book.all(table.record):
            if columns:
                changes.append(Update(name, id, {column: markup(n + at, bait) for at, column in enumerate(columns)}))
                n += len(columns)
    return ChangeSet(markup(n, bait), tuple(changes))


class Watched:
    """Tells how often a file was opened (Linux)."""

    def __init__(self, path: Path) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._fd = self._libc.inotify_init1(os.O_NONBLOCK)
        assert self._libc.inotify_add_watch(self._fd, os.fsencode(path), IN_OPEN) >= 0

    def was_opened(self) -> bool:
        """Whether it was opened since it was last asked."""
        try:
            return bool(os.read(self._fd, 100_000))
        except BlockingIOError:
            return False

    def close(self) -> None:
        os.close(self._fd)


@pytest.fixture(scope="module")
def marked_file(app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A picture that nothing has a reason to open, and the sample and rows of every table, every text of it markup that
    names the picture."""
    folder = tmp_path_factory.mktemp("markup")
    picture, path = folder / "bait.png", folder / "marked.anbun"
    QImage(8, 8, QImage.Format.Format_RGB32).save(str(picture))
    file = LedgerFile.new(Home(folder / "home"))
    file.store.apply(ChangeSet("空にする", (Delete("consortium", 1),)))
    full_ledger(file.store)
    made = Session(file, f"{LETTER_FOR_LETTER}{MARKED}")
    assert made.run(marked(made, picture)) is None
    file.save_as(path)
    made.end()
    file.close()
    return picture, path


@pytest.fixture
def bait(marked_file: tuple[Path, Path]) -> Iterator[Path]:
    """The picture; the test fails when it was opened."""
    path, _ = marked_file
    if sys.platform != "linux":
        yield path
        return
    watched = Watched(path)
    control = QLabel()
    control.setTextFormat(Qt.TextFormat.RichText)
    control.setText(markup(0, path))
    control.adjustSize()
    control.grab()
    assert watched.was_opened(), "the watch sees what Qt opens"
    yield path
    opened = watched.was_opened()
    watched.close()
    assert not opened, "a file that the ledger names was opened"


@pytest.fixture
def session(home: Home, bait: Path, marked_file: tuple[Path, Path], tmp_path: Path) -> Iterator[Session]:
    """The ledger of markup, in a file whose name is markup as well, with something to take back."""
    path = tmp_path / f"{LETTER_FOR_LETTER.replace('/', '')}{MARKED}[*].anbun"
    copy(marked_file[1], path)
    made = Session(LedgerFile.open(home, path), f"{LETTER_FOR_LETTER}{MARKED}")
    again = (
        Update(name, 1, {column: markup(2, bait)})
        for name, column in (("consortium", "name"), ("municipalities", "note"))
    )
    assert made.run(ChangeSet(markup(1, bait), tuple(again))) is None
    assert LETTER_FOR_LETTER in made.book.consortium.name
    yield made
    made.end()
    made.file.close()


@pytest.fixture
def window(session: Session, home: Home, answers: Answers) -> Iterator[MainWindow]:
    made = MainWindow(session, Memory(home.settings))
    show(made)
    yield made
    made.autosave.wait()
    put_away(made)


def faults_of(top: QWidget) -> list[str]:
    """Return what in a window would be taken for anything but text."""
    QApplication.processEvents()
    return [
        f"{type(widget).__name__} {widget.objectName()} {what}"
        for widget in (top, *top.findChildren(QWidget))
        for what in (*of_widget(widget), *of_its_kind(widget))
    ]


def of_widget(widget: QWidget) -> Iterator[str]:
    for name, text in (("what's this", widget.whatsThis()), ("status tip", widget.statusTip())):
        if text:
            yield f"{name}: {text}"
    for action in widget.actions():
        if swallows(action.text()):
            yield f"menu entry: {action.text()}"
        if action.whatsThis() or action.statusTip():
            yield f"of an entry: {action.whatsThis()}{action.statusTip()}"


def of_its_kind(widget: QWidget) -> Iterator[str]:
    match widget:
        case QLabel():
            yield from of_label(widget)
        case QAbstractButton() if swallows(widget.text()):
            yield f"button: {widget.text()}"
        case QGroupBox() if swallows(widget.title()):
            yield f"group: {widget.title()}"
        case QTabBar():
            yield from (widget.tabText(at) for at in range(widget.count()) if swallows(widget.tabText(at)))
        case QTextEdit():
            yield from of_document(widget.document())
        case QAbstractItemView() if widget.model() is not None:
            yield from of_model(widget.model())
        case QComboBox():
            yield from of_model(widget.model())
        case _:
            return


def of_label(label: QLabel) -> Iterator[str]:
    label.ensurePolished()
    if label.textFormat() is Qt.TextFormat.RichText:
        document = QTextDocument()
        document.setHtml(label.text())
        yield from of_document(document)
    elif label.textFormat() is not Qt.TextFormat.PlainText:
        yield f"format {label.textFormat()}: {label.text()}"
    if label.buddy() is not None and swallows(label.text()):
        yield f"label of a field: {label.text()}"


def of_document(document: QTextDocument) -> Iterator[str]:
    """Yield what a document of the program's own HTML took from the ledger as HTML: it has no pictures, and its links
    lead to rows of the ledger."""
    block = document.begin()
    while block.isValid():
        run = block.begin()
        while not run.atEnd():
            form = run.fragment().charFormat()
            is_foreign = form.isAnchor() and not re.fullmatch("[a-z_]+/[0-9]+", form.anchorHref())
            if form.isImageFormat() or is_foreign or run.fragment().text() == "太字":
                yield f"HTML: {run.fragment().text()}"
            run += 1
        block = block.next()


def of_model(model: QAbstractItemModel) -> Iterator[str]:
    """Yield what a model gives that is no text or nothing; tooltips are text, and shown as such (see below)."""
    for index in cells(model):
        for role in ROLES:
            given = index.data(role)
            if given and (role is not ROLES[0] or not isinstance(given, str)):
                yield f"{role}: {given}"


def cells(model: QAbstractItemModel) -> Iterator[QModelIndex]:
    """Yield the cells of a model, of a long one the first rows."""
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(min(model.rowCount(), ROWS)):
        yield from (model.index(row, column) for column in range(columns))


def swallows(text: str) -> bool:
    """Whether & would be swallowed as the mark of a key."""
    return MARKED in text.replace("&&", "")


def tooltips_of(top: QWidget) -> set[str]:
    """Return all tooltips of a window that Qt would take for HTML."""
    found = {widget.toolTip() for widget in (top, *top.findChildren(QWidget))}
    for view in top.findChildren(QAbstractItemView):
        model = view.model()
        if model is not None:
            found |= {str(index.data(ROLES[0]) or "") for index in cells(model)}
    for header in top.findChildren(Sheet):
        found |= {column.help or column.label for column in header.model.columns}
    return {text for text in found if GuessingQt.mightBeRichText(text)}


def are_shown_as_text(texts: set[str], within: QWidget) -> None:
    """Show each tooltip and look at the label that Qt shows it with."""
    for text in sorted(texts):
        QToolTip.showText(within.mapToGlobal(QPoint(9, 9)), text, within)
        (tip,) = [one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel") and one.isVisible()]
        assert isinstance(tip, QLabel)
        assert (tip.text(), tip.textFormat()) == (text, Qt.TextFormat.PlainText)
    QToolTip.hideText()


def choose_rows(page: Page) -> None:
    """Make a row of every table of a page current, so that its panels say something."""
    for sheet in page.findChildren(Sheet):
        rows = sheet.model.rows.shown
        if rows and sheet.isVisible():
            sheet.select(sheet.model.rows.key(rows[0]), sheet.model.columns[-1].name)
            QApplication.processEvents()


@pytest.mark.long
@pytest.mark.parametrize("first", range(4))
def test_a_page_shows_markup_as_it_stands(window: MainWindow, first: int) -> None:
    wrong = {}
    for key in [entry.key for entry in PAGES[first::4]]:
        page = window.open_page(key)
        QApplication.processEvents()
        choose_rows(page)
        wrong[key] = faults_of(page)
        page.open_search()
        QApplication.processEvents()  # it is painted
    assert {key: found for key, found in wrong.items() if found} == {}
    assert faults_of(window) == []
    are_shown_as_text(tooltips_of(window), window)


@pytest.mark.parametrize("name", ["agenda", "attendance", "decisions"])
def test_the_parts_of_a_session_show_markup_as_it_stands(window: MainWindow, name: str) -> None:
    page = window.open_page("meetings")
    assert isinstance(page, MeetingsPage)
    choose_rows(page)
    page.show_lower(name)
    choose_rows(page)
    assert page.parts[name].findChildren(Sheet)
    assert faults_of(window) == []
    are_shown_as_text(tooltips_of(window), window)


def test_undo_recent_files_and_title_say_the_names_as_they_are(window: MainWindow, session: Session) -> None:
    path = session.path
    assert path is not None
    window._memory.add_recent(path)
    window.menus._list_recent()
    undo: QAction = window.menus.edit.undo
    assert undo.text().replace("&&", "&") == f"元に戻す: {session.undo_stack.undoText()}"
    assert undo.toolTip() == f"元に戻す: {session.undo_stack.undoText()}"
    assert LETTER_FOR_LETTER in window.head.undo.toolTip()
    assert [one.text().replace("&&", "&") for one in window.menus.recent.actions()] == [str(path)]
    assert not any(swallows(one.text()) for one in (undo, *window.menus.recent.actions()))
    handle = window.windowHandle()
    assert handle is not None
    assert handle.title() == f"{path.name} — 按分帳"
    assert window.head.title.text() == session.book.consortium.name


def merging(session: Session, window: QWidget, home: Home, tmp_path: Path) -> QDialog:
    """Somebody else has changed what we have changed too, into markup of their own."""
    file = session.file
    assert file.path is not None
    other = LedgerFile.open(Home(tmp_path / "隣の席"), file.path)
    rows = other.store.rows()["municipalities"]
    theirs = tuple(Update("municipalities", id, {"note": f"<i>{id}</i>{MARKED}"}) for id in rows)
    other.store.apply(ChangeSet(f"{LETTER_FOR_LETTER}{MARKED}", theirs), f"{LETTER_FOR_LETTER}{MARKED}")
    other.save()
    other.close()
    outside = look_outside(file)
    comparison = compare(outside.base, outside.ours, outside.theirs, outside.references, outside.ids)
    assert comparison.conflicts
    return MergeDialog(comparison, session.book, outside.entries, window)


def restoring(session: Session, window: QWidget, home: Home, tmp_path: Path) -> QDialog:
    file = session.file
    file.back_up(f"{LETTER_FOR_LETTER.replace('/', '')}{MARKED}")
    present = Present(file.store.document_id, file.store.rows(), file.store.revision + 1, session.book)
    return RestoreDialog(backups_in(file.backups.own), present, list, window)


def settings(session: Session, window: QWidget, home: Home, tmp_path: Path) -> QDialog:
    return SettingsDialog(read_preferences(Memory(home.settings)), session.who, home, window)


def about(session: Session, window: QWidget, home: Home, tmp_path: Path) -> QDialog:
    dialog = AboutDialog(Home(home.path / f"{LETTER_FOR_LETTER.replace('/', '')}{MARKED}"), window)
    assert version() in dialog.text.toPlainText()
    return dialog


def crashing(session: Session, window: QWidget, home: Home, tmp_path: Path) -> QDialog:
    return CrashDialog(session.book.consortium.name, lambda: None)


def test_a_sheet_fixed_from_a_report_that_this_version_lacks_is_listed_by_its_name(window: MainWindow) -> None:
    page = window.open_page("reports")
    assert isinstance(page, ReportsPage)
    listed = [page.fixed.item(row).text() for row in range(page.fixed.count())]
    assert listed
    assert all(text.count(LETTER_FOR_LETTER) == 2 for text in listed), "of the sheet and of the report"


@pytest.mark.parametrize("make", [merging, restoring, settings, about, crashing])
def test_a_dialog_shows_markup_as_it_stands(
    make: Callable[[Session, QWidget, Home, Path], QDialog],
    window: MainWindow,
    session: Session,
    home: Home,
    tmp_path: Path,
) -> None:
    dialog = make(session, window, home, tmp_path)
    dialog.show()
    assert faults_of(dialog) == []
    are_shown_as_text(tooltips_of(dialog), dialog)
    dialog.grab()
    put_away(dialog)


class Reading(Answers):
    """Looks at each question before it is answered."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QMessageBox | QInputDialog) and dialog.isVisible():
            self.faults += faults_of(dialog)
        super()._look()


def test_a_question_shows_markup_as_it_stands(session: Session) -> None:
    name = session.book.consortium.name
    reading = Reading()
    reading.plan("よい", "名前")
    window = QWidget()
    dress(window)
    assert ask(window, name, name, ("よい", "やめる")) == "よい"
    assert ask_for_text(window, name, name, name) == "名前"
    reading.stop()
    assert reading.faults == []
    assert reading.asked[0] == name


def test_the_banner_shows_markup_as_it_stands(window: MainWindow, session: Session) -> None:
    window.banner.show_message("error", session.book.consortium.name)
    assert window.banner.text == session.book.consortium.name
    assert faults_of(window) == []


def test_refusals_and_the_filter_of_a_column_show_markup_as_it_stands(window: MainWindow, session: Session) -> None:
    page = window.open_page("municipalities")
    sheet = next(one for one in page.findChildren(Sheet) if one.isVisible())
    key = sheet.model.rows.key(sheet.model.rows.shown[0])
    typed = f"{LETTER_FOR_LETTER}{MARKED}"
    paste(sheet, key, "code", f"{typed}\r\n{typed}")
    assert {text for text, _ in refusals(sheet)} == {typed}
    assert faults_of(window) == []
    type_into(sheet, key, "code", typed)
    assert LETTER_FOR_LETTER in refusal(sheet)
    assert faults_of(window) == []
    press(Qt.Key.Key_Escape)
    for section, column in enumerate(sheet.model.columns):
        if column.filter:
            sheet._filter_line.open_filter(section)
            popup = QApplication.activePopupWidget()
            assert popup is not None
            assert faults_of(popup) == []
            popup.close()


def test_the_window_for_answering_shows_markup_as_it_stands(
    session: Session, home: Home, tmp_path: Path, answers: Answers
) -> None:
    member = next(iter(session.book.all(Municipality).values()))
    # A name that no file could have refuses to be issued.
    session.run(ChangeSet("", (Update("municipalities", member.id, {"name": f"{LETTER_FOR_LETTER}{MARKED}"}),)))
    member = session.book.all(Municipality)[member.id]
    made = issue_files(session, Wish((member,), Medium.ANSWER_FILE, tmp_path / "送付"), lambda: False)
    assert not isinstance(made, Faults), made
    window = open_answers(made[0], Memory(home.settings))
    first = window.sheet.model.rows.shown[0]
    window.sheet.select(window.sheet.model.rows.key(first), "comment")
    assert faults_of(window) == []
    are_shown_as_text(tooltips_of(window), window)
    window.grab()
    put_away(window)
