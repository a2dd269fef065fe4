"""The program as it is started: main.py in a process of its own, with and without a display."""

import ctypes
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core.version import ROOT

NO_DISPLAY = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
CODES = ["162116", "162060", "163422", "163228", "163431", "163210"]

Start = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Start main.py in a folder of its own; `without` names variables of the environment that are not there."""

    def do(*arguments: str, without: tuple[str, ...] = (), **extra: str) -> subprocess.CompletedProcess[str]:
        env = {name: value for name, value in os.environ.items() if name not in without}
        env |= {"ANBUNCHO_HOME": str(tmp_path / "home"), **extra}
        command = [sys.executable, str(ROOT / "main.py"), *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=False, timeout=120
        )

    return do


def python(
    code: str, *, home: Path, without: tuple[str, ...] = (), preexec_fn: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a few lines of Python with the program on its path; `without` as above."""
    env = {name: value for name, value in os.environ.items() if name not in without}
    env |= {"ANBUNCHO_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command,
        cwd=home.parent,
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        preexec_fn=preexec_fn,
    )


def test_the_commands_of_the_readme_one_after_another(start: Start, tmp_path: Path) -> None:
    assert start("new", "見本.anbun", "--sample").returncode == 0
    shown = start("show", "見本.anbun", "allocation", "--json")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert json.loads(shown.stdout)["totals"]["max"] == {
        **dict(zip(CODES, [9_400_000, 0, 8_500_000, 400_000, 1_320_000, 0], strict=True)),
        "total": 19_620_000,
    }
    assert start("answer", "見本.anbun", "25", "B", "実施").stdout == "項25に対する滑川市の意向: 実施\n"
    split = start("split", "1386000000", "--file", "見本.anbun", "--rule", "equal=3,population=7", "--json")
    assert sum(json.loads(split.stdout)["shares"].values()) == 1_386_000_000
    printed = start("print", "見本.anbun", "allocation", "-o", "按分表.pdf", without=NO_DISPLAY)
    assert (printed.returncode, printed.stdout) == (0, "按分表.pdf に書き出しました。\n")
    assert (tmp_path / "按分表.pdf").read_bytes().startswith(b"%PDF-")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "按分表.pdf", "見本.anbun"]
    assert list((tmp_path / "home" / "work").iterdir()) == []


WITHOUT_QT = """
import sys
from main import main

sys.modules["PySide6"] = None
for arguments in (
    ["new", "a.anbun", "--sample"],
    ["show", "a.anbun", "answers"],
    ["show", "a.anbun", "allocation", "--json"],
    ["answer", "a.anbun", "25", "B", "1"],
    ["split", "100", "--file", "a.anbun"],
    ["print", "a.anbun", "allocation", "-o", "b.pdf"],
):
    assert main(arguments) == 0, arguments
loaded = [name for name in sys.modules if name.startswith(("PySide6.", "shiboken6", "ui."))]
assert not loaded, loaded
"""


def test_no_command_needs_qt(tmp_path: Path) -> None:
    done = python(WITHOUT_QT, home=tmp_path / "home")
    assert (done.returncode, done.stderr) == (0, "")


LIGHT = """
import sys
from main import main

assert main(["{command}", "a.anbun", *{more}]) == 0
heavy = (
    "PySide6", "shiboken6", "reportlab", "pypdfium2", "xlsxwriter", "python_calamine", "sqlite_utils",
    "core.printing", "core.exchange", "core.sample", {heavy}
)
loaded = [name for name in sys.modules if any(name == one or name.startswith(one + ".") for one in heavy)]
assert not loaded, loaded
"""


@pytest.mark.parametrize(
    ("command", "more", "heavy"),
    [
        ("show", ["municipalities", "--json"], ["core.documents", "core.operations", "core.calc.allocation"]),
        ("show", ["allocation"], ["core.documents", "core.operations", "core.calc.comparison"]),
        ("check", [], ["core.documents", "core.operations.importing", "core.storage.rescue.salvage"]),
    ],
)
def test_a_short_command_loads_what_it_needs(
    start: Start, tmp_path: Path, command: str, more: list[str], heavy: list[str]
) -> None:
    assert start("new", "a.anbun", "--sample").returncode == 0
    code = LIGHT.format(command=command, more=more, heavy=", ".join(map(repr, heavy)))
    done = python(code, home=tmp_path / "home")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.window
