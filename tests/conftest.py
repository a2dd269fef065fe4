"""The tests need no display: Qt draws into memory unless told otherwise, before anything imports it."""

import os

import pytest

from core.display import missing_libraries

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_configure() -> None:
    """Say which packages to install where a bare system lacks what Qt needs, instead of hundreds of errors."""
    missing = missing_libraries(screen_needed=False)
    if missing:
        pytest.exit(missing, returncode=4)
