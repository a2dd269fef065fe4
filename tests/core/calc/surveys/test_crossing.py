"""Systems by municipalities: who may be shown. All figures are made up."""

from hypothesis import given
from hypothesis import strategies as st

from core.calc.surveys.crossing import Place, hidden_cells
from core.calc.surveys.results import results_of, surveys_of
from core.calc.surveys.tally import SMALLEST_GROUP
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Delete, Insert
from core.model.machine.records import to_row
from core.model.operating.surveys import SurveyTally
from core.sample import sample

CELLS = st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(0, 12), min_size=1)


def lines(sizes: dict[Place, int]) -> list[set[Place]]:
    counted = {at for at, n in sizes.items() if n}
    return [{at for at in counted if at[axis] == line} for axis in (0, 1) for line in range(4)]


@given(CELLS)
def test_nobody_of_fewer_than_five_is_shown_nor_had_by_subtraction(sizes: dict[Place, int]) -> None:
    hidden = hidden_cells(sizes)
    assert {at for at, n in sizes.items() if 0 < n < SMALLEST_GROUP} <= hidden
    if hidden < {at for at, n in sizes.items() if n}:
        for line in lines(sizes):
            if len(line) > 1 and line & hidden:
                assert len(line & hidden) > 1
                assert sum(sizes[at] for at in line & hidden) >= SMALLEST_GROUP


@given(CELLS, st.sets(st.integers(0, 3)), st.sets(st.integers(0, 3)))
def test_nothing_of_a_row_or_column_whose_whole_is_hidden_is_shown(
    sizes: dict[Place, int], rows: set[int], columns: set[int]
) -> None:
    shown = {at for at, n in sizes.items() if n} - hidden_cells(sizes, rows, columns)
    assert not [at for at in shown if at[0] in rows or at[1] in columns]


def test_where_everybody_is_many_all_is_shown() -> None:
    assert hidden_cells({(0, 0): 5, (0, 1): 9, (1, 0): 7, (1, 1): 0}) == frozenset()


def test_a_small_cell_takes_one_of_its_row_and_one_of_its_column_and_the_corner_with_it() -> None:
    sizes = {(0, 0): 2, (0, 1): 6, (0, 2): 30, (1, 0): 7, (1, 1): 9, (1, 2): 30}
    assert hidden_cells(sizes) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def crossed() -> Book:
    """The newest survey of the sample, its first question answered by two municipalities in two systems."""
    book = Book({})
    book.apply(sample())
    question = results_of(book, surveys_of(book)[0])[0].question
    old = [Delete("survey_tallies", id) for id in book.children(SurveyTally, question.id)]
    new = [
        SurveyTally(900, question.id, 1, 1, first=5, second=5),
        SurveyTally(901, question.id, 1, 2, first=5, fifth=5),
        SurveyTally(902, question.id, 2, 1, third=6),
    ]
    rows = [Insert("survey_tallies", to_row(one)) for one in new]
    book.apply(ChangeSet("回答", (*old, *rows)))
    return book


def test_each_system_stands_beside_each_municipality() -> None:
    book = crossed()
    found = results_of(book, surveys_of(book)[0])[0].crossing
    assert found.names == ("射水市", "滑川市")
    assert [[one and one.tally.n for one in row] for _, row in found.rows] == [[10, 6], [10, None]]
    assert found.groups[0].name == f"{found.rows[0][0]}・射水市"


def test_there_is_no_such_table_where_nothing_is_known_by_both() -> None:
    book = Book({})
    book.apply(sample())
    assert all(one.crossing.rows == () for one in results_of(book, surveys_of(book)[0]))
