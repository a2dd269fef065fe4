"""Which files are spoilt how, and what must then hold."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.fuzz.mutations import (
    BYTES,
    Mutation,
    Originals,
    check_answer_file,
    check_import,
    check_questionnaire,
    with_cells,
    with_sql,
    with_xml,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """Files of one kind: where the original is, the ways of spoiling it, and the check."""

    title: str
    original: Callable[[Originals], bytes]
    ways: tuple[Mutation, ...]
    check: Callable[[Originals, bytes], None]


CAMPAIGN = (
    Kind("answer file, bytes", lambda made: made.answer_file, BYTES, check_answer_file),
    Kind("answer file, SQL", lambda made: made.answer_file, (with_sql,), check_answer_file),
    Kind("questionnaire, bytes", lambda made: made.questionnaire, BYTES, check_questionnaire),
    Kind("questionnaire, XML", lambda made: made.questionnaire, (with_xml,), check_questionnaire),
    Kind("workbook, XML", lambda made: made.workbook, (with_xml,), check_import("台帳.xlsx")),
    Kind("workbook, bytes", lambda made: made.workbook, BYTES, check_import("台帳.xlsx")),
    Kind("CSV, bytes", lambda made: made.csv, BYTES, check_import("カスタマイズ.csv")),
    Kind("CSV, cells", lambda made: made.csv, (with_cells,), check_import("カスタマイズ.csv")),
)


def run_one(made: Originals, kind: Kind, draw: random.Random) -> None:
    """Spoil one file and check it; raises AssertionError or whatever the program fails with."""
    kind.check(made, draw.choice(kind.ways)(draw, kind.original(made)))
