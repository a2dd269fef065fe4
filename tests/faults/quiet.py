"""The network is never touched, and nothing is written but the user's file, its folder and the program's own."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from core.version import ROOT
from tests.faults.ground import Result, timed
from tests.faults.shim import build

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from core.sample import sample
from core.model.machine.changes import ChangeSet, Update
from core.storage.document.ledger_file import LedgerFile
from core.storage.disk.places import default_home
from ui.shell.app import application
from ui.shell.main_window import MainWindow
from ui.shell.page_list import PAGES
from ui.session import Session
from ui.shell.memory import Memory
app = application()
home = default_home()
window = MainWindow(Session(LedgerFile.open(home, Path(sys.argv[1])), "髙木"), Memory(home.settings))
window.show()
for entry in PAGES:
    window.open_page(entry.key)
    app.processEvents()
window.session.run(ChangeSet("備考", (Update("consortium", 1, {"note": "窓から"}),)))
window.files.save()
QTimer.singleShot(300, window.close)
app.exec()
"""

HARMLESS = ("/dev/null", "/dev/urandom", "/dev/shm/", "/proc/", "/dev/tty")
"""Opened for writing by the system's libraries: devices, and memory that has a name."""


def stay_quiet() -> Result:
    """Run every command and the window with the shim loaded, and read its notes."""
    with (
        tempfile.TemporaryDirectory(prefix="anbuncho-quiet-") as name,
        timed(Result("sockets and writes elsewhere")) as result,
    ):
        root = Path(name)
        desk, home = root / "机", root / "home"
        desk.mkdir()
        notes = root / "notes"
        environment = {
            **os.environ,
            "ANBUNCHO_HOME": str(home),
            "FAULT_NOTES": str(notes),
            "LD_PRELOAD": str(build(root)),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONDONTWRITEBYTECODE": "1",
            "XDG_RUNTIME_DIR": str(root),
        }
        file = str(desk / "台帳.anbun")
        main = [str(ROOT / "main.py")]
        for arguments in (
            [*main, "new", file, "--sample"],
            [*main, "show", file, "allocation", "--json"],
            [*main, "answer", file, "25", "B", "実施"],
            [*main, "split", "1386000000", "--file", file],
            [*main, "print", file, "allocation", "-o", str(desk / "按分表.pdf")],
            [*main, "check", file],
            [*main, "recover", file, "-o", str(desk / "救出.anbun")],
            ["-c", WINDOW, file],
        ):
            done = subprocess.run(
                [sys.executable, *arguments], env=environment, cwd=ROOT, check=False, timeout=120, capture_output=True
            )
            result.tried += 1
            result.outcomes[f"exit {done.returncode}"] += 1
            if done.returncode:
                result.broken.append(f"{arguments[:2]}: {done.stderr.decode()[-500:]}")
        for line in notes.read_text(encoding="utf-8").splitlines():
            kind, _, what = line.partition(" ")
            if kind == "socket" or not what.startswith((str(desk), str(home), *HARMLESS)):
                result.broken.append(line)
            else:
                result.outcomes["writes in their place"] += 1
    return result
