"""Writes the versions of the sample's charges: python tests/data/make_charges.py, whenever its cost items change.

The sample is to be there at once, so what was told stands in it as it was told; a test asks that it is what the cost
items come to.
"""

import csv
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from core import sample
from core.model.book import Book
from core.model.charges.charging import Assessment, Stage
from core.model.machine.changes import ChangeSet
from core.operations.charges.issuing import issue

TOLD = [(year, Stage.PLANNED, "2014-11-18", "推定: 資料の日付で作成した予定額") for year in range(2015, 2020)]
TOLD += [
    (2020, Stage.PLANNED, "2019-02-10", "例(架空の年度)"),
    (2020, Stage.NOTIFIED, "2019-11-05", "例(架空の年度)"),
]
COLUMNS = ("project_name", "fiscal_year", "stage", "issued_on", "note", "premises", "result")
SOURCE = "# 出典: projects.csv、year_items.csv から計算(tests/data/make_charges.py)。2020年度は架空の例"


def versions() -> list[Assessment]:
    """Return the versions that the cost items of the sample come to."""
    book = Book({})
    book.apply(sample.sample(with_versions=False))
    for year, stage, day, note in TOLD:
        wish = issue(book, year, stage, day, note=note)
        assert isinstance(wish, ChangeSet), wish
        book.apply(wish)
    return list(book.all(Assessment).values())


def main() -> int:
    path = sample.FOLDER / "assessments.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"{SOURCE}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for one in versions():
            values = [getattr(one, name) for name in COLUMNS]
            writer.writerow(
                [one.stage.label if name == "stage" else value for name, value in zip(COLUMNS, values, strict=True)]
            )
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
