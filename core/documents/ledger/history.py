"""変更履歴: who changed what and when, as it is filtered on the screen."""

from collections.abc import Sequence

from core.documents.paper.document import Column, Document, Notes, Row, Sheet, Table

TITLE = "変更履歴"

Line = tuple[str, str, str, str, str, str]
"""When, who, what was done, which row and column, before, after."""


def build(
    consortium: str, lines: Sequence[Line], wanted: str, day: str, file_name: str, is_cut: bool = False
) -> Document:
    """Return the change log as a paper; `wanted` says in words which part of it, `day` (ISO) when it was printed.

    `is_cut` when there are more lines than stand on the paper.
    """
    columns = (
        Column("日時", width=9),
        Column("変更した人", width=6, weight=1),
        Column("操作", width=8, weight=2),
        Column("対象", width=8, weight=2),
        Column("変更前", width=6, weight=2),
        Column("変更後", width=6, weight=2),
    )
    table = Table(columns, tuple(Row(line) for line in lines), legend=wanted)
    cut = "これより古い変更は、行数が多いため印刷していません。" if is_cut else ""
    notes = Notes((f"{len(lines):,}行。{cut}変更の記録は台帳のファイルに残り、書き換えられません。",))
    return Document(TITLE, (Sheet(TITLE, (table, notes), date=day, sender=consortium),), footer=file_name)
