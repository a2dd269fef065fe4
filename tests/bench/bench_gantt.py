"""The chart of a schedule of 400 tasks against a bare drawing of the same: python tests/bench/bench_gantt.py [DIR]

Bare is a QGraphicsView with an item for each bar, mark, label, way between two rows and line of the grid, which knows
no head, no free days, no reference day, no progress line, no current row and no keyboard. Both repaint all that is seen
of the same place. With DIR the pictures of both are written there; 1 when the chart takes more than LIMIT times as
long.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QScrollBar

from core.calc.schedule.chart import chart_of
from core.calc.schedule.scale import Unit
from core.model.book import Book
from tests.bench.big_organisation import big_organisation
from tests.bench.big_schedule import TODAY
from ui.look import theme
from ui.look.assets import text_font
from ui.look.colours import colour
from ui.pages.schedule.gantt_bars import bars_of
from ui.widgets.gantt.bars import Bar, Chart
from ui.widgets.gantt.chart import GanttChart

LIMIT = 2.0
REPEAT = 60
SIZE = (900, 640)
ROW = 160
"""The first row that is seen: tasks of which some are done, some late and some not begun."""


def milliseconds(run: Callable[[], object], times: int = REPEAT) -> float:
    """Return the median duration of a run."""
    taken = []
    for _ in range(times):
        begin = perf_counter()
        run()
        taken.append(perf_counter() - begin)
    return 1_000 * median(taken)


def in_turn(*runs: Callable[[], object]) -> list[float]:
    """Return the median durations of runs that take turns, in time of the processor: what else runs does not count."""
    taken: list[list[float]] = [[] for _ in runs]
    for _ in range(REPEAT):
        for run, times in zip(runs, taken, strict=True):
            begin = thread_time()
            run()
            times.append(thread_time() - begin)
    return [1_000 * median(times) for times in taken]


def ours(app: QApplication, chart: Chart) -> GanttChart:
    """Return our chart, shown."""
    shown = GanttChart()
    shown.resize(*SIZE)
    shown.show_chart(chart, list(chart.bars))
    shown.show()
    app.processEvents()
    shown.verticalScrollBar().setRange(0, len(chart.bars) * shown.row_px)
    shown.verticalScrollBar().setValue(ROW * shown.row_px)
    return shown


def bare(chart: Chart, like: GanttChart) -> QGraphicsView:
    """Return the bare drawing of the same at the same scale."""
    view = QGraphicsView()
    scene = QGraphicsScene(view)
    rows, axis, row_px = {key: at for at, key in enumerate(chart.bars)}, like.axis, like.row_px
    grid = QPen(colour(theme.GRID))
    for band in axis.heads(0, axis.width)[-1]:
        x = axis.at(band.first.toordinal())
        scene.addLine(x, 0, x, len(rows) * row_px, grid)
    for row in range(len(rows)):
        scene.addLine(0, (row + 1) * row_px - 1, axis.width, (row + 1) * row_px - 1, grid)
    way = QPen(colour(theme.SECONDARY))
    for tie in chart.ties:
        before, after = chart.bars[tie.before], chart.bars[tie.after]
        if before.plan and after.plan:
            x, y = axis.at(before.plan[1] + 1), rows[tie.before] * row_px + 11
            to_x, to_y = axis.at(after.plan[0]), rows[tie.after] * row_px + 11
            scene.addLine(x, y, x + 6, y, way)
            scene.addLine(x + 6, y, x + 6, to_y, way)
            scene.addLine(x + 6, to_y, to_x, to_y, way)
            tip = [QPointF(to_x, to_y), QPointF(to_x - 6, to_y - 4), QPointF(to_x - 6, to_y + 4)]
            scene.addPolygon(QPolygonF(tip), way, QBrush(way.color()))
    for key, bar in chart.bars.items():
        _add_bar(scene, like, bar, rows[key] * row_px)
    view.setScene(scene)
    view.setSceneRect(0, 0, axis.width, len(rows) * row_px)
    view.resize(*SIZE)
    view.show()
    return view


def _add_bar(scene: QGraphicsScene, like: GanttChart, bar: Bar, top: int) -> None:
    axis, right = like.axis, 0.0
    edge, light, solid = QPen(colour(theme.PRIMARY)), QBrush(colour(theme.SELECTION)), QBrush(colour(theme.PRIMARY))
    if bar.plan is not None:
        left, right = axis.at(bar.plan[0]), axis.at(bar.plan[1] + 1)
        if bar.shape.is_moment:
            corners = [QPointF(left, top + 5), QPointF(left + 6, top + 15), QPointF(left - 6, top + 15)]
            scene.addPolygon(QPolygonF(corners), edge)
        else:
            scene.addRect(left, top + 6, right - left, 9, edge, light)
    if bar.actual is not None:
        left, end = axis.at(bar.actual[0]), axis.at(bar.actual[1] + 1)
        scene.addRect(left, top + 19, end - left, 6, QPen(Qt.PenStyle.NoPen), solid)
        right = max(right, end)
    if bar.label and right:
        text = scene.addSimpleText(bar.label, text_font(theme.SMALL_PX))
        text.setPos(right + 12, top + 4)


def main() -> int:
    """Measure every scale; 1 when the chart is too slow at one of them."""
    app = QApplication([])
    theme.apply(app)
    book = Book({})
    book.apply(big_organisation())
    chart = bars_of(book, chart_of(book, TODAY))
    slow = False
    for unit in Unit:
        shown = ours(app, chart)
        shown.set_unit(unit)
        assert chart.reference is not None
        shown.show_day(chart.reference)
        app.processEvents()
        view = bare(chart, shown)
        view.horizontalScrollBar().setValue(shown.horizontalScrollBar().value())
        view.verticalScrollBar().setValue(shown.verticalScrollBar().value())
        app.processEvents()
        figures = in_turn(shown.viewport().repaint, view.viewport().repaint)
        if len(sys.argv) > 1:
            for name, widget in (("chart", shown), ("bare", view)):
                widget.grab().save(str(Path(sys.argv[1]) / f"gantt_{unit.value}_{name}.png"))
        ratio = figures[0] / figures[1]
        slow |= ratio > LIMIT
        down = shown.verticalScrollBar()

        def scroll_on(down: QScrollBar = down) -> None:
            down.setValue(down.value() + 16)
            app.processEvents()

        scroll = milliseconds(scroll_on)
        print(
            f"{unit.label}: {len(chart.bars)} tasks, repaint {figures[0]:.2f} ms, bare {figures[1]:.2f} ms, "
            f"{ratio:.2f} (limit {LIMIT}); a step of scrolling {scroll:.2f} ms"
        )
        view.close()
        shown.close()
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
