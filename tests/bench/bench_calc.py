"""How fast the allocation is, as ratios to bare loops measured in the same run: python tests/bench/bench_calc.py"""

import gc
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.calc.allocation.live import LiveAllocation
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Update
from tests.bench.big_book import big_book

MUNICIPALITIES, CUSTOMIZATIONS = 179, 2_000
FULL_LIMIT = 2.8
"""Full recalculation, as a multiple of four integer multiply-divides per cell."""
EDIT_LIMIT = 1 / 200
"""One answer changed, as a part of the full recalculation."""


def bare_loop() -> int:
    """Do four integer multiply-divides per cell, and nothing else."""
    whole = 0
    for item in range(CUSTOMIZATIONS):
        price = 1_040_000 + item
        for member in range(1, MUNICIPALITIES + 1):
            whole += price * member // 179 + price * member // 180 + price * member // 181 + price * member // 182
    return whole


def best_of(times: int, *runs: Callable[[], object]) -> list[float]:
    """Return the shortest processor time of each, in seconds; they take turns, so a busy machine is busy for all."""
    shortest = [float("inf")] * len(runs)
    for _ in range(times):
        for at, run in enumerate(runs):
            begin = process_time()
            result = run()
            shortest[at] = min(shortest[at], process_time() - begin)
            del result  # not on the next run's account
    return shortest


def edit_answers(book: Book, live: LiveAllocation, times: int) -> float:
    """Return the median time of changing one answer, the recalculation and the totals included."""
    taken = []
    answers = list(book.all(Answer).values())[:: len(book.all(Answer)) // times]
    for answer in answers:
        other = AnswerState.NO if answer.state is AnswerState.YES else AnswerState.YES
        touched = book.apply(ChangeSet("回答", (Update("answers", answer.id, {"state": other.value}),)))
        begin = process_time()
        recalculated = live.follow(touched)
        taken.append(process_time() - begin)
        assert recalculated == {replace(answer).customization_id}
    return sorted(taken)[len(taken) // 2]


def measure(title: str, book: Book) -> bool:
    """Print the two ratios for a book; return whether both keep their limit."""
    gc.freeze()  # as the window does once the file is open
    bare, full = best_of(9, bare_loop, lambda: LiveAllocation(book))
    edit = edit_answers(book, LiveAllocation(book), 200)
    print(f"{title}: bare {bare * 1000:.0f} ms, full {full * 1000:.0f} ms, one answer {edit * 1000:.3f} ms")
    print(f"  full recalculation / bare loop  {full / bare:6.2f}  (limit {FULL_LIMIT})")
    print(f"  one answer / full recalculation 1/{full / edit:.0f}  (limit 1/{1 / EDIT_LIMIT:.0f})")
    return full / bare <= FULL_LIMIT and edit / full <= EDIT_LIMIT


def main() -> int:
    kept = [
        measure("10 quotes, gaps estimated", big_book(MUNICIPALITIES, CUSTOMIZATIONS)),
        measure("10 quotes, gaps left open", big_book(MUNICIPALITIES, CUSTOMIZATIONS, estimate=False)),
        # 358,000 quotes besides as many answers: more than any consortium has.
        measure("a quote for every count", big_book(MUNICIPALITIES, CUSTOMIZATIONS, quotes=179, estimate=False)),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
