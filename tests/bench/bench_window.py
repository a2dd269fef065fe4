"""Start and memory of the window, against a bare PySide6 window with a table of the same size.

python tests/bench/bench_window.py [--runs N]

Every figure is a whole process, from its start to its first painted picture: the shortest of several runs, and their
median memory. The large ledger is opened from a file, and its answers and its allocation are shown as well. 1 when a
limit is broken.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT = 2.8
"""The window on the sample, as a multiple of the bare window's start."""
BIG_START_LIMIT = 10.0
BIG_MEMORY_LIMIT = 4.0
"""A ledger of 179 × 2,000 on the screen, as multiples of the bare window's start and memory."""

BARE = """
import resource, sys
from PySide6.QtCore import QAbstractTableModel, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
class Model(QAbstractTableModel):
    def rowCount(self, parent=None): return {rows}
    def columnCount(self, parent=None): return {columns}
    def data(self, index, role=0): return str(index.row()) if role == 0 else None
app = QApplication([])
window, table = QMainWindow(), QTableView()
table.setModel(Model())
window.setCentralWidget(table)
window.resize(1366, 768)
window.show()
window.grab()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""

OURS = """
import gc, resource, sys
gc.disable()
sys.path.insert(0, {root!r})
from pathlib import Path
from core.storage.document.ledger_file import LedgerFile
from core.storage.disk.places import default_home
from core.jobs.new import new_ledger
from ui.shell.app import application
from ui.shell.main_window import MainWindow
from ui.session import Session
from ui.shell.memory import Memory
home = default_home()
file = LedgerFile.open(home, Path({path!r})) if {path!r} else new_ledger(home, with_sample=True)
app = application()
window = MainWindow(Session(file), Memory(home.settings))
window.resize(1366, 768)
window.show()
window.grab()
gc.freeze()
gc.enable()
{more}
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
file.close()
"""

BIG = """
import sys
sys.path[:0] = [{root!r}, {root!r} + "/tests/bench"]
from pathlib import Path
from big_book import big_change_set
from core.storage.document.ledger_file import LedgerFile
from core.storage.disk.places import default_home
file = LedgerFile.new(default_home(), big_change_set({municipalities}, {customizations}))
file.save_as(Path({path!r}))
file.close()
"""


def run(program: str) -> tuple[float, float]:
    """Return seconds and peak memory in MB of one whole process."""
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return time.perf_counter() - began, int(done.stdout.split()[-1]) / 1024


def compare(name: str, ours: str, bare: str, runs: int) -> dict[str, float]:
    """Run both in turn and print the shortest times, the median memory, and their ratios."""
    run(ours), run(bare)
    pairs = [(run(ours), run(bare)) for _ in range(runs)]
    seconds = [min(pair[at][0] for pair in pairs) for at in (0, 1)]
    memory = [statistics.median(pair[at][1] for pair in pairs) for at in (0, 1)]
    print(f"{name}: start {seconds[0]:.2f} s / bare {seconds[1]:.2f} s = {seconds[0] / seconds[1]:.2f}")
    print(f"{name}: memory {memory[0]:.0f} MB / bare {memory[1]:.0f} MB = {memory[0] / memory[1]:.2f}")
    return {"start": seconds[0] / seconds[1], "memory": memory[0] / memory[1]}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ANBUNCHO_HOME"] = folder
        # As on a user's PC from the second start on: modules are compiled once.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        root = str(ROOT)
        sample = compare("sample", OURS.format(root=root, path="", more=""), BARE.format(rows=31, columns=10), runs)
        path = str(Path(folder) / "big.anbun")
        program = BIG.format(root=root, path=path, municipalities=179, customizations=2_000)
        subprocess.run([sys.executable, "-c", program], check=True)
        more = "for key in ('answers', 'allocation'):\n    window.open_page(key); app.processEvents(); window.grab()"
        big = compare(
            "179 × 2,000", OURS.format(root=root, path=path, more=more), BARE.format(rows=2_000, columns=179), runs
        )
    print(json.dumps({"sample": sample, "big": big}))
    print(f"limits: sample start {START_LIMIT}, big start {BIG_START_LIMIT}, big memory {BIG_MEMORY_LIMIT}")
    kept = sample["start"] <= START_LIMIT and big["start"] <= BIG_START_LIMIT and big["memory"] <= BIG_MEMORY_LIMIT
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
