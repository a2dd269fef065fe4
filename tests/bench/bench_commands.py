"""How soon a short command answers, as a multiple of a Python that does nothing: python tests/bench/bench_commands.py

Every figure is a whole process, from its start to its end: the median of several, in turn with the bare one.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]

LIMIT = 20.0
"""A command on the sample, as a multiple of `python -c pass`."""
TIMES = 15

COMMANDS = (
    ("check",),
    ("check", "--json"),
    ("show", "municipalities", "--json"),
    ("show", "allocation"),
    ("show", "comparison"),
    ("show", "totals"),
)


def seconds(*arguments: str) -> float:
    """Return how long a whole process takes."""
    begin = perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - begin


def measure(path: str) -> bool:
    """Print the ratio of each command on the file at `path`; return whether all keep the limit."""
    calls = {" ".join(words): [str(ROOT / "main.py"), words[0], path, *words[1:]] for words in COMMANDS}
    for call in calls.values():
        seconds(*call)
    taken: dict[str, list[float]] = {name: [] for name in ("", *calls)}
    for _ in range(TIMES):
        taken[""].append(seconds("-c", "pass"))
        for name, call in calls.items():
            taken[name].append(seconds(*call))
    bare = statistics.median(taken.pop(""))
    print(f"python -c pass {bare * 1000:.0f} ms")
    kept = True
    for name, times in taken.items():
        ratio = statistics.median(times) / bare
        kept &= ratio <= LIMIT
        print(f"  {name:28} {statistics.median(times) * 1000:4.0f} ms  {ratio:6.1f}  (limit {LIMIT:.0f})")
    return kept


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ANBUNCHO_HOME"] = str(Path(folder) / "home")
        # As on a user's PC from the second start on: modules are compiled once.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        path = str(Path(folder) / "見本.anbun")
        subprocess.run([sys.executable, str(ROOT / "main.py"), "new", path, "--sample"], check=True)
        return 0 if measure(path) else 1


if __name__ == "__main__":
    sys.exit(main())
