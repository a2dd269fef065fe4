"""Runs the fault tests and prints their figures: python tests/faults/run.py --short (CI) or --full.

Linux only; full and read-only disks need root. Exit code 1 when a promise was broken.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.faults import crashes, media, mutations, quiet, races  # noqa: E402
from tests.faults.ground import Result  # noqa: E402
from tests.faults.shim import build, is_loaded  # noqa: E402

SHORT = {"crashes": 12, "stride": 40, "mutations": 30, "races": 40, "windows": 2}
FULL = {"crashes": 1_000, "stride": 1, "mutations": 10_000, "races": 1_000, "windows": 50}
WITHOUT_QT = {"crashes", *crashes.KINDS, "calls", "places", "mutations", *mutations.KINDS, "races", "quiet"}
"""What runs on a machine that has no libraries for a window."""


def results(sizes: dict[str, int], wanted: set[str]) -> Iterator[Result]:
    """Yield each result as it is there."""

    def is_wanted(name: str) -> bool:
        return not wanted or name in wanted

    for kind in crashes.KINDS:
        if is_wanted("crashes") or kind in wanted:
            yield crashes.kill(kind, sizes["crashes"])
    if not wanted or wanted - WITHOUT_QT:
        from tests.faults import window_kills

        for kind in window_kills.KINDS:
            if is_wanted("windows") or kind in wanted:
                yield window_kills.kill(kind, sizes["windows"])
    if is_wanted("calls"):
        yield from media.fail_every_call(sizes["stride"])
    if is_wanted("places") and os.geteuid() == 0:
        yield media.hostile_places()
    for kind in mutations.KINDS:
        if is_wanted("mutations") or kind in wanted:
            yield mutations.mutate(kind, sizes["mutations"])
    if is_wanted("races"):
        yield races.race(sizes["races"])
    if is_wanted("quiet"):
        yield quiet.stay_quiet()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    size = parser.add_mutually_exclusive_group(required=True)
    size.add_argument("--short", action="store_true")
    size.add_argument("--full", action="store_true")
    parser.add_argument("--times", type=int, help="another number of crashes, kills of the window, mutations and saves")
    parser.add_argument(
        "only",
        nargs="*",
        help="crashes, windows, calls, places, mutations, races, quiet, or one kind of crashes, windows or mutations",
    )
    options = parser.parse_args()
    wanted, sizes = set(options.only), FULL if options.full else SHORT
    if options.times:
        sizes = {**sizes, **dict.fromkeys(("crashes", "mutations", "races", "windows"), options.times)}
    if not is_loaded() and (not wanted or "calls" in wanted):
        return _again_with_the_shim()
    broken = 0
    for result in results(sizes, wanted):
        print(result.line(), flush=True)
        for promise in result.broken[:10]:
            print(f"    {promise}", flush=True)
        broken += len(result.broken)
    print("no promise was broken" if not broken else f"{broken} broken promises")
    return 1 if broken else 0


def _again_with_the_shim() -> int:
    run: Callable[..., subprocess.CompletedProcess[bytes]] = subprocess.run
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "LD_PRELOAD": str(build(Path(folder)))}
        return run([sys.executable, __file__, *sys.argv[1:]], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
