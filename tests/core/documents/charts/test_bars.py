from hypothesis import given, settings
from hypothesis import strategies as st

from core.documents.charts.bars import (
    Answers,
    Bars,
    Group,
    Progress,
    Span,
    Spans,
    bar_chart,
    progress_chart,
    range_chart,
)
from core.documents.charts.scale import Figures
from core.documents.paper.drawing import Fill, Marker, Polyline
from core.model.scenarios import MoneyUnit
from core.model.values.money import LIMIT
from tests.core.documents.shapes import outside, rects_of, texts_of

WIDTHS = st.floats(240, 800)
NAMES = st.text("射水市滑川入善町舟橋村ABW", min_size=1, max_size=12)
YEN = st.integers(0, LIMIT)
UNITS = st.builds(Figures, st.sampled_from(MoneyUnit), st.integers(0, 3), st.sampled_from(["", "税抜"]))

SOURCE = Bars(
    "五年間経費の比較",
    ("現行経費", "クラウド利用料"),
    (
        *(
            Group(name, (current * 10**7, cloud * 10**7))
            for name, current, cloud in (
                ("射水市", 92, 57),
                ("滑川市", 40, 25),
                ("入善町", 25, 18),
                ("上市町", 24, 17),
                ("朝日町", 24, 14),
                ("舟橋村", 11, 8),
            )
        ),
        Group("合計", (2_160_000_000, 1_386_000_000), strong=True),
    ),
    Figures(MoneyUnit.OKU, 1, "税抜"),
)


@given(st.lists(YEN, min_size=1, max_size=12), WIDTHS)
def test_bars_are_as_long_as_their_amounts_are_large(amounts: list[int], width: float) -> None:
    chart = Bars("費用", ("現行経費",), tuple(Group(str(at), (yen,)) for at, yen in enumerate(amounts)))
    lengths = [rect.width for rect in rects_of(bar_chart(chart, width))[1:]]
    most = max(amounts)
    assert len(lengths) == len(amounts)
    for yen, drawn in zip(amounts, lengths, strict=True):
        assert abs(drawn - (yen / most * max(lengths) if most else 0)) < 0.5
    if most:
        assert max(lengths) > width / 10


@settings(max_examples=60)
@given(
    st.lists(st.builds(Group, NAMES, st.tuples(st.none() | st.integers(-LIMIT, LIMIT), YEN), st.booleans())),
    WIDTHS,
    UNITS,
)
def test_no_bar_chart_leaves_its_drawing(groups: list[Group], width: float, figures: Figures) -> None:
    chart = Bars("費用", ("現行経費", "クラウド利用料"), tuple(groups), figures)
    drawing = bar_chart(chart, width)
    assert outside(drawing) == []
    assert drawing.width == width
    assert drawing == bar_chart(chart, width)


def test_the_sources_comparison_shows_its_figures_with_patterns_and_a_legend() -> None:
    drawing = bar_chart(SOURCE, 770)
    shown = texts_of(drawing)
    for text in ("現行経費", "クラウド利用料", "単位:億円(税抜)", "射水市", "合計", "9.2", "5.7", "21.6", "13.9"):
        assert text in shown
    assert {rect.fill for rect in rects_of(drawing)} == {Fill.LIGHT, Fill.SOLID}
    assert drawing.words.splitlines()[1] == "射水市: 現行経費 9.2、クラウド利用料 5.7"
    assert len(drawing.words.splitlines()) == 8


def test_bars_below_zero_go_to_the_left_and_unknown_amounts_are_said() -> None:
    chart = Bars("差額", ("削減額",), (Group("甲", (3_000,)), Group("乙", (-1_500,)), Group("丙", (None,))))
    drawing = bar_chart(chart, 400)
    _, gain, loss = rects_of(drawing)
    assert abs(loss.x + loss.width - gain.x) < 0.01
    assert abs(gain.width - 2 * loss.width) < 0.5
    assert "△1,500" in texts_of(drawing)
    assert "－" in texts_of(drawing)
    assert "丙: 削減額 －" in drawing.words


