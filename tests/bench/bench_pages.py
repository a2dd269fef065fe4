"""Every page of the sample opened for the first time and again: python tests/bench/bench_pages.py [--runs N]

Each figure is computing time, the shortest of several: of a first opening in a process of its own, in which the window
stands and nothing but its first page was looked at; of a later one in a window in which every page was looked at.
Loading, reading and painting are in it, and the manual is opened like a page. They are told as parts of what a bare
PySide6 window with a table takes until it is painted, since no two PCs are equally fast. Without fork (Windows) nothing
is measured. 1 when a limit is broken.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.bench_window import BARE

FIRST_LIMIT = 2.2
"""Of the bare window: 0.35 s where that takes 0.16."""
LATER_LIMIT = 0.31
"""Of the bare window: 50 ms there."""
TOLD = 10
"""So many of the slowest are told."""

BARE_SECONDS = BARE.format(rows=31, columns=10) + "\nimport time\nprint(time.process_time())"

OURS = """
import gc, json, os, sys, time
from pathlib import Path
sys.path.insert(0, {root!r})
from core.sample import sample
from core.storage.disk.places import default_home
from core.storage.document.ledger_file import LedgerFile
from ui.session import Session
from ui.shell.app import application
from ui.shell.main_window import MainWindow
from ui.shell.memory import Memory
from ui.shell.page_list import PAGES

home = default_home()
file, app = LedgerFile.new(home, sample()), application()
window = MainWindow(Session(file), Memory(home.settings))
window.resize(1366, 768)
window.show()
app.processEvents()
gc.freeze()


def opened(key):
    began = time.process_time()
    window.open_page(key)
    app.processEvents()
    return time.process_time() - began


def alone(do):
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.write(writing, json.dumps(do()).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        told = json.loads(answer.read())
    os.waitpid(child, 0)
    return told


def manual():
    began = time.process_time()
    window.side.show_manual()
    app.processEvents()
    return time.process_time() - began


def again():
    rounds = [[opened(entry.key) for entry in PAGES] for _ in range(3)]
    return {{entry.key: min(times) for entry, *times in zip(PAGES, *rounds[1:])}}


# The window itself has looked at the first page: what opening it takes then is a later opening.
first = {{entry.key: alone(lambda: opened(entry.key)) for entry in PAGES[1:]}}
print(json.dumps({{"first": first | {{"manual": alone(manual)}}, "later": again()}}))
file.close()
"""

Figures = dict[str, dict[str, float]]
"""Seconds by "first" and "later", and by the page's key."""


def run(program: str) -> str:
    """Return the last line that a process of its own prints."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


def shortest(runs: int, ours: Callable[[], Figures], bare: Callable[[], float]) -> tuple[Figures, float]:
    """Return the shortest of each figure, both programs run in turn."""
    found, least = ours(), bare()
    for _ in range(runs - 1):
        more, least = ours(), min(least, bare())
        found = {name: {key: min(one, more[name][key]) for key, one in by.items()} for name, by in found.items()}
    return found, least


def main() -> int:
    """Print the slowest pages with their ratios; return 1 when one is above its limit."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    if not hasattr(os, "fork"):
        print("no fork here: nothing is measured")
        return 0
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ANBUNCHO_HOME"] = folder
        # As on a user's PC from the second start on: modules are compiled once.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        program = OURS.format(root=str(Path(__file__).resolve().parents[2]))
        run(program)
        figures, bare = shortest(runs, lambda: json.loads(run(program)), lambda: float(run(BARE_SECONDS)))
    good = True
    for name, limit in (("first", FIRST_LIMIT), ("later", LATER_LIMIT)):
        slowest = sorted(figures[name].items(), key=lambda one: -one[1])
        good &= slowest[0][1] / bare <= limit
        print(f"{name} opening of {len(slowest)} pages (limit {limit} × bare window, {bare:.3f} s):")
        for key, seconds in slowest[:TOLD]:
            print(f"  {key}: {seconds:.3f} s = {seconds / bare:.2f}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
