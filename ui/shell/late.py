"""The one place where what the first picture of the window can do without is loaded, when it is asked for."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QMainWindow, QWidget

from core.calc.allocation.allocate import Allocation
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.values.endings import ANSWERS, SCORES
from ui.shell.memory import Memory
from ui.shell.preferences import Preferences

T = TypeVar("T")

if TYPE_CHECKING:
    from core.calc.evaluation.frame import Frame
    from core.calc.members import Member
    from core.calc.splitting.rounding import Rounding
    from core.documents.paper.drawing import Drawing
    from core.operations.health.finding import Finding
    from core.storage.disk.places import Home
    from ui.answering.score_session import ScoreSession
    from ui.answering.score_window import ScoreWindow
    from ui.answering.session import AnswerSession
    from ui.answering.window import AnswerWindow
    from ui.dialogs.settings_dialog import SettingsDialog
    from ui.going.finding import Place
    from ui.shell.manual_window import ManualWindow
    from ui.tables.chosen_columns import ColumnChoice
    from ui.tables.sheet.sheet import Sheet
    from ui.widgets.drawing_view import Draw


def while_writing(work: Callable[[], T], window: QWidget) -> T:
    """Do what takes long with the file while the window is painted."""
    from ui.widgets.background import while_writing

    return while_writing("書き込んでいます…", window, work)


def findings(book: Book, allocation: Allocation) -> "list[Finding]":
    """Return what needs attention in the ledger."""
    from core.operations.health.findings import findings

    return findings(book, allocation)


def situation_charts(
    book: Book, allocation: Allocation, names: Sequence[str], counts: Sequence[Mapping[AnswerState, int]]
) -> "tuple[Draw, Draw]":
    """Return the charts of the overview: the range of the amounts, and the answers received."""
    from core.documents.allocation.charts import progress_of, spans_of
    from core.documents.charts.bars import progress_chart, range_chart

    return partial(range_chart, spans_of(book, allocation, names)), partial(progress_chart, progress_of(names, counts))


def looks_like_answers(path: Path) -> bool:
    """Whether a file is to be opened for answering: by its first bytes, or by its name if it is none of our ledgers."""
    from core.storage.answer_file import is_answer_file
    from core.storage.document.recognition import is_no_place_of_bytes
    from core.storage.score_file import SCORE_FILES

    try:
        if is_no_place_of_bytes(path):
            return False
        with path.open("rb") as file:
            beginning = file.read(100)
    except OSError:
        return False
    return is_answer_file(beginning) or SCORE_FILES.is_one(beginning) or path.suffix.lower() in {ANSWERS, SCORES}


def answer_session(path: Path) -> "AnswerSession | ScoreSession":
    """Open an answer file or a score file, by its first bytes, else by its name; raises CannotOpen."""
    from core.storage.score_file import SCORE_FILES
    from ui.answering.score_session import ScoreSession
    from ui.answering.session import AnswerSession

    beginning = b""
    with suppress(OSError), path.open("rb") as file:
        beginning = file.read(100)
    if SCORE_FILES.is_one(beginning) or path.suffix.lower() == SCORES:
        return ScoreSession(path)
    return AnswerSession(path)


def answer_window(session: "AnswerSession | ScoreSession", memory: Memory) -> "AnswerWindow | ScoreWindow":
    """Return the window in which a municipality answers, or a reviewer scores."""
    from ui.answering.score_session import ScoreSession
    from ui.answering.score_window import ScoreWindow
    from ui.answering.window import AnswerWindow

    return ScoreWindow(session, memory) if isinstance(session, ScoreSession) else AnswerWindow(session, memory)


def manual_window(parent: QWidget) -> "ManualWindow":
    """Return the window of the manual."""
    from ui.shell.manual_window import ManualWindow

    return ManualWindow(parent)


def find_anywhere(
    book: Book, places: "Sequence[Place]", open_page: Callable[[str], object], page: QWidget | None, window: QMainWindow
) -> None:
    """Let a page, a record or a command be found, and do what was chosen."""
    from ui.going.finding import commands, pages, records
    from ui.going.palette import Palette

    deeds = commands(window.menuBar(), page, ("ページ",))
    palette = Palette([*pages(places, open_page), *deeds, *records(book, places, open_page)], window)
    chosen = palette.chosen if palette.exec() else None
    palette.deleteLater()
    if chosen is not None:
        chosen.do()


def print_page(
    page: QWidget | None, table: "Sheet | None", open_page: Callable[[str], object], window: QWidget
) -> None:
    """Print what is seen of a page; `table` is the one that has the keyboard."""
    from ui.going.printing import print_page

    print_page(page, table, open_page, window)


def print_figure(drawing: "Drawing", parent: QWidget) -> None:
    """Let one figure be printed or saved as PDF."""
    from ui.going.printing import print_figure

    print_figure(drawing, parent)


def choose_columns(choice: "ColumnChoice", parent: QWidget) -> None:
    """Let the columns of a table be chosen and ordered."""
    from ui.going.column_dialog import choose_columns

    choose_columns(choice, parent)


def used_areas(areas: Mapping[str, Sequence[str]], hidden: frozenset[str], parent: QWidget) -> frozenset[str] | None:
    """Let the areas be chosen that a ledger uses; None where they were left as they are."""
    from ui.going.used_areas import UsedAreas

    dialog = UsedAreas(areas, hidden, parent)
    try:
        return dialog.used if dialog.exec() else None
    finally:
        dialog.deleteLater()


def go_to_area(parts: list[QWidget], page: QWidget, step: int) -> None:
    """Give the keyboard to the next area of the window (−1: the one before)."""
    from ui.going.areas import go_to_area

    go_to_area(parts, page, step)


def show_about(home: "Home", parent: QWidget) -> None:
    """Show version, places, licences, hashes."""
    from ui.dialogs.about_dialog import AboutDialog

    dialog = AboutDialog(home, parent)
    dialog.exec()
    dialog.deleteLater()


def settings_dialog(preferences: Preferences, login: str, home: "Home", parent: QWidget) -> "SettingsDialog":
    """Return the dialog of the settings."""
    from ui.dialogs.settings_dialog import SettingsDialog

    return SettingsDialog(preferences, login, home, parent)


def composed_rule(
    parent: QWidget,
    text: str,
    members: "Sequence[Member]",
    rounding: "Rounding",
    weights: Sequence[str],
    tables: Sequence[str],
    example: int,
    blank: str,
) -> str | None:
    """Let a rule be put together and return it in words, None where it was left as it is."""
    from ui.dialogs.rule_dialog import RuleDialog
    from ui.dialogs.rule_example import Ground

    dialog = RuleDialog(Ground(members, rounding, weights, tables, example, blank), text, parent)
    return dialog.chosen if dialog.exec() else None


def composed_evaluation_rule(parent: QWidget, frame: "Frame") -> dict[str, str] | None:
    """Let a rule of evaluation be put together and return its columns' texts, None where it was left as it is."""
    from ui.dialogs.evaluation_rule_dialog import EvaluationRuleDialog

    dialog = EvaluationRuleDialog(frame, parent)
    try:
        return dialog.chosen if dialog.exec() else None
    finally:
        dialog.deleteLater()
