"""The fault tests (tests/faults) run in full by hand and in short in CI; here only so often that they cannot rot."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.version import ROOT
from tests.faults import mutations

TIMES = "2"

if hasattr(os, "fork"):  # the machinery kills programs that it has forked; Windows has no such thing

    @pytest.mark.long
    def test_programs_that_are_killed_raced_and_fed_rubbish_keep_their_promises(tmp_path: Path) -> None:
        kinds = ("edit", "import", "take-back", "save", "migrate", "restore", "mutations", "races")
        command = [sys.executable, str(ROOT / "tests" / "faults" / "run.py"), "--short", "--times", TIMES, *kinds]
        environment = {**os.environ, "TMPDIR": str(tmp_path)}
        done = subprocess.run(
            command, env=environment, capture_output=True, check=False, timeout=120, text=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "no promise was broken" in done.stdout
        assert done.stdout.count(f"{TIMES} tried") == len(kinds) - 1 + len(mutations.KINDS)
