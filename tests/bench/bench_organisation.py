"""The pages of a made-up consortium of 60 members, 25 subcommittees and 300 sessions: how long each takes to open.

python tests/bench/bench_organisation.py

Whole wall-clock time from the choice of a page to its painted picture, modules included; 1 when one takes longer than
LIMIT_S.
"""

import gc
import os
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from core.storage.disk.places import Home  # noqa: E402
from core.storage.document.ledger_file import LedgerFile  # noqa: E402
from tests.bench.big_organisation import big_organisation  # noqa: E402
from ui.session import Session  # noqa: E402
from ui.shell.app import application  # noqa: E402
from ui.shell.main_window import MainWindow  # noqa: E402
from ui.shell.memory import Memory  # noqa: E402
from ui.shell.page_list import PAGES  # noqa: E402

LIMIT_S = 0.3
GROUPS = ("体制・会議", "差と見直し", "進行")
FIRST = "bodies"
"""Opened before the clock runs: the first table page loads what all of them share."""


def main() -> int:
    """Open every page of the group and say how long it took."""
    app = application()
    slow = 0
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        with closing(LedgerFile.new(home, big_organisation())) as file:
            window = MainWindow(Session(file), Memory(home.settings))
            window.resize(1366, 768)
            window.show()
            window.open_page(FIRST)
            app.processEvents()
            gc.freeze()  # as ui.shell.app does: the ledger is not looked through for garbage
            for entry in PAGES:
                if entry.group in GROUPS:
                    began = time.perf_counter()
                    window.open_page(entry.key)
                    app.processEvents()
                    window.grab()
                    took = time.perf_counter() - began
                    slow += took > LIMIT_S
                    print(f"{entry.title}: {took:.3f} s")
            if len(sys.argv) > 1:
                for entry in PAGES:
                    if entry.group in GROUPS:
                        window.open_page(entry.key)
                        app.processEvents()
                        window.grab().save(str(Path(sys.argv[1]) / f"{entry.key}.png"))
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main())
