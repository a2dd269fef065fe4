"""The parts of a rule of evaluation, of every field that is one."""

import pytest

from core.model.evaluation_kinds import RulePart
from core.model.machine.records import abouts
from core.model.registry import TABLES
from core.model.values.evaluation_reading import READERS

PARTS = sorted(
    {
        (about.kind.part, about.kind)
        for table in TABLES.values()
        for about in abouts(table.record).values()
        if isinstance(about.kind, RulePart)
    },
    key=lambda pair: pair[0],
)


@pytest.mark.parametrize(("part", "kind"), PARTS, ids=[part for part, _ in PARTS])
def test_what_stands_in_for_something_impossible_is_what_its_reader_makes_of_it(part: str, kind: RulePart) -> None:
    """It is taken without being read: most ledgers hold nothing else."""
    assert READERS[part](kind.fallback).text == kind.fallback
    assert kind.is_possible(kind.fallback)
    assert not kind.is_possible(f"{kind.fallback}と何か")
