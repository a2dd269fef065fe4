"""見比べた結果: how one state of a ledger differs from another, as a list."""

from collections.abc import Sequence

from core.documents.paper.document import Block, Column, Document, Notes, Paragraph, Row, Sheet, Table

TITLE = "見比べた結果"
NOTHING = "違いはありません。"
NOTHING_COMPARED = "見比べたところに、違いはありません。"

MOST_NAMES = 8


def left_out_text(tables: Sequence[str], most: int = MOST_NAMES) -> str:
    """Return the sentence that names the tables that were not compared, `most` of them; empty where there are none."""
    if not tables:
        return ""
    more = f"など{len(tables):,}表" if len(tables) > most else f"の{len(tables):,}表"
    return f"確定版には金額のもとになる表だけが残るため、{'、'.join(tables[:most])}{more}は見比べていません。"


Line = tuple[str, str, str, str, str]
"""The table, the row, the column (or that the row came or went), what stood there before, what stands there after."""


def between(before: str, after: str) -> str:
    """Return from what to what the list leads: 「先週.anbun」から確定版「第1回」への違い."""
    return f"{quoted(before)}から{quoted(after)}への違い"


def quoted(title: str) -> str:
    """Return what a state is called as it stands in a sentence: 「先週.anbun」, 確定版「第1回」."""
    return title if title.endswith("」") else f"「{title}」"


def build(
    consortium: str,
    before: str,
    after: str,
    lines: Sequence[Line],
    day: str,
    file_name: str,
    *,
    is_cut: bool = False,
    left_out: Sequence[str] = (),
    nothing: str = NOTHING,
) -> Document:
    """Return the list as a paper; `before` and `after` are what the states are called, `day` (ISO) when it was printed.

    `is_cut` when there are more lines than stand on the paper; `left_out` says in sentences what was not compared, and
    `nothing` what stands in place of the list where there are no lines.
    """
    columns = (
        Column("表", width=8),
        Column("対象", width=12, weight=2),
        Column("項目", width=8, weight=1),
        Column(before, width=10, weight=2),
        Column(after, width=10, weight=2),
    )
    table = Table(columns, tuple(Row(line) for line in lines))
    cut = "これより後の違いは、行数が多いため印刷していません。" if is_cut else ""
    notes = Notes((f"{len(lines):,}か所が違います。{cut}",))
    blocks: tuple[Block, ...] = (table, notes) if lines else (Paragraph(nothing),)
    if left_out:
        blocks = (*blocks, Notes(tuple(left_out)))
    intro = Paragraph(between(before, after))
    return Document(TITLE, (Sheet(TITLE, (intro, *blocks), date=day, sender=consortium),), footer=file_name)
