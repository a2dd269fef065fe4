"""A large ledger for measuring: made of numbers drawn with a fixed seed, so that every run measures the same."""

import random
from typing import Any

from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.council import Consortium, Municipality, MunicipalityKind, Population
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.model.registry import TABLES
from core.model.requests import Customization, Disposition, Option, Quote
from core.model.values.codes import check_digit

BASE_DATE = "2014-08-06"
DISPOSITIONS = [Disposition.UNDER_REVIEW] * 5 + [Disposition.IMPLEMENT] * 4 + [Disposition.STANDARD]
ANSWERS = [AnswerState.YES, AnswerState.NO, AnswerState.NO, AnswerState.UNDECIDED, AnswerState.UNANSWERED]


def big_book(
    municipalities: int = 179, customizations: int = 2_000, *, seed: int = 1, quotes: int = 10, estimate: bool = True
) -> Book:
    """Return the ledger of so many municipalities and customizations.

    Each customization has one option with `quotes` quotes spread from one implementer to all of them (linear, as the
    source's), and a stored answer of every municipality, the unanswered excepted. `estimate` fills the gaps.
    """
    return Book(big_tables(municipalities, customizations, seed=seed, quotes=quotes, estimate=estimate))


def big_tables(
    municipalities: int = 179, customizations: int = 2_000, *, seed: int = 1, quotes: int = 10, estimate: bool = True
) -> dict[str, list[Any]]:
    """Return the records of that ledger by table."""
    draw = random.Random(seed)
    members = [_municipality(number, draw) for number in range(1, municipalities + 1)]
    counts = sorted({1 + step * (municipalities - 1) // max(quotes - 1, 1) for step in range(quotes)})
    tables: dict[str, list[Any]] = {
        "consortium": [Consortium(1, "大規模協議会", base_date=BASE_DATE, document_date=BASE_DATE, estimate=estimate)],
        "municipalities": members,
        "populations": [
            Population(one.id, one.id, "2010-10-01", draw.randrange(1_000, 400_000), "国勢調査") for one in members
        ],
        "customizations": [_customization(number, draw) for number in range(1, customizations + 1)],
        "options": [Option(number, number, "案1") for number in range(1, customizations + 1)],
        "quotes": [],
        "answers": [],
    }
    for number in range(1, customizations + 1):
        base, step = draw.randrange(100, 3_000) * 1_000, draw.randrange(10, 200) * 1_000
        for at, n in enumerate(counts, start=1):
            id = len(tables["quotes"]) + 1
            tables["quotes"].append(Quote(id, number, n, base + step * n, (base + step * n) // 10, f"{number}-{at}"))
        for one in members:
            state = draw.choice(ANSWERS)
            if state is not AnswerState.UNANSWERED:
                id = len(tables["answers"]) + 1
                tables["answers"].append(Answer(id, number, one.id, state, answered_at=BASE_DATE))
    return tables


def _municipality(number: int, draw: random.Random) -> Municipality:
    five = f"{1 + (number - 1) // 799:02d}{201 + (number - 1) % 799:03d}"
    kind = draw.choice([MunicipalityKind.CITY, MunicipalityKind.TOWN, MunicipalityKind.VILLAGE])
    name = f"第{number}{kind.label}"
    return Municipality(number, five + check_digit(five), name, f"だい{number}", kind, f"M{number}", number)


def _customization(number: int, draw: random.Random) -> Customization:
    title = f"帳票{number}の様式変更と項目追加"
    return Customization(
        number,
        str(number),
        title,
        description=title + "を行う。" * draw.randrange(1, 4),
        disposition=draw.choice(DISPOSITIONS),
        adopted_option_id=number,
    )


def big_change_set(municipalities: int = 179, customizations: int = 2_000, **options: Any) -> ChangeSet:
    """Return the change set that fills an empty file with that ledger."""
    tables = big_tables(municipalities, customizations, **options)
    rows = (Insert(name, to_row(record)) for name in TABLES for record in tables.get(name, ()))
    return ChangeSet("大規模な台帳", tuple(rows))
