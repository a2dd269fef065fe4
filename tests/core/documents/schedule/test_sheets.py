from dataclasses import replace

from core.documents.paper.document import Chart, Document, PageBreak, room_of
from core.documents.paper.drawing import Drawing, Fill, Polyline, Rect, Text
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.documents.schedule import sheet
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Update
from core.model.machine.records import to_row
from core.model.schedule import Task
from core.model.values.paper import Orientation, Paper
from core.printing.render import render
from tests.bench.big_organisation import big_organisation
from tests.core.documents.sheets import notes, paragraphs

DAY = PrintSettings(as_of="2014-08-06")


def change(book: Book, number: str, **values: object) -> None:
    task = next(one for one in book.all(Task).values() if one.number == number)
    new = replace(task, **values)  # type: ignore[arg-type]
    book.apply(ChangeSet("変更", (Update("tasks", task.id, {name: to_row(new)[name] for name in values}),)))


def drawings(document: Document) -> list[Drawing]:
    return [block.drawing for one in document.sheets for block in one.blocks if isinstance(block, Chart)]


def words(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.shapes if isinstance(shape, Text)]


def test_both_papers_name_every_dated_task_of_the_ledger_with_its_certainty(book: Book) -> None:
    for report in ("schedule", "schedule-detail"):
        told = "".join("".join(words(one)) for one in drawings(REPORTS[report].build(book, DAY)))
        for task in book.all(Task).values():
            assert task.number in told
            assert task.name in told
        assert "データ移行・移行テスト(推定)" in told


def test_planned_is_hollow_and_done_is_black_and_marks_say_whether_they_are_over(book: Book) -> None:
    last = drawings(sheet.build_detail(book, DAY))[-2]
    fills = {shape.fill for shape in last.shapes if isinstance(shape, Rect)}
    assert fills == {Fill.NONE, Fill.SOLID}
    assert {"▼", "平成26年度"} <= set(words(last))
    point = drawings(sheet.build_detail(book, DAY))[-1]
    assert "△" in words(point)


def test_delay_and_reason_stand_at_the_right_of_the_detailed_schedule(book: Book) -> None:
    change(book, "4.2", actual_end=None, progress=30, delay_reason="2団体の回答を待っているため")
    told = words(drawings(sheet.build_detail(book, DAY))[-2])
    assert {"遅れ", "遅れ6日", "2団体の回答を待っているため", "30%"} <= set(told)


def test_the_reference_line_and_the_jagged_line_stand_on_the_sheet_of_their_year_only(book: Book) -> None:
    def jagged(drawing: Drawing) -> bool:
        return any(isinstance(shape, Polyline) and shape.weight == 1.0 for shape in drawing.shapes)

    made = drawings(sheet.build_detail(book, DAY))
    assert [jagged(one) for one in made] == ["平成26年度" in words(one) for one in made]


def test_a_schedule_of_400_tasks_keeps_its_head_and_its_phases_on_every_sheet() -> None:
    book = Book({})
    book.apply(big_organisation())
    settings = PrintSettings(as_of="2026-08-06", paper=Paper.A3)
    for build in (sheet.build, sheet.build_detail):
        made = drawings(build(book, settings))
        across, down = room_of(Paper.A3, Orientation.LANDSCAPE)
        for one in made:
            assert one.width <= across
            assert one.height <= down
            assert "作業" in words(one)
            first = next(text for text in words(one) if text[0].isdigit() and " " in text)
            assert first.split()[0].count(".") == 0
        told = {text.split()[0] for one in made for text in words(one) if " " in text}
        assert {task.number for task in book.all(Task).values()} <= told
    assert render(sheet.build_detail(book, settings)).startswith(b"%PDF")


def test_short_years_share_a_page_and_long_ones_do_not(book: Book) -> None:
    (only,) = sheet.build_detail(book, DAY).sheets
    assert len(drawings(sheet.build_detail(book, DAY))) == 6
    assert sum(isinstance(block, PageBreak) for block in only.blocks) < 3


def test_tasks_without_dates_are_named_below_and_a_ledger_without_tasks_says_so(book: Book) -> None:
    change(book, "5.6", planned_start=None, planned_end=None)
    assert "日程のない作業(1件): 5.6 移行リハーサル(推定)" in notes(sheet.build(book, DAY))
    empty = Book({"consortium": [book.consortium]})
    assert paragraphs(sheet.build(empty, DAY)) == [sheet.EMPTY]


def test_no_mark_leaves_the_chart_even_on_the_last_day_of_the_sheet(book: Book) -> None:
    found = [*drawings(sheet.build(book, DAY)), *drawings(sheet.build_detail(book, DAY))]
    marks = [shape for one in found for shape in one.shapes if isinstance(shape, Text) and shape.text in "△▲▽▼◇◆"]
    assert len(marks) > 10
    width = {id(shape): one.width for one in found for shape in one.shapes}
    assert all(shape.x + shape.size / 2 <= width[id(shape)] + 0.01 for shape in marks)


def test_later_years_begin_on_the_sheet_of_the_earlier_ones_where_there_is_room(book: Book) -> None:
    blocks = sheet.build(book, DAY).sheets[0].blocks
    first = blocks[: next(at for at, one in enumerate(blocks) if isinstance(one, PageBreak))]
    assert len([one for one in first if isinstance(one, Chart)]) == 2
    rows = [text for one in first if isinstance(one, Chart) for text in words(one.drawing) if text[:1].isdecimal()]
    assert len([text for text in rows if "." in text or " " in text]) > 15
    heads = {"2 共同化計画", "3 事業者の選定", "4 フィット&ギャップ", "5 構築・移行(推定)"}
    ends = [
        [text for text in words(one) if text[:1].isdecimal() and " " in text][-1]
        for one in drawings(sheet.build(book, DAY))
    ]
    assert not heads & set(ends), "a stage does not end a sheet"


def test_on_a3_a_schedule_is_larger_as_far_as_no_page_is_added_and_no_year_parted(book: Book) -> None:
    small = [block for block in sheet.build(book, PrintSettings()).sheets[0].blocks if isinstance(block, Chart)]
    assert {block.larger for block in small} == {1.0}, "A4 is as it was"
    for make, pages in ((sheet.build, 1), (sheet.build_detail, 2)):
        made = make(book, PrintSettings(paper=Paper.A3))
        charts = [block for block in made.sheets[0].blocks if isinstance(block, Chart)]
        across, down = room_of(Paper.A3, Orientation.LANDSCAPE)
        assert min(block.larger for block in charts) >= 1.1
        assert max(block.drawing.width * block.larger for block in charts) <= across + 0.1
        assert sum(block.drawing.height * block.larger for block in charts) <= pages * down
        years = [word for block in charts for word in words(block.drawing) if word.endswith("年度")]
        assert len(years) == len(set(years)) == 6
