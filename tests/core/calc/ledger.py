"""Small ledgers built by hand for the tests of the arithmetic."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.calc.members import Member
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.council import Consortium, Municipality, Population, Weight
from core.model.requests import Customization, Option, Quote
from core.model.values.codes import check_digit

TOYAMA = {
    "162116": ("A", "射水市", 93_588),
    "162060": ("B", "滑川市", 33_676),
    "163422": ("C", "入善町", 27_182),
    "163228": ("D", "上市町", 21_965),
    "163431": ("E", "朝日町", 13_651),
    "163210": ("F", "舟橋村", 2_967),
}
"""The six of the source with the census of 2010; who is A–F is inferred from the order of populations."""

WORDS = {
    "Y": AnswerState.YES,
    "N": AnswerState.NO,
    "?": AnswerState.UNDECIDED,
    "_": AnswerState.UNANSWERED,
}


def toyama_members() -> tuple[Member, ...]:
    """Return A–F in their order."""
    return tuple(
        Member(at, code, name, label, at, population, {})
        for at, (code, (label, name, population)) in enumerate(TOYAMA.items(), start=1)
    )


def code_of(number: int) -> str:
    """Return the valid code of the member with a number (1 …)."""
    five = f"16{200 + number}"
    return five + check_digit(five)


def members_with(populations: Sequence[int | None]) -> tuple[Member, ...]:
    """Return members with valid codes and these populations."""
    return tuple(
        Member(at, code_of(at), f"第{at}市", f"M{at}", at, population, {})
        for at, population in enumerate(populations, start=1)
    )


def customization(id: int = 1, item: str = "", **values: Any) -> Customization:
    """Return a customization under review with its id as 項."""
    return replace(Customization(id, item or str(id), f"要望{id}"), **values)


def ledger(
    answers: str | Mapping[int, str],
    quotes: Mapping[int, int] | Mapping[int, Mapping[int, int]],
    *,
    populations: Sequence[int | None] | None = None,
    weights: Iterable[Weight] = (),
    customizations: Sequence[Customization] | None = None,
    yearly: Mapping[int, int] | None = None,
    **consortium: Any,
) -> Book:
    """Return a book: per customization a string of Y N ? _ (one letter per member; _ has no row) and n → yen."""
    letters = {1: answers} if isinstance(answers, str) else dict(answers)
    priced: dict[int, Mapping[int, int]] = {}
    for key, value in quotes.items():
        if isinstance(value, int):
            priced.setdefault(1, {})
            priced[1] = {**priced[1], key: value}
        else:
            priced[key] = value
    count = max(map(len, letters.values()))
    people = list(populations) if populations is not None else [1_000 * at for at in range(1, count + 1)]
    items = list(customizations) if customizations is not None else [customization(id) for id in letters]
    numbered = [(id, n, yen) for id, by_count in priced.items() for n, yen in by_count.items()]
    said = [(id, at, WORDS[one]) for id, text in letters.items() for at, one in enumerate(text, 1) if one != "_"]
    return Book(
        {
            "consortium": [replace(Consortium(1, "協議会"), **consortium)],
            "municipalities": [
                Municipality(at, code_of(at), f"第{at}市", label=f"M{at}", position=at) for at in range(1, count + 1)
            ],
            "populations": [
                Population(at, at, "2010-10-01", number) for at, number in enumerate(people, 1) if number is not None
            ],
            "weights": list(weights),
            "customizations": items,
            "options": [Option(id, id, "案1") for id in priced],
            "quotes": [
                Quote(at, id, n, yen, (yearly or {}).get(n, 0), f"{id}-{n}")
                for at, (id, n, yen) in enumerate(numbered, 1)
            ],
            "answers": [Answer(at, id, who, state) for at, (id, who, state) in enumerate(said, 1)],
        }
    )
