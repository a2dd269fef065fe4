"""Every bench of the project, one after the other: python tests/bench/run.py"""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run each bench_*.py in a process of its own; the exit code says how many failed to run."""
    failed = 0
    for bench in sorted(Path(__file__).parent.glob("bench_*.py")):
        print(f"== {bench.name}", flush=True)
        failed += subprocess.run([sys.executable, str(bench)], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
