"""Measures how long the built program takes to its first window, against the same program from source.

    start_times.py BUILT PYTHON [--wine WINE] [--rounds 7]

BUILT is the windowed program, PYTHON the interpreter that runs main.py. Needs xdotool and a display that stays when
nobody uses it: xvfb-run -a -s "-screen 0 1366x768x24 -noreset". The two take turns in one run; medians are compared.
Returns 1 when the built program takes more than 1.3 times as long.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
TITLE = "名前のない台帳.*按分帳"
LIMIT = 1.3
PATIENCE = 60.0


def main() -> int:
    """Print both medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("built")
    parser.add_argument("python")
    parser.add_argument("--wine", help="the program that runs Windows programs; PYTHON then is one, too")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    before = [options.wine] if options.wine else []
    source = f"Z:{ROOT}\\main.py".replace("/", "\\") if options.wine else str(ROOT / "main.py")
    commands = {"built": [*before, options.built, "--sample"], "source": [*before, options.python, source, "--sample"]}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(options.rounds + 1):
        for name, command in commands.items():
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
                seconds = until_window(command, home)
            if number:  # the first of each only fills the caches
                times[name].append(seconds)
    built, fromsource = median(times["built"]), median(times["source"])
    print(
        f"first window, median of {options.rounds}: built {built:.2f} s, from source {fromsource:.2f} s, "
        f"ratio {built / fromsource:.2f} (limit {LIMIT})"
    )
    return 1 if built > LIMIT * fromsource else 0


def until_window(command: list[str], home: str) -> float:
    """Start a program with an empty folder of its own data; return the seconds until its window stood."""
    started = time.perf_counter()
    nowhere = subprocess.DEVNULL
    surroundings = {**os.environ, "ANBUNCHO_HOME": home}
    program = subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere, env=surroundings)
    while not shown():
        if time.perf_counter() - started > PATIENCE:
            raise TimeoutError(f"no window of {command[0]}")
        time.sleep(0.02)
    seconds = time.perf_counter() - started
    time.sleep(1)
    program.terminate()
    try:
        program.wait(5)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
    while shown():
        time.sleep(0.1)
    return seconds


def shown() -> list[str]:
    """Return the windows of the program that can be seen."""
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", TITLE], check=False, capture_output=True)
    return found.stdout.decode().split()


if __name__ == "__main__":
    sys.exit(main())
