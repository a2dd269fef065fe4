from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from core.exchange.sources import read_source
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import Insert
from core.model.machine.faults import Faults
from core.model.machine.grids import Grid, SourceFile
from core.operations.importing.plan import ImportPlan
from core.operations.importing.understood import Wishes
from core.operations.intake import plan_file
from core.words.sentences import sentence
from tests.core.operations.conftest import SAMPLE
from tests.workbooks import workbook


@dataclass(frozen=True, slots=True)
class Brought:
    """What bringing a sheet to the sample would do: new rows by table, what is said, asked, refused and left out."""

    book: Book
    new: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    refused: list[tuple[int, str, str]] = field(default_factory=list)
    left_out: list[tuple[str, str, str]] = field(default_factory=list)

    def figures(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        """The new rows of a table, the municipality by its name."""
        names = {one.id: one.name for one in self.book.all(Municipality).values()}
        return [
            (names.get(row.get("municipality_id", 0), ""), *(row[one] for one in columns))
            for row in self.new.get(table, [])
        ]

    @property
    def people(self) -> list[tuple[Any, ...]]:
        return self.figures("populations", "reference_date", "population")


Bring = Callable[..., Brought]


@pytest.fixture(scope="session")
def sample_book() -> Book:
    """The sample in memory, which no test changes."""
    book = Book({})
    book.apply(SAMPLE)
    return book


@pytest.fixture(scope="session")
def bring(sample_book: Book) -> Bring:
    """Bring rows of cells, or the bytes of a file, to the sample."""

    def do(
        *rows: Sequence[Any], name: str = "", content: bytes = b"", wishes: Wishes | None = None, **more: Any
    ) -> Brought:
        if content or more:
            source = read_source(content or workbook(*rows, **more), name or "持ち込み.xlsx")
        else:
            source = SourceFile((Grid(name or "Sheet1", tuple(tuple(row) for row in rows)),))
        plan = plan_file(sample_book, "other", source, wishes=wishes)
        if isinstance(plan, Faults):
            return Brought(sample_book, asks=[sentence(fault) for fault in plan])
        return told(plan)

    def told(plan: ImportPlan) -> Brought:
        brought = Brought(sample_book)
        for change in plan.change_set.changes:
            if isinstance(change, Insert):
                brought.new.setdefault(change.table, []).append(dict(change.values))
        brought.said.extend(map(sentence, plan.said))
        brought.left_out.extend((one.place, one.text, sentence(one.why)) for one in plan.left_out)
        for line in plan.refused:
            brought.refused.extend((line.row, str(f.facts.get("cell", "")), sentence(f)) for f in line.reasons)
        return brought

    return do
