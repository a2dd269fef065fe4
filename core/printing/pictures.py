"""How a picture is put on a page: a file of the program, or one that stands in the ledger, with its caption."""

from pathlib import Path

from core.documents.paper.document import Bitmap, Picture, Size
from core.printing.fonts import Face
from core.printing.page import png_size
from core.printing.pages import Pages
from core.printing.structure import PARAGRAPH, figure

_SEEN = 0.6
"""A picture is set so many times smaller before it goes to the next page."""
_PICTURE = 300.0
"""The greatest height of a picture in points."""


class Pictured(Pages):
    """Pages on which pictures may stand."""

    def _picture(self, picture: Picture) -> None:
        """Put a picture in the middle, with its caption on the same page; one of the ledger as wide as it is wished, no
        pixel larger than a point, if it can be seen at the size that fits here, else on the next page."""
        if isinstance(picture.path, Bitmap):
            self._bitmap(picture, picture.path)
            return
        width, height = png_size(picture.path)
        scale = min(self._room / width, _PICTURE / height, 72 / 96)
        self._need(height * scale)
        self._put(picture.path, width * scale, height * scale, picture.words)

    def _bitmap(self, picture: Picture, bitmap: Bitmap) -> None:
        size = self._points[Size.SMALL]
        words = picture.caption if bitmap.content else f"図: {picture.words}"
        lines = self._measure.fit(words, Face.TEXT, size, self._room, size * 0.86) if words else ()
        below = len(lines) * size * self._leading
        across = min(1.0, self._room * picture.share / 100 / bitmap.width)
        if bitmap.content:
            scale = min(across, (self._bottom - self.y - below) / bitmap.height)
            if scale < across * _SEEN and self.y > self._top:
                self._next_page()
                scale = min(across, (self._bottom - self.y - below) / bitmap.height)
            self._put(bitmap.content, bitmap.width * scale, bitmap.height * scale, picture.words)
            self.y -= self._gap
        if lines:
            self._begin(PARAGRAPH)
        for line in lines:
            self._need(size * self._leading)
            self._write(Face.TEXT, self._margin + (self._room - line.width) / 2, size, line)
            self.y += size * self._leading
        self.y += self._gap

    def _put(self, source: Path | bytes, width: float, height: float, words: str) -> None:
        x = self._margin + (self._room - width) / 2
        owner = self._begin(figure(words))
        self.pages[-1].pictures.append((source, x, self.y, width, height, owner))
        self.y += height + self._gap
