"""The program's version, kept in one place: pyproject.toml."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The folder of main.py, pyproject.toml and resources/, in a checkout and in a built program alike."""

RESOURCES = ROOT / "resources"


def version() -> str:
    """Return the version written in pyproject.toml, for example "0.1.0"."""
    # Read by its line: a whole TOML reader would take 4 ms of the start.
    found = re.search(r'^version = "([^"]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None
    return found[1]
