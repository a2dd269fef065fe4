"""How soon the 1,741 municipalities answer while somebody types: python tests/bench/bench_names.py"""

import sys
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.gazetteer.places import full_code, meant, municipalities, search

LIMIT_MS = 20.0
"""One letter typed, the list in memory."""
TYPED = ("い", "いな", "伊", "伊那", "市", "町", "1", "16", "16322", "富山県", "長野県伊", "上伊那郡飯島", "ない名前")
TIMES = 25


def milliseconds(text: str) -> list[float]:
    """Return how long each of several searches for a text takes."""
    taken = []
    for _ in range(TIMES):
        begin = perf_counter()
        search(text)
        taken.append(1_000 * (perf_counter() - begin))
    return taken


def main() -> int:
    """Measure; 1 when a search is slower than the limit."""
    begin = perf_counter()
    search("伊那")
    print(f"the list read, and the first search: {1_000 * (perf_counter() - begin):.1f} ms")
    good = True
    for text in TYPED:
        taken = milliseconds(text)
        good &= median(taken) <= LIMIT_MS
        print(f"  {text:8} {median(taken):6.2f} ms, at most {max(taken):6.2f} (limit {LIMIT_MS:.0f})")
    begin = perf_counter()
    for one in municipalities():
        assert meant(one.prefecture + one.name) == (one,)
        assert full_code(one.code) == one.code
    print(f"all 1,741 by name and by code: {1_000 * (perf_counter() - begin):.1f} ms")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
