"""Draws the manual's pictures anew, with few colours: pages of the sample, as `main.py screenshots` shows them, and
the window in which a municipality answers.

    python resources/manual/make_pictures.py
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from core.cli.run import run  # noqa: E402  (the program lies two folders above)
from ui.answering.session import AnswerSession  # noqa: E402
from ui.answering.window import AnswerWindow  # noqa: E402
from ui.shell.app import application  # noqa: E402
from ui.shell.memory import Memory  # noqa: E402
from ui.shell.screenshots import SIZE  # noqa: E402

FOLDER = Path(__file__).resolve().parent
COLOURS = 128
SHOWN = re.compile(r"pictures/([a-z_]+)\.png")


def main() -> None:
    """Write pictures/PAGE.png for every page whose picture a chapter shows, and answer_window.png."""
    shown = {name for path in FOLDER.glob("*.md") for name in SHOWN.findall(path.read_text(encoding="utf-8"))}
    target = FOLDER / "pictures"
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ANBUNCHO_HOME"] = str(folder / "home")
        subprocess.run([sys.executable, str(ROOT / "main.py"), "screenshots", name], check=True, cwd=ROOT)
        for path in sorted(folder.glob("*.png")):
            page = path.stem.partition("_")[2]
            if page in shown:
                keep(path, target / f"{page}.png")
        keep(answering(folder), target / "answer_window.png")


def keep(source: Path, target: Path) -> None:
    """Store a picture with few colours."""
    picture = Image.open(source).convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    picture.save(target, optimize=True)


def answering(folder: Path) -> Path:
    """Draw the window in which the smallest member answers the sample's requests."""
    ledger = folder / "見本.anbun"
    run(["new", str(ledger), "--sample"])
    run(["issue", str(ledger), "--municipality", "163210", "-d", str(folder / "out")])
    (file,) = (folder / "out").glob("*.anbun-answer")
    app = application()
    window = AnswerWindow(AnswerSession(file), Memory(folder / "settings.ini"))
    window.resize(SIZE)
    window.show()
    app.processEvents()
    path = folder / "answer_window.png"
    window.grab().save(str(path))
    window.hide()
    return path


if __name__ == "__main__":
    main()
