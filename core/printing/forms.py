"""Blocks like those of a form: labels with their values in boxes, and lines to write on by hand."""

from core.documents.paper.document import Align, FillIn, KeyValues, Size
from core.printing.columns import FLOOR, PAD
from core.printing.fonts import Face
from core.printing.page import THIN
from core.printing.pages import Pages
from core.printing.structure import CELL, PARAGRAPH, ROW, ROW_HEADING, TABLE
from core.printing.table import Lines
from core.printing.text import LEADING


class Forms(Pages):
    """Pages that take such blocks."""

    def _key_values(self, block: KeyValues) -> None:
        """Draw labels on a light ground with their values beside them."""
        size = self._points[Size.BODY]
        width = self._room / block.columns
        label_room, rows = self._pairs(block)
        whole = sum(height for height, _ in rows)
        if whole < self._page_room / 2:
            self._need(whole)
        table = self.structure.add(TABLE) if any(height <= self._page_room for height, _ in rows) else 0
        for start, (height, cells) in zip(range(0, len(block.pairs), block.columns), rows, strict=True):
            if height > self._page_room:
                for pair in block.pairs[start : start + block.columns]:
                    self._text(": ".join(pair), Face.TEXT, size, Align.LEFT)
                continue
            self._need(height)
            first = self.structure.add_all((ROW_HEADING, CELL) * block.columns, self.structure.add(ROW, table))
            for at, (label, value) in enumerate(cells):
                x, owner = self._margin + at * width, first + 2 * at
                self._pair(x, width, label_room + 2 * PAD, height, label, value, owner)
            self.y += height
        self.y += self._gap

    def _pair(
        self,
        x: float,
        width: float,
        label_width: float,
        height: float,
        label: Lines,
        value: Lines,
        owner: int,
    ) -> None:
        page, top, size = self.pages[-1], self.y, self._points[Size.BODY]
        page.shades.append((x, top, label_width, height))
        for left, right in ((x, x + width),):
            page.rule(left, top, right, top)
            page.rule(left, top + height, right, top + height)
        for edge in (x, x + label_width, x + width):
            page.rule(edge, top, edge, top + height)
        for at, (lines, left) in enumerate(((label, x + PAD), (value, x + label_width + PAD))):
            page.texts.owner = owner + at
            self.y = top + (height - len(lines) * size * LEADING) / 2
            for line in lines:
                self._write(Face.TEXT, left, size, line)
                self.y += size * LEADING
        self.y = top

    def _fill_in(self, block: FillIn) -> None:
        size, height = self._points[Size.BODY], 26.0
        self._need(height)
        total = sum(weight for _, weight in block.fields)
        x, baseline = self._margin, self.y + height - 5
        for label, weight in block.fields:
            right = x + self._room * weight / total
            self._begin(PARAGRAPH)
            for line in self._measure.fit(label, Face.TEXT, size, (right - x) / 2, FLOOR)[:1]:
                self.pages[-1].write(Face.TEXT, x, baseline, line)
                self.pages[-1].rule(x + line.width + 4, baseline + 3, right - 12, baseline + 3, 2 * THIN)
            x = right
        self.y += height + 4
