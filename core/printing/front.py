"""What a handout begins with: its cover, and the lines of its table of contents."""

from collections.abc import Callable

from core.documents.paper.document import Anchor, Cover
from core.printing.fonts import Face
from core.printing.page import BINDING, HEAVY, MARGIN, Page
from core.printing.structure import HEADINGS, ORNAMENT, PARAGRAPH
from core.printing.text import LEADING, Line, Measure

ENTRY = 20.0
"""The height of a line of the table of contents."""
_SIZE = 11.0
_TITLE = 24.0
_COUNCIL = 13.0
_INDENT = 20.0
_NUMBER = 40.0
"""The room of a page number."""


def draw_cover(page: Page, cover: Cover, measure: Measure, begin: Callable[[str], int]) -> None:
    """Draw a cover on a page that is empty; `begin` says what the text is that follows."""
    room = page.width - 4 * MARGIN
    if cover.marking:
        begin(PARAGRAPH)
        line = measure.line(cover.marking, Face.TEXT_BOLD, _COUNCIL)
        x = page.width - 2 * MARGIN - line.width
        baseline = 2 * MARGIN + (20 if page.texts.lines else 0)  # below the number and what stands above it
        frame(page, x - 8, baseline - 18, line.width + 16, 28)
        page.write(Face.TEXT_BOLD, x, baseline, line)
    y = page.height * 0.36
    page.rule(2 * MARGIN, y - 48, page.width - 2 * MARGIN, y - 48, HEAVY)
    begin(HEADINGS[0])
    for line in measure.fit(cover.title, Face.TEXT_BOLD, _TITLE, room, _TITLE * 0.8):
        page.write(Face.TEXT_BOLD, (page.width - line.width) / 2, y, line)
        y += _TITLE * LEADING
    page.rule(2 * MARGIN, y + 2, page.width - 2 * MARGIN, y + 2, HEAVY)
    y = page.height * 0.66
    for text in (cover.date, *cover.council.splitlines()):
        begin(PARAGRAPH)
        for line in measure.fit(text, Face.TEXT, _COUNCIL, room, _COUNCIL * 0.8):
            page.write(Face.TEXT, (page.width - line.width) / 2, y, line)
            y += _COUNCIL * LEADING * 1.2


def draw_entry(page: Page, top: float, entry: Anchor, number: int | None, measure: Measure) -> None:
    """Draw a line of the table of contents: the title, dots, and the page, all of it a link."""
    left, right = BINDING + _INDENT * entry.depth, page.width - MARGIN - _INDENT
    baseline = top + ENTRY * 0.7
    room = right - left - _NUMBER
    lines = measure.fit(entry.title, Face.TEXT, _SIZE, room, _SIZE * 0.6)
    title = lines[0] if len(lines) == 1 else _shortened(lines[0], room, measure)
    page.write(Face.TEXT, left, baseline, title)
    shown = measure.line("" if number is None else str(number), Face.FIGURE, _SIZE)
    page.write(Face.FIGURE, right - shown.width, baseline, shown)
    page.links.append((entry, left, top, right - left, ENTRY, page.texts.owner))
    dot = measure.width("…", Face.TEXT, _SIZE)
    count = int((right - _NUMBER - left - title.width - 8) / dot)
    if count > 0:
        page.texts.owner = ORNAMENT
        dots = measure.line("…" * count, Face.TEXT, _SIZE)
        page.write(Face.TEXT, right - _NUMBER - dots.width + 12, baseline, dots)


def _shortened(line: Line, room: float, measure: Measure) -> Line:
    """Return the beginning of a title that does not fit on its line, with the sign that more follows."""
    text = line.text
    while text and measure.width(f"{text}…", Face.TEXT, line.size) > room:
        text = text[:-1]
    return measure.line(f"{text}…", Face.TEXT, line.size)


def frame(page: Page, x: float, y: float, width: float, height: float) -> None:
    """Draw the outline of a rectangle."""
    for top in (y, y + height):
        page.rule(x, top, x + width, top)
    for left in (x, x + width):
        page.rule(left, y, left, y + height)
