"""The network is never touched, and nothing is written but the user's files and the program's own folder.

Python's audit hooks see every socket and file that Python opens; tests/faults/quiet.py looks below, at the window with
all its pages too.
"""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

import pytest

from core.sample import sample
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from core.version import ROOT

WATCH = """
import json, os, socket, sys

sockets, written = [], []
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def watch(event, arguments):
    if event == "socket.__new__" and arguments[1] in (socket.AF_INET, socket.AF_INET6):
        sockets.append(str(arguments[1]))
        raise PermissionError("no network here")
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect"):
        sockets.append(event)
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING and isinstance(arguments[0], str):
        written.append(arguments[0])
    if event in ("os.mkdir", "os.rename", "sqlite3.connect"):
        written.append(os.fsdecode(arguments[-1 if event == "os.rename" and len(arguments) == 2 else 0]))


sys.addaudithook(watch)
from main import main

try:
    code = main(sys.argv[2:])
except SystemExit as end:
    code = int(end.code or 0)
with open(sys.argv[1], "w", encoding="utf-8") as notes:
    json.dump([code, sockets, written], notes)
os._exit(0)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "台帳.anbun", "--sample"),
        ("show", "台帳.anbun", "allocation"),
        ("answer", "台帳.anbun", "25", "B", "実施"),
        ("print", "台帳.anbun", "allocation", "-o", "按分表.pdf"),
        ("check", "台帳.anbun"),
        ("recover", "台帳.anbun", "-o", "救出.anbun"),
    ],
    ids=lambda arguments: str(arguments[0]),
)
def test_a_command_stays_off_the_network_and_in_its_folders(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    desk, home = tmp_path / "机", tmp_path / "home"
    desk.mkdir()
    environment = {**os.environ, "ANBUNCHO_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}

    def run(*words: str) -> tuple[int, list[str], list[str]]:
        notes = tmp_path / "notes.json"
        command = [sys.executable, "-c", WATCH, str(notes), *words]
        subprocess.run(command, env=environment, cwd=desk, check=True, timeout=120, capture_output=True)
        code, sockets, written = json.loads(notes.read_text(encoding="utf-8"))
        return code, sockets, written

    if arguments[0] != "new":
        with closing(LedgerFile.new(Home(tmp_path / "other home"), sample())) as file:
            file.save_as(desk / "台帳.anbun")
    code, sockets, written = run(*arguments)
    assert (code, sockets) == (0, [])
    elsewhere = [path for path in written if not is_ours(path, desk, home)]
    assert elsewhere == []
    assert written, "the watch sees nothing"


def is_ours(path: str, desk: Path, home: Path) -> bool:
    """Whether a path lies in the user's folder or the program's own; devices and databases in memory are no files."""
    plain = unquote(path.removeprefix("file://").partition("?")[0]) if path.startswith("file://") else path
    if plain in {":memory:", os.devnull, "", str(home.parent / "notes.json")}:
        return True
    whole = os.path.normpath(desk / plain)
    return whole.startswith((str(desk), str(home)))
