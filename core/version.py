"""The program's version, kept in one place: pyproject.toml."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The folder of main.py, pyproject.toml and resources/, in a checkout and in a built program alike."""

RESOURCES = ROOT / "resources"


def version() -> str:
    """Return the version written in pyproject.toml, for example "0.1.0"."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])
