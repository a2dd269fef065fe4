from hypothesis import given, settings
from hypothesis import strategies as st

from core.documents.paper.document import Align, Column, Emphasis, Kind, Row, Table
from core.printing.columns import grids
from core.printing.fonts import fonts
from core.printing.table import lay_table
from core.printing.text import Measure

CELL = st.text(alphabet='髙﨑𠮷あ漢、。「」 abcXYZ0123456789,<b>&"\n', max_size=80)


def wide(municipalities: int, rows: int = 3) -> Table:
    columns = (
        Column("項", align=Align.CENTER, width=3, repeat=True),
        Column("要望", width=14, weight=3, repeat=True),
        Column("総額", Kind.FIGURE, repeat=True),
        *(Column(f"団体{n}", Kind.FIGURE, groups=("対象団体",)) for n in range(municipalities)),
        Column("備考", width=8, weight=2),
    )
    body = tuple(Row((str(n), "要望", "1,000,000", *["1,000,000"] * municipalities, "")) for n in range(rows))
    return Table(columns, body)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6), st.floats(80, 800))
def test_no_line_is_longer_than_its_cell(cells: list[tuple[str, str, str]], room: float) -> None:
    columns = (Column("項"), Column("総額", Kind.FIGURE), Column("とても長い見出しの備考", weight=1))
    laid = lay_table(Table(columns, tuple(Row(row) for row in cells)), 0, room, Measure(fonts()))
    for part in laid.parts:
        assert part.grid.right - part.grid.left <= room + 0.01
        for row in part.rows:
            for cell, lines in zip(part.grid.cells, row, strict=True):
                assert all(line.width <= cell.room + 0.01 or len(line.text) == 1 for line in lines)
        for span in part.heading:
            assert all(line.width <= span.width or len(line.text) == 1 for line in span.lines)


def test_six_municipalities_stand_on_one_sheet_in_the_largest_size() -> None:
    (grid,) = grids(wide(6), 0, 770, Measure(fonts()))
    assert grid.size == 9.0
    assert abs(grid.right - 770) < 0.01


def test_columns_under_one_common_heading_are_equally_wide() -> None:
    (grid,) = grids(wide(6), 0, 770, Measure(fonts()))
    assert len({round(cell.width, 3) for cell in grid.cells if cell.column.groups}) == 1


def test_a_heading_leaves_no_character_alone() -> None:
    columns = (
        Column("要望", width=10, weight=1),
        Column("条例改正"),
        Column("協議会の判断"),
        Column("標準仕様書\n適合日"),
    )
    (part,) = lay_table(Table(columns, (Row(("要望" * 40, "要", "中", "1")),)), 0, 300, Measure(fonts())).parts
    lines = [[line.text for line in span.lines] for span in part.heading]
    assert lines[1:] == [["条例", "改正"], ["協議会", "の判断"], ["標準仕", "様書", "適合日"]]


def test_sixty_municipalities_are_parted_and_every_sheet_repeats_the_left_columns() -> None:
    parts = grids(wide(60), 0, 770, Measure(fonts()))
    assert len(parts) > 1
    for grid in parts:
        assert [cell.column.heading for cell in grid.cells[:3]] == ["項", "要望", "総額"]
        assert grid.right <= 770.01
    own = [cell.index for grid in parts for cell in grid.cells if not cell.column.repeat]
    assert own == list(range(3, 64))


def test_a_row_is_as_high_as_its_highest_cell_on_any_sheet() -> None:
    table = wide(60, rows=1)
    cells = list(table.rows[0].cells)
    cells[-1] = "備考" * 100
    laid = lay_table(Table(table.columns, (Row(tuple(cells)),)), 0, 770, Measure(fonts()))
    assert laid.heights[0].lines == len(laid.parts[-1].rows[0][-1]) > 1


def test_a_section_row_runs_over_the_whole_table() -> None:
    table = Table((Column("項"), Column("要望", weight=1)), (Row(("健康管理部会",), Emphasis.SECTION), Row(("1", "a"))))
    laid = lay_table(table, 0, 400, Measure(fonts()))
    assert [line.text for line in laid.parts[0].rows[0][0]] == ["健康管理部会"]


def test_each_distinct_text_is_broken_once_per_column_width() -> None:
    measured: list[str] = []

    class Watched(Measure):
        def fit(self, text, *rest):  # type: ignore[no-untyped-def]
            measured.append(text)
            return super().fit(text, *rest)

    lay_table(wide(6, rows=1000), 0, 770, Watched(fonts()))
    assert measured.count("1,000,000") <= 2


def test_a_figure_in_a_narrow_column_of_marks_is_not_torn() -> None:
    marks = tuple(Column(name, width=2, align=Align.CENTER, groups=("団体の扱い",)) for name in "ABCDEF")
    columns = (Column("独自ルール", width=10, weight=3), *marks)
    totals = (Row(("見直し率", *["19%\n(13/16)", "100%\n(3/3)"] * 3), Emphasis.TOTAL),)
    laid = lay_table(Table(columns, (Row(("対応", *"●○●○●○")),), totals), 0, 400, Measure(fonts()))
    (part,) = laid.parts
    assert [[line.text for line in cell] for cell in part.rows[-1][1:3]] == [["19%", "(13/16)"], ["100%", "(3/3)"]]
