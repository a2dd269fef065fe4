"""The size of the text is changed in the running program: another process, since an application is begun anew."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from core.cli.run import run as run_commands
from core.version import ROOT

STEPS = """
import sys
from argparse import Namespace
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
import ui.shell.app as app
from core.model.machine.changes import ChangeSet, Update
from core.storage.disk.places import default_home
from ui.look import theme
from ui.look.colours import DARK, Theme
from ui.shell import main_window
from ui.shell.memory import Memory
from ui.shell.preferences import read_preferences

class Watched(app.MainWindow):
    turn = 0

    def showEvent(self, event):
        super().showEvent(event)
        QTimer.singleShot(0, self.act)

    def act(self):
        step = Watched.turn
        Watched.turn += 1
        STEPS[step](self)

def name(window):
    return window.session.book.consortium.name

def rename(window, text):
    assert window.session.run(ChangeSet(text, (Update("consortium", 1, {"name": text}),))) is None

def told(window):
    page = window.open_page("answers") if False else window._stack.currentWidget()
    current = page.main_sheet.current if page.main_sheet is not None else None
    stack = window.session.undo_stack
    print(read_preferences(Memory(default_home().settings)).text_size, window.devicePixelRatioF(),
          page.accessibleName(), current[0].item if current else "-", current[1].name if current else "-",
          stack.canUndo(), stack.canRedo(), name(window), window.head.state.text(), flush=True)

