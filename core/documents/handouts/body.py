"""The text of a chapter as blocks: headings, bullets, frames, notes, paragraphs."""

from collections.abc import Iterator

from core.documents.paper.document import Block, Framed, Heading, Notes, PageBreak, Paragraph, Size

_NOTE = "※"
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
            case "bullet" | "frame" | "note" | "text":
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
    if stripped.startswith(_NOTE):
        return "note"
    return "frame" if stripped.startswith("> ") else "text"


def _bare(kind: str, line: str) -> str:
    line = line.strip()
    marks = {"bullet": _BULLETS, "frame": ("> ",), "note": (_NOTE,)}.get(kind, ("",))
    return next(line.removeprefix(mark) for mark in marks if line.startswith(mark)).strip()


def _block(kind: str, lines: list[str]) -> Block:
    if kind == "bullet":
        return Notes(tuple(lines), "・", size=Size.BODY)
    if kind == "note":
        return Notes(tuple(lines), _NOTE)
    return Framed(tuple(lines)) if kind == "frame" else Paragraph("\n".join(lines))
