"""The text of a chapter as blocks: headings, bullets, frames, paragraphs."""

from collections.abc import Iterator

from core.documents.paper.document import Block, Framed, Heading, Notes, PageBreak, Paragraph, Size

_BULLETS = ("・", "- ", "－ ")


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text: lines that belong together stand in one list, one frame, one paragraph. A page is
    begun only where something stands before, and only once: no page is left empty."""
    blocks: list[Block] = []
    for block in _blocks(text):
        if not isinstance(block, PageBreak) or (blocks and not isinstance(blocks[-1], PageBreak)):
            blocks.append(block)
    return tuple(blocks)


def _blocks(text: str) -> Iterator[Block]:
    gathered: list[str] = []
    kind = ""
    for line in [*text.splitlines(), ""]:
        now = _kind(line)
        if gathered and now != kind:
            yield _block(kind, gathered)
            gathered = []
        kind = now
        match now:
            case "heading":
                yield Heading(line.strip()[1:].strip())
            case "break":
                yield PageBreak()
            case "bullet" | "frame" | "text":
                gathered.append(_bare(now, line))


def _kind(line: str) -> str:
    stripped = line.strip()
    if not stripped:
        return ""
    if stripped.startswith(("■", "# ")):
        return "heading"
    if stripped == "---":
        return "break"
    if stripped.startswith(_BULLETS):
        return "bullet"
    return "frame" if stripped.startswith("> ") else "text"


def _bare(kind: str, line: str) -> str:
    line = line.strip()
    if kind == "bullet":
        return next(line.removeprefix(mark) for mark in _BULLETS if line.startswith(mark)).strip()
    return line.removeprefix("> ") if kind == "frame" else line


def _block(kind: str, lines: list[str]) -> Block:
    if kind == "bullet":
        return Notes(tuple(lines), "・", size=Size.BODY)
    return Framed(tuple(lines)) if kind == "frame" else Paragraph("\n".join(lines))
