"""What is seen of a schedule: the rows, ties and lines that reach into the strip to be painted, and no others."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QLine, QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from ui.look import theme
from ui.look.colours import colour
from ui.widgets.gantt.axis import DAY_PX, Axis
from ui.widgets.gantt.bars import Bar, Chart, Grip, Shape, Span, Tie
from ui.widgets.gantt.holding import Hold
from ui.widgets.gantt.painting import (
    BEND_AT,
    LEAST_DAY_PX,
    PLAN_HEIGHT,
    PLAN_TOP,
    Bars,
    anchor,
    font,
    paint_ground,
    paint_head,
    paint_progress,
    paint_reference,
)
from ui.widgets.gantt.ways import Ways

MIDDLE = PLAN_TOP + PLAN_HEIGHT / 2
_FLAG_PX, _FLAG_HEIGHT = 112, 20
_STRETCH = 28
"""So many days are asked at once whether they are free."""


class Picture:
    """The chart that is shown and the order of its rows; it paints them, and says them in words."""

    def __init__(self) -> None:
        self.shows_ties = True
        self.shows_progress = True
        self._chart = Chart({})
        self._rows: tuple[int, ...] = ()
        self._row_of: dict[int, int] = {}
        self._ties: list[tuple[int, int, Tie]] = []
        self._warnings: dict[int, list[str]] = {}
        self._free_runs: dict[int, list[Span]] = {}
        self._ways: tuple[Axis, Ways] | None = None
        self._bars: tuple[tuple[object, ...], Bars] | None = None

    def show(self, chart: Chart, rows: Sequence[int]) -> None:
        """Paint these from now on."""
        self._chart, self._rows = chart, tuple(rows)
        self._row_of = {key: row for row, key in enumerate(self._rows)}
        known = [tie for tie in chart.ties if tie.before in self._row_of and tie.after in self._row_of]
        self._ties = [(self._row_of[tie.before], self._row_of[tie.after], tie) for tie in known]
        self._warnings = {}
        self._free_runs = {}
        self._ways = self._bars = None
        for tie in chart.ties:
            if tie.warning:
                self._warnings.setdefault(tie.after, []).append(tie.warning)

    def words_of(self, key: int) -> str:
        """Return all that is said of a row, its warnings last."""
        bar = self._chart.bars.get(key)
        warnings = [f"注意: {one}" for one in self._warnings.get(key, ())]
        return "\n".join([bar.words(), *warnings]) if bar is not None else ""

    def grip_of(self, bar: Bar, grip: Grip) -> Grip:
        """Return what really changes: a point of time and a group have no ends of their own."""
        return grip if bar.shape is Shape.TASK else Grip.WHOLE

    def paint(self, painter: QPainter, axis: Axis, row_px: int, strip: QRectF, current: int, hold: Hold | None) -> None:
        """Paint what lies in `strip`, in pixels from the first day and the first row."""
        painter.fillRect(strip, colour(theme.SURFACE))
        first = max(0, int(strip.top()) // row_px)
        last = min(len(self._rows) - 1, int(strip.bottom()) // row_px)
        if first <= current <= last:
            painter.fillRect(QRectF(strip.left(), current * row_px, strip.width(), row_px), colour(theme.LIGHT_PRIMARY))
        rows = range(first, last + 1)
        paint_ground(painter, axis, self._free(axis, strip), strip)
        painter.setPen(colour(theme.GRID))
        left, right = round(strip.left()), round(strip.right())
        painter.drawLines([QLine(left, y, right, y) for y in ((row + 1) * row_px - 1 for row in rows)])
        if self._ways is None or self._ways[0] != axis:
            self._ways = (axis, self._all_ways(axis, row_px))
        if self.shows_ties:
            self._ways[1].paint(painter, strip)
        seen = (axis, row_px, first, last, current, hold)
        if self._bars is None or self._bars[0] != seen:
            self._bars = (seen, self._bars_of(*seen))
        bars = self._bars[1]
        bars.paint(painter)
        reference = self._chart.reference
        if reference is not None:
            if self.shows_progress:
                rows = range(first - 1, last + 2)
                paint_progress(painter, self._progress(axis, row_px, rows, reference + 1), strip)
            paint_reference(painter, axis.at(reference + 1), strip)
        bars.paint_labels(painter)

    def paint_head(self, painter: QPainter, axis: Axis, shown: QRect, offset: int) -> None:
        """Paint the head, with the reference day on a flag of its own."""
        reference = self._chart.reference
        if reference is None:
            paint_head(painter, axis, shown, offset, QRectF())
            return
        flag = QRectF(axis.at(reference + 1) - offset - _FLAG_PX / 2, shown.top(), _FLAG_PX, _FLAG_HEIGHT)
        paint_head(painter, axis, shown, offset, flag)
        day = date.fromordinal(reference)
        painter.fillRect(flag, colour(theme.TEXT))
        painter.setPen(colour(theme.SURFACE))
        painter.setFont(font(True))
        painter.drawText(flag, Qt.AlignmentFlag.AlignCenter, f"基準日 {day.month}月{day.day}日")
        foot = QRectF(flag.center().x() - 1, flag.bottom(), 2, shown.bottom() - flag.bottom())
        painter.fillRect(foot, colour(theme.TEXT))

    def _bars_of(self, axis: Axis, row_px: int, first: int, last: int, current: int, hold: Hold | None) -> Bars:
        bars = Bars(axis)
        for row in range(first, last + 1):
            bar = self._chart.bars.get(self._rows[row])
            if bar is not None and hold is not None and hold.key == bar.key and hold.days:
                bar = replace(bar, actual=hold.wish) if hold.is_done else replace(bar, plan=hold.wish)
                bar = replace(bar, label=hold.words)
            if bar is not None:
                bars.add(bar, row * row_px, theme.LIGHT_PRIMARY if row == current else theme.SURFACE)
        return bars

    def _all_ways(self, axis: Axis, row_px: int) -> Ways:
        ways = Ways(row_px)
        for before, after, tie in self._ties:
            leaves = anchor(axis, self._chart.bars[tie.before])
            arrives = anchor(axis, self._chart.bars[tie.after])
            if leaves is not None and arrives is not None:
                start = QPointF(leaves[1], before * row_px + MIDDLE)
                ways.add(start, QPointF(arrives[0], after * row_px + MIDDLE), warns=bool(tie.warning))
        return ways

    def _progress(self, axis: Axis, row_px: int, rows: range, reference: float) -> Iterator[QLineF]:
        """Yield the pieces of the progress line over these rows: from the reference day between the rows to the day up
        to which the work of a row is done, and back."""
        still = axis.at(reference)
        for row in rows:
            bar = self._chart.bars.get(self._rows[row]) if 0 <= row < len(self._rows) else None
            top = row * row_px
            if bar is None or bar.reached is None:
                yield QLineF(still, top, still, top + row_px)
            else:
                x = axis.at(bar.reached)
                yield QLineF(still, top, x, top + BEND_AT)
                yield QLineF(x, top + BEND_AT, still, top + row_px)

    def _free(self, axis: Axis, strip: QRectF) -> Iterator[Span]:
        """Yield the runs of free days in sight, where a day is wide enough to be seen."""
        if DAY_PX[axis.unit] < LEAST_DAY_PX:
            return
        for at in range(int(axis.day(strip.left())) // _STRETCH, int(axis.day(strip.right())) // _STRETCH + 1):
            if at not in self._free_runs:
                self._free_runs[at] = list(self._runs(at * _STRETCH, (at + 1) * _STRETCH))
            yield from self._free_runs[at]

    def _runs(self, day: int, end: int) -> Iterator[Span]:
        while day < end:
            after = day
            while after < end and self._chart.is_free(after):
                after += 1
            if after > day:
                yield day, after - 1
            day = max(after, day + 1)