def test_the_window_is_japanese_and_loads_neither_the_printing_nor_the_commands(tmp_path: Path) -> None:
    code = """
import linecache, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialogButtonBox
from ui.shell.app import application

app = application()
box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
assert "キャンセル" in box.buttons()[0].text()
del box
QTimer.singleShot(300, app.closeAllWindows)
from main import main

assert main(["--sample"]) == 0
heavy = {"reportlab", "pypdfium2", "core.cli.run", "core.printing.render", "core.sample", "core.operations.registry"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
# PySide would read the source of whatever is imported after it.
read = [name for name in linecache.cache if name.endswith("main_window.py")]
assert not read, read
"""
    done = python(code, home=tmp_path / "home")
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "home" / "work").iterdir()) == []
    assert (tmp_path / "home" / "settings.ini").exists()


WORKED_IN = """
import sys
from pathlib import Path
from PySide6.QtCore import QSize, QTimer
from core.model.machine.changes import ChangeSet, Update
from ui.shell import screenshots
from ui.shell.app import application
from ui.shell.main_window import MainWindow
from ui.shell.page_list import PAGES

app = application()
screenshots.SIZE, screenshots.SCALES = QSize(912, 512), {"_150": 1.5}

def work():
    (window,) = (one for one in app.topLevelWidgets() if isinstance(one, MainWindow))
    for entry, path in zip(PAGES, screenshots._pictures(window, Path()), strict=True):
        print(path, window.page(entry.key).isVisible())
        window.session.run(ChangeSet("備考", (Update("consortium", 1, {"note": entry.key}),)))
        app.processEvents()
    window.session.undo()
    window.files.save()
    QTimer.singleShot(0, window.close)

QTimer.singleShot(100, work)
from main import main

sys.exit(main(["a.anbun"]))
"""


@pytest.mark.long
@pytest.mark.window
def test_a_window_in_which_every_page_was_drawn_and_worked_on_ends_with_0(start: Start, tmp_path: Path) -> None:
    assert start("new", "a.anbun", "--sample").returncode == 0
    done = python(WORKED_IN, home=tmp_path / "home")
    assert done.returncode == 0, done.stderr
    written = sorted(tmp_path.glob("*.png"))
    assert [f"{path.name} True" for path in written] == done.stdout.splitlines()
    assert {png_size(path) for path in written} == {(1368, 768)}
    assert len(written) >= 90


OPENING = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton
from ui.shell.app import application

app = application()

def look():
    window = next(one for one in app.topLevelWidgets() if type(one).__name__ == "MainWindow")
    buttons = [one.text() for one in window.banner.findChildren(QPushButton) if one.isVisible()]
    print(window.banner.isVisible(), buttons[0])
    app.closeAllWindows()

QTimer.singleShot(500, look)
from main import main

print(main(["台帳.anbun"]))
"""


@pytest.mark.window
@pytest.mark.parametrize(
    ("length", "told"), [(0, "True 控えを探す\n0\n"), (8_192, "True 控えを探す・救出する\n0\n"), (None, "2\n")]
)
def test_a_damaged_or_empty_ledger_is_told_in_the_window_with_its_way_out(
    tmp_path: Path, length: int | None, told: str
) -> None:
    path = tmp_path / "台帳.anbun"
    if length is not None:
        path.write_bytes((ROOT / "tests" / "data" / "schema_2.anbun").read_bytes()[:length])
    done = python(OPENING, home=tmp_path / "home")
    assert done.stdout == told, done.stderr


@pytest.mark.window
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
@pytest.mark.parametrize("arguments", [(), ("--sample",), ("台帳.anbun",)])
def test_without_a_display_it_says_so_and_names_the_print_command(start: Start, arguments: tuple[str, ...]) -> None:
    done = start(*arguments, without=NO_DISPLAY)
    assert 1 <= done.returncode <= 9
    assert done.stdout == ""
    assert done.stderr.startswith("画面(ディスプレイ)が見つからないため、ウィンドウを開けません。")
    assert "python main.py print 見本.anbun allocation -o 按分表.pdf" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.window
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_a_display_that_does_not_answer_is_no_display(start: Start) -> None:
    done = start(without=NO_DISPLAY, DISPLAY=":987")
    assert done.returncode == 3
    assert "ウィンドウを開けません" in done.stderr


@pytest.mark.window
@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("ない.anbun",), 2, "見つかりません"),
        (("--sampel",), 2, "知らない引数です: --sampel"),
        (("一.anbun", "--sample"), 2, "--sample は FILE と一緒に使えません。"),
        (("screenshots",), 2, "次の引数が足りません: DIR"),
        (("screenshots", "画面", "--file", "ない.anbun"), 2, "見つかりません"),
    ],
)
def test_a_wrong_call_of_the_window_is_said_in_japanese(
    start: Start, arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = start(*arguments, QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.window
def test_help_of_screenshots_is_japanese(start: Start) -> None:
    done = start("screenshots", "--help", QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0
    assert done.stdout.startswith("使い方: main.py screenshots [-h] [--file FILE] [--dark] DIR")


SCREENSHOTS = """
import sys
from main import main
from ui.shell import page_list, screenshots