def wheel(window, notches):
    at = QPointF(300, 300)
    turned = QWheelEvent(at, at, QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
                         Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(window.windowHandle(), turned)

def begin(window):
    for text in ("一", "二", "三"):
        rename(window, text)
    window.session.undo()
    page = window.open_page("answers")
    page.sheet.select(page.sheet.model.rows.shown[4].id, "162060")
    told(window)
    window.text_size.step(1)

def after_key(window):
    told(window)
    wheel(window, 2)

def after_wheel(window):
    told(window)
    window.session.undo()
    print(name(window))
    window.session.redo()
    window.session.redo()
    print(name(window), window.session.undo_stack.canRedo())
    window.text_size.choose(80)

def after_choice(window):
    told(window)
    window.autosave.wait()
    window.session.undo()
    window.session.undo()
    print(name(window), [group.text() for group in window.menuBar().actions()][2])

    window.theme.choose(Theme.DARK)

def after_theme(window):
    told(window)
    print(read_preferences(Memory(default_home().settings)).theme, str(theme.SURFACE) == DARK[theme.SURFACE])
    QApplication.exit(0)

STEPS = [begin, after_key, after_wheel, after_choice, after_theme]
app.MainWindow = Watched
sys.exit(app.start(Namespace(file=None, sample=True)))
"""


def run(program: str, home: Path, *given: Path, **more: str) -> list[str]:
    environment = {**os.environ, "ANBUNCHO_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", **more}
    environment.pop("QT_SCALE_FACTOR", None)
    command = [sys.executable, "-c", textwrap.dedent(program), *map(str, given)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr.replace("This plugin does not support propagateSizeHints()\n", "")) == (0, "")
    return done.stdout.splitlines()


def test_the_size_changes_at_once_and_everything_else_stays_where_it_was(tmp_path: Path) -> None:
    lines = run(STEPS, tmp_path)
    state = "名前のない台帳 — まだファイルに保存していません"
    page = "意向"
    item = lines[0].split()[3]
    assert lines == [
        f"100 1.0 {page} {item} 162060 True True 二 {state}",
        f"110 1.1 {page} {item} 162060 True True 二 {state}",
        f"150 1.5 {page} {item} 162060 True True 二 {state}",
        "一",
        "三 False",
        f"80 0.8 {page} {item} 162060 True False 三 {state}",
        "一 表示(&V)",
        f"80 0.8 {page} {item} 162060 True True 一 {state}",
        "dark True",
    ]
    assert item != "-"


ANSWERING = """
import sys
from argparse import Namespace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import ui.shell.app as app
from core.model.answers import AnswerState
from ui.answering import window as answering
from ui.look import theme
from ui.look.colours import DARK, Theme

class Watched(answering.AnswerWindow):
    turn = 0

    def showEvent(self, event):
        super().showEvent(event)
        QTimer.singleShot(50, self.act)

    def act(self):
        Watched.turn += 1
        STEPS[Watched.turn - 1](self)

def told(window):
    current = window.sheet.current
    print(window.devicePixelRatioF(), str(theme.SURFACE) == DARK[theme.SURFACE], current[0].id, current[1].name,
          window.session.can_undo, window.session.can_redo, window.who, flush=True)

def begin(window):
    first, second = window.session.file.requests[:2]
    window.session.give(first.id, AnswerState.UNDECIDED, "一")
    window.session.give(second.id, AnswerState.UNDECIDED, "二")
    window.session.undo()
    window.sheet.select(second.id, "comment")
    window.head.who.setText("髙木")
    print(second.id)
    told(window)
    window.text_size.choose(150)
    window.theme.choose(Theme.DARK)

def after(window):
    told(window)
    least = window.minimumSizeHint()
    print(least.width() <= 911, least.height() <= 512, [menu.text() for menu in window.menuBar().actions()][2])
    window.session.redo()
    window.session.undo()
    window.session.undo()
    print(window.session.can_undo, window.session.can_redo, window.head.who.text(), flush=True)
    window.session.save()
    QApplication.exit(0)

Watched.who = property(lambda self: self.session.file.answered_by or "-")
STEPS = [begin, after]
answering.AnswerWindow = Watched
sys.exit(app.start(Namespace(file=sys.argv[1], sample=False)))
"""


def test_the_window_for_answering_changes_at_once_too_and_loses_nothing(tmp_path: Path) -> None:
    assert run_commands(["new", str(tmp_path / "見本.anbun"), "--sample"]) == 0
    assert run_commands(["issue", str(tmp_path / "見本.anbun"), "--municipality", "163210", "-d", str(tmp_path)]) == 0
    (file,) = tmp_path.glob("*.anbun-answer")
    second, *lines = run(ANSWERING, tmp_path, file)
    assert lines == [
        f"1.0 False {second} comment True True -",
        f"1.5 True {second} comment True False 髙木",
        "True True 表示(&V)",
        "False True ",
    ]


@pytest.mark.parametrize("size", [100, 150, 200])
def test_the_first_window_stands_on_the_screen(size: int, tmp_path: Path) -> None:
    (tmp_path / "screen.json").write_text(
        '{"screens": [{"name": "1", "x": 0, "y": 0, "width": 1024, "height": 700, "logicalDpi": 96,'
        ' "logicalBaseDpi": 96, "dpr": 1}]}'
    )
    program = f"""
    import sys
    from argparse import Namespace
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    import ui.shell.app as app
    from core.storage.disk.places import default_home
    from ui.shell.memory import Memory
    from ui.shell.preferences import Preferences, write_preferences

    class Watched(app.MainWindow):
        def showEvent(self, event):
            super().showEvent(event)
            QTimer.singleShot(100, self.tell)

        def tell(self):
            seen = self.screen().availableGeometry()
            least = self.minimumSizeHint()
            print(seen.width(), seen.height(), seen.contains(self.geometry()))
            print(least.width() <= seen.width(), least.height() <= seen.height())
            QApplication.exit(0)

    write_preferences(Memory(default_home().settings), Preferences(text_size={size}))
    app.MainWindow = Watched
    sys.exit(app.start(Namespace(file=None, sample=True)))
    """
    lines = run(program, tmp_path, QT_QPA_PLATFORM=f"offscreen:configfile={tmp_path / 'screen.json'}")
    assert lines == [f"{round(102400 / size)} {round(70000 / size)} True", "True True"]
