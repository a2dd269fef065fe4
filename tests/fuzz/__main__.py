"""10,000 spoilt files: no crash, none that takes over 5 seconds, under 500 MB: python -m tests.fuzz [COUNT] [SEED]"""

import random
import sys
from pathlib import Path
from time import monotonic

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.fuzz.campaign import CAMPAIGN, run_one
from tests.fuzz.memory import peak_megabytes
from tests.fuzz.mutations import originals

SECONDS = 5.0
MEGABYTES = 500


def main(arguments: list[str]) -> int:
    count, seed = (int(text) for text in (*arguments, *("10000", "1")[len(arguments) :]))
    made, slowest = originals(), 0.0
    for number in range(count):
        begin = monotonic()
        kind = CAMPAIGN[number % len(CAMPAIGN)]
        try:
            run_one(made, kind, random.Random(f"{seed}-{number}"))
        except BaseException:
            print(f"mutation {number} of seed {seed}: {kind.title}")
            raise
        taken = monotonic() - begin
        slowest = max(slowest, taken)
        if taken > SECONDS:
            print(f"mutation {number} of seed {seed} ({kind.title}) took {taken:.1f} s")
            return 1
        if number % 1000 == 999:
            print(f"{number + 1:6}  slowest {slowest:.2f} s  peak {peak_megabytes():.0f} MB", flush=True)
    print(f"{count} spoilt files, slowest {slowest:.2f} s, peak {peak_megabytes():.0f} MB")
    return 0 if peak_megabytes() <= MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