def test_a_total_that_would_dwarf_the_members_has_its_figures_and_no_bar() -> None:
    members = tuple(Group(f"第{number}市", (1_000_000,)) for number in range(20))
    drawing = bar_chart(Bars("費用", ("現行経費",), (*members, Group("合計", (20_000_000,), strong=True))), 500)
    assert len(rects_of(drawing)) == 1 + 20
    assert "20,000,000" in texts_of(drawing)
    assert "合計は金額のみ　単位:円" in texts_of(drawing)
    assert max(rect.width for rect in rects_of(drawing)) > 300


@st.composite
def spans(draw: st.DrawFn) -> Span:
    low, one, other, high = sorted(draw(st.tuples(YEN, YEN, YEN, YEN)))
    return Span(draw(NAMES), low, high, one, other)


@settings(max_examples=60)
@given(st.lists(spans(), max_size=15), WIDTHS, UNITS)
def test_ranges_reach_from_the_least_to_the_greatest_and_hold_their_marks(
    rows: list[Span], width: float, figures: Figures
) -> None:
    chart = Spans("負担額の幅", tuple(rows), figures, "一部未算定")
    drawing = range_chart(chart, width)
    assert outside(drawing) == []
    assert drawing == range_chart(chart, width)
    bars = rects_of(drawing)[1:]
    marks = [shape for shape in drawing.shapes if isinstance(shape, Polyline)][2:]
    assert len(bars) == len(rows)
    assert len(marks) == 2 * len(rows)
    for place, (bar, span) in enumerate(zip(bars, rows, strict=True)):
        every, most = marks[2 * place], marks[2 * place + 1]
        assert (every.marker, most.marker) == (Marker.DOWN, Marker.TRIANGLE)
        for mark, yen in ((every, span.all), (most, span.max)):
            ((x, _),) = mark.points
            whole = span.high - span.low
            assert abs(x - bar.x - (bar.width * (yen - span.low) / whole if whole else 0)) < 0.5


def test_a_range_without_a_width_is_one_figure() -> None:
    drawing = range_chart(Spans("幅", (Span("甲", 500, 500, 500, 500), Span("乙", 0, 900, 100, 800))), 300)
    assert "500" in texts_of(drawing)
    assert "0〜900" in texts_of(drawing)
    assert "乙: あり得る幅 0〜900、今の回答による額 100、未定も実施した場合 800" in drawing.words


COUNTS = st.tuples(*[st.integers(0, 3_000)] * 4)


@settings(max_examples=60)
@given(st.lists(st.builds(Answers, NAMES, COUNTS), max_size=15), WIDTHS)
def test_answers_follow_each_other_without_gaps_and_as_long_as_they_are_many(
    answers: list[Answers], width: float
) -> None:
    drawing = progress_chart(Progress("回答", tuple(answers)), width)
    assert outside(drawing) == []
    segments = iter(rects_of(drawing)[4:])
    longest = max((sum(one.counts) for one in answers), default=0)
    per_answer = 0.0
    for one in answers:
        end = None
        for count in filter(None, one.counts):
            rect = next(segments)
            per_answer = per_answer or rect.width / count
            assert abs(rect.width - per_answer * count) < 0.5
            assert end is None or abs(rect.x - end) < 0.01
            end = rect.x + rect.width
    assert next(segments, None) is None
    assert not longest or per_answer * longest > width / 10


def test_each_answer_has_its_pattern_and_the_words_count_them() -> None:
    drawing = progress_chart(Progress("回答", (Answers("甲", (1, 2, 3, 4)),)), 300)
    assert [rect.fill for rect in rects_of(drawing)[4:]] == [Fill.SOLID, Fill.LIGHT, Fill.HATCH, Fill.CROSS]
    assert "3/10" in texts_of(drawing)
    assert drawing.words == "回答済/件数\n甲: 実施 1、実施しない 2、未定 3、未回答 4"
