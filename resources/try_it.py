"""The README's one line: sets the program up on this machine, then opens the sample or, with --test, runs the tests.

Only this file must be understood by an old Python, which is told so; the work is in installer/from_source.py.
"""

import sys
from pathlib import Path

WANTED = (3, 11)
TOO_OLD = (
    "按分帳にはPython 3.11以降が必要です(このPythonは{}.{}です)。新しいPythonを入れて、もう一度実行してください。"
    "すでにあるときは、その名前で実行してください: python3.11 resources/try_it.py"
)

if __name__ == "__main__":
    if sys.version_info < WANTED:
        sys.exit(TOO_OLD.format(*sys.version_info))
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from resources.installer.from_source import main

    sys.exit(main(sys.argv[1:]))
