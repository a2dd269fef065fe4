"""The tests need no display: Qt draws into memory unless told otherwise, before anything imports it."""

import gc
import os

import pytest
from hypothesis import settings

from core.display import missing_libraries

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples on every machine and no clock: a busy machine must not fail a property. HYPOTHESIS_PROFILE=thorough
# looks for new examples and takes its time.
settings.register_profile("usual", max_examples=40, deadline=None, derandomize=True, database=None)
settings.register_profile("thorough", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))


def pytest_collection_finish() -> None:
    """Thousands of collected tests are no garbage: looking through them again and again takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_configure() -> None:
    """Say which packages to install where a bare system lacks what Qt needs, instead of hundreds of errors."""
    missing = missing_libraries(screen_needed=False)
    if missing:
        pytest.exit(missing, returncode=4)
