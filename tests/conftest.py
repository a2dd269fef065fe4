"""The tests need no display: Qt draws into memory unless told otherwise, before anything imports it.

With --without-window they need no Qt at all: the folders WITH_QT and the tests marked `window` are left out.
"""

import gc
import os
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import cast

import pytest
from hypothesis import HealthCheck, settings

import core.sample
from core.display import missing_libraries
from core.storage.document import opening
from tests.kept_openings import keep_what_is_found_sound
from tests.kept_sample import keep_the_sample

# The programs that tests start would else compile every module again, each of them.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Thousands of tests begin with the sample, which is the same each time: it is read once, and written once.
core.sample.sample = cache(core.sample.sample)
keep_the_sample()
keep_what_is_found_sound()

# A file that seems damaged is looked at twice, as the program does it, but no test waits for a copy on its way.
opening.SECOND_LOOK = 0.0

# Nor does any wait for the disk: what is lost with the power is asked of programs of their own, in tests/faults.
setattr(os, "fsync", lambda _: None)  # noqa: B010

HERE = Path(__file__).parent
WITH_QT = (HERE / "ui", HERE / "resources" / "icons")
"""Folders whose tests import Qt themselves."""

# The same examples on every machine and no clock: a busy machine must not fail a property. HYPOTHESIS_PROFILE=thorough
# looks for new examples and takes its time.
settings.register_profile(
    "usual",
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))


def pytest_collection_finish() -> None:
    """Thousands of collected tests are no garbage: looking through them again and again takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--without-window", action="store_true", help="leave out every test that needs Qt")


def pytest_configure(config: pytest.Config) -> None:
    """Say which packages to install where a bare system lacks what Qt needs, instead of hundreds of errors."""
    if config.getoption("--without-window"):
        # The same on every machine: a test that needs Qt all the same fails also where Qt would work.
        sys.modules["PySide6"] = cast("ModuleType", None)
        return
    missing = missing_libraries(screen_needed=False)
    if missing:
        pytest.exit(f"{missing} 画面の試験を省くときは --without-window を付けてください。", returncode=4)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out what could not even be collected without Qt."""
    return True if collection_path in WITH_QT and config.getoption("--without-window") else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the marked tests elsewhere: the programs that they start load Qt. Begin with the longest."""
    if config.getoption("--without-window"):
        left_out = [item for item in items if item.get_closest_marker("window")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("window")]
    # Else one of the workers comes to the longest when the other has nothing left to do.
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
