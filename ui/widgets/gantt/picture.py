"""What is seen of a schedule: the rows, ties and lines that reach into the strip to be painted, and no others."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from ui.look import theme
from ui.widgets.gantt.axis import DAY_PX, Axis
from ui.widgets.gantt.bars import Bar, Chart, Grip, Shape, Span, Tie
from ui.widgets.gantt.holding import Hold
from ui.widgets.gantt.painting import (
    BEND_AT,
    LEAST_DAY_PX,
    PLAN_HEIGHT,
    PLAN_TOP,
    anchor,
    colour,
    font,
    paint_bar,
    paint_ground,
    paint_head,
    paint_progress,
    paint_reference,
    paint_tie,
)

MIDDLE = PLAN_TOP + PLAN_HEIGHT / 2
_FLAG_PX, _FLAG_HEIGHT = 112, 20


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

    def show(self, chart: Chart, rows: Sequence[int]) -> None:
        """Paint these from now on."""
        self._chart, self._rows = chart, tuple(rows)
        self._row_of = {key: row for row, key in enumerate(self._rows)}
        known = [tie for tie in chart.ties if tie.before in self._row_of and tie.after in self._row_of]
        self._ties = [(self._row_of[tie.before], self._row_of[tie.after], tie) for tie in known]
        self._warnings = {}
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
        painter.setPen(colour(theme.LIGHT_LINE))
        for row in rows:
            y = (row + 1) * row_px - 1
            painter.drawLine(round(strip.left()), y, round(strip.right()), y)
        if self.shows_ties:
            self._paint_ties(painter, axis, row_px, first, last)
        reference = self._chart.reference
        if reference is not None:
            if self.shows_progress:
                paint_progress(painter, self._progress(axis, row_px, range(first - 1, last + 2), reference + 1))
            paint_reference(painter, axis.at(reference + 1), strip)
        for row in rows:
            ground = theme.LIGHT_PRIMARY if row == current else theme.SURFACE
            self._paint_row(painter, axis, row * row_px, self._rows[row], strip.right(), ground, hold)

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

    def _paint_row(
        self, painter: QPainter, axis: Axis, top: int, key: int, right: float, ground: str, hold: Hold | None
    ) -> None:
        bar = self._chart.bars.get(key)
        if bar is None:
            return
        if hold is not None and hold.key == key and hold.days:
            paint_bar(painter, axis, replace(bar, plan=hold.wish, label=hold.words), top, ground)
            return
        spans = [span for span in (bar.plan, bar.actual) if span is not None]
        # What lies to the right is not seen; a label may reach in from the left.
        if spans and axis.at(min(span[0] for span in spans)) <= right + 12:
            paint_bar(painter, axis, bar, top, ground)

    def _paint_ties(self, painter: QPainter, axis: Axis, row_px: int, first: int, last: int) -> None:
        for before, after, tie in self._ties:
            if max(before, after) < first or min(before, after) > last:
                continue
            leaves = anchor(axis, self._chart.bars[tie.before])
            arrives = anchor(axis, self._chart.bars[tie.after])
            if leaves is not None and arrives is not None:
                start = QPointF(leaves[1], before * row_px + MIDDLE)
                end = QPointF(arrives[0], after * row_px + MIDDLE)
                paint_tie(painter, start, end, row_px, warns=bool(tie.warning))

    def _progress(self, axis: Axis, row_px: int, rows: range, reference: float) -> list[QPointF]:
        """Return the points of the progress line over these rows: at the reference day between the rows, and within a
        row at the day up to which its work is done."""
        still = axis.at(reference)
        points = []
        for row in rows:
            bar = self._chart.bars.get(self._rows[row]) if 0 <= row < len(self._rows) else None
            reached = bar.reached if bar is not None else None
            x = still if reached is None else axis.at(reached)
            top = row * row_px
            points += [QPointF(still, top), QPointF(x, top + BEND_AT), QPointF(still, top + row_px)]
        return points

    def _free(self, axis: Axis, strip: QRectF) -> Iterator[Span]:
        """Yield the runs of free days in sight, where a day is wide enough to be seen."""
        low, high = int(axis.day(strip.left())) - 1, int(axis.day(strip.right())) + 1
        day_px, day = DAY_PX[axis.unit], low
        if day_px < LEAST_DAY_PX:
            return
        while day <= high:
            end = day
            while end <= high and self._chart.is_free(end):
                end += 1
            if end > day:
                yield day, end - 1
            day = max(end, day + 1)
