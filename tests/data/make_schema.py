"""Makes the file of the present schema version: python tests/data/make_schema.py, once, when a version is released; and
the blank ledger and the sample's in resources, as often as it is run.

A file that is there already is of a released version and stays as it is: the tests open it for ever.
"""

import sys
import tempfile
from contextlib import closing
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent.parent))

from core.jobs.new import SAMPLE, made_sample  # noqa: E402
from core.sample import sample  # noqa: E402
from core.storage.disk.places import Home  # noqa: E402
from core.storage.document.ledger_file import LedgerFile  # noqa: E402
from core.storage.versions.migrations import BLANK, SCHEMA_VERSION, made_blank, packed  # noqa: E402


def main() -> int:
    BLANK.write_bytes(packed(made_blank()))
    SAMPLE.write_bytes(packed(made_sample()))
    path = FOLDER / f"schema_{SCHEMA_VERSION}.anbun"
    if path.exists() and "--again" not in sys.argv[1:]:
        print(f"{path.name} is there already; --again only before the version is released")
        return 1
    path.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as home, closing(LedgerFile.new(Home(Path(home)), sample())) as file:
        file.save_as(path)
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