assert screenshots.PAGES == page_list.PAGES
screenshots.PAGES = screenshots.PAGES[:3]
sys.exit(main(["screenshots", "画面 の写し"]))
"""
"""The command on the first pages; every page is drawn above, in a window that is there already."""


@pytest.mark.window
def test_screenshots_draws_the_pages_without_a_display(tmp_path: Path) -> None:
    done = python(SCREENSHOTS, home=tmp_path / "home", without=NO_DISPLAY)
    assert done.returncode == 0, done.stderr
    written = sorted((tmp_path / "画面 の写し").iterdir())
    assert [str(path.relative_to(tmp_path)) for path in written] == sorted(done.stdout.splitlines())
    sizes = {path.name.endswith("_150.png"): png_size(path) for path in written}
    assert sizes == {False: (1366, 768), True: (2049, 1152)}
    assert len(written) == 2 * 3
    assert list((tmp_path / "home" / "work").iterdir()) == []


def png_size(path: Path) -> tuple[int, int]:
    header = path.read_bytes()[:24]
    return int.from_bytes(header[16:20], "big"), int.from_bytes(header[20:24], "big")


@pytest.mark.window
def test_a_place_for_screenshots_that_cannot_be_written_is_said(start: Start, tmp_path: Path) -> None:
    (tmp_path / "画面").write_text("a file", encoding="utf-8")
    done = start("screenshots", "画面", QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("画面 に書き込めません。フォルダーと空き容量を確かめてください。\n")


def test_output_is_utf_8_whatever_the_console_says(start: Start) -> None:
    done = start("--help", PYTHONIOENCODING="cp932", LC_ALL="C")
    assert done.returncode == 0
    assert done.stdout.startswith("使い方: main.py")


def _give_up_roots_rights() -> None:
    """A program started from here may no longer write where the permissions forbid it, even as root."""
    drop_from_bounding_set, dac_override, dac_read_search = 24, 1, 2
    libc = ctypes.CDLL(None)
    for capability in (dac_override, dac_read_search):
        libc.prctl(drop_from_bounding_set, capability, 0, 0, 0)


READ_ONLY = """
import sys
from main import main

codes = []
for arguments in (
    ["answer", "読むだけ/台帳.anbun", "25", "B", "実施"],
    ["new", "読むだけ/別.anbun"],
    ["print", "読むだけ/台帳.anbun", "allocation", "-o", "読むだけ/按分表.pdf"],
    ["show", "読むだけ/台帳.anbun", "answers"],
):
    codes.append(main(arguments))
assert codes == [1, 1, 1, 0], codes
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="folders have other permissions elsewhere")
def test_a_read_only_folder_refuses_and_keeps_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "読むだけ"
    folder.mkdir()
    make = "from main import main; assert main(['new', '読むだけ/台帳.anbun', '--sample']) == 0"
    assert python(make, home=tmp_path / "home").returncode == 0
    before = (folder / "台帳.anbun").read_bytes()
    folder.chmod(0o555)
    try:
        done = python(READ_ONLY, home=tmp_path / "home", preexec_fn=_give_up_roots_rights)
    finally:
        folder.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("を使う権限がありません") == 2
    assert "按分表.pdf に書き込めません" in done.stderr
    assert [path.name for path in folder.iterdir()] == ["台帳.anbun"]
    assert (folder / "台帳.anbun").read_bytes() == before


def test_it_starts_from_any_folder(tmp_path: Path) -> None:
    far = tmp_path / "どこか 遠く"
    far.mkdir()
    env = {**os.environ, "ANBUNCHO_HOME": str(tmp_path / "home")}
    command = [sys.executable, str(ROOT / "main.py"), "new", "台帳.anbun"]
    assert subprocess.run(command, cwd=far, env=env, capture_output=True, check=False, timeout=60).returncode == 0
    assert [path.name for path in far.iterdir()] == ["台帳.anbun"]
    shutil.rmtree(far)
