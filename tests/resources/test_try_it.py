"""The README's lines: what they are, and what the script says to a Python, a call or a machine that will not do."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.version import ROOT

LINES = ["python3 resources/try_it.py", "python3 resources/try_it.py --test"]
PROGRAM = ("resources/try_it.py", "resources/installer/from_source.py", "core/display.py", "pyproject.toml")


def test_the_readme_has_one_line_for_each_job_and_the_same_for_windows() -> None:
    blocks = re.findall(r"```\n(.*?)\n```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert blocks[:2] == LINES
    assert blocks[2].splitlines() == [line.replace("python3", "py").replace("/", "\\") for line in LINES]


def test_ci_runs_the_readmes_own_lines() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.findall(r"grep -m1 -x '(.*)' README.md", ci) == LINES


def test_an_old_python_understands_the_first_file_and_is_told_what_is_wanted() -> None:
    source = (ROOT / "resources" / "try_it.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))
    code = f"import sys; sys.version_info = (3, 9, 2); exec(compile({source!r}, 'try_it.py', 'exec'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("按分帳にはPython 3.11以降が必要です(このPythonは3.9です)。")


@pytest.mark.parametrize("arguments", [("--tset",), ("--test", "-x"), ("--help",)])
def test_a_wrong_call_is_told_the_right_one_without_any_library_beside_pythons_own(arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-I", "-S", str(ROOT / "resources" / "try_it.py"), *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("使い方: ")


def copied(folder: Path) -> Path:
    """Copy what the script needs into a folder, where it may set up or break whatever it likes; return the script."""
    for name in PROGRAM:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder / PROGRAM[0]


def test_where_the_libraries_cannot_be_fetched_it_says_what_to_look_at(tmp_path: Path) -> None:
    surroundings = {"PATH": "", "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "SYSTEMROOT": "C:\\Windows"}
    command = [sys.executable, str(copied(tmp_path)), "--test"]
    done = subprocess.run(
        command, env=surroundings, capture_output=True, encoding="utf-8", check=False, timeout=120, cwd=tmp_path
    )
    assert done.returncode == 1
    assert done.stdout.startswith(f"Pythonの部品を入れる場所を作ります: {tmp_path / '.venv'}\n")
    assert done.stderr.startswith("Pythonの部品を取り寄せられませんでした。ネットワークにつながっているか、")
    assert "PySide6-Essentials" in done.stderr
    assert "Traceback" not in done.stderr
