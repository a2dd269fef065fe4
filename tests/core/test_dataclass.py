"""The house's dataclass does what the standard library's does, whatever is asked of a class and however often."""

import copy
import dataclasses
import pickle
from dataclasses import KW_ONLY, FrozenInstanceError, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dataclass import FEW, dataclass

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Ours:
    """A record with a default, a list of its own and a keyword."""

    number: int
    name: str = "無題"
    rows: list[int] = field(default_factory=list, compare=False, repr=False)
    _: KW_ONLY
    seen: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """The same in the standard library's words."""

    number: int
    name: str = "無題"
    rows: list[int] = field(default_factory=list, compare=False, repr=False)
    _: KW_ONLY
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Plain:
    """As Ours, without a list."""

    number: int
    name: str = "無題"
    _: KW_ONLY
    rows: int
    seen: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class TheirPlain:
    """As Theirs, without a list."""

    number: int
    name: str = "無題"
    _: KW_ONLY
    rows: int
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """What is compared as a whole."""

    left: int
    right: int = 0


@dataclass(slots=True)
class Open:
    """Fields may be set; it stands in no set."""

    count: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """Asks about itself when it is made."""

    value: int

    def __post_init__(self) -> None:
        if self.value < 0:
            raise ValueError("negative")


def calls() -> st.SearchStrategy[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Return calls that fit and calls that do not."""
    names = st.sampled_from(["number", "name", "rows", "seen", "nothing"])
    return st.tuples(
        st.lists(st.integers(0, 3), max_size=5).map(tuple), st.dictionaries(names, st.integers(0, 3), max_size=4)
    )


def outcome(cls: Any, call: tuple[tuple[Any, ...], dict[str, Any]]) -> object:
    try:
        made = cls(*call[0], **call[1])
    except TypeError:
        return TypeError
    return dataclasses.astuple(made), repr(made).partition("(")[2]


@given(st.lists(calls(), min_size=1, max_size=8))
def test_every_call_gives_what_it_gives_in_the_standard_library(asked: list[Any]) -> None:
    for call in asked:
        assert outcome(Ours, call) == outcome(Theirs, call)
        assert outcome(Plain, call) == outcome(TheirPlain, call)


def test_the_written_call_refuses_what_the_first_ones_refuse() -> None:
    wrong: list[Any] = [
        ((1, "二", 3), {}),
        ((1,), {}),
        ((1,), {"rows": 2, "more": 3}),
        ((1,), {"number": 2, "rows": 3}),
    ]
    for _ in range(FEW + 2):
        assert outcome(Plain, ((1,), {"rows": 2})) == outcome(TheirPlain, ((1,), {"rows": 2}))
        assert {outcome(Plain, call) for call in wrong} == {TypeError}


def test_the_first_instances_and_the_later_ones_are_alike() -> None:
    made = [Pair(number, right=1) for number in range(2 * FEW + 5)]
    assert [(one.left, one.right) for one in made] == [(number, 1) for number in range(2 * FEW + 5)]
    assert Pair(3) == Pair(3, 0) != Pair(3, 1)
    assert len({*made, *made}) == len(made)
    with pytest.raises(TypeError):
        Pair()  # type: ignore[call-arg]


def test_a_default_that_is_made_is_made_for_each() -> None:
    first, second = Ours(1), Ours(1)
    first.rows.append(1)
    assert second.rows == []
    assert first == second


@pytest.mark.parametrize("times", [1, FEW + 2])
def test_a_frozen_one_lets_nothing_be_set_or_deleted(times: int) -> None:
    one = [Pair(7) for _ in range(times)][-1]
    with pytest.raises(FrozenInstanceError):
        one.left = 8  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del one.left
    assert replace(one, right=2) == Pair(7, 2)


def test_it_is_copied_and_kept_whole() -> None:
    one = Pair(7, 8)
    assert copy.copy(one) == copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one


def test_an_open_one_may_be_set_and_stands_in_no_set() -> None:
    one = Open()
    one.count = 3
    assert one == Open(3)
    with pytest.raises(TypeError):
        hash(one)


@pytest.mark.parametrize("times", [1, FEW + 2])
def test_what_a_class_asks_of_itself_is_asked_each_time(times: int) -> None:
    for _ in range(times):
        with pytest.raises(ValueError, match="negative"):
            Checked(-1)
    assert Checked(1).value == 1


def test_a_class_of_one_kind_is_never_one_of_another() -> None:
    others: list[object] = [(1, 0), Checked(1), 1]
    assert all(Pair(1) != other for other in others)


def test_the_rooms_of_the_program_use_it_alone() -> None:
    sources = [path for room in ("core", "ui") for path in (ROOT / room).rglob("*.py")]
    direct = [path for path in sources if "import dataclass\n" in _imported(path)]
    assert direct == [ROOT / "core" / "dataclass.py"]


def _imported(path: Path) -> str:
    """Return the names that a source imports from the standard library's room, each as a line of its own."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.lstrip().startswith("from datac")]
    return "".join(
        f"import {name.strip().split(' ')[0]}\n" for line in lines for name in line.partition("import ")[2].split(",")
    )
